//! Writing: appending to a list, setting a value, adding the keys that lead to it.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::page::Page;
use super::print::{self, Printed};
use super::value::Value;
use super::{Refusal, flow, place_among};
use crate::source::route::{Route, Step};
use crate::source::tree::{Content, NodeId};

/// A text with one more item in a list.
pub(super) fn append(
    page: &Page<'_>,
    list: &Route,
    item: &Value,
    sections: &[&str],
) -> Result<String, Refusal> {
    let (node, rest) = page.reach(list)?;
    let is_list = rest.is_empty() && page.tree.content(node) == Content::List;
    let is_nothing = page.tree.is_null(node);
    if rest.is_empty() && !is_list && !is_nothing {
        return Err(page.refusal(node, "this is no list, so nothing can be appended to it"));
    }
    let has_lines = page.text[page.tree.span(node)].contains('\n');
    match page.tree.first(node).filter(|_| is_list) {
        None if is_list && (has_lines || page.is_in_flow(node)) => {
            Ok(flow::insert(page, node, &print::flow(item)))
        }
        None => put(page, node, rest, &Value::List(vec![item.clone()]), sections),
        Some(_) if page.is_flow(node) => Ok(flow::insert(page, node, &print::flow(item))),
        Some(_) if page.is_in_flow(node) => Err(unusual(page, node)),
        Some(_) => match page.tree.children(node).last() {
            Some(last) => insert_below(page, node, last, item),
            None => Err(unsure_dashes(page, node)),
        },
    }
}

/// A text with one more item at its place in a list that is sorted by a key of its items.
pub(super) fn insert(
    page: &Page<'_>,
    list: &Route,
    by: &str,
    item: &Value,
    sections: &[&str],
) -> Result<String, Refusal> {
    let (node, rest) = page.reach(list)?;
    let is_list = rest.is_empty() && page.tree.content(node) == Content::List;
    let items: Vec<NodeId> = page.tree.children(node).filter(|_| is_list).collect();
    let place = place_among(items.iter().map(|item| key_of(page, *item, by)), item.entry(by));
    let Some((place, next)) = place.and_then(|place| Some((place, *items.get(place)?))) else {
        return append(page, list, item, sections);
    };
    let before = place.checked_sub(1).and_then(|before| items.get(before));
    match before {
        _ if page.is_flow(node) => Ok(flow::insert_before(page, next, &print::flow(item))),
        _ if page.is_in_flow(node) => Err(unusual(page, node)),
        Some(before) => insert_below(page, node, *before, item),
        None => insert_above(page, node, next, item),
    }
}

/// The text of an item's entry.
fn key_of<'p>(page: &'p Page<'_>, item: NodeId, key: &str) -> Option<&'p str> {
    if page.tree.content(item) != Content::Map {
        return None;
    }
    let (_, value) = page.tree.entry(item, key)?;
    Some(page.tree.scalar(value)?.as_str())
}

/// A text with another value at a place.
pub(super) fn set(page: &Page<'_>, at: &Route, value: &Value, sections: &[&str]) -> Result<String, Refusal> {
    let (node, rest) = page.reach(at)?;
    put(page, node, rest, value, sections)
}

/// Writes a value at what is left of a route after the deepest node that is there.
fn put(
    page: &Page<'_>,
    node: NodeId,
    rest: &[Step],
    value: &Value,
    sections: &[&str],
) -> Result<String, Refusal> {
    let Some((step, deeper)) = rest.split_first() else {
        return replace(page, node, value);
    };
    let Step::Key(key) = step else {
        return Err(page.refusal(
            node,
            format!("there is no item {}", Route::from(vec![step.clone()])),
        ));
    };
    let value = nested(page, node, deeper, value)?;
    match page.tree.content(node) {
        Content::Map if page.is_flow(node) => Ok(flow::insert(page, node, &print::flow_entry(key, &value))),
        Content::Map if page.is_in_flow(node) => Err(unusual(page, node)),
        Content::Map => Ok(add_entry(page, node, key, &value, sections)),
        Content::Scalar(_) if page.tree.is_null(node) => {
            replace(page, node, &Value::Map(vec![(key.clone(), value)]))
        }
        _ => Err(page.refusal(node, format!("`{key}` is wanted here, but this is no map"))),
    }
}

/// A value with the maps that lead to it, none of which is there.
fn nested(page: &Page<'_>, node: NodeId, steps: &[Step], value: &Value) -> Result<Value, Refusal> {
    steps
        .iter()
        .rev()
        .try_fold(value.clone(), |value, step| match step {
            Step::Key(key) => Ok(Value::Map(vec![(key.clone(), value)])),
            Step::Index(_) => Err(page.refusal(node, "there is no such list, so it has no items")),
        })
}

fn unusual(page: &Page<'_>, node: NodeId) -> Refusal {
    page.refusal(
        node,
        "a map without braces stands within brackets here; put it in braces first",
    )
}

