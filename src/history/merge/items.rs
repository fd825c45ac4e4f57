//! Items: the lists of both sides, item by item, whichever is which.

use std::collections::HashMap;

use super::Pages;
use super::order::Places;
use super::plan::{At, Name, Part, Plan, part};
use super::sides::{Side, Sides};
use crate::model::Day;
use crate::model::identity::{Items, identity, partners};
use crate::source::Tree;
use crate::source::tree::{Content, NodeId};

/// The list that is kept in the order of its days, and the key of the day.
const DATED: (&str, &str) = ("touchpoints", "on");

/// How many pairs of items are compared at the most.
const MOST_COMPARED: usize = 10_000;

/// The plan for a list that both sides have changed. Where it cannot be told which item is which, the whole
/// list is in conflict.
pub(super) fn plan(pages: &Pages<'_>, at: At, list: &str) -> Option<Plan> {
    let matching = Matching::of(pages, at, list);
    let mut parts = matching.ours()?;
    matching.add_theirs(&mut parts)?;
    let is_unsure = matching.is_unsure() || matching.tells_twice(&parts);
    Some(if is_unsure {
        Plan::Conflict
    } else {
        Plan::Parts(parts)
    })
}

/// Which item of each side is which.
pub(super) struct Matching<'m, 'p> {
    pages: &'m Pages<'p>,
    list: &'m str,
    nodes: Sides<Vec<NodeId>>,
    /// The ancestor's item that each of a side's is.
    ours: Vec<Option<usize>>,
    theirs: Vec<Option<usize>>,
    /// Our item that each of theirs is.
    twins: Vec<Option<usize>>,
}

impl<'m, 'p> Matching<'m, 'p> {
    /// Matches the items of a list that stands under this key.
    pub(super) fn of(pages: &'m Pages<'p>, at: At, list: &'m str) -> Self {
        let lists = Sides::ALL.map(|side| {
            let tree = &pages.of(side).tree;
            at.of(side).filter(|node| tree.content(*node) == Content::List)
        });
        let nodes = Sides::ALL.map(|side| match lists.of(side) {
            Some(list) => pages.of(side).tree.children(*list).collect(),
            None => Vec::new(),
        });
        let paired = |side: Side| {
            let items = |side: Side| {
                Some(Items {
                    tree: &pages.of(side).tree,
                    list: (*lists.of(side))?,
                })
            };
            match (items(Side::Base), items(side)) {
                (Some(base), Some(items)) => partners(list, base, items),
                _ => vec![None; nodes.of(side).len()],
            }
        };
        let (mut ours, mut theirs) = (paired(Side::Ours), paired(Side::Theirs));
        let alike = |side: Side, partners: &mut Vec<Option<usize>>| resembling(pages, &nodes, side, partners);
        alike(Side::Ours, &mut ours);
        alike(Side::Theirs, &mut theirs);
        let mut matching = Self {
            pages,
            list,
            nodes,
            ours,
            theirs,
            twins: Vec::new(),
        };
        matching.twins = matching.twins();
        matching
    }

