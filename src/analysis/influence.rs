//! Influence: who decides at an account, how far they are for us, and whom we have not met (M5).

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::model::people::Attitude;
use crate::model::{Account, Day, Role, Stakeholder};

/// A decision-maker not met for so many days counts as not met, and reach looks back so far.
pub const REACH_DAYS: i64 = 90;
/// The span over which contacts with one person alone are looked for, in days.
const THREAD_DAYS: i64 = 180;
/// Up to so few contacts say nothing about how they are spread.
const FEW_CONTACTS: usize = 2;
/// The influence from which an opponent or sceptic matters.
const WEIGHTY: u8 = 3;

/// Roles that an open deal wants filled: one of each group.
pub const WANTED_ROLES: [&[Role]; 5] = [
    &[Role::Approver, Role::DecisionMaker],
    &[Role::Evaluator],
    &[Role::User],
    &[Role::Buyer, Role::Gatekeeper],
    &[Role::Coach],
];

/// What the people of an account amount to on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Influence<'a> {
    /// The support surface, −1 to +1; nothing where nobody's influence is known.
    pub support: Option<Decimal>,
    /// People without an attitude: they count as 0.
    pub unknown_attitudes: Vec<&'a str>,
    /// The share of the influence touched in the last 90 days, 0 to 1.
    pub reach: Option<Decimal>,
    /// Whether an approver or decision-maker was met in the last 90 days.
    pub top_reached: bool,
    /// The last contact with an approver or decision-maker.
    pub top_last_met: Option<Day>,
    /// Our coach there, if there is one.
    pub coach: Option<&'a str>,
    /// The person with whom more than 70 % of the last 180 days' contacts were, and the share.
    pub single_thread: Option<(&'a str, Decimal)>,
    /// The groups of roles that nobody present has.
    pub missing_roles: Vec<&'static [Role]>,
    /// Opponents and sceptics of influence 3 or more whom nobody met in the last 90 days.
    pub untouched_opponents: Vec<&'a Stakeholder<'a>>,
}

/// Reads an account's people.
pub fn influence<'a>(account: &'a Account<'_>, today: Day) -> Influence<'a> {
    let people: Vec<&Stakeholder<'_>> = account.present(today).collect();
    let touched = last_contacts(account, today);
    let last = |person: &Stakeholder<'_>| person.id.as_deref().and_then(|id| touched.get(id).copied());
    let is_recent = |day: Option<Day>| day.is_some_and(|day| today.days_since(day) <= REACH_DAYS);
    let top_last_met = people
        .iter()
        .filter(|person| decides(person))
        .filter_map(|person| last(person))
        .max();
    Influence {
        support: weighted(&people, |person| attitude_points(person.attitude)),
        unknown_attitudes: people
            .iter()
            .filter(|person| person.attitude.is_none())
            .map(|person| person.called())
            .collect(),
        reach: weighted(&people, |person| Decimal::from(u8::from(is_recent(last(person))))),
        top_reached: is_recent(top_last_met),
        top_last_met,
        coach: people
            .iter()
            .find(|person| person.roles.contains(&Role::Coach))
            .map(|person| person.called()),
        single_thread: single_thread(account, today),
        missing_roles: missing_roles(&people),
        untouched_opponents: people
            .iter()
            .copied()
            .filter(|person| is_against(person) && !is_recent(last(person)))
            .collect(),
    }
}

/// Whether a person approves or decides.
pub fn decides(person: &Stakeholder<'_>) -> bool {
    person
        .roles
        .iter()
        .any(|role| matches!(role, Role::Approver | Role::DecisionMaker))
}

fn is_against(person: &Stakeholder<'_>) -> bool {
    matches!(person.attitude, Some(Attitude::Opponent | Attitude::Sceptic))
        && person
            .influence
            .is_some_and(|influence| influence.get() >= WEIGHTY)
}

/// The last contact with each person, by id.
pub fn last_contacts<'a>(account: &'a Account<'_>, today: Day) -> HashMap<&'a str, Day> {
    let mut last: HashMap<&str, Day> = HashMap::new();
    for touch in account.real_touchpoints(today) {
        for id in &touch.with {
            if let Some(on) = touch.on {
                last.entry(id.as_str())
                    .and_modify(|day| *day = on.max(*day))
                    .or_insert(on);
            }
        }
    }
    last
}

fn attitude_points(attitude: Option<Attitude>) -> Decimal {
    match attitude {
        Some(Attitude::Champion) => Decimal::ONE,
        Some(Attitude::Supporter) => Decimal::new(5, 1),
        Some(Attitude::Neutral) | None => Decimal::ZERO,
        Some(Attitude::Sceptic) => Decimal::new(-5, 1),
        Some(Attitude::Opponent) => Decimal::NEGATIVE_ONE,
    }
}

