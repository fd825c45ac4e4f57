//! Context: what was typed and where, as finished values; the clock is read here and nowhere else.

use std::path::{Path, PathBuf};

use super::Global;
use super::console::Console;
use super::exit::{Failure, Verdict, reason};
use crate::analysis::agenda::{Item, agenda};
use crate::analysis::deal::Process;
use crate::analysis::tier::{Classes, Standing, tiers};
use crate::diagnostic::Severity;
use crate::model::{Account, Day};
use crate::portfolio::{Document, Layout, Portfolio, Sources};
use crate::render::findings::snippets;
use crate::render::template::Library;
use crate::render::template::playbook::Playbook;
use crate::rules::locate_problem;
use crate::settings::{self, Language, Settings, process};
use crate::source::{ProblemKind, SourceFile};

/// The directory, the settings, the day and the console of one run.
#[derive(Debug)]
pub(super) struct Context {
    /// The repository's root.
    pub(super) root: PathBuf,
    /// Its settings.
    pub(super) settings: Settings,
    /// Whether it has a dossier.yaml.
    pub(super) has_settings: bool,
    /// The day to reckon from.
    pub(super) today: Day,
    /// Where output goes.
    pub(super) console: Console,
}

impl Context {
    /// Finds the repository and reads its settings.
    pub(super) fn new(global: &Global, console: Console) -> Result<Self, Failure> {
        let root = root(global)?;
        let path = root.join(settings::FILE_NAME);
        let source = match path.symlink_metadata().is_ok() {
            true => Some(settings_file(&root, &path)?),
            false => None,
        };
        Self::with(global, root, source.as_ref(), console)
    }

    /// The repository with settings that are read already, if it has any.
    pub(super) fn with(
        global: &Global,
        root: PathBuf,
        source: Option<&SourceFile>,
        console: Console,
    ) -> Result<Self, Failure> {
        let settings = source.map(|source| read_settings(source, &console)).transpose()?;
        Ok(Self {
            root,
            has_settings: settings.is_some(),
            settings: settings.unwrap_or_default(),
            today: global
                .today
                .unwrap_or_else(|| chrono::Local::now().date_naive().into()),
            console,
        })
    }

    /// Where the repository's files are.
    pub(super) fn layout(&self) -> Layout {
        let may_be_flat = !self.has_settings;
        Layout::new(
            &self.root,
            &self.settings.accounts,
            &self.settings.library,
            may_be_flat,
        )
    }

    /// Where the repository's own templates are.
    pub(super) fn templates(&self) -> Result<PathBuf, Failure> {
        let folder = self.root.join(&self.settings.templates);
        match (folder.canonicalize(), self.root.canonicalize()) {
            (Ok(target), Ok(root)) if !target.starts_with(&root) => Err(Failure::Usage(format!(
                "{} is a link to a folder outside the repository",
                folder.display()
            ))),
            _ => Ok(folder),
        }
    }

    /// The standards that deals are held to: the repository's own over the shipped ones.
    pub(super) fn process(&self) -> Result<Process, Failure> {
        let library = Library::new(&self.templates()?);
        process::load(&library).map_err(|error| Failure::Usage(error.to_string()))
    }

    /// The same, spoken of in a language, and all words of the method in it.
    pub(super) fn method(&self, language: Language) -> Result<(Process, Playbook), Failure> {
        let mut process = self.process()?;
        let library = Library::new(&self.templates()?);
        let playbook =
            Playbook::load(&library, language).map_err(|error| Failure::Usage(error.to_string()))?;
        playbook.speak_of(&mut process);
        Ok((process, playbook))
    }

    /// Finds all files; a place without any dossier is a failure, so that a wrong path is never green.
    pub(super) fn sources(&self) -> Result<Sources, Failure> {
        if !self.root.is_dir() {
            return Err(Failure::Nothing(format!(
                "there is no directory {}",
                self.root.display()
            )));
        }
        let layout = self.layout();
        let sources = Sources::find(&layout);
        for remark in &sources.remarks {
            self.console.warn(remark);
        }
        if sources.is_empty() {
            return Err(Failure::Nothing(format!(
                "there are no dossiers in {}\n`dossier init` lays out a repository, `dossier new NAME` writes a first dossier, -C names another directory",
                layout.accounts.display()
            )));
        }
        Ok(sources)
    }

