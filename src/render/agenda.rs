//! The agenda for people: what is due, the most urgent first; its other formats have their files below.

pub mod csv;
pub mod ics;
pub mod markdown;

use unicode_width::UnicodeWidthStr;

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use crate::analysis::agenda::{Item, ItemKind, Severity};
use crate::model::Day;

/// The widest that the column of accounts gets, in cells.
const WIDEST_NAME: usize = 24;
/// The width of the column of days.
const DAYS: usize = 9;

/// What the items of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// How urgent they are.
    Severity,
    /// Who of us they fall to.
    Owner,
}

impl Grouping {
    /// Puts items that are sorted by urgency in the order of the groups; what falls to nobody comes last.
    pub fn arrange(self, items: &mut [Item<'_>]) {
        if self == Self::Owner {
            items.sort_by_key(|item| (item.owner.is_none(), item.owner));
        }
    }

    /// The groups of items so arranged, each with its title.
    pub fn groups<'i, 'a>(self, items: &'i [Item<'a>]) -> impl Iterator<Item = (String, &'i [Item<'a>])> {
        let is_one = move |one: &Item<'_>, other: &Item<'_>| match self {
            Self::Severity => one.severity == other.severity,
            Self::Owner => one.owner == other.owner,
        };
        let groups = items.chunk_by(is_one).filter(|group| !group.is_empty());
        groups.map(move |group| (self.title(group), group))
    }

    fn title(self, group: &[Item<'_>]) -> String {
        let Some(item) = group.first() else {
            return String::new();
        };
        match self {
            Self::Severity => item.severity.as_str().to_owned(),
            Self::Owner => format!("{}: {}", item.owner.unwrap_or("nobody"), counts(group)),
        }
    }
}

/// All items in their groups: what is due, and below it why and for whom.
pub fn table(items: &[Item<'_>], grouping: Grouping, today: Day, look: &Look) -> String {
    let names = items.iter().map(|item| item.account.name.width());
    let names = names.max().unwrap_or(0).min(WIDEST_NAME);
    let groups = grouping.groups(items).map(|(title, group)| {
        let mut table = Table::new([""; 0])
            .right(&[0])
            .width(0, DAYS)
            .width(1, 1)
            .width(2, names);
        for item in group {
            table.row([
                Cell::new(days(item), tone(item.severity)),
                item.tier.as_str().into(),
                item.account.name.as_str().into(),
                Cell::from(what(item)).below(why(item, grouping, today), Tone::Faint),
            ]);
        }
        format!("{}\n{}", look.paint(Tone::Heading, &title), table.render(look))
    });
    groups.collect::<Vec<_>>().join("\n")
}

/// The days that an item is over, or still has.
pub fn days(item: &Item<'_>) -> String {
    match item.overdue {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        overdue if overdue > 0 => format!("{overdue} days"),
        ahead => format!("in {}", -ahead),
    }
}

/// The day by which it is due, and how long that is over.
fn due_on(item: &Item<'_>) -> String {
    match item.overdue {
        overdue if overdue > 0 => format!("due {}, {} over", item.due, days(item)),
        _ => format!("due {}", item.due),
    }
}

/// The thing to do, in words.
pub fn what(item: &Item<'_>) -> String {
    match item.kind {
        ItemKind::Channel(_) => item.what.replace('_', " "),
        ItemKind::NextStep => format!("next: {}", item.what),
        ItemKind::CommitmentOurs => format!("we promised: {}", item.what),
        ItemKind::CommitmentTheirs => format!("they promised: {}", item.what),
        ItemKind::Holiday => format!("greet for {}", item.what),
        _ => item.what.clone(),
    }
}

/// For whom, planned for when, and why; the owner only where no title names them.
fn why(item: &Item<'_>, grouping: Grouping, today: Day) -> String {
    let owner = item.owner.filter(|_| grouping != Grouping::Owner);
    let plan = item
        .planned
        .map(|planned| format!("planned for {planned} ({})", ahead(planned.days_since(today))));
    let parts = [owner.map(str::to_owned), plan, Some(item.why.clone())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn ahead(days: i64) -> String {
    match days {
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

/// The tone an item is shown in.
pub fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Critical => Tone::Bad,
        Severity::Late => Tone::Warn,
        Severity::Due => Tone::Plain,
        Severity::Planned => Tone::Good,
        Severity::Upcoming => Tone::Faint,
    }
}

/// The day, and how many items there are of each severity.
pub fn summary(items: &[Item<'_>], today: Day) -> String {
    format!("{today}: {}", counts(items))
}

fn counts(items: &[Item<'_>]) -> String {
    let count = |severity| items.iter().filter(|item| item.severity == severity).count();
    by_severity(Severity::ALL.map(|severity| (severity, count(severity))))
}

/// How much there is of each severity that there is anything of.
pub fn by_severity(counts: [(Severity, usize); 5]) -> String {
    let told = counts.iter().filter(|(_, count)| *count > 0);
    let told = told.map(|(severity, count)| format!("{count} {severity}"));
    told.collect::<Vec<_>>().join(", ")
}

/// That nothing is due, and what will be first.
pub fn nothing(next: &Option<Item<'_>>, today: Day, within: u32) -> String {
    let end = today.plus_days(within);
    match next {
        Some(next) => format!(
            "nothing is due by {end}; next: {}, {}, on {}",
            what(next),
            next.account.name,
            next.due
        ),
        None => format!("nothing is due by {end}, nor in the year after"),
    }
}
