//! The past of dossiers, as far as git tells.

use std::collections::BTreeMap;

use super::context::Context;
use crate::analysis::past::Past;
use crate::history::git::beside;
use crate::history::log::Files;
use crate::history::past::pasts;
use crate::history::{Git, GitError};
use crate::portfolio::{Dossier, Sources};
use crate::settings::plain;
use crate::source::SourceFile;

/// The past of one dossier; nothing where there is no such dossier, it has an error, or git cannot tell.
pub(super) fn of(id: &str, context: &Context) -> Option<Past> {
    let (name, path) = Sources::locate(&context.layout(), id)?;
    let source = SourceFile::read(&path, name).ok()?;
    let (git, dossier) = beside(|| Git::around(&context.root), || Dossier::read(id, &source));
    let known = git.and_then(|git| found(&git, [&dossier].into_iter(), context));
    or_none(known, context).remove(id)
}

/// What is known of the past. Where there is none nothing is said; where git has one and cannot tell it, that is.
pub(super) fn or_none(
    known: Result<BTreeMap<String, Past>, GitError>,
    context: &Context,
) -> BTreeMap<String, Past> {
    known.unwrap_or_else(|error| {
        if matches!(error, GitError::Failed(_) | GitError::Io(_)) {
            context.console.warn(&format!("ages are not known: {error}"));
        }
        BTreeMap::new()
    })
}

/// The past of some dossiers, by their ids. A dossier with an error is left out: where its values stand
/// is not sure.
///
/// # Errors
/// [`GitError`] where there is no git, no repository, no commit yet, or a history that cannot be read.
pub(super) fn known<'d, 's: 'd>(
    dossiers: impl Iterator<Item = &'d Dossier<'s>>,
    context: &Context,
) -> Result<BTreeMap<String, Past>, GitError> {
    found(&Git::around(&context.root)?, dossiers, context)
}

fn found<'d, 's: 'd>(
    git: &Git,
    dossiers: impl Iterator<Item = &'d Dossier<'s>>,
    context: &Context,
) -> Result<BTreeMap<String, Past>, GitError> {
    let sound = dossiers.filter(|dossier| dossier.document.problems.is_empty());
    let told = sound.map(|dossier| {
        let source = dossier.document.source;
        (dossier.id, (source.name(), source.text()))
    });
    let (ids, texts): (Vec<&str>, Vec<(&str, &str)>) = told.unzip();
    let accounts = match context.layout().recursive {
        true => plain(&context.settings.accounts),
        false => String::new(),
    };
    let below = [accounts.as_str()];
    let files = match texts.as_slice() {
        [] => return Ok(BTreeMap::new()),
        [(name, _)] => Files::One(name),
        _ => Files::Below(&below),
    };
    let found = pasts(git, files, &texts, context.today)?;
    Ok(ids.into_iter().map(str::to_owned).zip(found).collect())
}
