//! Plan: which side has the say, entry by entry and item by item.
//!
//! What one side changed is changed, what both changed alike is so; both sides' changes of one map or list
//! are told apart by its entries and items. What is left are conflicts.

use std::ops::Range;

use super::piece::{comments, place, place_with_comments, values, written};
use super::sides::{Side, Sides};
use super::{Pages, entries, items, lines};
use crate::source::edit::Page;
use crate::source::tree::{Content, NodeId};

/// Where a value stands in each text, if it is there.
pub(super) type At = Sides<Option<NodeId>>;

/// What becomes of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Plan {
    /// It is as ours has it, or is not there.
    Ours,
    /// It is as theirs has it, or is not there.
    Theirs,
    /// It says what theirs says, and ours has new comments around it.
    Value,
    /// It says what ours says, and theirs has new comments around it.
    Comments,
    /// Both sides have changed it, each its own way.
    Conflict,
    /// Both sides have changed lines of a text; this is its entry or item with all of them.
    Lines(String),
    /// Both sides have changed a list or map: this becomes of its items or entries.
    Parts(Vec<Part>),
}

/// An item or entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its value.
    pub(super) at: At,
    /// What it is found by in what the texts say.
    pub(super) name: Name,
    /// What becomes of it.
    pub(super) plan: Plan,
}

/// What an item or entry is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// An entry's key.
    Key(String),
    /// An item's number.
    Item(Sides<Option<usize>>),
}

impl Plan {
    /// Whether anything is in conflict.
    pub(super) fn has_conflict(&self) -> bool {
        match self {
            Self::Conflict => true,
            Self::Parts(parts) => parts.iter().any(|part| part.plan.has_conflict()),
            _ => false,
        }
    }
}

/// The plan for a whole file. Nothing where its layout cannot be told. `name` is what a list would be called
/// that the file consists of, as one of the library does.
pub(super) fn whole(pages: &Pages<'_>, name: &str) -> Option<Plan> {
    value(pages, pages.map(|page| Some(page.root)), Some(name))
}

/// The plan for an item or entry. `list` is the key that a list stands under.
pub(super) fn part(pages: &Pages<'_>, at: At, list: Option<&str>) -> Option<Plan> {
    match at {
        Sides {
            ours: Some(_),
            theirs: Some(_),
            ..
        } => value(pages, at, list),
        Sides {
            base: Some(_),
            ours: Some(_),
            ..
        } => Some(match is_left_alone(pages, at, Side::Ours) {
            true => Plan::Theirs,
            false => Plan::Conflict,
        }),
        Sides {
            base: Some(_),
            theirs: Some(_),
            ..
        } => Some(match is_left_alone(pages, at, Side::Theirs) {
            true => Plan::Ours,
            false => Plan::Conflict,
        }),
        Sides { theirs: Some(_), .. } => Some(Plan::Theirs),
        _ => Some(Plan::Ours),
    }
}

/// Whether a side did not touch what the other took away, so that nobody's words are lost with it.
fn is_left_alone(pages: &Pages<'_>, at: At, side: Side) -> bool {
    is_as_before(pages, at, side) && !has_new(pages, at, side, place_with_comments)
}

/// Whether a side says what the ancestor said, however it is written.
fn is_as_before(pages: &Pages<'_>, at: At, side: Side) -> bool {
    say_same(pages, at, Side::Base, side)
}

fn say_same(pages: &Pages<'_>, at: At, one: Side, other: Side) -> bool {
    match (at.of(one), at.of(other)) {
        (Some(node), Some(there)) => {
            let (page, other) = (pages.of(one), pages.of(other));
            page.tree.says_same(*node, &other.tree, *there)
        }
        _ => false,
    }
}

