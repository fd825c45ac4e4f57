//! Reorder: who buys in a rhythm is asked when the next order is due by it (M4).

use super::item::{Item, ItemKind};
use super::scope::Scope;
use crate::model::{Account, Day, Status};

/// From so many orders on there is a rhythm.
const ENOUGH: usize = 3;

/// The day of the next order: the last one and the median gap between them; none at a lost account.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    let orders = orders(scope.account, scope.today);
    let Some(last) = orders.last().filter(|_| orders.len() >= ENOUGH) else {
        return;
    };
    let gap = median_gap(&orders);
    let due = last.plus_days(gap);
    if scope.account.status != Some(Status::Lost) && scope.lists(due) {
        let why = format!(
            "{} orders, a median of {gap} days apart; the last: {last}",
            orders.len()
        );
        items.push(scope.item(ItemKind::Reorder, due, "ask for the next order".to_owned(), why));
    }
}

/// The days of orders up to today, in order; what was bought on one day is one order.
fn orders(account: &Account<'_>, today: Day) -> Vec<Day> {
    let purchases = account.value.purchases.iter().flatten();
    let mut days: Vec<_> = purchases
        .filter_map(|purchase| purchase.on)
        .filter(|on| *on <= today)
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The median of the days between orders; half a day is a whole one.
fn median_gap(orders: &[Day]) -> u32 {
    let gaps = orders.windows(2).map(|pair| pair[1].days_since(pair[0]));
    let mut gaps: Vec<u32> = gaps.filter_map(|days| u32::try_from(days).ok()).collect();
    gaps.sort_unstable();
    let middle = gaps.len() / 2;
    match gaps.len() % 2 {
        1 => gaps[middle],
        _ => (gaps[middle - 1] + gaps[middle]).div_ceil(2),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, items_of_kinds};

    fn reorder(purchases: &str) -> Vec<String> {
        let purchases: Vec<_> = purchases.split(' ').map(|on| format!("{{on: {on}}}")).collect();
        let text = format!(
            "name: X\nowner: wang.min\nvalue: {{purchases: [{}]}}\n",
            purchases.join(", ")
        );
        items_of_kinds(&account(&text), "2026-11-21", &["reorder"])
    }

    #[test]
    fn it_is_due_a_median_gap_after_the_last_order() {
        // Gaps of 90 and 89 days: 89½ counts as 90.
        assert_eq!(
            reorder("2026-06-02 2026-03-04 2026-08-30"),
            [
                "upcoming -7 reorder wang.min ask for the next order — 3 orders, a median of 90 days apart; the last: 2026-08-30"
            ]
        );
        // Gaps of 10, 300 and 20 days: one long pause is no rhythm.
        assert_eq!(
            reorder("2025-12-01 2025-12-11 2026-10-07 2026-10-27"),
            [
                "late 5 reorder wang.min ask for the next order — 4 orders, a median of 20 days apart; the last: 2026-10-27"
            ]
        );
    }

    #[test]
    fn fewer_than_three_orders_have_no_rhythm() {
        assert_eq!(reorder("2026-03-04 2026-06-02"), [""; 0]);
        assert_eq!(
            reorder("2026-03-04 2026-06-02 2026-06-02"),
            [""; 0],
            "two of one day are one"
        );
        assert_eq!(
            reorder("2026-03-04 2026-06-02 2026-11-22"),
            [""; 0],
            "one lies ahead"
        );
        let lost = account(
            "name: X\nstatus: lost\nvalue: {purchases: [{on: 2026-01-01}, {on: 2026-02-01}, {on: 2026-03-01}]}\n",
        );
        assert_eq!(items_of_kinds(&lost, "2026-11-21", &["reorder"]), [""; 0]);
    }
}