    /// Our item that each of theirs is: both are the same of the ancestor's, or both are new and surely told
    /// by the same.
    fn twins(&self) -> Vec<Option<usize>> {
        let mut by_base: HashMap<usize, usize> = HashMap::new();
        let mut new: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, base) in self.ours.iter().enumerate().rev() {
            match base {
                Some(base) => {
                    by_base.insert(*base, at);
                }
                None => {
                    if let Some(told) = self.identity(Side::Ours, at) {
                        new.entry(told).or_default().push(at);
                    }
                }
            }
        }
        let twin = |(at, base): (usize, &Option<usize>)| match base {
            Some(base) => by_base.get(base).copied(),
            None => new.get_mut(&self.identity(Side::Theirs, at)?)?.pop(),
        };
        self.theirs.iter().enumerate().map(twin).collect()
    }

    fn identity(&self, side: Side, at: usize) -> Option<String> {
        identity(
            &self.pages.of(side).tree,
            self.list,
            *self.nodes.of(side).get(at)?,
        )
    }

    /// A part for items, by their numbers.
    fn part(&self, items: Sides<Option<usize>>) -> Option<Part> {
        let node = |side: Side| items.of(side).and_then(|at| self.nodes.of(side).get(at).copied());
        let at = Sides {
            base: node(Side::Base),
            ours: node(Side::Ours),
            theirs: node(Side::Theirs),
        };
        Some(Part {
            at,
            name: Name::Item(items),
            plan: part(self.pages, at, None)?,
        })
    }

    /// Our items, with what they are to the others.
    fn ours(&self) -> Option<Vec<Part>> {
        let item = |(at, base): (usize, &Option<usize>)| {
            let theirs = self.twins.iter().position(|twin| *twin == Some(at));
            self.part(Sides {
                base: *base,
                ours: Some(at),
                theirs,
            })
        };
        self.ours.iter().enumerate().map(item).collect()
    }

    /// Puts the items that only theirs has among the others: by their day where the list is in the order of
    /// days, else behind the one that they follow there, and what ours has new there.
    fn add_theirs(&self, parts: &mut Vec<Part>) -> Option<()> {
        let mut place = 0;
        for (at, (base, twin)) in self.theirs.iter().zip(&self.twins).enumerate() {
            if let Some(twin) = twin {
                let is_twin = |part: &Part| part.ours_item() == Some(*twin);
                place = parts.iter().position(is_twin).map_or(place, |at| at + 1);
                continue;
            }
            let part = self.part(Sides {
                base: *base,
                ours: None,
                theirs: Some(at),
            })?;
            place = match self.place_by_day(parts, &part) {
                Some(place) => place,
                None => {
                    place
                        + parts[place..]
                            .iter()
                            .take_while(|part| part.is_new_in_ours())
                            .count()
                }
            };
            parts.insert(place, part);
            place += 1;
        }
        Some(())
    }

    /// Where our items stand on the other sides.
    pub(super) fn places(&self) -> Vec<Places> {
        let theirs = |at: usize| self.twins.iter().position(|twin| *twin == Some(at));
        let ours = self.ours.iter().enumerate();
        ours.map(|(at, base)| (*base, theirs(at))).collect()
    }

    /// Our items in the order of their days, where theirs alone are in it.
    pub(super) fn order_by_day(&self) -> Option<Vec<usize>> {
        let days = |side: Side| -> Option<Vec<Day>> {
            let items = self.nodes.of(side).iter();
            items.map(|item| self.day(side, *item)).collect()
        };
        let (base, ours, theirs) = (days(Side::Base)?, days(Side::Ours)?, days(Side::Theirs)?);
        let is_theirs_alone = theirs.is_sorted() && !base.is_sorted() && !ours.is_sorted();
        let mut order: Vec<usize> = (0..ours.len()).collect();
        order.sort_by_key(|at| ours[*at]);
        (self.list == DATED.0 && is_theirs_alone).then_some(order)
    }

    /// Where an item goes in a list that is in the order of days.
    fn place_by_day(&self, parts: &[Part], new: &Part) -> Option<usize> {
        if self.list != DATED.0 {
            return None;
        }
        let own = self.day(Side::Theirs, new.at.theirs?)?;
        let day = |part: &Part| match part.at.ours {
            Some(ours) => self.day(Side::Ours, ours),
            None => self.day(Side::Theirs, part.at.theirs?),
        };
        let days: Vec<Day> = parts.iter().map(day).collect::<Option<_>>()?;
        days.is_sorted().then(|| days.partition_point(|day| *day <= own))
    }

    fn day(&self, side: Side, item: NodeId) -> Option<Day> {
        let tree = &self.pages.of(side).tree;
        if tree.content(item) != Content::Map {
            return None;
        }
        tree.scalar(tree.entry(item, DATED.1)?.1)?.as_str().parse().ok()
    }

    /// Whether an item that nothing tells from others may be one that both sides have changed.
    fn is_unsure(&self) -> bool {
        let is_untold = |side: Side, at: usize| self.identity(side, at).is_none();
        let has_untold = |side: Side, partners: &[Option<usize>]| {
            let mut new = partners.iter().enumerate().filter(|(_, base)| base.is_none());
            new.any(|(at, _)| is_untold(side, at))
        };
        let both_lack = |at: usize| !self.ours.contains(&Some(at)) && !self.theirs.contains(&Some(at));
        (has_untold(Side::Ours, &self.ours) || has_untold(Side::Theirs, &self.theirs))
            && (0..self.nodes.base.len()).any(both_lack)
    }

    /// Whether two items would be told by the same that are not so on either side.
    fn tells_twice(&self, parts: &[Part]) -> bool {
        let sides = |part: &Part| match (&part.plan, &part.name) {
            (Plan::Theirs, Name::Item(Sides { theirs: Some(at), .. })) => Some((Side::Theirs, *at)),
            (Plan::Theirs, _) => None,
            (_, Name::Item(Sides { ours: Some(at), .. })) => Some((Side::Ours, *at)),
            _ => None,
        };
        let told = |(side, at)| self.identity(side, at);
        let had = |side: Side| times((0..self.nodes.of(side).len()).filter_map(|at| told((side, at))));
        let (ours, theirs) = (had(Side::Ours), had(Side::Theirs));
        let known = |told: &str| ours.get(told).max(theirs.get(told)).copied().unwrap_or(1);
        times(parts.iter().filter_map(sides).filter_map(told))
            .iter()
            .any(|(told, times)| *times > known(told))
    }
}

