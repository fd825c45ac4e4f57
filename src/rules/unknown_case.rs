//! The rule `unknown-case`.

use std::collections::HashSet;

use super::suggestions::Suggestions;
use super::{Check, Finding, Report, World};
use crate::analysis::references::{Target, references};
use crate::model::Account;
use crate::route;

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

const OTHERWISE: &str = "add the case to library/cases.yaml";

impl Check for UnknownCase {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        if account.touchpoints.iter().all(|touch| touch.told.is_empty()) || !cases_are_read(world) {
            return;
        }
        let known: HashSet<&str> = ids(world).collect();
        let mut suggestions = Suggestions::among(ids(world));
        references(account, |target, id, route| {
            if target == Target::Case && !known.contains(id) {
                report.add(Finding::at(route(), message(id)).help(suggestions.help(id, OTHERWISE)));
            }
        });
    }

    fn portfolio(&self, world: &World<'_, '_>, report: &mut Report<'_>) {
        if !cases_are_read(world) {
            return;
        }
        let known: HashSet<&str> = ids(world).collect();
        let mut suggestions = Suggestions::among(ids(world));
        for (at, talk) in world.portfolio.talk_list().iter().enumerate() {
            if let Some(id) = talk.proof.as_deref().filter(|id| !known.contains(id)) {
                let finding =
                    Finding::at(route![at, "proof"], message(id)).help(suggestions.help(id, OTHERWISE));
                report.add_in(world.portfolio.talks_file(), finding);
            }
        }
    }
}

fn message(id: &str) -> String {
    format!("no case of the library has the id `{id}`")
}

fn ids<'p>(world: &World<'p, '_>) -> impl Iterator<Item = &'p str> + Clone {
    world
        .portfolio
        .case_list()
        .iter()
        .filter_map(|case| case.id.as_deref())
}

/// Whether the cases are known: a file that is broken says nothing about which there are.
fn cases_are_read(world: &World<'_, '_>) -> bool {
    world.portfolio.cases.as_ref().is_none_or(|(document, cases)| {
        !document.is_broken() && (document.problems.is_empty() || !cases.is_empty())
    })
}
