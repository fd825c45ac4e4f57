//! The library behind the `dossier` command: account dossiers in YAML, checked, tiered, followed up and
//! briefed.
//!
//! # The layers
//! Data flows one way: what was typed becomes settings, the files become a portfolio, an analysis makes
//! a report value of it, a renderer makes text of that, and the console prints it. Imports point down
//! only; `tests/architecture.rs` checks it.
//!
//! | layer | modules | what they know |
//! |---|---|---|
//! | 0 | [`source`] | text and places: files, span trees, routes, decoding, editing, writing whole files |
//! | 1 | [`diagnostic`], [`model`] | findings as plain data; the dossier as plain types |
//! | 2 | [`analysis`], [`expression`] | pure judgement: tiers, agenda, deals, health, overview, brief; expressions over an account |
//! | 3 | [`portfolio`], [`settings`], [`rules`] | all dossiers of a repository; its settings; one finding per rule |
//! | 4 | [`exchange`], [`history`], [`render`] | calendars of others; what git remembers and merges; values to text: tables, snippets, JSON, templates |
//! | 5 | [`cli`] | the command line: one file per command |
//!
//! A place in a file is a [`source::Route`], such as `touchpoints[2].with[0]`; it becomes a line and a
//! column only when something is shown.

pub mod analysis;
pub mod cli;
pub mod diagnostic;
pub mod exchange;
pub mod expression;
pub mod history;
pub mod model;
pub mod portfolio;
pub mod render;
pub mod rules;
pub mod settings;
pub mod source;
