//! Any dossier in any layout, changed on two sides: what comes out says what both changes make of it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_yaml::Value as Yaml;

use super::{Desk, said, text};

/// How a list of maps is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Items of many lines, dashes so far in and so wide.
    Block(usize, usize),
    /// Each item in braces behind its dash.
    Braces(usize),
    /// All in brackets, on one line.
    Flow,
    /// All in brackets, an item a line.
    FlowLines,
}

type Item = BTreeMap<String, String>;

/// What a dossier says: entries, and lists of items by what tells them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Dossier {
    entries: BTreeMap<String, String>,
    tags: BTreeSet<String>,
    lists: BTreeMap<String, BTreeMap<String, Item>>,
}

/// How a side writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Style {
    layouts: [Layout; 3],
    has_crlf: bool,
    has_comments: bool,
    is_reversed: bool,
    gap: &'static str,
}

const LISTS: [&str; 3] = ["stakeholders", "needs", "touchpoints"];

/// What tells the items of a list.
fn told(list: &str, at: usize) -> String {
    match list {
        "touchpoints" => format!("2026-1{}-0{}", at % 2, at + 1),
        _ => format!("{}-{at}", &list[..1]),
    }
}

impl Dossier {
    fn text(&self, style: &Style) -> String {
        let mut text = String::from("# 档案\n");
        for (key, value) in &self.entries {
            text.push_str(&format!("{key}: {value}\n"));
        }
        if !self.tags.is_empty() {
            let tags: Vec<&str> = self.tags.iter().map(String::as_str).collect();
            text.push_str(&format!("tags: [{}]\n", tags.join(", ")));
        }
        for (list, layout) in LISTS.iter().zip(style.layouts) {
            text.push_str(&self.list(list, layout, style));
        }
        match style.has_crlf {
            true => text.replace('\n', "\r\n"),
            false => text,
        }
    }

    fn list(&self, list: &str, layout: Layout, style: &Style) -> String {
        let Some(items) = self.lists.get(list).filter(|items| !items.is_empty()) else {
            return String::new();
        };
        let mut items: Vec<(&String, &Item)> = items.iter().collect();
        if style.is_reversed {
            items.reverse();
        }
        let key = if list == "touchpoints" { "on" } else { "id" };
        let flow = |(told, item): &(&String, &Item)| {
            let entries = item.iter().map(|(key, value)| format!(", {key}: {value}"));
            format!("{{{key}: {told}{}}}", entries.collect::<String>())
        };
        let flows: Vec<String> = items.iter().map(flow).collect();
        let comment = |indent: usize, told: &str| match style.has_comments {
            true => format!("{}# about {told}\n", " ".repeat(indent)),
            false => String::new(),
        };
        let lines: String = match layout {
            Layout::Flow => return format!("{}{list}: [{}]\n", style.gap, flows.join(", ")),
            Layout::FlowLines => return format!("{}{list}: [\n  {},\n]\n", style.gap, flows.join(",\n  ")),
            Layout::Braces(indent) => items
                .iter()
                .zip(flows)
                .map(|((told, _), flow)| format!("{}{}- {flow}\n", comment(indent, told), " ".repeat(indent)))
                .collect(),
            Layout::Block(indent, dash) => items
                .iter()
                .map(|(told, item)| {
                    let inner = " ".repeat(indent + dash);
                    let entries = item.iter().map(|(key, value)| format!("{inner}{key}: {value}\n"));
                    let dash = format!("{}-{}", " ".repeat(indent), " ".repeat(dash - 1));
                    format!(
                        "{}{dash}{key}: {told}\n{}",
                        comment(indent, told),
                        entries.collect::<String>()
                    )
                })
                .collect(),
        };
        format!("{}{list}:\n{lines}", style.gap)
    }
}

