//! Overview: the figures of an account at a glance, under the names that lists and expressions use.

use std::collections::HashMap;

use minijinja::value::Serde;
use rayon::prelude::*;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::agenda::{Item, ItemKind};
use super::deal::{Process, Standards};
use super::health::HealthPolicy;
use super::tier::{Figure, Known, Standing, figure};
use super::white_space::share_of_wallet;
use crate::model::number::{cut_off, serialize_decimal};
use crate::model::{Account, Day, Exchange, Tier};

/// A figure as it is named.
#[derive(Debug)]
pub struct Named {
    /// The account's name.
    pub name: &'static str,
    /// What it means, one sentence.
    pub meaning: &'static str,
}

/// Declares a struct of figures, and the table that says what each of them means: the field's comment.
macro_rules! figures {
    (
        #[doc = $about:literal]
        pub struct $set:ident, $table:ident {
            $( #[doc = $meaning:literal] $( #[serde($($way:tt)*)] )? $name:ident: $type:ty, )+
            $( ..$more:ident: $more_type:ty, )*
        }
    ) => {
        #[doc = $about]
        #[derive(Debug, Clone, Serialize)]
        pub struct $set<'a> {
            $( #[doc = $meaning] $( #[serde($($way)*)] )? pub $name: $type, )+
            $(
                /// Further figures, with a table of their own.
                #[serde(flatten)]
                pub $more: $more_type,
            )*
        }

        pub(super) const $table: &[Named] = &[
            $( Named { name: stringify!($name), meaning: $meaning.trim_ascii() }, )+
        ];
    };
}
mod insight;
mod room;

pub use insight::Insight;
pub use room::Room;

figures! {
    /// One account at a glance. Amounts are in the repository's currency; what is not known is nothing.
    pub struct Overview, FIGURES {
        /// The account's id.
        id: &'a str,
        /// The account's name.
        name: &'a str,
        /// The tier that counts: the one fixed by hand, or else the computed one (M3).
        tier: Tier,
        /// The tier as computed, whether or not one is fixed.
        computed_tier: Tier,
        /// The tier it could have if what is unknown turned out well (M3).
        could_be: Tier,
        /// Whether what is unknown cannot change the tier (M3).
        settled: bool,
        /// The lowest score, 0 to 100, where tiers are computed by a scorecard (M3).
        #[serde(serialize_with = "as_number")]
        score_low: Option<Decimal>,
        /// The highest score, likewise.
        #[serde(serialize_with = "as_number")]
        score_high: Option<Decimal>,
        /// Our account manager.
        owner: Option<&'a str>,
        /// Where the account stands with us.
        status: Option<&'static str>,
        /// The industry.
        industry: Option<&'a str>,
        /// The region.
        region: Option<&'a str>,
        /// Sales of the latest year stated.
        #[serde(serialize_with = "as_number")]
        sales: Option<Decimal>,
        /// Sales × margin (M3).
        #[serde(serialize_with = "as_number")]
        profit: Option<Decimal>,
        /// What they spend a year in our category.
        #[serde(serialize_with = "as_number")]
        potential: Option<Decimal>,
        /// Potential − sales, not below 0 (M3).
        #[serde(serialize_with = "as_number")]
        unserved: Option<Decimal>,
        /// Sales ÷ potential, cut off after two decimals; more than 1 where the potential is stated too low (M3).
        #[serde(serialize_with = "as_number")]
        share_of_wallet: Option<Decimal>,
        /// Purchases in the last 365 days.
        #[serde(serialize_with = "as_number")]
        frequency: Option<Decimal>,
        /// The day of the last contact.
        last_touch: Option<Day>,
        /// How many days ago the last contact was.
        days_since_touch: Option<i64>,
        /// The day of the next planned contact.
        next_touch: Option<Day>,
        /// How many things are overdue and not planned.
        overdue: usize,
        /// How many promises of ours are overdue.
        promises_overdue: usize,
        /// How many people are on record who have not left.
        people: usize,
        /// How many deals are open.
        open_deals: usize,
        /// The amounts of the open deals together, as far as stated.
        #[serde(serialize_with = "as_number")]
        open_amount: Option<Decimal>,
        ..insight: Insight<'a>,
        ..room: Room<'a>,
    }
}

/// The decimals that shares are told with.
const OF_A_SHARE: u32 = 2;

fn as_number<S: Serializer>(number: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => serialize_decimal(number, serializer),
        None => serializer.serialize_none(),
    }
}

/// All figures, in the order in which they are told.
pub fn figures() -> impl Iterator<Item = &'static Named> {
    FIGURES.iter().chain(insight::FIGURES).chain(room::FIGURES)
}

