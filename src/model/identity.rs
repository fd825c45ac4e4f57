//! Identity: what an item of a dossier's list is recognised by, wherever it stands and however it is written.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::source::Tree;
use crate::source::tree::{Content, NodeId};

/// What tells the items of a list apart: its key, then sets of their keys, the surest first. In a set the
/// first key must be there; of the others it counts, too, that one is not.
const TELLING: &[(&str, &[&[&str]])] = &[
    ("team", &[&["who"]]),
    (
        "purchases",
        &[&["on", "what", "amount"], &["on", "what"], &["on"]],
    ),
    ("escalation", &[&["area", "theirs"], &["area"]]),
    ("approvals", &[&["level", "by"], &["level"]]),
    ("dates", &[&["what"]]),
    ("actions", &[&["what", "goal", "who"], &["what"]]),
    ("goals", &[&["id"], &["goal"]]),
    ("needs", &[&["id"], &["need"]]),
    ("key_factors", &[&["factor"]]),
    ("risks", &[&["risk"]]),
    ("deliveries", &[&["opportunity"]]),
    ("commitments", &[&["id"], &["what", "by"], &["what"]]),
    (
        "touchpoints",
        &[
            &["on", "kind", "with", "by"],
            &["on", "kind", "with"],
            &["on", "kind"],
        ],
    ),
    ("reviews", &[&["on"]]),
    (
        "referrals",
        &[&["asked", "from", "to"], &["asked", "from"], &["to"]],
    ),
    ("sources", &[&["of", "from"], &["of"]]),
    ("talks", &[&["id"], &["say"]]),
    ("cases", &[&["id"], &["title"]]),
];

/// What tells the items of any other list apart.
const OTHERS: &[&[&str]] = &[&["id"], &["name"]];

fn telling(list: &str) -> &'static [&'static [&'static str]] {
    TELLING
        .iter()
        .find(|(key, _)| *key == list)
        .map_or(OTHERS, |(_, sets)| sets)
}

/// What an item of a list is surely told by: the text of a scalar, or what the first set of keys says that
/// the item has. `list` is the key of the list. Two entries that say so are one entry, whoever wrote them.
pub fn identity(tree: &Tree<'_>, list: &str, item: NodeId) -> Option<String> {
    match tree.content(item) {
        Content::Scalar(text) => Some(text.as_str().to_owned()),
        Content::Map => telling(list).iter().find_map(|keys| told_by(tree, item, keys)),
        Content::List | Content::Alias => None,
    }
}

/// What an item says under a set of keys.
fn told_by(tree: &Tree<'_>, item: NodeId, keys: &[&str]) -> Option<String> {
    let says = |key: &&str| {
        let value = tree.entry(item, key).map(|(_, value)| value);
        value.map_or(Cow::Borrowed(""), |value| text(tree, value))
    };
    let texts: Vec<Cow<'_, str>> = keys.iter().map(says).collect();
    (!texts.first()?.is_empty()).then(|| texts.join("\u{1f}"))
}

/// What a value says, in one line; the order of people in a list of them means nothing.
fn text<'t>(tree: &'t Tree<'_>, value: NodeId) -> Cow<'t, str> {
    match tree.content(value) {
        Content::Scalar(_) if tree.is_null(value) => Cow::Borrowed(""),
        Content::Scalar(scalar) => scalar.as_str().into(),
        Content::List => {
            let mut items: Vec<_> = tree.children(value).map(|item| text(tree, item)).collect();
            items.sort_unstable();
            items.join("\u{1e}").into()
        }
        Content::Map | Content::Alias => tree.text()[tree.span(value)].into(),
    }
}

/// A list in its tree.
#[derive(Debug, Clone, Copy)]
pub struct Items<'t, 's> {
    /// The tree.
    pub tree: &'t Tree<'s>,
    /// The list in it.
    pub list: NodeId,
}

