//! The rule `case-expired`.

use super::listing::ago;
use super::{Check, Finding, Report, World};
use crate::model::Case;
use crate::route;

rule! {
    /// A case of the library that nobody may tell, or not any more.
    ///
    /// ## Why
    ///
    /// A case is somebody else's story: it is told with leave, and as long as the leave lasts (M11). One
    /// without is offered in no brief, so that it does no harm; but a good case is missed.
    ///
    /// ## How to mend
    ///
    /// Ask for leave again, and write `approved: {by: …, until: …}`; or take the case out.
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
            let place = |keys: &[&str]| keys.iter().fold(route![at], |route, key| route.key(*key));
            let approved = case.approved.as_ref();
            let until = approved.and_then(|approved| approved.until);
            let is_at_fault = |keys: &[&str]| world.is_at_fault_in(file, &place(keys));
            let by = approved.and_then(|approved| approved.by.as_deref());
            let finding = match (by.map(str::trim), until) {
                (_, Some(until)) if until < world.today => {
                    let message = format!(
                        "leave to tell {} ended on {}",
                        called(case),
                        ago(until, world.today)
                    );
                    Finding::at(place(&["approved", "until"]), message)
                }
                (None, _) if is_at_fault(&["approved", "by"]) => continue,
                (None, _) if approved.is_none() && is_at_fault(&["approved"]) => continue,
                (None | Some(""), _) => {
                    let message = format!("nobody has given leave to tell {}", called(case));
                    Finding::at(place(&["approved"]), message)
                }
                _ => continue,
            };
            let help = "ask for leave and write `approved: {by: …, until: …}`; or take the case out";
            report.add_in(file, finding.help(help));
        }
    }
}

fn called(case: &Case<'_>) -> String {
    match (&case.id, &case.title) {
        (Some(id), _) => format!("the case `{id}`"),
        (None, Some(title)) => format!("the case “{title}”"),
        (None, None) => "this case".to_owned(),
    }
}