/// What an account is measured by.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'e> {
    /// The currency and rates by which amounts are compared.
    pub exchange: &'e Exchange,
    /// The least completeness for its tier, in percent (M2).
    pub minimum: u8,
    /// What its health is measured by (M10).
    pub health: HealthPolicy<'e>,
    /// The standards that its deals are held to (M7).
    pub process: &'e Process,
    /// The day to reckon from.
    pub today: Day,
}

/// The overview of an account. `items` are its own agenda.
pub fn overview<'a>(
    account: &'a Account<'_>,
    standing: &Standing,
    items: &[&Item<'_>],
    terms: Terms<'_>,
) -> Overview<'a> {
    let Terms { exchange, today, .. } = terms;
    let known = |which| match figure(account, which, exchange, today) {
        Known::Value(value) => Some(value),
        Known::Missing(_) | Known::NoRate(..) => None,
    };
    let (sales, potential) = (known(Figure::Sales), known(Figure::Potential));
    let is_overdue = |item: &&&Item<'_>| item.is_overdue();
    let last_touch = account.real_touchpoints(today).filter_map(|touch| touch.on).max();
    let open = account.opportunities.iter().filter(|deal| deal.is_open());
    let mut overview = Overview {
        id: &account.id,
        name: &account.name,
        tier: standing.tier,
        computed_tier: standing.computed,
        could_be: standing.could_be,
        settled: standing.settled,
        score_low: standing.score.as_ref().map(|score| score.low),
        score_high: standing.score.as_ref().map(|score| score.high),
        owner: account.owner.as_deref(),
        status: account.status.map(|status| status.as_str()),
        industry: account.industry.as_deref(),
        region: account.region.as_deref(),
        sales,
        profit: known(Figure::Profit),
        potential,
        unserved: known(Figure::Unserved),
        share_of_wallet: share_of_wallet(sales, potential).map(|share| cut_off(share, OF_A_SHARE)),
        frequency: known(Figure::Frequency),
        last_touch,
        days_since_touch: last_touch.map(|last| today.days_since(last)),
        next_touch: account
            .planned_touchpoints(today)
            .filter_map(|touch| touch.on)
            .min(),
        overdue: items.iter().filter(is_overdue).count(),
        promises_overdue: items
            .iter()
            .filter(is_overdue)
            .filter(|item| item.kind == ItemKind::CommitmentOurs)
            .count(),
        people: account.present(today).count(),
        open_deals: open.count(),
        open_amount: open_amount(account, exchange),
        insight: Insight::of(account, standing.tier, terms),
        room: Room::of(account, terms),
    };
    overview.insight.unmet_standards = unmet_standards(account, &overview, terms);
    overview
}

/// The amounts of the open deals together, as far as they are stated in a currency with a rate.
pub fn open_amount(account: &Account<'_>, exchange: &Exchange) -> Option<Decimal> {
    let open = account.opportunities.iter().filter(|deal| deal.is_open());
    open.filter_map(|deal| exchange.convert(&deal.amount?).ok())
        .reduce(|sum, amount| sum.saturating_add(amount))
}

fn unmet_standards(account: &Account<'_>, overview: &Overview<'_>, terms: Terms<'_>) -> usize {
    let standards = Standards {
        process: terms.process,
        names: &|account| minijinja::Value::from(Serde(names(account, overview))),
        today: terms.today,
    };
    let open = account.opportunities.iter().filter(|deal| deal.is_open());
    open.map(|deal| standards.unmet(account, deal).len()).sum()
}

/// An account with its overview.
pub type Row<'a> = (&'a Account<'a>, Overview<'a>);

/// The overviews of accounts with these standings, in their order. `items` are the agenda of them all, `terms` what
/// an account of a tier is measured by.
pub fn overviews<'a, 't>(
    accounts: &[&'a Account<'a>],
    standings: &[Standing],
    items: &[Item<'_>],
    terms: impl Fn(Tier) -> Terms<'t> + Sync,
) -> Vec<Row<'a>> {
    let mut by_account: HashMap<&str, Vec<&Item<'_>>> = HashMap::new();
    for item in items {
        by_account.entry(item.account.id.as_str()).or_default().push(item);
    }
    let pairs = accounts.par_iter().zip(standings);
    let rows = pairs.map(|(account, standing)| {
        let own = by_account.get(account.id.as_str()).map_or(&[][..], Vec::as_slice);
        (*account, overview(account, standing, own, terms(standing.tier)))
    });
    rows.collect()
}

