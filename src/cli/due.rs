//! `dossier due`.

use clap::{Args, ValueEnum};

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::{account, filter, pick, when};
use crate::analysis::agenda::{Item, ItemKind, Workload, capacity};
use crate::analysis::tier::Standing;
use crate::model::{Account, Tier};
use crate::render::agenda::{self, Grouping, csv, ics, markdown};
use crate::render::{capacity as workloads, json};

/// List what is due: contacts, promises, birthdays, reviews
///
/// Each item falls to who promised or agreed it, else to who holds the relationship with the person, else to
/// the account's owner. Birthdays and anniversaries are told by person and day, never by year; what an
/// anniversary is of is told where --private asks for it, and nothing else that is private at all.
///
/// In a calendar (ics) what is overdue stands on today, what is planned on the day of the plan.
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
    /// Only this kind: call, visit, next-step, commitment-ours, birthday …; may be repeated
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<ItemKind>,
    /// Only accounts of this tier; may be repeated
    #[arg(long, value_name = "TIER", value_delimiter = ',', value_parser = filter::tier)]
    tier: Vec<Tier>,
    /// What to group the list by
    #[arg(long, value_enum, default_value_t = By::Severity)]
    by: By,
    /// Say, too, what anniversaries are of, which is private
    #[arg(long)]
    private: bool,
    /// Exit with 1 if anything is overdue and not planned, or somebody's hours do not suffice
    #[arg(long)]
    fail: bool,
    /// Weigh what the cadence asks of each owner in a week against their hours, as table or json
    #[arg(long, conflicts_with_all = ["within", "kind", "by", "private"])]
    capacity: bool,
}

/// The output formats of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs, versioned
    Json,
    /// For spreadsheets
    Csv,
    /// For calendars, to import or subscribe to
    Ics,
    /// A list of tasks to paste, Markdown
    Md,
}

/// What the list is grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The most urgent first
    Severity,
    /// A group for each of us
    Owner,
}

impl From<By> for Grouping {
    fn from(by: By) -> Self {
        match by {
            By::Severity => Self::Severity,
            By::Owner => Self::Owner,
        }
    }
}

/// How much further an empty list looks for what comes next, in days.
const A_YEAR: u32 = 366;

/// The accounts that an agenda is made of, and those that were asked for.
struct View<'c, 'a> {
    context: &'c Context,
    accounts: &'c [&'a Account<'a>],
    standings: &'c [Standing],
    wanted: &'c [&'c str],
}

impl Due {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty(&portfolio);
        let accounts = portfolio.accounts();
        let (standings, priced) = context.standings(&accounts);
        let view = View {
            context,
            accounts: &accounts,
            standings: &standings,
            wanted: &account::ids(&portfolio, &self.only)?,
        };
        for owner in &self.owner {
            pick::known_colleague(&context.settings, &accounts, owner)?;
        }
        let found = match self.capacity {
            true => self.weigh(&view)?,
            false => self.list(&view)?,
        };
        let due = match self.fail && found {
            true => Verdict::Findings,
            false => Verdict::Clean,
        };
        Ok(unread(&sources).max(faulty).max(priced).max(due))
    }

    /// Prints the list and tells whether anything of it is overdue and not planned.
    fn list(&self, view: &View<'_, '_>) -> Result<bool, Failure> {
        let mut items = self.items(view, self.within);
        Grouping::from(self.by).arrange(&mut items);
        let console = &view.context.console;
        console.print(&self.rendered(&items, view.context))?;
        if matches!(self.format, Format::Table | Format::Md) {
            console.remark(&self.summary(&items, view));
        }
        Ok(items.iter().any(Item::is_overdue))
    }

    /// The items asked for, the most urgent first.
    fn items<'a>(&self, view: &View<'_, 'a>, within: u32) -> Vec<Item<'a>> {
        let mut items = view.context.agenda(view.accounts, view.standings, within);
        items.retain(|item| self.wants(item, view.wanted));
        match self.private {
            true => items.into_iter().map(Item::with_private).collect(),
            false => items,
        }
    }

    fn rendered(&self, items: &[Item<'_>], context: &Context) -> String {
        let (by, today) = (Grouping::from(self.by), context.today);
        match self.format {
            Format::Table => agenda::table(items, by, today, &context.console.look),
            Format::Json => json::due::render(items, today),
            Format::Csv => csv::render(items),
            Format::Ics => ics::render(items, &context.settings.lead, today),
            Format::Md => markdown::render(items, by, today),
        }
    }

    /// How much is due; of an empty list what falls due first after it, so that it is no dead end.
    fn summary(&self, items: &[Item<'_>], view: &View<'_, '_>) -> String {
        let today = view.context.today;
        if !items.is_empty() {
            return agenda::summary(items, today);
        }
        let ahead = self.items(view, self.within + A_YEAR);
        let next = ahead.into_iter().min_by_key(|item| item.due);
        agenda::nothing(&next, today, self.within)
    }

    /// Prints the workloads and tells whether one is too much.
    fn weigh(&self, view: &View<'_, '_>) -> Result<bool, Failure> {
        let loads = self.loads(view);
        let console = &view.context.console;
        match self.format {
            Format::Table => {
                console.print(&workloads::table(&loads, &console.look))?;
                console.remark(&workloads::summary(&loads));
            }
            Format::Json => console.print(&json::capacity::render(&loads, view.context.today))?,
            Format::Csv | Format::Ics | Format::Md => {
                let message =
                    "--capacity is printed as table or json; leave out --format or name one of them";
                return Err(Failure::Usage(message.to_owned()));
            }
        }
        Ok(loads.iter().any(Workload::is_too_much))
    }

    /// The workloads asked for, the heaviest first.
    fn loads<'c>(&self, view: &View<'c, 'c>) -> Vec<Workload<'c>> {
        let tiers = view.standings.iter().map(|standing| standing.tier);
        let tiered = view
            .accounts
            .iter()
            .copied()
            .zip(tiers)
            .filter(|(account, tier)| {
                is_asked(&self.tier, tier) && is_asked(view.wanted, &account.id.as_str())
            });
        let settings = &view.context.settings;
        let team = settings.team.iter();
        let team = team.map(|(id, colleague)| (id.as_str(), colleague.hours_per_week));
        let mut loads = capacity(tiered, team, &settings.cadence, &settings.minutes);
        loads.retain(|load| self.is_owner_asked(load.owner));
        loads
    }

    fn is_owner_asked(&self, owner: Option<&str>) -> bool {
        self.owner.is_empty() || owner.is_some_and(|owner| self.owner.iter().any(|asked| asked == owner))
    }

    fn wants(&self, item: &Item<'_>, accounts: &[&str]) -> bool {
        is_asked(accounts, &item.account.id.as_str())
            && self.is_owner_asked(item.owner)
            && is_asked(&self.kind, &item.kind)
            && is_asked(&self.tier, &item.tier)
    }
}

/// Whether a value is among those asked for; without any, all are.
fn is_asked<T: PartialEq>(asked: &[T], value: &T) -> bool {
    asked.is_empty() || asked.contains(value)
}
