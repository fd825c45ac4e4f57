//! Obligations by hand from M4, and its four consequences over generated contacts.

use proptest::prelude::*;

use super::super::testing::{account, day, items_of, read, seen, shipped};
use super::super::{AgendaPolicy, Severity, agenda};
use super::*;

const TODAY: &str = "2026-11-21";

/// A dossier's text with the registered day and contacts of a kind.
fn dossier(registered: &str, kind: &str, days: &[&str]) -> String {
    let touches: Vec<_> = days
        .iter()
        .map(|on| format!("{{on: {on}, kind: {kind}}}"))
        .collect();
    format!(
        "name: X\nregistered: {registered}\ntouchpoints: [{}]\n",
        touches.join(", ")
    )
}

/// The one obligation that a cadence such as `call: 3 per month` asks of an A account.
fn only(text: &str, cadence: &str) -> Obligation {
    let kind = cadence.split(':').next().expect("a kind");
    let settings = format!("A: {{{cadence}}}");
    let cadence: Cadence = read(&settings);
    obligations(&account(text), Tier::A, &cadence, day(TODAY))
        .find(|obligation| obligation.kind.as_str() == kind)
        .expect("an obligation")
}

fn due(text: &str, cadence: &str) -> String {
    only(text, cadence).due.to_string()
}

#[test]
fn three_calls_a_month_count_back_to_the_third_last() {
    let calls = ["2026-11-12", "2026-10-01", "2026-10-25", "2026-09-30"];
    let due_with = |n: usize| due(&dossier("2026-06-15", "call", &calls[..n]), "call: 3 per month");
    assert_eq!(due_with(0), "2026-07-15", "all three are missing");
    assert_eq!(due_with(1), "2026-07-15", "two are missing");
    assert_eq!(due_with(2), "2026-07-15", "one is missing");
    assert_eq!(due_with(3), "2026-11-01", "from 1 October");
    assert_eq!(due_with(4), "2026-11-01", "the fourth last is too old to matter");
}

#[test]
fn windows_are_calendar_months_clamped_to_the_months_end_or_days() {
    for (last, cadence, want) in [
        ("2026-01-31", "visit: 1 per month", "2026-02-28"),
        ("2024-01-31", "visit: 1 per month", "2024-02-29"),
        ("2026-01-31", "visit: 1 per 2 months", "2026-03-31"),
        ("2025-11-30", "visit: 1 per quarter", "2026-02-28"),
        ("2026-08-31", "visit: 1 per half-year", "2027-02-28"),
        ("2024-02-29", "visit: 1 per year", "2025-02-28"),
        ("2026-02-20", "visit: 1 per 10 days", "2026-03-02"),
        ("2026-02-20", "visit: 1 per 2 weeks", "2026-03-06"),
    ] {
        assert_eq!(
            due(&dossier("2023-01-01", "visit", &[last]), cadence),
            want,
            "{cadence}"
        );
    }
}

#[test]
fn the_registered_day_is_the_start() {
    let visit = "visit: 1 per month";
    assert_eq!(due(&dossier("2026-10-31", "visit", &[]), visit), "2026-11-30");
    assert_eq!(
        due(&dossier("2026-10-31", "visit", &["2026-09-01"]), visit),
        "2026-11-30"
    );
    assert_eq!(
        due(&dossier("2027-01-15", "visit", &["2026-09-01"]), visit),
        "2027-02-15"
    );
    assert_eq!(
        due(&dossier("2026-10-31", "visit", &["2026-10-31"]), visit),
        "2026-11-30"
    );
}

#[test]
fn without_a_registered_day_the_first_fact_is_the_start() {
    let calls = "call: 3 per month";
    let text = "name: X\ntouchpoints: [{on: 2026-10-05, kind: visit}, {on: 2026-11-01, kind: call}]\n";
    assert_eq!(due(text, calls), "2026-11-05");
    assert_eq!(due("name: X\n", calls), TODAY);
    assert_eq!(
        due("name: X\ntouchpoints: [{on: 2026-11-22, kind: call}]\n", calls),
        TODAY
    );
}

#[test]
fn only_contacts_of_exactly_the_kind_count() {
    let text = "name: X\nregistered: 2026-01-01\ntouchpoints: [{on: 2026-11-01, kind: message}, {on: 2026-11-02}, {kind: call}]\n";
    assert_eq!(due(text, "call: 1 per month"), "2026-02-01");
    assert_eq!(due(text, "message: 1 per month"), "2026-12-01");
}

