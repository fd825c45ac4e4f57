//! Influence: who decides at an account, how far they are for us, and whom we have not met (M5).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::people::Attitude;
use crate::model::{Account, Day, Kind, Role, Stakeholder, Touchpoint};

/// A decision-maker not met for so many days counts as not met, and reach looks back so far.
pub const REACH_DAYS: i64 = 90;
/// The span over which contacts with one person alone are looked for, in days.
pub(super) const THREAD_DAYS: i64 = 180;
/// Up to so few contacts say nothing about how they are spread.
const FEW_CONTACTS: u32 = 2;
/// The share of the contacts above which they hang on a single thread.
const SINGLE: Decimal = Decimal::from_parts(7, 0, 0, false, 1);
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
    /// The day on which an approver or decision-maker was last met.
    pub top_last_met: Option<Day>,
    /// Our coach there, if there is one.
    pub coach: Option<&'a Stakeholder<'a>>,
    /// The id of the person with whom alone more than 70 % of the last 180 days' contacts were, and the
    /// share. Contacts of which nobody wrote with whom they were are left out.
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
    let top_last_met = top_last_met(account, today);
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
            .copied()
            .find(|person| person.roles.contains(&Role::Coach)),
        single_thread: single_thread(account, today),
        missing_roles: missing_roles(&people),
        untouched_opponents: people
            .iter()
            .copied()
            .filter(|person| is_against(person) && is_weighty(person) && !is_recent(last(person)))
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

/// Those present who approve or decide, the most influential first.
pub fn deciders<'a, 's>(account: &'a Account<'s>, today: Day) -> Vec<&'a Stakeholder<'s>> {
    let mut top: Vec<_> = account.present(today).filter(|person| decides(person)).collect();
    top.sort_by_key(|person| Reverse(person.influence));
    top
}

/// Whether two sides spoke with each other. Something sent, a gift or a greeting touches a person, but
/// nobody has met them by it.
pub fn is_meeting(touch: &Touchpoint<'_>) -> bool {
    touch.kind.is_some_and(|kind| match kind {
        Kind::Call
        | Kind::Visit
        | Kind::Event
        | Kind::Forum
        | Kind::ExecutiveVisit
        | Kind::ValueReview
        | Kind::Meeting => true,
        Kind::Message | Kind::Mailing | Kind::Sample | Kind::Gift | Kind::Greeting => false,
    })
}

/// The day on which somebody who approves or decides, and is still there, was last met.
pub fn top_last_met(account: &Account<'_>, today: Day) -> Option<Day> {
    let top = account.present(today).filter(|person| decides(person));
    last_met(account, &top.collect::<Vec<_>>(), today)
}

/// The day on which one of some people was last met.
pub fn last_met(account: &Account<'_>, people: &[&Stakeholder<'_>], today: Day) -> Option<Day> {
    let ids: Vec<&str> = people.iter().filter_map(|person| person.id.as_deref()).collect();
    account
        .real_touchpoints(today)
        .filter(|touch| is_meeting(touch) && touch.with.iter().any(|id| ids.contains(&id.as_str())))
        .filter_map(|touch| touch.on)
        .max()
}

/// Whether a person opposes or doubts us.
pub fn is_against(person: &Stakeholder<'_>) -> bool {
    matches!(person.attitude, Some(Attitude::Opponent | Attitude::Sceptic))
}

fn is_weighty(person: &Stakeholder<'_>) -> bool {
    person
        .influence
        .is_some_and(|influence| influence.get() >= WEIGHTY)
}

/// The least and the most that the support surface can be, −1 to +1, whatever the attitudes that are not
/// known; nothing where nobody's influence is known.
pub fn support_range(account: &Account<'_>, today: Day) -> Option<(Decimal, Decimal)> {
    let people: Vec<&Stakeholder<'_>> = account.present(today).collect();
    let with = |unknown: Decimal| {
        weighted(&people, |person| match person.attitude {
            None => unknown,
            known => attitude_points(known),
        })
    };
    with(Decimal::NEGATIVE_ONE).zip(with(Decimal::ONE))
}

