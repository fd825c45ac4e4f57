//! Scorecards: points, intervals and tiers worked by hand from M3.

use super::*;

const BY_SALES: &str = "criteria: [{id: sales, weight: 7}]";

#[test]
fn a_percentile_rank_is_a_score() {
    let sales = [
        "value: {sales: {2025: 20}}",
        "value: {sales: {2025: 40}}",
        "value: {sales: {2025: 20}}",
        "value: {sales: {2025: 10}}",
        "value: {sales: {2025: 20}}",
    ];
    let standings = stand_all(&sales, &policy(BY_SALES));
    assert_eq!(
        standings.iter().map(score).collect::<Vec<_>>(),
        ["50", "100", "50", "0", "50"]
    );
    assert_eq!(letters(&standings), "BABDB");
    assert_eq!(standings[1].why, "score 100: A");
    assert!(standings.iter().all(|standing| standing.settled));
}

#[test]
fn one_account_stands_in_the_middle() {
    let standings = stand_all(&["value: {sales: {2025: 20}}", ""], &policy(BY_SALES));
    assert_eq!(score(&standings[0]), "50");
    assert_eq!(score(&standings[1]), "0..100");
}

#[test]
fn currencies_are_compared_by_their_rates() {
    let standings = stand_all(
        &[
            "value: {sales: {2025: 100k USD}}",
            "value: {sales: {2025: 710k}}",
            "value: {sales: {2025: 709999.99}}",
        ],
        &policy(BY_SALES),
    );
    assert_eq!(standings.iter().map(score).collect::<Vec<_>>(), ["75", "75", "0"]);
    assert_eq!(standings[0].criteria[0].figure, Some(dec("710000")));
}

#[test]
fn a_band_begins_with_its_threshold() {
    let policy = policy("criteria: [{id: sales, weight: 3, scale: {bands: {2M: 70, 100: 10, 500k: 40}}}]");
    for (sales, want) in [
        ("value: {sales: {2025: 99.99}}", "0"),
        ("value: {sales: {2025: -5}}", "0"),
        ("value: {sales: {2025: 100}}", "10"),
        ("value: {sales: {2025: 499999.99}}", "10"),
        ("value: {sales: {2025: 500k}}", "40"),
        ("value: {sales: {2025: 2M}}", "70"),
        ("value: {sales: {2025: 9M}}", "70"),
    ] {
        assert_eq!(score(&stand_all(&[sales], &policy)[0]), want, "{sales}");
    }
}

#[test]
fn ratings_are_quarters() {
    let policy = policy("criteria: [{id: credit, weight: 2}]");
    for (rating, want) in [
        ("profile: {credit: {rating: 1}}", "0"),
        ("profile: {credit: {rating: 2}}", "25"),
        ("profile: {credit: {rating: 3}}", "50"),
        ("profile: {credit: {rating: 4}}", "75"),
        ("profile: {credit: {rating: 5}}", "100"),
    ] {
        assert_eq!(score(&stand_all(&[rating], &policy)[0]), want);
    }
}

/// Four accounts: the second has 200/3 points. (3 × 200/3 + 1 × 100) / 4 = 75.
#[test]
fn a_threshold_met_in_thirds_is_met() {
    let policy = policy("criteria: [{id: sales, weight: 3}, {id: credit, weight: 1}]");
    let standings = stand_all(
        &[
            "value: {sales: {2025: 4}}",
            "value: {sales: {2025: 3}}\nprofile: {credit: {rating: 5}}",
            "value: {sales: {2025: 2}}",
            "value: {sales: {2025: 1}}",
        ],
        &policy,
    );
    assert_eq!(
        (score(&standings[1]).as_str(), standings[1].tier),
        ("75", Tier::A)
    );
    assert_eq!(standings[1].criteria[0].low, dec("66.666666666667"));
}

/// Eight accounts: 600/7 and 500/7 points. (7 × 600/7 + 3 × 50) / 10 = 75; (7 × 500/7 + 3 × 250/3) / 10 = 75.
#[test]
fn a_threshold_met_in_sevenths_is_met() {
    let policy = policy(
        "criteria: [{id: sales, weight: 0.7}, {id: credit, weight: 0.3, scale: {bands: {3: 50, 5: 83.3333333333333333333333333}}}]",
    );
    let standings = stand_all(
        &[
            "value: {sales: {2025: 8}}",
            "value: {sales: {2025: 7}}\nprofile: {credit: {rating: 3}}",
            "value: {sales: {2025: 6}}\nprofile: {credit: {rating: 5}}",
            "value: {sales: {2025: 5}}",
            "value: {sales: {2025: 4}}",
            "value: {sales: {2025: 3}}",
            "value: {sales: {2025: 2}}",
            "value: {sales: {2025: 1}}",
        ],
        &policy,
    );
    assert_eq!(
        standings[1..3].iter().map(score).collect::<Vec<_>>(),
        ["75", "75"]
    );
    assert_eq!(&letters(&standings)[1..3], "AA");
}

