//! The pipeline: every open deal with where it stands, and what deals add up to (M7).

use std::cmp::Reverse;

use chrono::Datelike;
use rust_decimal::Decimal;

use super::{Funnel, Gates, Standards, Unmet, answers, bant, funnel};
use crate::model::{Account, Answer, Currency, Exchange, Opportunity, Status};

/// A deal that is pursued, and where it stands.
#[derive(Debug)]
pub struct Pursuit<'a> {
    /// The account.
    pub account: &'a Account<'a>,
    /// The deal.
    pub deal: &'a Opportunity<'a>,
    /// For how many days it has stood at its milestone, where the dossier says since when.
    pub days: Option<i64>,
    /// Its amount in the repository's currency.
    pub amount: Option<Decimal>,
    /// Amount × probability, where both are stated.
    pub weighted: Option<Decimal>,
    /// The currency of an amount that counts as unknown, because it has no declared rate.
    pub no_rate: Option<Currency>,
    /// The standards of its milestone and of those before it that are not met.
    pub unmet: Vec<Unmet<'a>>,
    /// Budget, authority, need and timeline.
    pub bant: [(&'static str, Answer); 4],
    /// The ten questions.
    pub answers: [(&'static str, Answer); 10],
    /// How ripe it is by them.
    pub funnel: Funnel,
    /// The three gates.
    pub gates: Gates,
}

impl<'a> Pursuit<'a> {
    /// A deal of an account, open or not.
    pub fn of(
        account: &'a Account<'a>,
        deal: &'a Opportunity<'a>,
        exchange: &Exchange,
        standards: Standards<'a, '_>,
    ) -> Self {
        Self::within(
            account,
            deal,
            Gates::for_account(account, standards.today),
            exchange,
            standards,
        )
    }

    fn within(
        account: &'a Account<'a>,
        deal: &'a Opportunity<'a>,
        gates: Gates,
        exchange: &Exchange,
        standards: Standards<'a, '_>,
    ) -> Self {
        let today = standards.today;
        let converted = deal.amount.map(|amount| exchange.convert(&amount));
        let amount = converted
            .as_ref()
            .and_then(|amount| amount.as_ref().ok().copied());
        let probability = deal.probability.map(|probability| probability.0);
        Self {
            account,
            deal,
            days: deal.reached_on().map(|since| today.days_since(since)),
            amount,
            weighted: amount
                .zip(probability)
                .and_then(|(amount, share)| amount.checked_mul(share)),
            no_rate: deal
                .amount
                .filter(|_| amount.is_none())
                .and_then(|amount| amount.currency),
            unmet: standards.unmet(account, deal),
            bant: bant(deal, today),
            answers: answers(&deal.evaluation),
            funnel: funnel(&deal.evaluation),
            gates,
        }
    }

    /// How many of the ten questions have this answer.
    pub fn answered(&self, answer: Answer) -> usize {
        self.answers.iter().filter(|(_, given)| *given == answer).count()
    }

    /// The year and month in which the order is expected.
    pub fn month(&self) -> Option<(i32, u32)> {
        self.deal.close.map(|close| (close.year(), close.date().month()))
    }
}

/// The open deals of accounts that are not lost, in the accounts' order.
pub fn pipeline<'a>(
    accounts: impl IntoIterator<Item = &'a Account<'a>>,
    exchange: &Exchange,
    standards: Standards<'a, '_>,
) -> Vec<Pursuit<'a>> {
    let pursued = accounts
        .into_iter()
        .filter(|account| account.status != Some(Status::Lost));
    let mut deals = Vec::new();
    for account in pursued {
        let mut open = account
            .opportunities
            .iter()
            .filter(|deal| deal.is_open())
            .peekable();
        // The gates are the account's: they are looked at once, and only where somebody has to pass them.
        if open.peek().is_some() {
            let gates = Gates::for_account(account, standards.today);
            deals.extend(open.map(|deal| Pursuit::within(account, deal, gates.clone(), exchange, standards)));
        }
    }
    deals
}

/// What some deals add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// How many they are.
    pub deals: usize,
    /// Their amounts, as far as known.
    pub amount: Decimal,
    /// Their amounts by their probabilities, as far as both are known.
    pub weighted: Decimal,
    /// How many have no known amount.
    pub without_amount: usize,
    /// How many have an amount and no probability.
    pub without_probability: usize,
}

impl Total {
    /// The sum of these deals.
    pub fn of<'d>(deals: impl IntoIterator<Item = &'d Pursuit<'d>>) -> Self {
        deals.into_iter().fold(Self::default(), |total, deal| Self {
            deals: total.deals + 1,
            amount: total.amount.saturating_add(deal.amount.unwrap_or_default()),
            weighted: total.weighted.saturating_add(deal.weighted.unwrap_or_default()),
            without_amount: total.without_amount + usize::from(deal.amount.is_none()),
            without_probability: total.without_probability
                + usize::from(deal.amount.is_some() && deal.weighted.is_none()),
        })
    }
}

