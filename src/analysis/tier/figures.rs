//! Figures: what is measured of an account for its tier, or the facts that are missing for it (M3).

use std::fmt;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::facts::{Fact, Facts};
use crate::model::money::short_amount;
use crate::model::value::Purchase;
use crate::model::{Account, Currency, Day, Exchange, Money, NoRate, Rating};
use crate::source::Route;

/// What is measured of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Our sales of the latest year that is stated.
    Sales,
    /// Sales × margin.
    Profit,
    /// The margin, as a fraction.
    Margin,
    /// What they spend a year in our category.
    Potential,
    /// Potential − sales, not below 0.
    Unserved,
    /// How well they fit our strategy, 1 to 5.
    StrategicFit,
    /// How they grow, 1 to 5.
    Growth,
    /// Purchases in the last 365 days.
    Frequency,
    /// How well they pay, 1 to 5.
    Credit,
    /// Their willingness to work with us, 1 to 5.
    Willingness,
    /// Their own yearly turnover.
    Turnover,
    /// How many people work there.
    Employees,
}

impl Figure {
    /// All figures, in the order of the settings' manual.
    pub const ALL: &'static [Self] = &[
        Self::Sales,
        Self::Profit,
        Self::Margin,
        Self::Potential,
        Self::Unserved,
        Self::StrategicFit,
        Self::Growth,
        Self::Frequency,
        Self::Credit,
        Self::Willingness,
        Self::Turnover,
        Self::Employees,
    ];

    /// The word as it stands in the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sales => "sales",
            Self::Profit => "profit",
            Self::Margin => "margin",
            Self::Potential => "potential",
            Self::Unserved => "unserved",
            Self::StrategicFit => "strategic_fit",
            Self::Growth => "growth",
            Self::Frequency => "frequency",
            Self::Credit => "credit",
            Self::Willingness => "willingness",
            Self::Turnover => "turnover",
            Self::Employees => "employees",
        }
    }

    /// Whether it is a rating from 1 to 5.
    pub const fn is_rating(self) -> bool {
        matches!(
            self,
            Self::StrategicFit | Self::Growth | Self::Credit | Self::Willingness
        )
    }

    /// A value of it as people read it: amounts in short.
    pub fn shown(self, value: Decimal) -> String {
        match self {
            Self::Sales | Self::Profit | Self::Potential | Self::Unserved | Self::Turnover => {
                short_amount(value)
            }
            _ => value.normalize().to_string(),
        }
    }

    /// What it is made of.
    pub(super) fn facts(self) -> Facts {
        let fact = match self {
            Self::Sales => Fact::Sales,
            Self::Profit => return Facts::from(Fact::Sales).and(Fact::Margin.into()),
            Self::Margin => Fact::Margin,
            Self::Potential => Fact::Potential,
            Self::Unserved => return Facts::from(Fact::Potential).and(Fact::Sales.into()),
            Self::StrategicFit => Fact::StrategicFit,
            Self::Growth => Fact::Growth,
            Self::Frequency => Fact::Purchases,
            Self::Credit => Fact::Credit,
            Self::Willingness => Fact::Willingness,
            Self::Turnover => Fact::Turnover,
            Self::Employees => Fact::Employees,
        };
        fact.into()
    }

    /// What it is called in a sentence.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Unserved => "unserved potential",
            Self::StrategicFit => "strategic fit",
            Self::Frequency => "purchase frequency",
            Self::Credit => "credit rating",
            _ => self.as_str(),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What the dossier says about a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// The figure; amounts in the repository's currency.
    Value(Decimal),
    /// It cannot be told: these facts are missing.
    Missing(Vec<Route>),
    /// It cannot be told: the amount at this place is in a currency without a declared rate.
    NoRate(Currency, Route),
}

/// One figure of an account.
pub fn figure(account: &Account<'_>, figure: Figure, exchange: &Exchange, today: Day) -> Known {
    match read(account, figure, exchange, today) {
        Reading::Value(value) => Known::Value(value),
        Reading::Missing(facts) => Known::Missing(facts.routes()),
        Reading::NoRate(currency, route) => Known::NoRate(currency, route),
    }
}

/// All figures of an account.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures(Vec<Known>);

impl Figures {
    /// Reads them off the dossier.
    pub fn of(account: &Account<'_>, exchange: &Exchange, today: Day) -> Self {
        let known = Figure::ALL.iter().map(|id| figure(account, *id, exchange, today));
        Self(known.collect())
    }

