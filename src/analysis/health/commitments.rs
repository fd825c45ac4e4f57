//! Commitments kept: the share of both sides' promises of the last year that were kept on time (M9).

use super::{Case, Graded, share};
use crate::model::{Commitment, Day, Party};

/// How far back promises count, in days.
const A_YEAR: u32 = 365;

pub(super) fn grade(case: &Case<'_>) -> Graded {
    let since = case.today.minus_days(A_YEAR);
    let counted: Vec<_> = case
        .account
        .commitments
        .iter()
        .filter(|promise| counts(promise, since, case.today))
        .collect();
    if counted.is_empty() {
        return Graded::unknown(
            "no promise fell due in the last year",
            "promise something small, and keep it by its day",
        );
    }
    let kept = counted
        .iter()
        .filter(|promise| is_kept_in_time(promise, case.today));
    let (kept, all) = (kept.count(), counted.len());
    let why = format!("{kept} of {all} promises kept on time since {since}");
    Graded::exactly(share(kept, all), why, lift(&counted, case.today))
}

/// Whether it can be said of a promise whether it was kept on time: it was due in the last year, or is due
/// later and already settled. One without a day has no time to be kept in.
fn counts(promise: &Commitment<'_>, since: Day, today: Day) -> bool {
    let is_settled = promise.broken || kept_by(promise, today).is_some();
    promise
        .due
        .is_some_and(|due| due >= since && (due < today || is_settled))
}

fn is_kept_in_time(promise: &Commitment<'_>, today: Day) -> bool {
    let is_in_time = |kept: Day| promise.due.is_some_and(|due| kept <= due);
    !promise.broken && kept_by(promise, today).is_some_and(is_in_time)
}

/// The day it was kept; one that lies ahead is a mistake, not a promise kept.
fn kept_by(promise: &Commitment<'_>, today: Day) -> Option<Day> {
    promise.kept.filter(|kept| *kept <= today)
}

/// What is overdue can still be made good; what is past takes the next promises to outweigh.
fn lift(counted: &[&Commitment<'_>], today: Day) -> String {
    let is_overdue = |promise: &&&Commitment<'_>| !promise.broken && kept_by(promise, today).is_none();
    let overdue = counted
        .iter()
        .filter(is_overdue)
        .min_by_key(|promise| promise.due);
    let Some(promise) = overdue else {
        return "keep the next promises by their day".to_owned();
    };
    let what = promise
        .what
        .as_deref()
        .or(promise.id.as_deref())
        .unwrap_or("what is overdue");
    match promise.by {
        Some(Party::Them) => format!("ask for what they promised: {what}"),
        Some(Party::Us) | None => format!("keep what we promised: {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Part::Commitments;
    use super::super::testing::{graded, lift};

    fn points(promises: &[&str]) -> String {
        graded(Commitments, &format!("commitments: [{}]\n", promises.join(", "))).0
    }

    const KEPT: &str = "{due: 2026-10-01, kept: 2026-10-01}";

    #[test]
    fn it_is_the_share_kept_by_their_day() {
        for late in [
            "{due: 2026-10-01, kept: 2026-10-02}",
            "{due: 2026-10-01, by: them}",
            "{due: 2026-10-01, broken: true}",
            "{due: 2026-12-01, broken: true}",
            "{due: 2025-11-21}",
            "{due: 2026-11-20, kept: 2026-11-22}",
        ] {
            assert_eq!(points(&[KEPT, late]), "50", "{late}");
        }
        assert_eq!(
            points(&[KEPT, "{due: 2026-12-24, kept: 2026-11-01, by: them}"]),
            "100"
        );
    }

    #[test]
    fn what_is_open_or_long_past_does_not_count() {
        for other in [
            "{due: 2026-11-21}",
            "{due: 2025-11-20}",
            "{kept: 2026-10-01}",
            "{broken: true}",
        ] {
            assert_eq!(points(&[KEPT, other]), "100", "{other}");
            assert_eq!(points(&[other]), "0–100", "{other}");
        }
    }

    #[test]
    fn what_is_overdue_can_be_made_good() {
        let told = |promise: &str| lift(Commitments, &format!("commitments: [{promise}]\n"));
        assert_eq!(
            told("{what: the log, due: 2026-10-01}"),
            "keep what we promised: the log"
        );
        assert_eq!(
            told("{id: c1, by: them, due: 2026-10-01}"),
            "ask for what they promised: c1"
        );
        assert_eq!(
            told("{due: 2026-10-01, broken: true}"),
            "keep the next promises by their day"
        );
        assert_eq!(
            graded(Commitments, &format!("commitments: [{KEPT}]\n")).1,
            "1 of 1 promises kept on time since 2025-11-21"
        );
    }
}
