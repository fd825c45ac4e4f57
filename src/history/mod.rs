//! History: what git remembers of a repository, read without touching the work tree; and a commit, where the
//! user asks for one.

pub mod comparison;
pub mod contents;
pub mod git;
pub mod index;
pub mod log;
pub mod movements;
pub mod past;
pub mod ratchet;
pub mod remembered;
pub mod replay;
pub mod setup;
pub mod slips;
pub mod snapshot;
pub mod timeline;

pub use git::{Git, GitError};
