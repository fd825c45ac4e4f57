//! The rule `case-unapproved`.

use super::leave::{called, until};
use super::{Check, Finding, Report, World};
use crate::analysis::matching::is_approved;
use crate::diagnostic::FileId;
use crate::model::Case;
use crate::route;

rule! {
    /// A case of the library that nobody has given leave to tell.
    ///
    /// ## Why
    ///
    /// A case is somebody else's story, often with their figures: told without leave it costs the reference,
    /// and sometimes the account (M11). `dossier brief` and `dossier library match` do not offer it.
    ///
    /// ## How to mend
    ///
    /// Ask whoever may give leave, and write `approved: {by: …, until: …}`; or take the case out.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # library/cases.yaml
    /// - {id: reference-plant, title: Change-over in forty minutes}    # who said that we may tell this?
    /// ```
    pub struct CaseUnapproved = "case-unapproved", Warning;
}

impl Check for CaseUnapproved {
    fn portfolio(&self, world: &World<'_, '_>, report: &mut Report<'_>) {
        let file = world.portfolio.cases_file();
        for (at, case) in world.portfolio.case_list().iter().enumerate() {
            let has_ended = until(case).is_some_and(|until| until < world.today);
            if is_approved(case) || has_ended || is_at_fault(world, file, at, case) {
                continue;
            }
            let message = format!("nobody has given leave to tell {}", called(case));
            let help = "ask for leave and write `approved: {by: …, until: …}`; or take the case out";
            report.add_in(file, Finding::at(route![at, "approved"], message).help(help));
        }
    }
}

/// Whether leave is written in a way that cannot be read, which another rule tells.
fn is_at_fault(world: &World<'_, '_>, file: FileId, at: usize, case: &Case<'_>) -> bool {
    match &case.approved {
        None => world.is_at_fault_in(file, &route![at, "approved"]),
        Some(approved) => approved.by.is_none() && world.is_at_fault_in(file, &route![at, "approved", "by"]),
    }
}
