//! The rule `scattered-focus`.

use super::pursuit::is_lost;
use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::model::need::{NeedKind, NeedStatus};
use crate::route;

rule! {
    /// More than two needs at the highest priority.
    ///
    /// ## Why
    ///
    /// Focus is the one or two needs that matter most (M6). Where all comes first, nothing does, and no
    /// offer is argued well for any of them.
    ///
    /// ## How to mend
    ///
    /// Ask them which two they would solve if they could solve two; give the others a lower priority. What
    /// is met is `status: solved`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// needs:
    ///   - {id: changeover, priority: 1}
    ///   - {id: uptime, priority: 1}
    ///   - {id: training, priority: 1}     # the third that comes first
    /// ```
    pub struct ScatteredFocus = "scattered-focus", Note;
}

/// So many needs are in focus.
const FOCUS: usize = 2;

impl Check for ScatteredFocus {
    fn account(&self, account: &Account<'_>, _world: &World<'_, '_>, report: &mut Report<'_>) {
        // A want at the highest priority is another rule's.
        let first: Vec<usize> = account
            .needs
            .iter()
            .enumerate()
            .filter(|(_, need)| need.priority == Some(1) && need.kind != Some(NeedKind::Want))
            .filter(|(_, need)| need.status != Some(NeedStatus::Solved))
            .map(|(at, _)| at)
            .collect();
        let Some((third, in_focus)) = first.get(FOCUS).zip(first.get(..FOCUS)) else {
            return;
        };
        if is_lost(account) {
            return;
        }
        let place = |at: usize| route!["needs", at, "priority"];
        let message = format!(
            "{} needs come first; focus is the one or two that matter most",
            first.len()
        );
        let finding = Finding::at(place(*third), message)
            .help("ask them which two come first, and give the others a lower `priority`");
        report.add(in_focus.iter().fold(finding, |finding, at| {
            finding.label(place(*at), "comes first, too")
        }));
    }
}
