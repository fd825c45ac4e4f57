//! `dossier status`.

use clap::Args;

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::{Format, pick};
use crate::analysis::deal::{Standards, pipeline};
use crate::analysis::overview::{asked, overviews};
use crate::analysis::status::{Scene, Status as Report};
use crate::render::{json, status as render};

/// Show where all accounts stand, on one screen for Monday morning
///
/// Accounts by tier with their share of the sales; dossiers less complete than their tier asks; what is due by
/// severity, and our overdue promises; the A accounts longest without a contact; the lowest health; deals whose
/// milestones have standards unmet, and those with a gate shut that close within 30 days or should have closed; what
/// they spend with others. Every line names the command that tells more.
///
/// Of a colleague it tells the accounts they own, and what falls to them on any account, as `dossier due` does.
#[derive(Debug, Args)]
pub(super) struct Status {
    /// Only what is this colleague's
    #[arg(long, value_name = "WHO")]
    owner: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
}

/// How far the agenda looks ahead, in days, as `dossier due` does.
const WITHIN: u32 = 7;

impl Status {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty(&portfolio);
        let accounts = portfolio.accounts();
        let owner = self.owner.as_deref();
        if let Some(owner) = owner {
            pick::known_colleague(&context.settings, &accounts, owner)?;
        }
        let (standings, priced) = context.standings(&accounts);
        let items = context.agenda(&accounts, &standings, WITHIN);
        let process = context.process()?;
        let exchange = context.settings.exchange();
        let rows = overviews(&accounts, &standings, &items, |tier| {
            context.settings.terms(tier, &exchange, &process, context.today)
        });
        let standards = Standards {
            process: &process,
            names: &asked(&rows),
            today: context.today,
        };
        let deals = pipeline(accounts.iter().copied(), &exchange, standards);
        let report = Report::of(Scene {
            accounts: &rows,
            items: &items,
            deals: &deals,
            owner,
            today: context.today,
        });
        context.console.print(&match self.format {
            Format::Table => render::render(&report, &context.console.look),
            Format::Json => json::status::render(&report),
        })?;
        Ok(unread(&sources).max(faulty).max(priced))
    }
}
