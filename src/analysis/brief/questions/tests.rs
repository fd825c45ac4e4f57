//! Questions by hand: what is asked, of whom, and why; and that nothing known is asked.

mod filled;

use std::collections::BTreeMap;

use filled::filled;

use super::source::gaps;
use super::*;
use crate::analysis::agenda::testing::{account, day};
use crate::analysis::agenda::{Cadence, ReviewIntervals};
use crate::analysis::brief::meeting::Occasion;
use crate::analysis::brief::{BriefKind, people};
use crate::analysis::deal::testing::{held_to, shipped};
use crate::analysis::health::{HealthPolicy, Weights};
use crate::analysis::tier::{TierPolicy, tiers};
use crate::model::{Currency, Exchange, Kind};

const TODAY: &str = "2026-11-21";

/// Looks at what is asked of an account when these people are there.
fn look<T>(account: &Account<'_>, with: &[&str], look: impl Fn(&Case<'_, '_>) -> T) -> T {
    let process = shipped();
    let exchange = Exchange {
        currency: Currency::CNY,
        rates: [].into(),
    };
    let request = Request {
        kind: BriefKind::CallPrep,
        today: day(TODAY),
        meeting: None,
        with: with.iter().map(|&id| id.to_owned()).collect(),
        private: false,
        deciding_by: None,
        team: BTreeMap::new(),
        exchange: &exchange,
        health: HealthPolicy {
            weights: &Weights::default(),
            cadence: &Cadence::default(),
        },
        standards: held_to(&process, day(TODAY)),
        reviews: &ReviewIntervals::default(),
        past: None,
    };
    let standings = tiers(&[account], &TierPolicy::default(), &exchange, request.today);
    let deals: Vec<_> = account
        .opportunities
        .iter()
        .filter(|deal| deal.is_open())
        .collect();
    let (there, _) = people::attending(account, &Occasion::default(), &request);
    look(&Case {
        account,
        standing: &standings[0],
        deals: &deals,
        there: &there,
        purpose: Purpose::of(account, deals.first().copied(), None, request.today),
        request: &request,
    })
}

/// What is asked, each with who is asked.
fn asked(text: &str, with: &[&str]) -> Vec<(String, Option<String>)> {
    look(&account(text), with, |case| {
        let chosen = choose(case).chosen.into_iter();
        chosen
            .map(|one| (one.id.unwrap_or_default(), one.to.map(str::to_owned)))
            .collect()
    })
}

fn ids(text: &str) -> Vec<String> {
    asked(text, &[]).into_iter().map(|(id, _)| id).collect()
}

/// All that the account lacks: each route with its points before the meeting is looked at.
fn lacks(text: &str) -> Vec<(String, u32)> {
    look(&account(text), &[], |case| {
        let Gaps(gaps) = gaps(case);
        let sum = |gap: &Gap| gap.why.iter().map(|reason| reason.points).sum();
        gaps.iter().map(|gap| (gap.fills.clone(), sum(gap))).collect()
    })
}

fn points_of(text: &str, fills: &str) -> Option<u32> {
    let found = lacks(text).into_iter().find(|(route, _)| route == fills);
    found.map(|(_, points)| points)
}

/// By hand, of an opening: needs (20 of a point + 15 of a layer) × 1.5 = 52, business 15 × 1.5 = 22, and
/// process, criteria, decider, competitors, each 20 of a point.
#[test]
fn an_account_with_only_a_name_is_all_questions() {
    assert_eq!(
        ids("name: X\n"),
        ["need", "situation", "process", "criteria", "authority"]
    );
}

/// By hand: BANT 40; one point unknown 20, partly 10; a requirement of weight 3 of tier B 12.
#[test]
fn the_reasons_for_a_fact_add_up() {
    let deal = "opportunities: [{id: d, milestone: planning}]\n";
    let fixed = "tier: {fixed: B, reason: x}\n";
    let bare = format!("name: X\n{deal}");
    assert_eq!(points_of(&bare, "opportunities[0].bant.budget"), Some(40));
    // Point 2 unknown 20, the ten questions 15.
    assert_eq!(points_of(&bare, "procurement.process"), Some(20 + 15));
    assert_eq!(
        points_of(&format!("{bare}{fixed}"), "procurement.process"),
        Some(20 + 15 + 12)
    );
    // With the criteria the point is partly known.
    let partly = format!("{bare}{fixed}procurement: {{criteria: [price]}}\n");
    assert_eq!(points_of(&partly, "procurement.process"), Some(10 + 15 + 12));
}

