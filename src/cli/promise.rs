//! `dossier promise`.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::context::Context;
use super::exit::{Failure, Verdict};
use super::pick::{self, Candidate};
use super::record::{Entry, Recording};
use super::{account, when};
use crate::model::{Account, Commitment, Day, Party};
use crate::portfolio::Dossier;
use crate::render::visible;
use crate::route;
use crate::source::edit::{Change, Value};

/// Record a promise, or what became of it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dossier promise acme add 'send the drawings' --due fri --to li-wei
  dossier promise acme add 'name a test part' --by them --who li-wei --due +2w
  dossier promise acme keep c3 --on yesterday
  dossier promise acme break drawings --remedy 'apologised, sent by courier'")]
pub(super) struct Promise {
    /// The account: its id, name, alias, or a unique beginning of one
    account: String,
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    Add(Add),
    Keep(Keep),
    Break(Break),
}

/// Enter a promise of ours, or of theirs
#[derive(Debug, Args)]
struct Add {
    /// What was promised
    what: String,
    /// By when: 2026-11-25, fri, +2w
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    due: String,
    /// By which side
    #[arg(long, value_name = "SIDE", default_value = Party::Us.as_str(), value_parser = PossibleValuesParser::new(Party::WORDS))]
    by: String,
    /// By whom on that side: of us an id of the team, of them a stakeholder
    #[arg(long, value_name = "ID")]
    who: Option<String>,
    /// To whom on the other side
    #[arg(long, value_name = "ID")]
    to: Option<String>,
    /// When it was made (default: today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    made: Option<String>,
    #[command(flatten)]
    recording: Recording,
}

/// Enter the day a promise was kept
#[derive(Debug, Args)]
struct Keep {
    /// The promise: its id, or a part of its words that no other open one has
    #[arg(value_name = "ID")]
    promise: String,
    /// The day: 2026-11-20, yesterday, -3d (default: today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    recording: Recording,
}

/// Enter that a promise will not be kept, and how we made it good
#[derive(Debug, Args)]
struct Break {
    /// The promise: its id, or a part of its words that no other open one has
    #[arg(value_name = "ID")]
    promise: String,
    /// What was done to make it good
    #[arg(long, value_name = "TEXT")]
    remedy: String,
    #[command(flatten)]
    recording: Recording,
}

impl Promise {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        match &self.deed {
            Deed::Add(add) => add.run(&self.account, context),
            Deed::Keep(keep) => keep.run(&self.account, context),
            Deed::Break(broken) => broken.run(&self.account, context),
        }
    }
}

impl Add {
    fn run(&self, typed: &str, context: &Context) -> Result<Verdict, Failure> {
        let made = when::happened(self.made.as_deref(), context.today).map_err(Failure::Usage)?;
        let due = when::day_ahead(&self.due, context.today)
            .and_then(|due| when::near(due, context.today))
            .map_err(Failure::Usage)?;
        if self.what.trim().is_empty() {
            return Err(Failure::Usage("a promise says what was promised".to_owned()));
        }
        if due < made {
            return Err(Failure::Usage(format!(
                "due on {due}, but made on {made}: a promise is made before it is due; give --made or another --due"
            )));
        }
        self.recording
            .record(typed, context, |dossier| self.plan(dossier, context, made, due))
    }

    fn plan(&self, dossier: &Dossier<'_>, context: &Context, made: Day, due: Day) -> Result<Entry, Failure> {
        let account = account::readable(dossier)?;
        let id = next_id(account, 0);
        let (who, to) = self.sides(account, context)?;
        let item = Value::map([
            ("id", Some(Value::text(&*id))),
            ("what", Some(Value::text(self.what.trim()))),
            ("by", Some(Value::text(&*self.by))),
            ("who", who),
            ("to", to),
            ("made", Some(Value::Plain(made.to_string()))),
            ("due", Some(Value::Plain(due.to_string()))),
        ]);
        let entry = Entry {
            changes: vec![Change::Append {
                list: route!["commitments"],
                item,
            }],
            subject: format!("promise {id} by {}, due on {due}", self.by),
            remarks: Vec::new(),
        };
        Ok(entry.dated(made, account))
    }

