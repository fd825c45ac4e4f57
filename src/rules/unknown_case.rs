//! The rule `unknown-case`.

use std::collections::HashSet;

use super::suggestions::Suggestions;
use super::{Check, Finding, Report, World};
use crate::analysis::references::{Target, references};
use crate::diagnostic::FileId;
use crate::route;
use crate::source::Route;

rule! {
    /// A case told, or the proof of a talk track, that the library does not have.
    ///
    /// ## Why
    ///
    /// A case that was told to somebody is not offered again, and a talk track is as good as its proof. Both
    /// go by the case's id. While library/cases.yaml itself cannot be read, nothing is checked.
    ///
    /// ## How to mend
    ///
    /// Write the `id` as it stands in library/cases.yaml, or add the case there.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {on: 2026-10-14, kind: visit, told: [refrence-plant]}    # did you mean `reference-plant`?
    /// ```
    pub struct UnknownCase = "unknown-case", Error;
}

impl Check for UnknownCase {
    fn portfolio(&self, world: &World<'_, '_>, report: &mut Report<'_>) {
        if !cases_are_read(world) {
            return;
        }
        let ids = world
            .portfolio
            .case_list()
            .iter()
            .filter_map(|case| case.id.as_deref());
        let known: HashSet<&str> = ids.clone().collect();
        let mut suggestions = Suggestions::among(ids);
        told_and_proofs(world, |id, file, route| {
            if !known.contains(id) {
                let finding = Finding::at(route(), format!("no case of the library has the id `{id}`"));
                let help = suggestions.help(id, "add the case to library/cases.yaml");
                report.add_in(file, finding.help(help));
            }
        });
    }
}

/// Calls `see` with every case that was told or proves something, by id.
fn told_and_proofs(world: &World<'_, '_>, mut see: impl FnMut(&str, FileId, &dyn Fn() -> Route)) {
    for (at, dossier) in world.portfolio.dossiers.iter().enumerate() {
        let Some(account) = &dossier.account else { continue };
        references(account, |target, id, route| {
            if target == Target::Case {
                see(id, FileId(at), route);
            }
        });
    }
    for (at, talk) in world.portfolio.talk_list().iter().enumerate() {
        if let Some(id) = talk.proof.as_deref() {
            see(id, world.portfolio.talks_file(), &|| route![at, "proof"]);
        }
    }
}

/// Whether the cases are known: a file that is broken does not say which there are.
fn cases_are_read(world: &World<'_, '_>) -> bool {
    world.portfolio.cases.as_ref().is_none_or(|(document, cases)| {
        !document.is_broken() && (document.problems.is_empty() || !cases.is_empty())
    })
}
