//! Room: what they buy from us and what they could, as figures (M3, M6).

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Named, Terms, as_number};
use crate::analysis::white_space::{Bought, sum, white_space};
use crate::model::Account;

figures! {
    /// What they buy from us, and what nothing they bought answers (M3, M6).
    pub struct Room, FIGURES {
        /// What they bought in the last 365 days, the most first, as the orders say it.
        bought: Vec<&'a str>,
        /// What they bought before, and not in the last 365 days.
        lapsed: Vec<&'a str>,
        /// How many needs nothing answers yet: not solved, named by no purchase and by no deal that was won; wants left out (M6).
        unserved_needs: usize,
        /// What solutions for those needs would save and earn them a year, as far as stated (M6).
        #[serde(serialize_with = "as_number")]
        unserved_gain: Option<Decimal>,
        /// The amounts of the open deals that name one of those needs, as far as stated.
        #[serde(serialize_with = "as_number")]
        unserved_amount: Option<Decimal>,
    }
}

impl<'a> Room<'a> {
    pub(super) fn of(account: &'a Account<'_>, terms: Terms<'_>) -> Self {
        let space = white_space(account, terms.exchange, terms.today);
        let named = |is_wanted: fn(&Bought<'_>) -> bool| {
            let lines = space.bought.iter().filter(|line| is_wanted(line));
            lines.filter_map(|line| line.what).collect()
        };
        Self {
            bought: named(|line| line.recent.count > 0),
            lapsed: named(|line| line.is_lapsed()),
            unserved_needs: space.needs.len(),
            unserved_gain: sum(space.needs.iter().map(|need| need.gain)),
            unserved_amount: sum(space.needs.iter().map(|need| need.amount)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agenda::Cadence;
    use crate::analysis::agenda::testing::{account, day};
    use crate::analysis::health::{HealthPolicy, Weights};
    use crate::model::{Currency, Exchange};

    /// By hand: spindles this year, probes two years ago, tools without a day; two needs are open, which would bring
    /// 100 + 20 a year, and a deal of 500 is for one of them.
    #[test]
    fn what_they_buy_bought_and_could_buy_are_figures() {
        let text = "name: X\n\
            value: {purchases: [{on: 2026-09-14, what: spindles}, {on: 2024-09-14, what: probes}, {what: tools}, {on: 2026-08-01}]}\n\
            needs: [{id: a, need: uptime, value: {saves: 100}}, {need: speed, value: {earns: 20}}, {need: done, status: solved, value: {saves: 7}}]\n\
            opportunities: [{need: a, amount: 500}, {amount: 900}]\n";
        let account = account(text);
        let exchange = Exchange {
            currency: Currency::CNY,
            rates: std::collections::BTreeMap::new(),
        };
        let health = HealthPolicy {
            weights: &Weights::default(),
            cadence: &Cadence::default(),
        };
        let terms = Terms {
            exchange: &exchange,
            minimum: 30,
            process: &crate::analysis::deal::Process::default(),
            health,
            today: day("2026-11-21"),
        };
        let room = Room::of(&account, terms);
        assert_eq!((room.bought, room.lapsed), (vec!["spindles"], vec!["probes"]));
        assert_eq!(room.unserved_needs, 2);
        assert_eq!(
            (room.unserved_gain, room.unserved_amount),
            (Some(120.into()), Some(500.into()))
        );
    }
}
