//! Order: where only theirs put the sections or the items of a list in another order, ours follow it.

use super::Pages;
use super::entries::Keys;
use super::items::Matching;
use super::piece::{Pieces, body};
use super::plan::At;
use super::sides::Side;
use crate::source::edit::reorder;
use crate::source::tree::{Content, NodeId};

/// Our text with one more of the sections themselves and their lists in the order that theirs gave it, if
/// there is one to follow.
pub(super) fn followed(pages: &Pages<'_>) -> Option<String> {
    let root = pages.map(|page| Some(page.root));
    let keys = Keys::of(pages, root)?;
    if let Some(text) = new_order(&keys.places()).and_then(|order| reordered(pages, root, &order)) {
        return Some(text);
    }
    keys.in_ours().find_map(|(key, at)| {
        let is_list = |side: Side| {
            let node = *at.of(side);
            node.is_some_and(|node| pages.of(side).tree.content(node) == Content::List)
        };
        let are_lists = is_list(Side::Base) && is_list(Side::Ours) && is_list(Side::Theirs);
        let matching = are_lists.then(|| Matching::of(pages, at, key))?;
        let order = matching.order_by_day();
        let order = order.or_else(|| new_order(&matching.places()))?;
        reordered(pages, at, &order)
    })
}

/// Where an item or entry of ours stands in the ancestor's and in theirs, if it does.
pub(super) type Places = (Option<usize>, Option<usize>);

/// The places of ours from which to take, so that what all have is in the order of theirs; nothing unless
/// only theirs changed the order. What only ours has stays behind what it follows, or at the end.
fn new_order(places: &[Places]) -> Option<Vec<usize>> {
    let common =
        |(at, places): (usize, &Places)| places.0.zip(places.1).map(|(base, theirs)| (at, base, theirs));
    let common: Vec<_> = places.iter().enumerate().filter_map(common).collect();
    let is_ours_as_before = common.is_sorted_by_key(|(_, base, _)| base);
    if !is_ours_as_before || common.is_sorted_by_key(|(_, _, theirs)| theirs) {
        return None;
    }
    let last = common.last()?.0;
    let rank = |at: usize| {
        let followed = common.iter().rev().find(|(found, ..)| *found <= at);
        (at > last, followed.map(|(_, _, theirs)| *theirs))
    };
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| rank(*at));
    Some(order)
}

/// Our text with the items or entries of a collection in an order.
fn reordered(pages: &Pages<'_>, at: At, order: &[usize]) -> Option<String> {
    let (page, node): (_, NodeId) = (pages.ours, at.ours?);
    let pieces = Pieces::of(page, node, body(page, node)?)?;
    let lines = pieces.all.iter().map(|piece| piece.lead.end..piece.body.end);
    let lines: Vec<_> = lines.collect();
    reorder(page, pieces.head.end, &lines, order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_follow_where_only_theirs_changed_the_order() {
        let places = |pairs: &[(i32, i32)]| -> Vec<Places> {
            let place = |at: i32| usize::try_from(at).ok();
            pairs
                .iter()
                .map(|(base, theirs)| (place(*base), place(*theirs)))
                .collect()
        };
        for (pairs, order) in [
            (&[(0, 1), (1, 0)][..], Some(vec![1, 0])),
            // What is new in ours stays behind what it follows, and at the end.
            (&[(0, 1), (-1, -1), (1, 0), (-1, -1)], Some(vec![2, 0, 1, 3])),
            (&[(0, 0), (1, 1)], None),
            // Ours changed the order, too.
            (&[(1, 0), (0, 1)], None),
            (&[(2, 0), (0, 2), (1, 1)], None),
            (&[(-1, 1), (1, 0)], None),
        ] {
            assert_eq!(new_order(&places(pairs)), order, "{pairs:?}");
        }
    }
}