/// The plan for what both sides have.
fn value(pages: &Pages<'_>, at: At, list: Option<&str>) -> Option<Plan> {
    let write = |side| match at.of(side) {
        Some(node) => written(pages.of(side), *node).map(Some),
        None => Some(None),
    };
    let texts = Sides {
        base: write(Side::Base)?,
        ours: write(Side::Ours)?,
        theirs: write(Side::Theirs)?,
    };
    match texts.each_ref().settled() {
        Some(text) if *text == texts.ours => return Some(Plan::Ours),
        Some(_) => return Some(Plan::Theirs),
        None => {}
    }
    let list = list.filter(|_| both_have(pages, at, Content::List));
    if list.is_none() && !both_have(pages, at, Content::Map) {
        return Some(single(pages, at, texts));
    }
    if is_nothing_yet(pages, at, Side::Theirs) {
        return Some(Plan::Ours);
    }
    if is_nothing_yet(pages, at, Side::Ours) || is_but_put_in_brackets(pages, at) {
        return Some(Plan::Theirs);
    }
    match list {
        Some(key) => items::plan(pages, at, key),
        None => entries::plan(pages, at),
    }
}

fn both_have(pages: &Pages<'_>, at: At, content: Content<'_, '_>) -> bool {
    [Side::Ours, Side::Theirs].into_iter().all(|side| {
        let found = at.of(side).map(|node| pages.of(side).tree.content(node));
        found == Some(content)
    })
}

/// Whether a side has an empty list or map where there was nothing to take away.
fn is_nothing_yet(pages: &Pages<'_>, at: At, side: Side) -> bool {
    let is_empty = |side| {
        at.of(side)
            .is_none_or(|node| values(pages.of(side), node).is_empty())
    };
    is_empty(side) && is_empty(Side::Base)
}

/// Whether ours says what it said, now in brackets, in which comments that theirs has new have no place.
fn is_but_put_in_brackets(pages: &Pages<'_>, at: At) -> bool {
    let is_flow = at.ours.is_some_and(|node| pages.ours.is_flow(node));
    is_flow && is_as_before(pages, at, Side::Ours) && has_new_comments(pages, at, Side::Theirs)
}

/// The plan for a value of which both sides have changed the text, and which has no parts to be told apart.
fn single(pages: &Pages<'_>, at: At, texts: Sides<Option<String>>) -> Plan {
    let has_new = |side| has_new_comments(pages, at, side);
    let or_with_comments = |plan, with_comments, of: Side| match has_new(of) {
        false => plan,
        true if has_new(of.other()) || !have_one_line(pages, at) => Plan::Conflict,
        true => with_comments,
    };
    if say_same(pages, at, Side::Ours, Side::Theirs) || is_as_before(pages, at, Side::Theirs) {
        return or_with_comments(Plan::Ours, Plan::Comments, Side::Theirs);
    }
    if is_as_before(pages, at, Side::Ours) {
        return or_with_comments(Plan::Theirs, Plan::Value, Side::Ours);
    }
    match texts.all() {
        Some(texts) if texts.all_are(|text| text.lines().count() > 1) => {
            lines::merged(texts.each_ref().map(String::as_str)).map_or(Plan::Conflict, Plan::Lines)
        }
        _ => Plan::Conflict,
    }
}

/// Whether a side has comments at a value that neither the ancestor nor the other side has.
fn has_new_comments(pages: &Pages<'_>, at: At, side: Side) -> bool {
    has_new(pages, at, side, place)
}

/// Where a text has a value.
type Place = fn(&Page<'_>, NodeId) -> Option<Range<usize>>;

fn has_new(pages: &Pages<'_>, at: At, side: Side, place: Place) -> bool {
    let told = |side: Side| {
        let page = pages.of(side);
        let place = at.of(side).and_then(|node| place(page, node));
        place.map_or(Vec::new(), |place| comments(page, place))
    };
    let known = [told(Side::Base), told(side.other())].concat();
    told(side).iter().any(|comment| !known.contains(comment))
}

/// Whether both sides have the value on one line.
fn have_one_line(pages: &Pages<'_>, at: At) -> bool {
    [Side::Ours, Side::Theirs].into_iter().all(|side| {
        let page = pages.of(side);
        at.of(side).is_some_and(|node| {
            let span = page.tree.span(node);
            !span.is_empty() && !page.text[span].contains('\n')
        })
    })
}
