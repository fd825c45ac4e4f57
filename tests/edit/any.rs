//! Any file in any layout: what it says afterwards is what it said and the change, and the old lines stay.

use account_dossier::model::Day;
use account_dossier::route;
use account_dossier::source::Route;
use account_dossier::source::edit::{Change, Value, apply, arrange};
use proptest::prelude::*;
use serde_yaml::Value as Yaml;

use super::{SECTIONS, TOUCHPOINTS};

/// The lists of the files.
const KEYS: [&str; 5] = ["touchpoints", "commitments", "needs", "x-own", "sources"];

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Items of many lines.
    Block,
    /// Items of many lines, their dashes on lines of their own.
    Dashes,
    /// Each item in braces behind its dash.
    Braces,
    /// The list in brackets, on one line.
    Flow,
    /// The list in brackets, an item a line.
    FlowLines,
    /// The same with a comma behind the last one.
    FlowCommas,
}

/// One item, its values as they stand in the text.
#[derive(Debug, Clone)]
struct Item {
    on: &'static str,
    purpose: &'static str,
    notes: &'static str,
    comment: &'static str,
}

/// A top-level list and what stands around it.
#[derive(Debug, Clone)]
struct Section {
    layout: Layout,
    indent: usize,
    dash: usize,
    items: Vec<Item>,
    empty: &'static str,
    above: &'static str,
    below: &'static str,
}

impl Section {
    fn text(&self, key: &str) -> String {
        let body = match self.items.is_empty() {
            true => format!("{}\n", self.empty),
            false => self.items_text(),
        };
        format!("{}{key}:{body}{}", self.above, self.below)
    }

    fn items_text(&self) -> String {
        let items: Vec<String> = self.items.iter().map(Item::flow).collect();
        let indent = " ".repeat(self.indent);
        match self.layout {
            Layout::Block | Layout::Dashes => {
                let items = self.items.iter().map(|item| self.block(item));
                format!("\n{}", items.collect::<String>())
            }
            Layout::Braces => {
                let dash = format!("{indent}-{}", " ".repeat(self.dash - 1));
                format!("\n{dash}{}\n", items.join(&format!("  # c\n{dash}")))
            }
            Layout::Flow => format!(" [{}]  # c\n", items.join(", ")),
            Layout::FlowLines => format!(" [\n  {} # d\n]\n", items.join(", # c\n  ")),
            Layout::FlowCommas => format!(" [\n  {}, # d\n ]\n", items.join(", # c\n  ")),
        }
    }

    fn block(&self, item: &Item) -> String {
        let (indent, inner) = (" ".repeat(self.indent), " ".repeat(self.indent + self.dash));
        let first = match self.layout {
            Layout::Dashes => format!("{indent}-\n{inner}"),
            _ => format!("{indent}-{}", " ".repeat(self.dash - 1)),
        };
        let notes = item.notes.replace('\n', &format!("\n{inner}  "));
        let comment = match item.comment {
            "" => String::new(),
            comment => format!("{indent}{comment}\n"),
        };
        format!(
            "{comment}{first}on: {}\n{inner}purpose: {}\n{inner}notes:{notes}\n",
            item.on, item.purpose
        )
    }
}

impl Item {
    fn flow(&self) -> String {
        format!("{{on: {}, purpose: {}}}", self.on, self.purpose)
    }
}

fn item() -> impl Strategy<Value = Item> {
    let on = prop::sample::select(vec![
        "2026-01-02",
        "2025-06-30",
        "'2026-03-04'",
        "soon",
        "2024-02-29",
        "2026-12-24",
        "'2027-01-05'",
    ]);
    let purpose = prop::sample::select(vec!["拜访", "'a, b'", "\"q\\\"q\"", "plain text", "''", "1.10"]);
    let notes = prop::sample::select(vec![
        "",
        "  # todo",
        " short # c",
        " |\nfirst\n- no item",
        " >-\nlong\nlonger",
        " |+\nkept\n",
        " plain\ngoes on",
        " \"two\nlines\"",
    ]);
    let comment = prop::sample::select(vec!["", "# 上面", "# - on: 2026-01-01"]);
    (on, purpose, notes, comment).prop_map(|(on, purpose, notes, comment)| Item {
        on,
        purpose,
        notes,
        comment,
    })
}

fn section() -> impl Strategy<Value = Section> {
    let layout = prop::sample::select(vec![
        Layout::Block,
        Layout::Block,
        Layout::Dashes,
        Layout::Braces,
        Layout::Flow,
        Layout::FlowLines,
        Layout::FlowCommas,
    ]);
    let empty = prop::sample::select(vec!["", " []", " [ ] # c", " ~", " null # none", "   # later"]);
    let above = prop::sample::select(vec!["", "\n", "# 注\n", "\n# ---- part ----\n", "\n# apart\n\n"]);
    let below = prop::sample::select(vec!["", "\n", "  # deeper\n", "\n\n  # deeper\n"]);
    (
        layout,
        prop::sample::select(vec![0, 1, 2, 4]),
        prop::sample::select(vec![2, 3, 4]),
        prop::collection::vec(item(), 0..4),
        (empty, above, below),
    )
        .prop_map(|(layout, indent, dash, items, (empty, above, below))| Section {
            layout,
            indent,
            dash,
            items,
            empty,
            above,
            below,
        })
}

