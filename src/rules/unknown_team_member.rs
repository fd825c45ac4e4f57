//! The rule `unknown-team-member`.

use super::suggestions::Suggestions;
use super::{Check, Finding, Report, World};
use crate::analysis::references::{Target, references};
use crate::model::Account;

rule! {
    /// One of us who is not in the settings' `team`.
    ///
    /// ## Why
    ///
    /// What falls due is listed by owner. Under a name that nobody has, it is on nobody's list. Where the
    /// settings declare no team, nothing is checked.
    ///
    /// ## How to mend
    ///
    /// Write the id as it stands below `team` in dossier.yaml, or add the colleague there.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # dossier.yaml: team: {wang.min: {name: Wang Min}}
    /// owner: wang.mim            # did you mean `wang.min`?
    /// ```
    pub struct UnknownTeamMember = "unknown-team-member", Error;
}

impl Check for UnknownTeamMember {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let team = &world.settings.team;
        if team.is_empty() {
            return;
        }
        let mut suggestions = Suggestions::among(team.keys().map(String::as_str));
        references(account, |target, id, route| {
            if target == Target::TeamMember && !team.contains_key(id) {
                let help = named_by_name(world, id)
                    .unwrap_or_else(|| suggestions.help(id, "add the colleague to `team` in dossier.yaml"));
                report
                    .add(Finding::at(route(), format!("nobody in our `team` has the id `{id}`")).help(help));
            }
        });
    }
}

/// The help for a colleague who is named by the name.
fn named_by_name(world: &World<'_, '_>, typed: &str) -> Option<String> {
    let is_meant = |name: &str| name.eq_ignore_ascii_case(typed);
    let mut team = world.settings.team.iter();
    let (id, _) = team.find(|(_, colleague)| colleague.name.as_deref().is_some_and(is_meant))?;
    Some(format!("colleagues are named by id: `{id}`"))
}