#[test]
fn each_tier_is_owed_its_row() {
    let account = account("name: X\nregistered: 2026-01-31\n");
    let owed = |tier| {
        obligations(&account, tier, &shipped().cadence, day(TODAY))
            .map(|obligation| format!("{} {}", obligation.kind, obligation.due))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        owed(Tier::A),
        [
            "call 2026-02-28",
            "visit 2026-02-28",
            "mailing 2026-02-28",
            "event 2026-03-31",
            "forum 2026-04-30",
            "executive_visit 2026-07-31",
            "value_review 2026-04-30",
        ]
    );
    assert_eq!(
        owed(Tier::C),
        ["call 2026-02-28", "visit 2026-07-31", "mailing 2026-04-30"]
    );
    assert_eq!(owed(Tier::D), ["call 2026-04-30", "mailing 2026-07-31"]);
}

#[test]
fn the_reason_says_what_was_counted() {
    let why = |registered: &str, cadence: &str, days: &[&str]| {
        let text = dossier(registered, "call", days);
        let account = account(&text);
        only(&text, cadence).why(Start::of(&account, day(TODAY)))
    };
    let days = [
        "2026-10-01",
        "2026-09-02",
        "2026-09-09",
        "2026-08-01",
        "2026-07-01",
    ];
    let (three, ten) = ("call: 3 per month", "call: 10 per year");
    for (said, want) in [
        (
            why("2024-03-01", "call: 1 per quarter", &[]),
            "1 per quarter; none since registered 2024-03-01",
        ),
        (
            why("2024-03-01", "call: 1 per quarter", &days),
            "1 per quarter; the last: 2026-10-01",
        ),
        (
            why("2024-03-01", three, &days),
            "3 per month; the last 3: 2026-09-02, 2026-09-09, 2026-10-01",
        ),
        (
            why("2024-03-01", three, &days[..2]),
            "3 per month; only 2026-09-02, 2026-10-01 since registered 2024-03-01",
        ),
        (
            why("2026-09-10", three, &days),
            "3 per month; only 2026-10-01 since registered 2026-09-10",
        ),
        (
            why("2024-03-01", ten, &days),
            "10 per year; only 5, the last 2026-10-01, since registered 2024-03-01",
        ),
        (
            why("2024-03-01", "call: 5 per year", &days),
            "5 per year; the last 5 go back to 2026-07-01",
        ),
    ] {
        assert_eq!(said, want);
        assert!(said.len() <= 80, "{said}");
    }
    let unregistered = account("name: X\ntouchpoints: [{on: 2026-10-01, kind: call}]\n");
    let start = Start::of(&unregistered, day(TODAY));
    let calls = only("name: X\ntouchpoints: [{on: 2026-10-01, kind: call}]\n", three);
    assert_eq!(
        calls.why(start),
        "3 per month; only 2026-10-01, on record since 2026-10-01"
    );
    assert_eq!(
        only("name: X\n", three).why(Start::Unknown),
        "3 per month; none: no contact and no `registered` day on record"
    );
}

/// The severity and planned day of the visit to an A account.
fn visit(last: &str, planned: &str) -> (Severity, Option<Day>) {
    let text = dossier("2024-01-01", "visit", &[last, "2027-05-05", planned]);
    let account = account(&text);
    let items = items_of(&account, TODAY);
    let visit = items
        .iter()
        .find(|item| item.kind == ItemKind::Channel(Kind::Visit));
    visit.map(|item| (item.severity, item.planned)).expect("a visit")
}

#[test]
fn a_planned_contact_is_shown_and_never_satisfies() {
    let planned = Some(day("2026-11-25"));
    assert_eq!(visit("2026-08-01", "2026-11-25"), (Severity::Planned, planned));
    assert_eq!(
        visit("2026-10-21", "2026-11-25"),
        (Severity::Planned, planned),
        "due today"
    );
    assert_eq!(
        visit("2026-10-22", "2026-11-25"),
        (Severity::Upcoming, planned),
        "due tomorrow"
    );
    assert_eq!(visit("2026-08-01", "2027-05-05").1, Some(day("2027-05-05")));
}

