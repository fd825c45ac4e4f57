//! Finding the files that somebody means: by account or by path.

use std::path::Path;

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
        // From where the user stands, or else as findings name files.
        let below_root = context.root.join(typed);
        let path = match Path::new(typed) {
            here if here.exists() || !below_root.exists() => here,
            _ => &below_root,
        };
        match path.exists() || typed.ends_with(".yaml") {
            true => files.extend(files_at(context, portfolio, path)?),
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

/// The dossiers and library files at or below a path; the settings are read in any case.
fn files_at(context: &Context, portfolio: &Portfolio<'_>, path: &Path) -> Result<Vec<FileId>, Failure> {
    let wanted = path.canonicalize().map_err(|error| Failure::at(path, error))?;
    let is_settings = context
        .root
        .join(crate::settings::FILE_NAME)
        .canonicalize()
        .is_ok_and(|settings| settings == wanted);
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
    match files.is_empty() && !is_settings {
        true => Err(Failure::Usage(format!(
            "{} is no dossier or library file of {}",
            path.display(),
            context.root.display()
        ))),
        false => Ok(files),
    }
}
