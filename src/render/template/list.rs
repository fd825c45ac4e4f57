//! The templates that there are, and where each comes from.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::Library;
use crate::render::style::{Look, Tone};
use crate::render::table::{Cell, Table};
use crate::settings::Language;
use crate::settings::templates::shipped_names;

/// Where a template comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// It is shipped, and used as it is.
    Shipped,
    /// It is the repository's own, and nothing like it is shipped.
    Own,
    /// It is the repository's own, in place of the shipped one; of a playbook, entry by entry.
    Overrides,
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its name, from the templates' folder on.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The language it is in, where its name says so.
    pub language: Option<&'static str>,
}

/// All templates, in the order of their names.
///
/// # Errors
/// What the operating system says where the repository's own cannot be listed.
pub fn entries(library: &Library) -> io::Result<Vec<Entry>> {
    let mut origins: BTreeMap<String, Origin> = shipped_names()
        .map(|name| (name.to_owned(), Origin::Shipped))
        .collect();
    for name in library.own_names()? {
        let origin = match origins.contains_key(&name) {
            true => Origin::Overrides,
            false => Origin::Own,
        };
        origins.insert(name, origin);
    }
    let entries = origins.into_iter().map(|(name, origin)| Entry {
        language: language(&name).map(Language::as_str),
        name,
        origin,
    });
    Ok(entries.collect())
}

/// The language that a folder or the file itself is named for.
pub fn language(name: &str) -> Option<Language> {
    let mut parts = name.split(['/', '.']);
    parts.find_map(|part| {
        let mut all = Language::ALL.iter();
        all.find(|(word, _)| *word == part).map(|(_, language)| *language)
    })
}

/// The templates as a table.
pub fn table(entries: &[Entry], look: &Look) -> String {
    let mut table = Table::new(["TEMPLATE", "LANGUAGE", "FROM"]);
    for entry in entries {
        let (origin, tone) = match entry.origin {
            Origin::Shipped => ("shipped", Tone::Faint),
            Origin::Own => ("own", Tone::Plain),
            Origin::Overrides => ("own, in place of the shipped one", Tone::Good),
        };
        table.row([
            Cell::from(entry.name.as_str()),
            Cell::from(entry.language.unwrap_or("")),
            Cell::new(origin, tone),
        ]);
    }
    table.render(look)
}
