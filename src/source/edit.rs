//! Editing: (text, changes) → text, in which every old line stays as it was where the format allows it.
//!
//! A [`Change`] names its place by [`Route`] and what is to be written as [`Value`]; [`apply`] makes one or
//! several of them. The new text follows its neighbours: how lists are indented and how wide their dashes
//! are, items on one line or on many, quotes, line ends. Comments, blank lines and the user's own keys stay.
//!
//! Nobody has to trust the spans this works with: after each change both parsers read the new text, ours and
//! that of `serde_yaml`, and it must say to both exactly what the old one said, and the change. Else there is
//! a [`Refusal`], as there is one where the text is no sound YAML, has several documents, or where an alias,
//! an anchor or a key that stands twice makes the place uncertain. Errors elsewhere do not hinder an edit.
//!
//! A command gets the sections from [`Account::sections`](crate::model::Account::sections) and hands `apply` to
//! [`update`](super::save::update), which calls it with the text as it is then:
//! `update(path, root, |text| apply(text, &changes, &sections))`.
//!
//! ```
//! use account_dossier::route;
//! use account_dossier::source::edit::{Change, Value, apply};
//!
//! let change = Change::Append {
//!     list: route!["touchpoints"],
//!     item: Value::map([
//!         ("on", Some(Value::Plain("2026-11-21".to_owned()))),
//!         ("kind", Some(Value::text("call"))),
//!         ("outcome", None),
//!     ]),
//! };
//! let old = "name: Acme  # a robot maker\ntouchpoints: []\nx-erp: 7\n";
//! let new = apply(old, &[change], &[])?;
//! assert_eq!(
//!     new,
//!     "name: Acme  # a robot maker\ntouchpoints:\n  - on: 2026-11-21\n    kind: call\nx-erp: 7\n"
//! );
//! # Ok::<(), account_dossier::source::edit::Refusal>(())
//! ```

mod arrange;
mod comment;
mod flow;
mod meant;
mod page;
mod print;
mod remove;
mod value;
mod write;

use std::fmt;

pub(crate) use arrange::reorder;
pub use arrange::{Sorted, arrange};
pub(crate) use page::Page;
pub use value::Value;

use super::data::{self, Reading};
use super::route::Route;

/// A change of what a text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// One more item at the end of a list. A list that is empty, null or not there is begun, with the maps
    /// above it.
    Append {
        /// The list.
        list: Route,
        /// The item.
        item: Value,
    },
    /// One more item in a list of maps that is sorted by one of their keys: behind the last one that is not
    /// greater, as texts compare; days do. A list that is not sorted gets it at its end.
    Insert {
        /// The list.
        list: Route,
        /// The key.
        by: &'static str,
        /// The item.
        item: Value,
    },
    /// Another value in place of a scalar, or of a flow on one line; a key that is not there is added, with
    /// the maps above it. A list or map of several lines is never overwritten.
    Set {
        /// The place.
        at: Route,
        /// The value.
        value: Value,
    },
    /// Takes an entry or item away, with the comments directly above it and what is indented below it. The
    /// last one leaves an empty list or map.
    Remove {
        /// The place.
        at: Route,
    },
    /// The comment of its kind directly above the line of a value: written, written over, or taken away. What
    /// the text says stays the same.
    Comment {
        /// The place of the value.
        at: Route,
        /// How comments of the kind begin, from the `#` on.
        mark: String,
        /// What follows the mark, on one line; nothing takes the comment away.
        text: Option<String>,
    },
}

impl Change {
    fn place(&self) -> &Route {
        match self {
            Self::Append { list: at, .. }
            | Self::Insert { list: at, .. }
            | Self::Set { at, .. }
            | Self::Remove { at }
            | Self::Comment { at, .. } => at,
        }
    }
}

/// Why a text was not edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The value that hinders it.
    pub route: Route,
    /// Its line, from 1.
    pub line: usize,
    /// What hinders, as a sentence without a full stop.
    pub message: String,
}

impl Refusal {
    fn new(route: Route, line: usize, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { route, line, message }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

/// Makes changes, one after the other, and gives the new text. `sections` are the top-level keys in the
/// format's order: a new one goes to its place among them.
///
/// # Errors
/// The [`Refusal`] of the first change that cannot be made as it is meant; then none is.
pub fn apply(text: &str, changes: &[Change], sections: &[&str]) -> Result<String, Refusal> {
    let mut text = text.to_owned();
    for change in changes {
        text = apply_one(&text, change, sections)?;
    }
    Ok(text)
}

/// Where an item with this key goes in a list whose items have these: behind the last one that is not
/// greater; at the end where the list is not sorted, or the key of one is not known.
fn place_among<'k>(keys: impl Iterator<Item = Option<&'k str>>, own: Option<&str>) -> Option<usize> {
    let keys: Vec<&str> = keys.collect::<Option<_>>()?;
    let own = own.filter(|_| keys.is_sorted())?;
    Some(keys.partition_point(|key| *key <= own))
}

fn apply_one(text: &str, change: &Change, sections: &[&str]) -> Result<String, Refusal> {
    let page = Page::read(text)?;
    let new = match change {
        Change::Append { list, item } => write::append(&page, list, item, sections)?,
        Change::Insert { list, by, item } => write::insert(&page, list, by, item, sections)?,
        Change::Set { at, value } => write::set(&page, at, value, sections)?,
        Change::Remove { at } => remove::remove(&page, at)?,
        Change::Comment { at, mark, text } => comment::comment(&page, at, mark, text.as_deref())?,
    };
    match Reading::BOTH
        .into_iter()
        .find_map(|reading| doubt(&page, &new, change, reading).err())
    {
        None => Ok(new),
        Some(why) => {
            let line = page
                .reach(change.place())
                .map_or(1, |(node, _)| page.line_of(node));
            Err(Refusal::new(change.place().clone(), line, why))
        }
    }
}

/// Whether a new text says to a reader what the old one said and the change, and nothing else.
///
/// # Errors
/// Why that is in doubt.
fn doubt(page: &Page<'_>, new: &str, change: &Change, reading: Reading) -> Result<(), String> {
    let mut wanted = data::read(page.text, reading).map_err(|why| unread(&why))?;
    let unsure =
        || "the file is written in a way that cannot be edited here for sure; edit it by hand".to_owned();
    meant::change(&mut wanted, change, reading).ok_or_else(unsure)?;
    let is_sound = Page::read(new).is_ok_and(|after| after.problems <= page.problems);
    match is_sound && data::read(new, reading).is_ok_and(|found| found == wanted) {
        true => Ok(()),
        false => Err(unsure()),
    }
}

fn unread(why: &str) -> String {
    format!("a second YAML parser cannot read the file ({why}), so it is not edited")
}
