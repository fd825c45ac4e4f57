//! Difference: what two texts of one dossier say differently, entry by entry; layout, order and words for nothing
//! make none.

use rust_decimal::Decimal;

use super::Money;
use super::identity::{Items, partners};
use super::number::decimal;
use crate::source::Tree;
use crate::source::tree::{Content, NodeId};

/// Lists of words whose order says something.
const ORDERED: [&str; 2] = ["process", "why"];
/// Entries that hold a number: written otherwise it is the same.
const NUMBERS: [&str; 13] = [
    "amount",
    "turnover",
    "potential",
    "sales",
    "margin",
    "saves",
    "earns",
    "cost",
    "cost_per_year",
    "saved",
    "share",
    "probability",
    "employees",
];

/// One entry, or one item of a list, that two texts say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The way to it.
    pub way: Vec<Stop>,
    /// What the older text says; nothing where it says nothing.
    pub before: Option<NodeId>,
    /// What the newer text says; nothing where it says nothing.
    pub after: Option<NodeId>,
}

/// A step on the way to a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// An entry of a map.
    Key(String),
    /// An item of a list, in either text; nothing in one that lacks it.
    Item(Option<NodeId>, Option<NodeId>),
}

/// What two texts say differently, in the order of the newer one; what only the older one has comes after its
/// neighbours. What stands below a key `private` is one difference that shows neither text, unless it is wanted.
pub fn differences(older: &Tree<'_>, newer: &Tree<'_>, wants_private: bool) -> Vec<Difference> {
    let mut search = Search {
        older,
        newer,
        wants_private,
        way: Vec::new(),
        found: Vec::new(),
    };
    search.compare(older.root(), newer.root());
    search.found
}

struct Search<'t, 's> {
    older: &'t Tree<'s>,
    newer: &'t Tree<'s>,
    wants_private: bool,
    way: Vec<Stop>,
    found: Vec<Difference>,
}

impl Search<'_, '_> {
    fn compare(&mut self, before: Option<NodeId>, after: Option<NodeId>) {
        let before = before.filter(|node| !self.older.is_null(*node));
        let after = after.filter(|node| !self.newer.is_null(*node));
        if before.is_none() && after.is_none() || self.is_same(before, after) {
            return;
        }
        let kinds = [
            before.map(|node| self.older.content(node)),
            after.map(|node| self.newer.content(node)),
        ];
        let all = |is: fn(&Content<'_, '_>) -> bool| kinds.iter().flatten().all(is);
        let is_whole_item = matches!(self.way.last(), Some(Stop::Item(..))) && kinds.contains(&None);
        if self.is_closed() {
            self.tell(None, None);
        } else if is_whole_item {
            self.tell(before, after);
        } else if all(|content| *content == Content::Map) {
            self.maps(before, after);
        } else if all(|content| *content == Content::List) {
            self.lists(before, after);
        } else {
            self.tell(before, after);
        }
    }

    fn tell(&mut self, before: Option<NodeId>, after: Option<NodeId>) {
        self.found.push(Difference {
            way: self.way.clone(),
            before,
            after,
        });
    }

    fn is_same(&self, before: Option<NodeId>, after: Option<NodeId>) -> bool {
        let (Some(before), Some(after)) = (before, after) else {
            return false;
        };
        self.older.says_same(before, self.newer, after) || self.is_same_number(before, after)
    }

    fn is_same_number(&self, before: NodeId, after: NodeId) -> bool {
        let keys = self.way.iter().filter_map(Stop::key);
        let number = |tree: &Tree<'_>, node| number(tree.scalar(node)?.as_str());
        let (one, other) = (number(self.older, before), number(self.newer, after));
        one.is_some() && one == other && keys.rev().take(2).any(|key| NUMBERS.contains(&key))
    }

    /// Whether nobody is to look into what stands here.
    fn is_closed(&self) -> bool {
        let last = self.way.last().and_then(Stop::key);
        last == Some("private") && !self.wants_private
    }

    fn maps(&mut self, before: Option<NodeId>, after: Option<NodeId>) {
        let mut keys: Vec<String> = Vec::new();
        for (tree, map) in [(self.newer, after), (self.older, before)] {
            for (key, _) in map.into_iter().flat_map(|map| tree.entries(map)) {
                let key = tree.scalar(key).map_or("", |key| key.as_str()).to_owned();
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        for key in keys {
            let value = |tree: &Tree<'_>, map: Option<NodeId>| Some(tree.entry(map?, &key)?.1);
            let (before, after) = (value(self.older, before), value(self.newer, after));
            self.way.push(Stop::Key(key));
            self.compare(before, after);
            self.way.pop();
        }
    }

    fn lists(&mut self, before: Option<NodeId>, after: Option<NodeId>) {
        let items = |tree: &Tree<'_>, list: Option<NodeId>| -> Vec<NodeId> {
            list.into_iter().flat_map(|list| tree.children(list)).collect()
        };
        let (old, new) = (items(self.older, before), items(self.newer, after));
        let are_words =
            |tree: &Tree<'_>, items: &[NodeId]| items.iter().all(|item| tree.scalar(*item).is_some());
        if are_words(self.older, &old) && are_words(self.newer, &new) {
            if !self.says_same_words(&old, &new) {
                self.tell(before, after);
            }
            return;
        }
        let partners = self.partners(before, after, new.len());
        for (at, item) in new.iter().enumerate() {
            self.item(partners[at].map(|partner| old[partner]), Some(*item));
        }
        for (at, item) in old.iter().enumerate() {
            if !partners.contains(&Some(at)) {
                self.item(Some(*item), None);
            }
        }
    }

    fn item(&mut self, before: Option<NodeId>, after: Option<NodeId>) {
        self.way.push(Stop::Item(before, after));
        self.compare(before, after);
        self.way.pop();
    }

    fn partners(&self, before: Option<NodeId>, after: Option<NodeId>, count: usize) -> Vec<Option<usize>> {
        let (Some(before), Some(after)) = (before, after) else {
            return vec![None; count];
        };
        let key = self.way.iter().rev().find_map(Stop::key).unwrap_or_default();
        let old = Items {
            tree: self.older,
            list: before,
        };
        let new = Items {
            tree: self.newer,
            list: after,
        };
        partners(key, old, new)
    }

    fn says_same_words(&self, old: &[NodeId], new: &[NodeId]) -> bool {
        let words = |tree: &Tree<'_>, items: &[NodeId]| -> Vec<String> {
            let texts = items.iter().filter_map(|item| tree.scalar(*item));
            texts.map(|text| text.as_str().to_owned()).collect()
        };
        let (mut old, mut new) = (words(self.older, old), words(self.newer, new));
        let last = self.way.last().and_then(Stop::key);
        if !last.is_some_and(|key| ORDERED.contains(&key)) {
            old.sort_unstable();
            new.sort_unstable();
        }
        // A list without items is more than no list: it says that there are none.
        old == new && !new.is_empty()
    }
}

