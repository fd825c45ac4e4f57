//! Close dates: the day the order of an open opportunity is expected (M7).

use super::item::{Item, ItemKind};
use super::scope::Scope;
use crate::model::{Day, Opportunity};

/// The open opportunities' close dates.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    let open = scope.account.opportunities.iter().filter(|deal| deal.is_open());
    for deal in open {
        if let Some(close) = deal.close.filter(|close| scope.lists(*close)) {
            let what = format!("close {}", deal.called());
            items.push(scope.item(ItemKind::CloseDate, close, what, why(deal, close, scope.today)));
        }
    }
}

fn why(deal: &Opportunity<'_>, close: Day, today: Day) -> String {
    let verb = if close < today { "was" } else { "is" };
    let stands = deal
        .milestone
        .map_or_else(String::new, |milestone| format!("; it stands at {milestone}"));
    format!("the order {verb} expected by {close}{stands}")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, items_of, seen};

    #[test]
    fn an_open_deal_is_due_on_its_close_date() {
        let account = account(
            "name: X\nowner: wang.min\nstatus: lost\nopportunities:\n- {id: line-3, name: Line 3, close: 2026-11-01, milestone: deep_contact}\n- {id: line-4, close: 2026-11-23, outcome: open}\n- {id: won, close: 2026-11-01, outcome: won}\n- {id: lost, close: 2026-11-01, outcome: lost}\n- {id: far, close: 2027-11-01}\n- {id: some-day}\n",
        );
        assert_eq!(
            seen(&items_of(&account, "2026-11-21")),
            [
                "critical 20 close-date wang.min close Line 3 — the order was expected by 2026-11-01; it stands at deep_contact",
                "upcoming -2 close-date wang.min close line-4 — the order is expected by 2026-11-23",
            ]
        );
    }
}
