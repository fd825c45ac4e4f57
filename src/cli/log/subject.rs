//! A contact in a line: what whoever tells it can check at a glance.

use chrono::Datelike;

use super::entry::Meant;
use crate::model::touchpoint::NextStep;
use crate::model::{Commitment, Day, Party, Stakeholder};

/// The contact in a line: what everybody can check at a glance.
pub(super) fn subject(meant: &Meant<'_>, today: Day) -> String {
    let touch = &meant.touch;
    let mut text = String::new();
    if let (Some(on), Some(kind)) = (touch.on, touch.kind) {
        let planned = if on > today { "planned " } else { "" };
        text = format!("{planned}{} on {}", kind.as_str().replace('_', " "), day_said(on));
    }
    let people: Vec<String> = meant.people.iter().map(person_said).collect();
    if !people.is_empty() {
        text.push_str(&format!(" with {}", people.join(", ")));
    }
    if let Some(by) = &touch.by {
        text.push_str(&format!(" by {by}"));
    }
    if let Some(next) = &touch.next {
        text.push_str(&format!("; next: {}", next_said(next)));
    }
    for promise in &meant.promises {
        text.push_str(&format!("; {}", promise_said(promise)));
    }
    text
}

/// A day with its weekday, by which people notice a slip.
pub(super) fn day_said(day: Day) -> String {
    format!("{} {day}", day.date().weekday())
}

/// A person with the id: `李伟 (li-wei)`.
pub(super) fn person_said((id, person): &(&str, &Stakeholder<'_>)) -> String {
    match person.name.as_deref() {
        Some(name) => format!("{name} ({id})"),
        None => (*id).to_owned(),
    }
}

fn next_said(next: &NextStep<'_>) -> String {
    let kind = next
        .kind
        .map_or("next step".to_owned(), |kind| kind.as_str().replace('_', " "));
    let on = next
        .on
        .map_or_else(String::new, |on| format!(" on {}", day_said(on)));
    let purpose = next
        .purpose
        .as_ref()
        .map_or_else(String::new, |what| format!(": {what}"));
    format!("{kind}{on}{purpose}")
}

fn promise_said(promise: &Commitment<'_>) -> String {
    let side = match promise.by {
        Some(Party::Them) => "they promised",
        _ => "we promised",
    };
    let due = promise
        .due
        .map_or_else(String::new, |due| format!(" by {}", day_said(due)));
    format!("{side}{due}: {}", promise.what.as_deref().unwrap_or_default())
}
