//! History: what git remembers of a repository, read without touching the work tree; a commit, where the user
//! asks for one; and the merge of what went apart.

pub mod git;
pub mod merge;
pub mod ratchet;
pub mod snapshot;

pub use git::{Git, GitError};