#[test]
fn an_obligation_falls_to_the_owner_and_climbs_the_ladder() {
    let policy = AgendaPolicy {
        cadence: read("A: {executive_visit: 1 per month}"),
        ..shipped()
    };
    for (last, want) in [
        ("2026-10-21", "due 0"),
        ("2026-10-19", "due 2"),
        ("2026-10-18", "late 3"),
        ("2026-10-15", "late 6"),
        ("2026-10-14", "critical 7"),
        ("2026-10-28", "upcoming -7"),
    ] {
        let text = dossier("2026-01-01\nowner: wang.min", "executive_visit", &[last]);
        let account = account(&text);
        let items = agenda([(&account, Tier::A)], &policy, day(TODAY), 7);
        let line = format!("{want} executive_visit wang.min executive visit — 1 per month; the last: {last}");
        assert!(seen(&items).contains(&line), "{line}");
    }
}

/// Contacts: days after 1 January 2025, and with whom.
fn contacts() -> impl Strategy<Value = Vec<(u32, u8)>> {
    proptest::collection::vec((0u32..900, 0u8..3), 0..8)
}

/// The obligation after contacts with people, on 21 November 2026 (day 689).
fn after(registered: u32, contacts: &[(u32, u8)], times: u32) -> Obligation {
    let on = |days: u32| day("2025-01-01").plus_days(days);
    let touches: Vec<_> = contacts
        .iter()
        .map(|(days, person)| format!("{{on: {}, kind: call, with: [p{person}]}}", on(*days)))
        .collect();
    let text = format!(
        "name: X\nregistered: {}\ntouchpoints: [{}]\n",
        on(registered),
        touches.join(", ")
    );
    only(&text, &format!("call: {times} per month"))
}

const TODAY_NUMBER: u32 = 689;

proptest! {
    #[test]
    fn a_newer_contact_moves_the_day_on_or_leaves_it(
        contacts in contacts(), registered in 0u32..700, times in 1u32..5, back in 0u32..30,
    ) {
        let newest = contacts.iter().map(|(days, _)| *days).filter(|days| *days <= TODAY_NUMBER).max();
        let newer = TODAY_NUMBER.saturating_sub(back).max(newest.unwrap_or(0));
        let before = after(registered, &contacts, times);
        let with = [contacts, vec![(newer, 0)]].concat();
        prop_assert!(after(registered, &with, times).due >= before.due);
        let all_newer = [with, vec![(TODAY_NUMBER, 0); times as usize]].concat();
        let start = day("2025-01-01").plus_days(registered).max(day(TODAY));
        prop_assert_eq!(after(registered, &all_newer, times).due, start.plus_months(1));
    }

    #[test]
    fn an_older_contact_never_changes_the_day(
        contacts in contacts(), registered in 0u32..700, times in 1u32..5, older in 0u32..900,
    ) {
        let before = after(registered, &contacts, times);
        let begun = match before.made.len() == times as usize {
            true => before.made[times as usize - 1],
            false => day("2025-01-01").plus_days(registered),
        };
        prop_assume!(day("2025-01-01").plus_days(older) <= begun);
        let with = [contacts, vec![(older, 0)]].concat();
        prop_assert_eq!(after(registered, &with, times).due, before.due);
    }

    #[test]
    fn a_planned_contact_never_counts(
        contacts in contacts(), registered in 0u32..700, times in 1u32..5, ahead in 1u32..300,
    ) {
        let before = after(registered, &contacts, times);
        let with = [contacts, vec![(TODAY_NUMBER + ahead, 0)]].concat();
        prop_assert_eq!(after(registered, &with, times), before);
    }

    #[test]
    fn a_contact_counts_whomever_it_was_with(
        contacts in contacts(), registered in 0u32..700, times in 1u32..5, person in 0u8..9,
    ) {
        let others: Vec<_> = contacts.iter().map(|(days, _)| (*days, person)).collect();
        prop_assert_eq!(after(registered, &others, times), after(registered, &contacts, times));
    }

    #[test]
    fn the_day_follows_from_the_methods_sentence(
        contacts in contacts(), registered in 0u32..700, times in 1u32..5,
    ) {
        // The N-th most recent of the contacts made and N made on the registered day.
        let mut days: Vec<_> = contacts.iter().map(|(days, _)| *days).filter(|days| *days <= TODAY_NUMBER).collect();
        days.extend(vec![registered; times as usize]);
        days.sort_unstable();
        let nth = days[days.len() - times as usize];
        let want = day("2025-01-01").plus_days(nth).plus_months(1);
        prop_assert_eq!(after(registered, &contacts, times).due, want);
    }
}
