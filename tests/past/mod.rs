//! What git remembers of the dossiers, with real git.

mod ages;
mod forget;
mod log;
