//! The three gates to a win (赢单三道门槛): information, relationship, decision (M7).

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::completeness::{State, points};
use crate::analysis::influence::{Influence, REACH_DAYS, deciders, influence, is_against, last_met};
use crate::model::people::Attitude;
use crate::model::{Account, Day, Stakeholder};

/// How many of the nine points must be known.
const KNOWN_POINTS: usize = 7;
/// The least support surface.
const SUPPORT: Decimal = Decimal::from_parts(3, 0, 0, false, 1);
/// The influence from which an opponent must not be left alone.
const WEIGHTY: u8 = 4;

/// One gate, open or shut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Whether it is open.
    pub is_open: bool,
    /// Why, in a few words.
    pub why: String,
    /// The same as facts, for those who tell it in other words: all that keeps the gate shut, or what opens it.
    pub because: Vec<Because>,
}

/// What opens a gate or keeps it shut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Because {
    /// So many of the nine points are known.
    Known {
        /// How many.
        points: usize,
        /// Whether they are enough.
        is_enough: bool,
    },
    /// Nobody's influence is known.
    NoInfluence,
    /// The support surface.
    Support {
        /// −1 to +1, cut off after two decimals.
        surface: String,
        /// Whether it is enough.
        is_enough: bool,
    },
    /// A weighty opponent whom nobody has touched lately.
    LeftAlone {
        /// Who.
        who: String,
    },
    /// Who decides is not known.
    NobodyDecides,
    /// The top decision-maker is not for us.
    Against {
        /// Who.
        who: String,
        /// The attitude.
        attitude: Attitude,
    },
    /// Nobody of us has ever met the top decision-maker.
    NeverMet {
        /// Who.
        who: String,
    },
    /// The top decision-maker was met.
    Met {
        /// Who.
        who: String,
        /// The last day.
        on: Day,
        /// Whether that was lately enough.
        is_recent: bool,
    },
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known { points, is_enough } => {
                write!(f, "{points} of the nine points are known")?;
                match is_enough {
                    true => Ok(()),
                    false => write!(f, ", {KNOWN_POINTS} are wanted"),
                }
            }
            Self::NoInfluence => write!(f, "nobody's influence is known"),
            Self::Support { surface, is_enough } => match is_enough {
                true => write!(f, "support surface {surface}, no opponent is left alone"),
                false => write!(f, "support surface {surface}, {SUPPORT} is wanted"),
            },
            Self::LeftAlone { who } => write!(f, "{who} is an opponent not touched in {REACH_DAYS} days"),
            Self::NobodyDecides => write!(f, "who decides is not known"),
            Self::Against { who, attitude } => write!(f, "{who} is against us: {attitude}"),
            Self::NeverMet { who } => write!(f, "{who} was never met"),
            Self::Met { who, on, is_recent } => match is_recent {
                true => write!(f, "{who} was met on {on}"),
                false => write!(f, "{who} was last met on {on}, more than {REACH_DAYS} days ago"),
            },
        }
    }
}

/// The three gates of an account; every deal there has to pass them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gates {
    /// Seven or more of the nine points are known.
    pub information: Gate,
    /// The support surface is 0.3 or more, and no opponent of influence 4 or more is left untouched.
    pub relationship: Gate,
    /// The top decision-maker was met in the last 90 days and is not against us.
    pub decision: Gate,
}

impl Gates {
    /// The gates of an account of whose nine points so many are known.
    pub fn of(account: &Account<'_>, people: &Influence<'_>, known_points: usize, today: Day) -> Self {
        Self {
            information: information(known_points),
            relationship: relationship(people),
            decision: decision(account, today),
        }
    }

    /// The gates of an account, from all that it says.
    pub fn for_account(account: &Account<'_>, today: Day) -> Self {
        let points = points(account, today);
        let known = points.iter().filter(|point| point.state == State::Known).count();
        Self::of(account, &influence(account, today), known, today)
    }

