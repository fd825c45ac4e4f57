//! What whoever takes over must know: who knows whom, what went wrong, who answers for what (M5, M8, M9).

use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use super::footing::met_by;
use super::people::{Person, persons};
use crate::model::deal::Outcome;
use crate::model::touchpoint::Achieved;
use crate::model::{Account, Day, Party};

/// How far back a meeting that failed still rankles, in days.
const RANKLES: i64 = 365;

/// What a successor needs beyond the rest of the brief.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Handover<'a> {
    /// People there whom none of us but the account manager has met, the most influential first.
    pub known_to_owner_alone: Vec<Person<'a>>,
    /// What went wrong, the latest first.
    pub sore: Vec<Sore<'a>>,
    /// Who answers for what when something goes wrong.
    pub escalation: Vec<EscalationInfo<'a>>,
    /// Who else of us works for the account, and as what.
    pub team: Vec<(String, Option<&'a str>)>,
    /// Who outside helps us, and how.
    pub allies: Vec<(&'a str, Option<&'a str>)>,
    /// What we can bring.
    pub ours: Vec<&'a str>,
    /// What they can bring.
    pub theirs: Vec<&'a str>,
}

/// Something that went wrong.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sore<'a> {
    /// What it was: `broken` promise, `failed` meeting or `lost` deal.
    pub kind: &'static str,
    /// The day, where it is known.
    pub on: Option<Day>,
    /// What about.
    pub what: &'a str,
    /// With whom.
    pub with: Vec<&'a str>,
    /// How we made it good.
    pub remedy: Option<&'a str>,
}

/// Who answers for an area.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EscalationInfo<'a> {
    /// The area.
    pub area: &'a str,
    /// Of us.
    pub ours: Option<String>,
    /// Of them.
    pub theirs: Option<&'a str>,
}

pub(super) fn handover<'a>(account: &'a Account<'a>, request: &Request<'_>) -> Handover<'a> {
    let list = |texts: &'a [crate::model::Text<'_>]| texts.iter().map(|text| text.as_str()).collect();
    Handover {
        known_to_owner_alone: known_to_owner_alone(account, request),
        sore: sore(account, request.today),
        escalation: escalation(account, request),
        team: account
            .team
            .iter()
            .filter_map(|one| Some((request.name_of(one.who.as_deref()?), one.does.as_deref())))
            .collect(),
        allies: account
            .allies
            .iter()
            .filter_map(|ally| Some((ally.name.as_deref()?, ally.how.as_deref())))
            .collect(),
        ours: list(&account.resources.ours),
        theirs: list(&account.resources.theirs),
    }
}

fn known_to_owner_alone<'a>(account: &'a Account<'a>, request: &Request<'_>) -> Vec<Person<'a>> {
    let Some(owner) = account.owner.as_deref() else {
        return Vec::new();
    };
    let alone = account
        .present(request.today)
        .filter(|person| met_by(account, person, request.today) == [owner]);
    persons(alone, account, request)
}

fn sore<'a>(account: &'a Account<'_>, today: Day) -> Vec<Sore<'a>> {
    let mut sore: Vec<_> = broken(account)
        .chain(failed(account, today))
        .chain(lost(account))
        .collect();
    sore.sort_by_key(|one| std::cmp::Reverse(one.on));
    sore
}

/// Promises of ours that were broken, also those made good.
fn broken<'a>(account: &'a Account<'_>) -> impl Iterator<Item = Sore<'a>> {
    let ours = account
        .commitments
        .iter()
        .filter(|promise| promise.broken && promise.by != Some(Party::Them));
    ours.filter_map(|promise| {
        let to = promise.to.as_deref().map(|id| account.person_name(id));
        Some(Sore {
            kind: "broken",
            on: promise.due,
            what: promise.what.as_deref()?,
            with: to.into_iter().collect(),
            remedy: promise.remedy.as_deref(),
        })
    })
}

fn failed<'a>(account: &'a Account<'_>, today: Day) -> impl Iterator<Item = Sore<'a>> {
    let failed = account.real_touchpoints(today).filter(move |touch| {
        touch.achieved == Some(Achieved::No) && touch.on.is_some_and(|on| today.days_since(on) <= RANKLES)
    });
    failed.filter_map(|touch| {
        Some(Sore {
            kind: "failed",
            on: touch.on,
            what: touch.outcome.as_deref().or(touch.purpose.as_deref())?,
            with: touch.with.iter().map(|id| account.person_name(id)).collect(),
            remedy: None,
        })
    })
}

fn lost<'a>(account: &'a Account<'_>) -> impl Iterator<Item = Sore<'a>> {
    let lost = account
        .opportunities
        .iter()
        .filter(|deal| deal.outcome == Some(Outcome::Lost));
    lost.map(|deal| Sore {
        kind: "lost",
        on: deal.close,
        what: deal.called(),
        with: Vec::new(),
        remedy: None,
    })
}

fn escalation<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Vec<EscalationInfo<'a>> {
    account
        .escalation
        .iter()
        .filter_map(|one| {
            Some(EscalationInfo {
                area: one.area.as_deref()?,
                ours: one.ours.as_deref().map(|id| request.name_of(id)),
                theirs: one.theirs.as_deref().map(|id| account.person_name(id)),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::look;
    use super::*;

    #[test]
    fn only_meetings_of_the_account_manager_alone_count() {
        let text = "owner: wang
stakeholders: [{id: a, influence: 2}, {id: b, influence: 5}, {id: c}, {id: d}, {id: e, left: 2026-01-01}]
touchpoints:
- {on: 2026-11-01, kind: visit, by: wang, with: [a, b, c, e]}
- {on: 2026-11-02, kind: mailing, by: chen, with: [b]}
- {on: 2026-11-03, kind: call, by: chen, with: [c]}
- {on: 2026-11-30, kind: call, by: wang, with: [d]}
";
        let alone = |text: &str| {
            look(text, |account, request| {
                let handover = handover(account, request);
                let people = handover.known_to_owner_alone.iter();
                people.map(|person| person.name.to_owned()).collect::<Vec<_>>()
            })
        };
        assert_eq!(alone(text), ["b", "a"]);
        assert_eq!(alone(&text.replace("owner: wang\n", "")), Vec::<String>::new());
    }

    #[test]
    fn what_went_wrong_is_told_the_latest_first() {
        let text = "stakeholders: [{id: a, name: Ada}]
commitments:
- {what: dates, by: us, to: a, due: 2026-06-15, broken: true, remedy: two days}
- {what: theirs, by: them, due: 2026-06-15, broken: true}
touchpoints:
- {on: 2026-10-01, kind: visit, with: [a], purpose: the price, achieved: no}
- {on: 2026-10-02, kind: visit, achieved: partly, outcome: half}
- {on: 2025-11-20, kind: visit, achieved: no, outcome: long ago}
opportunities: [{name: Line 1, outcome: lost, close: 2026-08-01}]
";
        look(text, |account, request| {
            let sore = handover(account, request).sore;
            let told: Vec<_> = sore.iter().map(|one| (one.kind, one.what, one.remedy)).collect();
            let expected = [
                ("failed", "the price", None),
                ("lost", "Line 1", None),
                ("broken", "dates", Some("two days")),
            ];
            assert_eq!(told, expected);
            assert_eq!(
                (sore[0].with.as_slice(), sore[2].with.as_slice()),
                (&["Ada"][..], &["Ada"][..])
            );
        });
    }
}
