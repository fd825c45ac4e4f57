//! Deals for people: what they add up to, each with what is open; one explained stands in its own file.

mod explained;

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::template::playbook::Playbook;
use crate::analysis::deal::{Grouping, Pursuit, Total, Unmet};
use crate::model::money::short_amount;
use crate::model::{Answer, Day, Exchange};

pub use explained::explained;

/// What deals are told with.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'t> {
    /// The words of the method.
    pub playbook: &'t Playbook,
    /// The currency that amounts are told in, and its rates.
    pub exchange: &'t Exchange,
    /// The day to reckon from.
    pub today: Day,
}

/// The widest that the column of accounts gets, in cells.
const WIDEST_NAME: usize = 20;
/// The width of the column of days.
const DAYS: usize = 9;

/// What the groups add up to, and below it every deal in its group.
pub fn table(deals: &mut [&Pursuit<'_>], grouping: Grouping, terms: Terms<'_>, look: &Look) -> String {
    grouping.arrange(deals);
    let groups: Vec<_> = grouping.groups(deals).collect();
    if groups.is_empty() {
        return String::new();
    }
    let title = |group: &[&Pursuit<'_>]| title(group, grouping, terms);
    let mut sums = Table::new([heading(grouping), "Deals", "Amount", "Weighted"]).right(&[1, 2, 3]);
    for group in &groups {
        sums.row(sum(title(group).into(), &Total::of(group.iter().copied())));
    }
    if groups.len() > 1 {
        let all = Cell::new(terms.playbook.label("in-all"), Tone::Heading);
        sums.row(sum(all, &Total::of(deals.iter().copied())));
    }
    let widths = widths(deals);
    let lists = groups.iter().map(|group| {
        let list = list(group, grouping, widths, terms).render(look);
        format!("\n{}\n{list}", look.paint(Tone::Heading, &title(group)))
    });
    sums.render(look) + &lists.collect::<String>()
}

fn heading(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Milestone => "Milestone",
        Grouping::Owner => "Owner",
        Grouping::Month => "Month",
    }
}

fn title(group: &[&Pursuit<'_>], grouping: Grouping, terms: Terms<'_>) -> String {
    let Some(deal) = group.first() else {
        return String::new();
    };
    match grouping {
        Grouping::Milestone => milestone(deal, terms.playbook),
        Grouping::Owner => deal.account.owner.as_deref().unwrap_or("nobody").to_owned(),
        Grouping::Month => month(deal),
    }
}

fn milestone(deal: &Pursuit<'_>, playbook: &Playbook) -> String {
    let milestone = deal.deal.milestone;
    milestone.map_or_else(
        || "no milestone".to_owned(),
        |milestone| playbook.label(milestone.as_str()),
    )
}

fn month(deal: &Pursuit<'_>) -> String {
    deal.month().map_or_else(
        || "no close date".to_owned(),
        |(year, month)| format!("{year:04}-{month:02}"),
    )
}

/// What is known of no deal is no zero.
fn sum(title: Cell, total: &Total) -> [Cell; 4] {
    let unweighted = total.without_amount + total.without_probability;
    let shown = |sum, unknown| match unknown == total.deals {
        true => "–".to_owned(),
        false => short_amount(sum),
    };
    [
        title,
        total.deals.to_string().into(),
        shown(total.amount, total.without_amount).into(),
        shown(total.weighted, unweighted).into(),
    ]
}

/// The cells of accounts and of amounts.
fn widths(deals: &[&Pursuit<'_>]) -> (usize, usize) {
    let widest = |width: fn(&Pursuit<'_>) -> usize| deals.iter().map(|deal| width(deal)).max().unwrap_or(0);
    let names = widest(|deal| deal.account.name.width());
    (names.min(WIDEST_NAME), widest(|deal| amount(deal).width()))
}

fn amount(deal: &Pursuit<'_>) -> String {
    deal.amount.map_or_else(|| "–".to_owned(), short_amount)
}

fn list(group: &[&Pursuit<'_>], grouping: Grouping, widths: (usize, usize), terms: Terms<'_>) -> Table {
    let (names, amounts) = widths;
    let mut table = Table::new([""; 0])
        .right(&[0, 2])
        .width(0, DAYS)
        .width(1, names)
        .width(2, amounts);
    for deal in group {
        table.row([
            Cell::new(days(deal), Tone::Faint),
            deal.account.name.as_str().into(),
            amount(deal).into(),
            told(deal, grouping, terms),
        ]);
    }
    table
}

fn days(deal: &Pursuit<'_>) -> String {
    match deal.days {
        None => "–".to_owned(),
        Some(1) => "1 day".to_owned(),
        Some(days) => format!("{days} days"),
    }
}

/// The deal's name, and below it where it stands and what is open.
fn told(deal: &Pursuit<'_>, grouping: Grouping, terms: Terms<'_>) -> Cell {
    let cell = Cell::from(deal.deal.called()).below(prospects(deal, grouping, terms), Tone::Faint);
    let cell = match deal.unmet.as_slice() {
        [] => cell,
        [only] => cell.below(not_met(only), Tone::Warn),
        [first, others @ ..] => {
            cell.below(format!("{} (+{} more)", not_met(first), others.len()), Tone::Warn)
        }
    };
    let shut: Vec<String> = deal
        .gates
        .all()
        .iter()
        .filter(|(_, gate)| !gate.is_open)
        .map(|(name, _)| terms.playbook.label(&format!("gate-{name}")))
        .collect();
    match shut.is_empty() {
        true => cell.below("gates: all open", Tone::Good),
        false => cell.below(format!("gates shut: {}", shut.join(", ")), Tone::Warn),
    }
}

fn not_met(unmet: &Unmet<'_>) -> String {
    let state = if unmet.unknown.is_some() {
        "unknown"
    } else {
        "not met"
    };
    format!("{state}: {}", unmet.standard.say())
}

/// Where the title does not say it the milestone; probability, close date, class with the questions' yes.
fn prospects(deal: &Pursuit<'_>, grouping: Grouping, terms: Terms<'_>) -> String {
    let milestone = (grouping != Grouping::Milestone).then(|| milestone(deal, terms.playbook));
    let class = format!(
        "{} {}/{}",
        terms.playbook.label(deal.funnel.as_str()),
        deal.answered(Answer::Yes),
        deal.answers.len()
    );
    let parts = [
        milestone,
        probability(deal),
        close(deal, terms.today),
        Some(class),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn probability(deal: &Pursuit<'_>) -> Option<String> {
    let share = deal.deal.probability?.0;
    let percent = share.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(format!("{} %", super::tiers::decimal(percent)))
}

fn close(deal: &Pursuit<'_>, today: Day) -> Option<String> {
    let close = deal.deal.close?;
    let past = if close < today { " (past)" } else { "" };
    Some(format!("close {close}{past}"))
}

/// How many there are and what they add up to, in a sentence.
pub fn summary(deals: &[&Pursuit<'_>], exchange: &Exchange) -> String {
    if deals.is_empty() {
        return "no deal is open; a deal is an entry of `opportunities` in its dossier".to_owned();
    }
    let total = Total::of(deals.iter().copied());
    let count = match total.deals {
        1 => "1 open deal".to_owned(),
        more => format!("{more} open deals"),
    };
    let lacking = [
        (total.without_amount, "without an amount"),
        (total.without_probability, "without a probability"),
    ];
    let lacking: String = lacking
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("; {count} {what}"))
        .collect();
    format!(
        "{count}, amounts in {}, weighted by probability{lacking}; `dossier deals --explain ACCOUNT/DEAL` tells all of one",
        exchange.currency
    )
}
