//! Finding what somebody means within a dossier: by id or name, or by a part that only one of them has.

use super::context::Context;
use super::exit::Failure;
use crate::analysis::references::{Target, references};
use crate::model::{Account, Stakeholder};
use crate::render::visible;
use crate::settings::Settings;
use crate::source::nearest;

/// Something that can be meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'a> {
    /// Its place in its list.
    pub(super) at: usize,
    /// Its id.
    pub(super) id: Option<&'a str>,
    /// What it is called or says.
    pub(super) name: Option<&'a str>,
}

/// The place of the one of its kind that a word means.
///
/// # Errors
/// [`Failure::Usage`] with the candidates where it means none or several.
pub(super) fn pick(kind: &str, candidates: &[Candidate<'_>], typed: &str) -> Result<usize, Failure> {
    let part = typed.to_lowercase();
    let has_part = |text: Option<&str>| text.is_some_and(|text| text.to_lowercase().contains(&part));
    let tries: [&dyn Fn(&Candidate<'_>) -> bool; 3] = [
        &|one| one.id == Some(typed),
        &|one| one.name == Some(typed),
        &|one| has_part(one.id) || has_part(one.name),
    ];
    for is_meant in tries.iter().filter(|_| !typed.is_empty()) {
        let meant: Vec<_> = candidates.iter().copied().filter(|one| is_meant(one)).collect();
        match meant.as_slice() {
            [] => {}
            [one] => return Ok(one.at),
            several => {
                let listed = listed(several);
                return Err(Failure::Usage(format!("`{typed}` can mean several: {listed}")));
            }
        }
    }
    let ids = candidates.iter().filter_map(|one| one.id);
    Err(Failure::Usage(match (nearest(typed, ids), candidates) {
        (Some(near), _) => format!(
            "there is no {kind} `{typed}`; did you mean `{}`?",
            visible::line(near)
        ),
        (None, []) => format!("there is no {kind} `{typed}`, nor any other"),
        (None, all) => format!("there is no {kind} `{typed}`; there are {}", listed(all)),
    }))
}

/// How many are named.
const NAMED: usize = 8;

fn listed(candidates: &[Candidate<'_>]) -> String {
    let called = |one: &Candidate<'_>| match (one.id, one.name) {
        (Some(id), Some(name)) => format!("`{}` ({})", visible::line(id), visible::line(name)),
        (id, name) => format!("`{}`", visible::line(id.or(name).unwrap_or("?"))),
    };
    let named: Vec<String> = candidates.iter().take(NAMED).map(called).collect();
    match candidates.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// The place of the person of the account whom a word means.
pub(super) fn person(account: &Account<'_>, typed: &str) -> Result<usize, Failure> {
    let people = account.stakeholders.iter().enumerate();
    let candidates: Vec<_> = people
        .map(|(at, person)| Candidate {
            at,
            id: person.id.as_deref(),
            name: person.name.as_deref(),
        })
        .collect();
    pick("stakeholder", &candidates, typed)
}

/// The id of the person of the account whom a word means, by which the rest of the dossier names people.
pub(super) fn person_id<'a>(account: &'a Account<'_>, typed: &str) -> Result<&'a str, Failure> {
    let at = person(account, typed)?;
    let person: &Stakeholder<'_> = &account.stakeholders[at];
    person.id.as_deref().ok_or_else(|| {
        Failure::Usage(format!(
            "{} has no id, by which people are named; first `dossier set {} 'stakeholders[{at}].id' ID`",
            visible::line(person.called()),
            visible::line(&account.id)
        ))
    })
}

/// The id of the one of us whom a word means; where the settings name no team it is the word itself.
pub(super) fn colleague<'a>(settings: &'a Settings, typed: &'a str) -> Result<&'a str, Failure> {
    let team: Vec<_> = settings.team.iter().collect();
    if team.is_empty() {
        return Ok(typed);
    }
    let candidates: Vec<_> = team
        .iter()
        .enumerate()
        .map(|(at, (id, colleague))| Candidate {
            at,
            id: Some(id.as_str()),
            name: colleague.name.as_deref(),
        })
        .collect();
    let (id, _) = team[pick("colleague", &candidates, typed)?];
    Ok(id.as_str())
}

/// Refuses an id that the settings' team does not have; where there is no team anybody may be meant.
pub(super) fn teammate(context: &Context, id: &str) -> Result<(), Failure> {
    let team = &context.settings.team;
    match team.is_empty() || team.contains_key(id) {
        true => Ok(()),
        false => Err(Failure::Usage(format!(
            "nobody in the team is called `{id}`; the team is {}",
            listed_ids(&context.settings)
        ))),
    }
}

/// Refuses somebody whom neither the settings' team nor a dossier names as one of us: a misspelt colleague must
/// not look like one who has nothing to do.
pub(super) fn known_colleague(
    settings: &Settings,
    accounts: &[&Account<'_>],
    id: &str,
) -> Result<(), Failure> {
    let team = &settings.team;
    if team.contains_key(id) || accounts.iter().any(|account| names(account, id)) {
        return Ok(());
    }
    let known = match team.is_empty() {
        true => "dossier.yaml names no team".to_owned(),
        false => format!("the team is {}", listed_ids(settings)),
    };
    Err(Failure::Usage(format!("nobody here is called `{id}`; {known}")))
}

fn listed_ids(settings: &Settings) -> String {
    settings.team.keys().cloned().collect::<Vec<_>>().join(", ")
}

/// Whether a dossier names somebody as one of us.
fn names(account: &Account<'_>, who: &str) -> bool {
    let mut is_named = false;
    references(account, |target, id, _| {
        is_named |= target == Target::TeamMember && id == who;
    });
    is_named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(typed: &str) -> Result<usize, String> {
        let candidates = [
            ("c1", "send the offer"),
            ("c2", "send the drawings"),
            ("offer", "call back"),
        ];
        let candidates: Vec<_> = candidates
            .iter()
            .enumerate()
            .map(|(at, (id, name))| Candidate {
                at,
                id: Some(id),
                name: Some(name),
            })
            .collect();
        pick("promise", &candidates, typed).map_err(|failure| failure.to_string())
    }

    #[test]
    fn an_id_goes_before_a_name_and_that_before_a_part() {
        for (typed, at) in [
            ("c1", 0),
            ("offer", 2),
            ("call back", 2),
            ("Drawing", 1),
            ("c2", 1),
        ] {
            assert_eq!(picked(typed), Ok(at), "{typed}");
        }
    }

    #[test]
    fn what_is_not_unique_or_not_there_is_refused_with_candidates() {
        assert_eq!(
            picked("send"),
            Err("`send` can mean several: `c1` (send the offer), `c2` (send the drawings)".to_owned())
        );
        assert_eq!(
            picked("ofer"),
            Err("there is no promise `ofer`; did you mean `offer`?".to_owned())
        );
        assert!(picked("").is_err_and(|why| why.contains("there are `c1` (send the offer),")));
    }
}
