//! `dossier brief`.

mod all;
mod calendar;
mod desk;
mod file;
mod paper;

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::filter::Whose;
use super::{account, library, past, when};
use crate::analysis::brief::{Audience, BriefKind};
use crate::analysis::deal::Process;
use crate::analysis::past::Past;
use crate::analysis::tier::Standing;
use crate::model::Account;
use crate::portfolio::Portfolio;
use crate::render::brief::terminal;
use crate::render::questions;
use crate::settings::Language;
use crate::source::{nearest, save};
pub(super) use desk::{Asked, Desk};
pub(super) use paper::template_name;
use paper::{Format, Paper, Template};

/// Print the brief to read before a meeting, or write many at once
///
/// With --audience client it tells what both sides know already, and nothing else: an agenda, or with --kind
/// value-review what was bought, saved and kept. With --audience manager it also tells what is to be decided, and
/// never private facts.
///
/// With --all each account gets a file, such as briefs/2026-11-21/acme.md. A file that is there and says something
/// else is kept: somebody may have written into it.
///
/// With --calendar FILE the meetings of a day are found in an export of Google, Outlook or Apple, their people by
/// e-mail address, else the account by its `domains`. Each account of a meeting gets a brief, such as
/// briefs/2026-11-22-0930-acme.md; a file that is there is never written over.
#[derive(Debug, Args)]
pub(super) struct Brief {
    /// The account: its id, name, alias, or a unique beginning of one
    #[arg(required_unless_present_any = ["all", "calendar"], conflicts_with = "owner")]
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
    /// Who reads it
    #[arg(long, default_value = Audience::Team.as_str(), value_parser = audience())]
    audience: Audience,
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
    #[arg(long, conflicts_with_all = ["template", "private", "calendar", "all", "format"])]
    why: bool,
    /// How to print it; with --calendar, `json` lists the meetings so, and their briefs are Markdown
    #[arg(long, value_enum, default_value_t = Format::Md, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
    /// Write the brief to FILE instead of printing it; with --all or --calendar, the folder (default: briefs/TODAY, or briefs)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a brief for every account
    #[arg(long, conflicts_with_all = ["account", "with"])]
    all: bool,
    #[command(flatten)]
    whose: Whose,
    /// With --all: write over files that say something else
    #[arg(long, conflicts_with_all = ["account", "calendar"])]
    force: bool,
    /// Write a brief for each meeting of the day (--for, default: today) in this iCalendar export
    #[arg(long, value_name = "FILE", conflicts_with_all = ["account", "with", "all", "owner"])]
    calendar: Option<PathBuf>,
    /// With --calendar: your time zone, such as Asia/Shanghai (default: the computer's)
    #[arg(long, value_name = "ZONE", conflicts_with_all = ["account", "all"])]
    zone: Option<String>,
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

fn audience() -> impl TypedValueParser<Value = Audience> {
    PossibleValuesParser::new(Audience::WORDS)
        .try_map(|word| Audience::from_word(&word).ok_or("nobody that a brief is for is called so"))
}

impl Brief {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let asked = self.asked(context)?;
        let Some(typed) = &self.account else {
            return self.several(asked, context);
        };
        thread::scope(|scope| {
            // Git has the time that all else takes, where the account is called by its id.
            let early = self
                .tells_past()
                .then(|| scope.spawn(|| past::of(typed, context)));
            let past = |id: &str| match early {
                Some(early) if id == typed => early.join().unwrap_or_else(|panic| resume_unwind(panic)),
                Some(_) => past::of(id, context),
                None => None,
            };
            self.one(typed, past, asked, context)
        })
    }

    /// What is asked of each brief; what only some may read is not asked for others.
    fn asked(&self, context: &Context) -> Result<Asked, Failure> {
        if self.private && self.audience != Audience::Team {
            return Err(Failure::Usage(format!(
                "--private is for those who go alone: leave it out for the {}",
                self.audience
            )));
        }
        let day = self.day.as_deref().map(|day| when::day_ahead(day, context.today));
        if self.why && self.audience == Audience::Client {
            return Err(Failure::Usage(
                "a client is asked nothing in an agenda: leave out --why or --audience client".to_owned(),
            ));
        }
        Ok(Asked {
            kind: self.kind,
            meeting: day.transpose().map_err(Failure::Usage)?,
            with: self.with.clone(),
            private: self.private,
            audience: self.audience,
        })
    }

    /// Whether the past of dossiers is told: to a client it is not.
    fn tells_past(&self) -> bool {
        self.audience != Audience::Client
    }

    fn paper(&self, context: &Context) -> Result<Paper, Failure> {
        let language = self.lang.unwrap_or(context.settings.language);
        let named = template_name(self.kind, self.audience)?;
        let template = self
            .template
            .as_deref()
            .map_or(Template::Named(named), Template::Own);
        let format = match (self.format, &self.calendar) {
            (Format::Json, Some(_)) => Format::Md,
            (format, _) => format,
        };
        Paper::new(context, format, language, template)
    }

    /// The paper, and the standards that deals are held to, in the words of its language.
    fn words(&self, context: &Context) -> Result<(Paper, Process), Failure> {
        let (paper, process) = rayon::join(|| self.paper(context), || context.process());
        let (paper, mut process) = (paper?, process?);
        paper.playbook.speak_of(&mut process);
        Ok((paper, process))
    }

