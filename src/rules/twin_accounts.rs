//! The rule `twin-accounts`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::{Check, Finding, Report, World};
use crate::analysis::wording::fold;
use crate::model::Account;
use crate::route;
use crate::source::Route;

rule! {
    /// Two dossiers that seem to be of the same client.
    ///
    /// ## Why
    ///
    /// One client, one dossier: with two, each holds half of the contacts, and both look neglected. Names,
    /// aliases, domains and ids are compared as people read them: without regard to letter case, full and
    /// half width, or white space. Companies of one group (by `parent`) may share a domain.
    ///
    /// ## How to mend
    ///
    /// Move what one of the two says to the other and remove it. If they are two clients, let the names and
    /// domains tell them apart; if they are of one group, say so with `parent`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # accounts/acme.yaml
    /// name: Acme Tools
    /// # accounts/east/acme-tools.yaml
    /// name: ＡＣＭＥ  tools
    /// ```
    pub struct TwinAccounts = "twin-accounts", Warning;
}

impl Check for TwinAccounts {
    fn portfolio(&self, world: &World<'_, '_>, report: &mut Report<'_>) {
        let accounts = world.portfolio.accounts();
        let known_by: Vec<Vec<_>> = accounts
            .par_iter()
            .map(|account| marks(account).collect())
            .collect();
        let mut first_with = HashMap::with_capacity(accounts.len() * 4);
        for (at, (account, marks)) in accounts.iter().zip(known_by).enumerate() {
            let mut twins = BTreeMap::new();
            for (mark, folded) in marks {
                let (twin, first) = *first_with.entry((mark.word(), folded)).or_insert((at, mark));
                if twin != at && !is_usual(world, mark, accounts[twin], account) {
                    share(twins.entry(twin).or_default(), (first, mark));
                }
            }
            for (twin, shared) in twins {
                report_twin(world, account, accounts[twin], &shared, report);
            }
        }
    }
}

/// How many of the things shared are named.
const SHOWN: usize = 4;

/// Something that an account is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Id,
    Name,
    Alias(usize),
    Domain(usize),
}

impl Mark {
    /// Where it stands; an id stands in no file, so that the name is shown.
    fn route(self) -> Route {
        match self {
            Self::Id | Self::Name => route!["name"],
            Self::Alias(at) => route!["aliases", at],
            Self::Domain(at) => route!["domains", at],
        }
    }

    fn text<'a>(self, account: &'a Account<'_>) -> &'a str {
        match self {
            Self::Id => &account.id,
            Self::Name => &account.name,
            Self::Alias(at) => &account.aliases[at],
            Self::Domain(at) => &account.domains[at],
        }
    }

    /// What it is; each is compared with its like.
    fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name | Self::Alias(_) => "name",
            Self::Domain(_) => "domain",
        }
    }
}

/// What an account is known by, as written and as people read it.
fn marks<'a>(account: &'a Account<'_>) -> impl Iterator<Item = (Mark, Cow<'a, str>)> {
    let aliases = (0..account.aliases.len()).map(Mark::Alias);
    let domains = (0..account.domains.len()).map(Mark::Domain);
    let all = [Mark::Id, Mark::Name].into_iter().chain(aliases).chain(domains);
    all.map(|mark| (mark, fold(mark.text(account))))
        .filter(|(_, folded)| !folded.is_empty())
}

/// Companies of one group share their domain.
fn is_usual(world: &World<'_, '_>, mark: Mark, one: &Account<'_>, other: &Account<'_>) -> bool {
    matches!(mark, Mark::Domain(_)) && top(world, one) == top(world, other)
}

/// The id of the topmost account of a group. No group is this deep; in a circle the way ends somewhere.
fn top<'a>(world: &'a World<'_, '_>, account: &'a Account<'_>) -> &'a str {
    const LEVELS: usize = 16;
    let parent = |id: &&'a str| {
        let dossier = world.portfolio.dossiers.get(world.file(id)?.0)?;
        dossier.account.as_ref()?.parent.as_deref()
    };
    std::iter::successors(Some(account.id.as_str()), parent)
        .take(LEVELS)
        .last()
        .unwrap_or(&account.id)
}

/// Notes what two accounts share, each thing once, as far as it will be told.
fn share(shared: &mut Vec<(Mark, Mark)>, marks: (Mark, Mark)) {
    if shared.len() <= SHOWN && shared.iter().all(|(first, _)| *first != marks.0) {
        shared.push(marks);
    }
}

fn report_twin(
    world: &World<'_, '_>,
    account: &Account<'_>,
    twin: &Account<'_>,
    shared: &[(Mark, Mark)],
    report: &mut Report<'_>,
) {
    let (Some(file), Some(other), Some((_, place))) =
        (world.file(&account.id), world.file(&twin.id), shared.first())
    else {
        return;
    };
    let told = shared.iter().take(SHOWN);
    let mut words: Vec<_> = told
        .clone()
        .map(|(_, mark)| format!("the {} `{}`", mark.word(), mark.text(account).trim()))
        .collect();
    if shared.len() > SHOWN {
        words.push("more".to_owned());
    }
    let message = format!(
        "`{}` seems to be the same client: it has {}, too",
        twin.id,
        words.join(" and ")
    );
    let help = "merge the two dossiers; or set them apart by name and domain, or as one group by `parent`";
    let finding = told.fold(
        Finding::at(place.route(), message).help(help),
        |finding, (first, _)| {
            finding.label_in(
                other,
                first.route(),
                format!("the {} `{}`", first.word(), first.text(twin).trim()),
            )
        },
    );
    report.add_in(file, finding);
}
