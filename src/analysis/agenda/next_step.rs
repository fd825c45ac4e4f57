//! Next steps: what was agreed at a contact, until a later contact meets it (M4).

use super::item::{Item, ItemKind, spoken};
use super::scope::Scope;
use crate::model::touchpoint::NextStep;
use crate::model::{Day, Touchpoint};

/// The next steps agreed at contacts that have taken place and not met since.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    for (place, touch) in scope.account.touchpoints.iter().enumerate() {
        let (Some(agreed), Some(step)) = (touch.on, &touch.next) else {
            continue;
        };
        // The step of a planned contact is not agreed yet.
        let is_open = agreed <= scope.today && scope.latest(step.kind) <= Some((agreed, place));
        if let Some(due) = step.on.filter(|due| is_open && scope.lists(*due)) {
            items.push(item(scope, touch, agreed, step, due));
        }
    }
}

fn item<'a>(
    scope: &Scope<'a, '_>,
    touch: &'a Touchpoint<'a>,
    agreed: Day,
    step: &NextStep<'_>,
    due: Day,
) -> Item<'a> {
    let item = scope.item(ItemKind::NextStep, due, what(step), why(touch, agreed, step));
    let planned = scope.planned(step.kind);
    Item {
        owner: touch.by.as_deref().or(item.owner),
        with: touch.with.iter().map(|id| id.as_str()).collect(),
        ..item.with_plan(planned)
    }
}

fn what(step: &NextStep<'_>) -> String {
    match (&step.purpose, step.kind) {
        (Some(purpose), _) => purpose.as_str().to_owned(),
        (None, Some(kind)) => format!("next {}", spoken(kind)),
        (None, None) => "next step".to_owned(),
    }
}

fn why(touch: &Touchpoint<'_>, agreed: Day, step: &NextStep<'_>) -> String {
    let at = touch
        .kind
        .map_or_else(String::new, |kind| format!(" ({})", spoken(kind)));
    let wanted = step.kind.map_or_else(|| "contact".to_owned(), spoken);
    format!("agreed {agreed}{at}; the next {wanted} meets it")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, items_of, seen};

    const TODAY: &str = "2026-11-21";

    /// The texts of the next steps listed on the day.
    fn open(touchpoints: &str) -> Vec<String> {
        let text = format!("name: X\nstatus: lost\ntouchpoints: {touchpoints}\n");
        let account = account(&text);
        items_of(&account, TODAY)
            .into_iter()
            .map(|item| item.what)
            .collect()
    }

    #[test]
    fn a_step_is_due_on_its_day_and_falls_to_who_agreed_it() {
        let account = account(
            "name: X\nowner: wang.min\nstatus: lost\ntouchpoints: [{on: 2026-10-14, kind: executive_visit, by: chen.yu, with: [li-wei, sun-jie], next: {on: 2026-11-19, kind: call, purpose: hear who is on the team}}]\n",
        );
        let items = items_of(&account, TODAY);
        assert_eq!(
            seen(&items),
            [
                "due 2 next-step chen.yu hear who is on the team — agreed 2026-10-14 (executive visit); the next call meets it"
            ]
        );
        assert_eq!(items[0].with, ["li-wei", "sun-jie"]);
    }

    #[test]
    fn what_is_not_stated_is_made_up_for() {
        let account = account(
            "name: X\nowner: wang.min\nstatus: lost\ntouchpoints: [{on: 2026-11-10, next: {on: 2026-11-21}}, {on: 2026-11-10, kind: call, next: {on: 2026-11-20, kind: value_review}}]\n",
        );
        assert_eq!(
            seen(&items_of(&account, TODAY)),
            [
                "due 1 next-step wang.min next value review — agreed 2026-11-10 (call); the next value review meets it"
            ],
            "the second contact met the first one's step"
        );
    }

    #[test]
    fn a_later_contact_of_the_kind_meets_it() {
        let step = "{on: 2026-11-01, kind: visit, next: {on: 2026-11-15, kind: call, purpose: p}}";
        let met = |other: &str| open(&format!("[{step}, {other}]")).is_empty();
        assert!(met("{on: 2026-11-02, kind: call}"));
        assert!(
            met("{on: 2026-11-01, kind: call}"),
            "the same day, later in the file"
        );
        assert!(met("{on: 2026-11-21, kind: call}"), "today");
        assert!(!met("{on: 2026-11-02, kind: visit}"), "another kind");
        assert!(!met("{on: 2026-10-31, kind: call}"), "an earlier one");
        assert!(!met("{on: 2026-11-22, kind: call}"), "only planned");
        assert!(!met("{kind: call}"), "at no day");
        let before = format!("[{{on: 2026-11-01, kind: call}}, {step}]");
        assert_eq!(open(&before), ["p"], "the same day, earlier in the file");
    }

    #[test]
    fn any_contact_meets_a_step_of_no_kind() {
        let step = "{on: 2026-11-01, kind: visit, next: {on: 2026-11-15, purpose: p}}";
        assert_eq!(open(&format!("[{step}]")), ["p"]);
        assert_eq!(open(&format!("[{step}, {{on: 2026-11-03}}]")), [""; 0]);
    }

    #[test]
    fn a_step_of_a_planned_contact_or_without_a_day_does_not_count() {
        assert_eq!(open("[{on: 2026-11-22, next: {on: 2026-11-23}}]"), [""; 0]);
        assert_eq!(open("[{on: 2026-11-01, next: {kind: call}}]"), [""; 0]);
        assert_eq!(open("[{next: {on: 2026-11-01}}]"), [""; 0]);
    }

    #[test]
    fn a_planned_contact_of_the_kind_is_shown() {
        let planned = |kind: &str, due: &str| {
            let text = format!(
                "name: X\nstatus: lost\ntouchpoints: [{{on: 2026-11-01, kind: visit, next: {{on: {due}, {kind}purpose: p}}}}, {{on: 2026-12-09, kind: call}}, {{on: 2026-12-02, kind: call}}, {{on: 2026-12-01, kind: visit}}]\n"
            );
            let account = account(&text);
            let items = items_of(&account, TODAY);
            let item = items.first().expect("an item");
            format!("{} {}", item.severity, item.planned.expect("a plan"))
        };
        assert_eq!(planned("kind: call, ", "2026-11-10"), "planned 2026-12-02");
        assert_eq!(planned("", "2026-11-10"), "planned 2026-12-01");
        assert_eq!(planned("kind: call, ", "2026-11-22"), "upcoming 2026-12-02");
    }
}
