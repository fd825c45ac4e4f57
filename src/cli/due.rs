//! `dossier due`.

use clap::Args;

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::{Format, account, filter, when};
use crate::analysis::agenda::{Item, ItemKind, Severity};
use crate::analysis::tier::Standing;
use crate::model;
use crate::portfolio::Portfolio;
use crate::render::{agenda, json};

/// List what is due: touchpoints, next steps, promises, reviews, renewals
#[derive(Debug, Args)]
pub(super) struct Due {
    /// Accounts to tell about; all by default
    #[arg(value_name = "ACCOUNT")]
    only: Vec<String>,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
    /// How far to look ahead
    #[arg(long, value_name = "SPAN", default_value = "7d", value_parser = when::span)]
    within: u32,
    /// Only what this colleague has to do; may be repeated
    #[arg(long, value_name = "WHO")]
    owner: Vec<String>,
    /// Only this kind: call, visit, next-step, commitment-ours …; may be repeated
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<ItemKind>,
    /// Only accounts of this tier; may be repeated
    #[arg(long, value_name = "TIER", value_delimiter = ',', value_parser = filter::tier)]
    tier: Vec<model::Tier>,
    /// Exit with 1 if anything is overdue and not planned
    #[arg(long)]
    fail: bool,
}

/// How much further an empty list looks for what comes next, in days.
const A_YEAR: u32 = 366;

impl Due {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty(&portfolio);
        let accounts = portfolio.accounts();
        let (standings, priced) = context.standings(&accounts);
        let wanted = account::ids(&portfolio, &self.only)?;
        self.check_owners(context, &portfolio)?;
        let mut items = context.agenda(&accounts, &standings, self.within);
        items.retain(|item| self.wants(item, &wanted));
        let text = match self.format {
            Format::Json => json::due::render(&items, context.today),
            Format::Table => agenda::table(&items, context.today, &context.console.look),
        };
        context.console.print(&text)?;
        if self.format == Format::Table {
            context.console.remark(&match items.is_empty() {
                false => agenda::summary(&items, context.today),
                true => agenda::nothing(
                    &self.next(context, &accounts, &standings, &wanted),
                    context.today,
                    self.within,
                ),
            });
        }
        let overdue = items
            .iter()
            .any(|item| item.overdue > 0 && item.severity != Severity::Planned);
        let due = if self.fail && overdue {
            Verdict::Findings
        } else {
            Verdict::Clean
        };
        Ok(unread(&sources).max(faulty).max(priced).max(due))
    }

    fn wants(&self, item: &Item<'_>, accounts: &[&str]) -> bool {
        let any = |wanted: bool, none: bool| none || wanted;
        any(accounts.contains(&item.account.id.as_str()), accounts.is_empty())
            && any(
                item.owner
                    .is_some_and(|owner| self.owner.iter().any(|wanted| wanted == owner)),
                self.owner.is_empty(),
            )
            && any(self.kind.contains(&item.kind), self.kind.is_empty())
            && any(self.tier.contains(&item.tier), self.tier.is_empty())
    }

    /// What falls due first after the span asked for, so that an empty list is no dead end.
    fn next<'a>(
        &self,
        context: &Context,
        accounts: &[&'a model::Account<'a>],
        standings: &[Standing],
        wanted: &[&str],
    ) -> Option<Item<'a>> {
        let ahead = context.agenda(accounts, standings, self.within + A_YEAR);
        ahead
            .into_iter()
            .filter(|item| self.wants(item, wanted))
            .min_by_key(|item| item.due)
    }

    /// A misspelt colleague must not look like one who has nothing to do.
    fn check_owners(&self, context: &Context, portfolio: &Portfolio<'_>) -> Result<(), Failure> {
        for owner in &self.owner {
            let team = &context.settings.team;
            let owns = |account: &model::Account<'_>| account.owner.as_deref() == Some(owner);
            if !team.contains_key(owner) && !portfolio.accounts().into_iter().any(owns) {
                let known = match team.is_empty() {
                    true => "dossier.yaml names no team".to_owned(),
                    false => format!(
                        "the team is {}",
                        team.keys().cloned().collect::<Vec<_>>().join(", ")
                    ),
                };
                return Err(Failure::Usage(format!(
                    "nobody here is called `{owner}`; {known}"
                )));
            }
        }
        Ok(())
    }
}
