//! Finding the account that somebody means: by id, name or alias, or a unique beginning.

use super::context::Context;
use super::exit::Failure;
use crate::model::Account;
use crate::portfolio::{Dossier, Portfolio, Sources};
use crate::render::visible;
use crate::source::nearest;

/// How many candidates are named.
const CANDIDATES: usize = 8;

/// The dossier that a word on the command line means.
///
/// # Errors
/// [`Failure::Usage`] with the candidates where it means none or several: a near miss is only ever suggested.
pub(super) fn find<'p, 's>(portfolio: &'p Portfolio<'s>, typed: &str) -> Result<&'p Dossier<'s>, Failure> {
    let dossiers = &portfolio.dossiers;
    let tries: [&dyn Fn(&Dossier<'_>) -> bool; 4] = [
        &|dossier| dossier.id == typed,
        &|dossier| names(dossier).any(|name| name == typed),
        &|dossier| last_part(dossier.id) == typed,
        &|dossier| begins(dossier, typed),
    ];
    for is_meant in tries {
        let mut meant = dossiers.iter().filter(|dossier| is_meant(dossier));
        match (meant.next(), meant.next()) {
            (Some(one), None) => return Ok(one),
            (Some(_), Some(_)) => {
                let ids = dossiers
                    .iter()
                    .filter(|dossier| is_meant(dossier))
                    .map(|dossier| dossier.id);
                return Err(Failure::Usage(format!(
                    "`{typed}` can mean several accounts: {}",
                    listed(ids)
                )));
            }
            _ => {}
        }
    }
    Err(Failure::Usage(unknown(portfolio, typed)))
}

/// The account itself, which must have been readable.
pub(super) fn find_account<'p, 's>(
    portfolio: &'p Portfolio<'s>,
    typed: &str,
) -> Result<&'p Account<'s>, Failure> {
    readable(find(portfolio, typed)?)
}

/// The account of a dossier, which must have been readable.
pub(super) fn readable<'d, 's>(dossier: &'d Dossier<'s>) -> Result<&'d Account<'s>, Failure> {
    dossier.account.as_ref().ok_or_else(|| {
        Failure::Usage(format!(
            "{} cannot be read; `dossier check {}` tells why",
            visible::line(dossier.document.source.name()),
            visible::line(dossier.id)
        ))
    })
}

/// The id of the account that a word means. Where it is an id nothing but the names of files is read.
pub(super) fn id(context: &Context, sources: &Sources, typed: &str) -> Result<String, Failure> {
    match sources.file(typed) {
        Some(_) => Ok(typed.to_owned()),
        None => Ok(find(&context.portfolio(sources), typed)?.id.to_owned()),
    }
}

/// The ids of the accounts that some words mean; none where there are no words.
pub(super) fn ids<'p>(portfolio: &'p Portfolio<'_>, typed: &[String]) -> Result<Vec<&'p str>, Failure> {
    typed
        .iter()
        .map(|typed| Ok(find_account(portfolio, typed)?.id.as_str()))
        .collect()
}

fn names<'a>(dossier: &'a Dossier<'_>) -> impl Iterator<Item = &'a str> {
    let account = dossier.account.as_ref();
    account.map(|account| account.name.as_str()).into_iter().chain(
        account
            .into_iter()
            .flat_map(|account| account.aliases.iter().map(|alias| alias.as_str())),
    )
}

fn last_part(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(_, last)| last)
}

fn begins(dossier: &Dossier<'_>, typed: &str) -> bool {
    let typed = typed.to_lowercase();
    let begins = |name: &str| name.to_lowercase().starts_with(&typed);
    !typed.is_empty() && (begins(dossier.id) || begins(last_part(dossier.id)) || names(dossier).any(begins))
}

fn unknown(portfolio: &Portfolio<'_>, typed: &str) -> String {
    let ids = portfolio.dossiers.iter().map(|dossier| dossier.id);
    let lasts = ids.clone().map(last_part);
    match nearest(typed, ids.clone()).or_else(|| nearest(typed, lasts)) {
        Some(near) => format!(
            "there is no account `{typed}`; did you mean `{}`?",
            visible::line(near)
        ),
        None => format!("there is no account `{typed}`; there are {}", listed(ids)),
    }
}

fn listed<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let all: Vec<&str> = ids.collect();
    let shown = all
        .iter()
        .take(CANDIDATES)
        .map(|id| visible::line(id))
        .collect::<Vec<_>>()
        .join(", ");
    match all.len().checked_sub(CANDIDATES) {
        Some(more) if more > 0 => format!("{shown} and {more} more (`dossier list`)"),
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Result<String, String> {
        let sources = Sources::from_texts(
            [
                ("acme", "name: Acme Robotics\naliases: [阿克美]\n"),
                ("east/acme-tools", "name: Acme Tools\n"),
                ("east/boreal", "name: Boreal\n"),
            ]
            .map(|(id, text)| (id.to_owned(), text.to_owned())),
        );
        let portfolio = Portfolio::decode(&sources);
        match find(&portfolio, typed) {
            Ok(dossier) => Ok(dossier.id.to_owned()),
            Err(Failure::Usage(message)) => Err(message),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn accounts_are_found_by_id_name_alias_and_unique_beginning() {
        for (typed, id) in [
            ("acme", "acme"),
            ("Acme Robotics", "acme"),
            ("阿克美", "acme"),
            ("boreal", "east/boreal"),
            ("bor", "east/boreal"),
            ("east/acme", "east/acme-tools"),
        ] {
            assert_eq!(found(typed).as_deref(), Ok(id), "{typed}");
        }
    }

    #[test]
    fn what_is_not_unique_or_not_there_is_refused_with_candidates() {
        assert!(found("ac").is_err_and(|message| message.contains("acme, east/acme-tools")));
        assert!(found("borael").is_err_and(|message| message.contains("did you mean `boreal`?")));
        assert!(found("zzz").is_err_and(|message| message.contains("there are acme")));
    }
}
