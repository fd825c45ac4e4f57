//! White space: what an account could buy from us and does not, in all and by what we sell (M3, M6).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::tier::figures::is_recent;
use crate::model::deal::Outcome;
use crate::model::need::{NeedKind, NeedStatus, NeedValue};
use crate::model::value::Purchase;
use crate::model::{Account, Day, Exchange, Money, Need, Opportunity};

/// What an account buys from us by what we sell, and what nothing they bought answers. Amounts are in the
/// repository's currency, as far as they are stated and can be converted.
#[derive(Debug, Clone, PartialEq)]
pub struct WhiteSpace<'a> {
    /// What they have bought, the most of the last 365 days first, then the latest.
    pub bought: Vec<Bought<'a>>,
    /// The needs that nothing they bought answers, the highest priority first.
    pub needs: Vec<UnservedNeed<'a>>,
}

/// The orders of one thing that we sell. Orders that say the same but for case and blanks are of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bought<'a> {
    /// What was bought, as the latest order says it; nothing where the orders do not say.
    pub what: Option<&'a str>,
    /// The orders of the last 365 days.
    pub recent: Orders,
    /// All orders, those without a day, too.
    pub all: Orders,
    /// The day of the latest order.
    pub last: Option<Day>,
}

/// Some orders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Orders {
    /// How many they are.
    pub count: usize,
    /// Their amounts together, as far as known.
    pub amount: Option<Decimal>,
}

/// A need, not solved and no want, that no purchase names and no deal was won for.
#[derive(Debug, Clone, PartialEq)]
pub struct UnservedNeed<'a> {
    /// The need.
    pub need: &'a Need<'a>,
    /// What a solution saves and earns them a year.
    pub gain: Option<Decimal>,
    /// How many open deals name it.
    pub deals: usize,
    /// Their amounts together.
    pub amount: Option<Decimal>,
}

/// The white space of an account on a day. Purchases dated after it are not made yet.
pub fn white_space<'a>(account: &'a Account<'_>, exchange: &Exchange, today: Day) -> WhiteSpace<'a> {
    let purchases = account.value.purchases.as_deref().unwrap_or_default();
    let made: Vec<&Purchase<'_>> = purchases
        .iter()
        .filter(|purchase| purchase.on.is_none_or(|on| on <= today))
        .collect();
    WhiteSpace {
        needs: needs(account, &made, exchange),
        bought: bought(&made, exchange, today),
    }
}

/// Our sales as a share of what they spend; nothing where either is not known, or they spend nothing.
pub fn share_of_wallet(sales: Option<Decimal>, potential: Option<Decimal>) -> Option<Decimal> {
    let potential = potential.filter(|potential| *potential > Decimal::ZERO)?;
    sales?.checked_div(potential)
}

fn bought<'a>(made: &[&'a Purchase<'a>], exchange: &Exchange, today: Day) -> Vec<Bought<'a>> {
    let mut lines: BTreeMap<Option<String>, Bought<'a>> = BTreeMap::new();
    for purchase in made {
        let what = purchase.what.as_deref().map(str::trim);
        let what = what.filter(|what| !what.is_empty());
        let line = lines.entry(what.map(folded)).or_insert_with(|| Bought {
            what,
            recent: Orders::default(),
            all: Orders::default(),
            last: None,
        });
        line.add(purchase, what, exchange, today);
    }
    let mut lines: Vec<_> = lines.into_values().collect();
    lines.sort_by_key(|line| (Reverse(line.recent.amount), Reverse(line.last)));
    lines
}

impl<'a> Bought<'a> {
    fn add(&mut self, purchase: &Purchase<'_>, what: Option<&'a str>, exchange: &Exchange, today: Day) {
        let amount = converted(purchase.amount, exchange);
        self.all.add(amount);
        if is_recent(purchase, today) {
            self.recent.add(amount);
        }
        if purchase.on >= self.last {
            (self.what, self.last) = (what, purchase.on);
        }
    }