/// Σ influence × points / Σ influence, over people whose influence is known.
fn weighted(people: &[&Stakeholder<'_>], points: impl Fn(&Stakeholder<'_>) -> Decimal) -> Option<Decimal> {
    let (mut sum, mut whole) = (Decimal::ZERO, Decimal::ZERO);
    for person in people {
        let weight = person
            .influence
            .map_or(Decimal::ZERO, |influence| Decimal::from(influence.get()));
        sum += weight * points(person);
        whole += weight;
    }
    sum.checked_div(whole)
}

fn single_thread<'a>(account: &'a Account<'_>, today: Day) -> Option<(&'a str, Decimal)> {
    let mut contacts: HashMap<&str, u32> = HashMap::new();
    let recent = account
        .real_touchpoints(today)
        .filter(|touch| touch.on.is_some_and(|on| today.days_since(on) <= THREAD_DAYS));
    let mut touches = 0;
    for touch in recent.filter(|touch| !touch.with.is_empty()) {
        touches += 1;
        for id in &touch.with {
            *contacts.entry(id.as_str()).or_default() += 1;
        }
    }
    let all: u32 = contacts.values().sum();
    let (id, most) = contacts
        .into_iter()
        .max_by(|(one, a), (other, b)| a.cmp(b).then(other.cmp(one)))?;
    let share = Decimal::from(most).checked_div(Decimal::from(all))?;
    (touches > FEW_CONTACTS && share > Decimal::new(7, 1)).then_some((id, share))
}

fn missing_roles(people: &[&Stakeholder<'_>]) -> Vec<&'static [Role]> {
    WANTED_ROLES
        .into_iter()
        .filter(|group| {
            !people
                .iter()
                .any(|person| person.roles.iter().any(|role| group.contains(role)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Tree, decode::decode};

    fn with<T>(text: &str, look: impl FnOnce(Influence<'_>) -> T) -> T {
        let (tree, problems) = Tree::parse(text);
        assert_eq!(problems, []);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        look(influence(&account, "2026-11-21".parse().expect("a day")))
    }

    const PEOPLE: &str = "name: X\nstakeholders:\n\
        - {id: a, roles: [approver], influence: 5, attitude: neutral}\n\
        - {id: b, roles: [decision_maker], influence: 4, attitude: supporter}\n\
        - {id: c, roles: [buyer], influence: 3, attitude: sceptic}\n\
        - {id: d, roles: [coach], influence: 5, attitude: champion, left: 2026-05-01}\n\
        - {id: e, influence: 2}\n";

    /// By hand: (5×0 + 4×½ − 3×½ + 2×0) / 14 = 0.5 / 14.
    #[test]
    fn the_support_surface_is_weighted_by_influence() {
        with(PEOPLE, |people| {
            assert_eq!(people.support, Decimal::new(5, 1).checked_div(Decimal::from(14)));
            assert_eq!(people.unknown_attitudes, ["e"]);
            assert_eq!(people.coach, None);
        });
        with(
            "name: X\nstakeholders: [{id: a, attitude: champion}]\n",
            |people| {
                assert_eq!(people.support, None);
            },
        );
    }

    #[test]
    fn reach_and_top_look_back_ninety_days() {
        let on = |day: &str| {
            format!(
                "{PEOPLE}touchpoints:\n- {{on: {day}, kind: call, with: [b]}}\n- {{on: 2026-12-01, kind: call, with: [a]}}\n"
            )
        };
        with(&on("2026-08-23"), |people| {
            assert_eq!(people.reach, Decimal::from(4).checked_div(Decimal::from(14)));
            assert!(people.top_reached);
        });
        with(&on("2026-08-22"), |people| {
            assert_eq!(people.reach, Some(Decimal::ZERO));
            assert!(!people.top_reached);
            assert_eq!(people.top_last_met, "2026-08-22".parse().ok());
        });
    }

    #[test]
    fn opponents_nobody_met_and_roles_nobody_has_are_listed() {
        with(PEOPLE, |people| {
            let ids: Vec<_> = people
                .untouched_opponents
                .iter()
                .map(|person| person.called())
                .collect();
            assert_eq!(ids, ["c"]);
            assert_eq!(
                people.missing_roles,
                [&[Role::Evaluator][..], &[Role::User], &[Role::Coach]]
            );
        });
    }

    #[test]
    fn one_thread_is_more_than_seven_in_ten() {
        let contacts = |pairs: &str| format!("{PEOPLE}touchpoints:\n{pairs}");
        let line = |with: &str| format!("- {{on: 2026-10-01, kind: call, with: [{with}]}}\n");
        with(
            &contacts(&(line("a").repeat(7) + &line("b").repeat(3))),
            |people| {
                assert_eq!(people.single_thread, None);
            },
        );
        with(
            &contacts(&(line("a").repeat(8) + &line("b").repeat(3))),
            |people| {
                assert_eq!(people.single_thread.map(|(id, _)| id), Some("a"));
            },
        );
        with(&contacts(&line("a").repeat(2)), |people| {
            assert_eq!(people.single_thread, None)
        });
    }
}
