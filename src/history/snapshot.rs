//! Snapshots: the dossiers and the library as they were at a commit.

use super::git::{Blob, Git, GitError};
use crate::portfolio::Sources;
use crate::settings::{Settings, plain};
use crate::source::SourceFile;
use crate::source::file::MAX_BYTES;

/// Reads the files of a commit that the settings' folders hold.
///
/// # Errors
/// What git says where it cannot.
pub fn read(git: &Git, commit: &str, settings: &Settings, flat: bool) -> Result<Sources, GitError> {
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
        let file = SourceFile::from_bytes(blob.path.as_str(), content);
        if blob.path == format!("{library}/cases.yaml") {
            cases = Some(file);
        } else if blob.path == format!("{library}/talks.yaml") {
            talks = Some(file);
        } else if let Some(id) = id(&blob.path, accounts, flat) {
            dossiers.push((id.to_owned(), file));
        }
    }
    Ok(Sources::from_files(dossiers, cases, talks))
}

/// The id of the dossier at a path, if it is one.
fn id<'p>(path: &'p str, accounts: &str, flat: bool) -> Option<&'p str> {
    let below = match flat {
        true => Some(path).filter(|path| !path.contains('/') && *path != crate::settings::FILE_NAME),
        false if accounts.is_empty() => Some(path),
        false => path.strip_prefix(accounts)?.strip_prefix('/'),
    };
    below?
        .strip_suffix(".yaml")
        .filter(|id| !id.split('/').any(|part| part.starts_with('.')))
}
