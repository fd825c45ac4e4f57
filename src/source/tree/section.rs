//! Sections: the entries of a text's root, which can be read one by one.

use std::ops::Range;

use super::build::Builder;
use super::{Kind, Tree};
use crate::source::Route;
use crate::source::route::Step;

/// Where the sections of a sound text begin, in bytes. There are none where they cannot be read apart: a key in
/// quotes, a root in braces, entries that do not begin in the first column.
#[derive(Debug, Default)]
pub(crate) struct Sections(Box<[u32]>);

impl Sections {
    /// The sections of a text that was read.
    pub(crate) fn of(tree: &Tree<'_>) -> Self {
        let Some(root) = tree.root().filter(|_| tree.is_whole()) else {
            return Self::default();
        };
        let begins_line = |at: usize| at == 0 || tree.text.as_bytes().get(at - 1) == Some(&b'\n');
        let starts = tree.entries(root).map(|(key, _)| {
            let node = &tree.nodes[key.slot()];
            (node.kind == Kind::Plain && begins_line(node.start as usize)).then_some(node.start)
        });
        let starts: Option<Box<[u32]>> = starts.collect();
        Self(
            starts
                .filter(|_| tree.nodes[root.slot()].kind == Kind::Map)
                .unwrap_or_default(),
        )
    }

    /// The nodes of the sections that these routes begin in, and of those between them; nothing where the text
    /// has to be read whole.
    pub(crate) fn read<'s, 'r>(
        &self,
        text: &'s str,
        routes: impl IntoIterator<Item = &'r Route>,
    ) -> Option<Tree<'s>> {
        let root = *self.0.first()? as usize;
        let sections = routes.into_iter().map(|route| self.section(text, route));
        let piece = sections.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))?;
        Builder::read_piece(text, root, piece)
    }

    /// The section that a route begins in. One that the text lacks leads to the root, which is shown by the
    /// first section.
    fn section(&self, text: &str, route: &Route) -> Range<usize> {
        let is_it = |start: u32| match route.steps().first() {
            Some(Step::Key(key)) => text[start as usize..]
                .strip_prefix(key.as_str())
                .is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(':')),
            _ => false,
        };
        let at = self.0.iter().position(|start| is_it(*start)).unwrap_or(0);
        let end = self.0.get(at + 1).map_or(text.len(), |end| *end as usize);
        self.0[at] as usize..end
    }
}

