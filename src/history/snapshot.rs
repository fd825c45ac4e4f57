//! Snapshots: the dossiers and the library as git has them, at a commit or staged for the next one.

use std::collections::HashMap;

use super::contents::Object;
use super::git::{Blob, Git, GitError};
use crate::portfolio::Sources;
use crate::settings::{Settings, plain};

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
    let place = Place::of(settings, flat);
    contents(git, git.files(commit, &below)?, &place, renames)
}

/// Reads the dossiers and library files among those that are staged.
///
/// # Errors
/// What git says where it cannot.
pub fn staged(git: &Git, files: Vec<Blob>, place: &Place) -> Result<Sources, GitError> {
    contents(git, files, place, &Renames::new())
}

fn contents(git: &Git, files: Vec<Blob>, place: &Place, renames: &Renames) -> Result<Sources, GitError> {
    let now = |path: &String| renames.get(path).unwrap_or(path).clone();
    let mut wanted = files;
    wanted.retain(|blob| place.kind(&now(&blob.path)).is_some());
    let objects: Vec<Object> = wanted.iter().map(|blob| blob.object.clone()).collect();
    let contents = git.contents(&objects)?;
    let mut dossiers = Vec::new();
    let (mut cases, mut talks) = (None, None);
    for (blob, content) in wanted.into_iter().zip(contents) {
        let path = now(&blob.path);
        let file = content?.source(&path);
        match place.kind(&path) {
            Some(Kind::Cases) => cases = Some(file),
            Some(Kind::Talks) => talks = Some(file),
            Some(Kind::Dossier(id)) => dossiers.push((id.to_owned(), file)),
            None => {}
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

/// Where dossiers and library files lie, as paths from the directory tell it.
#[derive(Debug)]
pub struct Place {
    pub(super) accounts: String,
    pub(super) library: String,
    pub(super) flat: bool,
}

/// What a file is, by its path.
enum Kind<'p> {
    /// The dossier with this id.
    Dossier(&'p str),
    Cases,
    Talks,
}

impl Place {
    /// That of the settings' folders; where it is `flat`, dossiers are the directory's own files.
    pub fn of(settings: &Settings, flat: bool) -> Self {
        Self {
            accounts: plain(&settings.accounts),
            library: plain(&settings.library),
            flat,
        }
    }

    /// Whether a path is that of a dossier or library file.
    pub fn holds(&self, path: &str) -> bool {
        self.kind(path).is_some()
    }

    fn kind<'p>(&self, path: &'p str) -> Option<Kind<'p>> {
        let in_library = path
            .strip_prefix(self.library.as_str())
            .and_then(|rest| rest.strip_prefix('/'));
        match in_library {
            Some("cases.yaml") => Some(Kind::Cases),
            Some("talks.yaml") => Some(Kind::Talks),
            _ => id(path, &self.accounts, self.flat).map(Kind::Dossier),
        }
    }
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
