//! What the agenda's tests share: accounts and settings from text, and items as lines.

use serde::Deserialize;

use super::{AgendaPolicy, Item, agenda};
use crate::model::{Account, Day, Tier};
use crate::source::Tree;
use crate::source::decode::decode;

/// A day, as it is written.
pub(in crate::analysis) fn day(text: &str) -> Day {
    text.parse().expect(text)
}

/// The shipped policy.
pub(super) fn shipped() -> AgendaPolicy {
    AgendaPolicy::default()
}

/// A value from text that has no faults.
pub(in crate::analysis) fn read<'s, T: Deserialize<'s>>(text: &'s str) -> T {
    let (tree, problems) = Tree::parse(text);
    assert_eq!(problems, [], "{text}");
    let decoded = decode(&tree);
    assert_eq!(decoded.problems, [], "{text}");
    decoded.value.expect(text)
}

/// The faults of a text: place and message of each.
pub(super) fn faults<'s, T: Deserialize<'s>>(text: &'s str) -> Vec<(String, String)> {
    let (tree, problems) = Tree::parse(text);
    assert_eq!(problems, [], "{text}");
    let told = decode::<T>(&tree).problems.into_iter();
    told.map(|problem| (problem.route.to_string(), problem.message))
        .collect()
}

/// An account from the text of its file.
pub(in crate::analysis) fn account(text: &str) -> Account<'_> {
    read(text)
}

/// What a week's agenda of an A account lists.
pub(super) fn items_of<'a>(account: &'a Account<'a>, today: &str) -> Vec<Item<'a>> {
    agenda([(account, Tier::A)], &shipped(), day(today), 7)
}

/// Items, each as a line.
pub(super) fn seen(items: &[Item<'_>]) -> Vec<String> {
    items
        .iter()
        .map(|item| {
            let owner = item.owner.unwrap_or("nobody");
            format!(
                "{} {} {} {owner} {} — {}",
                item.severity, item.overdue, item.kind, item.what, item.why
            )
        })
        .collect()
}

/// The same as lines, of some kinds alone.
pub(super) fn items_of_kinds(account: &Account<'_>, today: &str, kinds: &[&str]) -> Vec<String> {
    let mut items = items_of(account, today);
    items.retain(|item| kinds.contains(&item.kind.as_str()));
    seen(&items)
}
