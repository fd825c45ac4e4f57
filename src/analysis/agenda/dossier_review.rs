//! Dossier review: the whole dossier is gone through once in every interval of its tier (M1).

use super::item::{Item, ItemKind};
use super::scope::Scope;
use super::start::Start;
use crate::model::Status;

/// The next review; a lost account has none.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    if scope.account.status == Some(Status::Lost) {
        return;
    }
    let start = Start::of(scope.account, scope.today);
    // A day after today has not come: the review it speaks of was not made.
    let reviewed = scope.account.reviewed.filter(|day| *day <= scope.today);
    let interval = scope.policy.reviews.of(scope.tier);
    let due = interval.after(reviewed.or(start.day()).unwrap_or(scope.today));
    if !scope.lists(due) {
        return;
    }
    let why = match reviewed {
        Some(day) => format!("every {interval}; last reviewed {day}"),
        None => format!("every {interval}; never reviewed{start}"),
    };
    items.push(scope.item(
        ItemKind::DossierReview,
        due,
        "go through the dossier".to_owned(),
        why,
    ));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, day, shipped};
    use super::super::{ItemKind, agenda};
    use crate::model::Tier;

    /// The day of the review and its reason.
    fn review(text: &str, tier: Tier) -> Option<String> {
        let text = format!("name: X\n{text}");
        let account = account(&text);
        agenda([(&account, tier)], &shipped(), day("2026-11-21"), 400)
            .into_iter()
            .find(|item| item.kind == ItemKind::DossierReview)
            .map(|item| format!("{} {}", item.due, item.why))
    }

    #[test]
    fn each_tier_has_its_interval() {
        for (tier, want) in [
            (Tier::A, "2026-11-30 every month; last reviewed 2026-10-31"),
            (Tier::B, "2027-01-31 every 3 months; last reviewed 2026-10-31"),
            (Tier::C, "2027-04-30 every 6 months; last reviewed 2026-10-31"),
            (Tier::D, "2027-10-31 every 12 months; last reviewed 2026-10-31"),
        ] {
            let said = review("registered: 2020-01-01\nreviewed: 2026-10-31\n", tier);
            assert_eq!(said.as_deref(), Some(want));
        }
    }

    #[test]
    fn what_was_never_reviewed_counts_from_its_start() {
        for (text, want) in [
            (
                "registered: 2024-03-01\n",
                "2024-04-01 every month; never reviewed since registered 2024-03-01",
            ),
            (
                "source: {on: 2025-03-01}\n",
                "2025-04-01 every month; never reviewed, on record since 2025-03-01",
            ),
            (
                "",
                "2026-12-21 every month; never reviewed: no contact and no `registered` day on record",
            ),
            (
                "registered: 2027-01-01\n",
                "2027-02-01 every month; never reviewed since registered 2027-01-01",
            ),
            (
                "registered: 2024-03-01\nreviewed: 2026-11-22\n",
                "2024-04-01 every month; never reviewed since registered 2024-03-01",
            ),
        ] {
            assert_eq!(review(text, Tier::A).as_deref(), Some(want));
        }
        assert_eq!(review("status: lost\nreviewed: 2020-01-01\n", Tier::A), None);
    }
}
