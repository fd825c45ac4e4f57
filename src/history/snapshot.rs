//! Snapshots: the dossiers and the library as they were at a commit.

use std::collections::HashMap;

use super::git::{Blob, Git, GitError};
use crate::portfolio::Sources;
use crate::settings::{Settings, plain};
use crate::source::SourceFile;
use crate::source::file::MAX_BYTES;

/// The paths of files today, by their paths at a commit.
pub type Renames = HashMap<String, String>;

/// Reads the files of a commit that the settings' folders hold; those that have been renamed since, under
/// their new names.
///
/// # Errors
/// What git says where it cannot.
pub fn read(
    git: &Git,
    commit: &str,
    settings: &Settings,
    flat: bool,
    renames: &Renames,
) -> Result<Sources, GitError> {
    let (accounts, library) = (&plain(&settings.accounts), &plain(&settings.library));
    let below = if flat {
        vec![""]
    } else {
        vec![accounts.as_str(), library]
    };
    let wanted: Vec<Blob> = git
        .files(commit, &below)?
        .into_iter()
        .filter(|blob| blob.size <= MAX_BYTES && blob.path.ends_with(".yaml"))
        .collect();
    let contents = git.contents(&wanted)?;
    let mut dossiers = Vec::new();
    let (mut cases, mut talks) = (None, None);
    for (blob, content) in wanted.into_iter().zip(contents) {
        let path = renames.get(&blob.path).unwrap_or(&blob.path);
        let file = SourceFile::from_bytes(path.as_str(), content);
        if *path == format!("{library}/cases.yaml") {
            cases = Some(file);
        } else if *path == format!("{library}/talks.yaml") {
            talks = Some(file);
        } else if let Some(id) = id(path, accounts, flat) {
            dossiers.push((id.to_owned(), file));
        }
    }
    Ok(Sources::from_files(dossiers, cases, talks))
}

/// The dossiers that have another name than at a commit.
///
/// # Errors
/// What git says where it cannot tell.
pub fn renames(git: &Git, commit: &str, settings: &Settings, flat: bool) -> Result<Renames, GitError> {
    let accounts = plain(&settings.accounts);
    let below = if flat { "" } else { accounts.as_str() };
    let renamed = git.renames(commit, below)?.into_iter();
    Ok(renamed
        .filter(|(then, now)| [then, now].iter().all(|path| path.ends_with(".yaml")))
        .collect())
}

/// The id of the dossier at a path, if it is one.
pub(super) fn id<'p>(path: &'p str, accounts: &str, flat: bool) -> Option<&'p str> {
    let below = match flat {
        true => Some(path).filter(|path| !path.contains('/') && *path != crate::settings::FILE_NAME),
        false if accounts.is_empty() => Some(path),
        false => path.strip_prefix(accounts)?.strip_prefix('/'),
    };
    below?
        .strip_suffix(".yaml")
        .filter(|id| !id.split('/').any(|part| part.starts_with('.')))
}