/// How often each is there.
fn times(told: impl Iterator<Item = String>) -> HashMap<String, usize> {
    told.fold(HashMap::new(), |mut times, told| {
        *times.entry(told).or_default() += 1;
        times
    })
}

/// Pairs what nothing tells for sure: an item without a partner is the one of the ancestor's that has none
/// and says most of the same, if there is but one.
fn resembling(pages: &Pages<'_>, nodes: &Sides<Vec<NodeId>>, side: Side, partners: &mut [Option<usize>]) {
    let bare: Vec<usize> = (0..nodes.base.len())
        .filter(|at| !partners.contains(&Some(*at)))
        .collect();
    let new: Vec<usize> = (0..partners.len()).filter(|at| partners[*at].is_none()).collect();
    if bare.len() * new.len() > MOST_COMPARED {
        return;
    }
    let is_alike = |base: usize, new: usize| {
        let (page, base_page) = (pages.of(side), pages.base);
        is_alike(&page.tree, nodes.of(side)[new], &base_page.tree, nodes.base[base])
    };
    for at in &new {
        let mut like = bare.iter().filter(|base| is_alike(**base, *at));
        if let (Some(base), None) = (like.next(), like.next())
            && new.iter().filter(|new| is_alike(*base, **new)).count() == 1
        {
            partners[*at] = Some(*base);
        }
    }
}

/// Whether more than two thirds of what two maps say is the same, and their ids are not at odds.
fn is_alike(tree: &Tree<'_>, map: NodeId, other: &Tree<'_>, there: NodeId) -> bool {
    if (tree.content(map), other.content(there)) != (Content::Map, Content::Map) {
        return false;
    }
    let twin = |key: NodeId| tree.scalar(key).and_then(|key| other.entry(there, key.as_str()));
    let same = |(key, value): &(NodeId, NodeId)| {
        twin(*key).is_some_and(|(_, twin)| tree.says_same(*value, other, twin))
    };
    let has_id = |tree: &Tree<'_>, map| tree.entry(map, "id").is_some();
    let most = tree.entries(map).count().max(other.entries(there).count());
    let same = tree.entries(map).filter(same).count();
    !(has_id(tree, map) && has_id(other, there)) && 3 * same > 2 * most
}

