//! Health: how well it stands with an account, 0 to 100, from parts that are each explained (M10).
//!
//! Every part gives 0 to 100 points, and the health is their mean by weight. What is not known is not
//! zero: it is the interval of what it could be, as in tiers (M3). How complete the dossier is is no part
//! of it. The scales:
//!
//! | part | 100 points | 0 points | not known |
//! |---|---|---|---|
//! | `top_reach` | an approver or decision-maker met in the last 90 days, falling evenly from then on | none met in 180 days | where nobody is known to decide, from 0 up to what the last meeting with anybody would give |
//! | `support` | a support surface of +1 | −1; 50 points are 0 | attitudes, each from −1 to +1 |
//! | `cadence` | no obligation overdue; else the share of those that are not, a plan alone settling none | all overdue | |
//! | `commitments` | all promises of both sides that fell due in the last 365 days, or are already settled, kept on time; else the share | none kept on time | where there are none |
//! | `needs` | a solution and its gain in figures for the one or two top needs, half the points each | neither | where no need is stated |
//! | `recency` | the last two-way contact within the tier's window for calls (90 days where it has none), falling evenly from then on | none in three times the window | |

mod cadence;
mod commitments;
mod needs;
mod recency;
mod support;
#[cfg(test)]
mod testing;
mod top_reach;
mod weights;

use rust_decimal::Decimal;

use super::agenda::Cadence;
use super::tier::Interval;
use crate::model::{Account, Day, Tier};

pub use weights::{Part, Weights};

/// What health is measured by.
#[derive(Debug, Clone, Copy)]
pub struct HealthPolicy<'p> {
    /// What the parts weigh: `health`.
    pub weights: &'p Weights,
    /// How often each tier is owed each channel: `cadence`.
    pub cadence: &'p Cadence,
}

/// How well it stands with an account, and why (M10).
#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// The health, 0 to 100: the least and the most it can be.
    pub score: Interval,
    /// Its parts, in the order of [`Part::ALL`]; one that weighs nothing is left out.
    pub parts: Vec<Measured>,
}

/// One part of an account's health.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// What is measured.
    pub part: Part,
    /// Its weight, as the settings state it.
    pub weight: u32,
    /// Its points, 0 to 100: the least and the most it can have.
    pub points: Interval,
    /// Its points' reason in a sentence.
    pub why: String,
    /// What to do for more of them; nothing where it has all.
    pub lift: Option<String>,
    /// By how many points the health rises at most when it is done, 0 to 100.
    pub gain: Decimal,
}

impl Health {
    /// The parts with something to gain, the greatest gain first.
    pub fn lifts(&self) -> Vec<&Measured> {
        let mut lifts: Vec<_> = self.parts.iter().filter(|part| part.lift.is_some()).collect();
        lifts.sort_by_key(|part| std::cmp::Reverse(part.gain));
        lifts
    }
}

/// What a part looks at.
struct Case<'a> {
    account: &'a Account<'a>,
    tier: Tier,
    cadence: &'a Cadence,
    today: Day,
}

/// What a part comes to.
struct Graded {
    points: Interval,
    why: String,
    lift: String,
}

impl Graded {
    /// Points that are known.
    fn exactly(points: Decimal, why: impl Into<String>, lift: impl Into<String>) -> Self {
        Self::between(points, points, why, lift)
    }

    /// Points that are not known.
    fn between(low: Decimal, high: Decimal, why: impl Into<String>, lift: impl Into<String>) -> Self {
        Self {
            points: Interval { low, high },
            why: why.into(),
            lift: lift.into(),
        }
    }

    /// Points of which nothing is known.
    fn unknown(why: impl Into<String>, lift: impl Into<String>) -> Self {
        Self::between(Decimal::ZERO, Decimal::ONE_HUNDRED, why, lift)
    }
}

impl Part {
    fn grade(self, case: &Case<'_>) -> Graded {
        match self {
            Self::TopReach => top_reach::grade(case),
            Self::Support => support::grade(case),
            Self::Cadence => cadence::grade(case),
            Self::Commitments => commitments::grade(case),
            Self::Needs => needs::grade(case),
            Self::Recency => recency::grade(case),
        }
    }
}

/// Measures the health of an account of a tier.
pub fn health(account: &Account<'_>, tier: Tier, policy: HealthPolicy<'_>, today: Day) -> Health {
    let case = Case {
        account,
        tier,
        cadence: policy.cadence,
        today,
    };
    let total = policy.weights.total();
    let parts: Vec<_> = policy
        .weights
        .stated()
        .map(|(part, weight)| measured(part, weight, total, part.grade(&case)))
        .collect();
    let mean = |points: fn(&Interval) -> Decimal| {
        let sum: Decimal = parts
            .iter()
            .map(|part| weighted(part.weight, points(&part.points)))
            .sum();
        sum / total
    };
    Health {
        score: Interval {
            low: mean(|points| points.low),
            high: mean(|points| points.high),
        },
        parts,
    }
}