/// One more item below another one of a list that is a block.
fn insert_below(page: &Page<'_>, list: NodeId, above: NodeId, item: &Value) -> Result<String, Refusal> {
    let (column, lines) = item_beside(page, list, above, item)?;
    Ok(insert_lines(page, page.after(above, column), &lines))
}

/// One more item above the first one of a list that is a block, and the comments that belong to it.
fn insert_above(page: &Page<'_>, list: NodeId, first: NodeId, item: &Value) -> Result<String, Refusal> {
    let (_, lines) = item_beside(page, list, first, item)?;
    match page.dash(first).filter(|dash| page.begins_line(*dash)) {
        Some(dash) => {
            let line = page.line_start(dash);
            Ok(insert_lines(page, page.comments_above(line), &lines))
        }
        None => Err(unsure_dashes(page, list)),
    }
}

/// The lines of an item laid out as another one of its list, and the column of their dashes.
fn item_beside(
    page: &Page<'_>,
    list: NodeId,
    other: NodeId,
    item: &Value,
) -> Result<(usize, Vec<String>), Refusal> {
    let dash = page.dash(other).ok_or_else(|| unsure_dashes(page, list))?;
    let column = page.column(dash);
    let wants_flow = page.is_flow(other) && page.tree.content(other) == Content::Map;
    let flow_within = wants_flow.then(|| widest(page, list).max(print::WIDTH));
    let lines = print::item(item, column, page.list_style(Some(list)), flow_within);
    Ok((column, lines))
}

/// The cells of a list's widest item that stands on one line: its author does not mind lines so long.
fn widest(page: &Page<'_>, list: NodeId) -> usize {
    let spans = page.tree.children(list).map(|item| page.tree.span(item));
    let lines = spans
        .filter(|span| !page.text[span.clone()].contains('\n'))
        .map(|span| page.text[page.line_start(span.start)..span.end].width());
    lines.max().unwrap_or(0)
}

fn unsure_dashes(page: &Page<'_>, list: NodeId) -> Refusal {
    page.refusal(list, "the dashes of this list cannot be told; edit it by hand")
}

/// Adds an entry to a map that is a block: a top-level one at its place in the format, others at the end.
fn add_entry(page: &Page<'_>, map: NodeId, key: &str, value: &Value, sections: &[&str]) -> String {
    let column = page.key_column(map);
    let mut lines = print::entry(key, value, column, page.list_style(None));
    let order = if map == page.root { sections } else { &[] };
    match predecessor(page, map, key, order) {
        Some(before) => {
            if wants_blank_line(page, map, &lines, before) {
                lines.insert(0, String::new());
            }
            insert_lines(page, page.after(before, column), &lines)
        }
        None => {
            let first = page.tree.first(map).map_or(0, |key| page.tree.span(key).start);
            insert_lines(page, page.line_start(first), &lines)
        }
    }
}

/// Whether a new section is parted from the one above it, as the others are.
fn wants_blank_line(page: &Page<'_>, map: NodeId, lines: &[String], before: NodeId) -> bool {
    map == page.root && lines.len() > 1 && !page.takes_blank_lines(before) && has_airy_sections(page)
}

/// The value after which a new entry goes: that of the key closest before it in the order, or the last one
/// where the order does not have the key.
fn predecessor(page: &Page<'_>, map: NodeId, key: &str, order: &[&str]) -> Option<NodeId> {
    let rank = |key: &str| order.iter().position(|known| *known == key);
    let Some(own) = rank(key) else {
        return page.tree.entries(map).last().map(|(_, value)| value);
    };
    page.tree
        .entries(map)
        .filter_map(|(key, value)| Some((rank(page.tree.scalar(key)?.as_str())?, value)))
        .filter(|(rank, _)| *rank < own)
        .max()
        .map(|(_, value)| value)
}

/// Whether there are blank lines between sections.
fn has_airy_sections(page: &Page<'_>) -> bool {
    let entries = page.tree.entries(page.root);
    let following = page.tree.entries(page.root).skip(1);
    entries.zip(following).any(|((_, value), (next, _))| {
        let end = page.line_end(page.tail(value));
        let gap = page.text.get(end..page.tree.span(next).start);
        gap.is_some_and(|gap| gap.lines().any(|line| line.trim().is_empty()))
    })
}

/// Puts lines where a line begins. A text without an end of its last line stays without.
fn insert_lines(page: &Page<'_>, at: usize, lines: &[String]) -> String {
    let newline = page.newline();
    let (before, after) = page.text.split_at(at);
    let added = lines.join(newline);
    let is_unended = !before.is_empty() && before != "\u{feff}" && !before.ends_with('\n');
    match is_unended {
        true => format!("{before}{newline}{added}"),
        false => format!("{before}{added}{newline}{after}"),
    }
}

