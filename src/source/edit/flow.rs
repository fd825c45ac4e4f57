//! Flows: lists and maps in brackets, on one line or on many.

use super::page::Page;
use crate::source::tree::NodeId;

/// A text with one more entry or item at the end of a collection in brackets.
pub(super) fn insert(page: &Page<'_>, flow: NodeId, new: &str) -> String {
    let span = page.tree.span(flow);
    let close = span.end - 1;
    let Some(last) = page.tree.children(flow).last() else {
        return splice(page.text, span.start + 1, new);
    };
    let end = page.tail(last);
    let comma = page
        .token(end..close)
        .filter(|(_, c)| *c == ',')
        .map(|(at, _)| at);
    let begin = page.tree.key_of(last).unwrap_or(last);
    let has_own_lines = page.text[end..close].contains('\n');
    match (has_own_lines, comma) {
        (false, Some(comma)) => splice(page.text, comma + 1, &format!(" {new}")),
        (false, None) => splice(page.text, end, &format!(", {new}")),
        (true, comma) => {
            let line = page.line_start(page.tree.span(begin).start);
            let indent = page.text[line..].len() - page.text[line..].trim_start_matches(' ').len();
            let ending = if comma.is_some() { "," } else { "" };
            let line = format!("{}{new}{ending}{}", " ".repeat(indent), page.newline());
            let text = splice(page.text, page.line_end(comma.unwrap_or(end)), &line);
            match comma {
                Some(_) => text,
                None => splice(&text, end, ","),
            }
        }
    }
}

/// A text with one more item before another one of a list in brackets.
pub(super) fn insert_before(page: &Page<'_>, next: NodeId, new: &str) -> String {
    let start = page.tree.span(next).start;
    if !page.begins_line(start) {
        return splice(page.text, start, &format!("{new}, "));
    }
    let line = page.line_start(start);
    let indent = &page.text[line..start];
    let line_of_its_own = format!("{indent}{new},{}", page.newline());
    splice(page.text, page.comments_above(line), &line_of_its_own)
}

/// A text without one entry or item of a collection in brackets; `begin` is its first node.
pub(super) fn remove(page: &Page<'_>, flow: NodeId, begin: NodeId, value: NodeId) -> String {
    let start = page.tree.span(begin).start;
    let end = page.tail(value);
    let close = page.tree.span(flow).end - 1;
    let comma = page
        .token(end..close)
        .filter(|(_, c)| *c == ',')
        .map(|(at, _)| at);
    let before = page.tree.children(flow).take_while(|node| *node != begin).last();
    if let Some((from, to)) = own_lines(page, start, comma.map_or(end, |comma| comma + 1)) {
        return cut(page.text, from, to);
    }
    match (comma, before) {
        (Some(comma), _) if page.tree.next(value).is_some() => {
            let blanks = page.text[comma + 1..].len() - page.text[comma + 1..].trim_start_matches(' ').len();
            cut(page.text, start, comma + 1 + blanks)
        }
        (_, Some(before)) => cut(page.text, page.tail(before), end),
        (_, None) => cut(page.text, page.tree.span(flow).start + 1, close),
    }
}

/// The lines that something has for itself, but for a comment behind it.
fn own_lines(page: &Page<'_>, start: usize, end: usize) -> Option<(usize, usize)> {
    let line_end = page.line_end(end);
    let is_alone = page.begins_line(start) && page.token(end..line_end).is_none();
    is_alone.then(|| (page.line_start(start), line_end))
}

fn splice(text: &str, at: usize, new: &str) -> String {
    let (before, after) = text.split_at(at);
    format!("{before}{new}{after}")
}

fn cut(text: &str, from: usize, to: usize) -> String {
    format!("{}{}", &text[..from], &text[to..])
}
