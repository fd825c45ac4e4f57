//! What is told of a contact, in the words of whoever tells it: on the command line, in a form, or both.

use clap::Args;

use crate::model::touchpoint::Achieved;

/// What is told of a contact.
#[derive(Debug, Clone, Default, PartialEq, Args)]
pub(super) struct Told {
    /// The kind of contact.
    #[arg(skip)]
    pub(super) kind: Option<String>,
    /// The day it was: 2026-11-20, yesterday, -3d, fri (the last one); a day to come is planned
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) on: Option<String>,
    /// Who was there, of this account: ids, names, or parts that only one of them has
    #[arg(long, value_name = "WHO,…", value_delimiter = ',')]
    pub(super) with: Vec<String>,
    /// Who of us (default: you by git's user.email, else the account's owner)
    #[arg(long, value_name = "WHO")]
    pub(super) by: Option<String>,
    /// What it was for
    #[arg(long, value_name = "TEXT")]
    pub(super) purpose: Option<String>,
    /// What came of it
    #[arg(long, value_name = "TEXT")]
    pub(super) outcome: Option<String>,
    /// Whether the purpose was achieved: yes, partly, no
    #[arg(long, value_name = "WORD", value_parser = achieved)]
    pub(super) achieved: Option<Achieved>,
    /// What was said besides, and what to watch next time
    #[arg(long, value_name = "TEXT")]
    pub(super) notes: Option<String>,
    /// Cases told: ids of the library
    #[arg(long, value_name = "CASE,…", value_delimiter = ',')]
    pub(super) told: Vec<String>,
    /// What was agreed to do next: 'fri call hear the result', '+2w send the offer'
    #[arg(long, value_name = "DATE [KIND] [PURPOSE]", allow_hyphen_values = true)]
    pub(super) next: Option<String>,
    /// What we promised, by day: `fri send the log`.
    #[arg(skip)]
    pub(super) ours: Vec<String>,
    /// What they promised.
    #[arg(skip)]
    pub(super) theirs: Vec<String>,
}

fn achieved(typed: &str) -> Result<Achieved, String> {
    Achieved::from_word(typed).ok_or_else(|| format!("it is one of {}", Achieved::WORDS.join(", ")))
}

impl Told {
    /// What is told here, and where nothing is, what is told there.
    pub(super) fn or(self, other: Self) -> Self {
        let list = |own: Vec<String>, other| if own.is_empty() { other } else { own };
        Self {
            kind: self.kind.or(other.kind),
            on: self.on.or(other.on),
            with: list(self.with, other.with),
            by: self.by.or(other.by),
            purpose: self.purpose.or(other.purpose),
            outcome: self.outcome.or(other.outcome),
            achieved: self.achieved.or(other.achieved),
            notes: self.notes.or(other.notes),
            told: list(self.told, other.told),
            next: self.next.or(other.next),
            ours: list(self.ours, other.ours),
            theirs: list(self.theirs, other.theirs),
        }
    }

    /// Whether something is told that only the contact itself can have brought.
    pub(super) fn has_come_of_it(&self) -> bool {
        let has_promises = !self.ours.is_empty() || !self.theirs.is_empty();
        self.achieved.is_some() || self.outcome.is_some() || has_promises
    }

    /// Whether nothing is told but what a brief knows before the contact.
    pub(super) fn is_blank(&self) -> bool {
        let known_before = Self {
            kind: self.kind.clone(),
            on: self.on.clone(),
            by: self.by.clone(),
            purpose: self.purpose.clone(),
            ..Self::default()
        };
        *self == known_before
    }
}
