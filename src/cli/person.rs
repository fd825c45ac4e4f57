//! `dossier person`.

mod forget;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::context::Context;
use super::exit::{Failure, Verdict};
use super::record::{self, Entry, Recording};
use super::{account, new, pick, when};
use crate::analysis::deal::Process;
use crate::model::people::{Attitude, Department};
use crate::model::{Account, Day, Role, Stakeholder};
use crate::portfolio::{Dossier, Portfolio, Sources};
use crate::render::visible;
use crate::route;
use crate::rules::{Selection, World, check};
use crate::source::Route;
use crate::source::edit::{Change, Value};

/// Record who is there and who has left, and forget private data
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dossier person acme add 李伟 --title 'Plant Director' --role decision_maker,approver --influence 5
  dossier person acme leave li-wei --on 2026-11-15 --successor sun-li
  dossier person acme forget li-wei --dry-run")]
pub(super) struct Person {
    /// The account: its id, name, alias, or a unique beginning of one
    account: String,
    #[command(subcommand)]
    event: Event,
}

#[derive(Debug, Subcommand)]
enum Event {
    Add(Add),
    Leave(Leave),
    Forget(forget::Forget),
}

/// Enter somebody among the stakeholders
#[derive(Debug, Args)]
struct Add {
    /// The name
    name: String,
    /// The id by which the rest of the dossier names the person (default: made from the name)
    #[arg(long)]
    id: Option<String>,
    /// The title
    #[arg(long)]
    title: Option<String>,
    /// The department
    #[arg(long, value_parser = PossibleValuesParser::new(Department::WORDS))]
    department: Option<String>,
    /// Parts in the decision
    #[arg(long = "role", value_name = "ROLE", value_delimiter = ',', value_parser = PossibleValuesParser::new(Role::WORDS))]
    roles: Vec<String>,
    /// The superior
    #[arg(long, value_name = "ID")]
    reports_to: Option<String>,
    /// Weight in the decision, 1 to 5
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=5))]
    influence: Option<u8>,
    /// Attitude to us
    #[arg(long, value_parser = PossibleValuesParser::new(Attitude::WORDS))]
    attitude: Option<String>,
    /// E-mail address
    #[arg(long)]
    email: Option<String>,
    /// Telephone number
    #[arg(long, allow_hyphen_values = true)]
    phone: Option<String>,
    #[command(flatten)]
    recording: Recording,
}

/// Enter that somebody has left, and who came after
#[derive(Debug, Args)]
struct Leave {
    /// The person: the id or name, or a part that no other one has
    #[arg(value_name = "ID")]
    person: String,
    /// The day: 2026-11-20, yesterday, -3d, or one to come (default: today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Who came after
    #[arg(long, value_name = "ID")]
    successor: Option<String>,
    #[command(flatten)]
    recording: Recording,
}

impl Person {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        match &self.event {
            Event::Add(add) => {
                let name = add.name.trim();
                if name.is_empty() || name.chars().any(char::is_control) {
                    return Err(Failure::Usage("a person wants a name, on one line".to_owned()));
                }
                add.recording
                    .record(&self.account, context, |dossier| add.plan(name, dossier))
            }
            Event::Leave(leave) => leave.run(&self.account, context),
            Event::Forget(forget) => forget.run(&self.account, context),
        }
    }
}

impl Add {
    fn plan(&self, name: &str, dossier: &Dossier<'_>) -> Result<Entry, Failure> {
        let account = account::readable(dossier)?;
        let id = self.id_for(name, account)?;
        let superior = self.reports_to.as_deref();
        let superior = superior
            .map(|typed| pick::person_id(account, typed))
            .transpose()?;
        Ok(Entry {
            changes: vec![Change::Append {
                list: route!["stakeholders"],
                item: self.item(&id, name, superior),
            }],
            subject: format!("person {id} added"),
            remarks: Vec::new(),
        })
    }

    fn item(&self, id: &str, name: &str, superior: Option<&str>) -> Value {
        let text = |text: &Option<String>| text.as_deref().map(Value::text);
        let roles: Vec<Value> = self.roles.iter().map(Value::text).collect();
        let influence = self.influence.map(|weight| Value::Plain(weight.to_string()));
        Value::map([
            ("id", Some(Value::text(id))),
            ("name", Some(Value::text(name))),
            ("title", text(&self.title)),
            ("department", text(&self.department)),
            ("roles", (!roles.is_empty()).then_some(Value::List(roles))),
            ("reports_to", superior.map(Value::text)),
            ("influence", influence),
            ("attitude", text(&self.attitude)),
            ("email", text(&self.email)),
            ("phone", text(&self.phone)),
        ])
    }

