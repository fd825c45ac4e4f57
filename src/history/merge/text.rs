//! Text: what is written into our text so that it follows the plan. What is not changed stays as it is,
//! byte for byte.

use std::ops::Range;

use super::piece::{Piece, Pieces, all_shifted, body, moved, shifted};
use super::plan::{At, Part, Plan, has_new_comments};
use super::sides::{Side, Sides};
use super::{Pages, flow, lines};
use crate::source::edit::Page;
use crate::source::tree::{Content, NodeId};

/// A part of our text that is written anew: what ours says of it, what theirs says and what both were made
/// from, where they are at odds; else all three are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// What is replaced.
    pub(super) range: Range<usize>,
    /// By what.
    pub(super) texts: Sides<String>,
}

impl Edit {
    /// Whether the sides are at odds.
    pub(super) fn is_conflict(&self) -> bool {
        self.texts.ours != self.texts.theirs
    }
}

/// The edits of our text, in their order. Nothing where they cannot be told for sure.
pub(super) fn edits(pages: &Pages<'_>, plan: &Plan) -> Option<Vec<Edit>> {
    let mut writer = Writer {
        pages,
        edits: Vec::new(),
    };
    let at = pages.map(|page| Some(page.root));
    match plan {
        Plan::Ours => {}
        Plan::Theirs => writer.write(0..pages.ours.text.len(), pages.theirs.text.to_owned()),
        Plan::Parts(parts) => writer.collection(at, parts)?,
        _ => return None,
    }
    writer
        .edits
        .sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut ends = 0;
    for edit in &writer.edits {
        (edit.range.start >= ends).then_some(())?;
        ends = edit.range.end;
    }
    Some(writer.edits)
}

struct Writer<'w, 'p> {
    pages: &'w Pages<'p>,
    edits: Vec<Edit>,
}

impl Writer<'_, '_> {
    /// The same on all sides.
    fn write(&mut self, range: Range<usize>, text: String) {
        let texts = Sides {
            base: text.clone(),
            ours: text.clone(),
            theirs: text,
        };
        self.edits.push(Edit { range, texts });
    }

    /// The texts of the sides, where they differ; else the same.
    fn settle(&mut self, range: Range<usize>, texts: Sides<String>) {
        self.edits.push(Edit { range, texts });
    }

    /// A list or map of which parts are changed.
    fn collection(&mut self, at: At, parts: &[Part]) -> Option<()> {
        let ours = at.ours?;
        let pieces = Sides::ALL.map(|side| self.pieces(at, side));
        let (Some(own), Some(_)) = (&pieces.ours, &pieces.theirs) else {
            // Brackets on one side: comments have no place of their own there.
            (!has_new_comments(self.pages, at, Side::Theirs)).then_some(())?;
            return match &pieces.ours {
                Some(own) => self.parts(parts, own, &pieces),
                None => self.in_brackets(at, parts),
            };
        };
        if parts.iter().all(goes) {
            return self.empty(ours);
        }
        self.frame(own, &pieces);
        self.parts(parts, own, &pieces)
    }

    fn pieces(&self, at: At, side: Side) -> Option<Pieces> {
        let (page, node) = (self.pages.of(side), (*at.of(side))?);
        Pieces::of(page, node, body(page, node)?)
    }

    /// A list or map in brackets is written as a whole.
    fn in_brackets(&mut self, at: At, parts: &[Part]) -> Option<()> {
        let text = |side| flow::together(self.pages, at, parts, side);
        let texts = Sides {
            base: text(Side::Base)?,
            ours: text(Side::Ours)?,
            theirs: text(Side::Theirs)?,
        };
        self.settle(self.pages.ours.tree.span(at.ours?), texts);
        Some(())
    }

    /// What nothing is left of becomes an empty list or map.
    fn empty(&mut self, collection: NodeId) -> Option<()> {
        let page = self.pages.ours;
        let opening = page.opening(collection)?;
        let brackets = match page.tree.content(collection) {
            Content::List => " []",
            _ => " {}",
        };
        let end = body(page, collection)?.end;
        let line_end = page.line_end(opening);
        let line = &page.text[opening..line_end];
        (page.token(opening..line_end).is_none()).then_some(())?;
        self.write(opening..end, format!("{brackets}{line}"));
        Some(())
    }

