//! Removing: an entry of a map or an item of a list, with the comments that belong to it.

use super::page::Page;
use super::{Refusal, flow};
use crate::source::route::Route;
use crate::source::tree::{Content, NodeId};

/// A text without what stands at a place.
pub(super) fn remove(page: &Page<'_>, at: &Route) -> Result<String, Refusal> {
    let (value, rest) = page.reach(at)?;
    let Some(parent) = page.tree.parent(value).filter(|_| rest.is_empty()) else {
        return Err(page.refusal(value, format!("there is no `{at}` to remove")));
    };
    let begin = page.tree.key_of(value).unwrap_or(value);
    if page.is_flow(parent) {
        return Ok(flow::remove(page, parent, begin, value));
    }
    let is_only = page.tree.first(parent) == Some(begin) && page.tree.next(value).is_none();
    let start = match begin == value {
        true => page.dash(value),
        false => Some(page.tree.span(begin).start),
    };
    match start {
        Some(start) if is_only => empty(page, parent, start, value),
        Some(start) if page.begins_line(start) => Ok(cut_lines(page, start, value)),
        Some(start) => cut_first(page, start, value),
        None => Err(page.refusal(value, "the dash before this item cannot be told; edit it by hand")),
    }
}

/// Cuts the lines of an entry or item, and the comments that belong to it.
fn cut_lines(page: &Page<'_>, start: usize, value: NodeId) -> String {
    let from = page.comments_above(page.line_start(start));
    let mut to = page.after(value, page.column(start));
    // Blank lines above are enough: those below go.
    let above = &page.text[page.line_start(from.saturating_sub(1).max(page.begin()))..from];
    let is_parted = above.ends_with('\n') && above.trim().is_empty();
    while is_parted && to < page.text.len() && page.text[to..page.line_end(to)].trim().is_empty() {
        to = page.line_end(to);
    }
    format!("{}{}", &page.text[..from], &page.text[to..])
}

/// Cuts the first entry of an item, which shares its line with the dash: the next one takes its place.
fn cut_first(page: &Page<'_>, start: usize, value: NodeId) -> Result<String, Refusal> {
    let next = page.tree.next(value).map(|next| page.tree.span(next).start);
    let is_uncommented = |next: &usize| !page.text[page.tail(value)..*next].contains('#');
    match next.filter(is_uncommented) {
        Some(next) => Ok(format!("{}{}", &page.text[..start], &page.text[next..])),
        None => Err(page.refusal(
            value,
            "this shares its line with a dash, and a comment follows; move the comment first",
        )),
    }
}

/// What held only this is now an empty list or map.
fn empty(page: &Page<'_>, parent: NodeId, start: usize, value: NodeId) -> Result<String, Refusal> {
    let opening = page.opening(parent).filter(|opening| {
        page.line_start(*opening) != page.line_start(start) && page.tree.key_of(parent).is_some()
    });
    let Some(opening) = opening else {
        return Err(page.refusal(value, "nothing would be left here; remove what holds it"));
    };
    let brackets = match page.tree.content(parent) {
        Content::List => " []",
        _ => " {}",
    };
    let line_end = page.line_end(opening);
    let key_column = page
        .tree
        .key_of(parent)
        .map_or(0, |key| page.column(page.tree.span(key).start));
    let comments = page.comments_above(page.line_start(start)).max(line_end);
    Ok(format!(
        "{}{brackets}{}{}",
        &page.text[..opening],
        &page.text[opening..comments],
        &page.text[page.after(value, key_column)..]
    ))
}