/// One change of a dossier.
#[derive(Debug, Clone)]
enum Change {
    Entry(usize, Option<String>),
    Tag(usize),
    Item(usize, usize),
    Field(usize, usize, usize, Option<String>),
}

const KEYS: [&str; 4] = ["name", "owner", "region", "x-erp"];
const FIELDS: [&str; 4] = ["note", "kind", "with", "weight"];
const TAGS: [&str; 4] = ["a", "出口", "c d", "oem"];

impl Change {
    fn make(&self, dossier: &mut Dossier) {
        match self {
            Self::Entry(at, None) if *at > 0 => {
                dossier.entries.remove(KEYS[*at]);
            }
            Self::Entry(at, value) => {
                let value = value.clone().unwrap_or_else(|| "甲".to_owned());
                dossier.entries.insert(KEYS[*at].to_owned(), value);
            }
            Self::Tag(at) => {
                if !dossier.tags.remove(TAGS[*at]) {
                    dossier.tags.insert(TAGS[*at].to_owned());
                }
            }
            Self::Item(list, at) => {
                let list = LISTS[*list];
                let items = dossier.lists.entry(list.to_owned()).or_default();
                if items.remove(&told(list, *at)).is_none() {
                    let item = Item::from([("by".to_owned(), format!("w{at}"))]);
                    items.insert(told(list, *at), item);
                }
            }
            Self::Field(list, at, field, value) => {
                let list = LISTS[*list];
                // What tells a touchpoint is its day, kind and people.
                let is_telling = list == "touchpoints" && matches!(FIELDS[*field], "kind" | "with");
                let item = dossier
                    .lists
                    .get_mut(list)
                    .and_then(|items| items.get_mut(&told(list, *at)));
                if let Some(item) = item.filter(|_| !is_telling) {
                    match value {
                        Some(value) => item.insert(FIELDS[*field].to_owned(), value.clone()),
                        None => item.remove(FIELDS[*field]),
                    };
                }
            }
        }
    }
}

/// What both sides' changes make of a value, a map, a set; nothing where they are at odds.
fn three<T: PartialEq + Clone>(base: &T, ours: &T, theirs: &T) -> Option<T> {
    match (base == theirs || ours == theirs, base == ours) {
        (true, _) => Some(ours.clone()),
        (_, true) => Some(theirs.clone()),
        _ => None,
    }
}

fn maps<V: PartialEq + Clone>(
    base: &BTreeMap<String, V>,
    ours: &BTreeMap<String, V>,
    theirs: &BTreeMap<String, V>,
    both: impl Fn(Option<&V>, &V, &V) -> Option<V>,
) -> Option<BTreeMap<String, V>> {
    let keys: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    let mut merged = BTreeMap::new();
    for key in keys {
        let (base, ours, theirs) = (base.get(key), ours.get(key), theirs.get(key));
        let value = match (ours, theirs) {
            (Some(ours), Some(theirs)) => Some(both(base, ours, theirs)?),
            _ => three(&base, &ours, &theirs)?.cloned(),
        };
        merged.extend(value.map(|value| (key.clone(), value)));
    }
    Some(merged)
}

fn scalars(base: Option<&String>, ours: &String, theirs: &String) -> Option<String> {
    three(&base, &Some(ours), &Some(theirs))?.cloned()
}

