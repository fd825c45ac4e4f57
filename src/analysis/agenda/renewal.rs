//! Renewal: the present contract runs out (M4).

use super::item::{Item, ItemKind};
use super::scope::Scope;

/// The contract's last day, announced as many days ahead as the policy says.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    let Some(ends) = scope.account.procurement.renewal else {
        return;
    };
    if !scope.lists_from(scope.policy.lead.renewal, ends) {
        return;
    }
    let why = match ends < scope.today {
        true => format!("the contract ended {ends}, and no later day is entered"),
        false => format!("the contract ends {ends}"),
    };
    items.push(scope.item(ItemKind::Renewal, ends, "contract renewal".to_owned(), why));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, day, items_of, seen, shipped};
    use super::super::{AgendaPolicy, LeadDays, agenda};
    use crate::model::Tier;

    const TEXT: &str = "name: X\nowner: wang.min\nstatus: lost\nprocurement: {renewal: 2027-03-01}\n";

    #[test]
    fn a_contract_is_announced_ninety_days_ahead() {
        let account = account(TEXT);
        assert!(items_of(&account, "2026-11-30").is_empty());
        assert_eq!(
            seen(&items_of(&account, "2026-12-01")),
            ["upcoming -90 renewal wang.min contract renewal — the contract ends 2027-03-01"]
        );
        assert_eq!(
            seen(&items_of(&account, "2027-03-02")),
            [
                "due 1 renewal wang.min contract renewal — the contract ended 2027-03-01, and no later day is entered"
            ]
        );
    }

    #[test]
    fn the_lead_days_and_the_horizon_both_show_it() {
        let account = account(TEXT);
        let short = AgendaPolicy {
            lead: LeadDays {
                renewal: 10,
                ..LeadDays::default()
            },
            ..shipped()
        };
        let listed =
            |today: &str, within| !agenda([(&account, Tier::A)], &short, day(today), within).is_empty();
        assert!(!listed("2027-02-18", 0));
        assert!(listed("2027-02-19", 0));
        assert!(listed("2026-12-01", 90));
    }
}
