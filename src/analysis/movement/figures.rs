//! Figures that moved: completeness, the nine points, support, health.

use rust_decimal::Decimal;

use super::{Change, ChangeKind, Event, State, turn};
use crate::analysis::completeness::{Point, State as PointState, completeness};
use crate::analysis::health::{HealthPolicy, health};
use crate::analysis::influence::influence;
use crate::analysis::tier::Interval;
use crate::model::{Account, Day, Tier};

/// What both states are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'t> {
    /// What health is measured by.
    pub health: HealthPolicy<'t>,
    /// The day to reckon from.
    pub today: Day,
}

/// The figures of an account, as people read them: what is lost in rounding is no change.
#[derive(Debug)]
pub struct Figures {
    /// The completeness for a tier, in whole percent.
    pub completeness: Decimal,
    /// The nine points.
    pub points: [Point; 9],
    /// The support surface, with two decimals; nothing where nobody's influence is known.
    pub support: Option<Decimal>,
    /// The health, in whole points.
    pub health: Interval,
}

impl Figures {
    /// The figures of an account, by what a tier asks.
    pub fn of(account: &Account<'_>, tier: Tier, terms: &Terms<'_>) -> Self {
        let measured = completeness(account, tier, terms.today);
        let health = health(account, tier, terms.health, terms.today);
        Self {
            completeness: measured.percent.round(),
            points: measured.points,
            support: influence(account, terms.today)
                .support
                .map(|support| support.round_dp(2)),
            health: Interval {
                low: health.score.low.round(),
                high: health.score.high.round(),
            },
        }
    }

    /// How many of the nine points are known.
    pub fn known_points(&self) -> usize {
        let is_known = |point: &&Point| point.state == PointState::Known;
        self.points.iter().filter(is_known).count()
    }
}

/// The figures that are others.
pub(super) fn changes(before: &State<'_, '_>, after: &State<'_, '_>, terms: &Terms<'_>) -> Vec<Change> {
    let tier = after.standing.tier;
    let of = |state: &State<'_, '_>| Figures::of(state.account, tier, terms);
    let (then, now) = (of(before), of(after));
    let mut changes = Vec::new();
    if then.health != now.health {
        let shown = |health: &Interval| match health.low == health.high {
            true => health.low.to_string(),
            false => format!("{}–{}", health.low, health.high),
        };
        let is_better = (now.health.low, now.health.high) > (then.health.low, then.health.high);
        changes.push(figure(
            ChangeKind::Health,
            [shown(&then.health), shown(&now.health)],
            is_better,
        ));
    }
    if then.support != now.support {
        let shown = |support: Option<Decimal>| {
            support.map_or_else(|| "unknown".to_owned(), |support| support.normalize().to_string())
        };
        changes.push(figure(
            ChangeKind::Support,
            [shown(then.support), shown(now.support)],
            now.support > then.support,
        ));
    }
    if then.completeness != now.completeness {
        let shown = |percent: Decimal| format!("{percent} %");
        changes.push(figure(
            ChangeKind::Completeness,
            [shown(then.completeness), shown(now.completeness)],
            now.completeness > then.completeness,
        ));
    }
    changes.extend(points(&then, &now));
    changes
}

fn figure(kind: ChangeKind, [before, after]: [String; 2], is_better: bool) -> Change {
    Change {
        before: Some(before),
        after: Some(after),
        turn: Some(turn(is_better)),
        ..Change::new(kind, Event::Changed)
    }
}

/// One change for all points that are known otherwise than before.
fn points(then: &Figures, now: &Figures) -> Option<Change> {
    let pairs = then.points.iter().zip(&now.points);
    let moved: Vec<_> = pairs.filter(|(then, now)| then.state != now.state).collect();
    if moved.is_empty() {
        return None;
    }
    let told = moved.iter().map(|(then, now)| {
        let (name, states) = (
            now.id.replace(['_', '-'], " "),
            [then, now].map(|point| point.state.as_str()),
        );
        format!("{} {name} {}", now.number, states.join(" → "))
    });
    let sum = |figures: &Figures| {
        figures
            .points
            .iter()
            .map(|point| point.state as usize)
            .sum::<usize>()
    };
    let known = |figures: &Figures| format!("{} of 9", figures.known_points());
    Some(Change {
        why: Some(told.collect::<Vec<_>>().join(", ")),
        ..figure(
            ChangeKind::Points,
            [known(then), known(now)],
            sum(now) > sum(then),
        )
    })
}
