//! Merge: three versions of a YAML file made one, item by item and entry by entry, for git.
//!
//! Git's own merge of lines comes first: where it is clean, and what it made says what it should, it stands.
//! Else the plan tells which side has the say in what, and our text is edited accordingly. What comes out
//! is read by both parsers and must say what the plan says; on any doubt the result is git's.

mod carry;
mod entries;
mod flow;
mod form;
mod items;
mod lines;
mod markers;
mod order;
mod piece;
mod plan;
mod said;
mod sides;
mod text;
mod twice;

use std::collections::HashSet;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub use markers::Markers;
pub use sides::Sides;

use super::git::{self, GitError};
use crate::source::SourceFile;
use crate::source::data::{self, Data, Reading};
use crate::source::edit::Page;
use form::Form;
use markers::{as_one_side, marked};
use plan::Plan;
use sides::Side;
use text::Edit;

/// How long it may take: a dossier takes a few milliseconds.
const LONGEST: Duration = Duration::from_secs(2);
/// How many lists are put in another order at the most.
const MOST_REORDERED: usize = 64;
/// The stack of the work: no text that is read nests deeply.
const STACK: usize = 16 * 1024 * 1024;

/// What became of three files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The bytes of the merged file.
    pub bytes: Vec<u8>,
    /// How many conflicts are marked in it.
    pub conflicts: usize,
}

/// The texts of the three files, taken to pieces.
type Pages<'p> = Sides<&'p Page<'p>>;

/// Merges the changes of two files that were made from a third one. `name` is that of the file without its
/// folder and extension: by it the entries of a library are told.
///
/// # Errors
/// What git says where it cannot merge the files; then there is nothing to write.
pub fn merge(files: Sides<&Path>, name: &str, markers: Markers) -> Result<Merged, GitError> {
    let by_lines = git::merge_file(files, &markers)?;
    let clean = String::from_utf8(by_lines.bytes.clone()).ok();
    let clean = clean.filter(|_| by_lines.conflicts == 0);
    let texts = files.map(text);
    let Some(texts) = texts.all() else {
        return Ok(by_lines);
    };
    let name = name.to_owned();
    let united = beside(move || unite(&texts, clean.as_deref(), &name, &markers));
    Ok(united.unwrap_or(by_lines))
}

/// The text of a file, if it is one that can be read.
fn text(path: &Path) -> Option<String> {
    let file = SourceFile::read(path, "").ok()?;
    file.fault().is_none().then(|| file.text().to_owned())
}

/// Does the work beside and waits for it, for so long. Work that takes longer ends with the process.
fn beside<T: Send + 'static>(work: impl FnOnce() -> Option<T> + Send + 'static) -> Option<T> {
    let (sender, receiver) = mpsc::channel();
    let begun = thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || sender.send(work()));
    begun.ok()?;
    receiver.recv_timeout(LONGEST).ok()?
}

/// The three texts made one by what they say. Nothing where git's result is to stand: it is as good, or
/// nothing better can be told for sure. `clean` is that result where it has no conflicts.
fn unite(texts: &Sides<String>, clean: Option<&str>, name: &str, markers: &Markers) -> Option<Merged> {
    if texts.each_ref().settled().is_some() {
        return None;
    }
    let form = Form::of(texts)?;
    let mut plain = texts.each_ref().map(|text| form::plain(text));
    for _ in 0..MOST_REORDERED {
        let pages = plain.each_ref().map(|text| page(text)).all()?;
        match order::followed(&pages.each_ref()) {
            Some(text) => {
                (unordered(read(&text)?) == unordered(read(&plain.ours)?)).then_some(())?;
                plain.ours = text;
            }
            None => {
                let plan = plan::whole(&pages.each_ref(), name)?;
                return united(&pages.each_ref(), &plan, form, clean, markers);
            }
        }
    }
    None
}

/// The same for texts that are taken to pieces, ours in the order of theirs where only theirs has a new one.
fn united(
    pages: &Pages<'_>,
    plan: &Plan,
    form: Form,
    clean: Option<&str>,
    markers: &Markers,
) -> Option<Merged> {
    let readings = readings(pages)?;
    let wanted = |side| said(plan, &readings, side);
    let ours = wanted(Side::Ours)?;
    let is_as_good = |clean: &str| match plan.has_conflict() {
        // Git saw that both did not change the same, where the plan could not tell.
        true => page(clean).is_some_and(|clean| !twice::tells_more_twice(&clean, pages)),
        false => read(clean).is_some_and(|said| unordered(said) == unordered(ours.clone())),
    };
    if clean.is_some_and(|clean| is_as_good(&form::plain(clean))) {
        return None;
    }
    let edits = text::edits(pages, plan)?;
    let has_conflict = edits.iter().any(Edit::is_conflict);
    let is_sound = |side| {
        let text = as_one_side(pages.ours.text, &edits, side);
        Some(read(&text)? == wanted(side)? && keeps_comments(&text, pages, side))
    };
    is_sound(Side::Ours)?.then_some(())?;
    let is_sound_for_theirs = match has_conflict || plan.has_conflict() {
        true => is_sound(Side::Theirs)?,
        false => keeps_comments(
            &as_one_side(pages.ours.text, &edits, Side::Theirs),
            pages,
            Side::Theirs,
        ),
    };
    is_sound_for_theirs.then_some(())?;
    let shows_base = has_conflict && git::shows_base();
    let (text, conflicts) = marked(pages.ours.text, &edits, markers, shows_base);
    let bytes = form.shaped(&text).into_bytes();
    Some(Merged { bytes, conflicts })
}

