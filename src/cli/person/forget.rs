//! `dossier person … forget`.

use std::path::Path;

use clap::Args;

use crate::cli::context::{Context, unread};
use crate::cli::exit::{Failure, Verdict};
use crate::cli::record::{Entry, Recording, below};
use crate::cli::{account, pick};
use crate::history::remembered::{Person, remembered};
use crate::history::{Git, GitError};
use crate::model::people::PERSONAL_KEYS;
use crate::model::{Account, Stakeholder};
use crate::portfolio::{Document, Dossier, Portfolio};
use crate::render::forgotten::{self, Mention};
use crate::route;
use crate::source::edit::Change;
use crate::source::naming::lines_naming;
use crate::source::tree::NodeId;
use crate::source::{Route, SourceFile, Tree};

/// Take somebody's private data away, and tell what else names them, in files and in the past
#[derive(Debug, Args)]
#[command(after_help = "\
Takes away the person's email, phone and private, and the sources of what stood there. Name and role stay: what
was agreed was agreed with somebody. Then lists the lines that name them, and the commits that hold the data, with
what to do about those.")]
pub(super) struct Forget {
    /// The person: the id or name, or a part that no other one has
    #[arg(value_name = "ID")]
    person: String,
    #[command(flatten)]
    recording: Recording,
}

impl Forget {
    pub(super) fn run(&self, typed: &str, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let dossier = account::find(&portfolio, typed)?;
        let found = account::readable(dossier)?;
        let person = known(&found.stakeholders[pick::person(found, &self.person)?]);
        let verdict = self
            .recording
            .record(dossier.id, context, |dossier| self.plan(dossier))?;
        let source = dossier.document.source;
        let path = source.path();
        let now = SourceFile::read(path, source.name()).map_err(|error| Failure::at(path, error))?;
        let now = Dossier::read(dossier.id, &now);
        let look = &context.console.look;
        let mentions = self.mentions(&portfolio, &now, &person)?;
        context.console.print(&forgotten::mentions(&mentions, look))?;
        tell_past(path, &person, context)?;
        Ok(verdict.max(unread(&sources)))
    }

    fn plan(&self, dossier: &Dossier<'_>) -> Result<Entry, Failure> {
        let account = account::readable(dossier)?;
        let at = pick::person(account, &self.person)?;
        let person = &account.stakeholders[at];
        let place = dossier.document.place(route!["stakeholders", at]);
        let (keys, own) = dossier.document.look(|tree| keys(tree, &place));
        let removed = keys.iter().map(|key| place.clone().key(*key));
        let evidence = evidence(dossier, account, at);
        let called = person.id.as_deref().unwrap_or(person.called());
        let what = match keys.is_empty() {
            true => "nothing private".to_owned(),
            false => keys.join(", "),
        };
        Ok(Entry {
            changes: removed.chain(evidence).map(|at| Change::Remove { at }).collect(),
            subject: format!("person {called} forgotten: {what}"),
            remarks: own
                .iter()
                .map(|key| {
                    format!("`{place}.{key}` is a key of your own and stays; take it away if it is private")
                })
                .collect(),
        })
    }

    /// The lines that name the person: in their dossier as it is now, outside of their own entry, and elsewhere,
    /// where the id may be somebody else's.
    fn mentions(
        &self,
        portfolio: &Portfolio<'_>,
        now: &Dossier<'_>,
        person: &Person,
    ) -> Result<Vec<Mention>, Failure> {
        let account = account::readable(now)?;
        let entry = now
            .document
            .place(route!["stakeholders", pick::person(account, &self.person)?]);
        let mut words: Vec<&str> = person.contacts.iter().map(String::as_str).collect();
        words.extend(person.name.as_deref());
        let name = now.document.source.name();
        let others = portfolio.documents().map(|(_, document)| document);
        let elsewhere: Vec<Mention> = others
            .filter(|document| document.source.name() != name)
            .flat_map(|document| named(document, &words, None))
            .collect();
        words.extend(person.id.as_deref());
        let mut mentions = named(&now.document, &words, Some(&entry));
        mentions.extend(elsewhere);
        Ok(mentions)
    }
}

