//! Matching by hand: what suits whom, why, and what is kept back.

use super::*;
use crate::source::{Tree, decode::decode};

const ACCOUNT: &str = "
name: 华东精密
industry: 精密机械
status: customer
profile: {employees: 1200}
stakeholders:
  - {id: li, name: 李伟, roles: [decision_maker], department: production, concerns: [stoppages while the line is changed]}
  - {id: sun, name: 孙洁, roles: [buyer], department: procurement, attitude: sceptic}
  - {id: new, name: 新来}
needs:
  - {id: changeover, need: 换型一次停线六小时, priority: 1, why: [刀具在机内手工对刀]}
  - {id: night, need: nobody wants the night shift, priority: 2}
  - {id: old, need: scrap, priority: 1, status: solved}
competitors:
  - {name: Nordlicht, position: incumbent, attacks: [they are a small supplier], counters: [we have forty plants], supporters: [sun]}
  - {name: Gone, position: exited, attacks: [too late]}
opportunities:
  - {id: line-3, need: changeover, milestone: proposal}
  - {id: shift, need: night, milestone: contact}
touchpoints:
  - {on: 2026-10-14, kind: visit, with: [li], told: [told-case]}
  - {on: 2026-11-25, kind: visit, with: [sun], told: [best]}
";

const CASES: &str = "
- {id: best, industry: 机械, size: {employees: [500, 3000]}, needs: [change-over], approved: {by: legal}}
- {id: words, title: 换型停线从六小时到一小时, problem: 手工对刀, industry: 食品, approved: {by: legal}}
- {id: other-need, industry: pumps, needs: [night-shift], approved: {by: legal}}
- {id: size-only, industry: 食品, size: {employees: [1, 5000]}, approved: {by: legal}}
- {id: met-need, needs: [scrap], approved: {by: legal}}
- {id: told-case, needs: [changeover], approved: {by: legal, until: 2027-01-01}}
- {id: ended, needs: [changeover], approved: {by: legal, until: 2026-11-24}}
- {id: unasked, needs: [changeover], approved: {by: ' '}}
";

const TALKS: &str = "
- {id: for-buyers, scene: value, roles: [buyer], departments: [production], milestones: [proposal], industries: [机械], say: A, proof: best}
- {id: for-finance, scene: value, departments: [finance], say: B}
- {id: too-early, scene: diagnosis, roles: [buyer], milestones: [contact], say: C}
- {id: elsewhere, scene: value, roles: [buyer], industries: [food], say: D}
- {id: anywhere, scene: diagnosis, say: E}
- {id: price, scene: objection, roles: [buyer], milestones: [negotiation], objection: your price is higher, say: five years, proof: ended}
- {id: stops, scene: objection, roles: [user], objection: 'the line is changed, and stoppages follow', say: one weekend}
- {id: small, scene: objection, objection: you are a small supplier, say: forty plants, proof: lost}
";

