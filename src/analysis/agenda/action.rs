//! Actions: what the plan for the account says is to be done by a day (M8).

use super::item::{Item, ItemKind};
use super::scope::Scope;
use crate::model::plan::{Action, Plan};

/// The actions that are not done.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    let plan = &scope.account.plan;
    for action in plan.actions.iter().filter(|action| action.done.is_none()) {
        let Some(due) = action.due.filter(|due| scope.lists(*due)) else {
            continue;
        };
        let what = action.what.as_deref().unwrap_or("action of the plan").to_owned();
        let item = scope.item(ItemKind::Action, due, what, why(plan, action));
        items.push(Item {
            owner: action.who.as_deref().or(item.owner),
            ..item
        });
    }
}

fn why(plan: &Plan<'_>, action: &Action<'_>) -> String {
    let Some(id) = &action.goal else {
        return "in the account's plan".to_owned();
    };
    let goal = plan.goals.iter().find(|goal| goal.id.as_ref() == Some(id));
    let called = goal.and_then(|goal| goal.goal.as_ref()).unwrap_or(id);
    format!("in the account's plan; the goal: {called}")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, items_of, seen};

    #[test]
    fn an_action_is_due_on_its_day_until_it_is_done() {
        let account = account(
            "name: X\nowner: wang.min\nstatus: lost\nplan:\n  goals: [{id: share, goal: half of their spend}]\n  actions:\n  - {what: invite the GM, who: chen.yu, due: 2026-11-18, goal: share}\n  - {due: 2026-11-28}\n  - {what: elsewhere, due: 2026-11-27, goal: growth}\n  - {what: done, due: 2026-11-01, done: 2026-10-30}\n  - {what: far, due: 2026-11-29}\n  - {what: some day}\n",
        );
        assert_eq!(
            seen(&items_of(&account, "2026-11-21")),
            [
                "late 3 action chen.yu invite the GM — in the account's plan; the goal: half of their spend",
                "upcoming -6 action wang.min elsewhere — in the account's plan; the goal: growth",
                "upcoming -7 action wang.min action of the plan — in the account's plan",
            ]
        );
    }
}
