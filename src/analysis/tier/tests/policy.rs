//! Policies: what settings may say, and what is told of those at fault.

use super::*;
use crate::source::ProblemKind;

fn problems(text: &'static str) -> Vec<(String, String)> {
    let policy: TierPolicy = read(text);
    let shown = |(route, message): (Route, String)| (route.to_string(), message);
    policy.problems().into_iter().map(shown).collect()
}

fn places(text: &'static str) -> Vec<String> {
    problems(text).into_iter().map(|(route, _)| route).collect()
}

fn refused(text: &'static str) -> (ProblemKind, String, Option<String>) {
    let decoded = decode::<TierPolicy>(&Tree::parse(text).0);
    let problem = decoded.problems.into_iter().next().expect("a problem");
    (problem.kind, problem.message, problem.help)
}

#[test]
fn what_is_left_out_is_as_shipped() {
    let shipped = TierPolicy::default();
    assert_eq!(policy("method: scorecard"), shipped);
    assert_eq!(policy("thresholds:\n"), shipped);
    assert_eq!(shipped.problems(), []);
    let limits = |text| {
        let Limits { a, b, c } = policy(text).thresholds();
        [a, b, c].map(|limit| limit.to_string())
    };
    assert_eq!(limits("method: scorecard"), ["75", "50", "25"]);
    assert_eq!(limits("method: pareto"), ["80", "95", "99"]);
    assert_eq!(limits("method: rank"), ["10", "50", "200"]);
    assert_eq!(limits("thresholds: {A: 82.5}"), ["82.5", "50", "25"]);
}

#[test]
fn the_shipped_scorecard_is_that_of_the_method() {
    let shipped: Vec<_> = TierPolicy::default()
        .criteria
        .iter()
        .map(|criterion| {
            (
                criterion.id,
                criterion.weight,
                criterion.effective_scale().clone(),
            )
        })
        .collect();
    let rank = || Scale::Rank(Group::Portfolio);
    let expected = [
        (Figure::Sales, 30, rank()),
        (Figure::Profit, 20, rank()),
        (Figure::Unserved, 20, rank()),
        (Figure::StrategicFit, 15, Scale::Rating),
        (Figure::Frequency, 10, rank()),
        (Figure::Credit, 5, Scale::Rating),
    ];
    assert_eq!(
        shipped,
        expected.map(|(id, weight, scale)| (id, Decimal::from(weight), scale))
    );
}

#[test]
fn settings_are_read_exactly() {
    let policy = policy(
        "method: rank\nthresholds: {A: 1, B: 2.5, C: 7}\nfigure: profit\ngroup: region\ncriteria:\n\
         - {id: sales, weight: 0.1, scale: {rank: industry}}\n\
         - {id: unserved, weight: 20, scale: {bands: {2M: 70, 0: 0, 50万: 40.5}}}\n\
         - {id: credit, weight: 5, scale: rating}\n",
    );
    assert_eq!(
        (policy.method, policy.figure, policy.group),
        (Method::Rank, Figure::Profit, Group::Region)
    );
    assert_eq!(policy.thresholds().b, dec("2.5"));
    assert_eq!(policy.criteria[0].weight, dec("0.1"));
    assert_eq!(policy.criteria[0].scale, Some(Scale::Rank(Group::Industry)));
    let Some(Scale::Bands(bands)) = &policy.criteria[1].scale else {
        panic!("no bands")
    };
    let shown = |band: &Band| format!("{} {} {}", band.key, band.from, band.points);
    assert_eq!(
        bands.bands().iter().map(shown).collect::<Vec<_>>(),
        ["0 0 0", "50万 500000 40.5", "2M 2000000 70"]
    );
}

#[test]
fn a_word_at_fault_is_answered_with_the_nearest() {
    let help = |text| refused(text).2.expect(text);
    assert_eq!(
        help("criteria: [{id: strategic_fti, weight: 1}]"),
        "did you mean `strategic_fit`?"
    );
    assert_eq!(help("figure: sale"), "did you mean `sales`?");
    assert_eq!(help("method: paretto"), "did you mean `pareto`?");
    assert_eq!(
        help("criteria: [{id: credit, weight: 1, scale: ratin}]"),
        "did you mean `rating`?"
    );
    assert_eq!(
        help("criteria: [{id: sales, weight: 1, scale: {bnads: {0: 1}}}]"),
        "did you mean `bands`?"
    );
    assert_eq!(refused("threshold: {A: 1}").0, ProblemKind::UnknownField);
}

