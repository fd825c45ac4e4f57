//! Movements: what became of every account between two sides of a repository (M10).

use std::collections::HashSet;
use std::io;

use rayon::prelude::*;

use super::comparison::{File, Pair, Side, compare};
use super::git::{Git, GitError};
use super::log::Files;
use super::past::slips;
use super::slips::Slips;
use crate::analysis::movement::{Change, ChangeKind, Event, Movement, State, Terms, changes, sort, tier};
use crate::analysis::tier::{Classes, Standing};
use crate::model::{Account, Day};
use crate::portfolio::{Dossier, Layout, Portfolio};
use crate::settings::{Settings, plain};
use crate::source::SourceFile;

/// What both sides are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'s> {
    /// The settings of today.
    pub settings: &'s Settings,
    /// Where the files are.
    pub layout: &'s Layout,
    /// The day to reckon from.
    pub today: Day,
    /// Whether private details are told.
    pub wants_private: bool,
}

/// What became of the accounts.
#[derive(Debug)]
pub struct Movements {
    /// One for each account of which there is something to tell, the weightiest first.
    pub movements: Vec<Movement>,
    /// Files that are there and cannot be read, and why.
    pub unreadable: Vec<(String, io::Error)>,
}

/// Compares a commit with another side. Where tiers are ranks among all accounts, those whose own dossier is the same
/// may have moved, too: of theirs only the sections are read that a tier is computed from.
///
/// # Errors
/// What git says where it cannot tell.
pub fn movements(git: &Git, sides: (&str, &Side), judge: &Judge<'_>) -> Result<Movements, GitError> {
    let policy = &judge.settings.tiers;
    let wanted = [&policy.sections()[..], &["owner"]].concat();
    let sections = policy.compares().then_some(&wanted[..]);
    let mut comparison = compare(git, sides, (judge.settings, judge.layout), sections)?;
    let same = Portfolio::decode(&comparison.same);
    let mut movements = judged(&comparison.pairs, &same, judge);
    count_slips(git, sides.1, (&mut movements, &comparison.pairs), judge)?;
    movements.retain(|movement| !movement.changes.is_empty());
    sort(&mut movements);
    let unreadable = comparison.same.unreadable();
    let unreadable = unreadable.map(|(name, error)| (name.to_owned(), error.kind().into()));
    comparison.unreadable.extend(unreadable);
    Ok(Movements {
        movements,
        unreadable: comparison.unreadable,
    })
}

/// A movement for each pair, in their order, then one for each account whose dossier is the same and whose tier is not.
fn judged(pairs: &[Pair], same: &Portfolio<'_>, judge: &Judge<'_>) -> Vec<Movement> {
    let older = read(pairs.iter().map(|(before, _)| before.as_ref()));
    let newer = read(pairs.iter().map(|(_, after)| after.as_ref()));
    let same = same.accounts();
    let (before, after) = (accounts(&older, &same), accounts(&newer, &same));
    let (settings, exchange) = (judge.settings, judge.settings.exchange());
    let classes = |accounts| Classes::new(accounts, &settings.tiers, &exchange, judge.today);
    let (then, now) = rayon::join(|| classes(&before), || classes(&after));
    let (stood, stand) = (standings(&older, &then), standings(&newer, &now));
    let changed = (older.par_iter().zip(&stood)).zip(newer.par_iter().zip(&stand));
    let mut movements: Vec<Movement> = changed.map(|(then, now)| of_pair(then, now, judge)).collect();
    let firsts = (before.len() - same.len(), after.len() - same.len());
    movements.par_extend(same.par_iter().enumerate().filter_map(|(at, account)| {
        let (before, after) = (firsts.0 + at, firsts.1 + at);
        if then.tier(before) == now.tier(after) {
            return None;
        }
        let standing = now.standing(after);
        let moved = tier(&then.standing(before), &standing)?;
        Some(movement(&account.id, Some(account), Some(&standing), vec![moved]))
    }));
    movements
}

fn read<'f>(files: impl Iterator<Item = Option<&'f File>>) -> Vec<Option<Dossier<'f>>> {
    let files: Vec<_> = files.collect();
    files
        .into_par_iter()
        .map(|file| file.map(|file| Dossier::read(&file.id, &file.source)))
        .collect()
}

/// The accounts of a side: those of dossiers that are not the same on the other first.
fn accounts<'r, 'f>(own: &'r [Option<Dossier<'f>>], same: &[&'r Account<'f>]) -> Vec<&'r Account<'f>> {
    let own = own.iter().filter_map(account);
    own.chain(same.iter().copied()).collect()
}

fn account<'r, 'f>(dossier: &'r Option<Dossier<'f>>) -> Option<&'r Account<'f>> {
    dossier.as_ref()?.account.as_ref()
}

