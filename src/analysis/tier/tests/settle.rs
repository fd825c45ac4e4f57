//! Settling: the fewest missing facts, by hand and against a search of all outcomes.

use super::*;

fn settle_by(policy_text: &'static str, text: &'static str) -> Vec<String> {
    let standing = stand_all(&[text], &policy(policy_text)).remove(0);
    assert!(!standing.settled);
    shown(&standing.settle_by)
}

/// 50 of 100 is known: B, A at best. With the fit (30) known and low the rest (20) stays below 75; with
/// the credit (20) known the rest (30) always reaches 75, or the other end.
#[test]
fn the_one_fact_that_leaves_too_little_is_enough() {
    let policy = "criteria: [{id: sales, weight: 50, scale: {bands: {0: 0, 100: 100}}}, {id: credit, weight: 20}, {id: strategic_fit, weight: 30}]";
    assert_eq!(
        settle_by(policy, "value: {sales: {2025: 100}}"),
        ["value.strategic_fit"]
    );
}

/// 60 known leaves 40, which no tier is wide enough for, and 75 is out of reach.
#[test]
fn where_one_is_not_enough_two_are_named() {
    let policy = "criteria: [{id: sales, weight: 60}, {id: strategic_fit, weight: 40}]";
    assert_eq!(settle_by(policy, ""), ["value.sales", "value.strategic_fit"]);
}

/// Three facts tell 70 at most; with the fit it is 85, and 75 can be reached.
#[test]
fn an_empty_dossier_is_asked_for_four_facts() {
    assert_eq!(
        settle_by("method: scorecard", ""),
        [
            "value.sales",
            "value.margin",
            "value.potential",
            "value.strategic_fit"
        ]
    );
}

const BY_BANDS: &str = "criteria: [{id: growth, weight: 44}, {id: sales, weight: 50, scale: {bands: {0: 0, 100: 50}}}, {id: credit, weight: 6}]";

/// 22 is known; sales add 0 or 25, and 6 more stay open: 22..28 and 47..53 both lie across a threshold.
#[test]
fn outcomes_that_all_lie_across_a_threshold_settle_nothing() {
    let known = "value: {growth: 3}";
    assert_eq!(
        settle_by(BY_BANDS, known),
        ["value.sales", "profile.credit.rating"]
    );
    let by_rank = "criteria: [{id: growth, weight: 44}, {id: sales, weight: 50}, {id: credit, weight: 6}]";
    assert_eq!(settle_by(by_rank, known), ["value.sales"]);
}

/// 40 is known of the fit; either rating alone settles at 40 + 0 and 10 to come.
#[test]
fn among_equals_the_heavier_and_then_the_first_is_asked_for() {
    let known = "value: {strategic_fit: 3}";
    let even = "criteria: [{id: strategic_fit, weight: 80}, {id: willingness, weight: 10}, {id: credit, weight: 10}]";
    assert_eq!(settle_by(even, known), ["profile.willingness"]);
    let uneven =
        "criteria: [{id: strategic_fit, weight: 80}, {id: willingness, weight: 9}, {id: credit, weight: 11}]";
    assert_eq!(settle_by(uneven, known), ["profile.credit.rating"]);
}

/// Meeting a threshold is enough: 50 known, sales 25 at most, and nothing above A.
#[test]
fn a_threshold_that_can_just_be_met_can_be_met() {
    let policy =
        "criteria: [{id: strategic_fit, weight: 50}, {id: sales, weight: 25}, {id: potential, weight: 25}]";
    assert_eq!(settle_by(policy, "value: {strategic_fit: 5}"), ["value.sales"]);
    // A point less and 24.99 + 25.01 lie across a threshold at either end.
    let policy = "criteria: [{id: strategic_fit, weight: 50}, {id: sales, weight: 24.99}, {id: potential, weight: 25.01}]";
    assert_eq!(
        settle_by(policy, "value: {strategic_fit: 5}"),
        ["value.potential"]
    );
}

#[test]
fn where_no_fact_can_settle_none_is_asked_for() {
    let text = "value: {sales: {2025: 5 JPY}}";
    assert_eq!(settle_by("method: scorecard", text), [""; 0]);
    assert_eq!(settle_by("criteria: [{id: sales, weight: 1}]", text), [""; 0]);
}

/// 20 is known; the credit adds 54.999999999999999, and what is stored is 75: A, whatever the 10 to come.
#[test]
fn a_threshold_that_is_met_by_rounding_is_met() {
    let policy = "criteria: [{id: growth, weight: 20}, {id: credit, weight: 70, scale: {bands: {5: 78.57142857142857}}}, {id: willingness, weight: 10}]";
    assert_eq!(settle_by(policy, "value: {growth: 5}"), ["profile.credit.rating"]);
}

/// 22 known needs both facts, as above; 33 known is settled by sales of nothing: 33..39.
#[test]
fn answers_are_remembered_by_what_they_hang_on() {
    let policy = policy(BY_BANDS);
    let texts = [
        "value: {growth: 3}",
        "value: {growth: 4}",
        "value: {growth: 3}",
        "",
    ];
    let together = stand_all(&texts, &policy);
    let counts: Vec<_> = together.iter().map(|one| one.settle_by.len()).collect();
    assert_eq!(counts[..3], [2, 1, 2]);
    for (text, standing) in texts.into_iter().zip(&together) {
        assert_eq!(
            stand_all(&[text], &policy)[0].settle_by,
            standing.settle_by,
            "{text}"
        );
    }
}
