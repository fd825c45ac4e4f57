//! What is being delivered, stage by stage, and how fast we answer (M7).

use serde::Serialize;

use super::Request;
use crate::model::{Account, Day};

/// A delivery.
#[derive(Debug, Serialize)]
pub struct DeliveryInfo<'a> {
    /// For which deal.
    pub of: Option<&'a str>,
    /// The stages stated, in order.
    pub stages: Vec<StageInfo>,
    /// Time to an answer.
    pub answer: Option<&'a str>,
    /// Time to a mend.
    pub fix: Option<&'a str>,
}

/// A stage.
#[derive(Debug, Serialize)]
pub struct StageInfo {
    /// Which.
    pub stage: &'static str,
    /// By when.
    pub due: Option<Day>,
    /// The day it was done.
    pub done: Option<Day>,
    /// The days it was or is late; 0 and less where it was not.
    pub late: Option<i64>,
}

pub(super) fn deliveries<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Vec<DeliveryInfo<'a>> {
    let called = |id: &'a str| {
        let mut deals = account.opportunities.iter();
        let deal = deals.find(|deal| deal.id.as_deref() == Some(id));
        deal.map_or(id, |deal| deal.called())
    };
    account
        .deliveries
        .iter()
        .map(|delivery| DeliveryInfo {
            of: delivery.opportunity.as_deref().map(called),
            stages: delivery
                .stages
                .stated()
                .map(|(stage, days)| StageInfo {
                    stage,
                    due: days.due,
                    done: days.done,
                    late: days
                        .due
                        .map(|due| days.done.unwrap_or(request.today).days_since(due)),
                })
                .collect(),
            answer: delivery.response.answer.as_deref(),
            fix: delivery.response.fix.as_deref(),
        })
        .collect()
}