    /// All three, each with its name, in the order of the method.
    pub fn all(&self) -> [(&'static str, &Gate); 3] {
        [
            ("information", &self.information),
            ("relationship", &self.relationship),
            ("decision", &self.decision),
        ]
    }

    /// The names of those that are shut.
    pub fn shut(&self) -> Vec<&'static str> {
        let shut = self.all().into_iter().filter(|(_, gate)| !gate.is_open);
        shut.map(|(name, _)| name).collect()
    }
}

impl Gate {
    fn open(because: Because) -> Self {
        Self::told(true, vec![because])
    }

    fn shut(because: Because) -> Self {
        Self::told(false, vec![because])
    }

    fn told(is_open: bool, because: Vec<Because>) -> Self {
        let reasons: Vec<_> = because.iter().map(Because::to_string).collect();
        Self {
            is_open,
            why: reasons.join("; "),
            because,
        }
    }
}

fn information(points: usize) -> Gate {
    let is_enough = points >= KNOWN_POINTS;
    Gate::told(is_enough, vec![Because::Known { points, is_enough }])
}

fn relationship(people: &Influence<'_>) -> Gate {
    let is_alone = |person: &&&Stakeholder<'_>| {
        person.attitude == Some(Attitude::Opponent)
            && person
                .influence
                .is_some_and(|influence| influence.get() >= WEIGHTY)
    };
    let Some(support) = people.support else {
        return Gate::shut(Because::NoInfluence);
    };
    let surface = surface(support);
    let is_enough = support >= SUPPORT;
    let support = Because::Support { surface, is_enough };
    let alone = people.untouched_opponents.iter().find(is_alone);
    let alone = alone.map(|person| Because::LeftAlone {
        who: person.called().to_owned(),
    });
    match (is_enough, alone) {
        (true, None) => Gate::open(support),
        (true, Some(alone)) => Gate::shut(alone),
        (false, alone) => Gate::told(false, [support].into_iter().chain(alone).collect()),
    }
}

/// A support surface as it is shown. Cut off: what is below the limit must not look as if it had reached it.
pub fn surface(support: Decimal) -> String {
    let shown = support.round_dp_with_strategy(2, RoundingStrategy::ToNegativeInfinity);
    shown.normalize().to_string()
}

