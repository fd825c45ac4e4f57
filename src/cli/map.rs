//! `dossier map`.

use clap::{Args, ValueEnum};

use super::account;
use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use crate::analysis::map::{self, map};
use crate::model::{Account, Opportunity};
use crate::render::graph::{dot, mermaid, svg, table, tree};
use crate::render::json;
use crate::source::nearest;

/// Draw who decides at an account, who sways whom, and where we stand
///
/// Reporting lines, roles (※ approver, + decision-maker, = evaluator, − user), influence from 1 to 5, attitude
/// (▲ champion, △ supporter, ○ neutral, ▽ sceptic, ▼ opponent), last touch, those who left, and roles nobody has.
#[derive(Debug, Args)]
pub(super) struct Map {
    /// The account: its id, name, alias, or a unique beginning of one
    account: String,
    /// Mark who matters to this deal, by its id or name
    #[arg(long, value_name = "ID")]
    deal: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Tree, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
}

/// The output formats of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, in the terminal
    Tree,
    /// A row for each person
    Table,
    /// A picture for web pages and documents
    Svg,
    /// A diagram for Markdown
    Mermaid,
    /// A graph for Graphviz
    Dot,
    /// For programs, versioned
    Json,
}

impl Map {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let account = account::find_account(&portfolio, &self.account)?;
        let deal = self
            .deal
            .as_deref()
            .map(|typed| find_deal(account, typed))
            .transpose()?;
        let map = map(account, deal, context.today);
        let text = self.rendered(&map, context);
        context.console.print(&text)?;
        if self.format == Format::Mermaid
            && let Some(remark) = mermaid::too_large(&map, &text)
        {
            context.console.remark(&remark);
        }
        Ok(unread(&sources))
    }

    fn rendered(&self, map: &map::Map<'_>, context: &Context) -> String {
        let look = &context.console.look;
        match self.format {
            Format::Tree => tree::render(map, look),
            Format::Table => table::render(map, look),
            Format::Svg => svg::render(map),
            Format::Mermaid => mermaid::render(map),
            Format::Dot => dot::render(map),
            Format::Json => json::map::render(map),
        }
    }
}

/// The deal that a word means: its id, or its name.
fn find_deal<'a, 's>(account: &'a Account<'s>, typed: &str) -> Result<&'a Opportunity<'s>, Failure> {
    let deals = &account.opportunities;
    let by_id = deals.iter().find(|deal| deal.id.as_deref() == Some(typed));
    let found = by_id.or_else(|| deals.iter().find(|deal| deal.called() == typed));
    found.ok_or_else(|| Failure::Usage(unknown_deal(account, typed)))
}

fn unknown_deal(account: &Account<'_>, typed: &str) -> String {
    let ids: Vec<&str> = account
        .opportunities
        .iter()
        .filter_map(|deal| deal.id.as_deref())
        .collect();
    let help = match nearest(typed, ids.iter().copied()) {
        _ if ids.is_empty() => "it has none with an id".to_owned(),
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", ids.join(", ")),
    };
    format!("{} has no deal `{typed}`; {help}", account.id)
}