/// Writes a value over the one of a node.
fn replace(page: &Page<'_>, node: NodeId, value: &Value) -> Result<String, Refusal> {
    let span = page.tree.span(node);
    let is_scalar = matches!(page.tree.content(node), Content::Scalar(_));
    let is_short = page.is_flow(node) && !page.text[span].contains('\n');
    if !is_scalar && !is_short {
        let why = "a list or map of several lines stands here, which is not overwritten; change its entries, or remove it first";
        return Err(page.refusal(node, why));
    }
    if page.is_in_flow(node) {
        return replace_in_flow(page, node, value);
    }
    let printed = match (page.tree.parent(node), page.opening(node)) {
        (Some(parent), Some(_)) => print_over(page, node, parent, value),
        _ => {
            return Err(page.refusal(
                node,
                "the colon or dash before this value cannot be told; edit it by hand",
            ));
        }
    };
    Ok(match page.literal_head(node) {
        Some(head) => replace_literal(page, node, head, &printed),
        None => replace_scalar(page, node, &printed),
    })
}

fn replace_in_flow(page: &Page<'_>, node: NodeId, value: &Value) -> Result<String, Refusal> {
    let span = page.tree.span(node);
    let text = in_old_quotes(page, node, value).unwrap_or_else(|| print::flow(value));
    if !span.is_empty() {
        return Ok(format!(
            "{}{text}{}",
            &page.text[..span.start],
            &page.text[span.end..]
        ));
    }
    match page.opening(node) {
        Some(at) => Ok(format!("{} {text}{}", &page.text[..at], &page.text[at..])),
        None => Err(page.refusal(node, "no colon follows the key here; add it first")),
    }
}

/// Text in the quotes of the text it replaces, if that has some.
fn in_old_quotes(page: &Page<'_>, node: NodeId, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => print::quoted_alike(&page.text[page.tree.span(node)], text),
        _ => None,
    }
}

fn print_over(page: &Page<'_>, node: NodeId, parent: NodeId, value: &Value) -> Printed {
    if let Some(head) = in_old_quotes(page, node, value) {
        return Printed::inline(head);
    }
    let column = match (page.tree.content(parent), page.dash(node)) {
        (Content::List, Some(dash)) => page.column(dash),
        _ => page.key_column(parent),
    };
    print::block(value, column, page.list_style(None))
}

/// The old text in the literal style goes, its head's comment stays.
fn replace_literal(page: &Page<'_>, node: NodeId, head: usize, printed: &Printed) -> String {
    let text = page.text;
    let head_end = head
        + text[head..]
            .find(char::is_whitespace)
            .unwrap_or(text.len() - head);
    let rest_of_line = &text[head_end..page.line_end(head)];
    let kept = format!(
        "{}{}{rest_of_line}",
        text[..head].trim_end_matches(' '),
        lead_in(printed)
    );
    join(
        page,
        &kept,
        &printed.below,
        &text[page.line_end(page.tail(node))..],
    )
}

fn replace_scalar(page: &Page<'_>, node: NodeId, printed: &Printed) -> String {
    let text = page.text;
    let span = page.tree.span(node);
    let (start, end) = match (span.is_empty(), page.opening(node)) {
        (true, Some(opening)) => (opening, opening),
        _ => (span.start, span.end),
    };
    let line_end = page.line_end(end);
    let rest_of_line = comment_in_column(&text[end..line_end], &text[start..end], &printed.head);
    let before = text[..start].trim_end_matches(' ');
    let kept = format!("{before}{}{rest_of_line}", lead_in(printed));
    join(page, &kept, &printed.below, &text[line_end..])
}

/// What follows a value on its line: a comment that stands in a column, by more than one space, stays there
/// as far as the new value lets it.
fn comment_in_column<'t>(rest: &'t str, old: &str, new: &str) -> Cow<'t, str> {
    let comment = rest.trim_start_matches(' ');
    let gap = rest.len() - comment.len();
    if gap < 2 || !comment.starts_with('#') || old.is_empty() || new.is_empty() {
        return Cow::Borrowed(rest);
    }
    let gap = (gap + old.width()).saturating_sub(new.width()).max(1);
    Cow::Owned(format!("{}{comment}", " ".repeat(gap)))
}

/// What stands behind the colon: a space and the value's first line, if it has one there.
fn lead_in(printed: &Printed) -> String {
    match printed.head.as_str() {
        "" => String::new(),
        head => format!(" {head}"),
    }
}

/// A line, lines below it, and the text from there on. A last line without an end stays without.
fn join(page: &Page<'_>, line: &str, below: &[String], rest: &str) -> String {
    let newline = page.newline();
    let bare = line.trim_end_matches(['\r', '\n']);
    let end = match (rest.is_empty() && !page.text.ends_with('\n'), &line[bare.len()..]) {
        (true, _) => "",
        (false, "") => newline,
        (false, end) => end,
    };
    let below: String = below.iter().map(|line| format!("{newline}{line}")).collect();
    format!("{bare}{below}{end}{rest}")
}