/// The next milestone asks for its standards (20), the present one and those before it demand them (30).
#[test]
fn a_standard_that_is_near_counts_and_one_that_is_far_does_not() {
    let at = |milestone: &str| format!("name: X\nopportunities: [{{id: d, milestone: {milestone}}}]\n");
    let fits = "opportunities[0].evaluation.solution_fits";
    assert_eq!(points_of(&at("planning"), fits), Some(15));
    assert_eq!(points_of(&at("contact"), fits), Some(15 + 20));
    assert_eq!(points_of(&at("initiation"), fits), Some(15 + 30));
    assert_eq!(points_of(&at("deep_contact"), fits), Some(15 + 30));
    let guarantee = "opportunities[0].offer.guarantee";
    assert_eq!(points_of(&at("initiation"), guarantee), None);
    assert_eq!(points_of(&at("deep_contact"), guarantee), Some(20));
}

/// Money that is not known of the deal (40), nor of the account (a standard of the next milestone, 20), is
/// one question, and at a proposal neither more nor less: 60.
#[test]
fn a_question_that_brings_out_two_facts_counts_the_reasons_of_both() {
    let text = "name: X\nprocurement: {process: [one], criteria: [price]}\nopportunities: [{id: d, milestone: proposal}]\n";
    look(&account(text), &[], |case| {
        let asked = gaps(case).questions();
        let worth = |fills: &str| {
            let gap = asked.iter().find(|gap| gap.fills == fills)?;
            weigh(gap, case).map(|candidate| candidate.question.points)
        };
        assert_eq!(worth("opportunities[0].bant.budget"), Some(60));
        assert_eq!(worth("procurement.budget.amount"), None);
    });
}

#[test]
fn an_answer_is_an_answer_even_if_it_is_no() {
    let text = "name: X\nopportunities: [{id: d, milestone: initiation, bant: {budget: no, timeline: 2027-09-01}, \
        evaluation: {solution_fits: no}}]\n";
    for fills in ["bant.budget", "bant.timeline", "evaluation.solution_fits"] {
        assert_eq!(
            points_of(text, &format!("opportunities[0].{fills}")),
            None,
            "{fills}"
        );
    }
}

/// M1, by hand: concluded 10, heard 6; tier D is gone through every twelve months, so that a confirmed fact
/// of 2025-11-20 is old and one of the 21st is not.
#[test]
fn what_is_not_sure_is_asked_again() {
    let with = |evidence: &str| format!("name: X\nprofile: {{finances: rich}}\nsources: [{evidence}]\n");
    for (evidence, points) in [
        ("{of: profile.finances, grade: inferred}", Some(10)),
        ("{of: profile.finances, grade: told, on: 2026-11-01}", Some(6)),
        (
            "{of: profile.finances, grade: confirmed, on: 2025-11-20}",
            Some(4),
        ),
        ("{of: profile.finances, grade: confirmed, on: 2025-11-21}", None),
        (
            "{of: profile.finances, grade: inferred, on: 2026-01-01}, {of: profile.finances, grade: confirmed, on: 2026-02-01}",
            None,
        ),
    ] {
        assert_eq!(
            points_of(&with(evidence), "profile.finances"),
            points,
            "{evidence}"
        );
    }
    let budget = "name: X\nsources: [{of: procurement.budget, grade: told, on: 2026-11-01}]\n";
    assert_eq!(points_of(budget, "procurement.budget.amount"), Some(6));
}

const NEED: &str = "name: X
stakeholders:
  - {id: u, name: U, roles: [user], influence: 2}
  - {id: f, name: F, department: finance, influence: 4}
needs: [{id: n, need: uptime}]
touchpoints: [{on: 2026-11-01, kind: visit, with: [u]}]
";

