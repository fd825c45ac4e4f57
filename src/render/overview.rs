//! The portfolio and one account at a glance; the white space of one has its file below.

mod white_space;

use rust_decimal::Decimal;
use serde_json::Value;

use super::agenda;
use super::findings::counted;
use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::tiers;
use crate::analysis::agenda::Item;
use crate::analysis::overview::Overview;
use crate::analysis::tier::Standing;
use crate::analysis::white_space::WhiteSpace;
use crate::model::money::short_amount;
use crate::model::{Account, Currency, Day, Stakeholder};

/// From so many cells on, the list shows ids beside names; either names an account on the command line.
const WIDE: usize = 110;

/// All accounts, the best tier first.
pub fn list(rows: &[&Overview<'_>], look: &Look) -> String {
    let mut rows = rows.to_vec();
    rows.sort_by(|a, b| {
        (a.tier, std::cmp::Reverse(a.sales), a.id).cmp(&(b.tier, std::cmp::Reverse(b.sales), b.id))
    });
    let with_id = look.width >= WIDE;
    let header = [
        "Tier",
        "Account",
        "Status",
        "Owner",
        "Sales",
        "Last touch",
        "Overdue",
        "Id",
    ];
    let columns = if with_id { header.len() } else { header.len() - 1 };
    let mut table = Table::new(header.into_iter().take(columns)).right(&[4, 6]);
    for row in rows {
        let tier = if row.settled {
            row.tier.to_string()
        } else {
            format!("{}?", row.tier)
        };
        let cells = [
            Cell::new(tier, tiers::tone(row.tier)),
            row.name.into(),
            row.status.unwrap_or("–").into(),
            row.owner.unwrap_or("–").into(),
            amount(row.sales).into(),
            row.last_touch
                .map_or("never".to_owned(), |day| day.to_string())
                .into(),
            overdue(row.overdue),
            Cell::new(row.id, Tone::Faint),
        ];
        table.row(cells.into_iter().take(columns));
    }
    table.render(look)
}

fn overdue(count: usize) -> Cell {
    match count {
        0 => Cell::new("–", Tone::Faint),
        count => Cell::new(count.to_string(), Tone::Warn),
    }
}

fn amount(amount: Option<Decimal>) -> String {
    amount.map_or("–".to_owned(), short_amount)
}

/// How many accounts are listed, of how many, and what a question mark means.
pub fn count(listed: &[&Overview<'_>], all: usize) -> String {
    let count = match listed.len() == all {
        true => counted(all, "account"),
        false => format!("{} of {}", listed.len(), counted(all, "account")),
    };
    match listed.iter().find(|overview| !overview.settled) {
        Some(open) => format!(
            "{count}; {}? means that the tier could be higher (`dossier tier`)",
            open.tier
        ),
        None => count,
    }
}

/// Whether any account has something under a column's name, be it nothing.
pub fn is_known_column(column: &str, names: &[Value]) -> bool {
    names.is_empty() || names.iter().any(|names| at(names, column).is_some())
}

/// What stands under a name such as `value.potential`.
pub fn at<'v>(names: &'v Value, column: &str) -> Option<&'v Value> {
    column.split('.').try_fold(names, |value, key| value.get(key))
}

/// The chosen columns of some accounts.
pub fn chosen(columns: &[String], names: &[Value], look: &Look) -> String {
    let mut table = Table::new(columns.iter().cloned());
    for names in names {
        table.row(columns.iter().map(|column| Cell::from(plain(at(names, column)))));
    }
    table.render(look)
}

/// A value as a cell's text.
fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| plain(Some(item)))
            .collect::<Vec<_>>()
            .join(", "),
        Some(value) => value.to_string(),
    }
}

/// One account with what belongs to its page.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The account.
    pub account: &'a Account<'a>,
    /// Its figures.
    pub overview: &'a Overview<'a>,
    /// What it buys, and what it could.
    pub space: &'a WhiteSpace<'a>,
    /// Its tier.
    pub standing: &'a Standing,
    /// What is due for it.
    pub items: Vec<&'a Item<'a>>,
    /// The day to reckon from.
    pub today: Day,
    /// The repository's currency.
    pub currency: Currency,
}

/// How many past contacts are shown.
const LAST_CONTACTS: usize = 5;

/// One account's page.
pub fn show(shown: &Shown<'_>, look: &Look) -> String {
    let sections = [
        people(shown).section("People", look),
        deals(shown).section("Open deals", look),
        promises(shown).section("Open promises", look),
        white_space::section(shown, look),
        white_space::purchases(shown).section("Purchases", look),
        due(shown).section("Due", look),
        contacts(shown).section("Last contacts", look),
    ];
    heading(shown, look) + &sections.concat()
}