/// What the deals of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// The milestone they stand at.
    Milestone,
    /// Who of us owns the account.
    Owner,
    /// The month in which the order is expected.
    Month,
}

impl Grouping {
    /// Puts deals in the order of the groups: the furthest milestone, the first owner, the next month first,
    /// what has none last; in a group the largest first.
    pub fn arrange(self, deals: &mut [&Pursuit<'_>]) {
        let size = |deal: &Pursuit<'_>| Reverse(deal.amount);
        match self {
            Self::Milestone => deals.sort_by_key(|deal| (Reverse(deal.deal.milestone), size(deal))),
            Self::Owner => deals.sort_by_key(|deal| {
                let owner = deal.account.owner.as_deref();
                (owner.is_none(), owner, size(deal))
            }),
            Self::Month => deals.sort_by_key(|deal| (deal.deal.close.is_none(), deal.month(), size(deal))),
        }
    }

    /// The groups of deals so arranged.
    pub fn groups<'d, 'a>(self, deals: &'d [&'d Pursuit<'a>]) -> impl Iterator<Item = &'d [&'d Pursuit<'a>]> {
        deals.chunk_by(move |one, other| match self {
            Self::Milestone => one.deal.milestone == other.deal.milestone,
            Self::Owner => one.account.owner == other.account.owner,
            Self::Month => one.month() == other.month(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agenda::testing::{account, day};
    use crate::analysis::deal::testing::{held_to, shipped};
    use std::collections::BTreeMap;

    const DEALS: &str = "name: X\nowner: li\nopportunities:\n\
        - {id: small, milestone: contact, reached: {contact: 2026-11-01}, amount: 100k, probability: 0.5, close: 2027-01-31}\n\
        - {id: large, milestone: contact, amount: 1M USD, probability: 0.25, close: 2026-12-01}\n\
        - {id: far, milestone: proposal, amount: 300k, close: 2027-01-02}\n\
        - {id: vague}\n\
        - {id: yen, milestone: planning, amount: 5M JPY, probability: 0.5}\n\
        - {id: won, milestone: delivery, amount: 9M, outcome: won}\n";

    fn with<T>(text: &str, look: impl FnOnce(&[Pursuit<'_>]) -> T) -> T {
        let account = account(text);
        let exchange = Exchange {
            currency: Currency::CNY,
            rates: BTreeMap::from([("USD".parse().expect("USD"), Decimal::from(7))]),
        };
        let process = shipped();
        look(&pipeline(
            [&account],
            &exchange,
            held_to(&process, day("2026-11-21")),
        ))
    }

    fn grouped(by: Grouping) -> Vec<Vec<String>> {
        with(DEALS, |deals| {
            let mut deals: Vec<_> = deals.iter().collect();
            by.arrange(&mut deals);
            let ids =
                |group: &[&Pursuit<'_>]| group.iter().map(|deal| deal.deal.called().to_owned()).collect();
            by.groups(&deals).map(ids).collect()
        })
    }

    /// By hand: 100k + 7M + 300k; 50k + 1.75M; the yen have no rate.
    #[test]
    fn amounts_add_up_as_far_as_they_are_known() {
        with(DEALS, |deals| {
            assert_eq!(
                Total::of(deals),
                Total {
                    deals: 5,
                    amount: Decimal::from(7_400_000),
                    weighted: Decimal::from(1_800_000),
                    without_amount: 2,
                    without_probability: 1,
                }
            );
            assert_eq!((deals[0].days, deals[1].days), (Some(20), None));
            let unpriced: Vec<_> = deals.iter().filter_map(|deal| deal.no_rate).collect();
            assert_eq!(unpriced, ["JPY".parse().expect("JPY")]);
        });
    }

    #[test]
    fn groups_come_in_order_and_the_largest_deal_first() {
        assert_eq!(
            grouped(Grouping::Milestone),
            [&["far"][..], &["large", "small"], &["yen"], &["vague"]]
        );
        assert_eq!(
            grouped(Grouping::Month),
            [&["large"][..], &["far", "small"], &["vague", "yen"]]
        );
        assert_eq!(
            grouped(Grouping::Owner),
            [["large", "far", "small", "vague", "yen"]]
        );
    }

    #[test]
    fn lost_accounts_are_pursued_no_more() {
        with(&format!("status: lost\n{DEALS}"), |deals| {
            assert!(deals.is_empty());
        });
    }
}