    /// Whether they bought it, and not in the last 365 days. Orders without a day say nothing of when.
    pub fn is_lapsed(&self) -> bool {
        self.last.is_some() && self.recent.count == 0
    }
}

impl Orders {
    fn add(&mut self, amount: Option<Decimal>) {
        self.count += 1;
        self.amount = sum([self.amount, amount]);
    }
}

fn needs<'a>(account: &'a Account<'_>, made: &[&Purchase<'_>], exchange: &Exchange) -> Vec<UnservedNeed<'a>> {
    let is_open = |need: &&Need<'_>| {
        let is_stated = need.need.as_deref().is_some_and(|need| !need.trim().is_empty());
        is_stated && need.kind != Some(NeedKind::Want) && need.status != Some(NeedStatus::Solved)
    };
    let bought: Vec<String> = made
        .iter()
        .filter_map(|one| one.what.as_deref())
        .map(folded)
        .collect();
    let mut needs: Vec<_> = account
        .needs
        .iter()
        .filter(is_open)
        .filter(|need| !is_named(need, &bought) && !is_won(account, need))
        .map(|need| unserved(account, need, exchange))
        .collect();
    needs.sort_by_key(|one| one.need.priority.unwrap_or(u32::MAX));
    needs
}

/// Whether a purchase names the need: by its id, or by what we offer for it.
fn is_named(need: &Need<'_>, bought: &[String]) -> bool {
    let id = need.id.as_deref().map(folded);
    let offer = need.solution.base.as_deref().map(folded);
    let offer = offer.filter(|offer| !offer.is_empty());
    bought.iter().any(|what| {
        id.as_ref() == Some(what) || offer.as_ref().is_some_and(|offer| what.contains(offer.as_str()))
    })
}

fn is_won(account: &Account<'_>, need: &Need<'_>) -> bool {
    deals_for(account, need).any(|deal| deal.outcome == Some(Outcome::Won))
}

fn unserved<'a>(account: &Account<'_>, need: &'a Need<'_>, exchange: &Exchange) -> UnservedNeed<'a> {
    let open = || deals_for(account, need).filter(|deal| deal.is_open());
    UnservedNeed {
        need,
        gain: need.value.as_ref().and_then(|value| gain(value, exchange)),
        deals: open().count(),
        amount: sum(open().map(|deal| converted(deal.amount, exchange))),
    }
}

/// The deals that name a need: which one a deal without a name for it answers would be a guess.
fn deals_for<'a>(account: &'a Account<'a>, need: &Need<'_>) -> impl Iterator<Item = &'a Opportunity<'a>> {
    let id = need.id.as_deref();
    let deals = account.opportunities.iter();
    deals.filter(move |deal| id.is_some() && deal.need.as_deref() == id)
}

fn gain(value: &NeedValue, exchange: &Exchange) -> Option<Decimal> {
    sum([value.saves, value.earns].map(|amount| converted(amount, exchange)))
}

fn converted(amount: Option<Money>, exchange: &Exchange) -> Option<Decimal> {
    exchange.convert(&amount?).ok()
}

/// What some amounts come to, as far as known; nothing where none is.
pub fn sum(amounts: impl IntoIterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.into_iter().flatten().reduce(Decimal::saturating_add)
}

