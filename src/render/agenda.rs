//! The agenda for people: what is due, the most urgent first.

use unicode_width::UnicodeWidthStr;

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use crate::analysis::agenda::{Item, ItemKind, Severity};
use crate::model::Day;

/// The widest that the column of accounts gets, in cells.
const WIDEST_NAME: usize = 24;
/// The width of the column of days.
const DAYS: usize = 9;

/// All items, grouped by severity: what is due, and below it why and for whom.
pub fn table(items: &[Item<'_>], today: Day, look: &Look) -> String {
    let names = items.iter().map(|item| item.account.name.width());
    let names = names.max().unwrap_or(0).min(WIDEST_NAME);
    let groups = Severity::ALL.iter().map(|severity| {
        let group = items.iter().filter(|item| item.severity == *severity);
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
                Cell::from(what(item)).below(why(item, today), Tone::Faint),
            ]);
        }
        (severity, table)
    });
    let shown = groups
        .filter(|(_, table)| !table.is_empty())
        .map(|(severity, table)| {
            format!(
                "{}\n{}",
                look.paint(Tone::Heading, severity.as_str()),
                table.render(look)
            )
        });
    shown.collect::<Vec<_>>().join("\n")
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

fn why(item: &Item<'_>, today: Day) -> String {
    let plan = item
        .planned
        .map(|planned| format!("planned for {planned} ({})", ahead(planned.days_since(today))));
    let parts = [item.owner.map(str::to_owned), plan, Some(item.why.clone())];
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

/// How many items there are of each severity.
pub fn summary(items: &[Item<'_>], today: Day) -> String {
    let counts: Vec<String> = Severity::ALL
        .iter()
        .map(|severity| {
            (
                items.iter().filter(|item| item.severity == *severity).count(),
                severity,
            )
        })
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| format!("{count} {severity}"))
        .collect();
    format!("{today}: {}", counts.join(", "))
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
