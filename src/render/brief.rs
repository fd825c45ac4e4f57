//! The brief as a document of its own, besides the Markdown that a template gives.

pub mod data;
pub mod html;
pub mod templates;
pub mod terminal;
