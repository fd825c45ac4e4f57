//! `dossier complete`.

use std::collections::BTreeMap;

use clap::Args;

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::filter::Whose;
use super::{Format, account, brief, past};
use crate::analysis::completeness::completeness;
use crate::analysis::past::Past;
use crate::portfolio::Portfolio;
use crate::render::ages as aged;
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
    /// Tell how old what the dossiers say is, and who said it: the last commit that changed a value
    #[arg(long, conflicts_with = "missing")]
    ages: bool,
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
        let mut ages = self.ages(&wanted, &portfolio, context);
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
                ages: ages
                    .as_mut()
                    .and_then(|pasts| Some(pasts.remove(account.id.as_str())?.ages)),
            })
            .collect();
        let library = Library::new(&context.templates()?);
        let language = self.lang.unwrap_or(context.settings.language);
        let playbook =
            Playbook::load(&library, language).map_err(|error| Failure::Usage(error.to_string()))?;
        let look = &context.console.look;
        let text = match (self.format, self.missing, self.only.is_empty()) {
            (Format::Json, ..) => json::complete::render(&rows, &playbook, context.today),
            (Format::Table, _, is_all) if ages.is_some() => aged(&rows, is_all, context),
            (Format::Table, true, _) => render::questions(&rows, &playbook, context.today, look),
            (Format::Table, false, true) => render::table(&rows, &playbook, look),
            (Format::Table, false, false) => render::details(&rows, &playbook, look),
        };
        context.console.print(&text)?;
        if self.format == Format::Table && !self.missing && ages.is_none() {
            context.console.remark(&render::next_step(&rows));
        }
        Ok(unread(&sources).max(faulty).max(priced))
    }

    /// How old is what the dossiers say; where that cannot be known, it is said why.
    fn ages(
        &self,
        wanted: &[&str],
        portfolio: &Portfolio<'_>,
        context: &Context,
    ) -> Option<BTreeMap<String, Past>> {
        if !self.ages {
            return None;
        }
        let dossiers = portfolio.dossiers.iter().map(|dossier| &**dossier);
        let wanted = dossiers.filter(|dossier| wanted.is_empty() || wanted.contains(&dossier.id));
        match past::known(wanted, context) {
            Ok(ages) => Some(ages),
            Err(error) => {
                context.console.warn(&format!("ages are not known: {error}"));
                None
            }
        }
    }
}

fn aged(rows: &[Row<'_>], is_all: bool, context: &Context) -> String {
    let aged = rows.iter().map(|row| aged::Row {
        account: row.account,
        tier: row.tier,
        ages: row.ages.as_ref(),
    });
    let aged: Vec<_> = aged.collect();
    match is_all {
        true => aged::table(&aged, context.today, &context.console.look),
        false => aged::details(&aged, context.today, &context.console.look),
    }
}