    /// The brief of one account. Of the others only what its tier hangs on is read, and what they are called.
    fn one(
        &self,
        typed: &str,
        past: impl FnOnce(&str) -> Option<Past>,
        asked: Asked,
        context: &Context,
    ) -> Result<Verdict, Failure> {
        let (words, sources) = rayon::join(|| self.words(context), || context.sources());
        let ((paper, process), sources) = (words?, sources?);
        let is_called_by_id = sources.file(typed).is_some();
        let policy = &context.settings.tiers;
        let excerpts = match is_called_by_id && !policy.compares() {
            true => sources.only(typed),
            false => sources.excerpts(&[&policy.sections()[..], &["aliases"]].concat()),
        };
        let others = context.portfolio(&excerpts);
        let id = account::find(&others, typed)?.id;
        let portfolio = Portfolio::only(&sources, id);
        let account = account::find_account(&portfolio, id)?;
        let standing = standing(id, &others.accounts(), context)?;
        let desk = Desk::new(context, &process, library::of(&portfolio));
        let past = past(id).map(|past| (id.to_owned(), past));
        let maker = Maker {
            desk: desk.with(past.into_iter().collect()),
            asked,
            paper,
        };
        if self.why {
            let mut report = maker.desk.tell(account, &standing, &maker.asked);
            maker.paper.playbook.put(&mut report);
            let text = questions::why(&report, &maker.paper.playbook, &context.console.look);
            context.console.print(&text)?;
            return Ok(unread(&excerpts));
        }
        let (text, unknown) = maker.text(account, &standing, &maker.asked)?;
        for name in &unknown {
            context.console.remark(&unknown_person(account, name));
        }
        self.hand_over(&text, context)?;
        Ok(unread(&excerpts))
    }

    fn several(&self, asked: Asked, context: &Context) -> Result<Verdict, Failure> {
        let (paper, process) = self.words(context)?;
        let sources = &context.sources()?;
        let portfolio = context.portfolio(sources);
        let dossiers = portfolio.dossiers.iter().map(|dossier| &**dossier);
        let pasts = match self.tells_past() {
            true => past::or_none(past::known(dossiers, context), context),
            false => BTreeMap::new(),
        };
        let desk = Desk::new(context, &process, library::of(&portfolio));
        let maker = Maker {
            desk: desk.with(pasts),
            asked,
            paper,
        };
        let verdict = match &self.calendar {
            Some(file) => calendar::run(self, file, &Round::new(&portfolio, context), &maker, context)?,
            None => self.every(&portfolio, &maker, context)?,
        };
        Ok(unread(sources).max(verdict))
    }

    /// Writes the text where it is wanted; on a terminal Markdown is dressed.
    fn hand_over(&self, text: &str, context: &Context) -> Result<(), Failure> {
        match (&self.output, self.format) {
            (Some(path), _) => {
                save::replace(path, text).map_err(|error| Failure::at(path, error))?;
                context.console.remark(&format!("wrote {}", path.display()));
                Ok(())
            }
            (None, Format::Md) => context
                .console
                .print(&terminal::dressed(text, &context.console.look)),
            (None, Format::Html | Format::Json) => context.console.print(text),
        }
    }

    fn every(
        &self,
        portfolio: &Portfolio<'_>,
        maker: &Maker<'_>,
        context: &Context,
    ) -> Result<Verdict, Failure> {
        let faulty = context.remark_faulty(portfolio);
        let round = Round::new(portfolio, context);
        self.whose.check(context, &round.accounts)?;
        let pairs = round.accounts.iter().copied().zip(&round.standings);
        let wanted: Vec<_> = pairs.filter(|(account, _)| self.whose.wants(account)).collect();
        let by_day = Path::new("briefs").join(context.today.to_string());
        let folder = file::folder(self, &by_day, context)?;
        let written = all::write(&wanted, (maker, &maker.asked), (&folder, self.force), context)?;
        Ok(written.max(faulty).max(round.priced))
    }
}

/// Where an account stands among them all.
fn standing(id: &str, accounts: &[&Account<'_>], context: &Context) -> Result<Standing, Failure> {
    let at = accounts.iter().position(|account| account.id == id);
    at.map(|at| context.standing(accounts, at))
        .ok_or_else(|| unreadable(id))
}

fn unreadable(id: &str) -> Failure {
    Failure::Nothing(format!("{id} could not be read"))
}

/// Every account with its standing, which hangs on all of them.
struct Round<'p> {
    accounts: Vec<&'p Account<'p>>,
    standings: Vec<Standing>,
    priced: Verdict,
}

impl<'p> Round<'p> {
    fn new(portfolio: &'p Portfolio<'_>, context: &Context) -> Self {
        let accounts = portfolio.accounts();
        let (standings, priced) = context.standings(&accounts);
        Self {
            accounts,
            standings,
            priced,
        }
    }

    fn standing(&self, id: &str) -> Result<&Standing, Failure> {
        let mut pairs = self.accounts.iter().zip(&self.standings);
        let found = pairs.find(|(account, _)| account.id == id);
        found.map(|(_, standing)| standing).ok_or_else(|| unreadable(id))
    }
}

/// Makes the text of a brief.
struct Maker<'c> {
    desk: Desk<'c>,
    asked: Asked,
    paper: Paper,
}

impl Maker<'_> {
    /// The brief for an account, and whom of those named its dossier does not know.
    fn text<'a>(
        &'a self,
        account: &'a Account<'a>,
        standing: &Standing,
        asked: &Asked,
    ) -> Result<(String, Vec<String>), Failure> {
        let (printed, unknown) = match asked.audience {
            Audience::Client => {
                let report = self.desk.tell_client(account, standing, asked);
                (self.paper.print(&report, &account.name), report.unknown_people)
            }
            Audience::Team | Audience::Manager => {
                let mut report = self.desk.tell(account, standing, asked);
                self.paper.playbook.put(&mut report);
                (self.paper.print(&report, &account.name), report.unknown_people)
            }
        };
        let text = printed.map_err(|error| Failure::Usage(error.to_string()))?;
        Ok((text, unknown))
    }

    fn extension(&self) -> &'static str {
        self.paper.format.extension()
    }
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
