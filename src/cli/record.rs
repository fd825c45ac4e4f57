//! Recording: the way of every command that writes into one dossier, from the account's name to the file.
//!
//! A command says by its plan what is to be changed in a dossier as it was read. The plan is made anew for the
//! text as it is while nobody else may write it, so that what others record meanwhile stays. Nothing is written
//! where the place cannot be edited for sure, or where the format would not take the result.

use std::path::{Path, PathBuf};

use clap::Args;

use super::account;
use super::context::Context;
use super::exit::{Failure, Verdict};
use crate::history::Git;
use crate::model::{Account, Day};
use crate::portfolio::{Dossier, Sources};
use crate::render::findings::counted;
use crate::render::{diff, visible};
use crate::source::edit::{Change, apply};
use crate::source::save::{self, Unsaved};
use crate::source::{Problem, SourceFile};

/// What is done with a change besides writing it.
#[derive(Debug, Args)]
pub(super) struct Recording {
    /// Write nothing: show what would change
    #[arg(long)]
    dry_run: bool,
    /// Commit the file to git, and no other
    #[arg(long, conflicts_with = "dry_run")]
    commit: bool,
}

/// What is to be written into a dossier.
#[derive(Debug)]
pub(super) struct Entry {
    /// The changes, by places of the text: see [`Document::place`](crate::portfolio::Document::place).
    pub(super) changes: Vec<Change>,
    /// What is recorded, with the days that were meant, such as `visit on 2026-11-20`: told to people, and
    /// with the account before it the message of a commit.
    pub(super) subject: String,
    /// What else to say of it, one remark each.
    pub(super) remarks: Vec<String>,
}

impl Entry {
    /// Notes a day that lies before the account was registered: it may be a slip.
    pub(super) fn dated(mut self, on: Day, account: &Account<'_>) -> Self {
        if let Some(registered) = account.registered.filter(|registered| on < *registered) {
            self.remarks.push(format!(
                "{on} lies before {registered}, when the account was registered"
            ));
        }
        self
    }
}

/// The dossier that is written into.
struct Target {
    id: String,
    name: String,
    path: PathBuf,
}

/// A text with an entry made in it.
struct Edited {
    text: String,
    entry: Entry,
    /// How much is wrong in the file, here or elsewhere.
    problems: usize,
}

impl Recording {
    /// Records in the dossier of the account that a word means what `plan` makes of it. It is called once or
    /// several times, while nobody else can write, so it asks and prints nothing.
    ///
    /// # Errors
    /// The plan's own, or why the file is not changed; then it is as it was. A commit that git refuses is told
    /// when the file is written.
    pub(super) fn record(
        &self,
        typed: &str,
        context: &Context,
        plan: impl Fn(&Dossier<'_>) -> Result<Entry, Failure>,
    ) -> Result<Verdict, Failure> {
        let target = Target::find(typed, context)?;
        if self.dry_run {
            return target.show(context, &plan);
        }
        // Asked before anything is written.
        let git = self.commit.then(|| repository(context)).transpose()?;
        let edited = target.write(context, &plan)?;
        let Some(edited) = edited else {
            context
                .console
                .remark(&format!("{} says so already", target.name));
            return Ok(Verdict::Clean);
        };
        target.tell(context, &edited)?;
        match git {
            Some(git) => target.commit(&git, context, &edited.entry),
            None => Ok(Verdict::Clean),
        }
    }
}

impl Target {
    fn find(typed: &str, context: &Context) -> Result<Self, Failure> {
        // Where the id is typed out, none of ten thousand other files is looked at.
        if let Some((name, path)) = Sources::locate(&context.layout(), typed) {
            let id = typed.to_owned();
            return Ok(Self { id, name, path });
        }
        let sources = context.sources()?;
        let id = account::id(context, &sources, typed)?;
        let Some((name, path)) = sources.file(&id) else {
            return Err(Failure::Nothing(format!(
                "there is no file of {}",
                visible::line(&id)
            )));
        };
        let (name, path) = (name.to_owned(), path.to_owned());
        Ok(Self { id, name, path })
    }

