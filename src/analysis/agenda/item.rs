//! Items: one thing that is owed, with its day, its severity and its reason.

use std::cmp::Ordering;
use std::fmt;

use crate::model::{Account, Day, Kind, Stakeholder, Tier};

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
    /// The call after the first visit to a lead or prospect.
    FirstVisitCall,
    /// The second visit to a lead or prospect.
    FirstVisitReturn,
    /// A promise of ours (M9).
    CommitmentOurs,
    /// A promise of theirs (M9).
    CommitmentTheirs,
    /// Somebody's birthday.
    Birthday,
    /// Another day that comes again for somebody.
    Anniversary,
    /// A holiday on which people are greeted.
    Holiday,
    /// Meeting somebody who decides while a deal is open (M5).
    TopContact,
    /// A contract that runs out.
    Renewal,
    /// The day an order is expected (M7).
    CloseDate,
    /// An action of the plan (M8).
    Action,
    /// A stage of a delivery (M7).
    Delivery,
    /// The next order, by the rhythm of those before.
    Reorder,
    /// Going through the whole dossier (M1).
    DossierReview,
}

impl ItemKind {
    /// The kinds that are no channel.
    const OTHERS: [Self; 15] = [
        Self::NextStep,
        Self::FirstVisitCall,
        Self::FirstVisitReturn,
        Self::CommitmentOurs,
        Self::CommitmentTheirs,
        Self::Birthday,
        Self::Anniversary,
        Self::Holiday,
        Self::TopContact,
        Self::Renewal,
        Self::CloseDate,
        Self::Action,
        Self::Delivery,
        Self::Reorder,
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
            Self::FirstVisitCall => "first-visit-call",
            Self::FirstVisitReturn => "first-visit-return",
            Self::CommitmentOurs => "commitment-ours",
            Self::CommitmentTheirs => "commitment-theirs",
            Self::Birthday => "birthday",
            Self::Anniversary => "anniversary",
            Self::Holiday => "holiday",
            Self::TopContact => "top-contact",
            Self::Renewal => "renewal",
            Self::CloseDate => "close-date",
            Self::Action => "action",
            Self::Delivery => "delivery",
            Self::Reorder => "reorder",
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
    /// What is private of it, to be told only to who asks: what an anniversary is of.
    pub private: Option<&'a str>,
}

impl Item<'_> {
    /// Whether it is overdue and not planned.
    pub fn is_overdue(&self) -> bool {
        self.overdue > 0 && self.severity != Severity::Planned
    }

    /// The item with the planned contact that will settle it, if there is one.
    pub(super) fn with_plan(mut self, planned: Option<Day>) -> Self {
        self.planned = planned;
        if planned.is_some() && self.overdue >= 0 {
            self.severity = Severity::Planned;
        }
        self
    }

    /// The item with what is private of it told in its reason.
    #[must_use]
    pub fn with_private(mut self) -> Self {
        if let Some(private) = self.private {
            self.why = format!("{private}; {}", self.why);
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
pub(in crate::analysis) fn spoken(kind: Kind) -> String {
    kind.as_str().replace('_', " ")
}

/// As many people as an item names.
const NAMED: usize = 3;

/// The first of some people, by name, and how many more there are.
pub(in crate::analysis) fn few(people: &[&Stakeholder<'_>]) -> String {
    let named: Vec<_> = people.iter().take(NAMED).map(|person| person.called()).collect();
    match people.len() - named.len() {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_of_its_own_that_leads_back() {
        let words: Vec<_> = ItemKind::words().collect();
        assert_eq!(words[..2], ["call", "visit"]);
        let others = [
            "next-step",
            "first-visit-call",
            "first-visit-return",
            "commitment-ours",
            "commitment-theirs",
            "birthday",
            "anniversary",
            "holiday",
            "top-contact",
            "renewal",
            "close-date",
            "action",
            "delivery",
            "reorder",
            "dossier-review",
        ];
        assert_eq!(words[Kind::ALL.len()..], others);
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
