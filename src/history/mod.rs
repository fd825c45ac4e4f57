//! History: what git remembers of a repository, read without touching the work tree; a commit, where the user
//! asks for one; and the merge of what went apart.

pub mod comparison;
pub mod contents;
pub mod editors;
pub mod git;
pub mod index;
pub mod log;
pub mod merge;
pub mod movements;
pub mod past;
pub mod ratchet;
pub mod remembered;
pub mod replay;
pub mod setup;
pub mod slips;
pub mod snapshot;
pub mod timeline;
mod trail;

pub use git::{Git, GitError};