    /// Reads all dossiers, and says which files cannot be read.
    pub(super) fn portfolio<'s>(&self, sources: &'s Sources) -> Portfolio<'s> {
        let portfolio = Portfolio::decode(sources);
        for (name, error) in sources.unreadable() {
            let reason = reason(error);
            self.console.warn(&format!("{name} cannot be read: {reason}"));
        }
        portfolio
    }

    /// Says which dossiers are left out, wholly or in part: they must not pass unnoticed.
    pub(super) fn remark_faulty(&self, portfolio: &Portfolio<'_>) -> Verdict {
        let told = portfolio.dossiers.iter().map(|dossier| {
            let is_readable = dossier.account.is_some();
            self.remark_fault(&dossier.document, is_readable)
        });
        told.max().unwrap_or(Verdict::Clean)
    }

    /// The same of the library's files.
    pub(super) fn remark_faulty_library(&self, portfolio: &Portfolio<'_>) -> Verdict {
        let cases = portfolio.cases.as_ref().map(|(document, _)| document);
        let talks = portfolio.talks.as_ref().map(|(document, _)| document);
        let told = cases.into_iter().chain(talks);
        let told = told.map(|document| self.remark_fault(document, true));
        told.max().unwrap_or(Verdict::Clean)
    }

    fn remark_fault(&self, document: &Document<'_>, is_readable: bool) -> Verdict {
        let Some(problem) = document.problems.first() else {
            return Verdict::Clean;
        };
        let place = document.source.position(problem.span.start);
        let name = document.source.name();
        let left_out = match is_readable {
            false => "the account is left out".to_owned(),
            true => format!("{} left out", entries(document.problems.len())),
        };
        self.console.warn(&format!(
            "{name}:{}: {}; {left_out} (`dossier check` tells more)",
            place.line, problem.message
        ));
        Verdict::Findings
    }

    /// The tier of each account (M3), in their order. A currency without rate is told, never guessed.
    pub(super) fn standings(&self, accounts: &[&Account<'_>]) -> (Vec<Standing>, Verdict) {
        let standings = tiers(
            accounts,
            &self.settings.tiers,
            &self.settings.exchange(),
            self.today,
        );
        let told = accounts.iter().zip(&standings);
        let verdict = told
            .map(|(account, standing)| self.warn_unpriced(account, standing))
            .max();
        (standings, verdict.unwrap_or(Verdict::Clean))
    }

    /// Where one of the accounts stands among them all.
    pub(super) fn standing(&self, accounts: &[&Account<'_>], at: usize) -> Standing {
        let exchange = self.settings.exchange();
        let standing = Classes::new(accounts, &self.settings.tiers, &exchange, self.today).standing(at);
        self.warn_unpriced(accounts[at], &standing);
        standing
    }

    /// Says which amounts count for nothing.
    fn warn_unpriced(&self, account: &Account<'_>, standing: &Standing) -> Verdict {
        for (currency, route) in &standing.no_rate {
            self.console.warn(&format!(
                "{}: {route} is in {currency}, for which dossier.yaml has no rate: the figure counts as unknown",
                account.id
            ));
        }
        match standing.no_rate.is_empty() {
            true => Verdict::Clean,
            false => Verdict::Findings,
        }
    }

    /// What is due by `within` days ahead.
    pub(super) fn agenda<'a>(
        &self,
        accounts: &[&'a Account<'a>],
        standings: &[Standing],
        within: u32,
    ) -> Vec<Item<'a>> {
        let tiered = accounts
            .iter()
            .copied()
            .zip(standings.iter().map(|standing| standing.tier));
        agenda(tiered, &self.settings.agenda(), self.today, within)
    }
}

/// What UTC is on the clock of this computer.
pub(super) fn system_clock(utc: chrono::NaiveDateTime) -> chrono::NaiveDateTime {
    chrono::TimeZone::from_utc_datetime(&chrono::Local, &utc).naive_local()
}

/// What reading left to say: a verdict of its own for files that could not be read.
pub(super) fn unread(sources: &Sources) -> Verdict {
    match sources.unreadable().next() {
        None => Verdict::Clean,
        Some(_) => Verdict::Unread,
    }
}

fn entries(count: usize) -> String {
    match count {
        1 => "one entry is".to_owned(),
        count => format!("{count} entries are"),
    }
}

/// The root that was asked for, or else the nearest one.
pub(super) fn root(global: &Global) -> Result<PathBuf, Failure> {
    match &global.directory {
        Some(directory) => Ok(directory.clone()),
        None => nearest_repository(),
    }
}

fn nearest_repository() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir().map_err(|error| Failure::io("the working directory", error))?;
    let found = here
        .ancestors()
        .find(|folder| folder.join(settings::FILE_NAME).is_file());
    Ok(found.unwrap_or(&here).to_owned())
}

fn settings_file(root: &Path, path: &Path) -> Result<SourceFile, Failure> {
    let refused = |why: &str| Failure::Usage(format!("{} {why}", path.display()));
    if !path.is_file() {
        return Err(refused("is no regular file"));
    }
    // The settings come with the repository: a link must not show what lies outside.
    let is_inside = |target: PathBuf| root.canonicalize().is_ok_and(|root| target.starts_with(root));
    if !path.canonicalize().is_ok_and(is_inside) {
        return Err(refused("is a link to a file outside the repository"));
    }
    SourceFile::read(path, settings::FILE_NAME).map_err(|error| Failure::at(path, error))
}

fn read_settings(source: &SourceFile, console: &Console) -> Result<Settings, Failure> {
    if source.fault().is_some() {
        return Err(Failure::Usage(format!(
            "{} is no UTF-8 text of sensible size",
            source.path().display()
        )));
    }
    Settings::read(source).map_err(|problems| {
        let findings: Vec<_> = problems
            .into_iter()
            .map(|problem| {
                let rule = rule_of(problem.kind);
                locate_problem(problem, rule, source)
            })
            .collect();
        debug_assert!(findings.iter().all(|finding| finding.severity == Severity::Error));
        Failure::Shown(snippets::render(&findings, console.remark_look()))
    })
}

fn rule_of(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Syntax => "yaml-syntax",
        ProblemKind::UnknownField => "unknown-field",
        ProblemKind::WrongType => "wrong-type",
        ProblemKind::DuplicateKey => "duplicate-key",
        ProblemKind::MultipleDocuments => "multiple-documents",
        ProblemKind::EmptyFile => "empty-file",
        ProblemKind::NotUtf8 => "not-utf8",
    }
}
