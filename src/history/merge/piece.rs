//! Pieces: the text of a list's items and a map's entries, each with the comments and blank lines above it.

use std::ops::Range;

use crate::source::edit::Page;
use crate::source::tree::{Content, NodeId};

/// A list or map without brackets, taken to pieces: nothing of its text is in none of them.
#[derive(Debug)]
pub(super) struct Pieces {
    /// Up to the end of the line that its key or dash stands on.
    pub(super) head: Range<usize>,
    /// Its items or entries.
    pub(super) all: Vec<Piece>,
    /// What follows the last one: comments.
    pub(super) tail: Range<usize>,
    /// The column of its keys or dashes.
    pub(super) column: usize,
    /// The first piece stands on the line of the dash above.
    pub(super) begins_beside: bool,
}

/// An item or entry.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its value.
    pub(super) value: NodeId,
    /// The comments and blank lines above it.
    pub(super) lead: Range<usize>,
    /// From its key or dash to the end of its last line.
    pub(super) body: Range<usize>,
}

impl Pieces {
    /// Takes a collection to pieces, of which the text is known: from its key or dash to its last line.
    /// Nothing where it has brackets, is empty, or where two pieces share a line.
    pub(super) fn of(page: &Page<'_>, collection: NodeId, whole: Range<usize>) -> Option<Self> {
        let children = values(page, collection);
        if page.is_flow(collection) || children.is_empty() {
            return None;
        }
        let bodies: Option<Vec<Range<usize>>> = children.iter().map(|value| body(page, *value)).collect();
        let bodies = bodies?;
        let first = bodies[0].start;
        let is_root = collection == page.root;
        let begins_beside = !is_root && !page.begins_line(first);
        let head = match (is_root, begins_beside) {
            (true, _) => whole.start,
            (false, true) => first,
            (false, false) => page.line_end(page.opening(collection)?),
        };
        let mut end = head;
        let mut all = Vec::with_capacity(children.len());
        for (value, body) in children.into_iter().zip(bodies) {
            let line = match page.begins_line(body.start) {
                true => page.line_start(body.start),
                false if all.is_empty() && begins_beside => body.start,
                false => return None,
            };
            let lead = (end <= line).then_some(end..line)?;
            end = body.end;
            all.push(Piece { value, lead, body });
        }
        Some(Self {
            head: whole.start..head,
            all,
            tail: (end <= whole.end).then_some(end..whole.end)?,
            column: page.column(first),
            begins_beside,
        })
    }

    /// The piece of a value.
    pub(super) fn of_value(&self, value: NodeId) -> Option<&Piece> {
        let at = self.all.binary_search_by_key(&value, |piece| piece.value).ok()?;
        self.all.get(at)
    }
}

/// The items of a list, or the values of a map.
pub(super) fn values(page: &Page<'_>, collection: NodeId) -> Vec<NodeId> {
    match page.tree.content(collection) {
        Content::Map => page.tree.entries(collection).map(|(_, value)| value).collect(),
        _ => page.tree.children(collection).collect(),
    }
}

/// From the key or dash of a value that stands without brackets to the end of its last line, with what is
/// indented below it. The root is the whole text.
pub(super) fn body(page: &Page<'_>, value: NodeId) -> Option<Range<usize>> {
    let begin = match page.tree.parent(value) {
        None => return Some(page.begin()..page.text.len()),
        Some(parent) if page.tree.content(parent) == Content::Map => {
            page.tree.span(page.tree.key_of(value)?).start
        }
        Some(_) => page.dash(value)?,
    };
    Some(begin..page.after(value, page.column(begin)))
}

/// The text of a value as it is written, wherever it stands: what its lines have before its own column
/// does not count.
pub(super) fn written(page: &Page<'_>, value: NodeId) -> Option<String> {
    let place = place(page, value)?;
    Some(shifted(&page.text[place.clone()], page.column(place.start), 0))
}

/// Where a value is written: within brackets itself, else with its key or dash.
pub(super) fn place(page: &Page<'_>, value: NodeId) -> Option<Range<usize>> {
    let is_in_brackets = page.tree.parent(value).is_some_and(|parent| page.is_flow(parent));
    match is_in_brackets {
        true => Some(page.tree.span(value)),
        false => body(page, value),
    }
}

