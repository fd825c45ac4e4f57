//! Movements: what became of every account between two sides of a repository (M10).

use std::io;

use rayon::prelude::*;

use super::comparison::{Comparison, File, Side, compare};
use super::git::{Git, GitError};
use super::slips::slips;
use crate::analysis::movement::{Change, ChangeKind, Event, Movement, State, Terms, changes, sort, tier};
use crate::analysis::tier::{SECTIONS, Standing, tiers};
use crate::model::{Account, Day};
use crate::portfolio::{Dossier, Layout};
use crate::settings::Settings;

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
    let wanted = [&SECTIONS[..], &["owner"]].concat();
    let sections = judge.settings.tiers.compares().then_some(&wanted[..]);
    let comparison = compare(git, sides, (judge.settings, judge.layout), sections)?;
    let mut movements = judged(&comparison, judge);
    for (movement, pair) in movements.iter_mut().zip(&comparison.pairs) {
        if movement.changes.iter().any(|change| change.slip.is_some()) {
            count_slips(git, sides.1, movement, pair)?;
        }
    }
    movements.retain(|movement| !movement.changes.is_empty());
    sort(&mut movements);
    Ok(Movements {
        movements,
        unreadable: comparison.unreadable,
    })
}

/// A movement for each pair of the comparison, in its order, then one for each account that is the same.
fn judged(comparison: &Comparison, judge: &Judge<'_>) -> Vec<Movement> {
    let older = read(comparison.pairs.iter().map(|(before, _)| before.as_ref()));
    let newer = read(comparison.pairs.iter().map(|(_, after)| after.as_ref()));
    let same = read(comparison.same.iter().map(Some));
    let ranked = |side: &[Option<Dossier<'_>>]| {
        let own = side.iter().chain(&same);
        let accounts: Vec<Option<&Account<'_>>> =
            own.map(|dossier| dossier.as_ref()?.account.as_ref()).collect();
        standings(&accounts, judge)
    };
    let (then, now) = rayon::join(|| ranked(&older), || ranked(&newer));
    let all_older = older.iter().chain(&same);
    let all_newer = newer.iter().chain(&same);
    let sides = all_older.zip(&then).zip(all_newer.zip(&now));
    let (changed, unchanged): (Vec<_>, Vec<_>) = sides.enumerate().partition(|(at, _)| *at < older.len());
    let changed = changed
        .into_par_iter()
        .map(|(_, (then, now))| of_pair(then, now, judge));
    let mut movements: Vec<Movement> = changed.collect();
    movements.extend(
        unchanged
            .into_iter()
            .filter_map(|(_, ((dossier, then), (_, now)))| {
                let moved = tier(then.as_ref()?, now.as_ref()?)?;
                Some(movement(dossier.as_ref()?, now.as_ref(), vec![moved]))
            }),
    );
    movements
}

fn read<'f>(files: impl Iterator<Item = Option<&'f File>>) -> Vec<Option<Dossier<'f>>> {
    let files: Vec<_> = files.collect();
    files
        .into_par_iter()
        .map(|file| file.map(|file| Dossier::read(&file.id, &file.source)))
        .collect()
}

/// The standing of each account; none where there is no account.
fn standings(accounts: &[Option<&Account<'_>>], judge: &Judge<'_>) -> Vec<Option<Standing>> {
    let there: Vec<&Account<'_>> = accounts.iter().copied().flatten().collect();
    let settings = judge.settings;
    let mut standings = tiers(&there, &settings.tiers, &settings.exchange(), judge.today).into_iter();
    accounts
        .iter()
        .map(|account| account.and_then(|_| standings.next()))
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
    let told: Vec<Change> = told.into_iter().chain(faults).collect();
    let standing = now.as_ref().or(then.as_ref());
    match newer.as_ref().or(older.as_ref()) {
        Some(dossier) => movement(dossier, standing, told),
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

fn movement(dossier: &Dossier<'_>, standing: Option<&Standing>, changes: Vec<Change>) -> Movement {
    let account = dossier.account.as_ref();
    Movement {
        id: dossier.id.to_owned(),
        name: account.map_or(dossier.id, |account| &account.name).to_owned(),
        owner: account.and_then(|account| Some(account.owner.as_deref()?.to_owned())),
        tier: standing.map(|standing| standing.tier),
        changes,
    }
}

/// Says of each date that was moved how often it was.
fn count_slips(
    git: &Git,
    after: &Side,
    movement: &mut Movement,
    pair: &(Option<File>, Option<File>),
) -> Result<(), GitError> {
    let (Some(before), Some(now)) = pair else {
        return Ok(());
    };
    let (until, path) = match after {
        Side::Commit(commit) => (commit.clone(), now.source.name()),
        // A name that was not committed yet has no past.
        Side::WorkTree => (git.commit("HEAD")?, before.source.name()),
    };
    let counted = slips(git, &until, path, now.source.text())?;
    for change in &mut movement.changes {
        change.times = change
            .slip
            .as_ref()
            .and_then(|slip| Some(counted.get(slip)?.times));
    }
    Ok(())
}
