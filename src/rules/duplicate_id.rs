//! The rule `duplicate-id`.

use std::collections::BTreeMap;

use super::{Check, Finding, Report, World};
use crate::model::{Account, Text};
use crate::route;
use crate::source::Route;

rule! {
    /// An id that stands twice in the same list.
    ///
    /// ## Why
    ///
    /// The rest of the dossier names people, needs and deals by their ids. Where two have the same, nobody
    /// can tell which one is meant.
    ///
    /// ## How to mend
    ///
    /// Give one of the two another id, and look through what names it; or merge them if they are the same.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stakeholders:
    ///   - {id: li-wei, name: 李伟}
    ///   - {id: li-wei, name: 李薇}      # call her li-wei-2, or by her department
    /// ```
    pub struct DuplicateId = "duplicate-id", Error;
}

impl Check for DuplicateId {
    fn account(&self, account: &Account<'_>, _world: &World<'_, '_>, report: &mut Report<'_>) {
        let mut add = |finding| report.add(finding);
        find(
            "stakeholders",
            &route!["stakeholders"],
            account.stakeholders.iter().map(|person| &person.id),
            &mut add,
        );
        find(
            "needs",
            &route!["needs"],
            account.needs.iter().map(|need| &need.id),
            &mut add,
        );
        find(
            "opportunities",
            &route!["opportunities"],
            account.opportunities.iter().map(|deal| &deal.id),
            &mut add,
        );
        find(
            "commitments",
            &route!["commitments"],
            account.commitments.iter().map(|promise| &promise.id),
            &mut add,
        );
        find(
            "goals",
            &route!["plan", "goals"],
            account.plan.goals.iter().map(|goal| &goal.id),
            &mut add,
        );
    }

    fn portfolio(&self, world: &World<'_, '_>, report: &mut Report<'_>) {
        let (cases, talks) = (world.portfolio.case_list(), world.portfolio.talk_list());
        let (in_cases, in_talks) = (world.portfolio.cases_file(), world.portfolio.talks_file());
        let root = Route::root();
        find("cases", &root, cases.iter().map(|case| &case.id), &mut |it| {
            report.add_in(in_cases, it);
        });
        find(
            "talk tracks",
            &root,
            talks.iter().map(|talk| &talk.id),
            &mut |it| report.add_in(in_talks, it),
        );
    }
}

/// Finds the ids of a list that stood in it before.
fn find<'a, 's: 'a>(
    what: &str,
    list: &Route,
    ids: impl Iterator<Item = &'a Option<Text<'s>>>,
    add: &mut dyn FnMut(Finding),
) {
    let place = |at: usize| list.clone().index(at).key("id");
    let mut first_at = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        let Some(id) = id.as_deref() else { continue };
        let first = *first_at.entry(id).or_insert(at);
        if first != at {
            let finding = Finding::at(place(at), format!("the id `{id}` stands twice among the {what}"))
                .help("give this one another id, and look through what names it");
            add(finding.label(place(first), "first here"));
        }
    }
}
