//! `dossier deal`.

use std::borrow::Cow;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::context::Context;
use super::exit::{Failure, Verdict};
use super::pick::{self, Candidate};
use super::record::{Entry, Recording};
use super::{account, when};
use crate::analysis::deal::{Standards, Unmet};
use crate::model::deal::Outcome;
use crate::model::{Account, Day, Milestone, Opportunity};
use crate::portfolio::{Portfolio, Sources};
use crate::render::visible;
use crate::route;
use crate::rules::World;
use crate::source::Route;
use crate::source::edit::{Change, Value};

/// Record how far a deal is, or how it ended
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dossier deal acme line-3 move proposal
  dossier deal acme line-3 move negotiation --on fri --anyway 'the board decides on Monday'
  dossier deal acme line-3 won --commit")]
pub(super) struct Deal {
    /// The account: its id, name, alias, or a unique beginning of one
    account: String,
    /// The deal: its id or name, or a part that no other one has
    deal: String,
    #[command(subcommand)]
    event: Event,
}

#[derive(Debug, Subcommand)]
enum Event {
    Move(Move),
    /// Enter that the deal is won
    Won(End),
    /// Enter that the deal is lost
    Lost(End),
}

/// Move the deal to a milestone, forwards or back
#[derive(Debug, Args)]
#[command(after_help = "\
A milestone is reached when its standards and those before it are met. Else the
move is refused, and what would mend each is listed. Moved back, the deal has no
longer reached what lies beyond.")]
struct Move {
    /// The milestone
    #[arg(value_parser = PossibleValuesParser::new(Milestone::WORDS))]
    milestone: String,
    /// The day it was reached: 2026-11-20, yesterday, -3d (default: today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Move it though standards are not met: the reason becomes the comment by which `check` passes that over
    #[arg(long, value_name = "REASON")]
    anyway: Option<String>,
    #[command(flatten)]
    recording: Recording,
}

#[derive(Debug, Args)]
struct End {
    #[command(flatten)]
    recording: Recording,
}

impl Deal {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        match &self.event {
            Event::Move(to) => to.run(&self, context),
            Event::Won(end) => end.run(&self, Outcome::Won, context),
            Event::Lost(end) => end.run(&self, Outcome::Lost, context),
        }
    }

    /// The deal that is meant: its place in the list.
    fn find(&self, account: &Account<'_>) -> Result<usize, Failure> {
        let deals = account.opportunities.iter().enumerate();
        let candidates: Vec<_> = deals
            .map(|(at, deal)| Candidate {
                at,
                id: deal.id.as_deref(),
                name: deal.name.as_deref(),
            })
            .collect();
        pick::pick("deal", &candidates, &self.deal)
    }
}

impl End {
    fn run(&self, deal: &Deal, outcome: Outcome, context: &Context) -> Result<Verdict, Failure> {
        self.recording.record(&deal.account, context, |dossier| {
            let account = account::readable(dossier)?;
            let at = deal.find(account)?;
            let deal = &account.opportunities[at];
            let place = dossier.document.place(route!["opportunities", at]);
            // What has ended is not asked for standards any more.
            let excuse = deal.milestone.map(|_| excuse(&place, None));
            let mut changes = vec![set(place.key("outcome"), outcome.as_str())];
            changes.extend(excuse);
            Ok(Entry {
                changes,
                subject: format!("deal {} {outcome}", called(deal)),
                remarks: Vec::new(),
            })
        })
    }
}

impl Move {
    fn run(&self, deal: &Deal, context: &Context) -> Result<Verdict, Failure> {
        let on = when::happened(self.on.as_deref(), context.today).map_err(Failure::Usage)?;
        let is_reason = |reason: &String| !reason.trim().is_empty() && !reason.chars().any(char::is_control);
        if self.anyway.as_ref().is_some_and(|reason| !is_reason(reason)) {
            return Err(Failure::Usage("--anyway wants a reason, on one line".to_owned()));
        }
        let Some(to) = Milestone::from_word(&self.milestone) else {
            return Err(Failure::Usage(format!("`{}` is no milestone", self.milestone)));
        };
        with_standards(context, |standards| {
            self.record(deal, (to, on), standards, context)
        })
    }

