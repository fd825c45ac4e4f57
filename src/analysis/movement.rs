//! Movement: what became of an account between two states of its dossier, in the words of the field (M10).
//!
//! Both states are judged by the same settings and as of the same day, so that what is told is what somebody wrote,
//! and not that time passed. Completeness and health ask of both what the later tier asks: a promotion is no loss.

mod figures;
mod told;

use crate::analysis::tier::{Moved, Standing, moved};
use crate::model::difference::differences;
use crate::model::words::words;
use crate::model::{Account, Tier};
use crate::source::Tree;

pub use figures::Terms;

words! {
    /// What kind of change it is, the weightiest first.
    pub enum ChangeKind {
        /// The file cannot be read in one of the states.
        Unreadable = "unreadable",
        /// The tier.
        Tier = "tier",
        /// A deal was won, lost, or put off.
        Outcome = "outcome",
        /// A promise was broken.
        PromiseBroken = "promise-broken",
        /// A deal stands at another milestone.
        Milestone = "milestone",
        /// The dossier is new, or gone.
        Account = "account",
        /// Somebody left.
        Left = "left",
        /// The day on which a deal is to close.
        CloseDate = "close-date",
        /// The amount of a deal.
        Amount = "amount",
        /// Where the account stands with us.
        Status = "status",
        /// Our account manager.
        Owner = "owner",
        /// The dossier has another file name.
        Renamed = "renamed",
        /// A person's attitude.
        Attitude = "attitude",
        /// Somebody new.
        Joined = "joined",
        /// A person's roles.
        Roles = "roles",
        /// A person's influence.
        Influence = "influence",
        /// A promise was kept.
        PromiseKept = "promise-kept",
        /// The day on which a promise is due.
        PromiseDue = "promise-due",
        /// A promise was made, or says something else.
        Promise = "promise",
        /// A deal is new, or says something else.
        Deal = "deal",
        /// The probability of a deal.
        Probability = "probability",
        /// A contact.
        Touchpoint = "touchpoint",
        /// A competitor.
        Competitor = "competitor",
        /// A need.
        Need = "need",
        /// A purchase.
        Purchase = "purchase",
        /// A value review.
        Review = "review",
        /// The health.
        Health = "health",
        /// The support surface.
        Support = "support",
        /// The completeness.
        Completeness = "completeness",
        /// The nine information points.
        Points = "points",
        /// Anything else about a person.
        Person = "person",
        /// Anything else.
        Field = "field",
        /// The whole dossier was gone through.
        Reviewed = "reviewed",
        /// Something private, which is not shown.
        Private = "private",
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// It was not there before.
    Added,
    /// It is there no more.
    Removed,
    /// It says something else.
    Changed,
}

impl Event {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// Whether a change is for the better, where that can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// For the better.
    Better,
    /// For the worse.
    Worse,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// What became of it.
    pub event: Event,
    /// Who or what it is about; empty where that is the account.
    pub subject: String,
    /// What was said before.
    pub before: Option<String>,
    /// What is said after.
    pub after: Option<String>,
    /// Why, or what more there is to say.
    pub why: Option<String>,
    /// The list and what its item is told by, where it is a date that slips.
    pub slip: Option<(String, String)>,
    /// How often this date has been moved, where that is known.
    pub times: Option<usize>,
    /// Better or worse.
    pub turn: Option<Turn>,
}

impl Change {
    /// A change of the account itself.
    pub fn new(kind: ChangeKind, event: Event) -> Self {
        Self {
            kind,
            event,
            subject: String::new(),
            before: None,
            after: None,
            why: None,
            slip: None,
            times: None,
            turn: None,
        }
    }
}

/// A state of a dossier.
#[derive(Debug, Clone, Copy)]
pub struct State<'s, 't> {
    /// What it tells of.
    pub account: &'s Account<'t>,
    /// Its text.
    pub tree: &'s Tree<'t>,
    /// Its tier, among the accounts of then.
    pub standing: &'s Standing,
}

/// What became of an account, the weightiest first. Private details are told only where they are wanted.
pub fn changes(
    before: &State<'_, '_>,
    after: &State<'_, '_>,
    terms: &Terms<'_>,
    wants_private: bool,
) -> Vec<Change> {
    let mut changes: Vec<Change> = tier(before.standing, after.standing).into_iter().collect();
    let found = differences(before.tree, after.tree, wants_private);
    changes.extend(told::changes(&found, before.tree, after.tree));
    changes.extend(figures::changes(before, after, terms));
    changes.sort_by_key(|change| change.kind);
    changes
}

/// How a tier moved, as a change.
pub fn tier(before: &Standing, after: &Standing) -> Option<Change> {
    moved(before, after).map(|Moved { from, to, why }| Change {
        before: Some(from.to_string()),
        after: Some(to.to_string()),
        why: Some(why),
        turn: Some(turn(to < from)),
        ..Change::new(ChangeKind::Tier, Event::Changed)
    })
}

fn turn(is_better: bool) -> Turn {
    if is_better { Turn::Better } else { Turn::Worse }
}

/// What became of an account, with what it is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Movement {
    /// Its id, the later one where it has two.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Our account manager.
    pub owner: Option<String>,
    /// Its tier, the later one; nothing where it is not known.
    pub tier: Option<Tier>,
    /// What became of it, the weightiest first.
    pub changes: Vec<Change>,
}

/// Puts the account with the weightiest change first, of those the one of the best tier, then in the order of the ids.
pub fn sort(movements: &mut [Movement]) {
    movements.sort_by(|one, other| {
        let key = |movement: &Movement| {
            let kind = movement.changes.iter().map(|change| change.kind).min();
            (kind, movement.tier.is_none(), movement.tier)
        };
        key(one).cmp(&key(other)).then_with(|| one.id.cmp(&other.id))
    });
}

#[cfg(test)]
mod tests;