/// A text that can be read for sure.
fn page(text: &str) -> Option<Page<'_>> {
    Page::read(text).ok().filter(|page| page.problems == 0)
}

/// Whether a text has all comments that a side has new.
fn keeps_comments(text: &str, pages: &Pages<'_>, side: Side) -> bool {
    let all = |text| {
        piece::signs(text)
            .into_iter()
            .map(|(_, comment)| comment)
            .collect::<HashSet<_>>()
    };
    let (told, base, page) = (all(text), all(pages.base.text), pages.of(side));
    let mut new = piece::signs(page.text).into_iter();
    new.all(|(at, comment)| {
        told.contains(comment) || base.contains(comment) || page.tree.is_inside_scalar(at)
    })
}

/// What both parsers read in a text that can be read for sure.
fn read(text: &str) -> Option<[Data; 2]> {
    readings_of(&page(text)?)
}

fn readings_of(page: &Page<'_>) -> Option<[Data; 2]> {
    Some([
        data::read_tree(&page.tree),
        data::read(page.text, Reading::Theirs).ok()?,
    ])
}

fn unordered(said: [Data; 2]) -> [Data; 2] {
    said.map(Data::unordered)
}

/// What each parser reads in the three texts.
fn readings(pages: &Pages<'_>) -> Option<[Sides<Data>; 2]> {
    let Sides { base, ours, theirs } = pages.map(readings_of).all()?;
    let ([base, base_too], [ours, ours_too], [theirs, theirs_too]) = (base, ours, theirs);
    Some([
        Sides { base, ours, theirs },
        Sides {
            base: base_too,
            ours: ours_too,
            theirs: theirs_too,
        },
    ])
}

/// What both parsers are to read in the merged text, with conflicts as one side has them.
fn said(plan: &Plan, readings: &[Sides<Data>; 2], side: Side) -> Option<[Data; 2]> {
    let said = |at: usize| said::said(plan, readings[at].each_ref().map(Some), side, Reading::BOTH[at])?;
    Some([said(0)?, said(1)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_does_not_end_or_breaks_off_is_given_up() {
        assert_eq!(beside(|| Some(1)), Some(1));
        assert_eq!(beside(|| -> Option<usize> { panic!("on purpose") }), None);
        let endless = || {
            thread::sleep(LONGEST * 3);
            Some(1)
        };
        assert_eq!(beside(endless), None);
    }

    #[test]
    fn what_is_merged_says_what_is_planned_or_is_left_to_git() {
        let texts = |base: &str, ours: &str, theirs: &str| Sides { base, ours, theirs }.map(str::to_owned);
        let labels = Sides::default();
        let markers = Markers { size: 7, labels };
        let both = texts("a: 1\n", "a: 1\nb: 2\n", "a: 1\nc: 3\n");
        let merged = unite(&both, None, "a", &markers).expect("merged");
        assert_eq!(
            (merged.bytes.as_slice(), merged.conflicts),
            (&b"a: 1\nb: 2\nc: 3\n"[..], 0)
        );
        // Git's own result is as good, in whatever order.
        assert_eq!(unite(&both, Some("c: 3\na: 1\nb: 2\n"), "a", &markers), None);
        // It is not where a key stands twice, or something is missing.
        for clean in ["a: 1\nb: 2\nc: 3\nb: 2\n", "a: 1\nb: 2\n", "a: ["] {
            assert_eq!(
                unite(&both, Some(clean), "a", &markers),
                Some(merged.clone()),
                "{clean}"
            );
        }
        for odd in [
            "a: [\n",
            "a: 1\na: 1\n",
            "a: &x 1\nb: *x\n",
            "a: 1\n---\nb: 1\n",
            "a\r: 1\n",
        ] {
            assert_eq!(
                unite(&texts("a: 1\n", odd, "a: 1\nc: 3\n"), None, "a", &markers),
                None,
                "{odd}"
            );
        }
    }
}
