//! What git remembers of the dossiers, with real git.

mod diff;
mod facts;
mod forget;
mod history;
mod index;
mod log;
