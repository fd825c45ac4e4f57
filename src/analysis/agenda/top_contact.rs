//! Top contact: somebody who decides is to be met again and again while a deal is open (M4, M5).

use super::item::{Item, ItemKind, few};
use super::scope::Scope;
use super::start::Start;
use crate::analysis::influence::{deciders, is_meeting, top_last_met};
use crate::model::{Day, Opportunity, Stakeholder, Status};

/// Meeting somebody who decides, where that was not done in time; none at a lost account.
///
/// Due once a deal is open and those days are past since the last meeting: at once where there was none.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    let Some(deal) = oldest_deal(scope).filter(|_| scope.account.status != Some(Status::Lost)) else {
        return;
    };
    let top = deciders(scope.account, scope.today);
    let Some(first) = top.first() else { return };
    let last = top_last_met(scope.account, scope.today);
    let due = due(scope, deal, last);
    if !scope.lists(due) {
        return;
    }
    let met = last.map_or_else(
        || "nobody met them yet".to_owned(),
        |day| format!("last met {day}"),
    );
    let why = format!("{} is open, and they decide; {met}", deal.called());
    let item = scope.item(ItemKind::TopContact, due, format!("meet {}", few(&top)), why);
    items.push(Item {
        owner: first.owner.as_deref().or(item.owner),
        with: top.iter().filter_map(|person| person.id.as_deref()).collect(),
        ..item.with_plan(planned(scope, &top))
    });
}

/// The open deal that has been open longest; one without a day comes last.
fn oldest_deal<'a>(scope: &Scope<'a, '_>) -> Option<&'a Opportunity<'a>> {
    let open = scope.account.opportunities.iter().filter(|deal| deal.is_open());
    open.min_by_key(|deal| (deal.opened.is_none(), deal.opened))
}

fn due(scope: &Scope<'_, '_>, deal: &Opportunity<'_>, last: Option<Day>) -> Day {
    let again = last.map(|day| day.plus_days(scope.policy.follow_up.top_contact));
    let opened = deal
        .opened
        .or_else(|| Start::of(scope.account, scope.today).day());
    again.max(opened).unwrap_or(scope.today)
}

fn planned(scope: &Scope<'_, '_>, top: &[&Stakeholder<'_>]) -> Option<Day> {
    let is_top = |id: &str| top.iter().any(|person| person.id.as_deref() == Some(id));
    let ahead = scope.account.planned_touchpoints(scope.today);
    let meetings = ahead.filter(|touch| is_meeting(touch) && touch.with.iter().any(|id| is_top(id)));
    meetings.filter_map(|touch| touch.on).min()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, items_of_kinds};

    const TODAY: &str = "2026-11-21";

    fn listed(rest: &str) -> Vec<String> {
        let people = "stakeholders: [{id: li, name: 李伟, roles: [decision_maker], influence: 4}, {id: zhao, name: 赵刚, roles: [approver], influence: 5, owner: chen.yu}, {id: sun, roles: [buyer], influence: 5}, {id: gone, roles: [approver], left: 2026-01-01}]";
        let text = format!("name: X\nowner: wang.min\nregistered: 2026-01-01\n{people}\n{rest}");
        items_of_kinds(&account(&text), TODAY, &["top-contact"])
    }

    const DEAL: &str = "opportunities: [{id: later, opened: 2026-11-01}, {id: line-3, opened: 2026-06-10}, {id: old, opened: 2026-01-01, outcome: won}]\n";

    #[test]
    fn it_is_due_ninety_days_after_the_last_meeting_with_one_of_them() {
        let met = |on: &str| {
            listed(&format!(
                "{DEAL}touchpoints: [{{on: {on}, kind: call, with: [li]}}]\n"
            ))
        };
        assert_eq!(
            met("2026-08-23"),
            [
                "due 0 top-contact chen.yu meet 赵刚, 李伟 — line-3 is open, and they decide; last met 2026-08-23"
            ]
        );
        assert!(met("2026-08-30")[0].starts_with("upcoming -7 "));
        assert_eq!(met("2026-08-31"), [""; 0]);
    }

    #[test]
    fn it_is_due_when_the_deal_opens_where_that_is_later_or_nobody_was_met() {
        assert_eq!(
            listed(DEAL),
            [
                "critical 164 top-contact chen.yu meet 赵刚, 李伟 — line-3 is open, and they decide; nobody met them yet"
            ]
        );
        let long_ago = format!("{DEAL}touchpoints: [{{on: 2025-01-01, kind: visit, with: [zhao]}}]\n");
        assert!(listed(&long_ago)[0].starts_with("critical 164 "));
        let undated = listed("opportunities: [{id: some}]\n");
        assert!(
            undated[0].starts_with("critical 324 "),
            "from the registered day: {undated:?}"
        );
    }

    #[test]
    fn only_meetings_with_those_who_decide_and_are_still_there_count() {
        for touch in [
            "{on: 2026-11-01, kind: greeting, with: [li]}",
            "{on: 2026-11-01, kind: call, with: [sun, gone]}",
            "{on: 2026-11-01, kind: call}",
        ] {
            let items = listed(&format!("{DEAL}touchpoints: [{touch}]\n"));
            assert!(items[0].starts_with("critical 164 "), "{touch}: {items:?}");
        }
        let planned = listed(&format!(
            "{DEAL}touchpoints: [{{on: 2026-11-25, kind: visit, with: [zhao]}}]\n"
        ));
        assert!(planned[0].starts_with("planned 164 "), "{planned:?}");
    }

    #[test]
    fn without_an_open_deal_or_anybody_who_decides_there_is_nothing_to_do() {
        assert_eq!(listed("opportunities: [{id: won, outcome: won}]\n"), [""; 0]);
        assert_eq!(listed(&format!("status: lost\n{DEAL}")), [""; 0]);
        let nobody = format!("name: X\nstakeholders: [{{id: sun, roles: [buyer]}}]\n{DEAL}");
        assert_eq!(
            items_of_kinds(&account(&nobody), TODAY, &["top-contact"]),
            [""; 0]
        );
    }
}
