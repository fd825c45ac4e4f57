//! Pareto and rank: classes worked by hand from M3.

use super::*;

fn by_sales(sales: &[i64]) -> Vec<Account<'static>> {
    let of = |amount: &i64| {
        let text: &'static str = Box::leak(format!("value: {{sales: {{2025: {amount}}}}}").into_boxed_str());
        account(text)
    };
    sales.iter().map(of).collect()
}

fn pareto(sales: &[i64]) -> Vec<Standing> {
    stand(&by_sales(sales), &policy("method: pareto"))
}

#[test]
fn pareto_classes_by_the_share_that_comes_before() {
    let standings = pareto(&[15, 80, 1, 4]);
    assert_eq!(letters(&standings), "BADC");
    let shares: Vec<_> = standings
        .iter()
        .map(|one| one.share.map(|share| share.to_string()))
        .collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(shares, [some("80"), some("0"), some("99"), some("95")]);
    assert_eq!(standings[1].why, "first by sales");
    assert_eq!(standings[0].why, "the largest 80 % of sales come before it");
    // 7999 of 10000 is still less than 80 %, whatever is shown.
    let standings = pareto(&[7999, 1500, 400, 101]);
    assert_eq!(letters(&standings), "AABC");
    assert_eq!(standings[1].why, "the largest 79.9 % of sales come before it");
    // One account alone is all there is.
    assert_eq!(letters(&pareto(&[1])), "A");
}

#[test]
fn equal_figures_share_a_class() {
    assert_eq!(letters(&pareto(&[40, 20, 40])), "ABA");
    // 30 × 3 before the last; without the rule the third would have stood at 60 %, the fourth at 90 %.
    let standings = pareto(&[30, 30, 10, 30]);
    assert_eq!(letters(&standings), "AABA");
    assert_eq!(standings[2].share, Some(dec("90")));
    // 50 of 60 is 83.33… %: stored with twelve decimals.
    assert_eq!(pareto(&[50, 10])[1].share, Some(dec("83.333333333333")));
}

#[test]
fn without_a_figure_above_zero_the_class_is_d() {
    let mut accounts = by_sales(&[0, -5, 7]);
    accounts.push(account(""));
    accounts.push(account("value: {sales: {2025: 1 JPY}}"));
    let standings = stand(&accounts, &policy("method: pareto"));
    assert_eq!(letters(&standings), "DDADD");
    let settled: Vec<_> = standings.iter().map(|one| one.settled).collect();
    assert_eq!(settled, [true, true, true, false, false]);
    assert_eq!(standings[0].why, "sales not above 0");
    assert_eq!((standings[0].share, standings[0].could_be), (None, Tier::D));
    assert_eq!(standings[3].why, "no sales figure");
    assert_eq!(standings[3].could_be, Tier::A);
    assert_eq!(shown(&standings[3].settle_by), ["value.sales"]);
    assert_eq!(standings[4].why, "no sales figure: no rate for JPY");
    assert_eq!((standings[4].settle_by.len(), standings[4].no_rate.len()), (0, 1));
    assert_eq!(letters(&pareto(&[0, 0])), "DD");
}

#[test]
fn pareto_can_go_by_another_figure() {
    let standings = stand_all(
        &[
            "value: {sales: {2025: 10}}",
            "value: {sales: {2025: 9}, margin: 0.5}",
        ],
        &policy("method: pareto\nfigure: profit"),
    );
    assert_eq!(letters(&standings), "DA");
    assert_eq!(standings[0].why, "no profit figure");
    assert_eq!(shown(&standings[0].settle_by), ["value.margin"]);
}

#[test]
fn places_are_those_of_a_competition() {
    let policy = policy("method: rank\nthresholds: {A: 1, B: 2, C: 4}\ngroup: portfolio");
    let standings = stand(&by_sales(&[9, 8, 9, 0, 7]), &policy);
    let places: Vec<_> = standings.iter().map(|one| one.place).collect();
    assert_eq!(places, [Some(1), Some(3), Some(1), Some(5), Some(4)]);
    assert_eq!(letters(&standings), "ACADC");
    assert_eq!(standings[1].why, "place 3 of 5");
    assert!(standings.iter().all(|one| one.settled));
}

#[test]
fn shipped_places_are_ten_fifty_two_hundred() {
    let sales: Vec<i64> = (1..=201).rev().collect();
    let standings = stand(&by_sales(&sales), &policy("method: rank\ngroup: portfolio"));
    let tier = |place: usize| standings[place - 1].tier;
    assert_eq!(
        [10, 11, 50, 51, 200, 201].map(tier),
        [Tier::A, Tier::B, Tier::B, Tier::C, Tier::C, Tier::D]
    );
}

#[test]
fn places_are_counted_within_the_industry() {
    let standings = stand_all(
        &[
            "industry: Machinery\nvalue: {sales: {2025: 5}}",
            "industry: machinery\nvalue: {sales: {2025: 6}}",
            "industry: paper\nvalue: {sales: {2025: 1}}",
            "industry: paper",
            "value: {sales: {2025: 99}}",
            "",
        ],
        &policy("method: rank\nthresholds: {A: 1, B: 2, C: 3}"),
    );
    assert_eq!(letters(&standings), "BAADDD");
    assert_eq!(standings[0].why, "place 2 of 2 in Machinery");
    let unplaced = |at: usize| {
        let one: &Standing = &standings[at];
        assert_eq!((one.place, one.could_be, one.settled), (None, Tier::A, false));
        (one.why.clone(), shown(&one.settle_by).join(" "))
    };
    let told = |why: &str, routes: &str| (why.to_owned(), routes.to_owned());
    assert_eq!(unplaced(3), told("no sales figure", "value.sales"));
    assert_eq!(unplaced(4), told("no industry", "industry"));
    assert_eq!(
        unplaced(5),
        told("no sales figure, no industry", "value.sales industry")
    );
}

#[test]
fn a_region_is_a_group_too() {
    let standings = stand_all(
        &[
            "region: East\nvalue: {sales: {2025: 5}}",
            "value: {sales: {2025: 6}}",
        ],
        &policy("method: rank\ngroup: region"),
    );
    assert_eq!(standings[0].place, Some(1));
    assert_eq!(shown(&standings[1].settle_by), ["region"]);
}