/// The last contact with each person, by id.
pub fn last_contacts<'a>(account: &'a Account<'_>, today: Day) -> BTreeMap<&'a str, Day> {
    let mut last: BTreeMap<&str, Day> = BTreeMap::new();
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

/// The points of an attitude, −1 to +1; one that is not known counts as 0.
pub fn attitude_points(attitude: Option<Attitude>) -> Decimal {
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

/// Where a contact was with several people, the thread to each of them is not a single one.
fn single_thread<'a>(account: &'a Account<'_>, today: Day) -> Option<(&'a str, Decimal)> {
    let mut alone: BTreeMap<&str, u32> = BTreeMap::new();
    let mut contacts = 0;
    let recent = account
        .real_touchpoints(today)
        .filter(|touch| touch.on.is_some_and(|on| today.days_since(on) <= THREAD_DAYS));
    for touch in recent {
        let Some((first, others)) = touch.with.split_first() else {
            continue;
        };
        contacts += 1;
        if others.iter().all(|other| other == first) {
            *alone.entry(first.as_str()).or_default() += 1;
        }
    }
    let (id, most) = alone
        .into_iter()
        .max_by(|(one, a), (other, b)| a.cmp(b).then(other.cmp(one)))?;
    let share = Decimal::from(most).checked_div(Decimal::from(contacts))?;
    (contacts > FEW_CONTACTS && share > SINGLE).then_some((id, share))
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

    /// A dossier with these contacts.
    fn with_touches(text: &str, touches: &[&str]) -> String {
        let lines = touches.iter().map(|touch| format!("- {touch}\n"));
        format!("{text}touchpoints:\n{}", lines.collect::<String>())
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

    /// By hand: b (influence 4) and c (3) of 14 were touched, but only sent something; d, who decided, has left.
    #[test]
    fn only_who_was_spoken_with_was_met_and_only_who_is_there_counts() {
        let contact = |kind: &str, with: &str| {
            with_touches(
                PEOPLE,
                &[&format!("{{on: 2026-11-02, kind: {kind}, with: [{with}]}}")],
            )
        };
        for kind in Kind::ALL {
            with(&contact(kind.as_str(), "b, c"), |people| {
                assert_eq!(people.reach, Decimal::from(7).checked_div(Decimal::from(14)));
                let is_met = !["message", "mailing", "sample", "gift", "greeting"].contains(&kind.as_str());
                assert_eq!(people.top_reached, is_met, "{kind}");
                assert_eq!(people.top_last_met.is_some(), is_met, "{kind}");
            });
        }
        with(&contact("visit", "c, e"), |people| {
            assert_eq!(people.top_last_met, None);
        });
        let left = "name: X\nstakeholders: [{id: a, roles: [approver], influence: 5, left: 2026-11-10}]\n";
        with(
            &with_touches(left, &["{on: 2026-11-02, kind: visit, with: [a]}"]),
            |people| {
                assert_eq!(
                    (people.top_last_met, people.reach, people.support),
                    (None, None, None)
                );
            },
        );
        with(
            &with_touches(PEOPLE, &["{on: 2026-11-02, with: [a]}"]),
            |people| {
                assert_eq!(
                    people.top_last_met, None,
                    "of what kind the contact was is not known"
                );
            },
        );
    }

    #[test]
    fn opponents_and_sceptics_matter_from_influence_three_until_they_are_touched() {
        let text = "name: X\nstakeholders:\n\
            - {id: a, influence: 3, attitude: opponent}\n\
            - {id: b, influence: 2, attitude: opponent}\n\
            - {id: c, influence: 5, attitude: sceptic}\n\
            - {id: d, influence: 5, attitude: neutral}\n\
            - {id: e, attitude: opponent}\n\
            - {id: f, influence: 5, attitude: opponent, left: 2026-01-01}\n";
        let untouched = |touches: &[&str]| {
            with(&with_touches(text, touches), |people| {
                let people = people.untouched_opponents.iter();
                people
                    .map(|person| person.called().to_owned())
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(untouched(&[]), ["a", "c"]);
        assert_eq!(
            untouched(&["{on: 2026-08-22, kind: visit, with: [a, c]}"]),
            ["a", "c"]
        );
        assert_eq!(untouched(&["{on: 2026-08-23, kind: mailing, with: [c]}"]), ["a"]);
        assert_eq!(
            untouched(&["{on: 2026-11-22, kind: visit, with: [a, c]}"]),
            ["a", "c"]
        );
    }

    #[test]
    fn each_group_of_roles_is_filled_by_one_of_it_who_is_there() {
        let missing = |roles: &str| {
            with(
                &format!(
                    "name: X\nstakeholders: [{{id: a, roles: [{roles}]}}, {{id: b, roles: [coach], left: 2026-11-21}}]\n"
                ),
                |people| {
                    people
                        .missing_roles
                        .iter()
                        .map(|group| group[0])
                        .collect::<Vec<_>>()
                },
            )
        };
        assert_eq!(
            missing(""),
            [
                Role::Approver,
                Role::Evaluator,
                Role::User,
                Role::Buyer,
                Role::Coach
            ]
        );
        assert_eq!(
            missing("decision_maker, gatekeeper"),
            [Role::Evaluator, Role::User, Role::Coach]
        );
        assert_eq!(missing("approver, evaluator, user, buyer, coach"), []);
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
            assert_eq!(people.single_thread, None);
        });
    }

    /// By hand: of ten contacts seven were with a alone, in three more a was with b: 7 / 10 is not more than
    /// 70 %, and 8 / 11 = 72.7 % is. What is old, planned or with nobody named does not count.
    #[test]
    fn a_contact_with_several_people_is_no_single_thread() {
        let with_a = "{on: 2026-10-01, kind: call, with: [a]}";
        let with_both = "{on: 2026-10-01, kind: call, with: [a, b]}";
        let thread = |touches: &[&str]| {
            with(&with_touches(PEOPLE, touches), |people| {
                people.single_thread.map(|(id, share)| (id.to_owned(), share))
            })
        };
        let mut touches = [vec![with_a; 7], vec![with_both; 3]].concat();
        assert_eq!(thread(&touches), None);
        touches.push("{on: 2026-10-01, kind: call, with: [a, a]}");
        let share = Decimal::from(8).checked_div(Decimal::from(11));
        assert_eq!(thread(&touches), share.map(|share| ("a".to_owned(), share)));
        assert_eq!(thread(&[with_both; 10]), None);
        for other in [
            "{on: 2026-05-24, kind: call, with: [b]}",
            "{on: 2026-11-22, kind: call, with: [b]}",
            "{on: 2026-10-01, kind: mailing}",
        ] {
            let touches = [vec![with_a; 3], vec![other; 9]].concat();
            assert_eq!(thread(&touches), Some(("a".to_owned(), Decimal::ONE)), "{other}");
        }
        let touches = [
            vec![with_a; 3],
            vec!["{on: 2026-05-25, kind: call, with: [b]}"; 9],
        ]
        .concat();
        assert_eq!(
            thread(&touches).map(|(id, _)| id).as_deref(),
            Some("b"),
            "180 days ago"
        );
    }
}
