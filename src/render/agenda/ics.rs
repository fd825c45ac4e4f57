//! The agenda as a calendar: an event for each item, on the day it is to be done.

use std::collections::HashMap;

use super::{due_on, what};
use crate::analysis::agenda::{Item, ItemKind, LeadDays};
use crate::model::Day;
use crate::render::ics::{Event, calendar};
use crate::source::Hash;

/// The items as events, which ring as many days ahead as things of their kind announce themselves.
pub fn render(items: &[Item<'_>], lead: &LeadDays, today: Day) -> String {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(items.len());
    let events = items.iter().map(|item| {
        let identity = identity(item);
        let place = seen.entry(identity.clone()).or_default();
        *place += 1;
        event(item, format!("{identity}-{place}@account-dossier"), lead, today)
    });
    calendar("dossier due", events, today)
}

fn event<'i>(item: &'i Item<'_>, uid: String, lead: &LeadDays, today: Day) -> Event<'i> {
    Event {
        uid,
        // What is overdue stands on today: on its own day nobody would see it.
        day: item.planned.unwrap_or(item.due).max(today),
        summary: format!("{}: {}", item.account.name, what(item)),
        description: description(item),
        category: item.kind.as_str(),
        lead: lead.of(item.kind),
    }
}

fn description(item: &Item<'_>) -> Vec<String> {
    let mut lines = vec![due_on(item), item.why.clone()];
    lines.extend(item.owner.map(|owner| format!("owner: {owner}")));
    lines
}

/// What an item is told by from one day to the next: not its day, which moves as contacts are entered, but
/// for days that come again, each of which is an event of its own.
fn identity(item: &Item<'_>) -> String {
    let mut hash = Hash::new();
    hash.part("account", &item.account.id);
    hash.part("kind", item.kind.as_str());
    hash.part("what", &item.what);
    if matches!(
        item.kind,
        ItemKind::Birthday | ItemKind::Anniversary | ItemKind::Holiday
    ) {
        hash.part("due", &item.due.to_string());
    }
    hash.in_hex()
}
