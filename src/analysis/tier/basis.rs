//! Basis: what of the dossiers a policy computes tiers from (M3).

use super::facts::Facts;
use super::policy::{Group, Method, TierPolicy};
use super::scale::Scale;

impl TierPolicy {
    /// Whether the tier of an account may move by what others' dossiers say.
    pub fn compares(&self) -> bool {
        match self.method {
            Method::Scorecard => self.ranks().next().is_some(),
            Method::Pareto | Method::Rank => true,
        }
    }

    /// The sections of a dossier that its tier is computed from, those it is named and read by among them; `a.b` is
    /// the entry `b` of the section `a`.
    pub fn sections(&self) -> Vec<&'static str> {
        let facts = match self.method {
            Method::Scorecard => {
                let figures = self.criteria.iter().map(|criterion| criterion.id.facts());
                figures
                    .chain(self.ranks().map(of_group))
                    .fold(Facts::NONE, Facts::and)
            }
            Method::Pareto => self.figure.facts(),
            Method::Rank => self.figure.facts().and(of_group(self.group)),
        };
        ["name", "tier"].into_iter().chain(facts.sections()).collect()
    }

    /// The groups among which criteria are ranked.
    fn ranks(&self) -> impl Iterator<Item = Group> {
        self.criteria
            .iter()
            .filter_map(|criterion| match criterion.effective_scale() {
                Scale::Rank(group) => Some(*group),
                Scale::Rating | Scale::Bands(_) => None,
            })
    }
}

fn of_group(group: Group) -> Facts {
    group.fact().map_or(Facts::NONE, Facts::from)
}
