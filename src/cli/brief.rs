//! `dossier brief`.

use std::cell::LazyCell;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::{account, when};
use crate::analysis::brief::{BriefKind, NEAR, Request, brief};
use crate::analysis::deal::Standards;
use crate::analysis::overview::overview;
use crate::model::Account;
use crate::render::template::playbook::Playbook;
use crate::render::template::{Library, TemplateError, render};
use crate::rules::World;
use crate::settings::Language;
use crate::source::{nearest, save};

/// Print the brief to read before a meeting
#[derive(Debug, Args)]
pub(super) struct Brief {
    /// The account: its id, name, alias, or a unique beginning of one
    account: String,
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
    /// Write the brief to FILE instead of printing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
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
        let subject = account::find_account(&portfolio, &self.account)?;
        let accounts = portfolio.accounts();
        let (standings, _) = context.standings(&accounts);
        let items = context.agenda(&accounts, &standings, NEAR);
        let standing = accounts
            .iter()
            .zip(&standings)
            .find(|(account, _)| account.id == subject.id);
        let Some((subject, standing)) = standing else {
            return Err(Failure::Nothing(format!("{} could not be read", self.account)));
        };
        let own: Vec<_> = items
            .iter()
            .filter(|item| item.account.id == subject.id)
            .collect();
        let exchange = context.settings.exchange();
        let (template, playbook) = self.template(context)?;
        let mut process = context.process()?;
        playbook.speak_of(&mut process);
        let world = LazyCell::new(|| World::new(&portfolio, &context.settings, &process, context.today));
        let request = Request {
            kind: self.kind,
            today: context.today,
            meeting: self
                .day
                .as_deref()
                .map(|day| when::day_ahead(day, context.today))
                .transpose()
                .map_err(Failure::Usage)?,
            with: self.with.clone(),
            private: self.private,
            team: team(context),
            exchange: &exchange,
            health: context.settings.health(),
            standards: Standards {
                process: &process,
                names: &|account| world.names(account).unwrap_or_default(),
                today: context.today,
            },
        };
        let terms = context
            .settings
            .terms(standing.tier, &exchange, &process, context.today);
        let figures = overview(subject, standing, &own, terms);
        let report = brief(subject, standing, &own, figures, &request);
        for name in &report.unknown_people {
            context.console.remark(&unknown_person(subject, name));
        }
        let (library, name) = &template;
        let text = render(library, name, &report, &playbook).map_err(|error| failed(&error))?;
        match &self.output {
            None => context.console.print(&text)?,
            Some(path) => {
                save::replace(path, &text).map_err(|error| Failure::at(path, error))?;
                context.console.remark(&format!("wrote {}", path.display()));
            }
        }
        Ok(unread(&sources))
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