    /// What stands above the first part and below the last one.
    fn frame(&mut self, own: &Pieces, pieces: &Sides<Option<Pieces>>) {
        let Some(all) = pieces.each_ref().map(Option::as_ref).all() else {
            return;
        };
        let texts = |part: fn(&Pieces) -> &Range<usize>| {
            Sides::ALL.map(|side| {
                let (page, pieces) = (self.pages.of(side), *all.of(side));
                let part = part(pieces).clone();
                let column = page.column(part.start);
                shifted(&page.text[part], column, 0)
            })
        };
        let heads = texts(|pieces| &pieces.head);
        let tails = texts(|pieces| &pieces.tail);
        let stand_beside = all.map(|pieces| pieces.begins_beside);
        if stand_beside == Sides::default() {
            let column = self.pages.ours.column(own.head.start);
            let heads = heads.map(|head| shifted(&head, 0, column));
            match heads.each_ref().settled() {
                Some(head) => self.write(own.head.clone(), head.clone()),
                None => self.settle(own.head.clone(), heads),
            }
        }
        let tail = lines::with_both_comments(tails.each_ref().map(String::as_str));
        self.write(own.tail.clone(), tail);
    }

    fn parts(&mut self, parts: &[Part], own: &Pieces, pieces: &Sides<Option<Pieces>>) -> Option<()> {
        let mut place = match own.begins_beside {
            true => own.all[0].body.end,
            false => own.head.end,
        };
        for part in parts {
            match part.at.ours {
                Some(node) => {
                    let piece = own.of_value(node)?;
                    self.change(piece, own, pieces, part)?;
                    place = place.max(piece.body.end);
                }
                None => self.add(place, own, pieces, part)?,
            }
        }
        Some(())
    }

    /// A part that ours has.
    fn change(
        &mut self,
        piece: &Piece,
        own: &Pieces,
        pieces: &Sides<Option<Pieces>>,
        part: &Part,
    ) -> Option<()> {
        let page = self.pages.ours;
        if part.at.theirs.is_none() {
            return match part.plan {
                Plan::Ours => Some(()),
                _ => self.take_away(piece, own, part),
            };
        }
        self.lead(piece, own, pieces, part);
        match &part.plan {
            Plan::Ours => {}
            Plan::Parts(parts) => self.collection(part.at, parts)?,
            Plan::Lines(text) => self.write(piece.body.clone(), shifted(text, 0, own.column)),
            Plan::Theirs => {
                let text = self.carried(Side::Theirs, part, own)?;
                self.write(piece.body.clone(), text);
            }
            Plan::Value => {
                let theirs = self.pages.theirs;
                let text = &theirs.text[theirs.tree.span(part.at.theirs?)];
                self.write(page.tree.span(piece.value), text.to_owned());
            }
            Plan::Comments => {
                let (theirs, value) = (self.pages.theirs, part.at.theirs?);
                let (body, span) = (body(theirs, value)?, theirs.tree.span(value));
                let ours = &page.text[page.tree.span(piece.value)];
                let (before, after) = (
                    &theirs.text[body.start..span.start],
                    &theirs.text[span.end..body.end],
                );
                let text = format!("{before}{ours}{after}");
                self.write(
                    piece.body.clone(),
                    shifted(&text, theirs.column(body.start), own.column),
                );
            }
            Plan::Conflict => {
                let texts = Sides {
                    base: self.carried(Side::Base, part, own)?,
                    ours: page.text[piece.body.clone()].to_owned(),
                    theirs: self.carried(Side::Theirs, part, own)?,
                };
                self.settle(piece.body.clone(), texts);
            }
        }
        Some(())
    }

    /// The comments above a part that all have, or that both sides have added.
    fn lead(&mut self, piece: &Piece, own: &Pieces, pieces: &Sides<Option<Pieces>>, part: &Part) {
        if own.begins_beside && piece.body.start == own.all[0].body.start {
            return;
        }
        let lead = |side: Side| {
            let pieces = pieces.of(side).as_ref()?;
            let piece = pieces.of_value((*part.at.of(side))?)?;
            Some(all_shifted(
                &self.pages.of(side).text[piece.lead.clone()],
                pieces.column,
                own.column,
            ))
        };
        let (Some(ours), Some(theirs)) = (lead(Side::Ours), lead(Side::Theirs)) else {
            return;
        };
        let base = lead(Side::Base).unwrap_or_default();
        let texts = Sides {
            base: base.as_str(),
            ours: &ours,
            theirs: &theirs,
        };
        self.write(piece.lead.clone(), lines::with_both_comments(texts));
    }

