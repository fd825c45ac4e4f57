//! The repository as it is staged, for `dossier check --staged`.

use std::collections::HashSet;
use std::path::PathBuf;

use super::Global;
use super::console::Console;
use super::context::{self, Context};
use super::exit::{Failure, Verdict};
use crate::diagnostic::FileId;
use crate::history::git::Staged;
use crate::history::snapshot::{self, Place};
use crate::history::{Git, GitError};
use crate::portfolio::{Portfolio, Sources};
use crate::settings::FILE_NAME;
use crate::source::SourceFile;

/// The repository as the next commit will have it.
pub(super) struct Stage {
    /// Its settings are the staged ones.
    pub(super) context: Context,
    /// All its dossiers and library files; none where none of them is changed.
    pub(super) sources: Sources,
    /// What there is to say of files that cannot be looked into.
    pub(super) verdict: Verdict,
    changed: HashSet<String>,
}

impl Stage {
    /// Reads it from the index: within a hook from the one that is being committed.
    pub(super) fn read(global: &Global, console: Console) -> Result<Self, Failure> {
        let root = context::root(global)?;
        let git = Git::around(&root)?.with_index(index()?);
        let mut staged = git.staged()?;
        let settings = settings(&git, &staged)?;
        let context = Context::with(global, root, settings.as_ref(), console)?;
        let place = Place::of(&context.settings, !context.layout().recursive);
        staged.changed.retain(|path| place.holds(path));
        let verdict = remark_unreadable(&staged, &place, &context);
        let sources = match staged.changed.is_empty() {
            true => Sources::default(),
            false => snapshot::staged(&git, staged.files, &place)?,
        };
        Ok(Self {
            context,
            sources,
            verdict,
            changed: staged.changed,
        })
    }

    /// The files whose contents the next commit changes.
    pub(super) fn changed(&self, portfolio: &Portfolio<'_>) -> Vec<FileId> {
        let documents = portfolio.documents();
        documents
            .filter(|(_, document)| self.changed.contains(document.source.name()))
            .map(|(file, _)| file)
            .collect()
    }
}

/// The index that git names to its hooks, relative to where it starts them.
fn index() -> Result<Option<PathBuf>, Failure> {
    let index = std::env::var_os("GIT_INDEX_FILE").filter(|index| !index.is_empty());
    index
        .map(std::path::absolute)
        .transpose()
        .map_err(|error| Failure::io("the working directory", error))
}

/// The settings that are staged, if there are any.
fn settings(git: &Git, staged: &Staged) -> Result<Option<SourceFile>, GitError> {
    let files = staged.files.iter().filter(|blob| blob.path == FILE_NAME);
    let objects: Vec<_> = files.map(|blob| blob.object.clone()).collect();
    let content = git.contents(&objects)?.next().transpose()?;
    Ok(content.map(|content| content.source(FILE_NAME)))
}

/// Says which changed files are not checked: they must not pass unnoticed.
fn remark_unreadable(staged: &Staged, place: &Place, context: &Context) -> Verdict {
    let unmerged = staged.unmerged.iter().filter(|path| place.holds(path));
    let told = unmerged.map(|path| format!("{path} is in conflict: resolve it and `git add` it"));
    let told: Vec<String> = told.collect();
    told.iter().for_each(|one| context.console.warn(one));
    match told.is_empty() {
        true => Verdict::Clean,
        false => Verdict::Unread,
    }
}
