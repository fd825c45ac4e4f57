//! Start: the day from which an account's obligations count.

use std::fmt;

use crate::model::{Account, Day};

/// The day from which an account's obligations count (M4).
///
/// Shown it ends a sentence such as "none…".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// The account's first day in the lead table.
    Registered(Day),
    /// Without that, the earliest day on which the dossier says something happened.
    FirstFact(Day),
    /// There is none either.
    Unknown,
}

impl Start {
    pub(super) fn of(account: &Account<'_>, today: Day) -> Self {
        match account.registered {
            Some(day) => Self::Registered(day),
            None => first_fact(account, today).map_or(Self::Unknown, Self::FirstFact),
        }
    }

    pub(super) fn day(self) -> Option<Day> {
        match self {
            Self::Registered(day) | Self::FirstFact(day) => Some(day),
            Self::Unknown => None,
        }
    }
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Registered(day) => write!(f, " since registered {day}"),
            Self::FirstFact(day) => write!(f, ", on record since {day}"),
            Self::Unknown => f.write_str(": no contact and no `registered` day on record"),
        }
    }
}

/// The earliest day, up to today, on which the dossier says something happened.
fn first_fact(account: &Account<'_>, today: Day) -> Option<Day> {
    let contacts = account.touchpoints.iter().filter_map(|touch| touch.on);
    let lead = account.source.as_ref().and_then(|source| source.on);
    let deals = account.opportunities.iter().filter_map(|deal| deal.opened);
    let purchases = account.value.purchases.iter().flatten();
    contacts
        .chain(lead)
        .chain(deals)
        .chain(purchases.filter_map(|purchase| purchase.on))
        .filter(|day| *day <= today)
        .min()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, day};
    use super::*;

    fn start(text: &str) -> Start {
        Start::of(&account(text), day("2026-11-21"))
    }

    #[test]
    fn the_registered_day_counts_before_any_fact() {
        let text = "name: X\nregistered: 2026-03-01\nsource: {on: 2024-01-01}\n";
        assert_eq!(start(text), Start::Registered(day("2026-03-01")));
        assert_eq!(
            start("name: X\nregistered: 2027-01-01\n"),
            Start::Registered(day("2027-01-01"))
        );
    }

    #[test]
    fn without_it_the_earliest_fact_counts() {
        let facts = [
            "source: {on: 2024-02-03}\n",
            "opportunities: [{opened: 2024-02-03}, {opened: 2025-01-01}]\n",
            "value: {purchases: [{on: 2024-02-03}, {on: 2025-01-01}]}\n",
            "touchpoints: [{on: 2025-01-01, kind: call}, {on: 2024-02-03}]\n",
        ];
        for fact in facts {
            assert_eq!(
                start(&format!("name: X\n{fact}")),
                Start::FirstFact(day("2024-02-03")),
                "{fact}"
            );
        }
    }

    #[test]
    fn what_lies_ahead_has_not_happened() {
        assert_eq!(
            start("name: X\ntouchpoints: [{on: 2026-11-22, kind: call}]\n"),
            Start::Unknown
        );
        assert_eq!(start("name: X\n"), Start::Unknown);
    }
}
