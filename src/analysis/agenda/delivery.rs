//! Deliveries: the stages of what is being delivered that are not done (M7).

use super::item::{Item, ItemKind};
use super::scope::Scope;
use crate::model::{Account, Delivery};

/// The stages with a day that are not done.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    for delivery in &scope.account.deliveries {
        let open = delivery.stages.stated().filter(|(_, stage)| stage.done.is_none());
        for (key, stage) in open {
            if let Some(due) = stage.due.filter(|due| scope.lists(*due)) {
                let what = format!("{key} of {}", called(scope.account, delivery));
                let verb = if due < scope.today { "was" } else { "is" };
                let why = format!("the {key} stage {verb} to be done by {due}");
                items.push(scope.item(ItemKind::Delivery, due, what, why));
            }
        }
    }
}

/// What to call a delivery: the name of its deal, or what else it says of that.
fn called<'a>(account: &'a Account<'_>, delivery: &'a Delivery<'_>) -> &'a str {
    let of = delivery.opportunity.as_deref();
    let deal = account
        .opportunities
        .iter()
        .find(|deal| of.is_some() && deal.id.as_deref() == of);
    deal.map(|deal| deal.called()).or(of).unwrap_or("the delivery")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, items_of, seen};

    #[test]
    fn a_stage_is_due_on_its_day_until_it_is_done() {
        let account = account(
            "name: X\nowner: wang.min\nstatus: lost\nopportunities: [{name: no id, outcome: won}, {id: line-1, name: Line 1, outcome: won}]\ndeliveries:\n- opportunity: line-1\n  stages: {requirements: {due: 2026-10-01, done: 2026-10-08}, build: {due: 2026-11-14}, trial: {due: 2026-11-23}, acceptance: {due: 2026-12-20}}\n- opportunity: spare parts\n  stages: {build: {due: 2026-11-21}, trial: {}}\n- stages: {acceptance: {due: 2026-11-20}}\n",
        );
        assert_eq!(
            seen(&items_of(&account, "2026-11-21")),
            [
                "critical 7 delivery wang.min build of Line 1 — the build stage was to be done by 2026-11-14",
                "due 1 delivery wang.min acceptance of the delivery — the acceptance stage was to be done by 2026-11-20",
                "due 0 delivery wang.min build of spare parts — the build stage is to be done by 2026-11-21",
                "upcoming -2 delivery wang.min trial of Line 1 — the trial stage is to be done by 2026-11-23",
            ]
        );
    }
}