/// Which item of an older list each item of a newer one is, by its number: first those that say all the
/// same, then by what surely tells them, then by less as long as it leaves no choice. `key` is the key of
/// the list.
pub fn partners(key: &str, old: Items<'_, '_>, new: Items<'_, '_>) -> Vec<Option<usize>> {
    let mut pairing = Pairing::new(old, new);
    pairing.by_text();
    pairing.by(|tree, item| identity(tree, key, item), Choice::First);
    for keys in telling(key) {
        pairing.by(|tree, item| told_by(tree, item, keys), Choice::None);
    }
    pairing.partners
}

/// What to do where several items are told by the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// The first belongs to the first, the second to the second.
    First,
    /// They are left alone.
    None,
}

struct Pairing<'t, 's> {
    old: (&'t Tree<'s>, Vec<NodeId>),
    new: (&'t Tree<'s>, Vec<NodeId>),
    is_taken: Vec<bool>,
    partners: Vec<Option<usize>>,
}

impl<'t, 's> Pairing<'t, 's> {
    fn new(old: Items<'t, 's>, new: Items<'t, 's>) -> Self {
        let nodes = |items: Items<'t, 's>| (items.tree, items.tree.children(items.list).collect::<Vec<_>>());
        let (old, new) = (nodes(old), nodes(new));
        Self {
            is_taken: vec![false; old.1.len()],
            partners: vec![None; new.1.len()],
            old,
            new,
        }
    }

    /// Pairs what says all the same. Equal text is looked at alone: what else says the same is told by its
    /// keys, too.
    fn by_text(&mut self) {
        self.by(
            |tree, item| Some(tree.text()[tree.span(item)].to_owned()),
            Choice::First,
        );
    }

