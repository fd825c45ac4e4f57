//! `due` as JSON, version 1.

use serde::Serialize;

use super::to_text;
use crate::analysis::agenda::{Item, Severity};
use crate::model::{Day, Tier};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    items: Vec<Entry<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Entry<'a> {
    account: &'a str,
    name: &'a str,
    tier: Tier,
    owner: Option<&'a str>,
    kind: &'static str,
    what: &'a str,
    with: &'a [&'a str],
    due: Day,
    overdue: i64,
    severity: &'static str,
    planned: Option<Day>,
    why: &'a str,
}

#[derive(Serialize)]
struct Summary {
    critical: usize,
    late: usize,
    due: usize,
    planned: usize,
    upcoming: usize,
}

/// The items, in the order given.
pub fn render(items: &[Item<'_>], today: Day) -> String {
    let count = |severity| items.iter().filter(|item| item.severity == severity).count();
    to_text(&Document {
        version: 1,
        today,
        items: items.iter().map(entry).collect(),
        summary: Summary {
            critical: count(Severity::Critical),
            late: count(Severity::Late),
            due: count(Severity::Due),
            planned: count(Severity::Planned),
            upcoming: count(Severity::Upcoming),
        },
    })
}

fn entry<'a>(item: &'a Item<'a>) -> Entry<'a> {
    Entry {
        account: &item.account.id,
        name: &item.account.name,
        tier: item.tier,
        owner: item.owner,
        kind: item.kind.as_str(),
        what: &item.what,
        with: &item.with,
        due: item.due,
        overdue: item.overdue,
        severity: item.severity.as_str(),
        planned: item.planned,
        why: &item.why,
    }
}
