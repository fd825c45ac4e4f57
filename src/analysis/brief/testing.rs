//! What the tests of the brief share: one account, and what is asked of its brief.

use super::{BriefKind, Request};
use crate::analysis::agenda::testing::{account, day};
use crate::analysis::agenda::{Cadence, ReviewIntervals};
use crate::analysis::deal::testing::{held_to, shipped};
use crate::analysis::health::{HealthPolicy, Weights};
use crate::model::{Account, Currency, Exchange};

/// Looks at an account on 2026-11-21, of which this is the rest after its name. Wang Min is `wang`.
pub(super) fn look<T>(rest: &str, look: impl FnOnce(&Account<'_>, &Request<'_>) -> T) -> T {
    let text = format!("name: X\n{rest}");
    let (process, today) = (shipped(), day("2026-11-21"));
    let (weights, cadence) = (Weights::default(), Cadence::default());
    let exchange = Exchange {
        currency: Currency::CNY,
        rates: [].into(),
    };
    let request = Request {
        kind: BriefKind::Handover,
        today,
        meeting: None,
        with: Vec::new(),
        private: false,
        deciding_by: None,
        team: [("wang", "Wang Min")].into(),
        exchange: &exchange,
        health: HealthPolicy {
            weights: &weights,
            cadence: &cadence,
        },
        standards: held_to(&process, today),
        reviews: &ReviewIntervals::default(),
        past: None,
    };
    look(&account(&text), &request)
}