fn known(person: &Stakeholder<'_>) -> Person {
    let owned = |text: &str| text.to_owned();
    let contacts = [&person.email, &person.phone].into_iter().flatten();
    Person {
        id: person.id.as_deref().map(owned),
        name: person.name.as_deref().map(owned),
        contacts: contacts.map(|text| owned(text)).collect(),
    }
}

/// The keys of an item that are to go, and those of the user's own.
fn keys(tree: &Tree<'_>, item: &Route) -> (Vec<&'static str>, Vec<String>) {
    let is_there = |key: &&str| tree.find(&item.clone().key(*key)).is_some();
    let entries = tree.find(item).into_iter().flat_map(|item| tree.entries(item));
    let text = |(key, _): (NodeId, NodeId)| tree.scalar(key).map(|key| key.as_str().to_owned());
    (
        PERSONAL_KEYS.into_iter().filter(is_there).collect(),
        entries
            .filter_map(text)
            .filter(|key| key.starts_with("x-"))
            .collect(),
    )
}

/// The entries of `sources` about what is taken away; the last ones first, as the others then keep their places.
fn evidence(dossier: &Dossier<'_>, account: &Account<'_>, at: usize) -> Vec<Route> {
    let is_about = |of: &str| {
        let route = of.trim().parse::<Route>();
        route.is_ok_and(|route| {
            PERSONAL_KEYS.iter().any(|key| {
                route
                    .steps()
                    .starts_with(route!["stakeholders", at, *key].steps())
            })
        })
    };
    let sources = account.sources.iter().enumerate().rev();
    sources
        .filter(|(_, source)| source.of.as_deref().is_some_and(is_about))
        .map(|(at, _)| dossier.document.place(route!["sources", at]))
        .collect()
}

/// The lines of a file that hold one of some words, other than those of an entry.
fn named(document: &Document<'_>, words: &[&str], entry: Option<&Route>) -> Vec<Mention> {
    let source = document.source;
    let mut lines = lines_naming(source.text(), words);
    if lines.is_empty() {
        return Vec::new();
    }
    let of =
        |span: &std::ops::Range<usize>| source.position(span.start).line..=source.position(span.end).line;
    let own = entry.and_then(|entry| document.look(|tree| Some(tree.span(tree.find(entry)?))));
    lines.retain(|line| !own.as_ref().is_some_and(|own| of(own).contains(line)));
    let private: Vec<_> = document.private_spans().iter().map(of).collect();
    let mention = |line: usize| {
        let is_private = document.is_broken() || private.iter().any(|lines| lines.contains(&line));
        let text = source.text().lines().nth(line - 1).filter(|_| !is_private);
        Mention {
            place: format!("{}:{line}", source.name()),
            text: text.map(|text| text.trim().to_owned()),
        }
    };
    lines.into_iter().map(mention).collect()
}

/// Tells which commits hold the data. Without git there is no past that is known.
fn tell_past(path: &Path, person: &Person, context: &Context) -> Result<(), Failure> {
    let unknown = |why: &str| {
        context
            .console
            .remark(&format!("{why}: which commits hold the data is not known"));
        Ok(())
    };
    let git = match Git::around(&context.root) {
        Ok(git) => git,
        Err(GitError::NoGit) => return unknown("there is no `git` on this machine"),
        Err(GitError::NoRepository(_)) => return unknown("this is in no git repository"),
        Err(why) => return Err(why.into()),
    };
    let path = below(path, &context.root)
        .ok_or_else(|| Failure::Usage(format!("the path of {} is not UTF-8", path.display())))?;
    let found = remembered(&git, &path, person)?;
    let from_top = format!("{}{path}", git.prefix());
    context
        .console
        .print(&forgotten::past(&found, &from_top, &context.console.look))
}
