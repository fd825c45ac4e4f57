//! What git is told about a repository: settings, attributes of files, the folder of hooks. Asking runs nothing.

use std::path::PathBuf;

use super::{Git, GitError, said};
use crate::source::save::is_inside;

/// Where git's settings are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere: of several values of a setting the last one counts.
    All,
    /// In the repository's own configuration.
    Local,
}

/// The folder that git looks for hooks in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HooksFolder {
    /// The folder, there yet or not.
    pub path: PathBuf,
    /// The top of the work tree, where hooks are run.
    pub top: PathBuf,
    /// Whether it is this repository's, and no other one finds its hooks there.
    pub is_own: bool,
}

impl Git {
    /// The settings whose names begin in one of some ways, with their values, in their order.
    ///
    /// # Errors
    /// [`GitError::Failed`] where the configuration cannot be read.
    pub fn settings(&self, begin: &[&str], scope: Scope) -> Result<Vec<(String, String)>, GitError> {
        let named = format!("^({})", begin.join("|").replace('.', "\\."));
        let mut arguments = vec!["config", "-z", "--get-regexp", &named];
        if scope == Scope::Local {
            arguments.insert(1, "--local");
        }
        let listing = match self.run(&arguments)? {
            Ok(listing) => listing,
            // That there is none is no message's worth for git.
            Err(message) if message.is_empty() => String::new(),
            Err(message) => return Err(GitError::Failed(message)),
        };
        let settings = listing.split_terminator('\0');
        let pair = |setting: &str| {
            let (name, value) = setting.split_once('\n').unwrap_or((setting, ""));
            (name.to_owned(), value.to_owned())
        };
        Ok(settings.map(pair).collect())
    }

    /// Writes a setting into the repository's own configuration.
    ///
    /// # Errors
    /// [`GitError::Failed`] where git cannot write it.
    pub fn set(&self, name: &str, value: &str) -> Result<(), GitError> {
        self.done(&["config", "--local", name, value])
    }

    /// Takes a setting that has one value out of the repository's own configuration.
    ///
    /// # Errors
    /// [`GitError::Failed`] where git cannot write it.
    pub fn unset(&self, name: &str) -> Result<(), GitError> {
        self.done(&["config", "--local", "--unset", name])
    }

    fn done(&self, arguments: &[&str]) -> Result<(), GitError> {
        self.run(arguments)?.map(|_| ()).map_err(GitError::Failed)
    }

    /// What an attribute of a file says, the file being there or not; nothing where none is given.
    ///
    /// # Errors
    /// [`GitError::Failed`] where git cannot tell.
    pub fn attribute(&self, name: &str, path: &str) -> Result<Option<String>, GitError> {
        let listing = self.run(&["check-attr", "-z", name, "--", path])?;
        let listing = listing.map_err(GitError::Failed)?;
        let value = listing.split('\0').nth(2).unwrap_or_default();
        Ok(Some(value.to_owned()).filter(|value| value != "unspecified"))
    }

    /// The folder that git looks for this repository's hooks in.
    ///
    /// # Errors
    /// [`GitError::Failed`] where there is no work tree.
    pub fn hooks(&self) -> Result<HooksFolder, GitError> {
        let top = self.place(&["--show-toplevel"])?;
        // A folder of the settings is told from the top.
        let at_top = Self::at(&top);
        let path = top.join(at_top.place(&["--git-path", "hooks"])?);
        let common = top.join(at_top.place(&["--git-common-dir"])?);
        let is_own = [&top, &common].iter().any(|home| is_inside(&path, home));
        Ok(HooksFolder { path, top, is_own })
    }

    /// A place that git knows, told from the directory. It is asked without the settings by which all else is
    /// run: they name no folder of hooks.
    fn place(&self, question: &[&str]) -> Result<PathBuf, GitError> {
        let mut command = self.bare();
        command.arg("rev-parse").args(question);
        let answer = said(command)?.map_err(GitError::Failed)?;
        Ok(PathBuf::from(answer.trim_end_matches(['\r', '\n'])))
    }
}
