//! `dossier health`.

use clap::{Args, ValueEnum};

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::filter::Whose;
use super::{Format, account};
use crate::analysis::health::health;
use crate::model::Status;
use crate::render::health::{self as render, Row};
use crate::render::json;

/// Show how well each account stands, and what would help most
///
/// The health goes from 0 to 100: the mean of its parts by their weights, which `health` in dossier.yaml sets. It is
/// an interval where something is not known. Completeness is no part of it.
///
/// top_reach (20): all points where an approver or decision-maker was met in the last 90 days, falling evenly to none
/// at 180. support (20): the support surface, −1 to +1. cadence (20): the share of the obligations that is not overdue.
/// commitments (15): the share of the promises of both sides that were kept on time, of the last 365 days. needs (15):
/// a solution, and its gain in figures, for the one or two top needs. recency (10): all points where both sides spoke
/// within the tier's window for calls, falling evenly to none after three windows.
///
/// Lost accounts are told only when they are named.
#[derive(Debug, Args)]
pub(super) struct Health {
    /// Accounts to tell about, with their parts; all by default
    #[arg(value_name = "ACCOUNT")]
    only: Vec<String>,
    #[command(flatten)]
    whose: Whose,
    /// What to group the accounts by
    #[arg(long, value_enum, conflicts_with = "only")]
    by: Option<By>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
}

/// What the accounts are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// A group for each of us
    Owner,
}

impl Health {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty(&portfolio);
        let accounts = portfolio.accounts();
        self.whose.check(context, &accounts)?;
        let (standings, priced) = context.standings(&accounts);
        let wanted = account::ids(&portfolio, &self.only)?;
        let mut rows: Vec<Row<'_>> = accounts
            .into_iter()
            .zip(&standings)
            .filter(|(account, _)| self.whose.wants(account))
            .filter(|(account, _)| match wanted.is_empty() {
                true => account.status != Some(Status::Lost),
                false => wanted.contains(&account.id.as_str()),
            })
            .map(|(account, standing)| Row {
                account,
                tier: standing.tier,
                health: health(account, standing.tier, context.settings.health(), context.today),
            })
            .collect();
        let look = &context.console.look;
        let text = match (self.format, self.by, wanted.is_empty()) {
            (Format::Json, ..) => json::health::render(&rows, context.today),
            (Format::Table, Some(By::Owner), _) => render::by_owner(&mut rows, look),
            (Format::Table, None, true) => render::table(&mut rows, look),
            (Format::Table, None, false) => render::details(&mut rows, look),
        };
        context.console.print(&text)?;
        if self.format == Format::Table && wanted.is_empty() {
            context.console.remark(&render::next_step(&rows));
        }
        Ok(unread(&sources).max(faulty).max(priced))
    }
}