/// What can be named of accounts with these overviews, for standards that ask for it.
pub fn asked<'r>(rows: &'r [Row<'_>]) -> impl Fn(&Account<'_>) -> minijinja::Value + 'r {
    let by_id: HashMap<&str, &Overview<'_>> = rows.iter().map(|(_, one)| (one.id, one)).collect();
    move |account| {
        let overview = by_id.get(account.id.as_str());
        overview.map_or_else(minijinja::Value::default, |overview| {
            minijinja::Value::from(Serde(names(account, overview)))
        })
    }
}

/// Everything that can be named of an account: the dossier's own keys, and the figures over them.
/// What is private is not among them.
pub fn names(account: &Account<'_>, overview: &Overview<'_>) -> Value {
    let mut names = object(account);
    if let Some(Value::Object(own)) = names.remove("x-") {
        names.extend(own);
    }
    names.insert("fixed".to_owned(), names.get("tier").cloned().unwrap_or_default());
    names.extend(object(overview));
    Value::Object(names)
}

/// The names that an expression can use of an account, whether or not one says anything of them.
pub fn known_names() -> Vec<String> {
    let figures = figures().map(|figure| figure.name.to_owned());
    let mut known = Account::sections();
    known.push("fixed".to_owned());
    known.extend(figures);
    known
}

fn object<T: Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agenda::Cadence;
    use crate::analysis::deal::testing::{process, shipped};
    use crate::analysis::health::Weights;
    use crate::analysis::tier::{TierPolicy, tiers};
    use crate::model::Currency;
    use crate::source::{Tree, decode::decode};
    use std::collections::BTreeMap;

    fn with(text: &str, process: &Process, look: impl FnOnce(&Account<'_>, &Overview<'_>)) {
        let (tree, _) = Tree::parse(text);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        let today = Day::new(2026, 11, 21).expect("a day");
        let exchange = Exchange {
            currency: Currency::CNY,
            rates: BTreeMap::new(),
        };
        let standings = tiers(&[&account], &TierPolicy::default(), &exchange, today);
        let terms = Terms {
            exchange: &exchange,
            minimum: 30,
            health: HealthPolicy {
                weights: &Weights::default(),
                cadence: &Cadence::default(),
            },
            process,
            today,
        };
        look(&account, &overview(&account, &standings[0], &[], terms));
    }

    #[test]
    fn figures_are_named_and_private_keys_are_not() {
        let text = "name: Acme\nowner: li\ntier: {fixed: B, reason: x, until: 2027-01-01}\nvalue: {sales: {2025: 1.8M}, margin: 0.5, potential: 2.7M}\n\
            stakeholders:\n- {id: a, private: {family: canary}}\nopportunities:\n- {id: o, amount: 2M}\n- {id: p, outcome: won, amount: 1M}\n\
            touchpoints:\n- {on: 2026-11-01, kind: call}\n- {on: 2026-12-01, kind: call}\nx-sap: \"0001\"\n";
        with(text, &shipped(), |account, overview| {
            assert_eq!(overview.profit, Some(Decimal::from(900_000)));
            assert_eq!(overview.share_of_wallet, Some(Decimal::new(66, 2)));
            assert_eq!(overview.open_amount, Some(Decimal::from(2_000_000)));
            assert_eq!((overview.days_since_touch, overview.open_deals), (Some(20), 1));
            let names = names(account, overview);
            assert_eq!(names["tier"], "B");
            assert_eq!(names["fixed"]["fixed"], "B");
            assert_eq!(names["x-sap"], "0001");
            assert!(!names.to_string().contains("canary"));
            for figure in figures() {
                assert!(names.get(figure.name).is_some(), "{figure:?}");
            }
            let Value::Object(all) = serde_json::to_value(overview).expect("serializes") else {
                panic!()
            };
            assert_eq!(all.len(), super::figures().count());
        });
    }

    /// By hand: of planning's three standards a name alone meets none; a deal that is won counts no more.
    #[test]
    fn standards_of_open_deals_are_counted() {
        let text = "name: X\nopportunities: [{milestone: planning}, {milestone: planning}, {milestone: growth, outcome: won}]\n";
        with(text, &shipped(), |_, overview| {
            assert_eq!(overview.insight.unmet_standards, 6);
        });
        let own = "planning:\n- {id: large, when: deal.amount > 1000 and people == 0}\n";
        let text = "name: X\nopportunities: [{milestone: planning, amount: 2k}, {milestone: planning, amount: 1k}, {milestone: planning}]\n";
        with(text, &process(own), |_, overview| {
            assert_eq!(overview.insight.unmet_standards, 2);
        });
    }
}
