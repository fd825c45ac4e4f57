//! `dossier log`.

mod editor;
mod entry;
mod form;
mod kinds;
mod subject;
mod told;
mod values;

use std::io::Read;

use clap::Args;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

use self::editor::Draft;
use self::entry::Basis;
use self::kinds::Kinds;
use self::told::Told;
use super::account;
use super::context::Context;
use super::exit::{Failure, Verdict};
use super::record::Recording;
use crate::history::Git;
use crate::model::Kind;
use crate::portfolio::Portfolio;
use crate::render::visible;
use crate::source::file::MAX_BYTES;

/// Log a contact: one more touchpoint, no other line touched
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dossier log acme visit --with 李伟,sun --outcome 'uptime decides' --next 'fri call hear the result'
  dossier log acme call --on yesterday --dry-run
  dossier log acme visit --on 2026-12-03 --purpose 'test bench tour'
  dossier log acme --edit
  dossier log - < filled-in-brief.md")]
pub(super) struct Log {
    /// The account: its id, name, alias, or a unique beginning of one; - reads a form, or a brief with its
    /// form filled in, which names the account
    account: String,
    /// call, visit, message, mailing, sample, gift, event, forum, executive_visit, value_review, greeting or
    /// meeting; - reads a form
    #[arg(add = ArgValueCandidates::new(kinds))]
    kind: Option<String>,
    #[command(flatten)]
    told: Told,
    /// Fill in a form in your editor
    #[arg(long, short)]
    edit: bool,
    /// Log it even if the dossier has the same contact already
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    recording: Recording,
}

/// What stands for standard input.
const PIPE: &str = "-";

fn kinds() -> Vec<CompletionCandidate> {
    Kind::WORDS.iter().map(CompletionCandidate::new).collect()
}

impl Log {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let is_piped = self.account == PIPE || self.kind.as_deref() == Some(PIPE);
        match (is_piped, self.edit) {
            (true, true) => Err(Failure::Usage(
                "a form is filled in by an editor or read from a pipe; leave out - or --edit".to_owned(),
            )),
            (true, false) => self.log_piped(context),
            (false, true) => self.log_edited(context),
            (false, false) => self.log(&self.account, &self.told(), context),
        }
    }

    /// What the command line tells.
    fn told(&self) -> Told {
        let kind = self.kind.clone().filter(|kind| kind != PIPE);
        let told = self.told.clone();
        Told { kind, ..told }
    }

    fn log_piped(&self, context: &Context) -> Result<Verdict, Failure> {
        let (named, form) = form::read(&piped()?).map_err(|why| refused(&why))?;
        let told = self.told().or(form);
        let account = self.account_of(named, context)?;
        match told.is_blank() {
            true => Err(Failure::Nothing(
                "nothing is logged: the form is not filled in".to_owned(),
            )),
            false => self.log(&account, &told, context),
        }
    }

    /// The account that the form names, or the command line, or both.
    fn account_of(&self, named: Option<String>, context: &Context) -> Result<String, Failure> {
        let typed = Some(self.account.clone()).filter(|account| account != PIPE);
        match (typed, named) {
            (Some(typed), Some(named)) => {
                let sources = context.sources()?;
                let meant = |word: &str| account::id(context, &sources, word);
                match meant(&typed)? == meant(&named)? {
                    true => Ok(typed),
                    false => Err(Failure::Usage(format!(
                        "the form is one of {}, not of {typed}; leave out the account, or mend the form",
                        visible::line(&named)
                    ))),
                }
            }
            (Some(account), None) | (None, Some(account)) => Ok(account),
            (None, None) => Err(Failure::Usage(
                "the form names no account; it wants a line `Account: …`, or `dossier log ACCOUNT -`"
                    .to_owned(),
            )),
        }
    }

    fn log_edited(&self, context: &Context) -> Result<Verdict, Failure> {
        let account = account::id(context, &context.sources()?, &self.account)?;
        let today = Told {
            on: Some(context.today.to_string()),
            ..Told::default()
        };
        let blank = form::written(&account, &self.told().or(today), context.settings.language);
        let draft = Draft::begin(&blank)?;
        let done = draft
            .edit()
            .and_then(|text| self.log_draft(&account, &text, &blank, context));
        if done.is_err() {
            let path = draft.keep()?;
            let path = path.display();
            context.console.warn(&format!(
                "what you wrote is kept in {path}; once it is mended, `dossier log - < {path}` logs it"
            ));
        }
        done
    }

    fn log_draft(
        &self,
        account: &str,
        text: &str,
        blank: &str,
        context: &Context,
    ) -> Result<Verdict, Failure> {
        let (named, told) = form::read(text).map_err(|why| refused(&why))?;
        let is_untouched = form::read(blank).is_ok_and(|(_, before)| before == told);
        if is_untouched || told == Told::default() {
            context
                .console
                .remark("nothing is logged: the form is as it was, or empty");
            return Ok(Verdict::Clean);
        }
        self.log(named.as_deref().unwrap_or(account), &told, context)
    }

    fn log(&self, account: &str, told: &Told, context: &Context) -> Result<Verdict, Failure> {
        let basis = Basis {
            today: context.today,
            settings: &context.settings,
            email: email(told, context),
            kinds: Kinds::load(context)?,
            cases: cases(told, context)?,
            again: self.again,
        };
        self.recording
            .record(account, context, |dossier| basis.entry(told, dossier))
    }
}

/// What is told may come from anywhere, and is told again where it is refused.
fn refused(why: &str) -> Failure {
    Failure::Usage(visible::block(why).into_owned())
}

/// All of standard input.
fn piped() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::io("standard input", error))?;
    let text = String::from_utf8(bytes).ok();
    text.filter(|text| u64::try_from(text.len()).is_ok_and(|bytes| bytes <= MAX_BYTES))
        .ok_or_else(|| Failure::Usage("standard input is no UTF-8 text of sensible size".to_owned()))
}

/// The e-mail address of whoever sits here, where it can tell who of us that is.
fn email(told: &Told, context: &Context) -> Option<String> {
    let mut team = context.settings.team.values();
    match told.by.is_none() && team.any(|colleague| colleague.email.is_some()) {
        true => Git::around(&context.root).ok()?.user_email(),
        false => None,
    }
}

/// The ids of the library's cases, where some are told.
fn cases(told: &Told, context: &Context) -> Result<Vec<String>, Failure> {
    if told.told.is_empty() {
        return Ok(Vec::new());
    }
    let sources = context.sources()?;
    let library = Portfolio::library(&sources);
    let ids = library.case_list().iter().filter_map(|case| case.id.as_deref());
    Ok(ids.map(str::to_owned).collect())
}
