//! Tests of deals: each standard met and unmet, BANT, return on investment.

use super::testing::{held_to, process, shipped};
use super::*;
use crate::model::{Currency, Milestone};
use crate::source::{Tree, decode::decode};

const TODAY: &str = "2026-11-21";

/// A dossier in which every standard is met, one fact a line.
const WHOLE: &str = "\
name: X
industry: machinery
region: east
owner: li
source: {kind: referral}
registered: 2026-01-05
value: {strategic_fit: 2}
profile: {credit: {terms: 30 days}}
procurement:
  process: [tender]
  budget:
    amount: 1.5M
    approvals: [{level: board}]
    decided_by: 2026-12-20
stakeholders:
- {id: a, name: A, roles: [approver], influence: 5, email: a@x.example}
- {id: b, name: B, roles: [buyer], influence: 3}
- {id: c, name: C, roles: [coach], influence: 2}
- {id: gone, name: G, left: 2026-05-01}
competitors:
- {name: N, position: challenger, attacks: [dear], counters: [cost over five years]}
needs:
- {id: up, need: uptime, status: confirmed, solution: {base: new spindles}, value: {saves: 1M, cost: 1M, years: 3}}
- {id: new, need: shorter change-over}
- {id: done, need: met, status: solved}
- {id: screen, need: a screen, kind: want, priority: 1}
opportunities:
- id: deal
  need: up
  milestone: growth
  approved: {by: li, on: 2026-02-01}
  evaluation: {solution_fits: yes}
  key_factors: [{factor: x}, {factor: y}, {factor: z}]
  risks: [{risk: budget, counter: pilot}]
  offer: {pilot: one, rollout: all, optimise: monthly, guarantee: money back}
deliveries:
- opportunity: deal
  stages: {requirements: {due: 2026-03-01}, build: {due: 2026-04-01}, trial: {due: 2026-05-01}, acceptance: {due: 2026-06-01}}
  response: {answer: 8h, fix: 48h}
touchpoints:
- {on: 2026-01-20, kind: visit, with: [b]}
- {on: 2026-02-20, kind: call, with: [a]}
- {on: 2026-03-20, kind: mailing, with: [b], told: [spindles]}
reviews: [{on: 2026-10-01}]
referrals: [{asked: 2026-10-01}]
";

