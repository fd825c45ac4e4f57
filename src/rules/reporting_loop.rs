//! The rule `reporting-loop`.

use super::{Check, Finding, Report, World};
use crate::analysis::circles::{SHOWN, circles, in_words};
use crate::analysis::map::superiors;
use crate::model::Account;
use crate::route;

rule! {
    /// People who report to each other in a circle.
    ///
    /// ## Why
    ///
    /// The organisation chart is drawn from `reports_to`. A circle has no top: whoever is on it cannot be
    /// placed, and the way to the decision-maker cannot be shown.
    ///
    /// ## How to mend
    ///
    /// Correct the `reports_to` that is wrong. The highest person in the dossier has none.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stakeholders:
    ///   - {id: zhao-gang, reports_to: li-wei}    # the general manager reports to nobody here
    ///   - {id: li-wei, reports_to: zhao-gang}
    /// ```
    pub struct ReportingLoop = "reporting-loop", Error;
}

impl Check for ReportingLoop {
    fn account(&self, account: &Account<'_>, _world: &World<'_, '_>, report: &mut Report<'_>) {
        for circle in circles(&superiors(account)) {
            report.add(finding(account, &circle));
        }
    }
}

fn finding(account: &Account<'_>, circle: &[usize]) -> Finding {
    let name = |at: usize| account.stakeholders[at].called().to_owned();
    let place = |at: usize| route!["stakeholders", at, "reports_to"];
    let first = circle[0];
    if circle.len() == 1 {
        return Finding::at(
            place(first),
            format!("{} is entered as their own superior", name(first)),
        )
        .help("write the superior's id, or take `reports_to` out");
    }
    let message = format!(
        "the reporting lines go in a circle: {}",
        in_words(circle, 0, name)
    );
    let help = "correct the `reports_to` that is wrong; the highest person has none";
    let others = circle.iter().skip(1).take(SHOWN - 1);
    others.fold(Finding::at(place(first), message).help(help), |finding, at| {
        finding.label(place(*at), format!("{} reports here", name(*at)))
    })
}