/// Each question that could be asked: who is asked, about which other deal, and its points.
fn worth(text: &str, with: &[&str], fills: &str) -> Option<(Option<String>, Option<String>, u32)> {
    look(&account(text), with, |case| {
        let Gaps(gaps) = gaps(case);
        let gap = gaps.iter().find(|gap| gap.fills == fills)?;
        let Candidate { question, .. } = weigh(gap, case)?;
        let owned = |name: Option<&str>| name.map(str::to_owned);
        Some((owned(question.to), owned(question.about), question.points))
    })
}

/// By hand, of a diagnosis: a why lacks 15 of a layer and 10 of a point, × 1.5; a gain 15 of a layer.
#[test]
fn the_layers_of_a_need_are_asked_of_those_who_feel_them() {
    let to = |name: &str, points| Some((Some(name.to_owned()), None, points));
    assert_eq!(worth(NEED, &["u", "f"], "needs[0].why"), to("U", 37));
    assert_eq!(worth(NEED, &["u", "f"], "needs[0].impact"), to("U", 22));
    assert_eq!(worth(NEED, &["u", "f"], "needs[0].value"), to("F", 15));
}

/// F feels the impact, too, and U knows nothing of the value: the half counts, and nobody is named.
#[test]
fn who_will_be_there_decides_who_is_asked_and_what_it_is_worth() {
    assert_eq!(
        worth(NEED, &["f"], "needs[0].impact"),
        Some((Some("F".to_owned()), None, 22))
    );
    assert_eq!(worth(NEED, &["u"], "needs[0].value"), Some((None, None, 7)));
}

#[test]
fn nobody_is_asked_three_questions_while_others_can_answer_others() {
    let text = "name: X
stakeholders:
  - {id: b, name: B, roles: [buyer, decision_maker], influence: 5}
  - {id: u, name: U, roles: [user], influence: 2}
needs: [{id: n, need: uptime, raised_by: u}]
opportunities: [{id: d, milestone: contact}]
touchpoints: [{on: 2026-11-01, kind: visit, with: [b]}]
";
    let asked = asked(text, &["b", "u"]);
    let count = |name: &str| asked.iter().filter(|(_, to)| to.as_deref() == Some(name)).count();
    assert_eq!((asked.len(), count("B"), count("U")), (5, 3, 2), "{asked:?}");
    let alone = self::asked(text, &["b"]);
    assert!(
        alone.iter().all(|(_, to)| to.as_deref() == Some("B")),
        "{alone:?}"
    );
}

#[test]
fn who_is_for_us_is_asked_of_a_coach_only() {
    let people = |roles: &str| {
        format!("name: X\nstakeholders: [{{id: a, name: A, roles: [{roles}], influence: 3}}]\n")
    };
    let is_asked = |roles: &str| worth(&people(roles), &["a"], "stakeholders[].attitude").is_some();
    assert!(is_asked("coach") && !is_asked("user"));
}

#[test]
fn an_own_question_keeps_its_place_beside_the_gaps() {
    let asked = ids("name: X\nquestions: {problem: [what hurts, what else]}\n");
    assert_eq!(asked, ["need", "situation", "", "process", "criteria"]);
}

#[test]
fn what_only_another_deal_lacks_is_asked_about_that_deal() {
    let text = "name: X
opportunities:
  - {id: main, bant: {budget: yes, authority: yes, need: yes, timeline: yes}}
  - {id: other, bant: {budget: yes, authority: yes, need: yes}}
";
    // 40 × 0.5 of an opening, × 0.6 of another deal.
    assert_eq!(
        worth(text, &[], "opportunities[1].bant.timeline"),
        Some((None, Some("other".to_owned()), 12))
    );
    assert_eq!(
        worth(text, &[], "opportunities[0].evaluation.driver"),
        Some((None, None, 22))
    );
}