/// 30 × 100 and 15 × 75 of 100 are known; profit, unserved, frequency and credit hold 55.
#[test]
fn what_is_unknown_is_an_interval() {
    let standings = stand_all(
        &[
            "value: {sales: {2025: 9}, strategic_fit: 4}",
            "value: {sales: {2025: 8}}",
        ],
        &TierPolicy::default(),
    );
    let first = &standings[0];
    assert_eq!(score(first), "41.25..96.25");
    assert_eq!(
        (first.tier, first.could_be, first.settled),
        (Tier::C, Tier::A, false)
    );
    assert_eq!(
        first.why,
        "score 41.2 to 96.2: C, A if the unknown turned out well"
    );
    let fit = &first.criteria[3];
    assert_eq!((fit.low, fit.high, fit.missing.len()), (dec("75"), dec("75"), 0));
    let unserved = &first.criteria[2];
    assert_eq!(
        (unserved.low, unserved.high),
        (Decimal::ZERO, Decimal::ONE_HUNDRED)
    );
    assert_eq!(shown(&unserved.missing), ["value.potential"]);
}

#[test]
fn an_interval_within_a_tier_is_settled() {
    let policy = policy("criteria: [{id: strategic_fit, weight: 9}, {id: credit, weight: 1}]");
    let standings = stand_all(&["value: {strategic_fit: 5}"], &policy);
    assert_eq!(score(&standings[0]), "90..100");
    assert!(standings[0].settled && standings[0].settle_by.is_empty());
    assert_eq!(
        standings[0].why,
        "score 90 to 100: A, however the unknown turns out"
    );
}

#[test]
fn industries_are_ranked_apart_however_they_are_written() {
    let policy = policy("criteria: [{id: sales, weight: 1, scale: {rank: industry}}]");
    let standings = stand_all(
        &[
            "industry: Steel\nvalue: {sales: {2025: 1}}",
            "industry: ' steel '\nvalue: {sales: {2025: 2}}",
            "industry: STEEL\nvalue: {sales: {2025: 3}}",
            "industry: paper\nvalue: {sales: {2025: 9}}",
            "value: {sales: {2025: 8}}",
            "industry: ' '\n",
        ],
        &policy,
    );
    assert_eq!(
        standings.iter().map(score).collect::<Vec<_>>(),
        ["0", "50", "100", "50", "0..100", "0..100"]
    );
    let without = &standings[4];
    assert_eq!(without.criteria[0].figure, Some(dec("8")));
    assert_eq!(shown(&without.criteria[0].missing), ["industry"]);
    assert_eq!(shown(&without.settle_by), ["industry"]);
    assert_eq!(shown(&standings[5].settle_by), ["value.sales", "industry"]);
}

#[test]
fn a_currency_without_a_rate_makes_unknown() {
    let standings = stand_all(
        &[
            "value: {sales: {2025: 5 JPY}, margin: 0.1, potential: 3 XXX}",
            "value: {sales: {2025: 1}}",
        ],
        &TierPolicy::default(),
    );
    let first = &standings[0];
    assert_eq!(score(first), "0..100");
    let told: Vec<_> = first
        .no_rate
        .iter()
        .map(|(currency, route)| format!("{currency} {route}"))
        .collect();
    assert_eq!(told, ["JPY value.sales.2025", "XXX value.potential"]);
    assert_eq!(first.criteria[0].missing, []);
    // Those of the other account are compared without it.
    assert_eq!(standings[1].criteria[0].low, dec("50"));
}

#[test]
fn a_fixed_tier_counts_until_its_day() {
    let of = |text| stand_all(&[text], &policy("criteria: [{id: credit, weight: 1}]")).remove(0);
    let fixed = of("tier: {fixed: A, reason: reference customer for the province, until: 2026-11-21}");
    assert_eq!(
        (fixed.tier, fixed.computed, fixed.could_be),
        (Tier::A, Tier::D, Tier::A)
    );
    assert!(fixed.settled && fixed.settle_by.is_empty());
    assert_eq!(
        fixed.why,
        "fixed A until 2026-11-21: reference customer for the province (computed D)"
    );
    assert_eq!(fixed.fixed.map(|fixed| fixed.tier), Some(Tier::A));

    let expired = of("tier: {fixed: A, reason: x, until: 2026-11-20}\nprofile: {credit: {rating: 3}}");
    assert_eq!((expired.tier, expired.fixed), (Tier::B, None));
    assert_eq!(
        expired.why,
        "fixed A ended on 2026-11-20, it no longer counts; score 50: B"
    );
    assert_eq!(of("tier: {fixed: C}").why, "fixed C (computed D)");
    let unfinished = of("tier: {reason: x, until: 2026-11-20}");
    assert_eq!(unfinished.fixed, None);
    assert_eq!(
        unfinished.why,
        "score 0 to 100: D, A if the unknown turned out well"
    );
}

#[test]
fn a_score_is_never_shown_as_one_of_another_tier() {
    let policy = policy("criteria: [{id: margin, weight: 1, scale: {bands: {0: 74.96, 0.5: 25.04}}}]");
    let why = |text| stand_all(&[text], &policy).remove(0).why;
    assert_eq!(why("value: {margin: 0.1}"), "score 74.9: B");
    assert_eq!(why("value: {margin: 0.5}"), "score 25: C");
}
