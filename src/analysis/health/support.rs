//! Support: how far the account's people are for us, the support surface as points (M5).

use rust_decimal::Decimal;

use super::{Case, Graded};
use crate::analysis::influence::{attitude_points, support_range};
use crate::model::Stakeholder;

pub(super) fn grade(case: &Case<'_>) -> Graded {
    let Some((low, high)) = support_range(case.account, case.today) else {
        return Graded::unknown(
            "nobody's influence is known",
            "find out whose word weighs how much, and who is for us",
        );
    };
    let shown = |share: Decimal| share.round_dp(2).normalize();
    let why = match low == high {
        true => format!("support surface {}", shown(low)),
        false => format!(
            "support surface {} to {}: {}",
            shown(low),
            shown(high),
            unknown(case)
        ),
    };
    Graded::between(points(low), points(high), why, lift(case))
}

/// −1 is no point, +1 is all.
fn points(support: Decimal) -> Decimal {
    (support + Decimal::ONE) * Decimal::from(50)
}

fn unknown(case: &Case<'_>) -> String {
    let people = case.account.present(case.today);
    let count = people.filter(|person| person.influence.is_some() && person.attitude.is_none());
    format!("attitudes not known: {}", count.count())
}

/// Whoever could add most: the heaviest of those who are furthest from fighting for us.
fn lift(case: &Case<'_>) -> String {
    let mut best: Option<(Decimal, &Stakeholder<'_>)> = None;
    for person in case.account.present(case.today) {
        let room = room(person);
        if best.is_none_or(|(most, _)| room > most) {
            best = Some((room, person));
        }
    }
    best.map_or_else(String::new, |(_, person)| match person.attitude {
        None => format!("find out where {} stands, and win them", person.called()),
        Some(attitude) => format!("win {}, {attitude} as yet", person.called()),
    })
}

/// What a person could still add, in points of influence.
fn room(person: &Stakeholder<'_>) -> Decimal {
    let weight = person
        .influence
        .map_or(Decimal::ZERO, |influence| influence.get().into());
    let stands = person
        .attitude
        .map_or(Decimal::NEGATIVE_ONE, |known| attitude_points(Some(known)));
    weight * (Decimal::ONE - stands)
}

#[cfg(test)]
mod tests {
    use super::super::Part::Support;
    use super::super::testing::{graded, lift};

    /// By hand: (5×0 + 4×½ − 3×½) / 12 = 0.0417, 52.08 points.
    #[test]
    fn known_attitudes_are_points_from_minus_one_to_one() {
        let people = "stakeholders: [{id: a, influence: 5, attitude: neutral}, {id: b, influence: 4, attitude: supporter}, {id: c, name: Cy, influence: 3, attitude: sceptic}, {id: d, attitude: opponent}, {id: e, influence: 5, attitude: opponent, left: 2026-01-01}]\n";
        assert_eq!(
            graded(Support, people),
            ("52.08".to_owned(), "support surface 0.04".to_owned())
        );
        // a could add 5 × 1, b 4 × ½, c 3 × 1½.
        assert_eq!(lift(Support, people), "win a, neutral as yet");
    }

    /// By hand: (4×1 + 4×−1) / 8 = 0 to (4×1 + 4×1) / 8 = 1.
    #[test]
    fn an_unknown_attitude_may_be_any() {
        let people = "stakeholders: [{id: a, influence: 4, attitude: champion}, {id: b, name: 白若岚, influence: 4}]\n";
        assert_eq!(
            graded(Support, people),
            (
                "50–100".to_owned(),
                "support surface 0 to 1: attitudes not known: 1".to_owned()
            )
        );
        assert_eq!(
            lift(Support, people),
            "find out where 白若岚 stands, and win them"
        );
    }

    #[test]
    fn without_any_influence_nothing_is_known() {
        let nobody = ("0–100".to_owned(), "nobody's influence is known".to_owned());
        assert_eq!(graded(Support, ""), nobody);
        assert_eq!(
            graded(Support, "stakeholders: [{id: a, attitude: champion}]\n"),
            nobody
        );
    }
}
