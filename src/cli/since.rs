//! What is worse than at a commit, for `dossier check --since`.

use std::collections::HashSet;

use super::context::Context;
use super::exit::Failure;
use crate::analysis::deal::Process;
use crate::history::ratchet::worsened;
use crate::history::snapshot::{self, Renames};
use crate::history::{Git, GitError};
use crate::portfolio::Portfolio;
use crate::rules::{Located, Selection, World, check};

/// Leaves what is worse than at a commit, whose dossiers are judged by today's settings, process and day. A dossier
/// that was renamed since brings its old findings along.
pub(super) fn worse<'p>(
    revision: &str,
    world: &World<'p, '_>,
    findings: Vec<Located<'p>>,
    selection: &Selection,
    context: &Context,
) -> Result<Vec<Located<'p>>, Failure> {
    let past = Past::at(revision, world, selection, context)?;
    let fingerprint = |finding: Located<'_>| finding.fingerprint;
    past.judged(&Renames::new(), world.portfolio, |before, old| {
        let mut old = old.into_iter().map(fingerprint).collect();
        let renames = past.renames()?;
        if renames.is_empty() {
            return Ok(worsened(world, findings, before, &old, selection));
        }
        // All others are judged as they were: what they said of an old name was in order then.
        past.judged(&renames, world.portfolio, |before, moved| {
            let names: HashSet<&str> = renames.values().map(String::as_str).collect();
            let is_renamed = |finding: &Located<'_>| names.contains(finding.source.name());
            old.extend(moved.into_iter().filter(is_renamed).map(fingerprint));
            Ok(worsened(world, findings, before, &old, selection))
        })
    })
}

/// The repository as it was at a commit.
struct Past<'c> {
    git: Git,
    commit: String,
    everywhere: Selection,
    process: &'c Process,
    context: &'c Context,
}

impl<'c> Past<'c> {
    fn at(
        revision: &str,
        now: &'c World<'_, '_>,
        selection: &Selection,
        context: &'c Context,
    ) -> Result<Self, Failure> {
        let git = Git::around(&context.root)?;
        Ok(Self {
            commit: git.commit(revision)?,
            git,
            everywhere: Selection {
                rules: selection.rules.clone(),
                files: None,
                no_ignores: selection.no_ignores,
            },
            process: now.process,
            context,
        })
    }

    /// Looks at the dossiers of then, some of them under the names of today, and what is found in them. Those
    /// that are as they are now are not read again.
    fn judged<T>(
        &self,
        renames: &Renames,
        now: &Portfolio<'_>,
        look: impl FnOnce(&World<'_, '_>, Vec<Located<'_>>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let settings = &self.context.settings;
        let sources = snapshot::read(&self.git, &self.commit, settings, self.is_flat(), renames)?;
        let portfolio = Portfolio::decode_beside(&sources, now);
        let before = World::new(&portfolio, settings, self.process, self.context.today);
        look(&before, check(&before, &self.everywhere))
    }

    fn renames(&self) -> Result<Renames, Failure> {
        let settings = &self.context.settings;
        Ok(snapshot::renames(
            &self.git,
            &self.commit,
            settings,
            self.is_flat(),
        )?)
    }

    fn is_flat(&self) -> bool {
        !self.context.layout().recursive
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        Self::Usage(error.to_string())
    }
}
