//! The kinds of brief, each for an account of which much is known, little is known, or too much to fit.

use super::*;

/// A repository with one account.
fn repository(dossier: &str) -> tempfile::TempDir {
    let world = tempfile::tempdir().expect("a folder");
    let folder = world.path().join("accounts");
    fs::create_dir(&folder).expect("made");
    let settings = "version: 1\ncurrency: CNY\nteam: {wang: {name: Wang Min}, chen: {name: Chen Yu}}\n";
    fs::write(world.path().join("dossier.yaml"), settings).expect("written");
    fs::write(folder.join("acme.yaml"), dossier).expect("written");
    world
}

fn of_kind(world: &Path, kind: BriefKind, language: &str, more: &[&str]) -> String {
    let asked = ["acme", "--kind", kind.as_str(), "--lang", language];
    brief(world, &[&asked[..], more].concat())
}

#[test]
fn every_kind_of_a_full_account_in_english() {
    for kind in BriefKind::ALL {
        let asked = ["waterlinde-dairy", "--lang", "en", "--kind", kind.as_str()];
        insta::assert_snapshot!(format!("english_{kind}"), brief(&example("software"), &asked));
    }
}

#[test]
fn every_kind_of_a_full_account_in_chinese() {
    for kind in BriefKind::ALL {
        let asked = ["xinhe-spindle", "--lang", "zh-CN", "--kind", kind.as_str()];
        insta::assert_snapshot!(format!("chinese_{kind}"), brief(&example("machinery"), &asked));
    }
}

#[test]
fn a_name_alone_is_enough_for_every_kind() {
    let world = repository("name: Acme\n");
    for kind in BriefKind::ALL {
        for language in LANGUAGES {
            is_sound(
                &of_kind(world.path(), *kind, language, &[]),
                &format!("{kind} {language}"),
            );
        }
    }
    insta::assert_snapshot!(
        "first_visit_with_a_name",
        of_kind(world.path(), BriefKind::FirstVisit, "en", &[])
    );
    insta::assert_snapshot!(
        "first_visit_with_a_name_in_chinese",
        of_kind(world.path(), BriefKind::FirstVisit, "zh-TW", &[])
    );
}

/// More of everything than fits on any page, in sentences of a dozen words.
fn overfull() -> String {
    use std::fmt::Write;
    let mut text = String::from("name: Acme\nowner: wang\nstatus: customer\nregistered: 2020-01-01\n");
    let mut list = |key: &str, count: usize, item: &dyn Fn(usize) -> String| {
        writeln!(text, "{key}:").expect("a text");
        for at in 0..count {
            writeln!(text, "  - {}", item(at)).expect("a text");
        }
    };
    let said = "the line stands still for hours whenever the tools are set by hand 停线换刀";
    list("stakeholders", 30, &|at| {
        format!(
            "{{id: p{at}, name: Person {at}, title: Head of Department {at}, roles: [decision_maker, user], influence: {}, attitude: opponent, reports_to: p{}, concerns: [{said}, {said}], conflicts_with: [p0], private: {{avoid: [canary {at}]}}}}",
            at % 5 + 1,
            at / 3
        )
    });
    list("competitors", 9, &|at| {
        format!(
            "{{name: Rival {at}, strengths: [{said}], weaknesses: [{said}], attacks: [{said}, {said}], counters: [{said}, {said}], supporters: [p{at}]}}"
        )
    });
    list("needs", 9, &|at| {
        format!(
            "{{id: n{at}, need: {said}, priority: {}, raised_by: p1, why: [{said}], impact: {said}, solution: {{base: {said}, service: {said}, strategic: {said}}}, value: {{saves: 1M, cost: 2M, years: 3}}}}",
            at + 1
        )
    });
    list("opportunities", 12, &|at| {
        format!(
            "{{id: d{at}, name: Deal {at} of the many, need: n1, milestone: negotiation, reached: {{negotiation: 2026-11-01}}, amount: {at}M, close: 2027-01-15, key_factors: [{{factor: {said}}}, {{factor: {said}}}], risks: [{{risk: {said}, counter: {said}}}], offer: {{pilot: {said}, rollout: {said}, guarantee: {said}}}}}"
        )
    });
    list("commitments", 12, &|at| {
        format!(
            "{{what: {said}, by: {}, who: wang, to: p1, due: 2026-12-{:02}}}",
            if at % 2 == 0 { "us" } else { "them" },
            at + 1
        )
    });
    list("touchpoints", 12, &|at| {
        format!(
            "{{on: 2026-11-{:02}, kind: visit, by: wang, with: [p0, p1, p2], purpose: {said}, outcome: {said}, achieved: no}}",
            at + 1
        )
    });
    list("escalation", 12, &|at| {
        format!("{{area: area {at}, ours: wang, theirs: p{at}}}")
    });
    list("reviews", 8, &|at| {
        format!("{{on: 2026-0{}-01, saved: 10k, note: {said}}}", at + 1)
    });
    list("sources", 12, &|at| {
        format!("{{of: profile.business, grade: inferred, from: p{at}, on: 2025-01-01}}")
    });
    text.push_str("plan:\n  goals:\n");
    for at in 0..12 {
        writeln!(
            text,
            "    - {{goal: {said}, measure: share, now: 0.{at}, target: 1, due: 2027-06-30, owner: wang}}"
        )
        .expect("a text");
    }
    text
}

