//! The brief as a document of its own, besides the Markdown that a template gives.

pub mod html;
pub mod terminal;
