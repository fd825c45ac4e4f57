//! Problems of a policy that its types cannot see, each at its place in the settings.

use rust_decimal::Decimal;

use super::policy::{Criterion, Limits, Method, TierPolicy};
use super::scale::{Bands, Scale};
use crate::route;
use crate::source::Route;

/// The largest weight: more would say nothing that smaller ones cannot.
pub(super) const MOST_WEIGHT: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

type Problems = Vec<(Route, String)>;

impl TierPolicy {
    /// What is wrong with the policy, with routes from the settings' root.
    ///
    /// Methods take a policy with problems as best they can; its tiers are not to be relied on.
    pub fn problems(&self) -> Vec<(Route, String)> {
        let mut problems = self.threshold_problems();
        problems.extend(self.weight_problems());
        for (at, criterion) in self.criteria.iter().enumerate() {
            let route = route!["tiers", "criteria", at];
            if self.criteria[..at].iter().any(|other| other.id == criterion.id) {
                let message = format!("`{}` is a criterion already; keep one of the two", criterion.id);
                problems.push((route.clone().key("id"), message));
            }
            problems.extend(scale_problems(criterion, &route.key("scale")));
        }
        problems
    }

    fn threshold_problems(&self) -> Problems {
        let Limits { a, b, c } = self.thresholds();
        let mut problems = Problems::new();
        for (key, limit) in [("A", a), ("B", b), ("C", c)] {
            if let Some(message) = self.method.outside(limit) {
                problems.push((route!["tiers", "thresholds", key], message));
            }
        }
        for (better, worse, limits) in [("A", "B", (a, b)), ("B", "C", (b, c))] {
            if let Some(relation) = self.method.disorder(limits) {
                let message = format!(
                    "the threshold of {worse}, {}, must be {relation} that of {better}, {}",
                    limits.1.normalize(),
                    limits.0.normalize()
                );
                problems.push((self.stated_threshold(better, worse), message));
            }
        }
        problems
    }

    /// The place of the second of two thresholds, or of the first where only that is stated.
    fn stated_threshold(&self, first: &str, second: &str) -> Route {
        let stated = self.thresholds.unwrap_or_default();
        let is_stated = match second {
            "B" => stated.b.is_some(),
            _ => stated.c.is_some(),
        };
        route!["tiers", "thresholds", if is_stated { second } else { first }]
    }

    fn weight_problems(&self) -> Problems {
        let mut problems = Problems::new();
        let whole = route!["tiers", "criteria"];
        for (at, criterion) in self.criteria.iter().enumerate() {
            if criterion.weight < Decimal::ZERO || criterion.weight > MOST_WEIGHT {
                let message = format!(
                    "a weight goes from 0 to {MOST_WEIGHT}; {} is outside",
                    criterion.weight
                );
                problems.push((whole.clone().index(at).key("weight"), message));
            }
        }
        if self.criteria.is_empty() {
            if self.method == Method::Scorecard {
                let message = "a scorecard needs criteria; list some, or leave the key out";
                problems.push((whole, message.to_owned()));
            }
        } else if self.criteria.iter().all(|criterion| criterion.weight.is_zero()) {
            let message = "every weight is 0; give one criterion a weight above 0";
            problems.push((whole, message.to_owned()));
        }
        problems
    }
}

impl Method {
    /// Why a threshold is out of the method's range.
    fn outside(self, limit: Decimal) -> Option<String> {
        let percent = Decimal::ZERO..=Decimal::ONE_HUNDRED;
        let limit_shown = limit.normalize();
        match self {
            Self::Scorecard if !percent.contains(&limit) => {
                Some(format!("a score goes from 0 to 100; {limit_shown} is outside"))
            }
            Self::Pareto if !percent.contains(&limit) => {
                Some(format!("a share goes from 0 to 100 %; {limit_shown} is outside"))
            }
            Self::Rank if limit <= Decimal::ZERO => {
                Some(format!("places begin at 1; {limit_shown} leaves none"))
            }
            _ => None,
        }
    }

    /// How the second of two thresholds must lie to the first, where it does not.
    fn disorder(self, (better, worse): (Decimal, Decimal)) -> Option<&'static str> {
        match self {
            Self::Scorecard => (worse >= better).then_some("below"),
            Self::Pareto | Self::Rank => (worse <= better).then_some("above"),
        }
    }
}

fn scale_problems(criterion: &Criterion, route: &Route) -> Problems {
    match &criterion.scale {
        Some(Scale::Rating) if !criterion.id.is_rating() => {
            let message = format!(
                "`{}` is no rating from 1 to 5; rank it or give it bands",
                criterion.id
            );
            vec![(route.clone(), message)]
        }
        Some(Scale::Bands(bands)) if bands.bands().is_empty() => {
            let message = "a scale needs bands, such as {bands: {0: 0, 500k: 40}}";
            vec![(route.clone(), message.to_owned())]
        }
        Some(Scale::Bands(bands)) => band_problems(bands, &route.clone().key("bands")),
        _ => Problems::new(),
    }
}

fn band_problems(bands: &Bands, route: &Route) -> Problems {
    let mut problems = Problems::new();
    for (at, band) in bands.bands().iter().enumerate() {
        let place = route.clone().key(&band.key);
        if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&band.points) {
            let message = format!("points go from 0 to 100; {} is outside", band.points);
            problems.push((place.clone(), message));
        }
        if at > 0 && bands.bands()[at - 1].from == band.from {
            let message = format!("the threshold {} stands here twice", band.from);
            problems.push((place, message));
        }
    }
    problems
}