/// The same with the comments directly above it.
pub(super) fn place_with_comments(page: &Page<'_>, value: NodeId) -> Option<Range<usize>> {
    let place = place(page, value)?;
    let begin = match page.begins_line(place.start) {
        true => page.comments_above(page.line_start(place.start)),
        false => place.start,
    };
    Some(begin..place.end)
}

/// The comments within a part of a text, from their `#` on.
pub(super) fn comments<'s>(page: &Page<'s>, part: Range<usize>) -> Vec<&'s str> {
    let begin = part.start;
    let found = signs(&page.text[part]).into_iter();
    found
        .filter(|(at, _)| !page.tree.is_inside_scalar(begin + at))
        .map(|(_, comment)| comment)
        .collect()
}

/// What looks like a comment in a text, and where: it may be a text of several lines that has such a line.
pub(super) fn signs(text: &str) -> Vec<(usize, &str)> {
    let begins = |at: usize| at == 0 || text[..at].ends_with([' ', '\t', '\n']);
    let signs = text.match_indices('#').filter(|(at, _)| begins(*at));
    signs
        .map(|(at, _)| (at, text[at..].lines().next().unwrap_or_default().trim_end()))
        .collect()
}

/// A text whose lines but the first stand so many columns further right or left. What stands to the left
/// of its column already goes as far as it can.
pub(super) fn shifted(text: &str, from: usize, to: usize) -> String {
    let mut lines = text.split_inclusive('\n');
    let mut shifted = lines.next().unwrap_or_default().to_owned();
    lines.for_each(|line| shifted.push_str(&moved(line, from, to)));
    shifted
}

/// Whole lines that stand so many columns further right or left.
pub(super) fn all_shifted(text: &str, from: usize, to: usize) -> String {
    let lines = text.split_inclusive('\n');
    lines.map(|line| moved(line, from, to)).collect()
}

/// A line with its indentation changed; one that is blank stays so.
pub(super) fn moved(line: &str, from: usize, to: usize) -> String {
    let words = line.trim_start_matches(' ');
    if words.trim().is_empty() {
        return line.to_owned();
    }
    let indent = line.len() - words.len();
    format!("{}{words}", " ".repeat((indent + to).saturating_sub(from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the pieces of what stands first in a text: head, then lead and body of each, then tail.
    fn pieces(text: &str) -> Option<Vec<&str>> {
        let page = Page::read(text).expect("sound YAML");
        let list = values(&page, page.root)[0];
        let pieces = Pieces::of(&page, list, body(&page, list)?)?;
        let all = pieces
            .all
            .iter()
            .flat_map(|piece| [piece.lead.clone(), piece.body.clone()]);
        let ranges = std::iter::once(pieces.head).chain(all).chain([pieces.tail]);
        Some(ranges.map(|range| &text[range]).collect())
    }

    #[test]
    fn a_list_falls_to_pieces_without_a_rest() {
        let text = "a:  # c\n  # x\n  - b: 1\n    c: 2\n\n  -   d  # e\n  # y\n# z\nn: 1\n";
        let found = pieces(text).expect("pieces");
        assert_eq!(
            found,
            [
                "a:  # c\n",
                "  # x\n",
                "- b: 1\n    c: 2\n",
                "\n",
                "-   d  # e\n",
                "  # y\n"
            ]
        );
    }

    #[test]
    fn what_shares_a_line_does_not() {
        assert_eq!(pieces("a: [b, c]\n"), None);
        assert_eq!(pieces("a: []\n"), None);
        assert_eq!(pieces("- a: 1\n"), Some(vec!["- ", "", "a: 1\n", ""]));
    }

    #[test]
    fn comments_are_told_from_text() {
        let text = "a: 'x # y'  # one\nb: z#z\nc: |\n  # text\n# two\n";
        let page = Page::read(text).expect("sound YAML");
        assert_eq!(comments(&page, 0..text.len()), ["# one", "# two"]);
    }

    #[test]
    fn lines_move_together() {
        assert_eq!(shifted("- a\n    b\n\n  c\n", 2, 4), "- a\n      b\n\n    c\n");
        assert_eq!(all_shifted("  # a\n", 2, 0), "# a\n");
        assert_eq!(all_shifted(" # a\n", 2, 0), "# a\n");
    }
}
