//! Twice: items of a list that are told by the same, as a merge of lines may leave them.

use std::collections::HashSet;

use super::Pages;
use crate::model::identity::identity;
use crate::source::edit::Page;
use crate::source::tree::{Content, NodeId};

/// Whether a list of a text has two items that are told by the same, and no list of either side has.
pub(super) fn tells_more_twice(merged: &Page<'_>, pages: &Pages<'_>) -> bool {
    let (ours, theirs) = (told_twice(pages.ours), told_twice(pages.theirs));
    told_twice(merged)
        .iter()
        .any(|told| !ours.contains(told) && !theirs.contains(told))
}

/// What tells two items of a list, with the list's key.
fn told_twice(page: &Page<'_>) -> HashSet<(String, String)> {
    let mut found = HashSet::new();
    look_through(page, page.root, "", &mut found);
    found
}

fn look_through(page: &Page<'_>, node: NodeId, key: &str, found: &mut HashSet<(String, String)>) {
    match page.tree.content(node) {
        Content::List => {
            let mut known = HashSet::new();
            for item in page.tree.children(node) {
                let told = identity(&page.tree, key, item);
                let is_new = told.clone().is_none_or(|told| known.insert(told));
                found.extend(told.filter(|_| !is_new).map(|told| (key.to_owned(), told)));
                look_through(page, item, key, found);
            }
        }
        Content::Map => {
            for (key, value) in page.tree.entries(node) {
                let key = page.tree.scalar(key).map_or("", |key| key.as_str());
                look_through(page, value, key, found);
            }
        }
        Content::Scalar(_) | Content::Alias => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::merge::sides::Sides;

    fn is_more(merged: &str, ours: &str, theirs: &str) -> bool {
        let page = |text: &'static str| Page::read(text).expect("sound YAML");
        let pages = [merged, ours, theirs].map(|text| page(text.to_owned().leak()));
        let base = &pages[1];
        let (ours, theirs) = (&pages[1], &pages[2]);
        tells_more_twice(&pages[0], &Sides { base, ours, theirs })
    }

    #[test]
    fn what_neither_side_tells_twice_is_found() {
        let one = "a: {needs: [{id: x, need: y}]}\n";
        let other = "a: {needs: [{id: x, need: z}]}\n";
        let both = "a: {needs: [{id: x, need: y}, {id: x, need: z}]}\n";
        assert!(is_more(both, one, other));
        assert!(!is_more(both, both, other));
        assert!(!is_more(one, one, other));
        assert!(is_more("a: [b, c, b]\n", "a: [b]\n", "a: [c]\n"));
    }
}
