//! Rendering: finished values to text. Nothing here prints; each format has its file.

pub mod agenda;
mod bar;
pub mod brief;
pub mod capacity;
pub mod completeness;
pub mod csv;
pub mod deals;
pub mod diff;
pub mod figures;
pub mod findings;
pub mod graph;
pub mod health;
pub mod ics;
pub mod json;
pub mod manual;
pub mod overview;
pub mod schema;
pub mod standards;
pub mod starter;
pub mod status;
pub mod style;
pub mod table;
pub mod template;
pub mod tiers;
pub mod visible;
pub mod wrap;
mod xml;
