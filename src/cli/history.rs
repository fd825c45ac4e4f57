//! `dossier history`.

use std::num::NonZeroUsize;

use clap::{Args, ValueEnum};

use super::context::Context;
use super::diff::nothing_yet;
use super::exit::{Failure, Verdict};
use super::{Format, account};
use crate::analysis::acquaintance::met_by;
use crate::history::Git;
use crate::history::editors::editors;
use crate::history::movements::Judge;
use crate::history::replay::Step;
use crate::history::timeline::{of_account, of_all};
use crate::portfolio::Portfolio;
use crate::render::{acquaintance, json, timeline};

/// How many moments are shown unless more are asked for.
const MOMENTS: NonZeroUsize = match NonZeroUsize::new(12) {
    Some(count) => count,
    None => NonZeroUsize::MIN,
};

/// What is counted while it is read.
const READ: &str = "versions read";

/// Show how an account, or all of them, moved over the past
///
/// Tier, health, support surface, completeness and the amount of the open deals at the ends of the months, or at the
/// commits that touched the dossier, with what happened beside them. Each moment is judged by the settings of today and
/// as of its own day, among the accounts of then. The past is that of the branch itself: a merge counts on the day on
/// which it was made. Files that were renamed are followed. What is not committed is not told.
///
/// With --people it tells who of us committed to the dossier, and who has met whom by its touchpoints: what a
/// successor has to know.
#[derive(Debug, Args)]
pub(super) struct History {
    /// The account to tell about
    #[arg(value_name = "ACCOUNT", required_unless_present = "all")]
    account: Option<String>,
    /// Show who moved in each quarter, of all accounts
    #[arg(long, conflicts_with_all = ["account", "by"])]
    all: bool,
    /// Tell who of us edited the dossier, and who has met whom
    #[arg(long, conflicts_with_all = ["all", "by", "limit"])]
    people: bool,
    /// What the moments are
    #[arg(long, value_enum, default_value_t = By::Month)]
    by: By,
    /// Show so many of the last moments
    #[arg(long, value_name = "N", default_value_t = MOMENTS)]
    limit: NonZeroUsize,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
}

/// What the moments are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The ends of months, and today
    Month,
    /// The commits that touched the dossier
    Commit,
}

impl History {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let git = Git::around(&context.root)?;
        git.commit("HEAD").map_err(nothing_yet)?;
        let judge = Judge {
            settings: &context.settings,
            layout: &context.layout(),
            today: context.today,
            wants_private: false,
        };
        match &self.account {
            Some(typed) if self.people => self.of_people(typed, &git, context)?,
            Some(typed) => self.of_account(typed, &git, &judge, context)?,
            None => self.of_all(&git, &judge, context)?,
        }
        if git.is_shallow() {
            context.console.remark(
                "this clone is shallow: what was before is not told; `git fetch --unshallow` gets it",
            );
        }
        Ok(Verdict::Clean)
    }

    fn of_account(
        &self,
        typed: &str,
        git: &Git,
        judge: &Judge<'_>,
        context: &Context,
    ) -> Result<(), Failure> {
        let sources = context.sources()?;
        let id = account::id(context, &sources, typed)?;
        let name = sources.file(&id).map_or("", |(name, _)| name);
        let step = match self.by {
            By::Month => Step::Month,
            By::Commit => Step::Commit,
        };
        let console = &context.console;
        let progress = |done, all| console.progress(READ, done, all);
        let course = of_account(git, name, (step, self.limit.get()), judge, &progress)?;
        console.end_progress();
        let Some(course) = course else {
            return Err(Failure::Nothing(format!(
                "git remembers nothing of {name} that can be read; `git log -- {name}` shows its commits"
            )));
        };
        let text = match self.format {
            Format::Json => json::history::account(&id, &course, context.today),
            Format::Table => timeline::account(&id, &course, self.by == By::Month, &console.look),
        };
        console.print(&text)
    }

    fn of_people(&self, typed: &str, git: &Git, context: &Context) -> Result<(), Failure> {
        let sources = context.sources()?;
        let id = account::id(context, &sources, typed)?;
        let portfolio = Portfolio::only(&sources, &id);
        let account = account::find_account(&portfolio, &id)?;
        let path = sources.file(&id).map_or("", |(name, _)| name);
        let editors = editors(git, &git.commit("HEAD")?, path)?;
        let people = account.stakeholders.iter().map(|person| acquaintance::Row {
            person,
            has_left: !person.is_present(context.today),
            met_by: met_by(account, person, context.today),
        });
        let people: Vec<_> = people.collect();
        let team = &context.settings.team;
        let name = |id: &str| {
            let colleague = team.get(id).and_then(|colleague| colleague.name.clone());
            colleague.unwrap_or_else(|| id.to_owned())
        };
        context.console.print(&match self.format {
            Format::Json => json::acquaintance::render(account, &editors, &people, context.today),
            Format::Table => acquaintance::render(account, &editors, &people, name, &context.console.look),
        })
    }

    fn of_all(&self, git: &Git, judge: &Judge<'_>, context: &Context) -> Result<(), Failure> {
        let console = &context.console;
        let progress = |done, all| console.progress(READ, done, all);
        let quarters = of_all(git, self.limit.get(), judge, &progress)?;
        console.end_progress();
        if quarters.is_empty() {
            return Err(Failure::Nothing("git remembers no dossier here".to_owned()));
        }
        console.print(&match self.format {
            Format::Json => json::history::all(&quarters, context.today),
            Format::Table => timeline::all(&quarters, &console.look),
        })
    }
}
