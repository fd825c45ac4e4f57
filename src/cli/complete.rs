//! `dossier complete`.

use clap::Args;

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::filter::Whose;
use super::{Format, account, brief};
use crate::analysis::completeness::completeness;
use crate::render::completeness::{self as render, Row};
use crate::render::json;
use crate::render::template::Library;
use crate::render::template::playbook::Playbook;
use crate::settings::Language;

/// Show how complete dossiers are for their tier, and what to ask
#[derive(Debug, Args)]
pub(super) struct Complete {
    /// Accounts to tell about; all by default
    #[arg(value_name = "ACCOUNT")]
    only: Vec<String>,
    #[command(flatten)]
    whose: Whose,
    /// List the questions that fill the gaps, by whom to ask
    #[arg(long)]
    missing: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
    /// The language of the questions and sections: en, zh-CN, zh-TW (default: the settings')
    #[arg(long, value_name = "LANG", value_parser = brief::language)]
    lang: Option<Language>,
}

impl Complete {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty(&portfolio);
        let accounts = portfolio.accounts();
        self.whose.check(context, &accounts)?;
        let (standings, priced) = context.standings(&accounts);
        let wanted = account::ids(&portfolio, &self.only)?;
        let rows: Vec<Row<'_>> = accounts
            .iter()
            .zip(&standings)
            .filter(|(account, _)| self.whose.wants(account))
            .filter(|(account, _)| wanted.is_empty() || wanted.contains(&account.id.as_str()))
            .map(|(account, standing)| Row {
                account,
                tier: standing.tier,
                minimum: context.settings.completeness.of(standing.tier),
                completeness: completeness(account, standing.tier, context.today),
            })
            .collect();
        let library = Library::new(&context.templates()?);
        let language = self.lang.unwrap_or(context.settings.language);
        let playbook =
            Playbook::load(&library, language).map_err(|error| Failure::Usage(error.to_string()))?;
        let look = &context.console.look;
        let text = match (self.format, self.missing, self.only.is_empty()) {
            (Format::Json, ..) => json::complete::render(&rows, &playbook),
            (Format::Table, true, _) => render::questions(&rows, &playbook, context.today, look),
            (Format::Table, false, true) => render::table(&rows, &playbook, look),
            (Format::Table, false, false) => render::details(&rows, &playbook, look),
        };
        context.console.print(&text)?;
        if self.format == Format::Table && !self.missing {
            context.console.remark(&render::next_step(&rows));
        }
        Ok(unread(&sources).max(faulty).max(priced))
    }
}