#[test]
fn a_scale_at_fault_is_answered_with_the_right_form() {
    let message = |text| refused(text).1;
    for (text, told) in [
        (
            "criteria: [{id: sales, weight: 1, scale: rank}]",
            "say among whom",
        ),
        ("criteria: [{id: sales, weight: 1, scale: bands}]", "say which"),
        (
            "criteria: [{id: sales, weight: 1, scale: []}]",
            "{rank: portfolio}",
        ),
        (
            "criteria: [{id: sales, weight: 1, scale: {rank: industry, bands: {0: 1}}}]",
            "one key",
        ),
        (
            "criteria: [{id: sales, weight: 1, scale: {bands: {5k USD: 1}}}]",
            "without USD",
        ),
        (
            "criteria: [{id: sales, weight: 1, scale: {bands: {lots: 1}}}]",
            "no amount",
        ),
        ("criteria: [{id: sales, weight: much}]", "`much` is no number"),
        ("thresholds: {A: 1e2}", "`1e2` is no number"),
        ("criteria: [{id: sales}]", "`weight` is missing"),
    ] {
        assert!(message(text).contains(told), "{text}: {}", message(text));
    }
}

#[test]
fn thresholds_out_of_order_are_told_where_they_stand() {
    assert_eq!(
        places("thresholds: {A: 75, B: 80, C: 25}"),
        ["tiers.thresholds.B"]
    );
    assert_eq!(places("thresholds: {A: 50}"), ["tiers.thresholds.A"]);
    assert_eq!(
        places("thresholds: {A: 101, C: -1}"),
        ["tiers.thresholds.A", "tiers.thresholds.C"]
    );
    assert_eq!(
        places("method: pareto\nthresholds: {A: 80, B: 80, C: 100}"),
        ["tiers.thresholds.B"]
    );
    assert_eq!(
        places("method: pareto\nthresholds: {C: 101}"),
        ["tiers.thresholds.C"]
    );
    assert_eq!(places("method: rank\nthresholds: {A: 0}"), ["tiers.thresholds.A"]);
    assert_eq!(
        places("method: rank\nthresholds: {A: 10, B: 9, C: 8}"),
        ["tiers.thresholds.B", "tiers.thresholds.C"]
    );
    assert_eq!(
        problems("thresholds: {A: 75, B: 80}")[0].1,
        "the threshold of B, 80, must be below that of A, 75"
    );
}

#[test]
fn criteria_at_fault_are_told_where_they_stand() {
    for (text, want) in [
        ("criteria: []", "tiers.criteria"),
        ("criteria: [{id: sales, weight: 0}]", "tiers.criteria"),
        (
            "criteria: [{id: sales, weight: 2}, {id: credit, weight: -1}]",
            "tiers.criteria[1].weight",
        ),
        (
            "criteria: [{id: sales, weight: 1000001}]",
            "tiers.criteria[0].weight",
        ),
        (
            "criteria: [{id: sales, weight: 1}, {id: sales, weight: 2}]",
            "tiers.criteria[1].id",
        ),
        (
            "criteria: [{id: sales, weight: 1, scale: rating}]",
            "tiers.criteria[0].scale",
        ),
        (
            "criteria: [{id: sales, weight: 1, scale: {bands: {}}}]",
            "tiers.criteria[0].scale",
        ),
        (
            "criteria: [{id: sales, weight: 1, scale: {}}]",
            "tiers.criteria[0].scale",
        ),
        (
            "criteria: [{id: sales, weight: 1, scale: {bands: {500k: 101}}}]",
            "tiers.criteria[0].scale.bands.500k",
        ),
        (
            "criteria: [{id: sales, weight: 1, scale: {bands: {500k: 10, 500000: 20}}}]",
            "tiers.criteria[0].scale.bands.500000",
        ),
    ] {
        assert_eq!(places(text), [want], "{text}");
    }
    assert_eq!(places("method: pareto\ncriteria: []"), [""; 0]);
}

#[test]
fn a_policy_at_fault_still_gives_scores_within_bounds() {
    for text in [
        "criteria: []",
        "criteria: [{id: sales, weight: -5}, {id: credit, weight: 0}]",
        "criteria: [{id: sales, weight: 79228162514264337593543950335}, {id: sales, weight: 79228162514264337593543950335}]",
        "criteria: [{id: sales, weight: 1, scale: rating}, {id: margin, weight: 1, scale: {bands: {0: 900, 0.1: -3}}}]",
        "criteria: [{id: credit, weight: 0.0000000000000000000000000001}]",
        "thresholds: {A: 79228162514264337593543950335, B: -79228162514264337593543950335, C: 3}",
    ] {
        let standings = stand_all(&["value: {sales: {2025: 5}, margin: 0.2}", ""], &read(text));
        for standing in standings {
            let Interval { low, high } = standing.score.expect("a score");
            assert!(
                Decimal::ZERO <= low && low <= high && high <= Decimal::ONE_HUNDRED,
                "{text}"
            );
        }
    }
}