    /// Shows what would change.
    fn show(
        &self,
        context: &Context,
        plan: impl Fn(&Dossier<'_>) -> Result<Entry, Failure>,
    ) -> Result<Verdict, Failure> {
        let source = self.read()?;
        let edited = self.edit(source.text(), &plan)?;
        let shown = diff::unified(
            &visible::line(&self.name),
            source.text(),
            &edited.text,
            &context.console.look,
        );
        context.console.print(&shown)?;
        context
            .console
            .remark(&format!("not written: {}", edited.entry.subject));
        remark(context, &edited.entry);
        Ok(Verdict::Clean)
    }

    fn read(&self) -> Result<SourceFile, Failure> {
        let name = Path::new(&self.name);
        let source =
            SourceFile::read(&self.path, self.name.as_str()).map_err(|error| Failure::at(name, error))?;
        match source.fault() {
            Some(_) => Err(Failure::unsaved::<Failure>(name, Unsaved::NotText)),
            None => Ok(source),
        }
    }

    /// Writes the file; nothing where it says so already.
    fn write(
        &self,
        context: &Context,
        plan: impl Fn(&Dossier<'_>) -> Result<Entry, Failure>,
    ) -> Result<Option<Edited>, Failure> {
        let mut last = None;
        let written = save::update(&self.path, &context.root, |text| {
            let edited = self.edit(text, &plan)?;
            let text = edited.text.clone();
            last = Some(edited);
            Ok(text)
        });
        match written {
            Ok(is_new) => Ok(last.filter(|_| is_new)),
            Err(Unsaved::Refused(failure)) => Err(failure),
            Err(why) => Err(Failure::unsaved(Path::new(&self.name), why)),
        }
    }

    /// Makes the entry in a text.
    fn edit(
        &self,
        text: &str,
        plan: impl Fn(&Dossier<'_>) -> Result<Entry, Failure>,
    ) -> Result<Edited, Failure> {
        let source = SourceFile::from_text(self.name.as_str(), text);
        let dossier = Dossier::read(&self.id, &source);
        let entry = plan(&dossier)?;
        match changed(&dossier, &entry.changes) {
            Ok((text, problems)) => Ok(Edited {
                text,
                entry,
                problems,
            }),
            Err(why) => Err(Failure::Usage(format!(
                "{} is left as it is: {}",
                visible::line(&self.name),
                visible::line(&why)
            ))),
        }
    }

    fn tell(&self, context: &Context, edited: &Edited) -> Result<(), Failure> {
        let (name, subject) = (visible::line(&self.name), visible::line(&edited.entry.subject));
        context.console.print(&format!("wrote {name}: {subject}\n"))?;
        remark(context, &edited.entry);
        if edited.problems > 0 {
            let errors = counted(edited.problems, "error");
            context.console.warn(&format!(
                "{} has {errors} elsewhere; `dossier check {}` tells more",
                self.name, self.id
            ));
        }
        Ok(())
    }

    fn commit(&self, git: &Git, context: &Context, entry: &Entry) -> Result<Verdict, Failure> {
        let failed = |why: &str| Failure::Usage(format!("the file is written, but not committed: {why}"));
        let message = format!("{}: {}", self.id, entry.subject);
        let path = below(&self.path, &context.root).ok_or_else(|| failed("its path is not UTF-8"))?;
        git.commit_file(&path, &visible::line(&message))
            .map_err(|error| failed(&visible::block(&error.to_string())))?;
        context.console.remark(&format!("committed: {message}"));
        Ok(Verdict::Clean)
    }
}

fn remark(context: &Context, entry: &Entry) {
    for remark in &entry.remarks {
        context.console.remark(remark);
    }
}

fn repository(context: &Context) -> Result<Git, Failure> {
    Git::around(&context.root)
        .map_err(|error| Failure::Usage(visible::block(&error.to_string()).into_owned()))
}

/// The path of the file that was written, with `/`: a link's is that of its target.
pub(super) fn below(path: &Path, root: &Path) -> Option<String> {
    let (path, root) = (path.canonicalize().ok()?, root.canonicalize().ok()?);
    let below = path.strip_prefix(root).ok()?.to_str()?;
    Some(below.replace(std::path::MAIN_SEPARATOR, "/"))
}

/// The text of a dossier with changes made in it, and how much is wrong in it: nothing that was right before.
///
/// # Errors
/// Why they cannot be made, or what the format has against the result.
pub(super) fn changed(dossier: &Dossier<'_>, changes: &[Change]) -> Result<(String, usize), String> {
    let before = &dossier.document;
    let sections = Account::sections();
    let sections: Vec<&str> = sections.iter().map(String::as_str).collect();
    let text = apply(before.source.text(), changes, &sections)
        .map_err(|refusal| format!("line {}: {refusal}", refusal.line))?;
    let source = SourceFile::from_text(before.source.name(), text);
    let problems = Dossier::read(dossier.id, &source).document.problems;
    match added(&before.problems, &problems) {
        Some(problem) => Err(told(problem)),
        None => Ok((source.text().to_owned(), problems.len())),
    }
}

/// The first problem of a text that the old one did not have. Their places may have moved.
fn added<'p>(old: &[Problem], new: &'p [Problem]) -> Option<&'p Problem> {
    let mut known: Vec<_> = old
        .iter()
        .map(|problem| (problem.kind, &problem.message))
        .collect();
    new.iter().find(|problem| {
        let same = known
            .iter()
            .position(|known| *known == (problem.kind, &problem.message));
        match same {
            Some(at) => {
                known.swap_remove(at);
                false
            }
            None => true,
        }
    })
}

fn told(problem: &Problem) -> String {
    let help = problem
        .help
        .as_ref()
        .map_or(String::new(), |help| format!("; {help}"));
    match problem.route.steps() {
        [] => format!("{}{help}", problem.message),
        _ => format!("`{}`: {}{help}", problem.route, problem.message),
    }
}
