//! Our footing with the people there: how far they are for us, who of us knows whom, the map (M5).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use super::people::{Person, tell};
use crate::analysis::acquaintance;
use crate::analysis::deal::surface;
use crate::analysis::map::{self, Map};
use crate::model::{Account, Day, Role, Stakeholder};

/// What the people there amount to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Footing<'a> {
    /// The support surface, −1 to +1, cut off after two decimals; nothing where nobody's influence is known.
    pub support: Option<String>,
    /// The share of the influence touched in the last 90 days, in percent.
    pub reach: Option<i64>,
    /// Whose attitude is not known.
    pub unknown_attitudes: Vec<&'a str>,
    /// Our coach there.
    pub coach: Option<&'a str>,
    /// The one person nearly all contacts were with, and the share in percent.
    pub single_thread: Option<(&'a str, i64)>,
    /// The parts in the decision that nobody there has, each with what may stand in for it.
    pub missing_roles: Vec<Vec<&'static str>>,
    /// Opponents and sceptics with weight whom nobody has touched lately.
    pub left_alone: Vec<&'a str>,
    /// How many of us had contact with somebody there in half a year.
    pub ours: usize,
    /// How many of them had contact with one of us.
    pub theirs: usize,
}

/// A person's place on the map: superiors come before their people.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Seat<'a> {
    /// The person.
    pub person: Person<'a>,
    /// How many superiors stand above.
    pub depth: usize,
    /// The day the person left.
    pub left: Option<Day>,
    /// Who came after.
    pub successor: Option<&'a str>,
    /// Who of us holds the relationship.
    pub held_by: Option<String>,
    /// Who of us has met the person, the latest first.
    pub met_by: Vec<String>,
}

/// The footing and the map of an account.
pub(super) fn footing<'a>(account: &'a Account<'a>, request: &Request<'_>) -> (Footing<'a>, Vec<Seat<'a>>) {
    let map = map::map(account, None, request.today);
    let seats = map
        .people
        .iter()
        .map(|node| seat(account, node.who, node.depth, request));
    (told(&map), seats.collect())
}

fn told<'a>(map: &Map<'a>) -> Footing<'a> {
    let people = &map.influence;
    let words = |roles: &'static [Role]| roles.iter().map(|role| role.as_str()).collect();
    Footing {
        support: people.support.map(surface),
        reach: people.reach.and_then(percent),
        unknown_attitudes: people.unknown_attitudes.clone(),
        coach: people.coach.map(Stakeholder::called),
        single_thread: people
            .single_thread
            .and_then(|(id, share)| Some((map.account.person_name(id), percent(share)?))),
        missing_roles: people.missing_roles.iter().copied().map(words).collect(),
        left_alone: people
            .untouched_opponents
            .iter()
            .map(|person| person.called())
            .collect(),
        ours: map.breadth.ours,
        theirs: map.breadth.theirs,
    }
}

fn seat<'a>(
    account: &'a Account<'a>,
    who: &'a Stakeholder<'a>,
    depth: usize,
    request: &Request<'_>,
) -> Seat<'a> {
    Seat {
        person: tell(who, account, request),
        depth,
        left: who.left.filter(|_| !who.is_present(request.today)),
        successor: who.successor.as_deref().map(|id| account.person_name(id)),
        held_by: who.owner.as_deref().map(|owner| request.name_of(owner)),
        met_by: met_by(account, who, request.today)
            .into_iter()
            .map(|id| request.name_of(id))
            .collect(),
    }
}

/// Who of us has met a person, by id, the latest first.
pub(super) fn met_by<'a>(account: &'a Account<'_>, person: &Stakeholder<'_>, today: Day) -> Vec<&'a str> {
    let met = acquaintance::met_by(account, person, today);
    met.into_iter().map(|met| met.who).collect()
}

/// A share in whole percent.
pub(super) fn percent(share: Decimal) -> Option<i64> {
    share.checked_mul(Decimal::ONE_HUNDRED)?.round().to_i64()
}

#[cfg(test)]
mod tests {
    use super::super::testing::look;
    use super::*;

    /// By hand: (4 × ½ − 3 × ½ + 1 × 0) / 8 = 0.0625, cut off; 4 of 8 were touched.
    #[test]
    fn the_map_is_told_from_the_top_with_who_knows_whom() {
        let text = "stakeholders:
- {id: b, influence: 3, attitude: sceptic, reports_to: a, owner: wang}
- {id: a, influence: 4, attitude: supporter, roles: [decision_maker]}
- {id: c, influence: 1}
- {id: old, left: 2026-05-01, successor: c}
touchpoints:
- {on: 2026-10-01, kind: visit, by: wang, with: [a]}
- {on: 2026-11-01, kind: call, by: chen, with: [a]}
- {on: 2026-11-02, kind: gift, by: li, with: [a]}
";
        look(text, |account, request| {
            let (footing, map) = footing(account, request);
            assert_eq!(
                (footing.support.as_deref(), footing.reach),
                (Some("0.06"), Some(50))
            );
            assert_eq!(
                (footing.unknown_attitudes, footing.left_alone),
                (vec!["c"], vec!["b"])
            );
            assert_eq!(footing.missing_roles[0], ["evaluator"]);
            let seats: Vec<_> = map.iter().map(|seat| (seat.person.name, seat.depth)).collect();
            assert_eq!(seats, [("a", 0), ("b", 1), ("c", 0), ("old", 0)]);
            assert_eq!(map[0].met_by, ["chen", "Wang Min"]);
            assert_eq!(map[1].held_by.as_deref(), Some("Wang Min"));
            assert_eq!((map[3].left.is_some(), map[3].successor), (true, Some("c")));
        });
    }
}
