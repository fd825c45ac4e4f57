//! Acquaintance: who of us has met whom of theirs (M5).

use std::cmp::Reverse;

use super::influence::is_meeting;
use crate::model::{Account, Day, Stakeholder};

/// Somebody of us who has met a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met<'a> {
    /// Their id in our team.
    pub who: &'a str,
    /// How often.
    pub times: usize,
    /// When last.
    pub last: Day,
}

/// Who of us has met a person up to a day, whoever did so last first. Something sent or a greeting is no meeting, and
/// one that does not say who of us was there counts for nobody.
pub fn met_by<'a>(account: &'a Account<'_>, person: &Stakeholder<'_>, today: Day) -> Vec<Met<'a>> {
    let Some(id) = person.id.as_deref() else {
        return Vec::new();
    };
    let meetings = account
        .real_touchpoints(today)
        .filter(|touch| is_meeting(touch) && touch.with.iter().any(|with| *with == id))
        .filter_map(|touch| Some((touch.on?, touch.by.as_deref()?)));
    let mut met: Vec<Met<'a>> = Vec::new();
    for (on, who) in meetings {
        match met.iter_mut().find(|known| known.who == who) {
            Some(known) => {
                known.times += 1;
                known.last = known.last.max(on);
            }
            None => met.push(Met {
                who,
                times: 1,
                last: on,
            }),
        }
    }
    met.sort_by_key(|known| Reverse(known.last));
    met
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agenda::testing::{account, day};

    #[test]
    fn meetings_are_counted_by_who_of_us_was_there() {
        let text = "name: X
stakeholders: [{id: a, name: Ada}, {name: Nobody}]
touchpoints:
- {on: 2026-10-01, kind: visit, by: li, with: [a]}
- {on: 2026-09-01, kind: call, by: li, with: [b, a]}
- {on: 2026-11-01, kind: meeting, by: bo, with: [a]}
- {on: 2026-11-02, kind: mailing, by: cy, with: [a]}
- {on: 2026-11-03, kind: visit, with: [a]}
- {on: 2026-11-22, kind: visit, by: di, with: [a]}
- {on: 2026-11-01, kind: visit, by: di, with: [b]}
";
        let account = account(text);
        let told = |at: usize| {
            let met = met_by(&account, &account.stakeholders[at], day("2026-11-21"));
            let told = met
                .iter()
                .map(|met| format!("{} {} {}", met.who, met.times, met.last));
            told.collect::<Vec<_>>()
        };
        assert_eq!(told(0), ["bo 1 2026-11-01", "li 2 2026-10-01"]);
        assert_eq!(told(1), [""; 0]);
    }
}
