//! Entries: the maps of both sides, key by key.

use std::collections::HashMap;

use super::Pages;
use super::order::Places;
use super::plan::{At, Name, Part, Plan, part};
use super::sides::{Side, Sides};
use crate::source::tree::{Content, NodeId};

/// The plan for a map that both sides have changed: the keys in our order, theirs behind those that they
/// follow there, and behind what ours has new there. Nothing where a key is no text.
pub(super) fn plan(pages: &Pages<'_>, at: At) -> Option<Plan> {
    let keys = Keys::of(pages, at)?;
    let part = |key: &str| {
        let at = keys.at(key);
        let name = Name::Key(key.to_owned());
        let plan = part(pages, at, Some(key))?;
        Some(Part { at, name, plan })
    };
    keys.of_both()
        .into_iter()
        .map(part)
        .collect::<Option<_>>()
        .map(Plan::Parts)
}

/// The keys of a map on all sides.
pub(super) struct Keys<'p> {
    all: Sides<Vec<&'p str>>,
    find: Sides<HashMap<&'p str, (usize, NodeId)>>,
}

impl<'p> Keys<'p> {
    /// The keys of a map, none on a side that has no map there. Nothing where one is no text.
    pub(super) fn of(pages: &Pages<'p>, at: At) -> Option<Self> {
        let entries = Sides::ALL.map(|side| entries(pages, at, side)).all()?;
        let find = |entries: &Vec<(&'p str, NodeId)>| {
            let places = entries.iter().enumerate();
            places.map(|(at, (key, value))| (*key, (at, *value))).collect()
        };
        Some(Self {
            find: entries.each_ref().map(find),
            all: entries.map(|entries| entries.into_iter().map(|(key, _)| key).collect()),
        })
    }

    /// The values of a key.
    fn at(&self, key: &str) -> At {
        self.find
            .each_ref()
            .map(|find| find.get(key).map(|(_, value)| *value))
    }

    /// Our keys with all their values.
    pub(super) fn in_ours(&self) -> impl Iterator<Item = (&'p str, At)> {
        self.all.ours.iter().map(|key| (*key, self.at(key)))
    }

    /// Where our keys stand on the other sides.
    pub(super) fn places(&self) -> Vec<Places> {
        let place = |side: Side, key: &str| self.find.of(side).get(key).map(|(at, _)| *at);
        let places = |key: &&str| (place(Side::Base, key), place(Side::Theirs, key));
        self.all.ours.iter().map(places).collect()
    }

    /// The keys of both sides.
    fn of_both(&self) -> Vec<&'p str> {
        let is_new = |key: &&&str| {
            let at = self.at(key);
            at.base.is_none() && at.theirs.is_none()
        };
        let mut keys = self.all.ours.clone();
        let mut place = 0;
        for key in &self.all.theirs {
            if self.at(key).ours.is_some() {
                place = keys
                    .iter()
                    .position(|found| found == key)
                    .map_or(place, |at| at + 1);
            } else {
                place += keys[place..].iter().take_while(is_new).count();
                keys.insert(place, key);
                place += 1;
            }
        }
        keys
    }
}

/// The entries of a side's map.
fn entries<'p>(pages: &Pages<'p>, at: At, side: Side) -> Option<Vec<(&'p str, NodeId)>> {
    let tree = &pages.of(side).tree;
    match at.of(side).filter(|node| tree.content(*node) == Content::Map) {
        None => Some(Vec::new()),
        Some(map) => tree
            .entries(map)
            .map(|(key, value)| Some((tree.scalar(key)?.as_str(), value)))
            .collect(),
    }
}