    /// The id that was given, or one made from the name. Somebody of the same name is the same person, unless
    /// an id says otherwise.
    fn id_for(&self, name: &str, account: &Account<'_>) -> Result<String, Failure> {
        let is_taken = |id: &str| account.person(id).is_some();
        let same = account
            .stakeholders
            .iter()
            .find(|person| person.name.as_deref() == Some(name));
        match (&self.id, same) {
            (Some(id), _) if is_taken(id) => Err(Failure::Usage(format!(
                "the id `{id}` is taken by {}; choose another",
                visible::line(account.person_name(id))
            ))),
            (Some(id), _) if !is_id(id) => Err(Failure::Usage(format!(
                "`{id}` is no id, which has letters, digits and hyphens; choose another"
            ))),
            (Some(id), _) => Ok(id.clone()),
            (None, Some(same)) => Err(Failure::Usage(format!(
                "{name} is there already, as `{}`; give somebody else of that name an id with --id",
                visible::line(same.id.as_deref().unwrap_or("?"))
            ))),
            (None, None) => free_id(&new::id_from(name), is_taken),
        }
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// An id, with a number behind it where it is taken.
fn free_id(id: &str, is_taken: impl Fn(&str) -> bool) -> Result<String, Failure> {
    if id.is_empty() {
        let why = "no id can be made of that name; give one with --id";
        return Err(Failure::Usage(why.to_owned()));
    }
    let numbered = (2..).map(|number: u32| format!("{id}-{number}"));
    let mut all = std::iter::once(id.to_owned()).chain(numbered);
    all.find(|id| !is_taken(id))
        .ok_or_else(|| Failure::Usage(format!("every id like `{id}` is taken; give one with --id")))
}

impl Leave {
    fn run(&self, typed: &str, context: &Context) -> Result<Verdict, Failure> {
        let on = match &self.on {
            None => context.today,
            Some(on) => when::day_behind(on, context.today)
                .and_then(|on| when::near(on, context.today))
                .map_err(Failure::Usage)?,
        };
        self.recording
            .record(typed, context, |dossier| self.plan(dossier, on, context))
    }

    fn plan(&self, dossier: &Dossier<'_>, on: Day, context: &Context) -> Result<Entry, Failure> {
        let account = account::readable(dossier)?;
        let at = pick::person(account, &self.person)?;
        let person = &account.stakeholders[at];
        check_day(person, on)?;
        let successor = self.successor(account, at, on)?;
        let place = dossier.document.place(route!["stakeholders", at]);
        let set = |key: &str, value: Value| Change::Set {
            at: place.clone().key(key),
            value,
        };
        let mut changes = vec![set("left", Value::Plain(on.to_string()))];
        changes.extend(successor.map(|id| set("successor", Value::text(id))));
        let mut remarks = left_open(dossier, &changes, on, context);
        if successor.is_none() {
            remarks.push(who_came_after(account, person, &place));
        }
        let called = person.id.as_deref().unwrap_or(person.called());
        let leaves = if on > context.today { "leaves" } else { "left" };
        Ok(Entry {
            changes,
            subject: format!("person {called} {leaves} on {on}"),
            remarks,
        }
        .dated(on, account))
    }

    /// The id of who came after: somebody else, who is there on that day.
    fn successor<'a>(
        &self,
        account: &'a Account<'_>,
        leaver: usize,
        on: Day,
    ) -> Result<Option<&'a str>, Failure> {
        let Some(typed) = &self.successor else {
            return Ok(None);
        };
        let at = pick::person(account, typed)?;
        let person = &account.stakeholders[at];
        let refused = |why: &str| {
            let called = visible::line(person.called());
            Err(Failure::Usage(format!(
                "{called} {why}; name somebody who is there"
            )))
        };
        match (at == leaver, person.is_present(on)) {
            (true, _) => refused("cannot come after themselves"),
            (_, false) => refused("has left, too"),
            _ => pick::person_id(account, typed).map(Some),
        }
    }
}

fn check_day(person: &Stakeholder<'_>, on: Day) -> Result<(), Failure> {
    let called = visible::line(person.called());
    match (person.left, person.since) {
        (Some(left), _) => Err(Failure::Usage(format!(
            "{called} left on {left} already; `dossier set` corrects the day"
        ))),
        (_, Some(since)) if on < since => Err(Failure::Usage(format!(
            "{called} is there since {since}: they cannot have left on {on}"
        ))),
        _ => Ok(()),
    }
}

/// How to enter who came after.
fn who_came_after(account: &Account<'_>, leaver: &Stakeholder<'_>, place: &Route) -> String {
    let item = match &leaver.id {
        Some(id) => format!("stakeholders[{id}]"),
        None => place.to_string(),
    };
    let account = &account.id;
    format!(
        "who came after? `dossier person {account} add NAME`, then `dossier set {account} '{item}.successor' ID`"
    )
}

/// What `check` will say of the roles and open things that somebody leaves behind.
fn left_open(dossier: &Dossier<'_>, changes: &[Change], on: Day, context: &Context) -> Vec<String> {
    // What cannot be changed is told when that is tried.
    let Ok((after, _)) = record::changed(dossier, changes) else {
        return Vec::new();
    };
    let day = on.max(context.today);
    let before = departed(dossier.id, dossier.document.source.text(), day, context);
    let mut found = departed(dossier.id, &after, day, context);
    found.retain(|finding| !before.contains(finding));
    found
}

/// What the rule about those who have left finds in a text.
fn departed(id: &str, text: &str, day: Day, context: &Context) -> Vec<String> {
    let sources = Sources::from_texts([(id.to_owned(), text.to_owned())]);
    let portfolio = Portfolio::decode(&sources);
    let process = Process::default();
    let world = World::new(&portfolio, &context.settings, &process, day);
    let selection = Selection {
        rules: vec!["departed-in-role".to_owned()],
        ..Selection::default()
    };
    let found = check(&world, &selection);
    found.iter().map(|finding| finding.message.to_string()).collect()
}
