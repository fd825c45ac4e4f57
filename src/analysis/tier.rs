//! Tiers: which accounts are key accounts, why, and what is not known of it (M3).
//!
//! A method classes all accounts at once, since an account's worth is judged among the others:
//! `survey` reads figures and places, `scorecard`, `pareto` and `rank` make a verdict of them,
//! and a tier fixed by hand is set beside it at the end.

mod basis;
mod column;
mod facts;
pub mod figures;
pub mod moved;
mod pareto;
pub mod policy;
mod problems;
mod rank;
mod reach;
pub mod scale;
mod scorecard;
mod settle;
pub mod standing;
mod survey;
mod why;

#[cfg(test)]
mod tests;

pub use figures::{Figure, Figures, Known, figure};
pub use moved::{Moved, moved};
pub use policy::{Criterion, Group, Limits, Method, Thresholds, TierPolicy};
pub use scale::{Band, Bands, Scale};
pub use standing::{Fixed, Interval, Points, Standing};

use rayon::prelude::*;

use crate::model::{Account, Day, Exchange, Tier};
use pareto::Pareto;
use rank::Rank;
use scorecard::Scorecard;
use survey::Survey;

/// Classes accounts by a policy. The standings come in the order of the accounts.
pub fn tiers(
    accounts: &[&Account<'_>],
    policy: &TierPolicy,
    exchange: &Exchange,
    today: Day,
) -> Vec<Standing> {
    let classes = Classes::new(accounts, policy, exchange, today);
    let all = (0..accounts.len()).into_par_iter();
    all.map(|at| classes.standing(at)).collect()
}

/// The classes of accounts by a policy. What accounts are compared by is read once of them all; what each comes to is
/// worked out when it is asked for.
pub struct Classes<'a, 's> {
    accounts: &'a [&'a Account<'s>],
    today: Day,
    method: Classed<'a, 's>,
}

/// Accounts compared by a method.
enum Classed<'a, 's> {
    Scorecard(Scorecard<'a>),
    Pareto(Pareto),
    Rank(Rank<'a, 's>),
}

impl<'a, 's> Classes<'a, 's> {
    /// Reads of all accounts what the policy compares them by.
    pub fn new(
        accounts: &'a [&'a Account<'s>],
        policy: &'a TierPolicy,
        exchange: &'a Exchange,
        today: Day,
    ) -> Self {
        let survey = Survey {
            accounts,
            exchange,
            today,
        };
        let method = match policy.method {
            Method::Scorecard => Classed::Scorecard(Scorecard::new(&survey, policy)),
            Method::Pareto => Classed::Pareto(Pareto::new(&survey, policy)),
            Method::Rank => Classed::Rank(Rank::new(&survey, policy)),
        };
        Self {
            accounts,
            today,
            method,
        }
    }

    /// The tier that counts, of the account at a place.
    ///
    /// # Panics
    /// Where there are not so many accounts.
    pub fn tier(&self, at: usize) -> Tier {
        let fixed = self.accounts[at].tier.as_ref();
        let computed = || match &self.method {
            Classed::Scorecard(scorecard) => scorecard.computed(at),
            Classed::Pareto(pareto) => pareto.computed(at),
            Classed::Rank(rank) => rank.computed(at),
        };
        fixed
            .and_then(|fixed| fixed.on(self.today))
            .unwrap_or_else(computed)
    }

    /// Where the account at a place stands, and why.
    ///
    /// # Panics
    /// Where there are not so many accounts.
    pub fn standing(&self, at: usize) -> Standing {
        let verdict = match &self.method {
            Classed::Scorecard(scorecard) => scorecard.verdict(at),
            Classed::Pareto(pareto) => pareto.verdict(at),
            Classed::Rank(rank) => rank.verdict(at),
        };
        verdict.stand(self.accounts[at], self.today)
    }
}