/// Calls `look` with what suits a meeting of 2026-11-25 with these people.
fn look(with: &[&str], deal: Option<&str>, scene: Option<Scene>, look: impl FnOnce(&Matching<'_>)) {
    let trees = [ACCOUNT, CASES, TALKS].map(|text| Tree::parse(text).0);
    let account: Account<'_> = decode(&trees[0]).value.expect("an account");
    let cases: Vec<Case<'_>> = decode(&trees[1]).value.expect("cases");
    let talks: Vec<Talk<'_>> = decode(&trees[2]).value.expect("talk tracks");
    let day = |text: &str| text.parse().expect(text);
    let deals = account.opportunities.iter();
    let request = Request {
        account: &account,
        with: with.iter().map(|id| account.person(id).expect(id)).collect(),
        deal: deal.and_then(|id| deals.clone().find(|deal| deal.id.as_deref() == Some(id))),
        scene,
        today: day("2026-11-21"),
        on: day("2026-11-25"),
    };
    let library = Library {
        cases: &cases,
        talks: &talks,
    };
    look(&matching(library, &request));
}

fn told(reasons: &[Reason<'_>]) -> Vec<String> {
    let told = reasons.iter().map(|reason| match reason.who {
        Some(who) => format!("{} {} ({who})", reason.criterion, reason.what),
        None => format!("{} {}", reason.criterion, reason.what),
    });
    told.collect()
}

/// By hand: need of the deal 6, industry 3, size 2; the deal's need in words 4; another need 4.
#[test]
fn cases_are_ranked_by_need_industry_and_size() {
    look(&["sun"], Some("line-3"), None, |found| {
        let scores: Vec<_> = found
            .cases
            .iter()
            .map(|found| (found.case.id.as_deref().expect("an id"), found.score))
            .collect();
        assert_eq!(
            scores,
            [("best", 11), ("told-case", 6), ("other-need", 4), ("words", 4)]
        );
        let of = |at: usize| told(&found.cases[at].reasons);
        assert_eq!(of(0), ["main-need change-over", "industry 机械", "size 1200"]);
        assert_eq!(of(2), ["need night-shift"]);
        assert_eq!(
            of(3),
            ["main-need-words changeover: 换型, 停线, 六小时, 手工对刀"]
        );
    });
}

#[test]
fn the_need_of_the_deal_in_view_weighs_most() {
    let first = |deal| {
        let mut first = None;
        look(&["sun"], deal, None, |found| {
            let best = found
                .cases
                .iter()
                .find(|found| found.case.id.as_deref() == Some("other-need"));
            first = best.map(|best| best.score);
        });
        first
    };
    assert_eq!(first(Some("line-3")), Some(4));
    assert_eq!(first(Some("shift")), Some(6));
    assert_eq!(first(None), Some(6), "both are top needs");
}

#[test]
fn what_is_not_to_be_told_stands_apart_with_its_reason() {
    let day = |text: &str| text.parse::<Day>().expect(text);
    let withheld = |with: &[&str]| {
        let mut all = Vec::new();
        look(with, Some("line-3"), None, |found| {
            let list = found.withheld.iter();
            all = list
                .map(|(case, why)| (case.id.as_deref().map(str::to_owned), format!("{why:?}")))
                .collect();
        });
        all
    };
    let of = |id: &str, why: Hindrance<'_>| (Some(id.to_owned()), format!("{why:?}"));
    let to_li = Hindrance::Told {
        to: vec!["李伟"],
        on: day("2026-10-14"),
    };
    let others = [
        of("ended", Hindrance::Expired(day("2026-11-24"))),
        of("unasked", Hindrance::Unapproved),
    ];
    assert_eq!(withheld(&["sun"]), others, "what is planned was not told yet");
    assert_eq!(withheld(&["sun", "li"])[0], of("told-case", to_li));
    assert_eq!(withheld(&["sun", "li"])[1..], others);
}

/// By hand: role 3 or department 2, milestone 3, scene 2, industry 3; what states nothing suits by its scene.
#[test]
fn talk_tracks_are_ranked_by_people_milestone_scene_and_industry() {
    let ranked = |with: &[&str], deal, scene| {
        let mut ranked = Vec::new();
        look(with, deal, scene, |found| {
            let talks = found.talks.iter();
            ranked = talks
                .map(|found| (found.talk.id.as_deref().expect("an id").to_owned(), found.score))
                .collect();
        });
        ranked
    };
    let of = |id: &str, score: u32| (id.to_owned(), score);
    let proposal = Some("line-3");
    assert_eq!(ranked(&["sun"], proposal, None), [of("for-buyers", 11)]);
    assert_eq!(
        ranked(&["li"], proposal, None),
        [of("for-buyers", 10)],
        "by department"
    );
    assert_eq!(
        ranked(&["new"], proposal, None),
        [of("for-buyers", 8), of("for-finance", 2)]
    );
    assert_eq!(
        ranked(&["sun"], proposal, Some(Scene::Diagnosis)),
        [of("anywhere", 2)]
    );
    assert_eq!(ranked(&["sun"], Some("shift"), None), [of("too-early", 6)]);
    assert_eq!(
        ranked(&[], None, None),
        [of("for-buyers", 3), of("too-early", 2), of("anywhere", 2)]
    );
}

#[test]
fn a_track_says_by_what_it_suits_and_what_of_its_proof() {
    look(&["sun", "li"], Some("line-3"), None, |found| {
        let best = &found.talks[0];
        assert_eq!(
            told(&best.reasons),
            [
                "role buyer (孙洁)",
                "milestone proposal",
                "scene value",
                "industry 机械"
            ]
        );
        let proof = best.proof.as_ref().expect("a proof");
        assert_eq!(
            (proof.id, proof.case.is_some(), &proof.hindrance),
            ("best", true, &None)
        );
    });
}

/// By hand: role 3 and a sceptic 2; a concern 3; what a competitor says, too, 3.
#[test]
fn objections_are_those_of_the_people_there() {
    look(&["sun", "li"], Some("line-3"), None, |found| {
        let list: Vec<_> = found
            .objections
            .iter()
            .map(|found| {
                (
                    found.objection,
                    found.score,
                    found.from.clone(),
                    told(&found.reasons),
                )
            })
            .collect();
        assert_eq!(list.len(), 3, "{list:?}");
        assert_eq!(
            list[0],
            (
                "your price is higher",
                5,
                vec!["孙洁"],
                vec![
                    "role buyer (孙洁)".to_owned(),
                    "attitude sceptic (孙洁)".to_owned()
                ]
            )
        );
        let proof = found.objections[0]
            .proof
            .as_ref()
            .and_then(|proof| proof.hindrance.as_ref());
        assert!(matches!(proof, Some(Hindrance::Expired(_))));
        assert_eq!(list[1].0, "the line is changed, and stoppages follow");
        assert_eq!(list[1].3, ["concern stoppages while the line is changed (李伟)"]);
        assert_eq!((list[2].0, list[2].1), ("you are a small supplier", 3));
        assert_eq!(list[2].3, ["competitor Nordlicht"]);
        let unknown = found.objections[2].proof.as_ref();
        assert!(unknown.is_some_and(|proof| proof.case.is_none()));
    });
}

#[test]
fn what_a_competitor_says_and_no_track_answers_is_expected_of_their_supporters() {
    let trees = [ACCOUNT, "[]"].map(|text| Tree::parse(text).0);
    let account: Account<'_> = decode(&trees[0]).value.expect("an account");
    let day: Day = "2026-11-21".parse().expect("a day");
    let request = Request {
        account: &account,
        with: account.present(day).collect(),
        deal: None,
        scene: None,
        today: day,
        on: day,
    };
    let found = matching(Library::default(), &request);
    let [objection] = found.objections.as_slice() else {
        panic!("{:?}", found.objections);
    };
    assert_eq!(objection.objection, "they are a small supplier");
    assert_eq!(
        (&*objection.answers, &*objection.from),
        (&["we have forty plants"][..], &["孙洁"][..])
    );
    assert_eq!(
        told(&objection.reasons),
        ["competitor Nordlicht", "supporter Nordlicht (孙洁)"]
    );
    let diagnosis = Request {
        scene: Some(Scene::Diagnosis),
        ..request
    };
    assert!(matching(Library::default(), &diagnosis).objections.is_empty());
}
