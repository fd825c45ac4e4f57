//! Carry: the text of a side's item or entry as it stands among ours, in our columns.

use super::piece::{Pieces, all_shifted, body, moved, shifted};
use super::plan::At;
use super::sides::{Side, Sides};
use super::{Pages, flow};
use crate::source::edit::Page;
use crate::source::tree::{Content, NodeId};

/// A list or map that ours has without brackets, as each side has laid it out.
pub(super) struct Laid<'l, 'p> {
    pages: &'l Pages<'p>,
    /// Our pieces of it.
    pub(super) own: Pieces,
    base: Option<Pieces>,
    theirs: Option<Pieces>,
}

impl<'l, 'p> Laid<'l, 'p> {
    /// Takes it to pieces. Nothing where ours cannot be.
    pub(super) fn of(pages: &'l Pages<'p>, at: At) -> Option<Self> {
        let pieces = |side: Side| {
            let (page, node) = (pages.of(side), (*at.of(side))?);
            Pieces::of(page, node, body(page, node)?)
        };
        Some(Self {
            pages,
            own: pieces(Side::Ours)?,
            base: pieces(Side::Base),
            theirs: pieces(Side::Theirs),
        })
    }

    /// A side's pieces, where it has no brackets there.
    pub(super) fn pieces(&self, side: Side) -> Option<&Pieces> {
        match side {
            Side::Base => self.base.as_ref(),
            Side::Ours => Some(&self.own),
            Side::Theirs => self.theirs.as_ref(),
        }
    }

    /// The comments and blank lines that a side has above an item or entry.
    pub(super) fn lead(&self, side: Side, at: At) -> Option<String> {
        let pieces = self.pieces(side)?;
        let lead = pieces.of_value((*at.of(side))?)?.lead.clone();
        let text = &self.pages.of(side).text[lead];
        Some(all_shifted(text, pieces.column, self.own.column))
    }

    /// A side's item or entry from its key or dash on; empty where it has none.
    pub(super) fn body(&self, side: Side, at: At) -> Option<String> {
        let Some(value) = *at.of(side) else {
            return Some(String::new());
        };
        let page = self.pages.of(side);
        let parent = page.tree.parent(value)?;
        let is_item = page.tree.content(parent) == Content::List;
        if page.is_flow(parent) {
            let dash = if is_item {
                dash(self.gap().unwrap_or(2))
            } else {
                String::new()
            };
            return Some(format!("{dash}{}\n", flow::entry(page, value)?));
        }
        let body = body(page, value)?;
        let (text, column) = (&page.text[body.clone()], page.column(body.start));
        match (self.gap(), gap(page, value, body.start)) {
            (Some(to), Some(from)) if is_item && to != from => {
                Some(relaid(text, (column, from), (self.own.column, to)))
            }
            _ => Some(shifted(text, column, self.own.column)),
        }
    }

    /// The same as whole lines, with what stands above it.
    pub(super) fn lines(&self, side: Side, at: At) -> Option<String> {
        let lead = self.lead(side, at).unwrap_or_default();
        let indent = " ".repeat(self.own.column);
        Some(format!("{lead}{indent}{}", self.body(side, at)?))
    }

    /// Our value with what theirs has around it.
    pub(super) fn around(&self, at: At) -> Option<String> {
        let Sides { ours, theirs, .. } = self.pages;
        let (value, body) = (at.theirs?, body(theirs, at.theirs?)?);
        let span = theirs.tree.span(value);
        let (before, after) = (
            &theirs.text[body.start..span.start],
            &theirs.text[span.end..body.end],
        );
        let text = format!("{before}{}{after}", &ours.text[ours.tree.span(at.ours?)]);
        Some(shifted(&text, theirs.column(body.start), self.own.column))
    }

    /// How far our items stand from their dashes.
    fn gap(&self) -> Option<usize> {
        let mut items = self.own.all.iter();
        items.find_map(|piece| gap(self.pages.ours, piece.value, piece.body.start))
    }
}

/// From the dash of an item to what stands beside it.
fn gap(page: &Page<'_>, item: NodeId, dash: usize) -> Option<usize> {
    let start = page.tree.span(item).start;
    let between = page.text.get(dash + 1..start)?;
    let is_beside = !between.contains('\n') && between.trim().is_empty();
    is_beside.then(|| start - dash)
}

fn dash(gap: usize) -> String {
    format!("-{}", " ".repeat(gap.saturating_sub(1)))
}

/// An item with its dash in another column, and what stands beside it so far away.
fn relaid(text: &str, (column, from): (usize, usize), (own, to): (usize, usize)) -> String {
    let (first, rest) = text.split_at(text.find('\n').map_or(text.len(), |end| end + 1));
    let mut relaid = format!("{}{}", dash(to), &first[from..]);
    for line in rest.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        relaid.push_str(&match indent >= column + from {
            true => moved(line, column + from, own + to),
            false => moved(line, column, own),
        });
    }
    relaid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_laid_out_as_its_new_neighbours() {
        let item = "- a: 1\n    b: |\n      x\n\n      y\n  # c\n";
        assert_eq!(
            relaid(item, (2, 2), (0, 4)),
            "-   a: 1\n    b: |\n      x\n\n      y\n# c\n"
        );
    }
}
