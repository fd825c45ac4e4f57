//! Personal dates: the birthdays and anniversaries of the people who are still there (M4).

use super::item::{Item, ItemKind};
use super::occasion::Occasion;
use super::scope::Scope;
use crate::model::people::Anniversary;
use crate::model::{PersonalDate, Stakeholder, Status};

/// The next birthday and anniversaries of everybody present that nobody has greeted for; none at a lost
/// account. An item tells the person and the day; what is private of it is kept apart.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    if scope.account.status == Some(Status::Lost) {
        return;
    }
    for person in scope.account.present(scope.today) {
        let birthday = person.private.birthday;
        items.extend(birthday.and_then(|date| item(scope, person, ItemKind::Birthday, date)));
        let anniversaries = person.private.dates.iter();
        items.extend(anniversaries.filter_map(|anniversary| remembered(scope, person, anniversary)));
    }
}

fn remembered<'a>(
    scope: &Scope<'a, '_>,
    person: &'a Stakeholder<'a>,
    anniversary: &'a Anniversary<'a>,
) -> Option<Item<'a>> {
    let item = item(scope, person, ItemKind::Anniversary, anniversary.on?)?;
    Some(Item {
        private: anniversary.what.as_deref(),
        ..item
    })
}

fn item<'a>(
    scope: &Scope<'a, '_>,
    person: &'a Stakeholder<'a>,
    kind: ItemKind,
    date: PersonalDate,
) -> Option<Item<'a>> {
    let occasion = scope
        .occasions(date)
        .find(|occasion| !occasion.is_met(scope, person))?;
    let what = format!("{kind} of {}", person.called());
    let item = scope.item(kind, occasion.day, what, why(date, occasion));
    let item = item.with_plan(occasion.planned(scope, person));
    Some(Item {
        owner: person.owner.as_deref().or(item.owner),
        with: person.id.as_deref().into_iter().collect(),
        ..item
    })
}

