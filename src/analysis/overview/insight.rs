//! Insight: how much of an account is known, how far its people are for us, and its health, as figures.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Named, OF_A_SHARE, Terms, as_number};
use crate::analysis::breadth::breadth;
use crate::analysis::completeness::completeness;
use crate::analysis::deal::Gates;
use crate::analysis::health::health;
use crate::analysis::influence::influence;
use crate::model::number::{cut_off, serialize_decimal};
use crate::model::{Account, Day, Role, Stakeholder, Tier};

figures! {
    /// How much of an account is known, and how far its people are for us, and its health (M2, M5, M7, M10).
    pub struct Insight, FIGURES {
        /// How complete the dossier is for its tier, in percent, cut off after one decimal (M2).
        #[serde(serialize_with = "serialize_decimal")]
        completeness: Decimal,
        /// The least completeness for its tier, in percent: `completeness` in dossier.yaml.
        completeness_minimum: u8,
        /// Whether the dossier is less complete than the least for its tier.
        below_minimum: bool,
        /// How many of the nine information points are known (M2).
        known_points: usize,
        /// The support surface, −1 to 1, cut off after two decimals (M5).
        #[serde(serialize_with = "as_number")]
        support: Option<Decimal>,
        /// The share of the influence touched in the last 90 days, 0 to 1, cut off after two decimals (M5).
        #[serde(serialize_with = "as_number")]
        reach: Option<Decimal>,
        /// Whether an approver or decision-maker was met in the last 90 days (M5).
        top_reached: bool,
        /// The day on which an approver or decision-maker was last met.
        top_last_met: Option<Day>,
        /// Our coach there, by name.
        coach: Option<&'a str>,
        /// The id of the one person with whom more than 70 % of the last 180 days' contacts were (M5).
        single_thread: Option<&'a str>,
        /// The roles nobody there has; `approver` stands for decision_maker, too, `buyer` for gatekeeper (M5).
        missing_roles: Vec<Role>,
        /// How many opponents and sceptics of influence 3 or more were not touched in the last 90 days (M5).
        untouched_opponents: usize,
        /// How many people there have no attitude on record.
        unknown_attitudes: usize,
        /// How many of us had contact with somebody there in the last 180 days (M5).
        breadth_ours: usize,
        /// How many of them, who have not left, had contact with one of us in the last 180 days (M5).
        breadth_theirs: usize,
        /// How many pairs of one of us and one of them had contact in the last 180 days (M5).
        breadth_threads: usize,
        /// How many standards of their milestones the open deals do not meet (M7).
        unmet_standards: usize,
        /// Whether the gate of information is open: 7 or more of the nine points are known (M7).
        gate_information: bool,
        /// Whether the gate of relationship is open: support 0.3 or more, and every opponent of influence 4 or more touched in the last 90 days (M7).
        gate_relationship: bool,
        /// Whether the gate of decision is open: the top decision-maker met in the last 90 days and not against us (M7).
        gate_decision: bool,
        /// The least that the health can be, 0 to 100, cut off after one decimal (M10).
        #[serde(serialize_with = "serialize_decimal")]
        health_low: Decimal,
        /// The most that the health can be, likewise.
        #[serde(serialize_with = "serialize_decimal")]
        health_high: Decimal,
    }
}

/// The decimals that percentages are told with.
const OF_A_PERCENTAGE: u32 = 1;

