//! Figures that moved: completeness, the nine points, support, health.

use rust_decimal::Decimal;

use super::{Change, ChangeKind, Event, State, turn};
use crate::analysis::completeness::{Point, completeness};
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

struct Figures {
    completeness: Decimal,
    points: [Point; 9],
    support: Option<Decimal>,
    health: Interval,
}

impl Figures {
    fn of(account: &Account<'_>, tier: Tier, terms: &Terms<'_>) -> Self {
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
}

/// The figures that are others, as people read them: what is lost in rounding is no change.
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
    changes.extend(points(&then.points, &now.points));
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
fn points(then: &[Point; 9], now: &[Point; 9]) -> Option<Change> {
    let pairs = then.iter().zip(now);
    let moved: Vec<_> = pairs.filter(|(then, now)| then.state != now.state).collect();
    if moved.is_empty() {
        return None;
    }
    let told = moved.iter().map(|(then, now)| {
        format!(
            "{} {} {} → {}",
            now.number,
            now.id.replace(['_', '-'], " "),
            then.state.as_str(),
            now.state.as_str()
        )
    });
    let sum = |points: &[Point; 9]| points.iter().map(|point| point.state as usize).sum::<usize>();
    let known = |points: &[Point; 9]| {
        let known = points.iter().filter(|point| point.state.as_str() == "known");
        format!("{} of 9", known.count())
    };
    Some(Change {
        why: Some(told.collect::<Vec<_>>().join(", ")),
        ..figure(
            ChangeKind::Points,
            [known(then), known(now)],
            sum(now) > sum(then),
        )
    })
}
