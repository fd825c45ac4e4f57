//! The objection to be ready for where neither the library nor a competitor gives one: from the playbook's
//! patterns, by who will be there (M11).

use std::cmp::Reverse;

use super::Playbook;
use super::entries::Objection;
use crate::analysis::brief::{Brief, LikelyObjection, Person};
use crate::analysis::deal::Knower;

impl Playbook {
    /// The pattern that suits those who will be there best: what worries somebody, before what a part in the
    /// decision makes one say, before what doubt of us does; of two that suit alike, that of the weightier person.
    pub(super) fn likely(&self, brief: &Brief<'_>) -> Option<LikelyObjection> {
        let is_answered = !brief.library.objections.is_empty()
            || brief.competitors.iter().any(|one| !one.attacks.is_empty());
        if is_answered {
            return None;
        }
        let pairs = brief.people.iter().enumerate().flat_map(|(at, person)| {
            let patterns = self.objections.values();
            patterns.filter_map(move |pattern| Some((worth(person, at, pattern)?, person, pattern)))
        });
        // Of patterns that suit alike the first by name.
        let best = pairs.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, person, pattern)| LikelyObjection {
            who: person.name.to_owned(),
            said: pattern.said.clone(),
            answer: pattern.answer.clone(),
            proof: pattern.proof.clone(),
        })
    }
}

/// What speaks for it that a person says so, the most weighty first: points, the person's place among all, the
/// place of their part among those who say it. None where nothing does.
type Worth = (u32, Reverse<usize>, Reverse<usize>);

fn worth(person: &Person<'_>, at: usize, pattern: &Objection) -> Option<Worth> {
    let is_worry = person.concerns.iter().any(|concern| pattern.is_borne_by(concern));
    let part = pattern.roles.iter().position(|role| is_one(person, *role));
    let doubts = matches!(person.attitude, Some("sceptic" | "opponent"));
    let points = 4 * u32::from(is_worry) + 2 * u32::from(part.is_some());
    let place = part.unwrap_or(pattern.roles.len());
    (points > 0).then_some((points + u32::from(doubts), Reverse(at), Reverse(place)))
}

fn is_one(person: &Person<'_>, who: Knower) -> bool {
    let word = who.as_str();
    person.roles.contains(&word) || person.department == Some(word)
}