fn heading(shown: &Shown<'_>, look: &Look) -> String {
    let (account, overview) = (shown.account, shown.overview);
    let facts: Vec<&str> = [
        overview.industry,
        overview.region,
        overview.status,
        overview.owner,
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut text = format!(
        "{}  {}  {}\n",
        look.paint(Tone::Heading, overview.tier.as_str()),
        look.paint(Tone::Heading, &account.name),
        look.paint(Tone::Faint, &account.id)
    );
    if !facts.is_empty() {
        text.push_str(&format!("{}\n", look.paint(Tone::Plain, &facts.join(" · "))));
    }
    text.push_str(&format!("{}\n", look.paint(Tone::Faint, &shown.standing.why)));
    let figures = [
        ("sales", overview.sales),
        ("potential", overview.potential),
        ("profit", overview.profit),
        ("open deals", overview.open_amount),
    ];
    let known: Vec<String> = figures
        .into_iter()
        .filter_map(|(name, figure)| Some(format!("{name} {}", short_amount(figure?))))
        .collect();
    if !known.is_empty() {
        let line = format!("{} ({})", known.join(" · "), shown.currency);
        text.push_str(&format!("{}\n", look.paint(Tone::Plain, &line)));
    }
    text
}

fn people(shown: &Shown<'_>) -> Table {
    let mut table =
        Table::new(["Name", "Title", "Roles", "Influence", "Attitude", "Last contact"]).right(&[3]);
    let mut present: Vec<&Stakeholder<'_>> = shown.account.present(shown.today).collect();
    present.sort_by_key(|person| std::cmp::Reverse(person.influence));
    for person in present {
        let roles: Vec<&str> = person.roles.iter().map(|role| role.as_str()).collect();
        let last = person.id.as_deref().and_then(|id| last_contact(shown, id));
        table.row([
            person.called().into(),
            person.title.as_deref().unwrap_or("–").into(),
            roles.join(", ").into(),
            person
                .influence
                .map_or("–".to_owned(), |influence| influence.to_string())
                .into(),
            person
                .attitude
                .map_or("unknown", |attitude| attitude.as_str())
                .into(),
            last.map_or("never".to_owned(), |day| day.to_string()).into(),
        ]);
    }
    table
}

fn last_contact(shown: &Shown<'_>, id: &str) -> Option<Day> {
    let met = shown.account.real_touchpoints(shown.today);
    met.filter(|touch| touch.with.iter().any(|with| *with == id))
        .filter_map(|touch| touch.on)
        .max()
}

fn deals(shown: &Shown<'_>) -> Table {
    let mut table = Table::new(["Deal", "Milestone", "Since", "Amount", "Close"]).right(&[3]);
    for deal in shown.account.opportunities.iter().filter(|deal| deal.is_open()) {
        table.row([
            deal.called().into(),
            deal.milestone.map_or("–", |milestone| milestone.as_str()).into(),
            deal.reached_on()
                .map_or("–".to_owned(), |day| day.to_string())
                .into(),
            deal.amount
                .map_or("–".to_owned(), |amount| amount.to_string())
                .into(),
            deal.close.map_or("–".to_owned(), |day| day.to_string()).into(),
        ]);
    }
    table
}

fn promises(shown: &Shown<'_>) -> Table {
    let mut table = Table::new(["By", "Due", "What"]);
    for promise in shown
        .account
        .commitments
        .iter()
        .filter(|promise| promise.is_open())
    {
        let late = promise.due.is_some_and(|due| due < shown.today);
        table.row([
            promise.by.map_or("–", |by| by.as_str()).into(),
            Cell::new(
                promise.due.map_or("–".to_owned(), |due| due.to_string()),
                if late { Tone::Bad } else { Tone::Plain },
            ),
            promise.what.as_deref().unwrap_or("–").into(),
        ]);
    }
    table
}

fn due(shown: &Shown<'_>) -> Table {
    let mut table = Table::new(["Days", "What", "Why"]).right(&[0]);
    for item in &shown.items {
        table.row([
            Cell::new(agenda::days(item), agenda::tone(item.severity)),
            agenda::what(item).into(),
            Cell::new(item.why.as_str(), Tone::Faint),
        ]);
    }
    table
}

fn contacts(shown: &Shown<'_>) -> Table {
    let mut table = Table::new(["Day", "Kind", "With", "What came of it"]);
    let mut past: Vec<_> = shown.account.real_touchpoints(shown.today).collect();
    past.sort_by_key(|touch| std::cmp::Reverse(touch.on));
    for touch in past.into_iter().take(LAST_CONTACTS) {
        let with: Vec<&str> = touch
            .with
            .iter()
            .map(|id| shown.account.person_name(id))
            .collect();
        let outcome = touch.outcome.as_deref().or(touch.purpose.as_deref());
        table.row([
            touch.on.map_or("–".to_owned(), |day| day.to_string()).into(),
            touch.kind.map_or("–", |kind| kind.as_str()).into(),
            with.join(", ").into(),
            outcome.unwrap_or("–").into(),
        ]);
    }
    table
}
