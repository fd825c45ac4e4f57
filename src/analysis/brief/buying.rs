//! How they buy and pay: phase, budget with its approvals, contract, credit (M2, M7).

use schemars::JsonSchema;
use serde::Serialize;

use super::{Amount, Request, grade_of};
use crate::model::{Account, Day};

/// How they buy and pay.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Buying<'a> {
    /// Where they stand in buying.
    pub phase: Option<&'static str>,
    /// The money set aside.
    pub budget: Option<BudgetInfo<'a>>,
    /// The day the present contract ends.
    pub renewal: Option<Day>,
    /// The terms of payment agreed.
    pub terms: Option<&'a str>,
    /// Their credit, 1 to 5.
    pub credit: Option<u8>,
    /// What to know of how they pay.
    pub credit_note: Option<&'a str>,
}

/// The money set aside.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BudgetInfo<'a> {
    /// How much.
    pub amount: Option<Amount>,
    /// How firm.
    pub status: Option<&'a str>,
    /// Where it comes from.
    pub source: Option<&'a str>,
    /// How well all this is established.
    pub grade: Option<&'static str>,
    /// The levels that must agree, each with who decides there.
    pub approvals: Vec<(&'a str, Option<&'a str>)>,
    /// When it is decided.
    pub decided_by: Option<Day>,
}

pub(super) fn buying<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Buying<'a> {
    let (procurement, credit) = (&account.procurement, &account.profile.credit);
    Buying {
        phase: procurement.phase.map(|phase| phase.as_str()),
        budget: budget(account, request),
        renewal: procurement.renewal,
        terms: credit.terms.as_deref(),
        credit: credit.rating.map(|rating| rating.get()),
        credit_note: credit.note.as_deref(),
    }
}

fn budget<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Option<BudgetInfo<'a>> {
    let budget = account.procurement.budget.as_ref()?;
    let approvals = budget.approvals.iter().filter_map(|approval| {
        let by = approval.by.as_deref().map(|id| account.person_name(id));
        Some((approval.level.as_deref().or(by)?, by))
    });
    Some(BudgetInfo {
        amount: budget.amount.map(|amount| Amount::of(&amount, request.exchange)),
        status: budget.status.as_deref(),
        source: budget.source.as_deref(),
        grade: grade_of(account, "procurement.budget"),
        approvals: approvals.collect(),
        decided_by: budget.decided_by,
    })
}
