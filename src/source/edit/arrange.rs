//! Arranging: sections and items in the format's order, each with its comments, and nothing else touched.

use std::ops::Range;

use super::Refusal;
use super::page::Page;
use crate::source::data::{self, Data, Reading};
use crate::source::route::Route;
use crate::source::tree::{Content, NodeId};

/// How the line begins that names the schema to an editor.
const MODELINE: &str = "# yaml-language-server:";

/// A top-level list that is kept sorted.
#[derive(Debug, Clone, Copy)]
pub struct Sorted<'a> {
    /// The list.
    pub list: &'a str,
    /// The key of its items by which they are sorted.
    pub by: &'a str,
}

/// Puts the top-level sections in this order, and the items of sorted lists by `rank`, those without one
/// last; what ranks alike keeps its order, and a key that the order does not have stays behind the one it
/// follows. Comment lines directly above a section or item go with it, and so does what is indented below
/// it; what stands at the head of the file, up to a blank line, stays there.
///
/// # Errors
/// A [`Refusal`] where the text is no sound YAML, or would say something else.
pub fn arrange<K: Ord>(
    text: &str,
    sections: &[&str],
    sorted: &[Sorted<'_>],
    rank: impl Fn(&str) -> Option<K>,
) -> Result<String, Refusal> {
    let mut new = text.to_owned();
    for list in sorted {
        let arranged = arrange_items(&Page::read(&new)?, list, &rank)?;
        new = checked(&new, arranged, list.list)?;
    }
    let arranged = arrange_sections(&Page::read(&new)?, sections)?;
    checked(&new, arranged, "")
}

/// A text in which at the most the order of a list and of keys is new.
fn checked(old: &str, new: String, list: &str) -> Result<String, Refusal> {
    let says = |text: &str, reading| data::read(text, reading).map(|said| without_order(said, list));
    let is_same =
        |reading| matches!((says(old, reading), says(&new, reading)), (Ok(old), Ok(new)) if old == new);
    match new == old || Reading::BOTH.into_iter().all(is_same) {
        true => Ok(new),
        false => Err(Refusal::new(
            Route::root(),
            1,
            "the file is written in a way that cannot be put in order for sure; do it by hand",
        )),
    }
}

/// What a text says, whatever the order of one of its lists.
fn without_order(mut said: Data, list: &str) -> Data {
    if let Data::Map(entries) = &mut said {
        for (key, value) in entries {
            match (key, value) {
                (Data::Text(key), Data::List(items)) if key == list => items.sort(),
                _ => {}
            }
        }
    }
    said
}

fn arrange_sections(page: &Page<'_>, sections: &[&str]) -> Result<String, Refusal> {
    if page.tree.content(page.root) != Content::Map || page.is_flow(page.root) {
        return Ok(page.text.to_owned());
    }
    let mut last = 0;
    let ranks = page.tree.entries(page.root).map(|(key, _)| {
        let key = page.tree.scalar(key).map_or("", |key| key.as_str());
        if let Some(rank) = sections.iter().position(|known| *known == key) {
            last = rank + 1;
        }
        last
    });
    let Some(order) = new_order(&ranks.collect::<Vec<_>>()) else {
        return Ok(page.text.to_owned());
    };
    let pieces: Vec<Range<usize>> = page
        .tree
        .entries(page.root)
        .map(|(key, value)| page.line_start(page.tree.span(key).start)..page.after(value, 0))
        .collect();
    reorder(page, page.begin(), &pieces, &order).ok_or_else(|| {
        page.refusal(
            page.root,
            "two sections share a line; put each on a line of its own",
        )
    })
}

fn arrange_items<K: Ord>(
    page: &Page<'_>,
    sorted: &Sorted<'_>,
    rank: impl Fn(&str) -> Option<K>,
) -> Result<String, Refusal> {
    let unchanged = || Ok(page.text.to_owned());
    let list = match page.tree.content(page.root) {
        Content::Map => page.tree.entry(page.root, sorted.list).map(|(_, list)| list),
        _ => None,
    };
    let Some(list) = list.filter(|list| page.tree.content(*list) == Content::List) else {
        return unchanged();
    };
    let items: Vec<NodeId> = page.tree.children(list).collect();
    let ranks = items.iter().map(|item| item_rank(page, *item, sorted.by, &rank));
    let Some(order) = new_order(&ranks.collect::<Vec<_>>()) else {
        return unchanged();
    };
    let arranged = match page.is_flow(list) {
        true => permute(page, list, &items, &order),
        false => arrange_lines(page, list, &items, &order),
    };
    arranged.ok_or_else(|| {
        let why = format!(
            "the items of {} share lines, or comments stand among their brackets; begin each with a dash on a line of its own",
            sorted.list
        );
        page.refusal(list, why)
    })
}

/// What an item is sorted by: first those that have a rank, then the others.
fn item_rank<K: Ord>(
    page: &Page<'_>,
    item: NodeId,
    key: &str,
    rank: impl Fn(&str) -> Option<K>,
) -> (bool, Option<K>) {
    let value = match page.tree.content(item) {
        Content::Map => page.tree.entry(item, key).map(|(_, value)| value),
        _ => None,
    };
    let rank = value.and_then(|value| rank(page.tree.scalar(value)?.as_str()));
    (rank.is_none(), rank)
}

/// The places from which to take, so that the ranks ascend; nothing where they do.
fn new_order<K: Ord>(ranks: &[K]) -> Option<Vec<usize>> {
    if ranks.is_sorted() {
        return None;
    }
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by_key(|at| &ranks[*at]);
    Some(order)
}

fn arrange_lines(page: &Page<'_>, list: NodeId, items: &[NodeId], order: &[usize]) -> Option<String> {
    let pieces: Option<Vec<Range<usize>>> = items
        .iter()
        .map(|item| {
            let dash = page.dash(*item)?;
            let is_first = page.begins_line(dash);
            is_first.then(|| page.line_start(dash)..page.after(*item, page.column(dash)))
        })
        .collect();
    let begin = page.line_end(page.opening(list)?);
    reorder(page, begin, &pieces?, order)
}

/// The items of a flow change places; what stands between them stays.
fn permute(page: &Page<'_>, list: NodeId, items: &[NodeId], order: &[usize]) -> Option<String> {
    let whole = page.tree.span(list);
    let mut text = page.text[..whole.start].to_owned();
    let mut at = whole.start;
    for (item, from) in items.iter().zip(order) {
        let (old, new) = (page.tree.span(*item), page.tree.span(items[*from]));
        text.push_str(uncommented(&page.text[at..old.start])?);
        text.push_str(&page.text[new]);
        at = old.end;
    }
    text.push_str(uncommented(&page.text[at..whole.end])?);
    Some(text + &page.text[whole.end..])
}

fn uncommented(gap: &str) -> Option<&str> {
    (!gap.contains('#')).then_some(gap)
}

/// Puts pieces of whole lines in an order. What stands above a piece goes with it; above the first one only
/// the comments directly above it do. Nothing where pieces overlap.
pub(crate) fn reorder(
    page: &Page<'_>,
    begin: usize,
    pieces: &[Range<usize>],
    order: &[usize],
) -> Option<String> {
    let first = pieces.first()?;
    let head = head_end(page, begin, first.start);
    let mut blocks = Vec::with_capacity(pieces.len());
    let mut at = head;
    for piece in pieces {
        blocks.push(page.text.get(at..piece.end).filter(|_| at <= piece.start)?);
        at = piece.end;
    }
    let mut blocks: Vec<&str> = order.iter().map(|from| blocks[*from]).collect();
    let gap = first_gap(&blocks, order);
    if let (Some(block), true) = (blocks.first_mut(), !gap.is_empty()) {
        *block = &block[gap.len()..];
    }
    let mut text = page.text[..head].to_owned();
    for (block, from) in blocks.iter().zip(order) {
        if *from == 0 {
            text.push_str(gap);
        }
        text.push_str(block);
        if !text.ends_with('\n') {
            text.push_str(page.newline());
        }
    }
    if at == page.text.len() && !page.text.ends_with('\n') {
        text.truncate(text.len() - page.newline().len());
    }
    Some(text + &page.text[at..])
}

/// Where the head ends that stays where it is: above the comments of the first piece. The line by which an
/// editor finds the schema stays, too.
fn head_end(page: &Page<'_>, begin: usize, first: usize) -> usize {
    let head = page.comments_above(first).max(begin);
    match page.text[head..].starts_with(MODELINE) && head == page.begin() {
        true => page.line_end(head),
        false => head,
    }
}

/// The blank lines above the piece that comes first now: they part it from what stood above, so they go
/// to the piece that was the first.
fn first_gap<'s>(blocks: &[&'s str], order: &[usize]) -> &'s str {
    match (blocks.first(), order.first()) {
        (Some(block), Some(from)) if *from != 0 => {
            let blank = block
                .split_inclusive('\n')
                .take_while(|line| line.trim().is_empty());
            &block[..blank.map(str::len).sum()]
        }
        _ => "",
    }
}
