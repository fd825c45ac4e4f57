//! The nine information points (九个信息点), each derived from the dossier, none typed by hand (M2).

use serde::Serialize;

use crate::analysis::influence::decides;
use crate::model::{Account, Day, Stakeholder};

/// How far a point is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nothing of it.
    Unknown,
    /// Some of it.
    Partly,
    /// All of it.
    Known,
}

impl State {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Partly => "partly",
            Self::Known => "known",
        }
    }

    fn of(all: bool, some: bool) -> Self {
        match (all, some) {
            (true, _) => Self::Known,
            (false, true) => Self::Partly,
            (false, false) => Self::Unknown,
        }
    }

    /// Two parts: both, one of them, or none.
    fn both(one: bool, other: bool) -> Self {
        Self::of(one && other, one || other)
    }
}

/// One of the nine points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Its number, 1 to 9.
    pub number: u8,
    /// Its id, under which the playbook has its words.
    pub id: &'static str,
    /// How far it is known.
    pub state: State,
}

/// The nine points of an account, in their order.
pub fn points(account: &Account<'_>, today: Day) -> [Point; 9] {
    let people: Vec<&Stakeholder<'_>> = account.present(today).collect();
    let states = [
        ("steps", steps(account)),
        (
            "process",
            State::both(
                !account.procurement.process.is_empty(),
                !account.procurement.criteria.is_empty(),
            ),
        ),
        ("organisation", organisation(&people)),
        ("decision", decision(&people)),
        (
            "funds",
            State::both(
                account.profile.finances.is_some(),
                account.profile.credit.rating.is_some(),
            ),
        ),
        ("motives", motives(account)),
        (
            "resources",
            State::both(
                !account.resources.ours.is_empty(),
                !account.resources.theirs.is_empty(),
            ),
        ),
        ("competitors", competitors(account)),
        ("factors", factors(account)),
    ];
    let mut number = 0;
    states.map(|(id, state)| {
        number += 1;
        Point { number, id, state }
    })
}

/// 1: the milestone a deal stands at, and its hard spots.
fn steps(account: &Account<'_>) -> State {
    let deals = &account.opportunities;
    State::both(
        deals.iter().any(|deal| deal.milestone.is_some()),
        deals.iter().any(|deal| !deal.risks.is_empty()),
    )
}

/// 3: everybody but the head reports to somebody, and everybody's attitude is known.
fn organisation(people: &[&Stakeholder<'_>]) -> State {
    let placed = people.iter().filter(|person| person.reports_to.is_some()).count();
    let is_chart = people.len() > 1 && placed + 1 >= people.len();
    let all_attitudes = !people.is_empty() && people.iter().all(|person| person.attitude.is_some());
    let some = placed > 0 || people.iter().any(|person| person.attitude.is_some());
    State::of(is_chart && all_attitudes, some)
}

/// 4: everybody has a role and a weight, and one of them decides.
fn decision(people: &[&Stakeholder<'_>]) -> State {
    let is_weighed = |person: &&&Stakeholder<'_>| !person.roles.is_empty() && person.influence.is_some();
    let weighed = people.iter().filter(is_weighed).count();
    let all = !people.is_empty() && weighed == people.len() && people.iter().any(|person| decides(person));
    State::of(all, people.iter().any(|person| !person.roles.is_empty()))
}

/// 6: every need has somebody who raised it, and a why.
fn motives(account: &Account<'_>) -> State {
    let needs = &account.needs;
    let all = !needs.is_empty()
        && needs
            .iter()
            .all(|need| need.raised_by.is_some() && !need.why.is_empty());
    State::of(all, !needs.is_empty())
}

/// 8: every competitor's position, and what is strong or weak about them.
fn competitors(account: &Account<'_>) -> State {
    let competitors = &account.competitors;
    let all = !competitors.is_empty()
        && competitors
            .iter()
            .all(|one| one.position.is_some() && !(one.strengths.is_empty() && one.weaknesses.is_empty()));
    State::of(all, !competitors.is_empty())
}

/// 9: the three most important success factors of a deal.
fn factors(account: &Account<'_>) -> State {
    let most = account
        .opportunities
        .iter()
        .map(|deal| deal.key_factors.len())
        .max()
        .unwrap_or(0);
    State::of(most >= 3, most > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Tree, decode::decode};

    fn states(text: &str) -> Vec<State> {
        let (tree, _) = Tree::parse(text);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        let points = points(&account, "2026-11-21".parse().expect("a day"));
        assert!(
            points
                .iter()
                .zip(1..)
                .all(|(point, number)| point.number == number)
        );
        points.iter().map(|point| point.state).collect()
    }

    #[test]
    fn a_name_alone_says_nothing_of_the_nine() {
        assert_eq!(states("name: X\n"), [State::Unknown; 9]);
    }

    #[test]
    fn each_point_is_known_partly_or_not() {
        let partly = "name: X\nprofile: {finances: rich}\nprocurement: {process: [tender]}\nresources: {ours: [bench]}\n\
            stakeholders: [{id: a, roles: [user]}, {id: b, attitude: neutral}]\nneeds: [{need: uptime}]\n\
            competitors: [{name: N}]\nopportunities: [{milestone: contact, key_factors: [{factor: x}]}]\n";
        assert_eq!(states(partly), [State::Partly; 9]);
        let known = "name: X\nprofile: {finances: rich, credit: {rating: 4}}\nprocurement: {process: [tender], criteria: [uptime]}\n\
            resources: {ours: [bench], theirs: [cell]}\n\
            stakeholders: [{id: a, roles: [approver], influence: 5, attitude: neutral}, {id: b, roles: [user], influence: 2, reports_to: a, attitude: champion}]\n\
            needs: [{need: uptime, raised_by: a, why: [wear]}]\ncompetitors: [{name: N, position: incumbent, weaknesses: [slow]}]\n\
            opportunities: [{milestone: contact, risks: [{risk: budget}], key_factors: [{factor: x}, {factor: y}, {factor: z}]}]\n";
        assert_eq!(states(known), [State::Known; 9]);
    }
}
