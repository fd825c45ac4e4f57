//! Overview: the figures of an account at a glance, under the names that lists and expressions use.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::agenda::{Item, ItemKind, Severity};
use super::tier::{Figure, Known, Standing, figure};
use crate::model::number::serialize_decimal;
use crate::model::{Account, Day, Exchange, Tier};

/// One account at a glance. Amounts are in the repository's currency; what is not known is nothing.
#[derive(Debug, Clone, Serialize)]
pub struct Overview<'a> {
    /// The account's id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The tier that counts (M3).
    pub tier: Tier,
    /// The tier as computed, whether or not one is fixed.
    pub computed_tier: Tier,
    /// The tier it could have if the unknown turned out well.
    pub could_be: Tier,
    /// Whether the tier rests on enough.
    pub settled: bool,
    /// The lowest score, 0 to 100, where the method scores.
    #[serde(serialize_with = "as_number")]
    pub score_low: Option<Decimal>,
    /// The highest score.
    #[serde(serialize_with = "as_number")]
    pub score_high: Option<Decimal>,
    /// Our account manager.
    pub owner: Option<&'a str>,
    /// Where the account stands with us.
    pub status: Option<&'static str>,
    /// The industry.
    pub industry: Option<&'a str>,
    /// The region.
    pub region: Option<&'a str>,
    /// Sales of the latest year stated.
    #[serde(serialize_with = "as_number")]
    pub sales: Option<Decimal>,
    /// Sales × margin.
    #[serde(serialize_with = "as_number")]
    pub profit: Option<Decimal>,
    /// What they spend a year in our category.
    #[serde(serialize_with = "as_number")]
    pub potential: Option<Decimal>,
    /// Potential − sales, not below 0.
    #[serde(serialize_with = "as_number")]
    pub unserved: Option<Decimal>,
    /// Purchases in the last 365 days.
    #[serde(serialize_with = "as_number")]
    pub frequency: Option<Decimal>,
    /// The day of the last contact.
    pub last_touch: Option<Day>,
    /// How many days ago that was.
    pub days_since_touch: Option<i64>,
    /// The day of the next planned contact.
    pub next_touch: Option<Day>,
    /// How many things are overdue and not planned.
    pub overdue: usize,
    /// How many promises of ours are overdue.
    pub promises_overdue: usize,
    /// How many people are on record who have not left.
    pub people: usize,
    /// How many deals are open.
    pub open_deals: usize,
    /// Their amounts together, as far as stated.
    #[serde(serialize_with = "as_number")]
    pub open_amount: Option<Decimal>,
}

fn as_number<S: Serializer>(number: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => serialize_decimal(number, serializer),
        None => serializer.serialize_none(),
    }
}

/// The names of all figures, in the order of the struct.
pub const FIGURES: [&str; 25] = [
    "id",
    "name",
    "tier",
    "computed_tier",
    "could_be",
    "settled",
    "score_low",
    "score_high",
    "owner",
    "status",
    "industry",
    "region",
    "sales",
    "profit",
    "potential",
    "unserved",
    "frequency",
    "last_touch",
    "days_since_touch",
    "next_touch",
    "overdue",
    "promises_overdue",
    "people",
    "open_deals",
    "open_amount",
];

/// The overview of an account. `items` are its own agenda.
pub fn overview<'a>(
    account: &'a Account<'_>,
    standing: &Standing,
    items: &[&Item<'_>],
    exchange: &Exchange,
    today: Day,
) -> Overview<'a> {
    let known = |which| match figure(account, which, exchange, today) {
        Known::Value(value) => Some(value),
        Known::Missing(_) | Known::NoRate(..) => None,
    };
    let is_overdue = |item: &&&Item<'_>| item.overdue > 0 && item.severity != Severity::Planned;
    let last_touch = account.real_touchpoints(today).filter_map(|touch| touch.on).max();
    let open: Vec<_> = account
        .opportunities
        .iter()
        .filter(|deal| deal.is_open())
        .collect();
    Overview {
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
        sales: known(Figure::Sales),
        profit: known(Figure::Profit),
        potential: known(Figure::Potential),
        unserved: known(Figure::Unserved),
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
        open_deals: open.len(),
        open_amount: open
            .iter()
            .filter_map(|deal| exchange.convert(&deal.amount?).ok())
            .reduce(|sum, amount| sum.saturating_add(amount)),
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

fn object<T: Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tier::{TierPolicy, tiers};
    use crate::model::Currency;
    use crate::source::{Tree, decode::decode};
    use std::collections::BTreeMap;

    #[test]
    fn figures_are_named_and_private_keys_are_not() {
        let text = "name: Acme\nowner: li\ntier: {fixed: B, reason: x, until: 2027-01-01}\nvalue: {sales: {2025: 1.8M}, margin: 0.5}\n\
            stakeholders:\n- {id: a, private: {family: canary}}\nopportunities:\n- {id: o, amount: 2M}\n- {id: p, outcome: won, amount: 1M}\n\
            touchpoints:\n- {on: 2026-11-01, kind: call}\n- {on: 2026-12-01, kind: call}\nx-sap: \"0001\"\n";
        let (tree, _) = Tree::parse(text);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        let today = Day::new(2026, 11, 21).expect("a day");
        let exchange = Exchange {
            currency: Currency::CNY,
            rates: BTreeMap::new(),
        };
        let standings = tiers(&[&account], &TierPolicy::default(), &exchange, today);
        let overview = overview(&account, &standings[0], &[], &exchange, today);
        assert_eq!(overview.profit, Some(Decimal::from(900_000)));
        assert_eq!(overview.open_amount, Some(Decimal::from(2_000_000)));
        assert_eq!((overview.days_since_touch, overview.open_deals), (Some(20), 1));
        let names = names(&account, &overview);
        assert_eq!(names["tier"], "B");
        assert_eq!(names["fixed"]["fixed"], "B");
        assert_eq!(names["x-sap"], "0001");
        assert!(!names.to_string().contains("canary"));
        for figure in FIGURES {
            assert!(names.get(figure).is_some(), "{figure}");
        }
        let Value::Object(figures) = serde_json::to_value(&overview).expect("serializes") else {
            panic!()
        };
        assert_eq!(figures.len(), FIGURES.len());
    }
}
