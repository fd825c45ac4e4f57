//! `dossier tier`.

use std::collections::HashSet;

use clap::Args;

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::filter::Whose;
use super::{Format, account, diff};
use crate::analysis::movement::ChangeKind;
use crate::history::Git;
use crate::history::comparison::Side;
use crate::portfolio::Portfolio;
use crate::render::{json, movement, tiers};

/// Compute A/B/C/D tiers, and what is unknown about them
#[derive(Debug, Args)]
pub(super) struct Tier {
    /// Accounts to tell about; all by default
    #[arg(value_name = "ACCOUNT")]
    only: Vec<String>,
    #[command(flatten)]
    whose: Whose,
    /// How to print the tiers
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
    /// Show criteria, weights, points and what is unknown
    #[arg(long, conflicts_with = "since")]
    explain: bool,
    /// Show who moved since a commit, and which figure moved them
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

impl Tier {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty(&portfolio);
        let accounts = portfolio.accounts();
        self.whose.check(context, &accounts)?;
        let (standings, priced) = context.standings(&accounts);
        if let Some(revision) = &self.since {
            self.moved(revision, &portfolio, context)?;
            return Ok(unread(&sources).max(faulty).max(priced));
        }
        let mut rows: Vec<_> = accounts.into_iter().zip(standings).collect();
        rows.retain(|(account, _)| self.whose.wants(account));
        if !self.only.is_empty() {
            let wanted = account::ids(&portfolio, &self.only)?;
            rows.retain(|(account, _)| wanted.contains(&account.id.as_str()));
        }
        let text = match (self.format, self.explain) {
            (Format::Json, _) => json::tier::render(&rows, context.settings.tiers.method, context.today),
            (Format::Table, false) => tiers::table(&mut rows, &context.console.look),
            (Format::Table, true) => tiers::explained(&mut rows, &context.settings, &context.console.look),
        };
        context.console.print(&text)?;
        if self.format == Format::Table && !self.explain {
            context.console.remark(tiers::next_step(&rows));
        }
        Ok(unread(&sources).max(faulty).max(priced))
    }

    /// Tells who moved since a commit, the best tier first.
    fn moved(&self, revision: &str, portfolio: &Portfolio<'_>, context: &Context) -> Result<(), Failure> {
        let git = Git::around(&context.root)?;
        let before = git.commit(revision)?;
        let wanted = account::ids(portfolio, &self.only)?;
        let accounts = portfolio.accounts().into_iter();
        let shown: HashSet<&str> = accounts
            .filter(|account| self.whose.wants(account))
            .map(|account| account.id.as_str())
            .filter(|id| wanted.is_empty() || wanted.contains(id))
            .collect();
        let mut moved = diff::between(&git, (&before, &Side::WorkTree), false, context)?.movements;
        for movement in &mut moved {
            movement.changes.retain(|change| change.kind == ChangeKind::Tier);
        }
        moved.retain(|movement| !movement.changes.is_empty() && shown.contains(movement.id.as_str()));
        let text = match self.format {
            Format::Json => json::tier::moved(&moved, &before, context.today),
            Format::Table => movement::moved(&moved, &context.console.look),
        };
        context.console.print(&text)?;
        if moved.is_empty() && self.format == Format::Table {
            context
                .console
                .remark("nobody moved; `dossier diff` shows what changed");
        }
        Ok(())
    }
}
