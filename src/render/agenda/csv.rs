//! The agenda as CSV: a row for each item, with the columns of the JSON document.

use crate::analysis::agenda::Item;
use crate::model::Day;
use crate::render::csv::{Cell, document};

/// The columns.
const HEADER: [&str; 12] = [
    "account", "name", "tier", "owner", "kind", "what", "with", "due", "overdue", "severity", "planned",
    "why",
];

/// The items, in the order given.
pub fn render(items: &[Item<'_>]) -> String {
    document(&HEADER, items.iter().map(row))
}

fn row<'i>(item: &'i Item<'_>) -> Vec<Cell<'i>> {
    vec![
        item.account.id.as_str().into(),
        item.account.name.as_str().into(),
        item.tier.as_str().into(),
        item.owner.unwrap_or_default().into(),
        item.kind.as_str().into(),
        item.what.as_str().into(),
        item.with.join(" ").into(),
        item.due.to_string().into(),
        Cell::Number(item.overdue),
        item.severity.as_str().into(),
        item.planned
            .as_ref()
            .map(Day::to_string)
            .unwrap_or_default()
            .into(),
        item.why.as_str().into(),
    ]
}