/// The standing of the account of each dossier, if it has one; they are the first of the classes.
fn standings(own: &[Option<Dossier<'_>>], classes: &Classes<'_, '_>) -> Vec<Option<Standing>> {
    let mut places = 0..;
    own.iter()
        .map(|dossier| account(dossier).and_then(|_| Some(classes.standing(places.next()?))))
        .collect()
}

/// A dossier on one side, and where its account stands.
type Ranked<'r, 'f> = (&'r Option<Dossier<'f>>, &'r Option<Standing>);

fn of_pair((older, then): Ranked<'_, '_>, (newer, now): Ranked<'_, '_>, judge: &Judge<'_>) -> Movement {
    let told = match (older, newer) {
        (Some(older), Some(newer)) => of_both((older, then.as_ref()), (newer, now.as_ref()), judge),
        (None, Some(_)) => vec![Change::new(ChangeKind::Account, Event::Added)],
        (Some(_), None) => vec![Change::new(ChangeKind::Account, Event::Removed)],
        (None, None) => Vec::new(),
    };
    let faults = [older, newer].into_iter().zip([Event::Removed, Event::Added]);
    let faults = faults.filter_map(|(dossier, event)| fault(dossier.as_ref()?, event));
    let mut told: Vec<Change> = told.into_iter().chain(faults).collect();
    told.sort_by_key(|change| change.kind);
    let standing = now.as_ref().or(then.as_ref());
    match newer.as_ref().or(older.as_ref()) {
        Some(dossier) => movement(dossier.id, dossier.account.as_ref(), standing, told),
        None => Movement::default(),
    }
}

fn of_both(
    (older, then): (&Dossier<'_>, Option<&Standing>),
    (newer, now): (&Dossier<'_>, Option<&Standing>),
    judge: &Judge<'_>,
) -> Vec<Change> {
    let mut told = Vec::new();
    if older.id != newer.id {
        told.push(Change {
            before: Some(older.id.to_owned()),
            after: Some(newer.id.to_owned()),
            ..Change::new(ChangeKind::Renamed, Event::Changed)
        });
    }
    let terms = Terms {
        health: judge.settings.health(),
        today: judge.today,
    };
    if let (Some(then), Some(now), Some(before), Some(after)) = (then, now, &older.account, &newer.account) {
        older.document.look(|older| {
            newer.document.look(|newer| {
                let before = State {
                    account: before,
                    tree: older,
                    standing: then,
                };
                let after = State {
                    account: after,
                    tree: newer,
                    standing: now,
                };
                told.extend(changes(&before, &after, &terms, judge.wants_private));
            });
        });
    }
    told
}

/// Why a dossier cannot be told of, if it cannot; `Removed` where it could not be read before.
fn fault(dossier: &Dossier<'_>, event: Event) -> Option<Change> {
    let problem = dossier
        .document
        .problems
        .first()
        .filter(|_| dossier.account.is_none())?;
    let source = dossier.document.source;
    let line = source.position(problem.span.start).line;
    Some(Change {
        subject: format!("{}:{line}", source.name()),
        why: Some(problem.message.clone()),
        ..Change::new(ChangeKind::Unreadable, event)
    })
}

fn movement(
    id: &str,
    account: Option<&Account<'_>>,
    standing: Option<&Standing>,
    changes: Vec<Change>,
) -> Movement {
    Movement {
        id: id.to_owned(),
        name: account.map_or(id, |account| &account.name).to_owned(),
        owner: account.and_then(|account| Some(account.owner.as_deref()?.to_owned())),
        tier: standing.map(|standing| standing.tier),
        changes,
    }
}

/// Says of each date that was moved how often it was, from one look at the past.
fn count_slips(
    git: &Git,
    after: &Side,
    (movements, pairs): (&mut [Movement], &[Pair]),
    judge: &Judge<'_>,
) -> Result<(), GitError> {
    let slipped = |movement: &Movement| movement.changes.iter().any(|change| change.slip.is_some());
    let (mut moved, mut texts) = (Vec::new(), Vec::new());
    for (movement, pair) in movements.iter_mut().zip(pairs) {
        if let (true, (Some(before), Some(now))) = (slipped(movement), pair) {
            moved.push(movement);
            texts.push([&before.source, &now.source]);
        }
    }
    if texts.is_empty() {
        return Ok(());
    }
    let until = match after {
        Side::Commit(commit) => commit.clone(),
        Side::WorkTree => git.commit("HEAD")?,
    };
    let counted = slips_of(git, &until, &texts, judge)?;
    for (movement, counted) in moved.into_iter().zip(counted) {
        for change in &mut movement.changes {
            let slip = change.slip.as_ref().and_then(|slip| counted.as_ref()?.get(slip));
            change.times = slip.map(|slip| slip.times);
        }
    }
    Ok(())
}

/// The slips of dossiers, each as it was and as it is; none of one whose name the commit does not know.
fn slips_of(
    git: &Git,
    until: &str,
    texts: &[[&SourceFile; 2]],
    judge: &Judge<'_>,
) -> Result<Vec<Option<Slips>>, GitError> {
    let names: Vec<&str> = texts.iter().flatten().map(|text| text.name()).collect();
    let committed = git.files(until, &names)?;
    let committed: HashSet<&str> = committed.iter().map(|blob| blob.path.as_str()).collect();
    let named = texts.iter().map(|[before, now]| {
        // A name that was not committed yet has no past.
        let mut names = [now.name(), before.name()].into_iter();
        Some((names.find(|name| committed.contains(name))?, now.text()))
    });
    let named: Vec<Option<(&str, &str)>> = named.collect();
    let dossiers: Vec<(&str, &str)> = named.iter().copied().flatten().collect();
    let accounts = plain(&judge.settings.accounts);
    let below = [if judge.layout.recursive {
        accounts.as_str()
    } else {
        ""
    }];
    let files = match dossiers[..] {
        [(name, _)] => Files::One(name),
        _ => Files::Below(&below),
    };
    let mut counted = slips(git, until, files, &dossiers)?.into_iter();
    Ok(named
        .iter()
        .map(|named| named.and_then(|_| counted.next()))
        .collect())
}
