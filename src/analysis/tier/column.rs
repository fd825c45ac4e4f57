//! Column: one criterion of the scorecard over all accounts, as points or as facts that are missing.

use rust_decimal::Decimal;

use super::facts::Facts;
use super::figures::Reading;
use super::policy::{Criterion, Group};
use super::problems::MOST_WEIGHT;
use super::scale::{Scale, rating_points};
use super::scorecard::rounded;
use super::settle::{Outcomes, Part};
use super::standing::Points;
use super::survey::{Place, Survey, missing};
use crate::model::Currency;
use crate::source::Route;

/// One criterion over all accounts.
pub(super) struct Column<'p> {
    criterion: &'p Criterion,
    /// Its weight, within bounds whatever a policy at fault says.
    pub(super) weight: Decimal,
    cells: Vec<Cell>,
}

/// One criterion of one account.
struct Cell {
    reading: Reading,
    /// The points, or the facts that would tell them; none where no fact would.
    points: Result<Decimal, Facts>,
}

impl<'p> Column<'p> {
    pub(super) fn read(survey: &Survey<'_, '_>, criterion: &'p Criterion) -> Self {
        let readings = survey.readings(criterion.id);
        let cells = match criterion.effective_scale() {
            Scale::Rating => scaled(readings, rating_points),
            Scale::Bands(bands) => scaled(readings, |figure| bands.points(figure)),
            Scale::Rank(group) => ranked(survey, readings, *group),
        };
        Self {
            criterion,
            weight: criterion.weight.clamp(Decimal::ZERO, MOST_WEIGHT),
            cells,
        }
    }

    /// The points of an account, or the facts that would tell them.
    pub(super) fn known(&self, account: usize) -> Result<Decimal, Facts> {
        self.cells[account].points
    }

    /// The points of an account as they are reported.
    pub(super) fn points(&self, account: usize) -> Points {
        let Cell { reading, points } = &self.cells[account];
        let known = points.map(rounded);
        Points {
            id: self.criterion.id,
            weight: self.criterion.weight,
            figure: reading.value(),
            low: known.unwrap_or(Decimal::ZERO),
            high: known.unwrap_or(Decimal::ONE_HUNDRED),
            missing: points.map_or_else(Facts::routes, |_| Vec::new()),
        }
    }

    /// The amount that could not be converted, if that is why the figure is unknown.
    pub(super) fn no_rate(&self, account: usize) -> Option<(Currency, Route)> {
        self.cells[account].reading.no_rate()
    }

    /// What the criterion can come to once it is known.
    pub(super) fn part(&self) -> Part {
        let outcomes = match self.criterion.effective_scale() {
            Scale::Rating => Outcomes::These((1..=5).map(Decimal::from).map(rating_points).collect()),
            Scale::Bands(bands) => Outcomes::These(bands.outcomes()),
            Scale::Rank(_) => Outcomes::Any,
        };
        Part {
            weight: self.weight,
            outcomes,
        }
    }
}

/// The points of figures by themselves.
fn scaled(readings: Vec<Reading>, points: impl Fn(Decimal) -> Decimal) -> Vec<Cell> {
    let cell = |reading: Reading| Cell {
        points: match reading.value() {
            Some(figure) => Ok(points(figure)),
            None => Err(missing(&reading, Facts::NONE)),
        },
        reading,
    };
    readings.into_iter().map(cell).collect()
}

/// The points of figures among those of other accounts.
fn ranked(survey: &Survey<'_, '_>, readings: Vec<Reading>, group: Group) -> Vec<Cell> {
    let places = survey.compared(&readings, group);
    let cell = |(reading, place): (Reading, Result<Place, Facts>)| Cell {
        points: place.map(Place::percentile),
        reading,
    };
    readings.into_iter().zip(places).map(cell).collect()
}