/// The merged dossier, reckoned without any YAML; nothing where the sides are at odds.
fn oracle(base: &Dossier, ours: &Dossier, theirs: &Dossier) -> Option<Dossier> {
    let none = BTreeMap::new();
    let items = |base: Option<&Item>, ours: &Item, theirs: &Item| {
        maps(base.unwrap_or(&BTreeMap::new()), ours, theirs, scalars)
    };
    let mut lists = BTreeMap::new();
    for list in LISTS {
        let of = |dossier: &Dossier| dossier.lists.get(list).cloned().unwrap_or_default();
        // A list that is no longer written is an entry that was taken away.
        let (base, ours, theirs) = (of(base), of(ours), of(theirs));
        let merged = match ours.is_empty() || theirs.is_empty() {
            true => three(&base, &ours, &theirs)?,
            false => maps(if base.is_empty() { &none } else { &base }, &ours, &theirs, items)?,
        };
        lists.insert(list.to_owned(), merged);
    }
    let kept = |tag: &&String| match base.tags.contains(*tag) {
        true => ours.tags.contains(*tag) && theirs.tags.contains(*tag),
        false => true,
    };
    let tags = match ours.tags.is_empty() || theirs.tags.is_empty() {
        true => three(&base.tags, &ours.tags, &theirs.tags)?,
        false => ours.tags.union(&theirs.tags).filter(kept).cloned().collect(),
    };
    let entries = maps(&base.entries, &ours.entries, &theirs.entries, scalars)?;
    Some(Dossier { entries, tags, lists })
}

fn value() -> impl Strategy<Value = String> {
    let values = [
        "x",
        "中文 值",
        "'a, b'",
        "\"q: \\\"q\\\"\"",
        "1.10",
        "2026-11-21",
        "[p, q]",
    ];
    prop::sample::select(values.map(str::to_owned).to_vec())
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        1 => (0..KEYS.len(), prop::option::of(value())).prop_map(|(at, value)| Change::Entry(at, value)),
        1 => (0..TAGS.len()).prop_map(Change::Tag),
        3 => (0..LISTS.len(), 0..8_usize).prop_map(|(list, at)| Change::Item(list, at)),
        4 => (0..LISTS.len(), 0..8_usize, 0..FIELDS.len(), prop::option::of(value()))
            .prop_map(|(list, at, field, value)| Change::Field(list, at, field, value)),
    ]
}

fn style() -> impl Strategy<Value = Style> {
    let layout = || {
        prop::sample::select(vec![
            Layout::Block(2, 2),
            Layout::Block(0, 2),
            Layout::Block(1, 4),
            Layout::Braces(2),
            Layout::Braces(0),
            Layout::Flow,
            Layout::FlowLines,
        ])
    };
    let layouts = [layout(), layout(), layout()];
    let gap = prop::sample::select(vec!["", "\n", "\n# ---- part ----\n"]);
    (layouts, any::<bool>(), any::<bool>(), any::<bool>(), gap).prop_map(
        |(layouts, has_crlf, has_comments, is_reversed, gap)| Style {
            layouts,
            has_crlf,
            has_comments,
            is_reversed,
            gap,
        },
    )
}

fn changed(base: &Dossier, changes: &[Change]) -> Dossier {
    let mut dossier = base.clone();
    changes.iter().for_each(|change| change.make(&mut dossier));
    dossier.lists.retain(|_, items| !items.is_empty());
    dossier
}

/// Without the lists of which both sides together left nothing.
fn filled(mut said: Yaml) -> Yaml {
    if let Yaml::Mapping(map) = &mut said {
        map.retain(|_, value| value.as_sequence().is_none_or(|items| !items.is_empty()));
    }
    said
}

/// What a dossier says once it is written.
fn meant(dossier: &Dossier) -> Yaml {
    let layouts = [Layout::Block(2, 2); 3];
    let style = Style {
        layouts,
        has_crlf: false,
        has_comments: false,
        is_reversed: false,
        gap: "",
    };
    said(&dossier.text(&style))
}

/// Whether lists stand in brackets somewhere, and comments that have no place there elsewhere.
fn lacks_place_for_comments(texts: [&str; 3]) -> bool {
    let has_brackets = |text: &&str| text.contains(": [{") || text.contains("[\n") || text.contains("[\r");
    texts.iter().any(has_brackets) && texts.iter().any(|text| text.contains("# about"))
}