/// For each standard what to write instead in [`WHOLE`] so that it alone is no longer met.
#[rustfmt::skip] // A table is read as a table.
const UNMET: [(&str, &str, &str); 50] = [
    ("fit-rated", "strategic_fit: 2", "strategic_fit: 1"),
    ("fit-rated", "strategic_fit: 2", "margin: 0.3"),
    ("basics-known", "region: east\n", ""),
    ("basics-known", "source: {kind: referral}\n", "source: {on: 2026-01-02}\n"),
    ("basics-known", ", email: a@x.example", ""),
    ("registered", "registered: 2026-01-05\n", ""),
    ("first-visit", "kind: visit", "kind: call"),
    ("first-visit", "2026-01-20, kind: visit", "2026-11-22, kind: visit"),
    ("process-known", "process: [tender]", "process: []"),
    ("buyer-known", "roles: [buyer]", "roles: [gatekeeper]"),
    ("buyer-known", "roles: [buyer], influence: 3", "roles: [buyer], influence: 3, left: 2026-11-21"),
    ("need-confirmed", "status: confirmed", "status: stated"),
    ("need-confirmed", "status: confirmed, ", ""),
    ("solution-fits", "{solution_fits: yes}", "{solution_fits: unknown}"),
    ("approved", "approved: {by: li, on: 2026-02-01}", "approved: {by: li}"),
    ("approved", "approved: {by: li, on: 2026-02-01}", "approved: {by: ' ', on: 2026-02-01}"),
    ("approved", "  approved: {by: li, on: 2026-02-01}\n", ""),
    ("map-drawn", "name: B, roles: [buyer], influence: 3", "name: B, roles: [buyer]"),
    ("map-drawn", "name: G, left: 2026-05-01", "name: G, influence: 1"),
    ("top-met", "kind: call, with: [a]", "kind: mailing, with: [a]"),
    ("top-met", "kind: call, with: [a]", "kind: call, with: [b]"),
    ("top-met", "2026-02-20, kind: call", "2026-11-22, kind: call"),
    ("coach-found", "roles: [coach]", "roles: [user]"),
    ("competitors-known", "name: N, ", ""),
    ("three-factors", "{factor: z}", "{state: open}"),
    ("solution-shaped", "base: new spindles", "service: a visit a month"),
    ("value-quantified", "saves: 1M, ", ""),
    ("roi-stated", ", years: 3", ""),
    ("roi-stated", "years: 3", "years: 0"),
    ("roi-stated", "cost: 1M, ", ""),
    ("case-told", "told: [spindles]", "told: []"),
    ("case-told", "2026-03-20, kind: mailing", "2026-11-22, kind: mailing"),
    ("offer-phased", "pilot: one, ", ""),
    ("offer-phased", "rollout: all, ", ""),
    ("offer-phased", "optimise: monthly, ", ""),
    ("guarantee-given", ", guarantee: money back", ""),
    ("budget-known", "amount: 1.5M", "status: planned"),
    ("approvals-known", "approvals: [{level: board}]", "approvals: []"),
    ("dates-known", "    decided_by: 2026-12-20\n", ""),
    ("objections-answered", "counters: [cost over five years]", "counters: []"),
    ("objections-answered", ", counter: pilot", ""),
    ("terms-agreed", "terms: 30 days", "rating: 4"),
    ("stages-planned", ", trial: {due: 2026-05-01}", ""),
    ("stages-planned", "acceptance: {due: 2026-06-01}", "acceptance: {done: 2026-06-01}"),
    ("response-agreed", ", fix: 48h", ""),
    ("value-reviewed", "reviews: [{on: 2026-10-01}]", "reviews: [{on: 2026-12-01}]"),
    ("value-reviewed", "reviews: [{on: 2026-10-01}]\n", ""),
    ("new-need", "- {id: new, need: shorter change-over}\n- {id: done, need: met, status: solved}\n- {id: screen, need: a screen, kind: want, priority: 1}\n", "- {id: done, need: met, status: solved}\n"),
    ("referral-asked", "referrals: [{asked: 2026-10-01}]\n", ""),
    ("referral-asked", "asked: 2026-10-01", "asked: 2026-12-01"),
];

