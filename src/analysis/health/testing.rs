//! What the tests of health share: one part of one account.

use rust_decimal::Decimal;

use super::{Case, Part};
use crate::analysis::agenda::Cadence;
use crate::analysis::agenda::testing::{account, day};
use crate::model::Tier;

/// The day that the tests reckon from.
pub(super) const TODAY: &str = "2026-11-21";

/// A part of an account of a tier: its points to two decimals, why they are so, and what would lift them.
pub(super) fn graded_of(part: Part, tier: Tier, rest: &str) -> (String, String, String) {
    let text = format!("name: X\n{rest}");
    let account = account(&text);
    let case = Case {
        account: &account,
        tier,
        cadence: &Cadence::default(),
        today: day(TODAY),
    };
    let graded = part.grade(&case);
    let shown = |points: Decimal| points.round_dp(2).normalize().to_string();
    let (low, high) = (shown(graded.points.low), shown(graded.points.high));
    let points = if low == high {
        low
    } else {
        format!("{low}–{high}")
    };
    (points, graded.why, graded.lift)
}

/// The points of a part of an A account, and why they are so.
pub(super) fn graded(part: Part, rest: &str) -> (String, String) {
    let (points, why, _) = graded_of(part, Tier::A, rest);
    (points, why)
}

/// What would lift a part of an A account.
pub(super) fn lift(part: Part, rest: &str) -> String {
    graded_of(part, Tier::A, rest).2
}
