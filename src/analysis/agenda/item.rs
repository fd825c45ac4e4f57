//! Items: one thing that is owed, with its day, its severity and its reason.

use std::cmp::Ordering;
use std::fmt;

use crate::model::{Account, Day, Kind, Tier};

/// How urgent an item is, the most urgent first (M4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Long overdue.
    Critical,
    /// Overdue.
    Late,
    /// Due today, or overdue within what is forgiven.
    Due,
    /// Due, and a contact that will settle it is planned.
    Planned,
    /// Lies ahead.
    Upcoming,
}

impl Severity {
    /// All severities, the most urgent first.
    pub const ALL: [Self; 5] = [
        Self::Critical,
        Self::Late,
        Self::Due,
        Self::Planned,
        Self::Upcoming,
    ];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Late => "late",
            Self::Due => "due",
            Self::Planned => "planned",
            Self::Upcoming => "upcoming",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What kind of thing is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A contact by a channel, as the cadence asks.
    Channel(Kind),
    /// The step agreed at a contact.
    NextStep,
    /// A promise of ours (M9).
    CommitmentOurs,
    /// A promise of theirs (M9).
    CommitmentTheirs,
    /// A contract that runs out.
    Renewal,
    /// The day an order is expected (M7).
    CloseDate,
    /// Going through the whole dossier (M1).
    DossierReview,
}

impl ItemKind {
    /// The kinds that are no channel.
    const OTHERS: [Self; 6] = [
        Self::NextStep,
        Self::CommitmentOurs,
        Self::CommitmentTheirs,
        Self::Renewal,
        Self::CloseDate,
        Self::DossierReview,
    ];

    /// All kinds, in their order.
    pub fn all() -> impl Iterator<Item = Self> {
        let channels = Kind::ALL.iter().map(|kind| Self::Channel(*kind));
        channels.chain(Self::OTHERS)
    }

    /// The words for all kinds, in the same order.
    pub fn words() -> impl Iterator<Item = &'static str> {
        Self::all().map(Self::as_str)
    }

    /// The word for it; a channel keeps the word of the format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Channel(kind) => kind.as_str(),
            Self::NextStep => "next-step",
            Self::CommitmentOurs => "commitment-ours",
            Self::CommitmentTheirs => "commitment-theirs",
            Self::Renewal => "renewal",
            Self::CloseDate => "close-date",
            Self::DossierReview => "dossier-review",
        }
    }

    /// The kind that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::all().find(|kind| kind.as_str() == word)
    }
}

impl fmt::Display for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One thing that is owed.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// The account it is owed to.
    pub account: &'a Account<'a>,
    /// The account's tier.
    pub tier: Tier,
    /// Who of us it falls to: an id of the settings' `team`.
    pub owner: Option<&'a str>,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// The thing in a few words.
    pub what: String,
    /// The people it concerns: stakeholders' ids.
    pub with: Vec<&'a str>,
    /// By when.
    pub due: Day,
    /// The days from the due day to today; negative where it lies ahead.
    pub overdue: i64,
    /// How urgent it is.
    pub severity: Severity,
    /// The day of the next contact that will settle it, where one is planned.
    pub planned: Option<Day>,
    /// Why it is owed.
    pub why: String,
}

impl Item<'_> {
    /// The item with the planned contact that will settle it, if there is one.
    pub(super) fn with_plan(mut self, planned: Option<Day>) -> Self {
        self.planned = planned;
        if planned.is_some() && self.overdue >= 0 {
            self.severity = Severity::Planned;
        }
        self
    }

    /// The most urgent first; equal only where all that is shown of the order's keys is equal.
    pub(super) fn by_urgency(&self, other: &Self) -> Ordering {
        (
            self.severity,
            -self.overdue,
            &self.account.id,
            self.kind,
            &self.what,
        )
            .cmp(&(
                other.severity,
                -other.overdue,
                &other.account.id,
                other.kind,
                &other.what,
            ))
    }
}

/// A channel's name in a sentence: `executive visit`.
pub(super) fn spoken(kind: Kind) -> String {
    kind.as_str().replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_of_its_own_that_leads_back() {
        let words: Vec<_> = ItemKind::words().collect();
        assert_eq!(words[..2], ["call", "visit"]);
        assert!(words.contains(&"executive_visit") && words.contains(&"dossier-review"));
        for kind in ItemKind::all() {
            assert_eq!(ItemKind::from_word(kind.as_str()), Some(kind));
        }
        assert!(ItemKind::all().is_sorted());
        assert_eq!(ItemKind::from_word("birthday-cake"), None);
    }

    #[test]
    fn severities_are_ordered_by_urgency() {
        assert!(Severity::ALL.is_sorted());
        let words = Severity::ALL.map(Severity::as_str);
        assert_eq!(words, ["critical", "late", "due", "planned", "upcoming"]);
    }
}