fn measured(part: Part, weight: u32, total: Decimal, graded: Graded) -> Measured {
    let Graded { points, why, lift } = graded;
    let open = Decimal::ONE_HUNDRED - points.low;
    Measured {
        part,
        weight,
        points,
        why,
        lift: (!open.is_zero()).then_some(lift),
        gain: weighted(weight, open) / total,
    }
}

fn weighted(weight: u32, points: Decimal) -> Decimal {
    Decimal::from(weight) * points
}

/// 100 points for what is up to `full` days ago, none from `gone` on, evenly fewer between.
fn fading(days: i64, full: i64, gone: i64) -> Decimal {
    let left = Decimal::from(gone - days.clamp(full, gone)) * Decimal::ONE_HUNDRED;
    left.checked_div(Decimal::from(gone - full)).unwrap_or_default()
}

/// A share of a whole, in percent; all of nothing.
fn share(part: usize, whole: usize) -> Decimal {
    let part = Decimal::from(part) * Decimal::ONE_HUNDRED;
    part.checked_div(Decimal::from(whole))
        .unwrap_or(Decimal::ONE_HUNDRED)
}

#[cfg(test)]
mod tests {
    use super::testing::TODAY;
    use super::*;
    use crate::analysis::agenda::testing::{account, day, read};

    /// A number, as it is written.
    fn number(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    fn measure(text: &str, weights: &Weights) -> Health {
        let policy = HealthPolicy {
            weights,
            cadence: &Cadence::default(),
        };
        health(&account(text), Tier::C, policy, day(TODAY))
    }

    /// By hand, tier C (call, visit, mailing): the director met 10 days ago 100 × 20; supporter of 4 and
    /// unknown of 4: −0.25 to 0.75, 37.5 to 87.5 points × 20; call made, visit not overdue, mailing
    /// overdue: 2 of 3, 66.67 × 20; one of two promises kept, 50 × 15; solution without gain, 50 × 15;
    /// a call 10 days ago, 100 × 10.
    const KNOWN: &str = "name: X\nregistered: 2026-07-01\n\
        stakeholders: [{id: a, roles: [decision_maker], influence: 4, attitude: supporter}, {id: b, influence: 4}]\n\
        commitments: [{due: 2026-10-01, kept: 2026-10-01}, {due: 2026-10-01, broken: true}]\n\
        needs: [{need: uptime, solution: {base: spindles}}]\n\
        touchpoints: [{on: 2026-11-11, kind: call, with: [a]}]\n";

    #[test]
    fn the_health_is_the_mean_of_the_parts_by_weight() {
        let health = measure(KNOWN, &Weights::default());
        let points: Vec<_> = health
            .parts
            .iter()
            .map(|part| {
                (
                    part.weight,
                    part.points.low.round_dp(2),
                    part.points.high.round_dp(2),
                )
            })
            .collect();
        assert_eq!(
            points,
            [
                (20, number("100"), number("100")),
                (20, number("37.5"), number("87.5")),
                (20, number("66.67"), number("66.67")),
                (15, number("50"), number("50")),
                (15, number("50"), number("50")),
                (10, number("100"), number("100")),
            ]
        );
        // 20 + 7.5 + 13.33 + 7.5 + 7.5 + 10; support is worth 10 more at best.
        assert_eq!(health.score.low.round_dp(2), number("65.83"));
        assert_eq!(health.score.high.round_dp(2), number("75.83"));
    }

    #[test]
    fn what_weighs_most_and_is_furthest_from_full_would_lift_it_most() {
        let health = measure(KNOWN, &Weights::default());
        let lifts: Vec<_> = health
            .lifts()
            .iter()
            .map(|part| (part.part, part.gain.round_dp(2)))
            .collect();
        assert_eq!(
            lifts,
            [
                (Part::Support, number("12.5")),
                (Part::Commitments, number("7.5")),
                (Part::Needs, number("7.5")),
                (Part::Cadence, number("6.67")),
            ]
        );
    }

    /// By hand: of a name alone nothing but support, promises and needs is unknown; with nothing on record
    /// all contacts are owed today, none of them overdue.
    #[test]
    fn what_is_not_known_is_an_interval() {
        let health = measure("name: X\n", &Weights::default());
        assert_eq!(
            (health.score.low, health.score.high),
            (number("20"), number("70"))
        );
    }

    /// By hand: 3 × 100 and 1 × 37.5 to 87.5 over 4.
    #[test]
    fn the_settings_say_what_the_parts_weigh() {
        let weights = read("{top_reach: 3, support: 1, cadence: 0, commitments: 0, needs: 0, recency: 0}");
        let health = measure(KNOWN, &weights);
        assert_eq!(
            (health.score.low, health.score.high),
            (number("84.375"), number("96.875"))
        );
        assert_eq!(health.parts.len(), 2);
    }

    #[test]
    fn what_is_past_fades_evenly() {
        for (days, points) in [(0, 100), (90, 100), (117, 70), (135, 50), (180, 0), (400, 0)] {
            assert_eq!(fading(days, 90, 180), Decimal::from(points), "{days}");
        }
    }
}
