//! A brief as JSON, version 1: the data that its template gets, as docs/brief-data.md tells it.

use serde::Serialize;

use super::to_text;

/// The document: what it is a version of, and the brief's own keys beside that.
#[derive(Serialize)]
struct Document<'b, T> {
    version: u8,
    #[serde(flatten)]
    brief: &'b T,
}

/// The data of a brief.
pub fn render<T: Serialize>(brief: &T) -> String {
    to_text(&Document { version: 1, brief })
}
