//! `dossier show`.

use clap::Args;

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::{Format, account, list};
use crate::analysis::overview::names;
use crate::render::json;
use crate::render::overview::{Shown, show};

/// Show one account: standing, people, deals, promises, last contacts
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
        let (rows, _) = list::overviews(context, &accounts, &context.process()?);
        let items = context.agenda(&accounts, &standings, 7);
        let found = rows
            .iter()
            .zip(&standings)
            .find(|((account, _), _)| account.id == shown.id);
        let Some(((account, overview), standing)) = found else {
            return Err(Failure::Nothing(format!("{} could not be read", shown.id)));
        };
        let text = match self.format {
            Format::Json => json::overview::show(&names(account, overview), context.today),
            Format::Table => show(
                &Shown {
                    account,
                    overview,
                    standing,
                    items: items
                        .iter()
                        .filter(|item| item.account.id == account.id)
                        .collect(),
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
