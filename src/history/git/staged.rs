//! What the next commit will hold, as the index has it.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use super::{Blob, Git, GitError, is_regular};
use crate::history::contents::Object;

/// The files of the next commit.
#[derive(Debug)]
pub struct Staged {
    /// All regular files below the directory, in the order of their paths, which are told from the directory.
    pub files: Vec<Blob>,
    /// The paths of those that are new, or not as they are in the last commit.
    pub changed: HashSet<String>,
    /// The paths of files that a merge left in conflict: there is no one content of theirs.
    pub unmerged: Vec<String>,
}

/// One line of what is staged: `:OLD-MODE NEW-MODE OLD-OBJECT NEW-OBJECT STATUS`, and its path.
struct Change<'l> {
    mode: &'l str,
    object: &'l str,
    status: &'l str,
    path: &'l str,
}

impl Git {
    /// The same with another index than the usual one: a hook is told of the one that is being committed.
    #[must_use]
    pub fn with_index(self, index: Option<PathBuf>) -> Self {
        Self { index, ..self }
    }

    /// What is staged below the directory. Of a file that is only intended to be added there is nothing yet.
    ///
    /// # Errors
    /// [`GitError::Failed`] where git cannot tell.
    pub fn staged(&self) -> Result<Staged, GitError> {
        let (base, files) = match &self.head {
            Some(commit) => (commit.clone(), self.files(commit, &[""])?),
            // Before the first commit.
            None => (self.nothing()?, Vec::new()),
        };
        // Only the index: to read the work tree git would run the filters that a configuration names.
        let listing = self.run(&[
            "diff-index",
            "--cached",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--ita-invisible-in-index",
            "--no-ext-diff",
            "--no-textconv",
            "-z",
            &base,
            "--",
            ".",
        ])?;
        Ok(self.with_changes(files, &listing.map_err(GitError::Failed)?))
    }

    /// The tree without files, which every repository has.
    fn nothing(&self) -> Result<String, GitError> {
        let object = self.run(&["hash-object", "-t", "tree", "--stdin"])?;
        Ok(object.map_err(GitError::Failed)?.trim().to_owned())
    }

    fn with_changes(&self, files: Vec<Blob>, listing: &str) -> Staged {
        let parts: Vec<&str> = listing.split_terminator('\0').collect();
        let changes: Vec<Change<'_>> = parts
            .chunks_exact(2)
            .filter_map(|parts| self.change(parts[0], parts[1]))
            .collect();
        let named = files.into_iter().map(|blob| (blob.path.clone(), blob));
        let mut files: BTreeMap<String, Blob> = named.collect();
        let (mut changed, mut unmerged) = (HashSet::new(), Vec::new());
        for change in &changes {
            let path = change.path.to_owned();
            files.remove(&path);
            if change.status == "U" {
                unmerged.push(path);
            } else if is_regular(change.mode) {
                changed.insert(path.clone());
                let object = Object::new(change.object);
                files.insert(path.clone(), Blob { path, object });
            }
        }
        Staged {
            files: files.into_values().collect(),
            changed,
            unmerged,
        }
    }

    fn change<'l>(&self, head: &'l str, path: &'l str) -> Option<Change<'l>> {
        let words: Vec<&str> = head.split_whitespace().collect();
        let [_, mode, _, object, status] = words[..] else {
            return None;
        };
        let path = path.strip_prefix(&self.prefix)?;
        Some(Change {
            mode,
            object,
            status,
            path,
        })
    }
}
