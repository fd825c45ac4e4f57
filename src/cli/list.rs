//! `dossier list`.

use clap::Args;
use minijinja::value::Serde;

use super::Format;
use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::filter::Whose;
use crate::analysis::overview::{Overview, Row, figures, known_names, names, overviews};
use crate::expression::Expression;
use crate::render::json;
use crate::render::overview as render;
use crate::source::nearest;

/// List the accounts, filtered and with the columns you want
#[derive(Debug, Args)]
pub(super) struct List {
    /// Only accounts for which EXPR holds, such as: tier == "A" and overdue > 0
    #[arg(long = "where", value_name = "EXPR")]
    filter: Option<String>,
    #[command(flatten)]
    whose: Whose,
    /// The columns, by figure or key: id,name,tier,value.potential …
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    columns: Vec<String>,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
}

impl List {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let filter = self.filter.as_deref().map(Expression::parse).transpose();
        let filter = filter.map_err(|error| Failure::Usage(error.to_string()))?;
        if let Some(message) = filter.as_ref().and_then(|filter| filter.misspelt(&known_names())) {
            return Err(Failure::Usage(message));
        }
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty(&portfolio);
        let accounts = portfolio.accounts();
        self.whose.check(context, &accounts)?;
        let (standings, priced) = context.standings(&accounts);
        let items = context.agenda(&accounts, &standings, 0);
        let process = context.process()?;
        let exchange = context.settings.exchange();
        let mut rows = overviews(&accounts, &standings, &items, |tier| {
            context.settings.terms(tier, &exchange, &process, context.today)
        });
        rows.retain(|(account, _)| self.whose.wants(account));
        let rows = match &filter {
            None => rows,
            Some(filter) => filtered(rows, filter)?,
        };
        let overviews: Vec<&Overview<'_>> = rows.iter().map(|(_, overview)| overview).collect();
        let text = match (self.format, self.columns.is_empty()) {
            (Format::Json, true) => json::overview::list(&overviews, context.today),
            (Format::Table, true) => render::list(&overviews, &context.console.look),
            (format, false) => self.chosen(&rows, format, context)?,
        };
        context.console.print(&text)?;
        if self.format == Format::Table {
            context.console.remark(&render::count(&overviews, accounts.len()));
        }
        Ok(unread(&sources).max(faulty).max(priced))
    }

    fn chosen(&self, rows: &[Row<'_>], format: Format, context: &Context) -> Result<String, Failure> {
        let known: Vec<_> = rows
            .iter()
            .map(|(account, overview)| names(account, overview))
            .collect();
        if let Some(column) = self
            .columns
            .iter()
            .find(|column| !render::is_known_column(column, &known))
        {
            return Err(Failure::Usage(unknown_column(column)));
        }
        Ok(match format {
            Format::Json => json::overview::chosen(&self.columns, &known, context.today),
            Format::Table => render::chosen(&self.columns, &known, &context.console.look),
        })
    }
}

fn unknown_column(column: &str) -> String {
    let suggestion = nearest(column, figures().map(|figure| figure.name))
        .map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    format!("there is no column `{column}`; {suggestion}`dossier show ACCOUNT --format json` lists the names")
}

fn filtered<'a>(rows: Vec<Row<'a>>, filter: &Expression) -> Result<Vec<Row<'a>>, Failure> {
    let mut kept = Vec::new();
    for (account, overview) in rows {
        let known = minijinja::Value::from(Serde(names(account, &overview)));
        if filter
            .holds(&known)
            .map_err(|error| Failure::Usage(format!("{}: {error}", account.id)))?
        {
            kept.push((account, overview));
        }
    }
    Ok(kept)
}
