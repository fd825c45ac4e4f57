//! Editors: who of us committed to a dossier, how often and when (M10).

use super::git::{Git, GitError};
use super::log::{Extent, Files, Walk};
use crate::model::Day;

/// Somebody who committed to a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// The name, as the repository's `.mailmap` has it.
    pub name: String,
    /// The e-mail address, likewise: it tells two of one name apart.
    pub email: String,
    /// How many commits.
    pub commits: usize,
    /// The day of the first.
    pub first: Day,
    /// The day of the last.
    pub last: Day,
}

/// Who committed to a dossier, under whatever names its file had, the busiest first. Merges are nobody's.
///
/// # Errors
/// What git says where it cannot tell.
pub fn editors(git: &Git, until: &str, path: &str) -> Result<Vec<Editor>, GitError> {
    let extent = Extent {
        until,
        after: None,
        walk: Walk::EveryBranch,
        files: Files::One(path),
    };
    let mut editors: Vec<Editor> = Vec::new();
    for commit in git.log(&extent)? {
        let commit = commit?;
        match editors.iter_mut().find(|known| known.email == commit.email) {
            Some(known) => {
                known.commits += 1;
                known.first = known.first.min(commit.day);
                known.last = known.last.max(commit.day);
            }
            None => editors.push(Editor {
                name: commit.author,
                email: commit.email,
                commits: 1,
                first: commit.day,
                last: commit.day,
            }),
        }
    }
    editors.sort_by(|one, other| (other.commits, &one.name).cmp(&(one.commits, &other.name)));
    Ok(editors)
}
