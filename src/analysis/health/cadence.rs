//! Cadence met: the share of what an account is owed that is not overdue (M4).

use super::{Case, Graded, share};
use crate::analysis::agenda::{obligations, spoken};

pub(super) fn grade(case: &Case<'_>) -> Graded {
    let owed: Vec<_> = obligations(case.account, case.tier, case.cadence, case.today).collect();
    let overdue: Vec<_> = owed
        .iter()
        .filter(|obligation| obligation.due < case.today)
        .map(|obligation| spoken(obligation.kind))
        .collect();
    let why = match (owed.len(), overdue.len()) {
        (0, _) => "nothing is owed".to_owned(),
        (all, 0) => format!("overdue: none of {all} obligations"),
        (all, late) => format!("overdue: {late} of {all} obligations"),
    };
    let lift = format!("make what is overdue: {}", overdue.join(", "));
    Graded::exactly(share(owed.len() - overdue.len(), owed.len()), why, lift)
}

#[cfg(test)]
mod tests {
    use super::super::Part::Cadence;
    use super::super::testing::graded_of;
    use crate::model::Tier;

    /// By hand, tier C: the call of 2026-10-20 was owed again by 2026-11-20; the visit of 2026-05-21 is owed
    /// today, which is not over; the mailing of 2026-09-01 by 2026-12-01.
    const OWED: &str = "registered: 2026-01-01\ntouchpoints: [{on: 2026-10-20, kind: call}, {on: 2026-05-21, kind: visit}, {on: 2026-09-01, kind: mailing}]\n";

    fn grade(rest: &str) -> (String, String, String) {
        graded_of(Cadence, Tier::C, rest)
    }

    #[test]
    fn it_is_the_share_of_obligations_that_are_not_overdue() {
        let (points, why, lift) = grade(OWED);
        assert_eq!(
            (points.as_str(), why.as_str()),
            ("66.67", "overdue: 1 of 3 obligations")
        );
        assert_eq!(lift, "make what is overdue: call");
        let planned = OWED.replace("}]", "}, {on: 2026-11-25, kind: call}]");
        assert_eq!(grade(&planned).0, "66.67", "a plan settles nothing");
        let made = OWED.replace("}]", "}, {on: 2026-11-21, kind: call}]");
        assert_eq!(grade(&made).1, "overdue: none of 3 obligations");
    }

    #[test]
    fn where_nothing_is_owed_nothing_is_overdue() {
        let (points, why, _) = grade(&format!("status: lost\n{OWED}"));
        assert_eq!((points.as_str(), why.as_str()), ("100", "nothing is owed"));
    }
}