/// A name as it is compared: without case, each blank one space.
fn folded(text: &str) -> String {
    let words = text.split_whitespace().map(str::to_lowercase);
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agenda::testing::{account, day};
    use crate::model::Currency;

    fn look<T>(rest: &str, look: impl FnOnce(WhiteSpace<'_>) -> T) -> T {
        let text = format!("name: X\n{rest}");
        let account = account(&text);
        let exchange = Exchange {
            currency: Currency::CNY,
            rates: [("USD".parse().expect("USD"), Decimal::from(7))].into(),
        };
        look(white_space(&account, &exchange, day("2026-11-21")))
    }

    fn told(bought: &Bought<'_>) -> String {
        let orders = |orders: Orders| {
            let amount = orders.amount.map_or("–".to_owned(), |amount| amount.to_string());
            format!("{}: {amount}", orders.count)
        };
        let last = bought.last.map_or("–".to_owned(), |last| last.to_string());
        let (what, recent, all) = (
            bought.what.unwrap_or("–"),
            orders(bought.recent),
            orders(bought.all),
        );
        format!("{what} | {recent} | {all} | {last}")
    }

    /// By hand: spindles 1000 + 200 × 7 in the last 365 days and 300 on the day before they begin; probes without
    /// a day; what is yet to come and what has no rate does not count.
    #[test]
    fn purchases_are_added_up_by_what_was_bought() {
        let text = "value:\n  purchases:\n\
            \x20 - {on: 2025-11-21, amount: 300, what: spindles}\n\
            \x20 - {on: 2026-09-14, amount: 200 USD, what: \" SPINDLES \"}\n\
            \x20 - {on: 2026-03-02, amount: 1000, what: Spindles}\n\
            \x20 - {on: 2024-01-05, amount: 50, what: tool  holders}\n\
            \x20 - {amount: 70, what: probes}\n\
            \x20 - {on: 2026-05-01, amount: 9 JPY}\n\
            \x20 - {on: 2026-12-24, amount: 800, what: sleighs}\n";
        look(text, |space| {
            let lines: Vec<String> = space.bought.iter().map(told).collect();
            assert_eq!(
                lines,
                [
                    "SPINDLES | 2: 2400 | 3: 2700 | 2026-09-14",
                    "– | 1: – | 1: – | 2026-05-01",
                    "tool  holders | 0: – | 1: 50 | 2024-01-05",
                    "probes | 0: – | 1: 70 | –",
                ]
            );
            let lapsed: Vec<bool> = space.bought.iter().map(Bought::is_lapsed).collect();
            assert_eq!(lapsed, [false, false, true, false]);
        });
    }

    /// By hand: a saves 100 and earns 50 a year, its open deals 700 and 10 USD; the others are bought, won,
    /// solved or wants.
    #[test]
    fn a_need_that_nothing_bought_answers_is_unserved() {
        let text = "value: {purchases: [{what: Two PRESETTERS and training}, {what: n-4}]}\n\
            needs:\n\
            - {need: later, priority: 2, value: {cost: 5}}\n\
            - {id: a, need: uptime, priority: 1, value: {saves: 100, earns: 50}}\n\
            - {id: n-2, need: speed, solution: {base: presetters}}\n\
            - {id: n-3, need: space}\n\
            - {id: n-4, need: light}\n\
            - {need: done, status: solved}\n\
            - {need: a screen, kind: want}\n\
            - {id: nothing}\n\
            opportunities:\n\
            - {need: a, amount: 700}\n\
            - {need: a, amount: 10 USD}\n\
            - {need: a, amount: 5000, outcome: lost}\n\
            - {need: n-3, outcome: won}\n\
            - {amount: 9000}\n";
        look(text, |space| {
            let needs: Vec<_> = space
                .needs
                .iter()
                .map(|one| (one.need.need.as_deref(), one.gain, one.deals, one.amount))
                .collect();
            assert_eq!(
                needs,
                [
                    (Some("uptime"), Some(150.into()), 2, Some(770.into())),
                    (Some("later"), None, 0, None),
                ]
            );
        });
    }

    /// By hand: 3 of 9; of nothing there is no share; more than the whole is told as it is.
    #[test]
    fn the_share_of_wallet_is_sales_over_potential() {
        let share = |sales: i64, potential: i64| share_of_wallet(Some(sales.into()), Some(potential.into()));
        assert_eq!(share(3, 12), Some(Decimal::new(25, 2)));
        assert_eq!(share(0, 12), Some(Decimal::ZERO));
        assert_eq!(share(12, 8), Some(Decimal::new(15, 1)));
        assert_eq!((share(3, 0), share_of_wallet(None, Some(9.into()))), (None, None));
        assert_eq!(share_of_wallet(Some(9.into()), None), None);
    }
}