prop_compose! {
    /// Three dossiers, with the texts of the two that were made from the first: all in one style, or one
    /// of the sides in its own.
    fn three_dossiers()(
        first in prop::collection::vec(change(), 0..30),
        left in prop::collection::vec(change(), 0..6),
        right in prop::collection::vec(change(), 0..6),
        usual in style(),
        own in prop::option::weighted(0.4, style()),
        has_left_own in any::<bool>(),
    ) -> ([Dossier; 3], [String; 3], bool) {
        let base = changed(&Dossier::default(), &[&[Change::Entry(0, None)], &first[..]].concat());
        let (left, right) = (changed(&base, &left), changed(&base, &right));
        let is_one_style = own.is_none();
        let own = own.unwrap_or_else(|| usual.clone());
        let (ours, theirs) = if has_left_own { (&own, &usual) } else { (&usual, &own) };
        let texts = [base.text(&usual), left.text(ours), right.text(theirs)];
        ([base, left, right], texts, is_one_style)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_comes_out_is_what_both_changes_make_of_it(
        (dossiers, [base, ours, theirs], is_one_style) in three_dossiers(),
    ) {
        let merged = Desk::new().merge(&base, &ours, &theirs);
        let wanted = oracle(&dossiers[0], &dossiers[1], &dossiers[2]);
        let shown = format!("{base}----\n{ours}----\n{theirs}----\n{}", text(&merged));
        let texts = [base.as_str(), &ours, &theirs];
        let lacks_place = lacks_place_for_comments(texts);
        prop_assert!(merged.conflicts > 0 || wanted.is_some(), "{}", shown);
        // A side with a style of its own may have written comments on what the other took away.
        let has_own_comments = !is_one_style && texts.iter().any(|text| text.contains("# about") || text.contains("# ----"));
        prop_assert!(merged.conflicts == 0 || wanted.is_none() || has_own_comments, "{}", shown);
        if let Some(wanted) = wanted.filter(|_| merged.conflicts == 0) {
            prop_assert_eq!(filled(said(text(&merged))), filled(meant(&wanted)), "{}", shown);
            let mut told = wanted.lists.values().flat_map(BTreeMap::keys).filter(|_| base.contains("# about"));
            let keeps_comments = told.all(|told| text(&merged).contains(&format!("# about {told}")));
            prop_assert!(keeps_comments || lacks_place || !is_one_style, "{}", shown);
        }
    }

    #[test]
    fn whichever_side_is_ours_it_says_the_same((_, [base, ours, theirs], _) in three_dossiers()) {
        let desk = Desk::new();
        let (one, other) = (desk.merge(&base, &ours, &theirs), desk.merge(&base, &theirs, &ours));
        let are_alike = (one.conflicts == 0) == (other.conflicts == 0);
        prop_assert!(are_alike || lacks_place_for_comments([&base, &ours, &theirs]));
        if one.conflicts == 0 && other.conflicts == 0 {
            prop_assert_eq!(said(text(&one)), said(text(&other)), "{}\n{}", text(&one), text(&other));
        }
    }

    #[test]
    fn what_one_side_left_alone_is_as_the_other_has_it((_, [base, ours, _], _) in three_dossiers()) {
        let desk = Desk::new();
        for (base, ours, theirs) in [(&base, &ours, &ours), (&base, &base, &ours), (&base, &ours, &base)] {
            let merged = desk.merge(base, ours, theirs);
            let wanted = if ours == base { theirs } else { ours };
            prop_assert_eq!((text(&merged), merged.conflicts), (wanted.as_str(), 0));
        }
    }

    #[test]
    fn whatever_the_texts_are_something_comes_out(
        texts in prop::array::uniform3("(name: |a:|- |  |\n|\r\n|#|\\||>|\\+|&x|\\*x|!t|\\[|\\]|\\{|\\}|,|'|\"|---|\\?|x|甲|\u{feff}|\t| ){0,24}"),
    ) {
        let [base, ours, theirs] = &texts;
        Desk::new().merge(base, ours, theirs);
    }
}