/// Only texts that are too long in themselves could break the budget: whatever is a list gives way.
#[test]
fn what_does_not_fit_gives_way_until_the_page_keeps_to_its_words() {
    let world = repository(&overfull());
    for kind in BriefKind::ALL {
        for language in LANGUAGES {
            for audience in ["team", "manager"] {
                let text = of_kind(world.path(), *kind, language, &["--audience", audience]);
                let of = format!("{kind} {language} {audience}");
                is_sound(&text, &of);
                let (words, most) = (words(&text, language), kind.most_words());
                assert!(words <= most, "{of}: {words} of {most} words\n{text}");
                assert!(!text.contains("canary"), "{of}");
            }
        }
    }
}

/// Twelve of our promises are overdue: every kind that tells of promises at all tells every one of them.
#[test]
fn overdue_promises_of_ours_are_never_cut() {
    let promises: Vec<String> = (1..=12)
        .map(|at| format!("  - {{what: promise {at}., by: us, due: 2026-11-{at:02}}}\n"))
        .collect();
    let world = repository(&format!(
        "{}commitments:\n{}",
        without_promises(),
        promises.concat()
    ));
    for kind in BriefKind::ALL {
        for language in LANGUAGES {
            let text = of_kind(world.path(), *kind, language, &[]);
            for at in 1..=12 {
                assert!(
                    text.contains(&format!("promise {at}.")),
                    "{kind} {language}: {at}"
                );
            }
        }
    }
}

fn without_promises() -> String {
    let text = overfull();
    let (before, rest) = text.split_once("commitments:\n").expect("promises");
    let (_, after) = rest.split_once("touchpoints:\n").expect("contacts");
    format!("{before}touchpoints:\n{after}")
}

#[test]
fn the_handover_tells_what_only_the_one_who_leaves_knows() {
    let world = repository(
        "name: Acme\nowner: wang\nstakeholders:\n  - {id: a, name: Ada, influence: 5, private: {birthday: 11-30, avoid: [the recall]}}\n  - {id: b, name: Ben, influence: 4}\n  - {id: c, name: Cleo}\n\
        touchpoints:\n  - {on: 2026-11-02, kind: visit, by: wang, with: [a, b]}\n  - {on: 2026-11-03, kind: call, by: chen, with: [b]}\n  - {on: 2026-11-04, kind: message, by: chen, with: [a]}\n\
        commitments: [{what: the log, by: us, broken: true, due: 2026-10-01}]\n",
    );
    let text = of_kind(world.path(), BriefKind::Handover, "en", &[]);
    let alone = text.split("- Only Wang Min has met:\n").nth(1).expect("people");
    let (alone, _) = alone.split_once("\n\n").expect("a section");
    assert_eq!(
        alone,
        "  - **Ada** (influence 5/5, attitude unknown); last contact 2026-11-04"
    );
    assert!(
        text.contains("- 2026-10-01 promise broken: the log; **not made good**"),
        "{text}"
    );
    assert!(
        !text.contains("the recall") && !text.contains("birthday"),
        "{text}"
    );
    let private = of_kind(world.path(), BriefKind::Handover, "en", &["--private"]);
    assert!(
        private.contains("- **Do not mention** to Ada: the recall"),
        "{private}"
    );
    assert!(
        private.contains("- 2026-11-30 (in 9 days): birthday (Ada)"),
        "{private}"
    );
}

#[test]
fn a_kind_that_there_is_not_is_refused() {
    let run = dossier(&example("software"), &["waterlinde-dairy", "--kind", "pitch"]);
    assert_eq!(run.status.code(), Some(2));
    let told = String::from_utf8_lossy(&run.stderr);
    assert!(told.contains("first-visit, call-prep, proposal"), "{told}");
}

/// What worries somebody tells more than their part in the decision, that more than doubt; and a competitor's
/// own words are nearer than any pattern.
#[test]
fn the_likely_objection_is_that_of_those_who_will_be_there() {
    let ann = "{id: ann, name: Ann, roles: [buyer], influence: 4}";
    let worried = "{id: bo, name: Bo, roles: [buyer], influence: 2, concerns: [Stoppages of line 3]}";
    let doubting = "{id: cy, name: Cy, roles: [buyer], influence: 1, attitude: sceptic}";
    let rival = "competitors: [{name: Nord, attacks: [too small]}]\n";
    for (people, more, expected) in [
        (vec![ann], "", Some("Ann may say: “You are too expensive.”")),
        (
            vec![ann, worried],
            "",
            Some("Bo may say: “What if it does not work?”"),
        ),
        (
            vec![ann, doubting],
            "",
            Some("Cy may say: “You are too expensive.”"),
        ),
        (vec![ann, worried, doubting], "", Some("Bo may say: ")),
        (vec![ann, worried], rival, None),
        (vec!["{id: di, name: Di, roles: [coach]}"], "", None),
    ] {
        let dossier = format!("name: Acme\n{more}stakeholders: [{}]\n", people.join(", "));
        let text = of_kind(repository(&dossier).path(), BriefKind::CallPrep, "en", &[]);
        match expected {
            Some(expected) => assert!(text.contains(expected), "{expected}\n{text}"),
            None => assert!(!text.contains("may say"), "{text}"),
        }
    }
}
