//! What is being delivered, stage by stage, and how fast we answer (M7).

use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use crate::model::{Account, Day};

/// A delivery.
#[derive(Debug, Serialize, JsonSchema)]
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
#[derive(Debug, Serialize, JsonSchema)]
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

#[cfg(test)]
mod tests {
    use super::super::testing::look;
    use super::*;

    #[test]
    fn a_stage_is_late_by_its_day_done_or_by_today() {
        let text = "opportunities: [{id: one, name: Line 1}]
deliveries:
- {opportunity: one, stages: {requirements: {due: 2026-10-01, done: 2026-10-08}, build: {due: 2026-11-14}, trial: {due: 2026-12-01}, acceptance: {}}}
";
        look(text, |account, request| {
            let told = deliveries(account, request);
            let late: Vec<_> = told[0]
                .stages
                .iter()
                .map(|stage| (stage.stage, stage.late))
                .collect();
            let expected = [
                ("requirements", Some(7)),
                ("build", Some(7)),
                ("trial", Some(-10)),
                ("acceptance", None),
            ];
            assert_eq!((told[0].of, late.as_slice()), (Some("Line 1"), &expected[..]));
        });
    }
}
