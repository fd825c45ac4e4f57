//! The nine information points (九个信息点), each derived from the dossier, none typed by hand (M2).

use serde::Serialize;

use crate::analysis::influence::decides;
use crate::model::competition::{Competitor, Position};
use crate::model::need::NeedKind;
use crate::model::{Account, Day, Opportunity, Stakeholder};

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

/// The deals that are told of: those that are open, or where none is, all.
fn deals<'a, 's>(account: &'a Account<'s>) -> impl Iterator<Item = &'a Opportunity<'s>> + Clone {
    let one_is_open = account.opportunities.iter().any(|deal| deal.is_open());
    account
        .opportunities
        .iter()
        .filter(move |deal| deal.is_open() || !one_is_open)
}

/// Known of every deal; partly where of one something is known.
fn of_deals<'a, 's: 'a>(
    mut deals: impl Iterator<Item = &'a Opportunity<'s>> + Clone,
    all: impl Fn(&Opportunity<'_>) -> bool,
    some: impl Fn(&Opportunity<'_>) -> bool,
) -> State {
    // Where there is no deal, nothing is known of one.
    State::of(
        deals.clone().next().is_some() && deals.clone().all(all),
        deals.any(some),
    )
}

/// 1: the milestone that each deal stands at, and its hard spots.
fn steps(account: &Account<'_>) -> State {
    of_deals(
        deals(account),
        |deal| deal.milestone.is_some() && !deal.risks.is_empty(),
        |deal| deal.milestone.is_some() || !deal.risks.is_empty(),
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
    let some = |person: &&Stakeholder<'_>| !person.roles.is_empty() || person.influence.is_some();
    State::of(all, people.iter().any(some))
}

/// 6: every need has somebody who raised it, and a why. A want has no need behind it (M6).
fn motives(account: &Account<'_>) -> State {
    let mut needs = account
        .needs
        .iter()
        .filter(|need| need.kind != Some(NeedKind::Want))
        .peekable();
    let all = needs.peek().is_some() && needs.all(|need| need.raised_by.is_some() && !need.why.is_empty());
    State::of(all, !account.needs.is_empty())
}

/// 8: every competitor's position, and, but for those who have left, what is strong or weak about them.
fn competitors(account: &Account<'_>) -> State {
    let is_known = |one: &Competitor<'_>| match one.position {
        None => false,
        Some(Position::Exited) => true,
        Some(_) => !one.strengths.is_empty() || !one.weaknesses.is_empty(),
    };
    let competitors = &account.competitors;
    State::of(
        !competitors.is_empty() && competitors.iter().all(is_known),
        !competitors.is_empty(),
    )
}

/// 9: the three most important success factors of each deal.
fn factors(account: &Account<'_>) -> State {
    of_deals(
        deals(account),
        |deal| deal.key_factors.len() >= 3,
        |deal| !deal.key_factors.is_empty(),
    )
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

    /// The state of one point.
    fn state(number: usize, text: &str) -> State {
        states(&format!("name: X\n{text}"))[number - 1]
    }

    #[test]
    fn what_is_known_of_one_deal_is_not_known_of_another() {
        let whole =
            "{milestone: contact, risks: [{risk: a}], key_factors: [{factor: x}, {factor: y}, {factor: z}]}";
        for (other, steps, factors) in [
            ("{milestone: contact}", State::Partly, State::Partly),
            ("{risks: [{risk: a}]}", State::Partly, State::Partly),
            ("{outcome: won}", State::Known, State::Known),
            ("{outcome: lost, milestone: contact}", State::Known, State::Known),
        ] {
            let text = format!("opportunities: [{whole}, {other}]\n");
            assert_eq!((state(1, &text), state(9, &text)), (steps, factors), "{other}");
        }
        let parts = "opportunities: [{milestone: contact}, {risks: [{risk: a}]}]\n";
        assert_eq!(state(1, parts), State::Partly);
        let won = whole.replace("{milestone", "{outcome: won, milestone");
        assert_eq!(state(1, &format!("opportunities: [{won}]\n")), State::Known);
        assert_eq!(
            state(9, "opportunities: [{milestone: contact}]\n"),
            State::Unknown
        );
    }

    #[test]
    fn the_chart_and_the_decision_are_known_of_everybody_who_is_there() {
        let people = |more: &str| {
            format!(
                "stakeholders:\n- {{id: a, roles: [approver], influence: 5, attitude: neutral}}\n\
                 - {{id: b, roles: [user], influence: 2, reports_to: a, attitude: champion}}\n{more}"
            )
        };
        for (more, chart, decision) in [
            ("", State::Known, State::Known),
            ("- {id: c, left: 2026-01-01}\n", State::Known, State::Known),
            (
                "- {id: c, reports_to: a, attitude: neutral}\n",
                State::Known,
                State::Partly,
            ),
            (
                "- {id: c, roles: [user], influence: 1, reports_to: a}\n",
                State::Partly,
                State::Known,
            ),
            (
                "- {id: c, roles: [user], influence: 1, attitude: neutral}\n",
                State::Partly,
                State::Known,
            ),
        ] {
            let text = people(more);
            assert_eq!((state(3, &text), state(4, &text)), (chart, decision), "{more}");
        }
        let no_decider = "stakeholders: [{id: b, roles: [user], influence: 2}]\n";
        assert_eq!(state(4, no_decider), State::Partly);
        assert_eq!(state(4, "stakeholders: [{id: b, influence: 2}]\n"), State::Partly);
        assert_eq!(state(4, "stakeholders: [{id: b}]\n"), State::Unknown);
    }

    #[test]
    fn wants_have_no_need_behind_them_and_who_has_left_does_nothing() {
        let need = "{need: uptime, raised_by: a, why: [wear]}";
        let want = "{need: a screen, kind: want}";
        assert_eq!(state(6, &format!("needs: [{need}, {want}]\n")), State::Known);
        assert_eq!(state(6, &format!("needs: [{want}]\n")), State::Partly);
        assert_eq!(
            state(6, &format!("needs: [{need}, {{need: y, raised_by: a}}]\n")),
            State::Partly
        );
        for (one, want) in [
            ("{name: N, position: challenger, strengths: [fast]}", State::Known),
            ("{name: N, position: exited}", State::Known),
            ("{name: N, position: challenger}", State::Partly),
            ("{name: N, weaknesses: [slow]}", State::Partly),
        ] {
            assert_eq!(state(8, &format!("competitors: [{one}]\n")), want, "{one}");
        }
    }
}