    fn by(&mut self, told: impl Fn(&Tree<'_>, NodeId) -> Option<String>, choice: Choice) {
        let mut old: HashMap<String, Vec<usize>> = HashMap::new();
        for at in (0..self.old.1.len()).rev().filter(|at| !self.is_taken[*at]) {
            if let Some(told) = told(self.old.0, self.old.1[at]) {
                old.entry(told).or_default().push(at);
            }
        }
        let mut new: Vec<(usize, String)> = Vec::new();
        for at in (0..self.new.1.len()).filter(|at| self.partners[*at].is_none()) {
            new.extend(told(self.new.0, self.new.1[at]).map(|told| (at, told)));
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (_, told) in &new {
            *times.entry(told).or_default() += 1;
        }
        for (at, told) in &new {
            let Some(left) = old.get_mut(told) else { continue };
            let leaves_choice = left.len() > 1 || times[told.as_str()] > 1;
            if leaves_choice && choice == Choice::None {
                continue;
            }
            if let Some(partner) = left.pop() {
                self.partners[*at] = Some(partner);
                self.is_taken[partner] = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route;

    /// The partners of the newer list's items.
    fn paired(key: &str, old: &str, new: &str) -> Vec<Option<usize>> {
        let texts = [old, new].map(|items| format!("{key}:\n{items}\n"));
        let trees = texts.each_ref().map(|text| Tree::parse(text).0);
        let [old, new] = trees.each_ref().map(|tree| Items {
            tree,
            list: tree.find(&route![key]).expect("a list"),
        });
        partners(key, old, new)
    }

    #[test]
    fn an_id_tells_whatever_else_changed_and_wherever_it_stands() {
        let old = "- {id: a, name: A, influence: 3}\n- {id: b, name: B}";
        let new = "- id: c\n  name: C\n- name: B\n  id: 'b'\n  left: 2026-11-01\n- {id: a, name: Z}";
        assert_eq!(paired("stakeholders", old, new), [None, Some(1), Some(0)]);
    }

    #[test]
    fn a_new_id_is_no_new_person() {
        let old = "- {id: a, name: A}\n- {id: b, name: B}";
        assert_eq!(
            paired("stakeholders", old, "- {id: a.a, name: A}\n- {id: b, name: B}"),
            [Some(0), Some(1)]
        );
    }

    #[test]
    fn a_touchpoint_is_told_by_day_kind_and_people_in_any_order() {
        let old = "- {on: 2026-11-05, kind: call, with: [a, b], by: w}";
        for (new, partners) in [
            (
                "- {kind: call, with: [b, a], on: 2026-11-05, by: w, outcome: x}",
                vec![Some(0)],
            ),
            // Somebody was added to it: nothing else can be meant.
            ("- {on: 2026-11-05, kind: call, with: [a, b, c]}", vec![Some(0)]),
            ("- {on: 2026-11-05, kind: visit, with: [a, b]}", vec![None]),
            (
                "- {on: 2026-11-05, kind: call, with: [c], by: w}\n- {on: 2026-11-05, kind: call, with: [d], by: w}",
                vec![None, None],
            ),
        ] {
            assert_eq!(paired("touchpoints", old, new), partners, "{new}");
        }
    }

    #[test]
    fn what_is_told_by_the_same_is_paired_in_its_order() {
        let twice = "- {on: 2026-11-05, kind: call}\n- {on: 2026-11-05, kind: call}";
        let new = format!("- {{on: 2026-11-05, kind: call, outcome: x}}\n{twice}");
        assert_eq!(paired("touchpoints", twice, twice), [Some(0), Some(1)]);
        assert_eq!(paired("touchpoints", twice, &new), [None, Some(0), Some(1)]);
        assert_eq!(
            paired("tags", "- a\n- b\n- a", "- b\n- a\n- a\n- a"),
            [Some(1), Some(0), Some(2), None]
        );
    }

    #[test]
    fn the_users_own_lists_are_told_by_id_or_name() {
        assert_eq!(
            paired("x-erp", "- {name: a, b: 1}", "- {name: a, b: 2}"),
            [Some(0)]
        );
        assert_eq!(paired("x-erp", "- {z: a, b: 1}", "- {z: a, b: 2}"), [None]);
        assert_eq!(paired("x-erp", "- [a]\n- [b]", "- [b]\n- [c]"), [Some(1), None]);
    }

    /// Every list of maps that the format has is told by something that its items have.
    #[test]
    fn every_list_of_the_format_is_known() {
        let schema =
            serde_json::to_value(schemars::schema_for!(crate::model::Account<'static>)).expect("json");
        let mut lists = Vec::new();
        lists_of(&schema, &schema, &mut lists);
        assert!(lists.len() > 15, "{lists:?}");
        for (list, keys) in lists {
            let told = telling(&list);
            for key in told.iter().flat_map(|set| set.iter()) {
                assert!(
                    keys.contains(&(*key).to_owned()) || told == OTHERS,
                    "{list} has no {key}: {keys:?}"
                );
            }
            assert!(
                told.iter().any(|set| keys.contains(&set[0].to_owned())),
                "{list}: {keys:?}"
            );
        }
    }

    /// The lists of maps in a schema, each with the keys of its items.
    fn lists_of(
        schema: &serde_json::Value,
        whole: &serde_json::Value,
        lists: &mut Vec<(String, Vec<String>)>,
    ) {
        let definitions = whole.get("$defs").or_else(|| whole.get("definitions"));
        let mut maps: Vec<&serde_json::Value> = vec![schema];
        maps.extend(
            definitions
                .and_then(|all| all.as_object())
                .into_iter()
                .flat_map(|all| all.values()),
        );
        for map in maps {
            let Some(entries) = map.get("properties").and_then(|all| all.as_object()) else {
                continue;
            };
            for (key, value) in entries {
                let item = value.pointer("/items/$ref").and_then(|name| name.as_str());
                let Some(item) = item.and_then(|name| whole.pointer(name.trim_start_matches('#'))) else {
                    continue;
                };
                if let Some(keys) = item.get("properties").and_then(|all| all.as_object()) {
                    lists.push((key.clone(), keys.keys().cloned().collect()));
                }
            }
        }
    }
}
