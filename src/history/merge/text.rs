//! Text: what is written into our text so that it follows the plan. What is not changed stays as it is,
//! byte for byte.

use std::ops::Range;

use super::carry::Laid;
use super::piece::{Piece, Pieces, all_shifted, body, shifted};
use super::plan::{At, Part, Plan};
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

    /// What each side has there.
    fn write_all(&mut self, range: Range<usize>, texts: Sides<String>) {
        self.edits.push(Edit { range, texts });
    }

    /// A list or map of which parts are changed.
    fn collection(&mut self, at: At, parts: &[Part]) -> Option<()> {
        let Some(laid) = Laid::of(self.pages, at) else {
            return self.in_brackets(at, parts);
        };
        if parts.iter().all(goes) {
            return self.empty(at.ours?);
        }
        self.head(&laid, at);
        self.tail(&laid);
        self.parts(parts, &laid)
    }

    /// A list or map in brackets is written as a whole.
    fn in_brackets(&mut self, at: At, parts: &[Part]) -> Option<()> {
        let text = |side| flow::together(self.pages, at, parts, side);
        let texts = Sides {
            base: text(Side::Base)?,
            ours: text(Side::Ours)?,
            theirs: text(Side::Theirs)?,
        };
        self.write_all(self.pages.ours.tree.span(at.ours?), texts);
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
        let line = opening..page.line_end(opening);
        page.token(line.clone()).is_none().then_some(())?;
        let end = body(page, collection)?.end;
        self.write(opening..end, format!("{brackets}{}", &page.text[line]));
        Some(())
    }

    /// The line of the key or dash, where the first part does not stand beside it.
    fn head(&mut self, laid: &Laid<'_, '_>, at: At) {
        let head = |side: Side| {
            let (page, pieces) = (self.pages.of(side), laid.pieces(side)?);
            let head = pieces.head.clone();
            let column = self.pages.ours.column(laid.own.head.start);
            let text = shifted(&page.text[head.clone()], page.column(head.start), column);
            (!pieces.begins_beside).then_some(text)
        };
        let (Some(ours), Some(theirs)) = (head(Side::Ours), head(Side::Theirs)) else {
            return;
        };
        // Where there was nothing yet, there were no comments, either.
        let base = head(Side::Base).unwrap_or_else(|| self.bare_head(at));
        let heads = Sides { base, ours, theirs };
        match heads.each_ref().settled() {
            Some(head) => self.write(laid.own.head.clone(), head.clone()),
            None => self.write_all(laid.own.head.clone(), heads),
        }
    }

    /// The key of ours, up to its colon.
    fn bare_head(&self, at: At) -> String {
        let page = self.pages.ours;
        let key = at.ours.and_then(|value| {
            let begin = body(page, value)?.start;
            page.text.get(begin..page.opening(value)?)
        });
        key.map_or(String::new(), |key| format!("{key}\n"))
    }

    /// The comments below the last part.
    fn tail(&mut self, laid: &Laid<'_, '_>) {
        let tail = |side: Side| {
            let pieces = laid.pieces(side)?;
            let text = &self.pages.of(side).text[pieces.tail.clone()];
            Some(all_shifted(text, pieces.column, laid.own.column))
        };
        if let (Some(ours), Some(theirs)) = (tail(Side::Ours), tail(Side::Theirs)) {
            let base = &tail(Side::Base).unwrap_or_default();
            let (ours, theirs) = (&ours, &theirs);
            let both = lines::with_both_comments(Sides { base, ours, theirs });
            self.write(laid.own.tail.clone(), both);
        }
    }

    fn parts(&mut self, parts: &[Part], laid: &Laid<'_, '_>) -> Option<()> {
        let mut place = match laid.own.begins_beside {
            true => laid.own.all[0].body.end,
            false => laid.own.head.end,
        };
        for part in parts {
            match part.at.ours {
                Some(value) => {
                    let piece = laid.own.of_value(value)?;
                    self.change(piece, laid, part)?;
                    place = place.max(piece.body.end);
                }
                None => self.add(place, laid, part)?,
            }
        }
        Some(())
    }

    /// A part that ours has.
    fn change(&mut self, piece: &Piece, laid: &Laid<'_, '_>, part: &Part) -> Option<()> {
        if part.at.theirs.is_none() {
            return self.take_away(piece, laid, part);
        }
        self.lead(piece, laid, part.at);
        let (body, at) = (piece.body.clone(), part.at);
        match &part.plan {
            Plan::Ours => {}
            Plan::Parts(parts) => self.collection(at, parts)?,
            Plan::Lines(text) => self.write(body, shifted(text, 0, laid.own.column)),
            Plan::Theirs => self.write(body, laid.body(Side::Theirs, at)?),
            Plan::Comments => self.write(body, laid.around(at)?),
            Plan::Value => {
                let Sides { ours, theirs, .. } = self.pages;
                let text = &theirs.text[theirs.tree.span(at.theirs?)];
                self.write(ours.tree.span(piece.value), text.to_owned());
            }
            Plan::Conflict => {
                let texts = Sides {
                    base: laid.body(Side::Base, at)?,
                    ours: self.pages.ours.text[body.clone()].to_owned(),
                    theirs: laid.body(Side::Theirs, at)?,
                };
                self.write_all(body, texts);
            }
        }
        Some(())
    }

    /// The comments above a part that both sides have.
    fn lead(&mut self, piece: &Piece, laid: &Laid<'_, '_>, at: At) {
        let is_beside = laid.own.begins_beside && piece.body.start == laid.own.all[0].body.start;
        let (Some(ours), Some(theirs)) = (laid.lead(Side::Ours, at), laid.lead(Side::Theirs, at)) else {
            return;
        };
        if !is_beside {
            let base = &laid.lead(Side::Base, at).unwrap_or_default();
            let (ours, theirs) = (&ours, &theirs);
            let both = lines::with_both_comments(Sides { base, ours, theirs });
            self.write(piece.lead.clone(), both);
        }
    }

    /// A part that theirs does not have.
    fn take_away(&mut self, piece: &Piece, laid: &Laid<'_, '_>, part: &Part) -> Option<()> {
        if part.plan == Plan::Ours {
            return Some(());
        }
        let page = self.pages.ours;
        let range = extent(page, piece, &laid.own)?;
        if part.plan == Plan::Theirs {
            self.write(range, String::new());
            return Some(());
        }
        let lead = &page.text[range.start..piece.body.start];
        let texts = Sides {
            base: format!("{lead}{}", laid.body(Side::Base, part.at)?),
            ours: page.text[range.clone()].to_owned(),
            theirs: String::new(),
        };
        self.write_all(range, texts);
        Some(())
    }

    /// A part that only theirs has, or that ours took away.
    fn add(&mut self, place: usize, laid: &Laid<'_, '_>, part: &Part) -> Option<()> {
        if part.plan == Plan::Ours {
            return Some(());
        }
        let theirs = laid.lines(Side::Theirs, part.at)?;
        if part.plan == Plan::Theirs {
            self.write(place..place, theirs);
            return Some(());
        }
        let texts = Sides {
            base: laid.lines(Side::Base, part.at)?,
            ours: String::new(),
            theirs,
        };
        self.write_all(place..place, texts);
        Some(())
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
    let comments = page.comments_above(page.line_start(piece.body.start));
    let comments = comments.max(piece.lead.start);
    let is_parted = at > 0 && page.text[piece.lead.start..comments].trim().is_empty();
    let begin = if is_parted { piece.lead.start } else { comments };
    Some(begin..piece.body.end)
}