    /// One of them.
    pub fn get(&self, figure: Figure) -> &Known {
        &self.0[figure as usize]
    }
}

/// What the dossier says about a figure, with the missing facts as a set.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    Value(Decimal),
    Missing(Facts),
    NoRate(Currency, Route),
}

impl Reading {
    pub(super) fn value(&self) -> Option<Decimal> {
        match self {
            Self::Value(value) => Some(*value),
            Self::Missing(_) | Self::NoRate(..) => None,
        }
    }

    /// The amount that could not be converted, and its place.
    pub(super) fn no_rate(&self) -> Option<(Currency, Route)> {
        match self {
            Self::NoRate(currency, route) => Some((*currency, route.clone())),
            Self::Value(_) | Self::Missing(_) => None,
        }
    }

    fn stated(fact: Fact, value: Option<Decimal>) -> Self {
        value.map_or(Self::Missing(fact.into()), Self::Value)
    }

    fn rated(fact: Fact, rating: Option<Rating>) -> Self {
        Self::stated(fact, rating.map(|rating| rating.get().into()))
    }

    fn money(fact: Fact, money: Option<&Money>, exchange: &Exchange) -> Self {
        match money.map(|money| exchange.convert(money)) {
            None => Self::Missing(fact.into()),
            Some(Ok(amount)) => Self::Value(amount),
            Some(Err(NoRate(currency))) => Self::NoRate(currency, fact.route()),
        }
    }

    /// A figure made of two; where an amount cannot be converted no further fact would help.
    fn with(self, other: Self, make: impl Fn(Decimal, Decimal) -> Decimal) -> Self {
        match (self, other) {
            (Self::Value(one), Self::Value(two)) => Self::Value(make(one, two)),
            (no_rate @ Self::NoRate(..), _) | (_, no_rate @ Self::NoRate(..)) => no_rate,
            (Self::Missing(one), Self::Missing(two)) => Self::Missing(one.and(two)),
            (missing @ Self::Missing(_), _) | (_, missing) => missing,
        }
    }
}

/// Reads one figure off a dossier.
pub(super) fn read(account: &Account<'_>, figure: Figure, exchange: &Exchange, today: Day) -> Reading {
    let (value, profile) = (&account.value, &account.profile);
    let margin = || Reading::stated(Fact::Margin, value.margin.map(|margin| margin.0));
    let potential = || Reading::money(Fact::Potential, value.potential.as_ref(), exchange);
    match figure {
        Figure::Sales => sales(account, exchange),
        Figure::Profit => sales(account, exchange).with(margin(), Decimal::saturating_mul),
        Figure::Margin => margin(),
        Figure::Potential => potential(),
        Figure::Unserved => potential().with(sales(account, exchange), unserved),
        Figure::StrategicFit => Reading::rated(Fact::StrategicFit, value.strategic_fit),
        Figure::Growth => Reading::rated(Fact::Growth, value.growth),
        Figure::Frequency => Reading::stated(
            Fact::Purchases,
            value.purchases.as_deref().map(|list| frequency(list, today)),
        ),
        Figure::Credit => Reading::rated(Fact::Credit, profile.credit.rating),
        Figure::Willingness => Reading::rated(Fact::Willingness, profile.willingness),
        Figure::Turnover => Reading::money(Fact::Turnover, profile.turnover.as_ref(), exchange),
        Figure::Employees => Reading::stated(Fact::Employees, profile.employees.map(Decimal::from)),
    }
}

fn sales(account: &Account<'_>, exchange: &Exchange) -> Reading {
    let latest = account.value.latest_sales();
    match Reading::money(Fact::Sales, latest.as_ref().map(|(_, sales)| sales), exchange) {
        Reading::NoRate(currency, route) => {
            let year = latest.map_or_else(String::new, |(year, _)| year.to_string());
            Reading::NoRate(currency, route.key(year))
        }
        reading => reading,
    }
}

fn unserved(potential: Decimal, sales: Decimal) -> Decimal {
    potential.saturating_sub(sales).max(Decimal::ZERO)
}

/// The purchases of the 365 days that end today.
fn frequency(purchases: &[Purchase<'_>], today: Day) -> Decimal {
    let recent = purchases.iter().filter(|purchase| is_recent(purchase, today));
    Decimal::from(recent.count())
}

/// Whether a purchase was made in the 365 days that end today.
pub(in crate::analysis) fn is_recent(purchase: &Purchase<'_>, today: Day) -> bool {
    let start = today.minus_days(365);
    purchase.on.is_some_and(|on| start < on && on <= today)
}
