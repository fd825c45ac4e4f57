//! `dossier library`.

use clap::{Args, Subcommand};

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::{Format, account, brief, deals, pick};
use crate::analysis::brief::open_deals;
use crate::analysis::matching::{self, Matching, Request, matching, shelf};
use crate::model::library::Scene;
use crate::model::{Account, Opportunity, Stakeholder};
use crate::portfolio::Portfolio;
use crate::render::template::Library as Templates;
use crate::render::template::playbook::Playbook;
use crate::render::{json, library as render};
use crate::settings::Language;

/// Show cases and talk tracks, and find those that suit an account
#[derive(Debug, Args)]
pub(super) struct Library {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(List),
    Match(Match),
}

/// List the cases with leave and tellings, and the talk tracks
#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    shown: Shown,
}

/// Find cases, talk tracks and likely objections for an account, and say why they suit
///
/// Cases are ranked by need (what the deal is for first), industry and size; talk tracks by the roles and departments
/// of those who will be there, milestone, scene and industry. The number before each is its score: a need of the deal 6,
/// another need or one alike in words 4 (both 2), industry, role, milestone, a worry or a competitor's line 3, size,
/// department, scene or a sceptic 2. A case without leave, past its leave, or already told to somebody who will be
/// there is listed apart.
#[derive(Debug, Args)]
struct Match {
    /// The account: its id, name, alias, or a unique beginning of one
    account: String,
    /// Who will be there: ids, names, or parts of one (default: everybody)
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    with: Vec<String>,
    /// The deal it is about, by id or name (default: the largest open one)
    #[arg(long, value_name = "ID")]
    deal: Option<String>,
    /// Only talk tracks of this scene: prospecting, diagnosis, objection, value
    #[arg(long, value_name = "SCENE", value_parser = scene)]
    scene: Option<Scene>,
    #[command(flatten)]
    shown: Shown,
}

/// How the library is shown.
#[derive(Debug, Args)]
struct Shown {
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
    /// The language of roles, milestones and reasons: en, zh-CN, zh-TW (default: the settings')
    #[arg(long, value_name = "LANG", value_parser = brief::language)]
    lang: Option<Language>,
}

fn scene(typed: &str) -> Result<Scene, String> {
    Scene::from_word(typed).ok_or_else(|| format!("it is one of {}", Scene::WORDS.join(", ")))
}

impl Library {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty_library(&portfolio);
        if portfolio.case_list().is_empty() && portfolio.talk_list().is_empty() {
            return Err(Failure::Nothing(format!(
                "there are no cases or talk tracks in {}\n`dossier init` lays out cases.yaml and talks.yaml to begin with",
                context.layout().library.display()
            )));
        }
        match self.command {
            Command::List(list) => list.run(&portfolio, context)?,
            Command::Match(matching) => matching.run(&portfolio, context)?,
        }
        Ok(unread(&sources).max(faulty))
    }
}

/// The cases and talk tracks of a repository.
pub(super) fn of<'p>(portfolio: &'p Portfolio<'_>) -> matching::Library<'p> {
    matching::Library {
        cases: portfolio.case_list(),
        talks: portfolio.talk_list(),
    }
}

impl List {
    fn run(&self, portfolio: &Portfolio<'_>, context: &Context) -> Result<(), Failure> {
        let library = of(portfolio);
        let shelf = shelf(library, &portfolio.accounts(), context.today);
        let console = &context.console;
        let text = match self.shown.format {
            Format::Json => json::library::list(&shelf, library, context.today),
            Format::Table => {
                let playbook = self.shown.playbook(context)?;
                render::list(&shelf, library, context.today, &playbook, &console.look)
            }
        };
        console.print(&text)
    }
}

impl Match {
    fn run(&self, portfolio: &Portfolio<'_>, context: &Context) -> Result<(), Failure> {
        let account: &Account<'_> = account::find_account(portfolio, &self.account)?;
        let request = Request {
            account,
            with: self.people(account, context)?,
            deal: self.deal(account, context)?,
            scene: self.scene,
            today: context.today,
            on: context.today,
        };
        let found = matching(of(portfolio), &request);
        let console = &context.console;
        let text = match self.shown.format {
            Format::Json => json::library::matching(&found, &request),
            Format::Table => {
                let playbook = self.shown.playbook(context)?;
                render::matching(&found, &request, &playbook, &console.look)
            }
        };
        console.print(&text)?;
        if is_empty(&found) {
            console.remark("nothing of the library suits: no case has their need or industry, no talk track is for these people; `dossier library list` shows what there is");
        }
        Ok(())
    }

    fn people<'a>(
        &self,
        account: &'a Account<'a>,
        context: &Context,
    ) -> Result<Vec<&'a Stakeholder<'a>>, Failure> {
        if self.with.is_empty() {
            return Ok(account.present(context.today).collect());
        }
        let typed = self.with.iter();
        typed
            .map(|typed| Ok(&account.stakeholders[pick::person(account, typed)?]))
            .collect()
    }

    fn deal<'a>(
        &self,
        account: &'a Account<'a>,
        context: &Context,
    ) -> Result<Option<&'a Opportunity<'a>>, Failure> {
        match &self.deal {
            Some(typed) => deals::deal_of(account, typed).map(Some),
            None => Ok(open_deals(account, &context.settings.exchange()).first().copied()),
        }
    }
}

fn is_empty(found: &Matching<'_>) -> bool {
    found.cases.is_empty() && found.talks.is_empty() && found.objections.is_empty()
}

impl Shown {
    fn playbook(&self, context: &Context) -> Result<Playbook, Failure> {
        let language = self.lang.unwrap_or(context.settings.language);
        Playbook::load(&Templates::new(&context.templates()?), language)
            .map_err(|error| Failure::Usage(error.to_string()))
    }
}
