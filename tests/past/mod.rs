//! What git remembers of the dossiers, with real git.

mod diff;
mod history;
mod log;
