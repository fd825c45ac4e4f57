//! Entries: the maps of both sides, key by key.

use std::collections::{HashMap, HashSet};

use super::Pages;
use super::plan::{At, Name, Part, Plan, part};
use super::sides::{Side, Sides};
use crate::source::tree::{Content, NodeId};

/// The plan for a map that both sides have changed: the keys in our order, theirs behind those that they
/// follow there. Nothing where a key is no text.
pub(super) fn plan(pages: &Pages<'_>, at: At) -> Option<Plan> {
    let all = Sides::ALL.map(|side| keys(pages, at, side)).all()?;
    let find = all
        .each_ref()
        .map(|keys| keys.iter().copied().collect::<HashMap<_, _>>());
    let mut parts = Vec::new();
    for (key, _) in in_order(&all) {
        let at = find.each_ref().map(|find| find.get(key).copied());
        parts.push(Part {
            at,
            name: Name::Key(key.to_owned()),
            plan: part(pages, at, Some(key))?,
        });
    }
    Some(Plan::Parts(parts))
}

type Keys<'p> = Vec<(&'p str, NodeId)>;

/// The keys of a side's map with their values; none where it has no map there.
fn keys<'p>(pages: &Pages<'p>, at: At, side: Side) -> Option<Keys<'p>> {
    let tree = &pages.of(side).tree;
    match at.of(side).filter(|node| tree.content(*node) == Content::Map) {
        None => Some(Vec::new()),
        Some(map) => tree
            .entries(map)
            .map(|(key, value)| Some((tree.scalar(key)?.as_str(), value)))
            .collect(),
    }
}

/// The keys of both sides.
fn in_order<'p>(all: &Sides<Keys<'p>>) -> Keys<'p> {
    let known: HashSet<&str> = all.ours.iter().map(|(key, _)| *key).collect();
    let mut keys = all.ours.clone();
    let mut place = 0;
    for (key, value) in &all.theirs {
        if known.contains(key) {
            place = keys
                .iter()
                .position(|(found, _)| found == key)
                .map_or(place, |at| at + 1);
        } else {
            keys.insert(place, (key, *value));
            place += 1;
        }
    }
    keys
}
