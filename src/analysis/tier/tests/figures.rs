//! Figures: worked by hand from M3.

use super::*;

fn of(text: &'static str, id: Figure) -> Known {
    figure(&account(text), id, &exchange(), today())
}

fn value(text: &str) -> Known {
    Known::Value(dec(text))
}

fn missing(known: Known) -> Vec<String> {
    match known {
        Known::Missing(routes) => shown(&routes),
        other => panic!("{other:?} is not missing"),
    }
}

const RICH: &str = "value: {sales: {2024: 900k, 2025: 400k}, margin: 0.32, potential: 100k USD}";

#[test]
fn figures_are_those_of_the_method() {
    assert_eq!(of(RICH, Figure::Sales), value("400000"));
    assert_eq!(of(RICH, Figure::Profit), value("128000"));
    assert_eq!(of(RICH, Figure::Margin), value("0.32"));
    assert_eq!(of(RICH, Figure::Potential), value("710000"));
    assert_eq!(of(RICH, Figure::Unserved), value("310000"));
    assert_eq!(
        of("value: {sales: {2025: 9}, potential: 5}", Figure::Unserved),
        value("0")
    );
    let rated = "value: {strategic_fit: 4, growth: 2}\nprofile: {credit: {rating: 5}, willingness: 1, turnover: 3M, employees: 40}";
    for (id, want) in [
        (Figure::StrategicFit, "4"),
        (Figure::Growth, "2"),
        (Figure::Credit, "5"),
        (Figure::Willingness, "1"),
        (Figure::Turnover, "3000000"),
        (Figure::Employees, "40"),
    ] {
        assert_eq!(of(rated, id), value(want), "{id}");
    }
}

#[test]
fn purchases_count_for_365_days() {
    // Today and the day 364 days ago count; the day 365 days ago, tomorrow and an undated one do not.
    let text = "value: {purchases: [{on: 2026-11-21}, {on: 2025-11-22}, {on: 2025-11-21}, {on: 2026-11-22}, {amount: 5}]}";
    assert_eq!(of(text, Figure::Frequency), value("2"));
    assert_eq!(of("value: {purchases: []}", Figure::Frequency), value("0"));
    assert_eq!(missing(of("", Figure::Frequency)), ["value.purchases"]);
}

#[test]
fn only_what_is_missing_is_asked_for() {
    assert_eq!(missing(of("", Figure::Profit)), ["value.sales", "value.margin"]);
    assert_eq!(
        missing(of("", Figure::Unserved)),
        ["value.sales", "value.potential"]
    );
    let with_sales = "value: {sales: {2025: 1}}";
    assert_eq!(missing(of(with_sales, Figure::Profit)), ["value.margin"]);
    assert_eq!(missing(of(with_sales, Figure::Unserved)), ["value.potential"]);
    assert_eq!(
        missing(of("value: {margin: 0.1}", Figure::Profit)),
        ["value.sales"]
    );
    assert_eq!(missing(of("", Figure::Credit)), ["profile.credit.rating"]);
}

#[test]
fn an_amount_without_a_rate_is_told_and_no_fact_asked_for() {
    let text = "value: {sales: {2024: 1, 2025: 5 JPY}}";
    for id in [Figure::Sales, Figure::Profit, Figure::Unserved] {
        match of(text, id) {
            Known::NoRate(currency, route) => {
                assert_eq!(
                    (currency.as_str(), route.to_string().as_str()),
                    ("JPY", "value.sales.2025")
                );
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn amounts_beyond_all_measure_do_no_harm() {
    let text = "value: {sales: {2025: 79228162514264337593543950335}, margin: -79228162514264337593543950335, potential: -79228162514264337593543950335}";
    assert_eq!(of(text, Figure::Profit), Known::Value(Decimal::MIN));
    assert_eq!(of(text, Figure::Unserved), value("0"));
    for method in ["scorecard", "pareto", "rank"] {
        let policy = policy(Box::leak(
            format!("method: {method}\ngroup: portfolio").into_boxed_str(),
        ));
        assert_eq!(stand_all(&[text, text, RICH], &policy).len(), 3);
    }
}

#[test]
fn all_figures_come_at_once() {
    let account = account(RICH);
    let figures = Figures::of(&account, &exchange(), today());
    for id in Figure::ALL {
        assert_eq!(
            *figures.get(*id),
            figure(&account, *id, &exchange(), today()),
            "{id}"
        );
    }
}

#[test]
fn figures_are_read_as_they_are_written() {
    for id in Figure::ALL {
        let text: &'static str = Box::leak(format!("figure: {id}").into_boxed_str());
        assert_eq!(policy(text).figure, *id);
    }
}