/// The top decision-maker is the most influential of those who approve or decide, the first of equals.
fn decision(account: &Account<'_>, today: Day) -> Gate {
    let Some(top) = deciders(account, today).into_iter().next() else {
        return Gate::shut(Because::NobodyDecides);
    };
    let who = top.called().to_owned();
    if let Some(attitude) = top.attitude.filter(|_| is_against(top)) {
        return Gate::shut(Because::Against { who, attitude });
    }
    let Some(on) = last_met(account, &[top], today) else {
        return Gate::shut(Because::NeverMet { who });
    };
    let is_recent = today.days_since(on) <= REACH_DAYS;
    Gate::told(is_recent, vec![Because::Met { who, on, is_recent }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agenda::testing::{account, day};
    use crate::analysis::influence::influence;

    fn gates(rest: &str) -> Gates {
        let text = format!("name: X\n{rest}");
        let account = account(&text);
        let today = day("2026-11-21");
        Gates::of(&account, &influence(&account, today), 7, today)
    }

    fn told(gate: &Gate) -> (bool, &str) {
        (gate.is_open, gate.why.as_str())
    }

    #[test]
    fn seven_of_the_nine_points_open_the_first() {
        assert_eq!(told(&information(7)), (true, "7 of the nine points are known"));
        assert_eq!(
            told(&information(6)),
            (false, "6 of the nine points are known, 7 are wanted")
        );
    }

    /// By hand: 3 × 1 of 10 is 0.3; 3 × 1 of 11 is 0.2727.
    #[test]
    fn support_and_no_lone_opponent_open_the_second() {
        let people =
            |others: &str| format!("stakeholders: [{{id: a, influence: 3, attitude: champion}}, {others}]\n");
        let neutral = "{id: b, influence: 5}, {id: c, influence: 2, attitude: neutral}";
        assert_eq!(
            told(&gates(&people(neutral)).relationship),
            (true, "support surface 0.3, no opponent is left alone")
        );
        let more = neutral.replace("influence: 2", "influence: 3");
        assert_eq!(
            told(&gates(&people(&more)).relationship),
            (false, "support surface 0.27, 0.3 is wanted")
        );
        assert_eq!(
            told(&gates("").relationship),
            (false, "nobody's influence is known")
        );
    }

    /// By hand: five champions of 5 and an opponent of 4 are 21 / 29.
    #[test]
    fn an_opponent_of_weight_must_have_been_touched() {
        let people = |opponent: &str, touches: &str| {
            let champions: String = (0..5)
                .map(|n| format!("{{id: c{n}, influence: 5, attitude: champion}}, "))
                .collect();
            gates(&format!(
                "stakeholders: [{champions}{opponent}]\ntouchpoints: [{touches}]\n"
            ))
            .relationship
        };
        let opponent = "{id: o, name: Bo, influence: 4, attitude: opponent}";
        assert_eq!(
            told(&people(opponent, "")),
            (false, "Bo is an opponent not touched in 90 days")
        );
        assert!(people(opponent, "{on: 2026-08-23, kind: mailing, with: [o]}").is_open);
        assert!(!people(opponent, "{on: 2026-08-22, kind: call, with: [o]}").is_open);
        assert!(people(&opponent.replace("4", "3"), "").is_open);
        assert!(people(&opponent.replace("opponent", "sceptic"), "").is_open);
    }

    #[test]
    fn all_that_keeps_a_gate_shut_is_told() {
        let lone = "stakeholders: [{id: o, name: Bo, influence: 4, attitude: opponent}]\n";
        assert_eq!(
            told(&gates(lone).relationship),
            (
                false,
                "support surface -1, 0.3 is wanted; Bo is an opponent not touched in 90 days"
            )
        );
    }

    #[test]
    fn the_top_decision_maker_met_and_not_against_us_opens_the_third() {
        let met = |on: &str, with: &str| {
            gates(&format!(
                "stakeholders: [{{id: a, roles: [decision_maker], influence: 4}}, {{id: b, name: 赵刚, roles: [approver], influence: 5, attitude: neutral}}, {{id: c, roles: [user], influence: 5}}]\n\
                 touchpoints: [{{on: {on}, kind: visit, with: [{with}]}}]\n"
            ))
            .decision
        };
        assert_eq!(
            told(&met("2026-08-23", "b")),
            (true, "赵刚 was met on 2026-08-23")
        );
        assert_eq!(
            told(&met("2026-08-22", "b")),
            (false, "赵刚 was last met on 2026-08-22, more than 90 days ago")
        );
        assert_eq!(told(&met("2026-11-20", "a, c")), (false, "赵刚 was never met"));
        assert_eq!(told(&gates("").decision), (false, "who decides is not known"));
    }

    #[test]
    fn whoever_opposes_or_doubts_us_keeps_the_third_shut() {
        let with = |attitude: &str| {
            gates(&format!(
                "stakeholders: [{{id: a, roles: [approver], influence: 2, attitude: {attitude}}}]\n\
                 touchpoints: [{{on: 2026-11-20, kind: visit, with: [a]}}]\n"
            ))
            .decision
        };
        for attitude in ["opponent", "sceptic"] {
            let why = format!("a is against us: {attitude}");
            assert_eq!(told(&with(attitude)), (false, why.as_str()));
        }
        assert!(with("neutral").is_open && with("supporter").is_open);
    }

    #[test]
    fn all_that_keeps_a_gate_shut_is_told_as_facts() {
        let told = gates("stakeholders: [{id: a, roles: [approver], influence: 5, attitude: opponent}]\n");
        let surface = Because::Support {
            surface: "-1".to_owned(),
            is_enough: false,
        };
        let alone = Because::LeftAlone { who: "a".to_owned() };
        assert_eq!(told.relationship.because, [surface, alone]);
        let against = Because::Against {
            who: "a".to_owned(),
            attitude: Attitude::Opponent,
        };
        assert_eq!(told.decision.because, [against]);
    }
}
