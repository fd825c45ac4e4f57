//! Timeline: accounts at moments of their past, read from git once each and judged as of their own days (M10).

use rayon::prelude::*;

use super::contents::Object;
use super::git::{Git, GitError};
use super::log::{Commit, Extent, Files, Walk};
use super::movements::Judge;
use super::replay::{Moment, Replay, Step, replay};
use super::snapshot;
use crate::analysis::movement::{Figures, State, Terms};
use crate::analysis::tier::{Standing, TierPolicy, tiers};
use crate::analysis::timeline::{Census, Counted, Course, Made, Point, Reading};
use crate::model::{Account, Day, Tier};
use crate::portfolio::Dossier;
use crate::settings::plain;
use crate::source::tree::excerpt;
use crate::source::{SourceFile, Tree};

/// What is told while many texts are read: how many of how many.
pub type Progress<'p> = &'p dyn Fn(usize, usize);

/// The last moments of one account, the oldest first, under whatever names its file had; nothing where git does not
/// have it. Its tier is that among the accounts of then, of which only the sections are read that a tier is computed
/// from.
///
/// # Errors
/// What git says where it cannot tell.
pub fn of_account(
    git: &Git,
    path: &str,
    (step, limit): (Step, usize),
    judge: &Judge<'_>,
    progress: Progress<'_>,
) -> Result<Option<Course>, GitError> {
    let compares = judge.settings.tiers.compares();
    let commits = commits(git, if compares { None } else { Some(path) }, judge)?;
    // One more than is shown, so that the first can be told from what was before.
    let most = limit.saturating_add(1);
    let mut past = replay(&commits, step, Some((path, most)), judge.today);
    let Some(own) = past.paths.get(path).copied() else {
        return Ok(None);
    };
    past.moments
        .retain(|moment| moment.state.get(own).copied().flatten().is_some());
    past.keep_last(most);
    let texts = texts(git, &past, Some((own, &judge.settings.tiers)), progress)?;
    let read = read(&texts);
    let seen: Vec<Option<Seen<'_, '_>>> = past
        .moments
        .par_iter()
        .map(|moment| Seen::at(moment, own, &read, judge))
        .collect();
    let Some(last) = seen.iter().flatten().last() else {
        return Ok(None);
    };
    let mut points = Vec::new();
    let mut before: Option<&Seen<'_, '_>> = None;
    for (moment, seen) in past.moments.iter().zip(&seen) {
        let Some(seen) = seen else { continue };
        points.push(Point {
            reading: seen.reading(before, moment.day, judge),
            made: moment.commit.map(|at| made(&commits[at])),
        });
        before = Some(seen);
    }
    points.drain(..points.len().saturating_sub(limit));
    Ok(Some(Course {
        name: last.account.name.to_string(),
        points,
    }))
}

fn made(commit: &Commit) -> Made {
    Made {
        commit: commit.id.clone(),
        author: commit.author.clone(),
        subject: commit.subject.clone(),
    }
}

/// All accounts at the ends of the last quarters, the oldest first.
///
/// # Errors
/// What git says where it cannot tell.
pub fn of_all(
    git: &Git,
    limit: usize,
    judge: &Judge<'_>,
    progress: Progress<'_>,
) -> Result<Vec<Census>, GitError> {
    let commits = commits(git, None, judge)?;
    let mut past = replay(&commits, Step::Quarter, None, judge.today);
    past.keep_last(limit.saturating_add(1));
    let texts = texts(git, &past, None, progress)?;
    let read = read(&texts);
    let mut before: Vec<Option<Tier>> = Vec::new();
    let mut all = Vec::new();
    for moment in &past.moments {
        let standings = standings(moment, &read, judge);
        let tier = |at: usize| before.get(at).copied().flatten();
        let counted: Vec<Counted> = standings
            .par_iter()
            .map(|(at, account, standing)| {
                let terms = Terms {
                    health: judge.settings.health(),
                    today: moment.day,
                };
                counted(account, standing.tier, tier(*at), &terms)
            })
            .collect();
        all.push(Census::of(&counted, moment.day));
        before = vec![None; moment.state.len()];
        for (at, _, standing) in &standings {
            before[*at] = Some(standing.tier);
        }
    }
    all.drain(..all.len().saturating_sub(limit));
    Ok(all)
}

fn counted(account: &Account<'_>, tier: Tier, before: Option<Tier>, terms: &Terms<'_>) -> Counted {
    let figures = Figures::of(account, tier, terms);
    Counted {
        before,
        tier,
        completeness: figures.completeness,
        support: figures.support,
    }
}

