//! Promises: those of our side, and what to call them.

use crate::model::{Account, Commitment, Party};

/// The promises of our side, each with its place in the file. One that does not say whose it is counts as ours.
pub(super) fn ours<'a, 's>(account: &'a Account<'s>) -> impl Iterator<Item = (usize, &'a Commitment<'s>)> {
    let promises = account.commitments.iter().enumerate();
    promises.filter(|(_, promise)| promise.by != Some(Party::Them))
}

/// A promise of ours in a sentence: our promise `sample-record` to Anjali Corrow.
pub(super) fn called(promise: &Commitment<'_>, account: &Account<'_>) -> String {
    let to = promise.to.as_deref().map(|id| account.person_name(id));
    let to = to.map_or_else(String::new, |to| format!(" to {to}"));
    match promise.id.as_deref() {
        Some(id) => format!("our promise `{id}`{to}"),
        None => format!("a promise of ours{to}"),
    }
}
