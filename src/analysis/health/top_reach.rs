//! Top reach: when somebody who approves or decides was last met (M5).

use rust_decimal::Decimal;

use super::{Case, Graded, fading};
use crate::analysis::agenda::few;
use crate::analysis::influence::{REACH_DAYS, deciders, is_meeting, top_last_met};
use crate::model::Day;

pub(super) fn grade(case: &Case<'_>) -> Graded {
    let top = deciders(case.account, case.today);
    if top.is_empty() {
        return without_deciders(case);
    }
    let lift = format!("meet {}", few(&top));
    match top_last_met(case.account, case.today) {
        Some(day) => Graded::exactly(
            points(case, day),
            format!("somebody who decides was met on {day}"),
            lift,
        ),
        None => Graded::exactly(Decimal::ZERO, "nobody who decides was ever met", lift),
    }
}

/// Whoever was met last may be somebody who decides.
fn without_deciders(case: &Case<'_>) -> Graded {
    let lift = "find out who decides, enter it in `stakeholders[].roles`, and meet them";
    let meetings = case
        .account
        .real_touchpoints(case.today)
        .filter(|touch| is_meeting(touch));
    match meetings.filter_map(|touch| touch.on).max() {
        Some(day) => {
            let why = format!("who decides is not known; somebody was met on {day}");
            Graded::between(Decimal::ZERO, points(case, day), why, lift)
        }
        None => Graded::exactly(Decimal::ZERO, "nobody was ever met", lift),
    }
}

fn points(case: &Case<'_>, last: Day) -> Decimal {
    fading(case.today.days_since(last), REACH_DAYS, 2 * REACH_DAYS)
}

#[cfg(test)]
mod tests {
    use super::super::Part::TopReach;
    use super::super::testing::{graded, lift};

    const PEOPLE: &str = "stakeholders: [{id: a, name: Ada, roles: [decision_maker], influence: 3}, {id: b, name: Bo, roles: [approver], influence: 5}, {id: c, roles: [user]}]\n";

    fn met(on: &str, with: &str) -> (String, String) {
        graded(
            TopReach,
            &format!("{PEOPLE}touchpoints: [{{on: {on}, kind: call, with: [{with}]}}]\n"),
        )
    }

    /// By hand: 2026-08-23 is 90 days ago, 2026-07-09 is 135, 2026-05-25 is 180.
    #[test]
    fn it_is_full_for_ninety_days_and_gone_after_another_ninety() {
        for (on, points) in [("2026-08-23", "100"), ("2026-07-09", "50"), ("2026-05-25", "0")] {
            let why = format!("somebody who decides was met on {on}");
            assert_eq!(met(on, "a"), (points.to_owned(), why));
        }
        assert_eq!(met("2026-11-01", "c").1, "nobody who decides was ever met");
        assert_eq!(met("2026-11-22", "a").0, "0", "planned");
        assert_eq!(lift(TopReach, PEOPLE), "meet Bo, Ada");
    }

    #[test]
    fn where_nobody_is_known_to_decide_whoever_was_met_may() {
        let met = |on: &str| graded(TopReach, &format!("touchpoints: [{{on: {on}, kind: visit}}]\n"));
        assert_eq!(
            met("2026-11-01"),
            (
                "0–100".to_owned(),
                "who decides is not known; somebody was met on 2026-11-01".to_owned()
            )
        );
        assert_eq!(met("2026-07-09").0, "0–50");
        assert_eq!(
            graded(TopReach, ""),
            ("0".to_owned(), "nobody was ever met".to_owned())
        );
    }
}
