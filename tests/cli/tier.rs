//! `dossier tier`.

use insta::assert_snapshot;

use super::{SETTINGS, portfolio};
use crate::support::{World, keys};

fn with_tiers(tiers: &str) -> World {
    let world = portfolio();
    world.write("dossier.yaml", format!("{SETTINGS}tiers: {tiers}\n"));
    world
}

#[test]
fn the_scorecard_says_what_is_not_known() {
    let world = portfolio();
    assert_snapshot!(world.run(&["tier"]), @"
    exit 0
    --- out
    Tier  Account               Owner     Basis  Not known
    A     Northern Lathe Works  wang.min   98.8
    C     华瑞泵业              li.na     35–65  could be B: value.strategic_fit
    D     Little Mill           li.na       1.2
    --- err
    a tier is what the dossier proves; `dossier tier --explain ACCOUNT` shows what is missing and what it weighs
    ");
    assert_snapshot!(world.run(&["tier", "--explain"]), @"
    exit 0
    --- out
    A  Northern Lathe Works  northern-lathe
      score 98.8: A
      Criterion      Weight  Figure  Points  Missing
      sales              30      3M     100
      profit             20    900k     100
      unserved           20      6M     100
      strategic_fit      15       5     100
      frequency          10       2     100
      credit              5       4      75
      A from 75, B from 50, C from 25; points are weighted and averaged

    C  华瑞泵业  east/huarui
      score 35 to 65: C, B if the unknown turned out well
      Criterion      Weight   Figure  Points  Missing
      sales              30     400k      50
      profit             20     100k      50
      unserved           20     2.6M      50
      strategic_fit      15  unknown   0–100  value.strategic_fit
      frequency          10  unknown   0–100  value.purchases
      credit              5  unknown   0–100  profile.credit.rating
      A from 75, B from 50, C from 25; points are weighted and averaged
      find out `value.strategic_fit`: the fewest facts that can settle it

    D  Little Mill  east/little-mill
      score 1.2: D
      Criterion      Weight  Figure  Points  Missing
      sales              30       0       0
      profit             20       0       0
      unserved           20     50k       0
      strategic_fit      15       1       0
      frequency          10       0       0
      credit              5       2      25
      A from 75, B from 50, C from 25; points are weighted and averaged
    ");
}

#[test]
fn pareto_sorts_by_share() {
    let world = with_tiers("{method: pareto}");
    assert_snapshot!(world.run(&["tier"]), @"
    exit 0
    --- out
    Tier  Account               Owner            Basis  Not known
    A     Northern Lathe Works  wang.min     after 0 %
    B     华瑞泵业              li.na     after 88.2 %
    D     Little Mill           li.na                –
    --- err
    `dossier tier --explain ACCOUNT` shows what a tier is made of
    ");
    assert_snapshot!(world.run(&["tier", "--explain", "huarui"]), @"
    exit 0
    --- out
    B  华瑞泵业  east/huarui
      the largest 88.2 % of sales come before it
    ");
}

#[test]
fn rank_sorts_by_place_in_the_industry() {
    let world = with_tiers("{method: rank, thresholds: {A: 1, B: 2, C: 3}}");
    assert_snapshot!(world.run(&["tier"]), @"
    exit 0
    --- out
    Tier  Account               Owner       Basis  Not known
    A     Little Mill           li.na     place 1
    A     Northern Lathe Works  wang.min  place 1
    B     华瑞泵业              li.na     place 2
    --- err
    `dossier tier --explain ACCOUNT` shows what a tier is made of
    ");
    assert_snapshot!(world.run(&["tier", "--explain", "little-mill"]), @"
    exit 0
    --- out
    A  Little Mill  east/little-mill
      place 1 of 1 in paper
    ");
}

#[test]
fn json_has_every_documented_field() {
    let run = portfolio().run(&["tier", "--format", "json"]).exits(0);
    assert_eq!(run.stderr, "");
    let report = run.json();
    assert_eq!(keys(&report), ["accounts", "method", "today", "version"]);
    assert_eq!(
        (&report["version"], &report["today"], &report["method"]),
        (&1.into(), &"2026-11-21".into(), &"scorecard".into())
    );
    for account in report["accounts"].as_array().expect("a list") {
        let mut documented = vec![
            "id",
            "name",
            "owner",
            "tier",
            "computed",
            "could_be",
            "settled",
            "fixed",
            "score",
            "share",
            "place",
            "criteria",
            "settle_by",
            "why",
        ];
        documented.sort_unstable();
        assert_eq!(keys(account), documented);
        assert_eq!(keys(&account["score"]), ["high", "low"]);
        for criterion in account["criteria"].as_array().expect("a list") {
            assert_eq!(keys(criterion), ["figure", "high", "id", "low", "weight"]);
        }
    }
    let huarui = report["accounts"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|account| account["id"] == "east/huarui");
    assert_snapshot!(serde_json::to_string_pretty(&huarui).expect("JSON"), @r#"
    {
      "computed": "C",
      "could_be": "B",
      "criteria": [
        {
          "figure": 400000,
          "high": 50,
          "id": "sales",
          "low": 50,
          "weight": 30
        },
        {
          "figure": 100000,
          "high": 50,
          "id": "profit",
          "low": 50,
          "weight": 20
        },
        {
          "figure": 2600000,
          "high": 50,
          "id": "unserved",
          "low": 50,
          "weight": 20
        },
        {
          "figure": null,
          "high": 100,
          "id": "strategic_fit",
          "low": 0,
          "weight": 15
        },
        {
          "figure": null,
          "high": 100,
          "id": "frequency",
          "low": 0,
          "weight": 10
        },
        {
          "figure": null,
          "high": 100,
          "id": "credit",
          "low": 0,
          "weight": 5
        }
      ],
      "fixed": null,
      "id": "east/huarui",
      "name": "华瑞泵业",
      "owner": "li.na",
      "place": null,
      "score": {
        "high": 65,
        "low": 35
      },
      "settle_by": [
        "value.strategic_fit"
      ],
      "settled": false,
      "share": null,
      "tier": "C",
      "why": "score 35 to 65: C, B if the unknown turned out well"
    }
    "#);
}

#[test]
fn json_of_the_other_methods_has_share_or_place() {
    for (method, field) in [("pareto", "share"), ("rank", "place")] {
        let report = with_tiers(&format!("{{method: {method}}}"))
            .run(&["tier", "--format", "json"])
            .json();
        assert_eq!(report["method"], method);
        let first = &report["accounts"][0];
        assert!(first[field].is_number(), "{first}");
        assert!(first["score"].is_null(), "{first}");
    }
}

#[test]
fn a_fixed_tier_counts_to_its_last_day() {
    let world = World::with([
        (
            "accounts/a.yaml",
            "name: Last Day\ntier: {fixed: A, reason: pilot, until: 2026-11-21}\n",
        ),
        (
            "accounts/b.yaml",
            "name: Day After\ntier: {fixed: A, reason: pilot, until: 2026-11-20}\n",
        ),
    ]);
    assert_snapshot!(world.run(&["tier"]), @"
    exit 0
    --- out
    Tier  Account    Owner  Basis  Not known
    A     Last Day   –      0–100  fixed until 2026-11-21, computed D
    D     Day After  –      0–100  could be A: value.sales, value.margin,
                                   value.potential, value.strategic_fit
    --- err
    a tier is what the dossier proves; `dossier tier --explain ACCOUNT` shows what is missing and what it weighs
    ");
    let report = world.run(&["tier", "--format", "json", "a"]).json();
    assert_snapshot!(report["accounts"][0]["fixed"], @r#"{"reason":"pilot","tier":"A","until":"2026-11-21"}"#);
    assert_eq!(report["accounts"][0]["tier"], "A");
    assert_eq!(report["accounts"][0]["computed"], "D");
}

#[test]
fn a_currency_without_rate_is_told_and_counts_as_unknown() {
    let world = World::with([("accounts/a.yaml", "name: A\nvalue: {sales: {2025: 3M EUR}}\n")]);
    assert_snapshot!(world.run(&["tier"]), @"
    exit 1
    --- out
    Tier  Account  Owner  Basis  Not known
    D     A        –      0–100  could be A
    --- err
    warning: a: value.sales.2025 is in EUR, for which dossier.yaml has no rate: the figure counts as unknown
    a tier is what the dossier proves; `dossier tier --explain ACCOUNT` shows what is missing and what it weighs
    ");
    world.write("dossier.yaml", "rates: {EUR: 7.8}\n");
    world.run(&["tier"]).exits(0);
}

#[test]
fn accounts_narrow_what_is_told_but_not_what_is_reckoned() {
    let world = portfolio();
    let all = world.run(&["tier", "--format", "json"]).json();
    let one = world.run(&["tier", "--format", "json", "NLW"]).json();
    assert_eq!(one["accounts"].as_array().map(Vec::len), Some(1));
    let same = all["accounts"]
        .as_array()
        .expect("a list")
        .iter()
        .any(|account| *account == one["accounts"][0]);
    assert!(same, "{one}");
}

#[test]
fn a_dossier_that_cannot_be_read_is_left_out_and_told() {
    let world = portfolio();
    world.write("accounts/broken.yaml", "name: 'Broken\n");
    world.write("accounts/half.yaml", "name: Half\nowner: [x]\nvlaue: {}\n");
    assert_snapshot!(world.run(&["tier"]), @"
    exit 1
    --- out
    Tier  Account               Owner     Basis  Not known
    A     Northern Lathe Works  wang.min   98.8
    C     华瑞泵业              li.na     35–65  could be B: value.strategic_fit
    D     Little Mill           li.na       1.2
    D     Half                  –         0–100  could be A: value.sales,
                                                 value.margin, value.potential,
                                                 value.strategic_fit
    --- err
    warning: accounts/broken.yaml:1: a quoted text is not closed; the account is left out (`dossier check` tells more)
    warning: accounts/half.yaml:2: expected text, found a list; 2 entries are left out (`dossier check` tells more)
    a tier is what the dossier proves; `dossier tier --explain ACCOUNT` shows what is missing and what it weighs
    ");
    assert_snapshot!(world.run(&["tier", "broken"]), @"
    exit 2
    --- err
    warning: accounts/broken.yaml:1: a quoted text is not closed; the account is left out (`dossier check` tells more)
    warning: accounts/half.yaml:2: expected text, found a list; 2 entries are left out (`dossier check` tells more)
    error: accounts/broken.yaml cannot be read; `dossier check broken` tells why
    ");
}