/// A file of some sections in any order, with any line ends.
fn file() -> impl Strategy<Value = String> {
    let keys = prop::sample::subsequence(KEYS.to_vec(), 0..=KEYS.len()).prop_shuffle();
    let head = prop::sample::select(vec![
        "",
        "# 档案\n",
        "# yaml-language-server: $schema=a.json\n# b\n\n",
        "---\n",
    ]);
    let ends = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (keys, prop::collection::vec(section(), 5), head, ends).prop_map(
        |(keys, sections, head, (has_name_first, has_crlf, has_bom, is_ended))| {
            let mut text: String = keys
                .iter()
                .zip(&sections)
                .map(|(key, section)| section.text(key))
                .collect();
            let name = "name: 甲 # a\n";
            text = match has_name_first {
                true => format!("{head}{name}{text}"),
                false => format!("{head}{text}{name}"),
            };
            if !is_ended {
                text.truncate(text.trim_end().len());
            }
            if has_crlf {
                text = text.replace('\n', "\r\n");
            }
            format!("{}{text}", if has_bom { "\u{feff}" } else { "" })
        },
    )
}

/// What a text says; a file's end is the end of its last line.
fn read(text: &str) -> Yaml {
    let text = text.trim_start_matches('\u{feff}');
    let end = if text.ends_with('\n') { "" } else { "\n" };
    serde_yaml::from_str(&format!("{text}{end}")).expect("sound YAML")
}

/// Whether the lines of the one stand in the other in their order, but for so many.
fn keeps_lines(old: &str, new: &str, but: usize) -> bool {
    let old: Vec<&str> = old.lines().collect();
    // The longest common row of lines up to each line of the new text.
    let mut common = vec![0; old.len() + 1];
    for line in new.lines() {
        let mut corner = 0;
        for (at, found) in old.iter().enumerate() {
            let longest = match found == &line {
                true => corner + 1,
                false => common[at].max(common[at + 1]),
            };
            corner = std::mem::replace(&mut common[at + 1], longest);
        }
    }
    common[old.len()] + but >= old.len()
}

fn touch() -> Value {
    Value::map([
        ("on", Some(Value::Plain("2026-11-21".to_owned()))),
        ("purpose", Some(Value::text("价格: 高 #1"))),
        (
            "with",
            Some(Value::List(vec![Value::text("li-wei"), Value::text("no")])),
        ),
    ])
}

fn touch_read() -> Yaml {
    read("on: 2026-11-21\npurpose: '价格: 高 #1'\nwith: [li-wei, 'no']\n")
}

fn ends_alike(old: &str, new: &str) -> bool {
    let bare = |text: &str| text.replace("\r\n", "").contains('\n');
    let starts = |text: &str| text.starts_with('\u{feff}');
    old.ends_with('\n') == new.ends_with('\n')
        && starts(old) == starts(new)
        && (bare(old) == bare(new) || !old.contains('\n'))
}

/// The items of a list, where there are any.
fn items<'y>(said: &'y Yaml, key: &str) -> &'y [Yaml] {
    said.get(key)
        .and_then(Yaml::as_sequence)
        .map_or(&[], Vec::as_slice)
}

fn sorted_lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    lines.sort_unstable();
    lines
}

