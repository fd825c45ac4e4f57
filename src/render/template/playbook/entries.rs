//! Entries of the playbook that are more than a sentence: layers of a need, moves against risks, objections.

use serde::{Deserialize, Serialize};

use crate::analysis::deal::Knower;

/// How the layers of a need are asked for (M6), in their order; `{need}` stands for the need. A further
/// need takes a further wording, as far as there is one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Spin {
    /// How things are.
    pub situation: Vec<String>,
    /// What hurts, and why.
    pub problem: Vec<String>,
    /// What follows from it.
    pub implication: Vec<String>,
    /// What a solution would be worth.
    pub need_payoff: Vec<String>,
}

impl Spin {
    /// The wordings of a layer, by its key.
    pub fn layer(&self, id: &str) -> &[String] {
        match id {
            "situation" => &self.situation,
            "problem" => &self.problem,
            "implication" => &self.implication,
            "need_payoff" => &self.need_payoff,
            _ => &[],
        }
    }

    /// Takes over the layers that another one states.
    pub(super) fn take_over(&mut self, other: Self) {
        for (own, other) in [
            (&mut self.situation, other.situation),
            (&mut self.problem, other.problem),
            (&mut self.implication, other.implication),
            (&mut self.need_payoff, other.need_payoff),
        ] {
            if !other.is_empty() {
                *own = other;
            }
        }
    }
}

/// A move against a risk of a deal that has none yet (M7).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskMove {
    /// The words by which such a risk is known; without any, every risk is one.
    #[serde(default)]
    pub signs: Vec<String>,
    /// The move.
    pub r#move: String,
}

impl RiskMove {
    /// Whether a risk is of this kind.
    pub(super) fn is_against(&self, risk: &str) -> bool {
        bears(risk, &self.signs)
    }
}

/// Whether a text has one of these words, in upper or lower case.
fn bears(text: &str, signs: &[String]) -> bool {
    let text = text.to_lowercase();
    signs.iter().any(|sign| text.contains(&sign.to_lowercase()))
}

/// A pattern of objection (M11).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// What they say.
    pub said: String,
    /// The roles and departments that say it.
    #[serde(default)]
    pub roles: Vec<Knower>,
    /// The words by which a worry is known that makes one say it.
    #[serde(default)]
    pub signs: Vec<String>,
    /// How to answer.
    pub answer: String,
    /// What to bring as a proof.
    pub proof: String,
}

impl Objection {
    /// Whether who has this worry says so.
    pub(super) fn is_borne_by(&self, worry: &str) -> bool {
        bears(worry, &self.signs)
    }
}