    /// Who promised, and to whom: of us somebody of the team, of them a stakeholder.
    fn sides(
        &self,
        account: &Account<'_>,
        context: &Context,
    ) -> Result<(Option<Value>, Option<Value>), Failure> {
        let (ours, theirs) = match self.by == Party::Us.as_str() {
            true => (&self.who, &self.to),
            false => (&self.to, &self.who),
        };
        if let Some(ours) = ours {
            pick::teammate(context, ours)?;
        }
        let ours = ours.as_deref().map(Value::text);
        let theirs = theirs.as_deref().map(|typed| pick::person_id(account, typed));
        let theirs = theirs.transpose()?.map(Value::text);
        Ok(match self.by == Party::Us.as_str() {
            true => (ours, theirs),
            false => (theirs, ours),
        })
    }
}

impl Keep {
    fn run(&self, typed: &str, context: &Context) -> Result<Verdict, Failure> {
        let on = when::happened(self.on.as_deref(), context.today).map_err(Failure::Usage)?;
        self.recording
            .record(typed, context, |dossier| self.plan(dossier, on))
    }

    fn plan(&self, dossier: &Dossier<'_>, on: Day) -> Result<Entry, Failure> {
        let account = account::readable(dossier)?;
        let (at, promise) = open(account, &self.promise)?;
        let called = called(promise, at);
        if let Some(made) = promise.made.filter(|made| on < *made) {
            return Err(Failure::Usage(format!(
                "{called} was made on {made}: it cannot have been kept on {on}"
            )));
        }
        let place = dossier.document.place(route!["commitments", at]);
        let late = promise.due.filter(|due| on > *due);
        let entry = Entry {
            changes: vec![Change::Set {
                at: place.key("kept"),
                value: Value::Plain(on.to_string()),
            }],
            subject: format!("{called} kept on {on}"),
            remarks: late
                .map(|due| format!("kept late: it was due on {due}"))
                .into_iter()
                .collect(),
        };
        Ok(entry.dated(on, account))
    }
}

impl Break {
    fn run(&self, typed: &str, context: &Context) -> Result<Verdict, Failure> {
        if self.remedy.trim().is_empty() {
            let why = "a broken promise wants a remedy: say what was done to make it good";
            return Err(Failure::Usage(why.to_owned()));
        }
        self.recording
            .record(typed, context, |dossier| self.plan(dossier))
    }

    fn plan(&self, dossier: &Dossier<'_>) -> Result<Entry, Failure> {
        let (at, promise) = open(account::readable(dossier)?, &self.promise)?;
        let place = dossier.document.place(route!["commitments", at]);
        let set = |key: &str, value| Change::Set {
            at: place.clone().key(key),
            value,
        };
        Ok(Entry {
            changes: vec![
                set("broken", Value::Plain("true".to_owned())),
                set("remedy", Value::text(self.remedy.trim())),
            ],
            subject: format!("{} broken", called(promise, at)),
            remarks: Vec::new(),
        })
    }
}

/// The open promise that a word means.
fn open<'a, 's>(account: &'a Account<'s>, typed: &str) -> Result<(usize, &'a Commitment<'s>), Failure> {
    let promises = account.commitments.iter().enumerate();
    let has_id = |promise: &Commitment<'_>| promise.id.as_deref() == Some(typed);
    // One that is named by its id is told what became of it.
    let candidates: Vec<_> = promises
        .filter(|(_, promise)| promise.is_open() || has_id(promise))
        .map(|(at, promise)| Candidate {
            at,
            id: promise.id.as_deref(),
            name: promise.what.as_deref(),
        })
        .collect();
    let at = pick::pick("open promise", &candidates, typed)?;
    let promise = &account.commitments[at];
    let called = called(promise, at);
    match (promise.kept, promise.broken) {
        (Some(kept), _) => Err(Failure::Usage(format!("{called} was kept on {kept} already"))),
        (None, true) => Err(Failure::Usage(format!(
            "{called} is entered as broken; `dossier set {} 'commitments[{typed}].broken' --unset` takes that back",
            visible::line(&account.id)
        ))),
        (None, false) => Ok((at, promise)),
    }
}

/// What to call a promise: its id, or else its place.
fn called(promise: &Commitment<'_>, at: usize) -> String {
    match promise.id.as_deref() {
        Some(id) => format!("promise {}", visible::line(id)),
        None => format!("promise [{at}]"),
    }
}

/// The id of the next promise, or of one so many further: c1, c2 … above all that there are.
pub(super) fn next_id(account: &Account<'_>, further: u32) -> String {
    let numbers = account
        .commitments
        .iter()
        .filter_map(|promise| promise.id.as_deref()?.strip_prefix('c')?.parse::<u32>().ok());
    format!("c{}", numbers.max().unwrap_or(0).saturating_add(1 + further))
}