#[test]
fn the_purpose_of_a_meeting_comes_from_its_kind_or_from_where_things_stand() {
    let visit = "touchpoints: [{on: 2026-11-01, kind: visit}]\n";
    let need = "needs: [{need: uptime}]\n";
    for (text, kind, purpose) in [
        ("", None, Purpose::Opening),
        (visit, None, Purpose::Opening),
        (&format!("{visit}{need}"), None, Purpose::Diagnosis),
        ("status: customer\n", None, Purpose::Review),
        (
            "opportunities: [{milestone: proposal}]\n",
            None,
            Purpose::Proposal,
        ),
        (
            "opportunities: [{milestone: negotiation}]\n",
            None,
            Purpose::Negotiation,
        ),
        ("opportunities: [{milestone: growth}]\n", None, Purpose::Review),
        (need, Some(Kind::ExecutiveVisit), Purpose::Executive),
        (need, Some(Kind::ValueReview), Purpose::Review),
    ] {
        let text = format!("name: X\n{text}");
        let account = account(&text);
        let main = account.opportunities.first();
        assert_eq!(Purpose::of(&account, main, kind, day(TODAY)), purpose, "{text}");
    }
}

#[test]
fn the_meeting_makes_more_or_less_of_a_question() {
    for (purpose, fills, share) in [
        (Purpose::Opening, "needs", 150),
        (Purpose::Opening, "profile.business", 150),
        (Purpose::Opening, "opportunities[0].bant.budget", 50),
        (Purpose::Opening, "resources.theirs", 50),
        (Purpose::Diagnosis, "stakeholders[].roles", 150),
        (Purpose::Diagnosis, "procurement.budget.amount", 100),
        (Purpose::Proposal, "procurement.criteria", 150),
        (Purpose::Proposal, "needs[1].value", 150),
        (Purpose::Negotiation, "procurement.budget.approvals", 150),
        (Purpose::Negotiation, "opportunities[2].bant.timeline", 150),
        (Purpose::Negotiation, "needs[0].why", 100),
        (Purpose::Review, "needs", 150),
        (Purpose::Executive, "profile.strategy", 150),
    ] {
        assert_eq!(purpose.share(fills), share, "{purpose:?} {fills}");
    }
}

#[test]
fn whoever_decides_is_not_asked_to_be_introduced_to_themselves() {
    let text = "name: X
stakeholders: [{id: a, roles: [approver]}, {id: u, roles: [user]}]
opportunities: [{id: d, milestone: deep_contact}]
";
    let is_asked = |with: &[&str]| {
        look(&account(text), with, |case| {
            gaps(case).0.iter().any(|gap| gap.ask.id == "top-met")
        })
    };
    assert!(is_asked(&["u"]) && !is_asked(&["u", "a"]));
}

#[test]
fn where_little_is_open_what_is_always_worth_asking_comes_in() {
    let text = "name: X
status: customer
profile: {finances: rich, credit: {rating: 4}}
stakeholders: [{id: a, roles: [approver], influence: 5, attitude: champion}, {id: b, roles: [user], influence: 2, attitude: champion, reports_to: a}]
procurement: {process: [one], criteria: [price]}
competitors: [{name: Y, position: incumbent, weaknesses: [slow]}]
needs: [{need: uptime, raised_by: b, why: [age], impact: stops, value: {saves: 1}}]
resources: {ours: [a], theirs: [b]}
value: {sales: {2025: 1}, margin: 0.3, potential: 2, strategic_fit: 3, purchases: []}
tier: {fixed: D, reason: x}
";
    assert_eq!(ids(text), ["changes", "referral"]);
}

/// Every dossier of the examples.
fn examples() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let dossiers = files.filter_map(|entry| {
        let path = entry.expect("readable").into_path();
        let is_dossier = path.extension().is_some_and(|end| end == "yaml")
            && path.components().any(|part| part.as_os_str() == "accounts");
        is_dossier.then(|| std::fs::read_to_string(path).expect("readable"))
    });
    dossiers.collect()
}

/// The same questions always; and each of them is gone once its fact is known.
#[test]
fn a_fact_that_is_filled_is_asked_for_no_more() {
    let mut count = 0;
    for text in examples().iter().map(String::as_str).chain(["name: X\n"]) {
        let account = account(text);
        let facts = |account: &Account<'_>| look(account, &[], |case| gaps(case).0);
        for gap in facts(&account) {
            let now = filled(&account, &gap.fills);
            let now = self::account(&now);
            let left = facts(&now).into_iter().find(|one| one.fact == gap.fact);
            assert!(left.is_none(), "{}: {:?} of {}", account.name, left, gap.fact);
            count += 1;
        }
    }
    assert!(count > 100, "{count} gaps in the examples");
}
