//! What a repository wants in order to merge, show and check dossiers by this tool: looked for, written, taken
//! away again.
//!
//! Only what git runs for everybody who has set it up is configured, and only in the clone. Whoever lacks it, or
//! lacks this tool, gets what git itself does with text.

mod attributes;
mod driver;
mod hook;

use std::convert::Infallible;
use std::fmt;
use std::path::{Path, PathBuf};

use super::git::{Git, GitError};
use super::snapshot::Place;
use crate::source::save::Unsaved;

/// One place that is to be written, and what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The place, as people know it, such as `.gitattributes`.
    pub place: String,
    /// The lines that are to be written there.
    pub missing: Vec<String>,
    /// The lines that were written there by an earlier run.
    pub written: Vec<String>,
    /// What somebody else has there, and what to do about it: then nothing is written.
    pub foreign: Option<String>,
    store: Store,
}

/// How the lines of a part are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Store {
    Attributes(PathBuf),
    Setting(&'static str, &'static str),
    Hook(PathBuf),
}

/// Why a part was not written or taken away.
#[derive(Debug)]
pub enum Unwritten {
    /// What git says.
    Git(GitError),
    /// What hinders the writing of a file.
    File(PathBuf, Unsaved<Infallible>),
}

impl From<GitError> for Unwritten {
    fn from(error: GitError) -> Self {
        Self::Git(error)
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Git(error) => error.fmt(f),
            Self::File(path, why) => write!(f, "{}: {why}", path.display()),
        }
    }
}

impl std::error::Error for Unwritten {}

impl Part {
    /// What it is called where one setting is told from the other.
    pub fn name(&self) -> String {
        match &self.store {
            Store::Setting(name, _) => format!("{} {name}", self.place),
            _ => self.place.clone(),
        }
    }

    /// Whether it is the hook, which is written only where it is asked for.
    pub fn is_hook(&self) -> bool {
        matches!(self.store, Store::Hook(_))
    }

    /// Whether it is part of the repository, and so not of this clone alone.
    pub fn is_shared(&self) -> bool {
        matches!(self.store, Store::Attributes(_))
    }

    /// Whether nothing is missing.
    pub fn is_in_place(&self) -> bool {
        self.missing.is_empty() && self.foreign.is_none()
    }

    /// Writes what is missing.
    ///
    /// # Errors
    /// [`Unwritten`]: then this part is as it was.
    pub fn write(&self, git: &Git, root: &Path) -> Result<(), Unwritten> {
        match &self.store {
            Store::Attributes(path) => attributes::write(path, root, &self.missing),
            Store::Setting(name, value) => Ok(git.set(name, value)?),
            Store::Hook(path) => hook::write(path, &self.missing),
        }
    }

    /// Takes away what was written, and nothing else.
    ///
    /// # Errors
    /// [`Unwritten`]: then this part is as it was.
    pub fn take_away(&self, git: &Git, root: &Path) -> Result<(), Unwritten> {
        match &self.store {
            Store::Attributes(path) => attributes::take_away(path, root),
            Store::Setting(name, _) => Ok(git.unset(name)?),
            Store::Hook(path) => hook::take_away(path),
        }
    }
}

/// Looks at every part.
///
/// # Errors
/// What git says where it cannot tell, and what the operating system says of a file that cannot be read.
pub fn survey(git: &Git, root: &Path, place: &Place) -> Result<Vec<Part>, Unwritten> {
    let mut parts = vec![attributes::survey(git, root, place)?];
    parts.extend(driver::survey(git)?);
    parts.push(hook::survey(git)?);
    Ok(parts)
}
