//! What git remembers of the dossiers, with real git.

mod facts;
mod diff;
mod history;
mod log;