/// The date without its year, where the day does not say it, and what meets it.
fn why(date: PersonalDate, occasion: Occasion) -> String {
    let yearless = PersonalDate { year: None, ..date }.to_string();
    let shown = match occasion.day.to_string().ends_with(&yearless) {
        true => String::new(),
        false => format!("{yearless}; "),
    };
    format!("{shown}a greeting from {} on meets it", occasion.from)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, items_of, items_of_kinds, shipped};
    use super::super::{AgendaPolicy, LeadDays, agenda};
    use crate::model::Tier;

    const KINDS: [&str; 2] = ["birthday", "anniversary"];

    /// What is listed of one person with these private facts, after these contacts.
    fn listed(today: &str, private: &str, touchpoints: &str) -> Vec<String> {
        let text = format!(
            "name: X\nowner: wang.min\nstakeholders: [{{id: li, name: 李伟, owner: chen.yu, private: {{{private}}}}}]\ntouchpoints: [{touchpoints}]\n"
        );
        items_of_kinds(&account(&text), today, &KINDS)
    }

    #[test]
    fn a_birthday_is_announced_a_week_ahead_without_its_year() {
        let born = "birthday: 1978-11-28";
        assert_eq!(listed("2026-11-20", born, ""), [""; 0]);
        assert_eq!(
            listed("2026-11-21", born, ""),
            ["upcoming -7 birthday chen.yu birthday of 李伟 — a greeting from 2026-11-21 on meets it"]
        );
        assert!(listed("2026-11-28", "birthday: 11-28", "")[0].starts_with("due 0 "));
        assert!(listed("2026-12-30", "birthday: 01-02", "")[0].starts_with("upcoming -3 "));
    }

    #[test]
    fn a_belated_greeting_is_asked_for_until_it_would_be_critical() {
        let born = "birthday: 11-15";
        assert!(listed("2026-11-20", born, "")[0].starts_with("late 5 "));
        assert!(listed("2026-11-21", born, "")[0].starts_with("late 6 "));
        assert_eq!(listed("2026-11-22", born, ""), [""; 0]);
    }

    #[test]
    fn a_greeting_to_the_person_within_the_lead_days_meets_it() {
        let met = |touch: &str| listed("2026-11-27", "birthday: 11-25", touch).is_empty();
        assert!(
            met("{on: 2026-11-18, kind: greeting, with: [li]}"),
            "the first day"
        );
        assert!(
            met("{on: 2026-11-27, kind: greeting, with: [sun, li]}"),
            "belated"
        );
        assert!(met("{on: 2026-11-25, kind: gift, with: [li]}"));
        assert!(!met("{on: 2026-11-17, kind: greeting, with: [li]}"), "too early");
        assert!(
            !met("{on: 2026-11-25, kind: greeting, with: [sun]}"),
            "to somebody else"
        );
        assert!(!met("{on: 2026-11-25, kind: greeting}"), "to nobody named");
        assert!(!met("{on: 2026-11-25, kind: call, with: [li]}"), "another kind");
        assert!(
            !met("{on: 2026-11-28, kind: greeting, with: [li]}"),
            "only planned"
        );
        let early = listed(
            "2026-11-20",
            "birthday: 11-25",
            "{on: 2026-11-19, kind: greeting, with: [li]}",
        );
        assert_eq!(early, [""; 0]);
    }

    #[test]
    fn a_greeting_planned_for_it_is_shown() {
        let born = "birthday: 11-20";
        let planned = |on: &str| {
            listed(
                "2026-11-21",
                born,
                &format!("{{on: {on}, kind: greeting, with: [li]}}"),
            )
        };
        assert!(planned("2026-11-24")[0].starts_with("planned 1 "));
        assert!(planned("2026-11-27")[0].starts_with("due 1 "), "too late for it");
    }

    #[test]
    fn lunar_days_and_29_february_are_told_where_the_day_is_another() {
        assert_eq!(
            listed("2026-11-21", "birthday: lunar 1967-10-16", ""),
            [
                "upcoming -3 birthday chen.yu birthday of 李伟 — lunar 10-16; a greeting from 2026-11-17 on meets it"
            ]
        );
        assert_eq!(
            listed("2027-02-27", "birthday: 1976-02-29", ""),
            ["upcoming -1 birthday chen.yu birthday of 李伟 — 02-29; a greeting from 2027-02-21 on meets it"]
        );
        assert_eq!(
            listed("2027-02-04", "birthday: lunar 12-30", "")[0],
            "upcoming -1 birthday chen.yu birthday of 李伟 — lunar 12-30; a greeting from 2027-01-29 on meets it"
        );
    }

    #[test]
    fn what_an_anniversary_is_of_is_told_only_when_asked_for() {
        let text = "name: X\nstakeholders: [{id: li, private: {dates: [{what: joined, on: 2005-11-23}, {on: 11-24}, {what: never}]}}]\n";
        let account = account(text);
        let mut items = items_of(&account, "2026-11-21");
        items.retain(|item| item.kind.as_str() == "anniversary");
        let whys =
            |items: &[super::Item<'_>]| -> Vec<_> { items.iter().map(|item| item.why.clone()).collect() };
        let kept = [
            "a greeting from 2026-11-16 on meets it",
            "a greeting from 2026-11-17 on meets it",
        ];
        assert_eq!(whys(&items), kept);
        let told: Vec<_> = items.into_iter().map(super::Item::with_private).collect();
        assert_eq!(whys(&told), [&format!("joined; {}", kept[0]), kept[1]]);
        assert_eq!(told[0].what, "anniversary of li");
    }

    #[test]
    fn nobody_greets_who_has_left_nor_at_a_lost_account() {
        for text in [
            "name: X\nstatus: lost\nstakeholders: [{id: li, private: {birthday: 11-22}}]\n",
            "name: X\nstakeholders: [{id: li, left: 2026-11-21, private: {birthday: 11-22}}]\n",
        ] {
            assert_eq!(items_of_kinds(&account(text), "2026-11-21", &KINDS), [""; 0]);
        }
    }

    #[test]
    fn the_lead_days_and_the_horizon_both_show_it() {
        let account = account("name: X\nstakeholders: [{id: li, private: {birthday: 11-28}}]\n");
        let policy = AgendaPolicy {
            lead: LeadDays {
                holiday: 3,
                ..LeadDays::default()
            },
            ..shipped()
        };
        let listed = |today: &str, within| {
            let items = agenda(
                [(&account, Tier::A)],
                &policy,
                today.parse().expect(today),
                within,
            );
            items.iter().any(|item| item.kind.as_str() == "birthday")
        };
        assert!(!listed("2026-11-24", 0) && listed("2026-11-25", 0));
        assert!(listed("2026-11-21", 7) && listed("2026-11-29", 400));
    }
}