    fn record(
        &self,
        deal: &Deal,
        (to, on): (Milestone, Day),
        standards: Standards<'_, '_>,
        context: &Context,
    ) -> Result<Verdict, Failure> {
        self.recording.record(&deal.account, context, |dossier| {
            let account = account::readable(dossier)?;
            let at = deal.find(account)?;
            let deal = &account.opportunities[at];
            let place = dossier.document.place(route!["opportunities", at]);
            let step = Step {
                deal,
                to,
                on,
                is_dated: self.on.is_some(),
                place,
            };
            let entry = self.plan(&step, &step.open(account, standards))?;
            Ok(entry.dated(on, account))
        })
    }

    fn plan(&self, step: &Step<'_>, open: &[Unmet<'_>]) -> Result<Entry, Failure> {
        if !open.is_empty() && !step.is_back() && self.anyway.is_none() {
            return Err(Failure::Usage(step.refusal(open)));
        }
        let reason = self.anyway.as_deref().map(str::trim);
        let (mut changes, mut remarks) = step.reached()?;
        changes.insert(0, set(step.place.clone().key("milestone"), step.to.as_str()));
        changes.extend(step.excuse(open, reason));
        if reason.is_some() && !open.iter().any(is_excused) {
            remarks.push("no reason is written: there is no standard that it passes over".to_owned());
        }
        if !open.iter().all(is_excused) {
            remarks.push("the deal is not approved, which `dossier check` goes on telling".to_owned());
        }
        Ok(Entry {
            changes,
            subject: step.subject(),
            remarks,
        })
    }
}

/// A deal on its way to a milestone.
struct Step<'a> {
    deal: &'a Opportunity<'a>,
    to: Milestone,
    on: Day,
    /// Whether the day was typed.
    is_dated: bool,
    /// Where the deal stands in the text.
    place: Route,
}

