//! Flows: lists and maps in brackets, put together anew from what both sides say.

use std::ops::Range;

use super::Pages;
use super::piece::{comments, values};
use super::plan::{At, Part, Plan};
use super::sides::Side;
use crate::source::edit::{Page, Value};
use crate::source::tree::{Content, NodeId};

/// What a value in our brackets becomes, where conflicts are as one side has them. Nothing where it cannot
/// be told.
fn text(pages: &Pages<'_>, at: At, plan: &Plan, side: Side) -> Option<String> {
    let taken = match plan {
        Plan::Ours | Plan::Comments => Side::Ours,
        Plan::Theirs | Plan::Value => Side::Theirs,
        Plan::Conflict => side,
        Plan::Lines(_) => return None,
        Plan::Parts(parts) => return together(pages, at, parts, side),
    };
    let node = (*at.of(taken))?;
    match taken {
        Side::Ours => Some(pages.ours.text[pages.ours.tree.span(node)].to_owned()),
        taken => in_brackets(pages.of(taken), node),
    }
}

/// A value as it can stand in brackets, on one line.
fn in_brackets(page: &Page<'_>, node: NodeId) -> Option<String> {
    let source = &page.text[page.tree.span(node)];
    let children = values(page, node);
    Some(match page.tree.content(node) {
        Content::Alias => return None,
        Content::Scalar(_) if source.is_empty() => String::new(),
        Content::Scalar(scalar) => match (scalar.plain, source.starts_with(['\'', '"'])) {
            (true, _) => Value::Plain(scalar.as_str().to_owned()).in_brackets(),
            (false, true) if !source.contains('\n') => source.to_owned(),
            (false, _) => Value::text(scalar.as_str()).in_brackets(),
        },
        Content::List => {
            let items: Option<Vec<_>> = children.iter().map(|item| in_brackets(page, *item)).collect();
            format!("[{}]", items?.join(", "))
        }
        Content::Map => {
            let entries: Option<Vec<_>> = children.iter().map(|value| entry(page, *value)).collect();
            format!("{{{}}}", entries?.join(", "))
        }
    })
}

/// A map's entry as it can stand in brackets.
pub(super) fn entry(page: &Page<'_>, value: NodeId) -> Option<String> {
    Some(behind_key(page, value, &in_brackets(page, value)?))
}

/// A value behind the key that another has.
fn behind_key(page: &Page<'_>, value: NodeId, text: &str) -> String {
    match page.tree.key_of(value) {
        Some(key) => format!("{}: {text}", &page.text[page.tree.span(key)])
            .trim_end()
            .to_owned(),
        None => text.to_owned(),
    }
}

/// Our list or map in brackets with its parts as they become, and between them what stands there now.
pub(super) fn together(pages: &Pages<'_>, at: At, parts: &[Part], side: Side) -> Option<String> {
    let (page, node) = (pages.ours, at.ours?);
    let span = page.tree.span(node);
    let extents: Vec<_> = values(page, node)
        .into_iter()
        .map(|value| extent(page, value))
        .collect();
    let is_alike = parts.len() == extents.len()
        && parts
            .iter()
            .all(|part| taken(&part.plan, part.at, side).is_some());
    let has_comments = !comments(page, span.clone()).is_empty();
    if !page.is_flow(node) || (has_comments && !is_alike) {
        return None;
    }
    let (begin, end) = match (extents.first(), extents.last()) {
        (Some(first), Some(last)) => (first.start, last.end),
        _ => (span.start + 1, span.end - 1),
    };
    let usual = match page.text[span.start..begin].rsplit_once('\n') {
        Some((_, indent)) => format!(",\n{indent}"),
        None => ", ".to_owned(),
    };
    let mut text = String::new();
    for part in parts {
        let Some(new) = text_of(pages, part, side)? else {
            continue;
        };
        if !text.is_empty() {
            text.push_str(gap_before(page, part).unwrap_or(&usual));
        }
        text.push_str(&new);
    }
    let (open, close) = match text.is_empty() {
        true => (span.start + 1, span.end - 1),
        false => (begin, end),
    };
    Some(format!(
        "{}{text}{}",
        &page.text[span.start..open],
        &page.text[close..span.end]
    ))
}

/// What stands in our brackets between a part and the one before it.
fn gap_before<'s>(page: &Page<'s>, part: &Part) -> Option<&'s str> {
    let own = part.at.ours?;
    let siblings = values(page, page.tree.parent(own)?);
    let before = siblings.iter().position(|value| *value == own)?.checked_sub(1)?;
    Some(&page.text[extent(page, siblings[before]).end..extent(page, own).start])
}

/// The side whose text a part has, with the value there; nothing where it goes or is not there.
fn taken(plan: &Plan, at: At, side: Side) -> Option<(Side, NodeId)> {
    let side = match plan {
        Plan::Ours | Plan::Comments | Plan::Lines(_) | Plan::Parts(_) => Side::Ours,
        Plan::Theirs | Plan::Value => Side::Theirs,
        Plan::Conflict => side,
    };
    Some((side, (*at.of(side))?))
}

/// The text of a part, with its key if it is an entry; nothing inside where it goes.
fn text_of(pages: &Pages<'_>, part: &Part, side: Side) -> Option<Option<String>> {
    let Some((taken, node)) = taken(&part.plan, part.at, side) else {
        return Some(None);
    };
    let is_ours = taken == Side::Ours && !matches!(part.plan, Plan::Parts(_));
    Some(Some(match is_ours {
        true => pages.ours.text[extent(pages.ours, node)].to_owned(),
        false => behind_key(pages.of(taken), node, &text(pages, part.at, &part.plan, side)?),
    }))
}

/// From the key of a value in brackets, if it has one, to its end.
fn extent(page: &Page<'_>, value: NodeId) -> Range<usize> {
    let begin = page.tree.key_of(value).unwrap_or(value);
    page.tree.span(begin).start..page.tail(value)
}
