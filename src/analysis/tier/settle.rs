//! Settling: the fewest missing facts that could bring both ends of a score into one tier (M3).
//!
//! Among the sets of facts, smallest first, the first is wanted for which the criteria that it makes
//! known can come out so that the tier no longer hangs on the rest. Which sets there are, and in what
//! order they are preferred, hangs only on what is missing: it is worked out once for all accounts
//! that lack the same.

use std::cmp::Reverse;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::facts::Facts;
use super::policy::Limits;
use super::reach::{Reach, units};

/// A criterion, as far as settling goes.
pub(super) struct Part {
    pub(super) weight: Decimal,
    pub(super) outcomes: Outcomes,
}

/// The points that a criterion can come to.
pub(super) enum Outcomes {
    /// Any from 0 to 100.
    Any,
    /// One of these, or 0.
    These(Vec<Decimal>),
}

/// Finds the facts to ask for, and remembers what it found.
pub(super) struct Settler {
    reach: Reach,
    plans: HashMap<Vec<Option<Facts>>, Plan>,
}

/// What can be asked where the same facts are missing, and the answers so far by the sum of the known points.
struct Plan {
    unknown: i128,
    choices: Vec<Choice>,
    answers: HashMap<i128, Facts>,
}

/// Facts to ask for, and the criteria that they make known.
struct Choice {
    facts: Facts,
    weight: i128,
    criteria: Vec<usize>,
}

impl Settler {
    pub(super) fn new(parts: &[Part], limits: &Limits) -> Self {
        Self {
            reach: Reach::new(parts, limits),
            plans: HashMap::new(),
        }
    }

    /// The fewest facts to ask for; none where no facts could settle the tier.
    ///
    /// `known` is the weighted sum of the known points. `lacking` has an entry for each criterion:
    /// nothing where it is known, and no facts where none would make it known.
    pub(super) fn fewest(&mut self, known: Decimal, lacking: &[Option<Facts>]) -> Facts {
        let known = units(known);
        let reach = &self.reach;
        if !self.plans.contains_key(lacking) {
            self.plans.insert(lacking.to_vec(), Plan::new(lacking, reach));
        }
        let Some(plan) = self.plans.get_mut(lacking) else {
            return Facts::NONE;
        };
        if let Some(answer) = plan.answers.get(&known) {
            return *answer;
        }
        let answer = plan.search(known, reach);
        plan.answers.insert(known, answer);
        answer
    }
}

impl Plan {
    fn new(lacking: &[Option<Facts>], reach: &Reach) -> Self {
        let all = lacking
            .iter()
            .flatten()
            .fold(Facts::NONE, |all, facts| all.and(*facts));
        let mut choices: Vec<_> = all
            .subsets()
            .filter_map(|facts| Choice::new(facts, lacking, reach))
            .collect();
        choices.sort_by(|one, other| one.preference().cmp(&other.preference()));
        let unknown = (0..lacking.len()).filter(|at| lacking[*at].is_some());
        Self {
            unknown: unknown.map(|at| reach.most(at)).sum(),
            choices,
            answers: HashMap::new(),
        }
    }

    /// The first choice that could settle the tier.
    fn search(&self, known: i128, reach: &Reach) -> Facts {
        // The choices of a size come heaviest first, and a lighter one has less room on either count:
        // where one fails though any outcome within its weight were possible, so do those after it.
        let mut hopeless_size = 0;
        for choice in &self.choices {
            if choice.facts.len() == hopeless_size {
                continue;
            }
            let rest = self.unknown - choice.weight;
            if !reach.is_steady_within(known, known + choice.weight, rest) {
                hopeless_size = choice.facts.len();
            } else if reach.can_be_steady(known, &choice.criteria, rest) {
                return choice.facts;
            }
        }
        Facts::NONE
    }
}

impl Choice {
    /// Nothing where fewer of the facts would make the same criteria known.
    fn new(facts: Facts, lacking: &[Option<Facts>], reach: &Reach) -> Option<Self> {
        let becomes_known = |wanted: &Facts| !wanted.is_empty() && facts.holds(*wanted);
        let criteria: Vec<_> = (0..lacking.len())
            .filter(|at| lacking[*at].as_ref().is_some_and(becomes_known))
            .collect();
        let needed = criteria
            .iter()
            .filter_map(|at| lacking[*at])
            .fold(Facts::NONE, Facts::and);
        (needed == facts).then(|| Self {
            facts,
            weight: criteria.iter().map(|at| reach.most(*at)).sum(),
            criteria,
        })
    }

    fn preference(&self) -> (u32, Reverse<i128>, &[usize]) {
        (self.facts.len(), Reverse(self.weight), &self.criteria)
    }
}
