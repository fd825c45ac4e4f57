//! What lies ahead: the agenda of the coming weeks, as far as it may be told (M4).

use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use crate::analysis::agenda::{Item, ItemKind};
use crate::model::{Account, Day};

/// Something that falls due.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Ahead<'a> {
    /// Its kind.
    pub kind: &'static str,
    /// The thing, where the dossier or the settings say it in their own words.
    pub what: Option<String>,
    /// The people it concerns.
    pub with: Vec<&'a str>,
    /// By when.
    pub due: Day,
    /// In how many days.
    pub in_days: i64,
}

/// What falls due from today on, the nearest first. Promises, deals and deliveries have their own places in a brief, and
/// personal days are private.
pub(super) fn ahead<'a>(
    account: &'a Account<'_>,
    items: &[&Item<'a>],
    request: &Request<'_>,
) -> Vec<Ahead<'a>> {
    let is_told = |kind: ItemKind| match kind {
        ItemKind::Birthday | ItemKind::Anniversary => request.private,
        ItemKind::CommitmentOurs | ItemKind::CommitmentTheirs | ItemKind::CloseDate | ItemKind::Delivery => {
            false
        }
        _ => true,
    };
    let mut ahead: Vec<_> = items
        .iter()
        .filter(|item| item.overdue <= 0 && is_told(item.kind))
        .map(|item| Ahead {
            kind: item.kind.as_str(),
            what: own_words(item),
            with: item.with.iter().map(|id| account.person_name(id)).collect(),
            due: item.due,
            in_days: -item.overdue,
        })
        .collect();
    ahead.sort_by_key(|one| one.due);
    ahead
}

fn own_words(item: &Item<'_>) -> Option<String> {
    matches!(
        item.kind,
        ItemKind::NextStep | ItemKind::Action | ItemKind::Holiday
    )
    .then(|| item.what.clone())
}
