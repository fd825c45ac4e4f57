//! The agenda for people: what is due, the most urgent first.

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use crate::analysis::agenda::{Item, ItemKind, Severity};
use crate::model::Day;

/// All items, grouped by severity.
pub fn table(items: &[Item<'_>], today: Day, look: &Look) -> String {
    if items.is_empty() {
        return String::new();
    }
    let mut table = Table::new(["", "Days", "Tier", "Account", "What", "Owner", "Why"]).right(&[1]);
    let mut group = None;
    for item in items {
        let heading = if group == Some(item.severity) { "" } else { item.severity.as_str() };
        group = Some(item.severity);
        table.row([
            Cell::new(heading, tone(item.severity)),
            Cell::new(days(item), tone(item.severity)),
            item.tier.as_str().into(),
            item.account.name.as_str().into(),
            what(item).into(),
            Cell::new(item.owner.unwrap_or("–"), Tone::Faint),
            Cell::new(why(item, today), Tone::Faint),
        ]);
    }
    table.render(look)
}

/// The days that an item is over, or still has.
pub fn days(item: &Item<'_>) -> String {
    match item.overdue {
        0 => "today".to_owned(),
        overdue if overdue > 0 => format!("{overdue} over"),
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
        ItemKind::Renewal | ItemKind::CloseDate | ItemKind::DossierReview => item.what.clone(),
    }
}

fn why(item: &Item<'_>, today: Day) -> String {
    match item.planned {
        Some(planned) => format!("planned for {planned} ({}); {}", ahead(planned.days_since(today)), item.why),
        None => item.why.clone(),
    }
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

/// How many items there are of each severity, and what to do next.
pub fn summary(items: &[Item<'_>], today: Day, within: u32) -> String {
    if items.is_empty() {
        return format!("nothing is due by {}; --within 30d looks further ahead", today.plus_days(within));
    }
    let counts: Vec<String> = Severity::ALL
        .iter()
        .map(|severity| (items.iter().filter(|item| item.severity == *severity).count(), severity))
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| format!("{count} {severity}"))
        .collect();
    format!("{today}: {}", counts.join(", "))
}
