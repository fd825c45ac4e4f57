//! What git remembers of the dossiers, with real git.

mod forget;
mod log;
