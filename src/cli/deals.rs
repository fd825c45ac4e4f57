//! `dossier deals`.

use std::cell::LazyCell;

use clap::{Args, ValueEnum};

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::filter::Whose;
use super::{Format, account, brief};
use crate::analysis::deal::{Grouping, Pursuit, Standards, pipeline};
use crate::model::{Account, Opportunity};
use crate::portfolio::Portfolio;
use crate::render::deals::{self as render, Terms};
use crate::render::json;
use crate::rules::World;
use crate::settings::Language;

/// Show the open deals, their sums, and what each still lacks
///
/// A deal stands at a milestone whose standards, and those of the milestones before it, should be met; it is
/// potential, qualified (the first eight of the ten questions answered with yes) or ours to win (all ten); and it has
/// three gates to pass: information (seven of the nine points known), relationship (support 0.3 or more, and no
/// opponent of influence 4 or more left untouched for 90 days) and decision (the most influential of those who decide
/// met in the last 90 days, and neither opponent nor sceptic).
///
/// Amounts are in the repository's currency. Deals that are won or lost, and those of lost accounts, are left out.
#[derive(Debug, Args)]
pub(super) struct Deals {
    /// Accounts to tell about; all by default
    #[arg(value_name = "ACCOUNT")]
    only: Vec<String>,
    #[command(flatten)]
    whose: Whose,
    /// What to group and add up the deals by
    #[arg(long, value_enum, default_value_t = By::Milestone)]
    by: By,
    /// Tell all of one deal, open or not: standards with their questions, gates, return, offer, risks
    #[arg(long, value_name = "ACCOUNT/DEAL", conflicts_with_all = ["only", "owner", "by"])]
    explain: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
    /// The language of standards and questions: en, zh-CN, zh-TW (default: the settings')
    #[arg(long, value_name = "LANG", value_parser = brief::language)]
    lang: Option<Language>,
}

/// What the deals are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The milestone they stand at, the furthest first
    Milestone,
    /// Who of us owns the account
    Owner,
    /// The month in which the order is expected: a forecast
    Month,
}

impl From<By> for Grouping {
    fn from(by: By) -> Self {
        match by {
            By::Milestone => Self::Milestone,
            By::Owner => Self::Owner,
            By::Month => Self::Month,
        }
    }
}

impl Deals {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty(&portfolio);
        let exchange = context.settings.exchange();
        let (process, playbook) = context.method(self.lang.unwrap_or(context.settings.language))?;
        let world = LazyCell::new(|| World::new(&portfolio, &context.settings, &process, context.today));
        let standards = Standards {
            process: &process,
            names: &|account| world.names(account).unwrap_or_default(),
            today: context.today,
        };
        let deals = match &self.explain {
            Some(typed) => {
                let (account, deal) = find(&portfolio, typed)?;
                vec![Pursuit::of(account, deal, &exchange, standards)]
            }
            None => {
                let wanted = account::ids(&portfolio, &self.only)?;
                let mut accounts = portfolio.accounts();
                self.whose.check(context, &accounts)?;
                accounts.retain(|account| wanted.is_empty() || wanted.contains(&account.id.as_str()));
                accounts.retain(|account| self.whose.wants(account));
                pipeline(accounts, &exchange, standards)
            }
        };
        let priced = remark_unpriced(&deals, context);
        let terms = Terms {
            playbook: &playbook,
            exchange: &exchange,
            today: context.today,
        };
        self.print(&deals, terms, context)?;
        Ok(unread(&sources).max(faulty).max(priced))
    }

    fn print(&self, deals: &[Pursuit<'_>], terms: Terms<'_>, context: &Context) -> Result<(), Failure> {
        let console = &context.console;
        let mut rows: Vec<_> = deals.iter().collect();
        let text = match (self.format, &self.explain) {
            (Format::Json, _) => json::deals::render(&rows, terms.today),
            (Format::Table, Some(_)) => rows
                .iter()
                .map(|deal| render::explained(deal, terms, &console.look))
                .collect(),
            (Format::Table, None) => render::table(&mut rows, self.by.into(), terms, &console.look),
        };
        console.print(&text)?;
        if self.format == Format::Table && self.explain.is_none() {
            console.remark(&render::summary(&rows, terms.exchange));
        }
        Ok(())
    }
}

/// A currency without rate is told, never guessed.
fn remark_unpriced(deals: &[Pursuit<'_>], context: &Context) -> Verdict {
    let mut verdict = Verdict::Clean;
    for deal in deals {
        if let Some(currency) = deal.no_rate {
            verdict = Verdict::Findings;
            context.console.warn(&format!(
                "{}: the deal {} is in {currency}, for which dossier.yaml has no rate: its amount counts as unknown",
                deal.account.id,
                deal.deal.called()
            ));
        }
    }
    verdict
}

/// The deal that `ACCOUNT/DEAL` means, by id or name. Ids of accounts, and names of deals, may have slashes.
fn find<'p, 's>(
    portfolio: &'p Portfolio<'s>,
    typed: &str,
) -> Result<(&'p Account<'s>, &'p Opportunity<'s>), Failure> {
    let mut refused = None;
    for (at, _) in typed.rmatch_indices('/') {
        let (account, deal) = (&typed[..at], &typed[at + 1..]);
        match account::find_account(portfolio, account) {
            Err(failure) => refused = refused.or(Some(failure)),
            Ok(account) => return Ok((account, deal_of(account, deal)?)),
        }
    }
    Err(match (account::find_account(portfolio, typed), refused) {
        (Ok(account), _) => Failure::Usage(format!(
            "`{typed}` names an account; write ACCOUNT/DEAL: {}",
            known(account)
        )),
        (Err(_), Some(refused)) => refused,
        (Err(_), None) => Failure::Usage(format!(
            "`{typed}` names no deal; write ACCOUNT/DEAL, such as acme/line-3"
        )),
    })
}

/// The deal of an account that a word means: its id, or its name.
pub(super) fn deal_of<'a, 's>(account: &'a Account<'s>, typed: &str) -> Result<&'a Opportunity<'s>, Failure> {
    let deals = &account.opportunities;
    let by_id = deals.iter().find(|deal| deal.id.as_deref() == Some(typed));
    let found = by_id.or_else(|| deals.iter().find(|deal| deal.name.as_deref() == Some(typed)));
    found.ok_or_else(|| {
        Failure::Usage(format!(
            "{} has no deal `{typed}`; {}",
            account.id,
            known(account)
        ))
    })
}

/// The deals that an account has, in words.
fn known(account: &Account<'_>) -> String {
    let deals = account.opportunities.iter();
    let ids: Vec<&str> = deals
        .map(|deal| deal.id.as_deref().unwrap_or(deal.called()))
        .collect();
    match ids.is_empty() {
        true => "it has no deals".to_owned(),
        false => format!("there are {}", ids.join(", ")),
    }
}
