//! The rule `unknown-need`.

use super::suggestions::Suggestions;
use super::{Check, Finding, Report, World};
use crate::analysis::references::{Target, references};
use crate::model::Account;

rule! {
    /// An opportunity for a need, or an action for a goal, that the dossier does not have.
    ///
    /// ## Why
    ///
    /// A deal is argued from the need behind it and from what meeting it is worth; an action is measured by
    /// the goal it serves. Without them both hang in the air.
    ///
    /// ## How to mend
    ///
    /// Write the id as it stands in `needs` or in `plan.goals`, or add the need or goal there.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// needs:
    ///   - {id: changeover, need: change-over stops the line for six hours}
    /// opportunities:
    ///   - {id: line-3, need: change-over}    # did you mean `changeover`?
    /// ```
    pub struct UnknownNeed = "unknown-need", Error;
}

impl Check for UnknownNeed {
    fn account(&self, account: &Account<'_>, _world: &World<'_, '_>, report: &mut Report<'_>) {
        let needs = account.needs.iter().filter_map(|need| need.id.as_deref());
        let goals = account.plan.goals.iter().filter_map(|goal| goal.id.as_deref());
        let mut near_needs = Suggestions::among(needs.clone());
        let mut near_goals = Suggestions::among(goals.clone());
        references(account, |target, id, route| {
            let (what, help) = match target {
                Target::Need if needs.clone().all(|need| need != id) => {
                    ("need", near_needs.help(id, "add the need to `needs`"))
                }
                Target::Goal if goals.clone().all(|goal| goal != id) => (
                    "goal of the plan",
                    near_goals.help(id, "add the goal to `plan.goals`"),
                ),
                _ => return,
            };
            report.add(Finding::at(route(), format!("no {what} has the id `{id}`")).help(help));
        });
    }
}