impl Part {
    fn ours_item(&self) -> Option<usize> {
        match self.name {
            Name::Item(items) => items.ours,
            Name::Key(_) => None,
        }
    }

    /// Whether only ours has it, and the ancestor had not.
    fn is_new_in_ours(&self) -> bool {
        self.at.ours.is_some() && self.at.base.is_none() && self.at.theirs.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::edit::Page;

    /// An item's number in ours and in theirs, and its plan.
    type Told = (Option<usize>, Option<usize>, Plan);

    /// The parts of a list. Nothing where it is in conflict as a whole.
    fn parts(key: &str, [base, ours, theirs]: [&str; 3]) -> Option<Vec<Told>> {
        let texts = Sides { base, ours, theirs }.map(|items| format!("{key}:\n{items}\n"));
        let pages = texts.each_ref().map(|text| Page::read(text).expect("sound YAML"));
        let pages = pages.each_ref();
        let at = pages.map(|page| page.tree.entry(page.root, key).map(|(_, list)| list));
        match plan(&pages, at, key).expect("a plan") {
            Plan::Parts(parts) => Some(parts.into_iter().map(told).collect()),
            _ => None,
        }
    }

    fn told(part: Part) -> Told {
        match part.name {
            Name::Item(items) => (items.ours, items.theirs, part.plan),
            Name::Key(key) => panic!("{key} is no item"),
        }
    }

    #[test]
    fn what_theirs_has_new_stands_by_its_day_or_behind_ours() {
        let ours = "- {on: 2026-01-01}\n- {on: 2026-03-01}";
        let theirs = "- {on: 2026-01-01}\n- {on: 2026-02-01}";
        let base = "- {on: 2026-01-01}";
        let (old, new) = ((Some(0), Some(0), Plan::Ours), (None, Some(1), Plan::Theirs));
        let own = (Some(1), None, Plan::Ours);
        assert_eq!(
            parts("touchpoints", [base, ours, theirs]),
            Some(vec![old.clone(), new.clone(), own.clone()])
        );
        assert_eq!(parts("reviews", [base, ours, theirs]), Some(vec![old, own, new]));
    }

    #[test]
    fn taken_away_or_changed_by_one_side_it_is_so_and_by_both_a_conflict() {
        let base = "- {id: a, n: 1}\n- {id: b, n: 1}\n- {id: c, n: 1}";
        let ours = "- {id: b, n: 1}\n- {id: c, n: 2}";
        let theirs = "- {id: a, n: 1}\n- {id: b, n: 3}";
        assert_eq!(
            parts("needs", [base, ours, theirs]),
            Some(vec![
                (None, Some(0), Plan::Ours),
                (Some(0), Some(1), Plan::Theirs),
                (Some(1), None, Plan::Conflict),
            ])
        );
    }

    #[test]
    fn what_nothing_tells_is_known_by_most_of_what_it_says() {
        let base = "- {on: 2026-01-01, kind: call, by: a, purpose: x}";
        let ours = "- {on: 2026-01-02, kind: call, by: a, purpose: x}";
        let theirs = "- {on: 2026-01-01, kind: call, by: a, purpose: y}";
        let found = parts("touchpoints", [base, ours, theirs]).expect("parts");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0, found[0].1), (Some(0), Some(0)));
    }

    #[test]
    fn where_it_cannot_be_told_which_is_which_the_list_is_in_conflict() {
        // Both may have changed the same item.
        assert_eq!(parts("x-own", ["- {z: 1}", "- {z: 2}", "- {z: 3}"]), None);
        // An id that neither side has twice would stand twice.
        let base = "- {id: a, need: x, n: 1, m: 1}";
        let ours = "- {id: a, need: x, n: 1, m: 1}\n- {id: b, need: y}";
        let theirs = "- {id: b, need: x, n: 1, m: 1}";
        assert_eq!(parts("needs", [base, ours, theirs]), None);
    }
}
