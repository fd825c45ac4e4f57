//! First visit: what is to follow the first visit to a lead or prospect (M4).

use super::item::{Item, ItemKind};
use super::scope::Scope;
use crate::model::{Day, Kind, Status};

/// The call and the second visit that the first one asks for and that were not made since.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    if !matches!(scope.account.status, Some(Status::Lead | Status::Prospect)) {
        return;
    }
    let Some((day, place)) = first_visit(scope) else {
        return;
    };
    let follow_up = &scope.policy.follow_up;
    if scope.latest(Some(Kind::Call)) < Some((day, place)) {
        let due = day.plus_days(follow_up.first_visit_call);
        items.extend(item(scope, ItemKind::FirstVisitCall, Kind::Call, day, due));
    }
    // Two entries of one day are one visit.
    if scope
        .latest(Some(Kind::Visit))
        .is_some_and(|(latest, _)| latest == day)
    {
        let due = day.plus_days(follow_up.first_visit_return);
        items.extend(item(scope, ItemKind::FirstVisitReturn, Kind::Visit, day, due));
    }
}

/// The first visit made: its day and its place in the file.
fn first_visit(scope: &Scope<'_, '_>) -> Option<(Day, usize)> {
    let touches = scope.account.touchpoints.iter().enumerate();
    let visits = touches.filter(|(_, touch)| touch.kind == Some(Kind::Visit));
    let made = visits.filter_map(|(place, touch)| Some((touch.on?, place)));
    made.filter(|(on, _)| *on <= scope.today).min()
}

fn item<'a>(scope: &Scope<'a, '_>, kind: ItemKind, channel: Kind, first: Day, due: Day) -> Option<Item<'a>> {
    let what = match channel {
        Kind::Visit => "second visit".to_owned(),
        channel => format!("{channel} after the first visit"),
    };
    let days = due.days_since(first);
    let why = format!("within {days} days of the first visit {first}; no {channel} since");
    let item = scope.item(kind, due, what, why);
    scope
        .lists(due)
        .then(|| item.with_plan(scope.planned(Some(channel))))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, items_of_kinds};

    const TODAY: &str = "2026-11-21";
    const KINDS: [&str; 2] = ["first-visit-call", "first-visit-return"];

    fn follows(status: &str, touchpoints: &str) -> Vec<String> {
        let text = format!("name: X\nowner: wang.min\nstatus: {status}\ntouchpoints: [{touchpoints}]\n");
        items_of_kinds(&account(&text), TODAY, &KINDS)
    }

    #[test]
    fn a_first_visit_asks_for_a_call_in_three_days_and_a_visit_in_fourteen() {
        let visit = "{on: 2026-11-10, kind: visit}";
        let asked = [
            "critical 8 first-visit-call wang.min call after the first visit — within 3 days of the first visit 2026-11-10; no call since",
            "upcoming -3 first-visit-return wang.min second visit — within 14 days of the first visit 2026-11-10; no visit since",
        ];
        assert_eq!(follows("lead", visit), asked);
        assert_eq!(follows("prospect", visit), asked);
        for other in ["customer", "dormant", "lost", ""] {
            assert_eq!(follows(other, visit), [""; 0], "{other}");
        }
        assert_eq!(follows("lead", "{on: 2026-11-10, kind: call}"), [""; 0]);
        assert_eq!(follows("lead", "{on: 2026-11-22, kind: visit}"), [""; 0]);
    }

    #[test]
    fn later_contacts_meet_what_the_earliest_visit_asks_for() {
        let with = |later: &str| {
            let items = follows("lead", &format!("{later}, {{on: 2026-11-01, kind: visit}}"));
            let kinds = items
                .iter()
                .map(|item| item.split(' ').nth(2).unwrap_or_default().to_owned());
            kinds.collect::<Vec<_>>()
        };
        assert_eq!(with("{on: 2026-10-30, kind: call}"), KINDS, "before it");
        assert_eq!(
            with("{on: 2026-11-01, kind: call}"),
            KINDS,
            "the same day, earlier in the file"
        );
        assert_eq!(with("{on: 2026-11-02, kind: call}"), ["first-visit-return"]);
        assert_eq!(with("{on: 2026-11-20, kind: visit}"), ["first-visit-call"]);
        assert_eq!(with("{on: 2026-11-01, kind: visit}"), KINDS, "the same visit");
        assert_eq!(with("{on: 2026-11-02, kind: message}"), KINDS);
        let evening = "{on: 2026-11-01, kind: visit}, {on: 2026-11-01, kind: call}";
        assert_eq!(
            follows("lead", evening).len(),
            1,
            "the same day, later in the file"
        );
    }

    #[test]
    fn what_is_planned_is_listed_as_planned() {
        let items = follows(
            "lead",
            "{on: 2026-11-01, kind: visit}, {on: 2026-11-24, kind: call}",
        );
        assert!(items[0].starts_with("late 6 first-visit-return"), "{items:?}");
        assert!(items[1].starts_with("planned 17 first-visit-call"), "{items:?}");
    }
}
