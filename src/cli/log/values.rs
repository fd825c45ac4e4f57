//! A contact and its promises as they are written into a dossier.

use crate::cli::promise::next_id;
use crate::model::touchpoint::NextStep;
use crate::model::{Account, Commitment, Day, Text, Touchpoint};
use crate::route;
use crate::source::edit::{Change, Value};

/// A touchpoint as an item.
pub(super) fn touchpoint(touch: &Touchpoint<'_>) -> Value {
    Value::map([
        ("on", touch.on.map(day)),
        ("kind", touch.kind.map(|kind| Value::text(kind.as_str()))),
        ("by", touch.by.as_ref().map(text)),
        ("with", texts(&touch.with)),
        ("purpose", touch.purpose.as_ref().map(text)),
        (
            "achieved",
            touch.achieved.map(|word| Value::Plain(word.as_str().to_owned())),
        ),
        ("outcome", touch.outcome.as_ref().map(text)),
        ("notes", touch.notes.as_ref().map(lines)),
        ("told", texts(&touch.told)),
        ("next", touch.next.as_ref().map(next_value)),
    ])
}

fn next_value(next: &NextStep<'_>) -> Value {
    Value::map([
        ("on", next.on.map(day)),
        ("kind", next.kind.map(|kind| Value::text(kind.as_str()))),
        ("purpose", next.purpose.as_ref().map(text)),
    ])
}

/// Promises as more items of the account's commitments.
pub(super) fn promises(promises: &[Commitment<'_>], account: &Account<'_>) -> Vec<Change> {
    let ids = (0..).map(|further| next_id(account, further));
    let items = ids.zip(promises).map(|(id, promise)| promise_value(id, promise));
    items
        .map(|item| Change::Append {
            list: route!["commitments"],
            item,
        })
        .collect()
}

fn promise_value(id: String, promise: &Commitment<'_>) -> Value {
    Value::map([
        ("id", Some(Value::Text(id))),
        ("what", promise.what.as_ref().map(text)),
        ("by", promise.by.map(|side| Value::text(side.as_str()))),
        ("who", promise.who.as_ref().map(text)),
        ("to", promise.to.as_ref().map(text)),
        ("made", promise.made.map(day)),
        ("due", promise.due.map(day)),
    ])
}

fn day(day: Day) -> Value {
    Value::Plain(day.to_string())
}

fn text(text: &Text<'_>) -> Value {
    Value::text(text.as_str())
}

/// Text of several lines ends its last one, as in a file.
fn lines(text: &Text<'_>) -> Value {
    let end = if text.contains('\n') { "\n" } else { "" };
    Value::Text(format!("{text}{end}"))
}

fn texts(list: &[Text<'_>]) -> Option<Value> {
    (!list.is_empty()).then(|| Value::List(list.iter().map(text).collect()))
}
