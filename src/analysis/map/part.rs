//! The parts people have in one deal.

use crate::analysis::deal::need_for;
use crate::model::competition::Position;
use crate::model::{Account, Opportunity, Role, Stakeholder, Text};

/// Roles that matter to every deal, with what they do.
const ROLES: [(Role, &str); 3] = [
    (Role::Approver, "approves"),
    (Role::DecisionMaker, "decides"),
    (Role::Coach, "coach"),
];

/// Why somebody matters to a deal: they approve, decide or coach, raised its need, release the money, or are
/// for a competitor.
pub(super) fn parts(account: &Account<'_>, deal: &Opportunity<'_>, who: &Stakeholder<'_>) -> Vec<String> {
    let roles = ROLES.iter().filter(|(role, _)| who.roles.contains(role));
    let mut parts: Vec<String> = roles.map(|(_, part)| (*part).to_owned()).collect();
    let Some(id) = who.id.as_deref() else {
        return parts;
    };
    let is_meant = |named: &Option<Text<'_>>| named.as_deref() == Some(id);
    if need_for(account, deal).is_some_and(|need| is_meant(&need.raised_by)) {
        parts.push("raised the need".to_owned());
    }
    let mut approvals = account
        .procurement
        .budget
        .iter()
        .flat_map(|budget| &budget.approvals);
    if approvals.any(|approval| is_meant(&approval.by)) {
        parts.push("releases the budget".to_owned());
    }
    let rivals = account.competitors.iter().filter(|rival| {
        rival.position != Some(Position::Exited) && rival.supporters.iter().any(|one| *one == id)
    });
    parts.extend(rivals.map(|rival| format!("backs {}", rival.name.as_deref().unwrap_or("a competitor"))));
    parts
}