impl<'a> Insight<'a> {
    /// All figures but the standards that are not met: those may go by the others.
    pub(super) fn of(account: &'a Account<'_>, tier: Tier, terms: Terms<'_>) -> Self {
        let complete = completeness(account, tier, terms.today);
        let people = influence(account, terms.today);
        let breadth = breadth(account, terms.today);
        let gates = Gates::of(account, &people, complete.known_points(), terms.today);
        let health = health(account, tier, terms.health, terms.today);
        Self {
            below_minimum: complete.percent < Decimal::from(terms.minimum),
            completeness: cut_off(complete.percent, OF_A_PERCENTAGE),
            completeness_minimum: terms.minimum,
            known_points: complete.known_points(),
            support: people.support.map(|share| cut_off(share, OF_A_SHARE)),
            reach: people.reach.map(|share| cut_off(share, OF_A_SHARE)),
            top_reached: people.top_reached,
            top_last_met: people.top_last_met,
            coach: people.coach.map(Stakeholder::called),
            single_thread: people.single_thread.map(|(id, _)| id),
            missing_roles: people
                .missing_roles
                .iter()
                .filter_map(|group| group.first().copied())
                .collect(),
            untouched_opponents: people.untouched_opponents.len(),
            unknown_attitudes: people.unknown_attitudes.len(),
            breadth_ours: breadth.ours,
            breadth_theirs: breadth.theirs,
            breadth_threads: breadth.threads,
            unmet_standards: 0,
            gate_information: gates.information.is_open,
            gate_relationship: gates.relationship.is_open,
            gate_decision: gates.decision.is_open,
            health_low: cut_off(health.score.low, OF_A_PERCENTAGE),
            health_high: cut_off(health.score.high, OF_A_PERCENTAGE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agenda::Cadence;
    use crate::analysis::deal::Process;
    use crate::analysis::health::{HealthPolicy, Weights};
    use crate::model::{Currency, Exchange};
    use crate::source::{Tree, decode::decode};
    use std::collections::BTreeMap;

    fn with<T>(text: &str, minimum: u8, look: impl FnOnce(Insight<'_>) -> T) -> T {
        let (tree, problems) = Tree::parse(text);
        assert_eq!(problems, []);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        let exchange = Exchange {
            currency: Currency::CNY,
            rates: BTreeMap::new(),
        };
        let terms = Terms {
            exchange: &exchange,
            minimum,
            health: HealthPolicy {
                weights: &Weights::default(),
                cadence: &Cadence::default(),
            },
            process: &Process::default(),
            today: "2026-11-21".parse().expect("a day"),
        };
        look(Insight::of(&account, Tier::D, terms))
    }

    /// By hand: tier D asks name 1, industry 2, region 1, owner 2, contact 3, source 1; here are 1 + 2 + 3 of 10.
    #[test]
    fn completeness_is_held_against_the_minimum() {
        let text = "name: X\nindustry: paper\nstakeholders: [{email: a@x.example}]\n";
        for (minimum, is_below) in [(60, false), (61, true)] {
            with(text, minimum, |insight| {
                assert_eq!(insight.completeness, Decimal::from(60));
                assert_eq!(
                    (insight.completeness_minimum, insight.below_minimum),
                    (minimum, is_below)
                );
                assert_eq!((insight.known_points, insight.support), (0, None));
            });
        }
        with(
            "name: X\nprocurement: {process: [tender], criteria: [price]}\n",
            30,
            |insight| assert_eq!(insight.known_points, 1),
        );
    }

    /// By hand: support (5×0 − 3×½ + 2×1) / 10 = 0.05; reach 7 of 10 (a and e); 3 of 4 contacts were with a alone.
    #[test]
    fn people_are_weighed_by_influence() {
        let text = "name: X\nstakeholders:\n\
            - {id: a, name: Ada, roles: [decision_maker, coach], influence: 5}\n\
            - {id: c, roles: [user], influence: 3, attitude: sceptic}\n\
            - {id: e, influence: 2, attitude: champion}\n\
            touchpoints:\n- {on: 2026-11-02, kind: call, with: [a]}\n- {on: 2026-11-03, kind: call, with: [a]}\n\
            - {on: 2026-11-04, kind: call, with: [a]}\n- {on: 2026-11-01, kind: mailing, with: [e]}\n";
        with(text, 30, |insight| {
            assert_eq!(insight.support, Some(Decimal::new(5, 2)));
            assert_eq!(insight.reach, Some(Decimal::new(7, 1)));
            assert_eq!((insight.top_reached, insight.coach), (true, Some("Ada")));
            assert_eq!(insight.top_last_met, "2026-11-04".parse().ok());
            assert_eq!(insight.single_thread, Some("a"));
            assert_eq!(insight.missing_roles, [Role::Evaluator, Role::Buyer]);
            assert_eq!((insight.untouched_opponents, insight.unknown_attitudes), (1, 1));
        });
    }

    /// By hand: nothing overdue 20, the rest unknown: support, promises, needs 50. With somebody who decides met
    /// yesterday 30 more are known; the champion of 5 is a support of 1.
    #[test]
    fn gates_and_health_are_figures() {
        with("name: X\n", 30, |insight| {
            assert_eq!((insight.health_low, insight.health_high), (20.into(), 70.into()));
            assert!(!insight.gate_information && !insight.gate_relationship && !insight.gate_decision);
        });
        let text = "name: X\nstakeholders: [{id: a, roles: [approver], influence: 5, attitude: champion}]\n\
            touchpoints: [{on: 2026-11-20, kind: call, with: [a]}]\n";
        with(text, 30, |insight| {
            assert_eq!((insight.health_low, insight.health_high), (70.into(), 100.into()));
            assert!(!insight.gate_information && insight.gate_relationship && insight.gate_decision);
        });
    }

    /// By hand: wang with a and b, li with a.
    #[test]
    fn how_many_of_us_know_how_many_of_them_is_a_figure() {
        let text = "name: X\nstakeholders: [{id: a}, {id: b}]\n\
            touchpoints: [{on: 2026-11-02, by: wang, with: [a, b]}, {on: 2026-11-02, by: li, with: [a]}, {on: 2026-01-02, by: xu, with: [b]}]\n";
        with(text, 30, |insight| {
            let breadth = (
                insight.breadth_ours,
                insight.breadth_theirs,
                insight.breadth_threads,
            );
            assert_eq!(breadth, (2, 2, 3));
        });
    }

    #[test]
    fn a_figure_below_a_limit_stays_below_it() {
        assert_eq!(cut_off(Decimal::new(69_999, 3), 1), Decimal::new(699, 1));
        assert_eq!(cut_off(Decimal::new(-301, 3), 2), Decimal::new(-31, 2));
    }
}
