//! `dossier diff`.

use clap::{Args, ValueEnum};

use super::account;
use super::context::Context;
use super::exit::{Failure, Verdict, reason};
use super::filter::Whose;
use super::when;
use crate::analysis::movement::{ChangeKind, Event, Movement};
use crate::history::comparison::Side;
use crate::history::movements::{Judge, Movements, movements};
use crate::history::{Git, GitError};
use crate::render::{json, movement};

/// Show what became of accounts between commits, or since one
///
/// Without REV the work tree is compared with the last commit, with one REV with that, with two they are compared with
/// each other. Work that is not committed counts. Both states are judged by the settings of today and as of the same
/// day, so that what is told is what somebody wrote, and not that time passed. Completeness and health ask of both what
/// the later tier asks. Items are known by what tells them apart: another order or layout is no change.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The commits to compare: REV, REV REV or REV..REV
    #[arg(value_name = "REV", num_args = 0..=2)]
    revisions: Vec<String>,
    /// Compare with the last commit before this day
    #[arg(
        long,
        value_name = "DATE",
        conflicts_with = "revisions",
        allow_hyphen_values = true
    )]
    since: Option<String>,
    /// Accounts to tell about; all by default
    #[arg(value_name = "ACCOUNT", last = true)]
    only: Vec<String>,
    #[command(flatten)]
    whose: Whose,
    /// Show private details, too
    #[arg(long)]
    private: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = DiffFormat::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: DiffFormat,
}

/// The formats of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For people
    Table,
    /// To paste into a weekly report or a merge request
    Md,
    /// For programs, versioned
    Json,
}

impl Diff {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let git = Git::around(&context.root)?;
        let (before, after) = self.sides(&git, context)?;
        let mut found = between(&git, (&before, &after), self.private, context)?;
        self.select(&mut found.movements, context)?;
        let commit = match &after {
            Side::Commit(commit) => Some(commit.as_str()),
            Side::WorkTree => None,
        };
        let told = &found.movements;
        let text = match self.format {
            DiffFormat::Table => movement::table(told, &context.console.look),
            DiffFormat::Md if told.is_empty() => String::new(),
            DiffFormat::Md => movement::markdown(told, &compared(&before, commit, context)),
            DiffFormat::Json => json::diff::render(told, &before, commit, context.today),
        };
        context.console.print(&text)?;
        if told.is_empty() {
            context.console.remark(&format!(
                "nothing changed: {}",
                compared(&before, commit, context)
            ));
        }
        Ok(verdict(&found))
    }

    /// The commit to compare with, and what is compared with it.
    fn sides(&self, git: &Git, context: &Context) -> Result<(String, Side), Failure> {
        if let Some(since) = &self.since {
            let day = when::day_behind(since, context.today).map_err(Failure::Usage)?;
            return Ok((git.commit_before(day)?, Side::WorkTree));
        }
        match &self.revisions[..] {
            [one, other] => Ok((git.commit(one)?, Side::Commit(git.commit(other)?))),
            [revision] => match range(revision) {
                Some((one, true, other)) => Ok((git.parting(one, other)?, Side::Commit(git.commit(other)?))),
                Some((one, false, other)) => Ok((git.commit(one)?, Side::Commit(git.commit(other)?))),
                None => {
                    let before = git.commit(revision).map_err(|error| self.or_account(error))?;
                    Ok((before, Side::WorkTree))
                }
            },
            _ => Ok((git.commit("HEAD").map_err(nothing_yet)?, Side::WorkTree)),
        }
    }

    /// Who names no commit may have meant an account.
    fn or_account(&self, error: GitError) -> Failure {
        match error {
            error @ GitError::NoRevision { .. } => Failure::Usage(format!(
                "{error}; accounts stand behind `--`: dossier diff -- {}",
                self.revisions.join(" ")
            )),
            error => error.into(),
        }
    }

    /// Leaves the accounts asked for. One that is gone can be named by its id.
    fn select(&self, told: &mut Vec<Movement>, context: &Context) -> Result<(), Failure> {
        told.retain(|movement| self.whose.wants_those_of(movement.owner.as_deref()));
        let is_filtered = !self.whose.wants_those_of(None);
        if told.is_empty() && is_filtered {
            let sources = context.sources()?;
            self.whose
                .check(context, &context.portfolio(&sources).accounts())?;
        }
        let is_told = |id: &&String| told.iter().any(|movement| movement.id == **id);
        let (mut ids, others): (Vec<String>, Vec<String>) =
            self.only.iter().cloned().partition(|id| is_told(&id));
        if !others.is_empty() {
            let sources = context.sources()?;
            for other in &others {
                ids.push(account::id(context, &sources, other)?);
            }
        }
        told.retain(|movement| self.only.is_empty() || ids.contains(&movement.id));
        Ok(())
    }
}

/// `A..B`, or `A...B`, which is from where the two parted; a side that is left out is the last commit. `A...` is none:
/// it is where A and the last commit parted, against the work tree.
fn range(typed: &str) -> Option<(&str, bool, &str)> {
    match typed.split_once("...") {
        Some((_, "")) => None,
        Some((one, other)) => Some((or_head(one), true, or_head(other))),
        None => typed
            .split_once("..")
            .map(|(one, other)| (or_head(one), false, or_head(other))),
    }
}

fn or_head(revision: &str) -> &str {
    if revision.is_empty() { "HEAD" } else { revision }
}

/// What became of the accounts between a commit and another side.
pub(super) fn between(
    git: &Git,
    (before, after): (&str, &Side),
    wants_private: bool,
    context: &Context,
) -> Result<Movements, Failure> {
    let judge = Judge {
        settings: &context.settings,
        layout: &context.layout(),
        today: context.today,
        wants_private,
    };
    let found = movements(git, (before, after), &judge)?;
    for (name, error) in &found.unreadable {
        context
            .console
            .warn(&format!("{name} cannot be read: {}", reason(error)));
    }
    Ok(found)
}

/// A file that the later side cannot read is a finding, as everywhere.
fn verdict(found: &Movements) -> Verdict {
    let mut changes = found.movements.iter().flat_map(|movement| &movement.changes);
    let is_fault = |kind, event| kind == ChangeKind::Unreadable && event == Event::Added;
    match (
        found.unreadable.is_empty(),
        changes.any(|change| is_fault(change.kind, change.event)),
    ) {
        (false, _) => Verdict::Unread,
        (true, true) => Verdict::Findings,
        (true, false) => Verdict::Clean,
    }
}

/// Says so where a repository has no commit.
pub(super) fn nothing_yet(error: GitError) -> Failure {
    match error {
        GitError::NoRevision { .. } => {
            Failure::Usage("there is no commit yet, and so no past; `git commit` makes one".to_owned())
        }
        error => error.into(),
    }
}

/// The letters of a commit's id that tell it apart.
const SHORT: usize = 10;

/// `changes since a1b2c3d4e5`, `changes from a1b2c3d4e5 to f6a7b8c9d0`, and as of when both are judged.
fn compared(before: &str, after: Option<&str>, context: &Context) -> String {
    let short = |id: &'_ str| id.chars().take(SHORT).collect::<String>();
    let today = context.today;
    match after {
        Some(after) => format!(
            "changes from {} to {}, as of {today}",
            short(before),
            short(after)
        ),
        None => format!("changes since {}, as of {today}", short(before)),
    }
}
