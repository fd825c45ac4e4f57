//! The rule `case-expired`.

use super::leave::{called, until, until_place};
use super::listing::ago;
use super::{Check, Finding, Report, World};

rule! {
    /// A case of the library that may not be told any more.
    ///
    /// ## Why
    ///
    /// A case is somebody else's story: it is told with leave, and as long as the leave lasts (M11). One whose
    /// leave has ended is offered in no brief, so that it does no harm; but a good case is missed. That leave
    /// is about to end says `case-expiring`, that there was none `case-unapproved`.
    ///
    /// ## How to mend
    ///
    /// Ask for leave again, and write the new day as `approved.until`; or take the case out.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # library/cases.yaml
    /// - {id: reference-plant, approved: {by: legal, until: 2026-10-31}}    # past on 2026-11-21
    /// ```
    pub struct CaseExpired = "case-expired", Note;
}

impl Check for CaseExpired {
    fn portfolio(&self, world: &World<'_, '_>, report: &mut Report<'_>) {
        let file = world.portfolio.cases_file();
        for (at, case) in world.portfolio.case_list().iter().enumerate() {
            let Some(until) = until(case).filter(|until| *until < world.today) else {
                continue;
            };
            let message = format!(
                "leave to tell {} ended on {}",
                called(case),
                ago(until, world.today)
            );
            let help = "ask for leave again and write the new day here; or take the case out";
            report.add_in(file, Finding::at(until_place(at), message).help(help));
        }
    }
}