    /// A part that theirs took away.
    fn take_away(&mut self, piece: &Piece, own: &Pieces, part: &Part) -> Option<()> {
        let page = self.pages.ours;
        let range = extent(page, piece, own)?;
        match part.plan {
            Plan::Conflict => {
                let ours = page.text[range.clone()].to_owned();
                let lead = &page.text[range.start..piece.body.start];
                let base = format!("{lead}{}", self.carried(Side::Base, part, own)?);
                self.settle(
                    range,
                    Sides {
                        base,
                        ours,
                        theirs: String::new(),
                    },
                );
            }
            _ => self.write(range, String::new()),
        }
        Some(())
    }

    /// A part that only theirs has, or that ours took away.
    fn add(&mut self, place: usize, own: &Pieces, pieces: &Sides<Option<Pieces>>, part: &Part) -> Option<()> {
        if part.plan == Plan::Ours {
            return Some(());
        }
        let indent = " ".repeat(own.column);
        let with_lead = |side: Side| {
            let piece = pieces.of(side).as_ref().and_then(|pieces| {
                let piece = pieces.of_value((*part.at.of(side))?)?;
                Some((piece.lead.clone(), pieces.column))
            });
            let lead = piece.map_or(String::new(), |(lead, column)| {
                all_shifted(&self.pages.of(side).text[lead], column, own.column)
            });
            Some(format!("{lead}{indent}{}", self.carried(side, part, own)?))
        };
        let theirs = with_lead(Side::Theirs)?;
        match part.plan {
            Plan::Conflict => {
                let base = with_lead(Side::Base)?;
                self.settle(
                    place..place,
                    Sides {
                        base,
                        ours: String::new(),
                        theirs,
                    },
                );
            }
            _ => self.write(place..place, theirs),
        }
        Some(())
    }

    /// The text of a side's item or entry as it stands among ours; empty where the side has none.
    fn carried(&self, side: Side, part: &Part, own: &Pieces) -> Option<String> {
        let Some(value) = *part.at.of(side) else {
            return Some(String::new());
        };
        let page = self.pages.of(side);
        let parent = page.tree.parent(value)?;
        let is_item = page.tree.content(parent) == Content::List;
        let gap = own
            .all
            .iter()
            .find_map(|piece| gap(self.pages.ours, piece.value, piece.body.start));
        if page.is_flow(parent) {
            let dash = if is_item {
                dash(gap.unwrap_or(2))
            } else {
                String::new()
            };
            return Some(format!("{dash}{}\n", flow::entry(page, value)?));
        }
        let body = body(page, value)?;
        let text = &page.text[body.clone()];
        let column = page.column(body.start);
        match (gap, self::gap(page, value, body.start)) {
            (Some(to), Some(from)) if is_item && to != from => {
                Some(relaid(text, (column, from), (own.column, to)))
            }
            _ => Some(shifted(text, column, own.column)),
        }
    }
}

/// Whether a part is left on no side.
fn goes(part: &Part) -> bool {
    match part.plan {
        Plan::Ours => part.at.ours.is_none(),
        Plan::Theirs => part.at.theirs.is_none(),
        _ => false,
    }
}

/// What goes with a part: the comments directly above it and the blank lines that part it from what stands
/// above.
fn extent(page: &Page<'_>, piece: &Piece, own: &Pieces) -> Option<Range<usize>> {
    let at = own.all.iter().position(|found| found.value == piece.value)?;
    if at == 0 && own.begins_beside {
        // The next one takes its place beside the dash.
        let next = own.all.get(1)?;
        let is_uncommented = page.text[next.lead.clone()].trim().is_empty();
        return is_uncommented.then_some(piece.body.start..next.body.start);
    }
    let comments = page
        .comments_above(page.line_start(piece.body.start))
        .max(piece.lead.start);
    let is_parted = at > 0 && page.text[piece.lead.start..comments].trim().is_empty();
    let begin = if is_parted { piece.lead.start } else { comments };
    Some(begin..piece.body.end)
}

/// From the dash of an item to what stands beside it.
fn gap(page: &Page<'_>, item: NodeId, dash: usize) -> Option<usize> {
    let start = page.tree.span(item).start;
    let is_beside = start > dash && !page.text[dash..start].contains('\n');
    let is_bare = is_beside && page.text[dash + 1..start].trim().is_empty();
    is_bare.then(|| start - dash)
}

fn dash(gap: usize) -> String {
    format!("-{}", " ".repeat(gap - 1))
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
