//! `dossier brief`.

mod calendar;

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use minijinja::Value;
use minijinja::value::Serde;

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::{Format, account, library, when};
use crate::analysis::agenda::Item;
use crate::analysis::brief::{BriefKind, NEAR, Request, brief};
use crate::analysis::deal::{Process, Standards};
use crate::analysis::matching;
use crate::analysis::overview::{names, overview};
use crate::analysis::tier::Standing;
use crate::model::{Account, Day};
use crate::portfolio::Portfolio;
use crate::render::questions;
use crate::render::template::playbook::Playbook;
use crate::render::template::{Library, TemplateError, render};
use crate::settings::Language;
use crate::source::{nearest, save};

/// Print the brief to read before a meeting, or write those of a day's calendar
///
/// With --calendar FILE the meetings of a day are found in an export of Google, Outlook or Apple, their people by
/// e-mail address, else the account by its `domains`. Each account of a meeting gets a brief, such as
/// briefs/2026-11-22-0930-acme.md; a file that is there is never written over.
#[derive(Debug, Args)]
pub(super) struct Brief {
    /// The account: its id, name, alias, or a unique beginning of one
    #[arg(required_unless_present = "calendar")]
    account: Option<String>,
    /// The day of the meeting: 2026-11-25, tomorrow, fri, +3d (default: the next planned contact)
    #[arg(long = "for", value_name = "DATE", allow_hyphen_values = true)]
    day: Option<String>,
    /// Who will be there: ids, or names the dossier does not know (default: as planned, or everybody)
    #[arg(long, value_name = "WHO,…", value_delimiter = ',')]
    with: Vec<String>,
    /// What it is for
    #[arg(long, default_value = BriefKind::CallPrep.as_str(), value_parser = kind())]
    kind: BriefKind,
    /// The language: en, zh-CN, zh-TW (default: the settings')
    #[arg(long, value_name = "LANG", value_parser = language)]
    lang: Option<Language>,
    /// Use this template instead of briefs/LANG/KIND.md
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Tell private facts, too
    #[arg(long)]
    private: bool,
    /// Explain instead how its questions were chosen, and which came next
    #[arg(long, conflicts_with_all = ["template", "private", "calendar"])]
    why: bool,
    /// Write the brief to FILE instead of printing it; with --calendar the folder of the briefs (default: briefs)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a brief for each meeting of the day (--for, default: today) in this iCalendar export
    #[arg(long, value_name = "FILE", conflicts_with_all = ["account", "with"])]
    calendar: Option<PathBuf>,
    /// With --calendar: your time zone, such as Asia/Shanghai (default: the computer's)
    #[arg(long, value_name = "ZONE", conflicts_with = "account")]
    zone: Option<String>,
    /// With --calendar: how to list the meetings
    #[arg(long, value_enum, default_value_t = Format::Table, conflicts_with = "account")]
    format: Format,
}

pub(super) fn language(typed: &str) -> Result<Language, String> {
    Language::ALL
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(typed))
        .map(|(_, language)| *language)
        .ok_or_else(|| "it is one of en, zh-CN, zh-TW".to_owned())
}

fn kind() -> impl TypedValueParser<Value = BriefKind> {
    PossibleValuesParser::new(BriefKind::WORDS)
        .try_map(|word| BriefKind::from_word(&word).ok_or("no kind of brief has this name"))
}

impl Brief {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let desk = Desk::new(&self, &portfolio, context)?;
        let verdict = match (&self.calendar, &self.account) {
            (Some(file), _) => calendar::run(&self, file, &desk, context)?,
            (None, account) => {
                let typed = account.as_deref().unwrap_or_default();
                self.one(account::find_account(&portfolio, typed)?, &desk, context)?;
                Verdict::Clean
            }
        };
        Ok(unread(&sources).max(verdict))
    }

    /// The brief for one meeting with an account.
    fn one<'p>(&self, account: &'p Account<'p>, desk: &Desk<'p>, context: &Context) -> Result<(), Failure> {
        let day = self.day.as_deref().map(|day| when::day_ahead(day, context.today));
        let day = day.transpose().map_err(Failure::Usage)?;
        let (text, unknown) = desk.text(self, account, day, self.with.clone(), context)?;
        for name in &unknown {
            context.console.remark(&unknown_person(account, name));
        }
        match &self.output {
            None => context.console.print(&text)?,
            Some(path) => {
                save::replace(path, &text).map_err(|error| Failure::at(path, error))?;
                context.console.remark(&format!("wrote {}", path.display()));
            }
        }
        Ok(())
    }

    /// The template with its library, and the words of its language.
    fn template(&self, context: &Context) -> Result<((Library, String), Playbook), Failure> {
        let language = self.lang.unwrap_or(context.settings.language);
        let template = match &self.template {
            None => (
                Library::new(&context.templates()?),
                template_name(language, self.kind),
            ),
            Some(file) => own_template(file)?,
        };
        let playbook = Playbook::load(&template.0, language).map_err(|error| failed(&error))?;
        Ok((template, playbook))
    }
}

