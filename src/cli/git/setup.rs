//! `dossier git setup`.

use std::path::Path;

use clap::Args;

use crate::cli::context::Context;
use crate::cli::exit::{Failure, Verdict};
use crate::cli::{NAME, console};
use crate::history::Git;
use crate::history::setup::{Part, Unwritten, survey};
use crate::history::snapshot::Place;
use crate::render::visible;

/// Set git up to merge dossiers item by item, to show them in order, and to check them before a commit
#[derive(Debug, Args)]
#[command(after_help = "\
Writes .gitattributes, which all clones share, and the configuration of this clone. Shows first what it writes,
and asks. Where `dossier` is missing git merges and shows dossiers line by line, as ever.")]
pub(in crate::cli) struct Setup {
    /// Only tell what is in place; exit with 1 if something is not
    #[arg(long)]
    check: bool,
    /// Take away what was written, the hook, too
    #[arg(long, conflicts_with_all = ["check", "hook"])]
    undo: bool,
    /// Check what is staged before each commit, too
    #[arg(long)]
    hook: bool,
    /// Write without asking
    #[arg(long, conflicts_with = "check")]
    yes: bool,
    /// Only show what would be written
    #[arg(long, conflicts_with_all = ["check", "yes"])]
    dry_run: bool,
}

impl Setup {
    pub(in crate::cli) fn run(&self, context: &Context) -> Result<Verdict, Failure> {
        let git = Git::around(&context.root)?;
        let place = Place::of(&context.settings, !context.layout().recursive);
        let mut parts = survey(&git, &context.root, &place)?;
        parts.retain(|part| !part.is_hook() || self.hook || self.undo);
        let verdict = match (self.check, self.undo) {
            (true, _) => tell(&parts, context)?,
            (_, true) => self.change(Way::TakeAway, &parts, &git, context)?,
            _ => {
                let verdict = remark_foreign(&parts, context);
                verdict.max(self.change(Way::Write, &parts, &git, context)?)
            }
        };
        if !self.undo && !is_on_path() {
            context.console.remark(
                "dossier is not on your PATH: until it is, git merges and shows dossiers line by line",
            );
        }
        Ok(verdict)
    }

    /// Changes what is to be changed, after it was shown and agreed to.
    fn change(&self, way: Way, parts: &[Part], git: &Git, context: &Context) -> Result<Verdict, Failure> {
        let console = &context.console;
        let todo: Vec<&Part> = parts.iter().filter(|part| !way.lines(part).is_empty()).collect();
        if todo.is_empty() {
            if parts.iter().all(Part::is_in_place) || way == Way::TakeAway {
                console.remark(way.words().nothing);
            }
            return Ok(Verdict::Clean);
        }
        console.print(&shown(&todo, way))?;
        let done = way.words().done;
        if self.dry_run || !(self.yes || agreed(way.words().question, context)?) {
            console.remark(&format!("not {done}"));
            return Ok(Verdict::Clean);
        }
        for part in &todo {
            way.go(part, git, &context.root)?;
        }
        console.remark(done);
        if way == Way::Write && todo.iter().any(|part| part.is_shared()) {
            console.remark("commit .gitattributes: it is for all who work on these dossiers");
        }
        Ok(Verdict::Clean)
    }
}

/// What is done with the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Write,
    TakeAway,
}

/// How it is spoken of.
struct Words {
    sign: char,
    question: &'static str,
    done: &'static str,
    nothing: &'static str,
}

impl Way {
    fn words(self) -> Words {
        match self {
            Self::Write => Words {
                sign: '+',
                question: "Write this?",
                done: "written",
                nothing: "all is in place",
            },
            Self::TakeAway => Words {
                sign: '-',
                question: "Take this away?",
                done: "taken away",
                nothing: "there is nothing to take away",
            },
        }
    }

    /// The lines of a part that change.
    fn lines(self, part: &Part) -> &[String] {
        match self {
            Self::Write => &part.missing,
            Self::TakeAway => &part.written,
        }
    }

    fn go(self, part: &Part, git: &Git, root: &Path) -> Result<(), Unwritten> {
        match self {
            Self::Write => part.write(git, root),
            Self::TakeAway => part.take_away(git, root),
        }
    }
}

/// Asks on the terminal. Where there is none nobody has agreed.
fn agreed(question: &str, context: &Context) -> Result<bool, Failure> {
    match console::can_ask() {
        true => context.console.ask(question),
        false => Err(Failure::Usage(
            "nothing is changed, as there is no terminal to ask on; --yes does it without asking".to_owned(),
        )),
    }
}

/// Tells of each part whether it is in place.
fn tell(parts: &[Part], context: &Context) -> Result<Verdict, Failure> {
    let mut text = String::new();
    for part in parts {
        let (state, why) = match &part.foreign {
            Some(why) => ("different", format!(": {why}")),
            None if part.is_in_place() => ("in place", String::new()),
            None => ("missing", String::new()),
        };
        let told = visible::line(&format!("{}{why}", part.name())).into_owned();
        text.push_str(&format!("{state:<9}  {told}\n"));
    }
    context.console.print(&text)?;
    match parts.iter().all(Part::is_in_place) {
        true => Ok(Verdict::Clean),
        false => Ok(Verdict::Findings),
    }
}

/// Says what is somebody else's, which is never written over.
fn remark_foreign(parts: &[Part], context: &Context) -> Verdict {
    let foreign = parts
        .iter()
        .filter_map(|part| Some((part, part.foreign.as_ref()?)));
    let told = foreign.map(|(part, why)| {
        context.console.warn(&format!("{}: {why}", part.name()));
        Verdict::Unread
    });
    told.max().unwrap_or(Verdict::Clean)
}

/// The lines of each place, below its name.
fn shown(todo: &[&Part], way: Way) -> String {
    let mut text = String::new();
    let mut last = None;
    for part in todo {
        if last != Some(&part.place) {
            text.push_str(&format!("{}\n", visible::line(&part.place)));
            last = Some(&part.place);
        }
        for line in way.lines(part) {
            text.push_str(&format!("  {} {}\n", way.words().sign, visible::line(line)));
        }
    }
    text
}

/// Whether git, which looks for the command where the shell does, will find it.
fn is_on_path() -> bool {
    let name = [NAME, std::env::consts::EXE_SUFFIX].concat();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(&name).is_file())
}

impl From<Unwritten> for Failure {
    fn from(error: Unwritten) -> Self {
        match error {
            Unwritten::Git(error) => error.into(),
            Unwritten::File(path, why) => Self::unsaved(&path, why),
        }
    }
}
