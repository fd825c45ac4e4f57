//! `dossier show`.

use clap::Args;

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::{Format, account};
use crate::analysis::overview::{names, overview};
use crate::analysis::white_space::white_space;
use crate::render::json;
use crate::render::overview::{Shown, show};

/// Show one account: standing, people, deals, white space, contacts
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The account: its id, name, alias, or a unique beginning of one
    account: String,
    /// How to print it; json has every name that expressions can use
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let shown = account::find_account(&portfolio, &self.account)?;
        let accounts = portfolio.accounts();
        let (standings, priced) = context.standings(&accounts);
        let items = context.agenda(&accounts, &standings, 7);
        let found = accounts
            .iter()
            .zip(&standings)
            .find(|(account, _)| account.id == shown.id);
        let Some((account, standing)) = found else {
            return Err(Failure::Nothing(format!("{} could not be read", shown.id)));
        };
        let own: Vec<_> = items
            .iter()
            .filter(|item| item.account.id == account.id)
            .collect();
        let exchange = context.settings.exchange();
        let process = context.process()?;
        let terms = context
            .settings
            .terms(standing.tier, &exchange, &process, context.today);
        let overview = overview(account, standing, &own, terms);
        let space = white_space(account, &exchange, context.today);
        let text = match self.format {
            Format::Json => json::overview::show(&names(account, &overview), &space, context.today),
            Format::Table => show(
                &Shown {
                    account,
                    overview: &overview,
                    space: &space,
                    standing,
                    items: own,
                    today: context.today,
                    currency: context.settings.currency,
                },
                &context.console.look,
            ),
        };
        context.console.print(&text)?;
        Ok(unread(&sources).max(priced))
    }
}
