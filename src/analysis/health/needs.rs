//! Needs matched: whether the top needs have a solution, and its gain in figures (M6).

use rust_decimal::Decimal;

use super::{Case, Graded, share};
use crate::analysis::completeness::said;
use crate::analysis::deal::states_gain;
use crate::analysis::need::top_needs;
use crate::model::Need;
use crate::model::need::{NeedKind, NeedStatus};

pub(super) fn grade(case: &Case<'_>) -> Graded {
    let top = top_needs(case.account);
    if top.is_empty() {
        return without_open_needs(case);
    }
    let solved = top.iter().filter(|need| has_solution(need)).count();
    let valued = top.iter().filter(|need| has_gain(need)).count();
    let all = top.len();
    let why = format!("top needs {all}: {solved} with a solution, {valued} with its gain in figures");
    Graded::exactly(share(solved + valued, 2 * all), why, lift(&top))
}

/// Where every need is met, all are matched; a want is no need.
fn without_open_needs(case: &Case<'_>) -> Graded {
    let is_met =
        |need: &Need<'_>| need.status == Some(NeedStatus::Solved) && need.kind != Some(NeedKind::Want);
    let lift = "find out what they need";
    match case.account.needs.iter().any(is_met) {
        true => Graded::exactly(Decimal::ONE_HUNDRED, "all their needs are met", lift),
        false => Graded::unknown("no need is stated", lift),
    }
}

fn has_solution(need: &Need<'_>) -> bool {
    said(&need.solution.base)
}

fn has_gain(need: &Need<'_>) -> bool {
    need.value.as_ref().is_some_and(states_gain)
}

fn lift(top: &[&Need<'_>]) -> String {
    let called = |need: &Need<'_>| need.need.as_deref().unwrap_or_default().trim().to_owned();
    let unsolved = top.iter().find(|need| !has_solution(need));
    let unvalued = top.iter().find(|need| !has_gain(need));
    match (unsolved, unvalued) {
        (Some(need), _) => format!("work out a solution: {}", called(need)),
        (None, Some(need)) => format!("put its gain in figures: {}", called(need)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Part::Needs;
    use super::super::testing::{graded, lift};

    const WHOLE: &str = "{need: uptime, priority: 1, solution: {base: spindles}, value: {saves: 1M}}";
    const SOLVED: &str = "{need: speed, priority: 2, solution: {base: feeders}}";
    const STATED: &str = "{need: space, priority: 3}";

    fn needs(needs: &[&str]) -> String {
        format!("needs: [{}]\n", needs.join(", "))
    }

    /// By hand: each of the two top needs gives a quarter for the solution and a quarter for the gain.
    #[test]
    fn a_solution_and_its_gain_are_half_each() {
        for (stated, points) in [
            (&[WHOLE][..], "100"),
            (&[SOLVED], "50"),
            (&[WHOLE, SOLVED], "75"),
            (&[STATED], "0"),
            (&[STATED, SOLVED, WHOLE], "75"),
            (&["{need: x, status: solved}"], "100"),
        ] {
            assert_eq!(graded(Needs, &needs(stated)).0, points, "{stated:?}");
        }
        assert_eq!(
            graded(Needs, &needs(&[WHOLE, SOLVED])).1,
            "top needs 2: 2 with a solution, 1 with its gain in figures"
        );
        assert_eq!(
            lift(Needs, &needs(&[WHOLE, SOLVED])),
            "put its gain in figures: speed"
        );
        assert_eq!(
            lift(Needs, &needs(&[SOLVED, STATED])),
            "work out a solution: space"
        );
    }

    #[test]
    fn without_a_need_nothing_is_known() {
        for none in [
            "",
            "needs: [{need: a screen, kind: want}]\n",
            "needs: [{need: x, kind: want, status: solved}]\n",
        ] {
            assert_eq!(
                graded(Needs, none),
                ("0–100".to_owned(), "no need is stated".to_owned()),
                "{none}"
            );
        }
    }
}