proptest! {
    #[test]
    fn an_appended_item_is_all_that_is_new(old in file()) {
        let change = Change::Append { list: route!["touchpoints"], item: touch() };
        let new = apply(&old, &[change], &SECTIONS).expect(&old);
        let mut wanted = read(&old);
        let mut list = items(&wanted, "touchpoints").to_vec();
        let had_items = !list.is_empty();
        list.push(touch_read());
        wanted["touchpoints"] = Yaml::Sequence(list);
        prop_assert_eq!(read(&new), wanted, "{}\n{}", old, new);
        let is_block = had_items && !old.contains("touchpoints: [");
        prop_assert!(keeps_lines(&old, &new, usize::from(!is_block)), "{}\n{}", old, new);
        prop_assert!(ends_alike(&old, &new), "{:?}\n{:?}", old, new);
    }

    #[test]
    fn an_item_goes_to_its_place_among_sorted_ones(old in file()) {
        let change = Change::Insert { list: route!["touchpoints"], by: "on", item: touch() };
        let new = apply(&old, &[change], &SECTIONS).expect(&old);
        let mut wanted = read(&old);
        let mut list = items(&wanted, "touchpoints").to_vec();
        let is_later = |item: &Yaml| item["on"].as_str() > Some("2026-11-21");
        let is_sorted = list.is_sorted_by_key(|item| item["on"].as_str().map(str::to_owned));
        let place = list.iter().position(is_later).filter(|_| is_sorted);
        list.insert(place.unwrap_or(list.len()), touch_read());
        let is_block = list.len() > 1 && !old.contains("touchpoints: [");
        wanted["touchpoints"] = Yaml::Sequence(list);
        prop_assert_eq!(read(&new), wanted, "{}\n{}", old, new);
        prop_assert!(keeps_lines(&old, &new, usize::from(!is_block)), "{}\n{}", old, new);
        prop_assert!(ends_alike(&old, &new), "{:?}\n{:?}", old, new);
    }

    #[test]
    fn a_value_that_is_set_is_all_that_is_new(old in file(), key in "on|purpose|notes|done") {
        let mut wanted = read(&old);
        let list = KEYS.into_iter().find(|list| !items(&wanted, list).is_empty());
        prop_assume!(list.is_some());
        let list = list.expect("assumed");
        let at = route![list, 0].key(key.as_str());
        let new = apply(&old, &[Change::Set { at, value: Value::text("是: yes") }], &SECTIONS).expect(&old);
        wanted[list][0][key.as_str()] = "是: yes".into();
        prop_assert_eq!(read(&new), wanted, "{}\n{}", old, new);
        // The longest old text has five lines.
        prop_assert!(keeps_lines(&old, &new, 5), "{}\n{}", old, new);
        prop_assert!(ends_alike(&old, &new), "{:?}\n{:?}", old, new);
    }

    #[test]
    fn what_is_removed_is_all_that_is_gone(old in file(), at in 0..4_usize) {
        let mut wanted = read(&old);
        let key = KEYS.into_iter().find(|list| !items(&wanted, list).is_empty());
        prop_assume!(key.is_some());
        let key = key.expect("assumed");
        let mut list = items(&wanted, key).to_vec();
        let at = at % list.len();
        let new = apply(&old, &[Change::Remove { at: route![key, at] }], &SECTIONS).expect(&old);
        list.remove(at);
        wanted[key] = Yaml::Sequence(list);
        prop_assert_eq!(read(&new), wanted, "{}\n{}", old, new);
        prop_assert!(keeps_lines(&new, &old, 1), "{}\n{}", old, new);
    }

    #[test]
    fn arranging_keeps_all_lines_and_says_the_same_in_order(old in file()) {
        let arranged = |text: &str| arrange(text, &SECTIONS, &TOUCHPOINTS, |on| on.parse::<Day>().ok());
        // Comments among brackets cannot go with an item, and blank lines can become text.
        let may_be_refused = old.contains("touchpoints: [") || old.contains("|+");
        prop_assert!(arranged(&old).is_ok() || may_be_refused, "{}", old);
        let Ok(new) = arranged(&old) else { return Ok(()) };
        prop_assert_eq!(arranged(&new), Ok(new.clone()), "{}\n{}", old, new);
        prop_assert!(ends_alike(&old, &new), "{:?}\n{:?}", old, new);
        let is_flow = old.contains("touchpoints: [");
        prop_assert!(is_flow || sorted_lines(&old) == sorted_lines(&new), "{}\n{}", old, new);
        let mut wanted = read(&old);
        let mut list = items(&wanted, "touchpoints").to_vec();
        list.sort_by_key(|item| {
            let on = item["on"].as_str().and_then(|on| on.parse::<Day>().ok());
            (on.is_none(), on)
        });
        if !list.is_empty() {
            wanted["touchpoints"] = Yaml::Sequence(list);
        }
        let said = read(&new);
        prop_assert_eq!(&said, &wanted, "{}\n{}", old, new);
        let keys = said.as_mapping().expect("a map").keys().filter_map(Yaml::as_str);
        let ranks: Vec<usize> = keys.filter_map(|key| SECTIONS.iter().position(|known| *known == key)).collect();
        prop_assert!(ranks.is_sorted(), "{}\n{}", old, new);
    }

    #[test]
    fn whatever_the_text_it_is_edited_as_meant_or_refused(
        text in "(name: |a:|- |  |\n|\r\n|#|\\||>|\\+|&x|\\*x|!t|\\[|\\]|\\{|\\}|,|'|\"|---|\\?|x|甲|\u{feff}|\t| ){0,24}",
        at in "a|name|name\\.a|a\\[0\\]|a\\[0\\]\\.a|name\\[1\\]",
    ) {
        let at: Route = at.parse().expect("a route");
        let changes = [
            Change::Append { list: at.clone(), item: touch() },
            Change::Insert { list: at.clone(), by: "x", item: touch() },
            Change::Set { at: at.clone(), value: Value::text("x\ny") },
            Change::Remove { at },
        ];
        for change in changes {
            if let Ok(new) = apply(&text, &[change], &SECTIONS) {
                prop_assert_ne!(&new, &text);
            }
        }
        let _ = arrange(&text, &SECTIONS, &TOUCHPOINTS, |on| on.parse::<Day>().ok());
    }
}