fn with<T>(text: &str, look: impl FnOnce(&Account<'_>) -> T) -> T {
    let (tree, problems) = Tree::parse(text);
    assert_eq!(problems, []);
    let decoded = decode::<Account<'_>>(&tree);
    assert_eq!(decoded.problems, [], "{text}");
    look(&decoded.value.expect("decodes"))
}

fn today() -> Day {
    TODAY.parse().expect("a day")
}

/// The standards that the dossier's deal does not meet.
fn open(text: &str) -> Vec<String> {
    let process = shipped();
    with(text, |account| {
        let unmet = held_to(&process, today()).unmet(account, &account.opportunities[0]);
        unmet.iter().map(|one| one.standard.id.clone()).collect()
    })
}

/// The whole dossier with something else instead.
fn instead(from: &str, to: &str) -> String {
    assert_eq!(WHOLE.matches(from).count(), 1, "{from}");
    WHOLE.replace(from, to)
}

#[test]
fn each_standard_can_be_met_and_unmet() {
    assert_eq!(open(WHOLE), [""; 0]);
    for (id, from, to) in UNMET {
        assert_eq!(open(&instead(from, to)), [id], "{from} → {to}");
    }
    for (_, standard) in shipped().standards() {
        let is_tried = UNMET.iter().any(|(id, ..)| *id == standard.id);
        // Without a person or a need much else falls with them.
        assert!(
            is_tried || ["person-found", "need-stated"].contains(&standard.id.as_str()),
            "{}",
            standard.id
        );
    }
}

#[test]
fn whoever_has_left_is_no_longer_the_right_person() {
    let contact = |people: &str| {
        open(&format!(
            "name: X\nstakeholders: [{people}]\nneeds: [{{need: uptime}}]\nopportunities: [{{milestone: contact}}]\n\
             touchpoints: [{{on: 2026-01-05, kind: meeting}}]\n"
        ))
    };
    let planning = ["fit-rated", "basics-known", "registered"];
    assert_eq!(contact("{id: a, roles: [user]}"), planning);
    for nobody in ["", "{id: a}", "{id: a, roles: [user], left: 2026-11-21}"] {
        assert_eq!(
            contact(nobody),
            [&planning[..], &["person-found"]].concat(),
            "{nobody}"
        );
    }
}

#[test]
fn a_deal_that_names_a_need_that_is_not_there_has_none() {
    let from_need = [
        "need-stated",
        "need-confirmed",
        "solution-shaped",
        "value-quantified",
        "roi-stated",
    ];
    assert_eq!(open(&instead("need: up\n", "need: upp\n")), from_need);
    let yes = "evaluation: {solution_fits: yes, need_confirmed: yes}";
    let named = instead("evaluation: {solution_fits: yes}", yes);
    assert_eq!(open(&named.replace("need: up\n", "need: upp\n")), from_need);
}

#[test]
fn a_deal_that_names_no_need_answers_the_first_that_is_open_and_no_want() {
    let named = |needs: &str| {
        with(
            &format!("name: X\nneeds: [{needs}]\nopportunities: [{{id: o}}]\n"),
            |account| {
                need_for(account, &account.opportunities[0])
                    .and_then(|need| need.id.as_deref().map(str::to_owned))
            },
        )
    };
    let (want, solved) = (
        "{id: want, kind: want, priority: 1}",
        "{id: solved, status: solved, priority: 1}",
    );
    let (first, second) = ("{id: first, priority: 1}", "{id: second, priority: 2}");
    for (needs, want) in [
        (vec![], None),
        (vec![want, solved, second, first], Some("first")),
        (vec![want, solved, second], Some("second")),
        (vec![solved, want], Some("want")),
        (vec!["{id: unrated}", second], Some("second")),
    ] {
        assert_eq!(named(&needs.join(", ")).as_deref(), want, "{needs:?}");
    }
}

#[test]
fn the_answer_whether_the_need_is_confirmed_counts_where_its_status_is_not_stated() {
    let answered = |status: &str| {
        let text = instead("status: confirmed, ", status);
        open(&text.replace(
            "{solution_fits: yes}",
            "{solution_fits: yes, need_confirmed: yes}",
        ))
    };
    assert_eq!(answered(""), [""; 0]);
    assert_eq!(answered("status: solved, "), [""; 0]);
    assert_eq!(answered("status: suspected, "), ["need-confirmed"]);
}

#[test]
fn only_the_deals_own_delivery_counts() {
    let named = |name: &str| {
        open(&instead(
            "- opportunity: deal\n",
            &format!("- opportunity: {name}\n"),
        ))
    };
    assert_eq!(named("another"), ["stages-planned", "response-agreed"]);
    assert_eq!(named(""), [""; 0], "it names no deal");
    let by_name = instead("- id: deal\n", "- id: d1\n  name: deal\n");
    assert_eq!(open(&by_name), [""; 0]);
}

#[test]
fn a_competitor_who_has_left_needs_no_answer() {
    let gone = instead(
        "position: challenger, attacks: [dear], counters: [cost over five years]",
        "position: exited, attacks: [dear]",
    );
    assert_eq!(open(&gone), [""; 0]);
}

#[test]
fn a_milestone_asks_for_its_own_standards_and_for_those_before_it() {
    let at = |milestone: &str| open(&format!("name: X\nopportunities: [{{milestone: {milestone}}}]\n"));
    let counts: Vec<_> = Milestone::ALL
        .iter()
        .map(|milestone| at(milestone.as_str()).len())
        .collect();
    // By hand: 3; + person, visit, need; + 5 of which all are open; + 5; + 6; + budget, approvals, dates,
    // terms (there are no objections that are not answered); + 2; + 3.
    assert_eq!(counts, [3, 6, 11, 16, 22, 26, 28, 31]);
    assert_eq!(open("name: X\nopportunities: [{id: o}]\n"), [""; 0]);
}

/// Whether a predicate holds of the whole dossier with something else instead.
fn holds(predicate: &str, (from, to): (&str, &str)) -> bool {
    let process = process(&format!("planning: [{{id: own, met: {predicate}}}]\n"));
    with(&instead(from, to), |account| {
        let deal = &account.opportunities[0];
        held_to(&process, today()).unmet(account, deal).is_empty()
    })
}

/// Predicates that the shipped process does not use in this way, each met and unmet.
#[rustfmt::skip] // A table is read as a table.
const PREDICATES: [(&str, &str, &str); 10] = [
    ("{said: [deal.need, registered]}", "registered: 2026-01-05\n", ""),
    ("{said: procurement.process}", "process: [tender]", "process: ['', ' ']"),
    ("{said: deal.evaluation.solution_fits}", "solution_fits: yes", "solution_fits: unknown"),
    ("{count: {stakeholders: 3}}", "influence: 2}", "influence: 2, left: 2026-05-01}"),
    ("{count: {touchpoints.on: 3, needs.need: 4}}", "2026-01-20, kind: visit", "2026-11-22, kind: visit"),
    ("{is: {competitors.position: [incumbent, challenger]}}", "position: challenger", "position: exited"),
    ("{is: {deal.milestone: growth, deal.id: deal}}", "- id: deal\n", "- id: other\n"),
    ("{at-least: {need.value.saves: 999_999.5}}", "saves: 1M", "saves: 2M USD"),
    ("{past: touchpoints.on}", "2026-01-20, kind: visit, with: [b]}\n- {on: 2026-02-20, kind: call, with: [a]}\n- {on: 2026-03-20", "2026-11-22"),
    ("{all: [top-met, {any: [approved, {complete-for: A}]}]}", "approved: {by: li, on: 2026-02-01}", "approved: {by: li}"),
];

#[test]
fn predicates_look_at_what_their_keys_lead_to() {
    for (predicate, from, to) in PREDICATES {
        assert!(holds(predicate, (from, from)), "{predicate}");
        assert!(!holds(predicate, (from, to)), "{predicate}: {from} → {to}");
    }
}

/// One delivery has the one half, another one the other.
#[test]
fn a_single_delivery_meets_all_that_is_asked_of_deliveries() {
    let halves =
        "- {opportunity: deal, response: {answer: 8h}}\n- {opportunity: deal, response: {fix: 48h}}\n";
    let response = "{said: [delivery.response.answer, delivery.response.fix]}";
    let whole = "  response: {answer: 8h, fix: 48h}\n";
    assert!(holds(response, (whole, whole)));
    assert!(!holds(response, (whole, halves)));
    assert!(holds(response, (whole, &format!("{whole}{halves}"))));
    assert!(!holds(
        "{any: [{said: delivery.response.answer}]}",
        ("- opportunity: deal\n", "- opportunity: another\n")
    ));
}

/// An expression is asked with the account's names and the deal's keys; names are asked for only then.
#[test]
fn an_expression_that_fails_is_unmet_because_unknown() {
    let process = process(
        "planning:\n- {id: large, when: deal.amount * 2 > potential}\n- {id: near, when: tier == 'A'}\n",
    );
    let standards = Standards {
        names: &|_| minijinja::context! { tier => "A", potential => 10 },
        ..held_to(&process, today())
    };
    let told = |deal: &str| {
        with(&format!("name: X\nopportunities: [{{{deal}}}]\n"), |account| {
            let unmet = standards.unmet(account, &account.opportunities[0]);
            let told = unmet
                .iter()
                .map(|one| (one.standard.id.clone(), one.unknown.is_some()));
            told.collect::<Vec<_>>()
        })
    };
    assert_eq!(told("milestone: planning, amount: 6"), []);
    assert_eq!(
        told("milestone: planning, amount: 5"),
        [("large".to_owned(), false)]
    );
    assert_eq!(told("milestone: contact"), [("large".to_owned(), true)]);
    assert_eq!(told("amount: 5"), []);
}

/// A milestone that is stated replaces the shipped one; the others stay.
#[test]
fn an_own_process_replaces_milestone_by_milestone() {
    let mut own = shipped();
    own.take_over(process("contact: []\ngrowth: [{id: own, met: top-met}]\n"));
    let ids = |wanted| {
        let all = own.standards().filter(move |(milestone, _)| *milestone == wanted);
        all.map(|(_, standard)| standard.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(
        ids(Milestone::Planning),
        ["fit-rated", "basics-known", "registered"]
    );
    assert_eq!(ids(Milestone::Contact), [""; 0]);
    assert_eq!(ids(Milestone::Growth), ["own"]);
    assert_eq!(own.approved_from(), Some(Milestone::Initiation));
    assert!(!own.has_expression());
}

/// M7: the timeline is clear within three months.
#[test]
fn bant_asks_for_a_day_within_three_months() {
    let open = |bant: &str| {
        with(
            &format!("name: X\nopportunities: [{{bant: {{{bant}}}}}]\n"),
            |account| bant_open(&account.opportunities[0], today()),
        )
    };
    assert_eq!(open(""), ["budget", "authority", "need", "timeline"]);
    let yes = "budget: yes, authority: yes, need: yes";
    for (timeline, is_clear) in [
        ("yes", true),
        ("no", false),
        ("unknown", false),
        ("2026-11-20", false),
        ("2026-11-21", true),
        ("2027-02-21", true),
        ("2027-02-22", false),
    ] {
        let told = open(&format!("{yes}, timeline: {timeline}"));
        assert_eq!(told.is_empty(), is_clear, "{timeline}");
    }
    assert_eq!(
        open("budget: no, authority: yes, need: yes, timeline: yes"),
        ["budget"]
    );
}

/// M6 by hand: 3 × (900k + 300k) = 3.6M gained; 700k + 3 × 60k = 880k spent; 2.72M / 880k = 3.0909…
#[test]
fn roi_is_gain_less_cost_over_cost() {
    let exchange = Exchange {
        currency: Currency::CNY,
        rates: [("USD".parse().expect("a currency"), Decimal::from(7))].into(),
    };
    let told = |value: &str| {
        with(
            &format!("name: X\nneeds: [{{value: {{{value}}}}}]\n"),
            |account| worth(account.needs[0].value.as_ref().expect("a value"), &exchange),
        )
    };
    let whole = told("saves: 900k, earns: 300k, cost: 700k, cost_per_year: 60k, years: 3").expect("a worth");
    assert_eq!(
        (whole.gain, whole.cost),
        (Decimal::from(3_600_000), Decimal::from(880_000))
    );
    assert_eq!(whole.roi.round_dp(4), Decimal::new(30_909, 4));
    // 2 × 7k = 14k gained, 7k spent.
    let dollars = told("saves: 1k USD, cost: 7k, years: 2").expect("a worth");
    assert_eq!(dollars.roi, Decimal::ONE);
    for nothing in [
        "saves: 1k, cost: 1k",
        "saves: 1k, cost: 1k, years: 0",
        "saves: 1k, years: 1",
        "cost: 1k, years: 1",
        "saves: 1k, cost: 0, years: 1",
        "saves: 1k JPY, cost: 1k, years: 1",
    ] {
        assert_eq!(told(nothing), None, "{nothing}");
    }
}
