//! The list of templates as JSON, version 1.

use serde::Serialize;

use super::to_text;
use crate::render::template::list::Entry;

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    templates: &'a [Entry],
}

/// The document.
pub fn render(entries: &[Entry]) -> String {
    to_text(&Document {
        version: 1,
        templates: entries,
    })
}
