//! Tiers: which accounts are key accounts, why, and what is not known of it (M3).
//!
//! A method classes all accounts at once, since an account's worth is judged among the others:
//! `survey` reads figures and places, `scorecard`, `pareto` and `rank` make a verdict of them,
//! and a tier fixed by hand is set beside it at the end.

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
pub use moved::{Moved, SECTIONS, moved};
pub use policy::{Criterion, Group, Limits, Method, Thresholds, TierPolicy};
pub use scale::{Band, Bands, Scale};
pub use standing::{Fixed, Interval, Points, Standing};

use crate::model::{Account, Day, Exchange};
use survey::Survey;

/// Classes accounts by a policy. The standings come in the order of the accounts.
pub fn tiers(
    accounts: &[&Account<'_>],
    policy: &TierPolicy,
    exchange: &Exchange,
    today: Day,
) -> Vec<Standing> {
    let survey = Survey {
        accounts,
        exchange,
        today,
    };
    let verdicts = match policy.method {
        Method::Scorecard => scorecard::scorecard(&survey, policy),
        Method::Pareto => pareto::pareto(&survey, policy),
        Method::Rank => rank::rank(&survey, policy),
    };
    let pairs = accounts.iter().zip(verdicts);
    pairs
        .map(|(account, verdict)| verdict.stand(account, today))
        .collect()
}
