//! Pursuit: which accounts and deals we are after. Rules about what is to be done pass the others over.

use crate::model::{Account, Milestone, Opportunity, Status};

/// Whether the account is lost: nothing more is asked of its dossier.
pub(super) fn is_lost(account: &Account<'_>) -> bool {
    account.status == Some(Status::Lost)
}

/// Whether we are after the account's business: it buys, or may soon, or a deal is open.
pub(super) fn is_pursued(account: &Account<'_>) -> bool {
    let is_near = matches!(account.status, Some(Status::Customer | Status::Prospect));
    is_near || open_deals(account).next().is_some()
}

/// The deals we are after, each with its place in the file: those that are open, where the account is not lost.
pub(super) fn open_deals<'a, 's>(
    account: &'a Account<'s>,
) -> impl Iterator<Item = (usize, &'a Opportunity<'s>)> {
    let deals = account.opportunities.iter().enumerate();
    deals.filter(|(_, deal)| deal.is_open() && !is_lost(account))
}

/// The open deals that stand at a milestone or beyond it.
pub(super) fn open_deals_from<'a, 's>(
    account: &'a Account<'s>,
    milestone: Milestone,
) -> impl Iterator<Item = (usize, &'a Opportunity<'s>)> {
    open_deals(account).filter(move |(_, deal)| deal.milestone >= Some(milestone))
}

/// Whether an account is a mere draft: not in the lead table yet, and nothing has come of it.
pub(super) fn is_draft(account: &Account<'_>) -> bool {
    account.registered.is_none() && account.touchpoints.is_empty() && account.opportunities.is_empty()
}
