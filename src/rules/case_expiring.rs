//! The rule `case-expiring`.

use super::leave::{called, until, until_place};
use super::{Check, Finding, Report, World};
use crate::analysis::matching::ENDING;

rule! {
    /// A case of the library that may be told for no more than 30 days.
    ///
    /// ## Why
    ///
    /// Leave takes its time: whoever gave it must be asked, and lawyers read slowly. Asked for now the case is
    /// not missed when its leave ends (M11).
    ///
    /// ## How to mend
    ///
    /// Ask for leave again, and write the new day as `approved.until`. Where it is not to be had, tell the case
    /// while you may, and look for another.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # library/cases.yaml
    /// - {id: reference-plant, approved: {by: legal, until: 2026-12-15}}    # in 24 days on 2026-11-21
    /// ```
    pub struct CaseExpiring = "case-expiring", Note;
}

impl Check for CaseExpiring {
    fn portfolio(&self, world: &World<'_, '_>, report: &mut Report<'_>) {
        let file = world.portfolio.cases_file();
        for (at, case) in world.portfolio.case_list().iter().enumerate() {
            let Some(until) = until(case) else { continue };
            let left = until.days_since(world.today);
            if !(0..=ENDING).contains(&left) {
                continue;
            }
            let when = match left {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                days => format!("in {days} days"),
            };
            let message = format!("leave to tell {} ends on {until}, {when}", called(case));
            let help = "ask for leave again and write the new day here";
            report.add_in(file, Finding::at(until_place(at), message).help(help));
        }
    }
}