impl Stop {
    /// The key, where it is an entry of a map.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Key(key) => Some(key),
            Self::Item(..) => None,
        }
    }
}

/// An amount with its currency, or a number.
fn number(text: &str) -> Option<(Decimal, Option<super::Currency>)> {
    let money = text
        .parse::<Money>()
        .ok()
        .map(|money| (money.amount, money.currency));
    money.or_else(|| Some((decimal(text)?, None)))
}

/// What a node says, on one line; without what is private.
pub fn text(tree: &Tree<'_>, node: NodeId) -> String {
    match tree.content(node) {
        Content::Scalar(scalar) => scalar.as_str().split_whitespace().collect::<Vec<_>>().join(" "),
        Content::List => joined(tree.children(node).map(|item| text(tree, item)), ", "),
        Content::Map => joined(
            tree.entries(node).filter_map(|(key, value)| {
                let key = tree.scalar(key)?.as_str();
                let is_told = key != "private" && !tree.is_null(value);
                is_told.then(|| format!("{key} {}", text(tree, value)))
            }),
            ", ",
        ),
        Content::Alias => tree.text()[tree.span(node)].to_owned(),
    }
}

fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `stakeholders[]attitude: supporter > champion`.
    fn told(older: &str, newer: &str) -> Vec<String> {
        let trees = [older, newer].map(|text| Tree::parse(text).0);
        let [old, new] = &trees;
        let found = differences(old, new, false).into_iter();
        let tell = |difference: Difference| {
            let way: Vec<&str> = difference
                .way
                .iter()
                .map(|stop| stop.key().unwrap_or("[]"))
                .collect();
            let side =
                |tree, node: Option<NodeId>| node.map_or_else(|| "-".to_owned(), |node| text(tree, node));
            format!(
                "{}: {} > {}",
                way.join("."),
                side(old, difference.before),
                side(new, difference.after)
            )
        };
        found.map(tell).collect()
    }

    const OLD: &str = "name: X\nprofile: {turnover: 480M, markets: [a, b]}\nstakeholders:\n- {id: a, name: A, roles: [user, coach], private: {family: canary}}\n- {id: b, name: B}\n";

    #[test]
    fn layout_order_and_ways_to_write_a_number_are_no_difference() {
        let new = "stakeholders:\n  - name: 'B'\n    id: b\n  - id: a # first\n    name: A\n    roles:\n    - coach\n    - user\n    private: {family: \"canary\"}\nname: X\nregion:\nprofile:\n  markets: [b, a]\n  turnover: 4.8亿\n";
        assert_eq!(told(OLD, new), [""; 0]);
        assert_eq!(told(new, OLD), [""; 0]);
    }

    #[test]
    fn entries_and_items_are_told_one_by_one() {
        let new = "name: X\nindustry: steel\nprofile: {turnover: 500M, markets: [a]}\nstakeholders:\n- {id: c, name: C}\n- {id: a, name: A, attitude: champion, roles: [user], private: {family: other}}\n";
        assert_eq!(
            told(OLD, new),
            [
                "industry: - > steel",
                "profile.turnover: 480M > 500M",
                "profile.markets: a, b > a",
                "stakeholders.[]: - > id c, name C",
                "stakeholders.[].attitude: - > champion",
                "stakeholders.[].roles: user, coach > user",
                "stakeholders.[].private: - > -",
                "stakeholders.[]: id b, name B > -",
            ]
        );
    }

    #[test]
    fn a_text_is_no_number_and_an_order_that_says_something_counts() {
        assert_eq!(told("phone: 0123\n", "phone: 123\n").len(), 1);
        assert_eq!(
            told(
                "procurement: {process: [a, b]}\n",
                "procurement: {process: [b, a]}\n"
            ),
            ["procurement.process: a, b > b, a"]
        );
        assert_eq!(
            told("value: {purchases: []}\n", "value: {}\n"),
            ["value.purchases:  > -"]
        );
        assert_eq!(told("a: x\n", "a: {b: 1}\n"), ["a: x > b 1"]);
        assert_eq!(told("", "name: X\n"), ["name: - > X"]);
    }
}