/// The top-level sections of a text that may be broken: each from a line that begins with a key in the first
/// column to the next.
pub(super) fn sections(text: &str, base: usize) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = base;
    for line in text[base..].split_inclusive('\n') {
        if section_key(line).is_some() {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// The sections with these keys as a text of their own, without the rest being read; of a section `a`, `a.b` is the
/// entry `b` alone, where it can be told apart; nothing where a text may hold
/// others than such as begin with a key in the first column.
pub fn excerpt(text: &str, keys: &[&str]) -> Option<String> {
    let mut excerpt = String::with_capacity(text.len() / 4);
    for (key, section) in pieces(text)? {
        let below = keys.iter().filter_map(|wanted| wanted.strip_prefix(key));
        let (mut is_whole, mut entries) = (false, Vec::new());
        for rest in below {
            is_whole |= rest.is_empty();
            entries.extend(rest.strip_prefix('.'));
        }
        let narrow = !is_whole && !entries.is_empty();
        if is_whole || (narrow && !narrowed(section, &entries, &mut excerpt)) {
            excerpt.push_str(section);
        }
    }
    Some(excerpt)
}

/// Adds the entries of a section with these keys to an excerpt, where each begins on a line of its own; where that is
/// not sure it adds nothing and says so.
fn narrowed(section: &str, keys: &[&str], excerpt: &mut String) -> bool {
    let length = excerpt.len();
    let is_sure = add_entries(section, keys, excerpt).is_some();
    if !is_sure {
        excerpt.truncate(length);
    }
    is_sure
}

fn add_entries(section: &str, keys: &[&str], excerpt: &mut String) -> Option<()> {
    let mut lines = lines(section);
    let head = lines.next().filter(|head| head.trim_end().ends_with(':'))?;
    let (mut indent, mut is_wanted, mut has_any) = (None, false, false);
    for line in lines {
        if is_said(line) {
            let own = indent_of(line);
            let entries = *indent.get_or_insert(own);
            if !is_balanced(line) {
                return None;
            }
            if own <= entries {
                let is_entry = own == entries && entries > 0;
                is_wanted = keys.contains(&section_key(&line[own..]).filter(|_| is_entry)?);
            }
        }
        if is_wanted {
            if !has_any {
                excerpt.push_str(head);
                has_any = true;
            }
            excerpt.push_str(line);
        }
    }
    indent.map(|_| ())
}

/// Whether a line has more than blanks and a comment.
fn is_said(line: &str) -> bool {
    !matches!(line.trim_start().bytes().next(), None | Some(b'#'))
}

/// Whether what is opened in a line is closed there.
fn is_balanced(line: &str) -> bool {
    let depth = line.bytes().fold(0_isize, |depth, byte| match byte {
        b'{' | b'[' => depth + 1,
        b'}' | b']' => depth - 1,
        _ => depth,
    });
    depth == 0
}

/// The lines of a text with their ends.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The sections of a text, each with its key, without being read; nothing where a text may hold others than such as
/// begin with a key in the first column.
pub fn pieces(text: &str) -> Option<Vec<(&str, &str)>> {
    let starts = section_starts(text)?;
    let ends = starts.iter().skip(1).map(|(_, end)| *end).chain([text.len()]);
    let pieces = starts.iter().zip(ends);
    Some(
        pieces
            .map(|((key, start), end)| (*key, &text[*start..end]))
            .collect(),
    )
}

/// The keys of a text's sections, and where each begins; nothing where a line in the first column is no key.
fn section_starts(text: &str) -> Option<Vec<(&str, usize)>> {
    let bytes = text.as_bytes();
    let begin = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut starts = Vec::with_capacity(SECTIONS);
    let mut start = begin;
    for line in lines(&text[begin..]) {
        let is_lower = matches!(bytes[start], b' ' | b'\t' | b'-' | b'#' | b'\r' | b'\n');
        if !is_lower || line.starts_with("---") {
            starts.push((section_key(line)?, start));
        }
        start += line.len();
    }
    Some(starts)
}

/// Some more than a dossier has.
const SECTIONS: usize = 32;

/// The key that a line in the first column begins with.
pub(super) fn section_key(line: &str) -> Option<&str> {
    let first = line.chars().next()?;
    if !(first.is_alphanumeric() || matches!(first, '"' | '\'' | '_' | '<')) {
        return None;
    }
    let line = line.lines().next()?;
    let is_followed = |at: &usize| line.as_bytes().get(at + 1) == Some(&b' ');
    let end = memchr::memchr_iter(b':', line.as_bytes())
        .find(is_followed)
        .or_else(|| line.trim_end().strip_suffix(':').map(str::len))?;
    Some(line[..end].trim_matches(|c| c == '"' || c == '\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examples() -> Vec<String> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
        let files = walkdir::WalkDir::new(root).into_iter().flatten();
        let dossiers = files.filter(|file| {
            file.path()
                .components()
                .any(|part| part.as_os_str() == "accounts")
        });
        let dossiers = dossiers.filter(|file| file.file_type().is_file());
        dossiers
            .map(|file| std::fs::read_to_string(file.path()).expect("readable"))
            .collect()
    }

    #[test]
    fn what_is_read_of_a_section_is_what_the_whole_says() {
        for text in examples() {
            let (whole, problems) = Tree::parse(&text);
            assert!(problems.is_empty());
            let sections = Sections::of(&whole);
            assert!(sections.0.len() > 5, "{text}");
            for (id, (parent, _)) in whole.outline().iter().enumerate().step_by(7) {
                let id = super::super::NodeId(u32::try_from(id).expect("small"));
                if parent.is_none() || whole.is_key(id) {
                    continue;
                }
                let route = whole.route(id);
                let part = sections.read(&text, [&route]).expect("read");
                assert!(part.nodes.len() < whole.nodes.len());
                let (found, is_all) = part.follow(&route).expect("found");
                assert!(is_all, "{route}");
                assert_eq!(part.shown_span(found), whole.shown_span(id), "{route}");
                assert_eq!(part.route(found), route);
            }
        }
    }

    #[test]
    fn routes_that_lead_nowhere_lead_as_far_as_in_the_whole() {
        let text = "\u{feff}# first\nname: X\nneeds:\n- {need: a}\nvalue: {sales: {2025: 1}}\n# last\n";
        let (whole, _) = Tree::parse(text);
        let sections = Sections::of(&whole);
        for route in ["plan.goals[0]", "needs[3].need", "value.potential", ""] {
            let route: Route = route.parse().expect("a route");
            let part = sections.read(text, [&route]).expect("read");
            let spans = [&part, &whole].map(|tree| {
                let (found, is_all) = tree.follow(&route).expect("a node");
                (tree.shown_span(found), is_all)
            });
            assert_eq!(spans[0], spans[1], "{route}");
        }
    }

    /// What is missing is shown by the first line, which must not be shown where it is private.
    #[test]
    fn what_is_private_in_the_first_section_is_known_for_a_missing_one() {
        let text = "x-own: {private: canary}\nname: X\n";
        let (whole, _) = Tree::parse(text);
        let missing: Route = "plan".parse().expect("a route");
        let part = Sections::of(&whole).read(text, [&missing]).expect("read");
        assert_eq!(part.private_spans(), whole.private_spans());
        assert!(!part.private_spans().is_empty());
    }

    #[test]
    fn sections_between_are_read_too() {
        let text = "a: 1\nb: {private: x}\nc: 2\nd: 3\n";
        let sections = Sections::of(&Tree::parse(text).0);
        let [a, c]: [Route; 2] = ["a", "c"].map(|route| route.parse().expect("a route"));
        let part = sections.read(text, [&c, &a]).expect("read");
        assert_eq!(part.private_spans().first(), Some(&(18..19)));
        assert_eq!(part.entries(part.root().expect("a root")).count(), 3);
    }

    #[test]
    fn an_excerpt_has_the_sections_asked_for_and_no_others() {
        let text = "\u{feff}# first\r\nname: X\r\nneeds:\r\n- need: |\r\n    value: 1\r\n\r\nvalue: {a: 1,\r\n  b: 2}\r\n'tier':\r\n";
        assert_eq!(
            excerpt(text, &["name", "value", "tier"]).as_deref(),
            Some("name: X\r\nvalue: {a: 1,\r\n  b: 2}\r\n'tier':\r\n")
        );
        for text in [
            "---\nname: X\n",
            "name: X\n...\n",
            "{name: X}\n",
            "name: X\n}\n",
            "? name\n: X\n",
            "name: 'X\nvalue'\n",
        ] {
            assert_eq!(excerpt(text, &["name"]), None, "{text}");
        }
    }

    #[test]
    fn entries_of_a_section_are_told_apart_where_each_has_its_line() {
        let keys = ["name", "profile.credit", "profile.employees"];
        let text = "name: X\nprofile:\n  business: |\n    credit: 9\n\n  credit: {rating: 4}  # since 2024\n  # of people\n  markets: [a,\u{20}b]\n  employees: 12\nvalue: 1\n";
        assert_eq!(
            excerpt(text, &keys).as_deref(),
            Some("name: X\nprofile:\n  credit: {rating: 4}  # since 2024\n  # of people\n  employees: 12\n")
        );
        assert_eq!(excerpt("profile:\n  business: x\n", &keys).as_deref(), Some(""));
        for whole in [
            "profile: {credit: {rating: 4}, business: x}\n",
            "profile:  # of them\n  credit: {rating: 4}\n  business: x\n",
            "profile:\n  credit: {rating: 4,\n  note: x}\n  business: y\n",
            "profile:\n  'cre': 1\n  ? a\n  : b\n",
            "profile:\n    credit: 1\n  business: x\n",
            "profile:\n",
        ] {
            assert_eq!(excerpt(whole, &keys).as_deref(), Some(whole));
        }
    }

    #[test]
    fn a_text_is_cut_where_keys_begin() {
        let text =
            "# first\nname: X\nneeds:\n- need: |\n    value: 1\n\n# of value\nvalue: {a: 1,\n  b: 2}\n";
        let pieces = pieces(text).expect("cut");
        let expected = [
            ("name", "name: X\n"),
            ("needs", "needs:\n- need: |\n    value: 1\n\n# of value\n"),
            ("value", "value: {a: 1,\n  b: 2}\n"),
        ];
        assert_eq!(pieces, expected);
        for text in ["---\nname: X\n", "{name: X}\n", "name: 'X\nvalue'\n"] {
            assert_eq!(super::pieces(text), None, "{text}");
        }
    }

    #[test]
    fn texts_without_sections_are_read_whole() {
        for text in [
            "{a: 1, b: 2}\n",
            "'a': 1\nb: 2\n",
            "  a: 1\n  b: 2\n",
            "- a: 1\n",
            "x\n",
            "",
            "--- {a: 1}\n",
        ] {
            let sections = Sections::of(&Tree::parse(text).0);
            assert!(sections.read(text, [&Route::root()]).is_none(), "{text}");
        }
    }
}
