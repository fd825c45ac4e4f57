//! The agenda (M4): what is owed to each account, by when, and how late it is.
//!
//! Everything that can fall due is one of the `SOURCES`: a file with one function that yields items.

mod action;
pub mod cadence;
pub mod capacity;
mod close_date;
mod commitment;
mod delivery;
mod dossier_review;
mod first_visit;
pub mod holiday;
pub mod item;
mod next_step;
pub mod obligation;
mod occasion;
mod personal;
pub mod policy;
pub mod rate;
mod renewal;
mod reorder;
mod scope;
mod start;
#[cfg(test)]
pub(super) mod testing;
mod top_contact;

use rayon::prelude::*;

use crate::model::{Account, Day, Tier};

pub use cadence::{Cadence, Caps};
pub use capacity::{Minutes, Workload, capacity};
pub use holiday::Holiday;
pub use item::{Item, ItemKind, Severity};
pub(super) use item::{few, spoken};
pub use obligation::{Obligation, obligations};
pub use policy::{AgendaPolicy, FollowUp, Lateness, LeadDays, ReviewIntervals};
pub use rate::{Rate, Unit, Window};

use scope::Scope;

/// Adds to the list what one kind of thing makes fall due for one account.
type Source = for<'a> fn(&Scope<'a, '_>, &mut Vec<Item<'a>>);

/// All that can fall due.
const SOURCES: &[Source] = &[
    obligation::items,
    next_step::items,
    first_visit::items,
    commitment::items,
    personal::items,
    holiday::items,
    top_contact::items,
    renewal::items,
    close_date::items,
    action::items,
    delivery::items,
    reorder::items,
    dossier_review::items,
];

/// What is due by `today`, and what falls due within so many days ahead, the most urgent first.
///
/// The order is total: severity, then days overdue (most first), account, kind, text; what is equal in all
/// of these stays in the order of the file. Some things announce themselves from further ahead than
/// `within`, as [`LeadDays`] says.
pub fn agenda<'a>(
    accounts: impl IntoIterator<Item = (&'a Account<'a>, Tier)>,
    policy: &AgendaPolicy,
    today: Day,
    within: u32,
) -> Vec<Item<'a>> {
    let holidays = holiday::at_hand(policy, today, within);
    let accounts: Vec<_> = accounts.into_iter().collect();
    let of_account = |(account, tier): &(&'a Account<'a>, Tier)| {
        let scope = Scope::new(account, *tier, policy, &holidays, today, within);
        let mut items = Vec::new();
        for source in SOURCES {
            source(&scope, &mut items);
        }
        items
    };
    let mut items: Vec<_> = accounts.par_iter().flat_map_iter(of_account).collect();
    items.par_sort_by(Item::by_urgency);
    items
}

#[cfg(test)]
mod tests {
    use super::testing::{account, day, shipped};
    use super::*;

    #[test]
    fn the_most_urgent_stands_first_and_the_order_is_total() {
        let mut second = account(
            "name: Second\nstatus: lost\ncommitments:\n- {what: z, due: 2026-11-20}\n- {what: a, due: 2026-11-20}\n- {what: late, due: 2026-11-16}\n- {what: today, due: 2026-11-21}\n",
        );
        second.id = "b".to_owned();
        let mut first = account(
            "name: First\nstatus: lost\nprocurement: {renewal: 2026-11-20}\ncommitments: [{what: old, due: 2026-11-01}, {what: older, due: 2026-10-01}, {what: soon, due: 2026-11-25}, {what: y, by: them, due: 2026-11-20}]\ntouchpoints: [{on: 2026-10-01, kind: visit, next: {on: 2026-11-10, kind: call, purpose: planned one}}, {on: 2026-12-01, kind: call}]\n",
        );
        first.id = "a".to_owned();
        let accounts = [(&second, Tier::C), (&first, Tier::A)];
        let items = agenda(accounts, &shipped(), day("2026-11-21"), 7);
        let seen: Vec<_> = items
            .iter()
            .map(|item| {
                (
                    item.severity.as_str(),
                    item.overdue,
                    &*item.account.id,
                    &*item.what,
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("critical", 51, "a", "older"),
                ("critical", 20, "a", "old"),
                ("late", 5, "b", "late"),
                ("due", 1, "a", "y"),
                ("due", 1, "a", "contract renewal"),
                ("due", 1, "b", "a"),
                ("due", 1, "b", "z"),
                ("due", 0, "b", "today"),
                ("planned", 11, "a", "planned one"),
                ("upcoming", -4, "a", "soon"),
            ]
        );
        let reversed = agenda(
            [(&first, Tier::A), (&second, Tier::C)],
            &shipped(),
            day("2026-11-21"),
            7,
        );
        assert_eq!(reversed, items);
    }

    #[test]
    fn the_horizon_is_today_and_so_many_days() {
        let promises = account(
            "name: X\nstatus: lost\ncommitments: [{due: 2026-11-28}, {due: 2026-11-29}, {due: 2026-11-21}]\n",
        );
        let listed = |within| agenda([(&promises, Tier::A)], &shipped(), day("2026-11-21"), within).len();
        assert_eq!((listed(0), listed(6), listed(7), listed(8)), (1, 1, 2, 3));
        assert_eq!(listed(u32::MAX), 3);
    }

    #[test]
    fn a_lost_account_is_owed_its_promises_and_nothing_else() {
        let lost = account(
            "name: X\nstatus: lost\nregistered: 2024-03-01\ncommitments: [{due: 2026-11-01}]\ntouchpoints: [{on: 2026-06-01, kind: visit, next: {on: 2026-07-01}}]\n",
        );
        let items = agenda([(&lost, Tier::A)], &shipped(), day("2026-11-21"), 7);
        let kinds: Vec<_> = items.iter().map(|item| item.kind.as_str()).collect();
        assert_eq!(kinds, ["next-step", "commitment-ours"]);
    }

    #[test]
    fn a_dossier_with_nothing_but_a_name_is_owed_every_contact_today() {
        let minimal = account("name: Minimal Ltd\n");
        let items = agenda([(&minimal, Tier::D)], &shipped(), day("2026-11-21"), 7);
        let seen: Vec<_> = items
            .iter()
            .map(|item| (item.kind.as_str(), item.severity, item.overdue))
            .collect();
        assert_eq!(seen, [("call", Severity::Due, 0), ("mailing", Severity::Due, 0)]);
    }
}
