//! `dossier tier`.

use clap::Args;

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::filter::Whose;
use super::{Format, account};
use crate::render::{json, tiers};

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
    #[arg(long)]
    explain: bool,
}

impl Tier {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty(&portfolio);
        let accounts = portfolio.accounts();
        self.whose.check(context, &accounts)?;
        let (standings, priced) = context.standings(&accounts);
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
}