impl Step<'_> {
    fn is_back(&self) -> bool {
        self.deal.milestone.is_some_and(|now| self.to < now)
    }

    /// Whether the day is written: a milestone that the deal had reached before keeps its own, unless one is
    /// typed.
    fn is_new(&self) -> bool {
        let has_passed = self.deal.milestone >= Some(self.to);
        self.is_dated || !(has_passed && self.deal.reached.contains_key(&self.to))
    }

    fn subject(&self) -> String {
        let back = if self.is_back() { "back " } else { "" };
        let subject = format!("deal {} {back}at {}", called(self.deal), self.to);
        match self.is_new() {
            true => format!("{subject} on {}", self.on),
            false => subject,
        }
    }

    /// The standards that are not met there. As `check` does, only deals that are still to be won are asked.
    fn open<'p>(&self, account: &Account<'_>, standards: Standards<'p, '_>) -> Vec<Unmet<'p>> {
        let moved = Opportunity {
            milestone: Some(self.to),
            ..self.deal.clone()
        };
        match self.deal.is_open() {
            true => standards.unmet(account, &moved),
            false => Vec::new(),
        }
    }

    fn refusal(&self, open: &[Unmet<'_>]) -> String {
        let called = called(self.deal);
        let standards: String = open.iter().map(told).collect();
        format!(
            "{called} has not reached `{}`: these standards are not met\n{standards}\
             meet them first, or give the reason with --anyway REASON",
            self.to
        )
    }

    /// When the milestone was reached; what lies beyond it is no longer.
    fn reached(&self) -> Result<(Vec<Change>, Vec<String>), Failure> {
        let place = |milestone: Milestone| self.place.clone().key("reached").key(milestone.as_str());
        let reached = &self.deal.reached;
        let beyond = reached.keys().filter(|milestone| **milestone > self.to);
        let beyond: Vec<Milestone> = beyond.copied().collect();
        let mut changes: Vec<Change> = beyond
            .iter()
            .map(|milestone| Change::Remove {
                at: place(*milestone),
            })
            .collect();
        let remarks = beyond
            .iter()
            .map(|milestone| format!("moved back: `{milestone}` is no longer reached"))
            .collect();
        if self.is_new() {
            self.check_order()?;
            changes.push(set(place(self.to), &self.on.to_string()));
        }
        Ok((changes, remarks))
    }

    /// A milestone is not reached before an earlier one, nor before the deal began.
    fn check_order(&self) -> Result<(), Failure> {
        let earlier = self
            .deal
            .reached
            .iter()
            .filter(|(milestone, _)| **milestone < self.to);
        let last = earlier.max_by_key(|(_, day)| **day);
        let (what, day) = match (last, self.deal.opened) {
            (Some((milestone, day)), _) if self.on < *day => (format!("`{milestone}` was reached"), *day),
            (_, Some(opened)) if self.on < opened => ("the deal began".to_owned(), opened),
            _ => return Ok(()),
        };
        Err(Failure::Usage(format!(
            "{what} on {day}: `{}` cannot have been reached on {}; give another day with --on",
            self.to, self.on
        )))
    }

    /// The comment that says why standards are passed over, which an earlier one gives way to. Where all are
    /// met there is nothing to pass over.
    fn excuse(&self, open: &[Unmet<'_>], reason: Option<&str>) -> Option<Change> {
        match (open.iter().any(is_excused), reason) {
            (false, _) => Some(excuse(&self.place, None)),
            (true, Some(reason)) => Some(excuse(&self.place, Some(reason))),
            (true, None) => None,
        }
    }
}

/// Whether a reason passes a standard over: the approval has a rule of its own, which none silences.
fn is_excused(unmet: &Unmet<'_>) -> bool {
    !unmet.standard.is_approval()
}

/// What would mend a standard that is not met, and why it cannot be told where that is so.
fn told(unmet: &Unmet<'_>) -> String {
    let Unmet {
        milestone, standard, ..
    } = unmet;
    let why = unmet.unknown.as_ref().map(|why| format!("unknown: {why}; "));
    let mend = standard.mend();
    format!(
        "  {milestone}: {}: {}{mend}\n",
        standard.id,
        why.unwrap_or_default()
    )
}

/// What the standards of the repository say. An expression among them can name figures for which all dossiers
/// are read; that is done before one of them is locked to be written.
fn with_standards<T>(
    context: &Context,
    look: impl FnOnce(Standards<'_, '_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let (process, _) = context.method(context.settings.language)?;
    let sources = match process.has_expression() {
        true => Sources::find(&context.layout()),
        false => Sources::default(),
    };
    let portfolio = Portfolio::decode(&sources);
    let world = World::new(&portfolio, &context.settings, &process, context.today);
    look(Standards {
        process: &process,
        names: &|account| world.names(account).unwrap_or_default(),
        today: context.today,
    })
}

/// How the comment begins by which `check` passes standards over.
const EXCUSE: &str = "# dossier: ignore[milestone-unmet]";

/// The comment above the milestone of a deal, or none.
fn excuse(deal: &Route, reason: Option<&str>) -> Change {
    Change::Comment {
        at: deal.clone().key("milestone"),
        mark: EXCUSE.to_owned(),
        text: reason.map(str::to_owned),
    }
}

fn set(at: Route, plain: &str) -> Change {
    Change::Set {
        at,
        value: Value::Plain(plain.to_owned()),
    }
}

/// What to call a deal: its id, or else its name.
fn called<'d>(deal: &'d Opportunity<'_>) -> Cow<'d, str> {
    visible::line(deal.id.as_deref().unwrap_or(deal.called()))
}