/// The commits that touched one dossier or all of them, the oldest first.
fn commits(git: &Git, path: Option<&str>, judge: &Judge<'_>) -> Result<Vec<Commit>, GitError> {
    let accounts = plain(&judge.settings.accounts);
    let below = [if judge.layout.recursive {
        accounts.as_str()
    } else {
        ""
    }];
    let extent = Extent {
        until: &git.commit("HEAD")?,
        after: None,
        walk: Walk::MainLine,
        files: path.map_or(Files::Below(&below), Files::One),
    };
    let mut commits = git.log(&extent)?.collect::<Result<Vec<_>, _>>()?;
    commits.reverse();
    let flat = !judge.layout.recursive;
    for commit in &mut commits {
        commit.touched.retain(|touched| {
            let versions = [&touched.before, &touched.after].into_iter().flatten();
            let mut paths = versions.map(|version| version.path.as_str());
            path.is_some() || paths.any(|path| snapshot::id(path, &accounts, flat).is_some())
        });
    }
    Ok(commits)
}

impl Replay {
    /// Leaves the last moments, and of the objects those that they are made of.
    fn keep_last(&mut self, limit: usize) {
        let more = self.moments.len().saturating_sub(limit);
        self.moments.drain(..more);
        let mut numbers: Vec<Option<usize>> = vec![None; self.objects.len()];
        let mut objects = Vec::new();
        for held in self
            .moments
            .iter_mut()
            .flat_map(|moment| moment.state.iter_mut().flatten())
        {
            let number = *numbers[*held].get_or_insert_with(|| {
                objects.push(self.objects[*held].clone());
                objects.len() - 1
            });
            *held = number;
        }
        self.objects = objects;
    }
}

/// The texts of all objects; of others than an account's own only what tiers are computed from.
fn texts(
    git: &Git,
    past: &Replay,
    own: Option<(usize, &TierPolicy)>,
    progress: Progress<'_>,
) -> Result<Vec<SourceFile>, GitError> {
    let mut is_whole = vec![own.is_none(); past.objects.len()];
    for moment in &past.moments {
        if let Some(held) = own.and_then(|(own, _)| moment.state.get(own).copied().flatten()) {
            is_whole[held] = true;
        }
    }
    let sections = own.map_or_else(Vec::new, |(_, policy)| policy.sections());
    let objects: &[Object] = &past.objects;
    let mut texts = Vec::with_capacity(objects.len());
    for (at, content) in git.contents(objects)?.enumerate() {
        let source = content?.source("dossier");
        let part = excerpt(source.text(), &sections).filter(|_| !is_whole[at] && source.fault().is_none());
        texts.push(part.map_or(source, |part| SourceFile::from_text("dossier", part)));
        progress(at + 1, objects.len());
    }
    Ok(texts)
}

fn read(texts: &[SourceFile]) -> Vec<Dossier<'_>> {
    texts.par_iter().map(|text| Dossier::read("", text)).collect()
}

/// The accounts that could be read at a moment, by their numbers, and where they stood.
fn standings<'r, 't>(
    moment: &Moment,
    read: &'r [Dossier<'t>],
    judge: &Judge<'_>,
) -> Vec<(usize, &'r Account<'t>, Standing)> {
    let held = moment.state.iter().enumerate();
    let (numbers, accounts): (Vec<usize>, Vec<&Account<'_>>) = held
        .filter_map(|(at, held)| Some((at, read[(*held)?].account.as_ref()?)))
        .unzip();
    let settings = judge.settings;
    let standings = tiers(&accounts, &settings.tiers, &settings.exchange(), moment.day);
    let told = numbers.into_iter().zip(accounts).zip(standings);
    told.map(|((at, account), standing)| (at, account, standing))
        .collect()
}

/// The account itself at a moment.
struct Seen<'r, 't> {
    dossier: &'r Dossier<'t>,
    account: &'r Account<'t>,
    standing: Standing,
}

impl<'r, 't> Seen<'r, 't> {
    /// Nothing where it could not be read then.
    fn at(moment: &Moment, own: usize, read: &'r [Dossier<'t>], judge: &Judge<'_>) -> Option<Self> {
        let dossier = &read[moment.state.get(own).copied().flatten()?];
        let mut all = standings(moment, read, judge).into_iter();
        let (_, account, standing) = all.find(|(at, ..)| *at == own)?;
        Some(Self {
            dossier,
            account,
            standing,
        })
    }

    fn reading(&self, before: Option<&Self>, day: Day, judge: &Judge<'_>) -> Reading {
        let exchange = judge.settings.exchange();
        let terms = Terms {
            health: judge.settings.health(),
            today: day,
        };
        self.dossier.document.look(|tree| {
            let now = self.state(tree);
            match before {
                Some(before) => before.dossier.document.look(|tree| {
                    let before = before.state(tree);
                    Reading::of(Some(&before), &now, &exchange, &terms)
                }),
                None => Reading::of(None, &now, &exchange, &terms),
            }
        })
    }

    fn state<'s>(&'s self, tree: &'s Tree<'t>) -> State<'s, 't> {
        State {
            account: self.account,
            tree,
            standing: &self.standing,
        }
    }
}
