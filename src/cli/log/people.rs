//! Finding people by id, name or a unique beginning of one: those of an account, and those of us.

use crate::model::{Account, Stakeholder};
use crate::render::visible;
use crate::settings::Settings;
use crate::source::nearest;

/// A person: the id, and the name.
type Called<'a> = (Option<&'a str>, Option<&'a str>);

/// The person of an account that is meant, with the id.
///
/// # Errors
/// Whom it can mean, where that is not one person with an id.
pub(super) fn theirs<'a, 's>(
    account: &'a Account<'s>,
    typed: &str,
) -> Result<(&'a str, &'a Stakeholder<'s>), String> {
    let people = &account.stakeholders;
    let called: Vec<Called<'_>> = people
        .iter()
        .map(|person| (person.id.as_deref(), person.name.as_deref()))
        .collect();
    let of = format!("the dossier of {}", account.name.as_str());
    let person = &people[one(typed, &called, &of)?];
    match person.id.as_deref() {
        Some(id) => Ok((id, person)),
        None => Err(format!(
            "{} has no id in {of}, by which a touchpoint names people; give them one first",
            person.called()
        )),
    }
}

/// The id of whom of us is meant; without a team it is what was typed.
///
/// # Errors
/// Whom it can mean, where that is not one of us.
pub(super) fn ours<'a>(settings: &'a Settings, typed: &'a str) -> Result<&'a str, String> {
    let called: Vec<Called<'_>> = settings
        .team
        .iter()
        .map(|(id, colleague)| (Some(id.as_str()), colleague.name.as_deref()))
        .collect();
    if called.is_empty() {
        return Ok(typed);
    }
    let found = called[one(typed, &called, "the team")?];
    Ok(found.0.unwrap_or(typed))
}

/// The place of the only one that is meant.
fn one(typed: &str, called: &[Called<'_>], of: &str) -> Result<usize, String> {
    let begins = |name: &str| name.to_lowercase().starts_with(&typed.to_lowercase());
    let tries: [&dyn Fn(&Called<'_>) -> bool; 3] = [
        &|(id, _)| *id == Some(typed),
        &|(_, name)| *name == Some(typed),
        &|(id, name)| !typed.is_empty() && (id.is_some_and(begins) || name.is_some_and(begins)),
    ];
    for is_meant in tries {
        let meant: Vec<usize> = (0..called.len()).filter(|at| is_meant(&called[*at])).collect();
        match meant.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            several => {
                let several = several.iter().map(|at| said(&called[*at]));
                let several = several.collect::<Vec<_>>().join(", ");
                return Err(format!("`{typed}` can mean several people of {of}: {several}"));
            }
        }
    }
    let words = || called.iter().flat_map(|(id, name)| [*id, *name]).flatten();
    Err(match (nearest(typed, words()), called) {
        (Some(near), _) => {
            let near = visible::line(near);
            format!("{of} has nobody called `{typed}`; did you mean `{near}`?")
        }
        (None, []) => format!("{of} has nobody called `{typed}`, and nobody else"),
        (None, called) => {
            let all = called.iter().map(said).collect::<Vec<_>>().join(", ");
            format!("{of} has nobody called `{typed}`; there are {all}")
        }
    })
}

/// A person to people: `李伟 (li-wei)`.
fn said((id, name): &Called<'_>) -> String {
    let said = match (name, id) {
        (Some(name), Some(id)) => format!("{name} ({id})"),
        (name, id) => name.or(*id).unwrap_or("?").to_owned(),
    };
    visible::line(&said).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: [Called<'static>; 4] = [
        (Some("li-wei"), Some("李伟")),
        (Some("li-na"), Some("Li Na")),
        (Some("li"), None),
        (None, Some("孙洁")),
    ];

    #[test]
    fn people_are_found_by_id_name_or_unique_beginning() {
        for (typed, at) in [("li", 2), ("李伟", 0), ("li-w", 0), ("Li n", 1), ("孙", 3)] {
            assert_eq!(one(typed, &PEOPLE, "x"), Ok(at), "{typed}");
        }
    }

    #[test]
    fn who_is_not_one_of_them_is_refused_with_candidates() {
        let why = |typed, all: &[Called<'_>]| one(typed, all, "the team").expect_err(typed);
        assert_eq!(
            why("l", &PEOPLE),
            "`l` can mean several people of the team: 李伟 (li-wei), Li Na (li-na), li"
        );
        assert_eq!(
            why("li-nb", &PEOPLE),
            "the team has nobody called `li-nb`; did you mean `li-na`?"
        );
        assert!(why("", &PEOPLE).ends_with("there are 李伟 (li-wei), Li Na (li-na), li, 孙洁"));
        assert!(why("x", &[]).ends_with("and nobody else"));
    }
}