/// The name of the template of a kind in a language.
pub(super) fn template_name(language: Language, kind: BriefKind) -> String {
    format!("briefs/{}/{kind}.md", language.as_str())
}

fn failed(error: &TemplateError) -> Failure {
    Failure::Usage(error.to_string())
}

/// What briefs are made of: every account with its tier and agenda, and the library.
struct Desk<'p> {
    accounts: Vec<&'p Account<'p>>,
    standings: Vec<Standing>,
    items: Vec<Item<'p>>,
    library: matching::Library<'p>,
    template: (Library, String),
    playbook: Playbook,
    /// What deals are held to, in the words of the playbook.
    process: Process,
}

impl<'p> Desk<'p> {
    fn new(options: &Brief, portfolio: &'p Portfolio<'p>, context: &Context) -> Result<Self, Failure> {
        let accounts: Vec<&'p Account<'p>> = portfolio.accounts();
        let (standings, _) = context.standings(&accounts);
        let items = context.agenda(&accounts, &standings, NEAR);
        let (template, playbook) = options.template(context)?;
        let mut process = context.process()?;
        playbook.speak_of(&mut process);
        Ok(Self {
            accounts,
            standings,
            items,
            library: library::of(portfolio),
            template,
            playbook,
            process,
        })
    }

    /// The brief for an account, and whom of those named its dossier does not know.
    fn text(
        &self,
        options: &Brief,
        account: &Account<'_>,
        meeting: Option<Day>,
        with: Vec<String>,
        context: &Context,
    ) -> Result<(String, Vec<String>), Failure> {
        let mut standings = self.accounts.iter().zip(&self.standings);
        let found = standings.find(|(found, _)| found.id == account.id);
        let Some((account, standing)) = found else {
            return Err(Failure::Nothing(format!("{} could not be read", account.id)));
        };
        let items = self.items.iter();
        let own: Vec<_> = items.filter(|item| item.account.id == account.id).collect();
        let (settings, exchange) = (&context.settings, context.settings.exchange());
        let terms = settings.terms(standing.tier, &exchange, &self.process, context.today);
        let figures = overview(account, standing, &own, terms);
        let named = Value::from(Serde(names(account, &figures)));
        let request = Request {
            kind: options.kind,
            today: context.today,
            meeting,
            with,
            private: options.private,
            team: team(context),
            exchange: &exchange,
            standards: Standards {
                process: &self.process,
                names: &|_| named.clone(),
                today: context.today,
            },
            reviews: &settings.reviews,
            health: settings.health(),
        };
        let mut report = brief(account, standing, &own, figures, self.library, &request);
        self.playbook.put(&mut report);
        let text = match options.why {
            true => questions::why(&report, &self.playbook, &context.console.look),
            false => {
                let (library, name) = &self.template;
                render(library, name, &report, &self.playbook).map_err(|error| failed(&error))?
            }
        };
        Ok((text, report.unknown_people))
    }
}

/// A template named on the command line: its folder is where its includes come from.
fn own_template(file: &Path) -> Result<(Library, String), Failure> {
    let path = file.canonicalize().map_err(|error| Failure::at(file, error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    match (path.parent(), name) {
        (Some(folder), Some(name)) => Ok((Library::new(folder), name)),
        _ => Err(Failure::Usage(format!("{} is no template", file.display()))),
    }
}

/// The names of those of us, by id.
pub(super) fn team(context: &Context) -> std::collections::BTreeMap<&str, &str> {
    context
        .settings
        .team
        .iter()
        .filter_map(|(id, colleague)| Some((id.as_str(), colleague.name.as_deref()?)))
        .collect()
}

fn unknown_person(account: &Account<'_>, name: &str) -> String {
    let known = account
        .stakeholders
        .iter()
        .filter_map(|person| person.id.as_deref());
    match nearest(name, known) {
        Some(near) => format!("{name} is not in the dossier; did you mean `{near}`?"),
        None => format!("{name} is not in the dossier: the brief lists them apart"),
    }
}
