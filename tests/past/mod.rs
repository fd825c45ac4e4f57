//! What git remembers of the dossiers, with real git.

mod ages;
mod diff;
mod forget;
mod log;
