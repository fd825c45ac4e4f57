//! The kinds of brief, each with its room (M11).

use crate::model::words::words;

words! {
    /// What a brief is for; each kind has a template of its own.
    pub enum BriefKind {
        /// The first meeting with a client hardly known.
        FirstVisit = "first-visit",
        /// Any meeting under way.
        CallPrep = "call-prep",
        /// Presenting a solution.
        Proposal = "proposal",
        /// Talking about terms.
        Negotiation = "negotiation",
        /// A meeting of both managements.
        ExecVisit = "exec-visit",
        /// A look back at the value delivered.
        ValueReview = "value-review",
        /// All that a successor of ours needs.
        Handover = "handover",
        /// The plan for the account as a whole.
        AccountPlan = "account-plan",
    }
}

impl BriefKind {
    /// How many words a brief of the kind has at most; in Chinese twice as many characters.
    pub const fn most_words(self) -> usize {
        match self {
            Self::ExecVisit => 350,
            Self::FirstVisit => 400,
            Self::CallPrep | Self::Negotiation => 500,
            Self::Proposal | Self::ValueReview => 600,
            Self::Handover => 900,
            Self::AccountPlan => 1500,
        }
    }
}
