//! Finding the files that somebody means: by account or by path.

use std::path::{Path, PathBuf};

use super::account;
use super::context::Context;
use super::exit::Failure;
use crate::diagnostic::FileId;
use crate::portfolio::Portfolio;

/// The files that some words mean; nothing where there are no words, which means all of them.
pub(super) fn named(
    context: &Context,
    portfolio: &Portfolio<'_>,
    typed: &[String],
) -> Result<Option<Vec<FileId>>, Failure> {
    if typed.is_empty() {
        return Ok(None);
    }
    let mut files = Vec::new();
    for typed in typed {
        let path = path_of(context, typed);
        match path.exists() || typed.ends_with(".yaml") {
            true => files.extend(files_at(context, portfolio, &path)?),
            false => {
                let id = account::find(portfolio, typed)?.id;
                files.extend(portfolio.by_id().get(id));
            }
        }
    }
    files.sort_unstable();
    files.dedup();
    Ok(Some(files))
}

/// The path that is typed: from where the user stands, or else as findings name files.
pub(super) fn path_of(context: &Context, typed: &str) -> PathBuf {
    let below_root = context.root.join(typed);
    match Path::new(typed) {
        here if here.exists() || !below_root.exists() => here.to_owned(),
        _ => below_root,
    }
}

/// The dossiers and library files at or below a path. The settings are read in any case, and templates are
/// looked at apart.
fn files_at(context: &Context, portfolio: &Portfolio<'_>, path: &Path) -> Result<Vec<FileId>, Failure> {
    let wanted = path.canonicalize().map_err(|error| Failure::at(path, error))?;
    let is_below = |folder: PathBuf| {
        folder
            .canonicalize()
            .is_ok_and(|folder| wanted.starts_with(folder))
    };
    let is_elsewhere =
        is_below(context.root.join(crate::settings::FILE_NAME)) || is_below(context.templates()?);
    let files: Vec<FileId> = portfolio
        .documents()
        .filter(|(_, document)| {
            document
                .source
                .path()
                .canonicalize()
                .is_ok_and(|found| found.starts_with(&wanted))
        })
        .map(|(file, _)| file)
        .collect();
    match files.is_empty() && !is_elsewhere {
        true => Err(Failure::Usage(format!(
            "{} is no dossier, library file or template of {}",
            path.display(),
            context.root.display()
        ))),
        false => Ok(files),
    }
}
