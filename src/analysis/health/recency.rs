//! Recency: when both sides last spoke with each other, against the tier's window for calls (M4).

use rust_decimal::Decimal;

use super::{Case, Graded, fading};
use crate::analysis::influence::{REACH_DAYS, is_meeting};
use crate::model::{Day, Kind};

/// After so many windows nothing is left.
const GONE: i64 = 3;

pub(super) fn grade(case: &Case<'_>) -> Graded {
    let spoken = case
        .account
        .real_touchpoints(case.today)
        .filter(|touch| is_meeting(touch));
    let lift = "call or visit them: what is sent, or given, is no talk";
    match spoken.filter_map(|touch| touch.on).max() {
        None => Graded::exactly(Decimal::ZERO, "nobody ever spoke with them", lift),
        Some(last) => {
            let (days, window) = (case.today.days_since(last), window(case, last));
            let why = match days {
                0 => "they were spoken with today".to_owned(),
                1 => "they were last spoken with yesterday".to_owned(),
                days => format!("they were last spoken with {days} days ago"),
            };
            Graded::exactly(fading(days, window, GONE * window), why, lift)
        }
    }
}

/// The days that a contact lasts by the tier's cadence of calls.
fn window(case: &Case<'_>, last: Day) -> i64 {
    let rate = case.cadence.rate(case.tier, Kind::Call);
    rate.map_or(REACH_DAYS, |rate| rate.window().after(last).days_since(last))
}

#[cfg(test)]
mod tests {
    use super::super::Part::Recency;
    use super::super::testing::graded_of;
    use crate::model::Tier;

    fn spoken(tier: Tier, on: &str, kind: &str) -> (String, String) {
        let (points, why, _) = graded_of(
            Recency,
            tier,
            &format!("touchpoints: [{{on: {on}, kind: {kind}}}]\n"),
        );
        (points, why)
    }

    /// By hand: a month from 2026-09-22 is 30 days; 60 days ago is half way from 30 to 90. A quarter from
    /// 2026-08-21 is 92 days, as many as are past. A month from
    /// 2026-08-21 is 31 days, 92 are past: (93 − 92) / 62.
    #[test]
    fn it_is_full_within_the_tiers_window_for_calls_and_gone_after_three() {
        assert_eq!(spoken(Tier::A, "2026-09-22", "call").0, "50");
        assert_eq!(spoken(Tier::A, "2026-10-21", "visit").0, "100");
        assert_eq!(spoken(Tier::A, "2026-10-20", "visit").0, "98.39");
        assert_eq!(spoken(Tier::D, "2026-08-21", "call").0, "100");
        assert_eq!(spoken(Tier::A, "2026-08-21", "call").0, "1.61");
        assert_eq!(spoken(Tier::A, "2026-08-20", "call").0, "0");
    }

    #[test]
    fn only_talk_counts() {
        let never = ("0".to_owned(), "nobody ever spoke with them".to_owned());
        for kind in ["mailing", "gift", "message", "greeting"] {
            assert_eq!(spoken(Tier::A, "2026-11-20", kind), never, "{kind}");
        }
        assert_eq!(spoken(Tier::A, "2026-11-22", "call"), never, "planned");
        assert_eq!(
            spoken(Tier::A, "2026-11-20", "call").1,
            "they were last spoken with yesterday"
        );
    }
}
