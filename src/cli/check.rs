//! `dossier check`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::staged::Stage;
use super::{explain, files, past, since, templates};
use crate::analysis::past::Past;
use crate::diagnostic::FileId;
use crate::portfolio::{Dossier, Portfolio};
use crate::render::findings::{Counts, concise, counted, github, gitlab, json, junit, sarif, snippets};
use crate::render::template::Checked;
use crate::rules::{Located, Selection, TemplateError, World, adopt, can_be_ignored, check, find};
use crate::source::SourceFile;
use crate::source::save::{self, Unsaved};

/// Check dossiers: structure, references, contradictions, tiers
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Accounts or files to tell about; all by default
    #[arg(value_name = "ACCOUNT|PATH")]
    only: Vec<String>,
    /// How to print findings
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// Only this rule; may be repeated
    #[arg(long, value_name = "ID")]
    rule: Vec<String>,
    /// Only what is worse than at a commit; `REV...` means where the two parted
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Check what is staged, not the work tree, and tell of the files that the next commit changes
    #[arg(long, conflicts_with_all = ["only", "since", "add_ignores", "ages"])]
    pub(super) staged: bool,
    /// Let a dossier without `reviewed` count as gone through when it was last changed, as git tells
    #[arg(long)]
    ages: bool,
    /// Tell what ignores silence, too
    #[arg(long)]
    no_ignores: bool,
    /// Write an ignore above every finding there is, to begin with an old repository
    #[arg(long, conflicts_with_all = ["since", "no_ignores", "format"])]
    add_ignores: bool,
    /// Exit with 0 whatever is found
    #[arg(long)]
    exit_zero: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Annotated source, for people
    Table,
    /// One line each
    Concise,
    /// For programs, versioned
    Json,
    /// Annotations of a GitHub workflow, and its job's summary
    Github,
    /// A GitLab code quality report
    Gitlab,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// JUnit XML: each error a failed test
    Junit,
}

impl Check {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        self.know_rules(context)?;
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let selection = self.selection(files::named(context, &portfolio, &self.only)?);
        let process = templates::process(context)?;
        let world = World::new(&portfolio, &context.settings, &process, context.today)
            .with_pasts(self.ages(&portfolio, context)?);
        let templates = self.templates(context, &world)?;
        let mut findings = check(&world, &selection);
        let problems = templates
            .iter()
            .flat_map(|one| one.problems.iter().map(|problem| (&one.source, problem)));
        findings.extend(TemplateError::findings(problems, &context.settings, &selection));
        if self.add_ignores {
            return add_ignores(&findings, context);
        }
        if let Some(revision) = &self.since {
            findings = since::worse(revision, &world, findings, &selection, context)?;
        }
        let mut files = selected(&selection, &portfolio);
        files.extend(templates.iter().map(|one| &one.source));
        Ok(unread(&sources).max(self.tell(&findings, &files, context)?))
    }

    /// Checks what is staged, and tells of the files that the next commit changes.
    pub(super) fn run_staged(self, stage: &Stage) -> Result<Verdict, Failure> {
        let context = &stage.context;
        self.know_rules(context)?;
        let portfolio = context.portfolio(&stage.sources);
        let selection = self.selection(Some(stage.changed(&portfolio)));
        let process = templates::process(context)?;
        let world = World::new(&portfolio, &context.settings, &process, context.today);
        let findings = check(&world, &selection);
        let files = selected(&selection, &portfolio);
        Ok(stage.verdict.max(self.tell(&findings, &files, context)?))
    }

    /// A rule that is asked for and that nobody knows is a slip.
    fn know_rules(&self, context: &Context) -> Result<(), Failure> {
        for id in &self.rule {
            let is_custom = context.settings.custom_rules.iter().any(|rule| rule.id == *id);
            if !is_custom {
                find(id).ok_or_else(|| explain::unknown_rule(id))?;
            }
        }
        Ok(())
    }

    fn selection(&self, files: Option<Vec<FileId>>) -> Selection {
        Selection {
            rules: self.rule.clone(),
            files,
            no_ignores: self.no_ignores,
        }
    }

    /// Prints findings, and how many there are in how many files.
    fn tell(
        &self,
        findings: &[Located<'_>],
        files: &[&SourceFile],
        context: &Context,
    ) -> Result<Verdict, Failure> {
        context.console.print(&self.render(findings, files, context))?;
        let counts = Counts::of(findings);
        match self.format {
            Format::Table => {
                let what = if self.staged { "staged file" } else { "file" };
                let (files, found) = (counted(files.len(), what), counts.in_words());
                context.console.remark(&format!("{files} checked: {found}"));
            }
            Format::Github => add_summary(findings, files.len(), context)?,
            _ => {}
        }
        Ok(self.verdict(counts))
    }

    fn render(&self, findings: &[Located<'_>], files: &[&SourceFile], context: &Context) -> String {
        let folder = folder_in_repository(&context.root);
        match self.format {
            Format::Table => snippets::render(findings, &context.console.look),
            Format::Concise => concise::render(findings),
            Format::Json => json::render(findings, files.len()),
            Format::Github => github::render(findings, &folder),
            Format::Gitlab => gitlab::render(findings, &folder),
            Format::Sarif => sarif::render(findings, &folder),
            Format::Junit => junit::render(findings, files, context.today, &folder),
        }
    }

    fn verdict(&self, counts: Counts) -> Verdict {
        let fails = counts.errors > 0 || (self.strict && counts.warnings > 0);
        match fails && !self.exit_zero {
            true => Verdict::Findings,
            false => Verdict::Clean,
        }
    }

    /// How old is what dossiers say that no review is written in. Nothing is asked of git unless the user does.
    fn ages(&self, portfolio: &Portfolio<'_>, context: &Context) -> Result<BTreeMap<String, Past>, Failure> {
        let is_reviewed = |dossier: &&Dossier<'_>| {
            let account = dossier.account.as_ref();
            account.is_none_or(|account| account.reviewed.is_some())
        };
        let dossiers = portfolio.dossiers.iter().map(|dossier| &**dossier);
        let unreviewed = dossiers.filter(|dossier| self.ages && !is_reviewed(dossier));
        let mut unreviewed = unreviewed.peekable();
        match unreviewed.peek() {
            None => Ok(BTreeMap::new()),
            Some(_) => Ok(past::known(unreviewed, context)?),
        }
    }

    /// The templates that are asked for; who names accounts asks for none.
    fn templates(&self, context: &Context, world: &World<'_, '_>) -> Result<Vec<Checked>, Failure> {
        if self.only.is_empty() {
            return templates::checked(context, world);
        }
        let typed = self.only.iter();
        let wanted: Vec<PathBuf> = typed
            .filter_map(|typed| files::path_of(context, typed).canonicalize().ok())
            .collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut checked = templates::checked(context, world)?;
        checked.retain(|one| {
            let file = context.root.join(one.source.name()).canonicalize();
            file.is_ok_and(|file| wanted.iter().any(|wanted| file.starts_with(wanted)))
        });
        Ok(checked)
    }
}

/// Writes ignores into the files that have findings; a file that would say something else stays as it is.
fn add_ignores(findings: &[Located<'_>], context: &Context) -> Result<Verdict, Failure> {
    let mut by_file: BTreeMap<&str, Vec<&Located<'_>>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| can_be_ignored(finding.rule)) {
        by_file.entry(finding.source.name()).or_default().push(finding);
    }
    let mut verdict = Verdict::Clean;
    let loud = findings
        .iter()
        .filter(|finding| !can_be_ignored(finding.rule))
        .count();
    if loud > 0 {
        verdict = Verdict::Findings;
        let stay = if loud == 1 { "stays" } else { "stay" };
        context.console.warn(&format!(
            "{} that cannot be ignored {stay}; `dossier check` tells",
            counted(loud, "finding")
        ));
    }
    let mut text = String::new();
    for (name, findings) in &by_file {
        let source = findings[0].source;
        let path = source.path();
        let Some(adopted) = adopt(source.text(), findings, context.today) else {
            verdict = Verdict::Findings;
            context
                .console
                .warn(&format!("{name} is left as it is: a comment has no place there"));
            continue;
        };
        let written = save::update(path, &context.root, |now| match now == source.text() {
            true => Ok(adopted.text.clone()),
            false => Err("has changed meanwhile and is left as it is; run this again"),
        });
        match written {
            Err(Unsaved::Refused(why)) => {
                verdict = Verdict::Findings;
                context.console.warn(&format!("{name} {why}"));
                continue;
            }
            written => written.map_err(|error| Failure::unsaved(path, error))?,
        };
        text.push_str(&format!(
            "{name}: {} ignored\n",
            counted(adopted.silenced, "finding")
        ));
    }
    context.console.print(&text)?;
    Ok(verdict)
}

/// The files that findings were asked for.
fn selected<'p>(selection: &Selection, portfolio: &'p Portfolio<'_>) -> Vec<&'p SourceFile> {
    let is_wanted = |file| selection.files.as_ref().is_none_or(|files| files.contains(&file));
    portfolio
        .documents()
        .filter(|(file, _)| is_wanted(*file))
        .map(|(_, document)| document.source)
        .collect()
}

/// Adds to the summary of the GitHub job that this is a step of, if it is one.
fn add_summary(findings: &[Located<'_>], files: usize, context: &Context) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let text = github::summary(findings, files, &folder_in_repository(&context.root));
    File::options()
        .append(true)
        .create(true)
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Failure::at(Path::new(&path), error))
}

/// The folder that names of files begin from, as CI systems see it: from the top of the git repository, or
/// else from the working directory. Empty, or ending with `/`.
fn folder_in_repository(root: &Path) -> String {
    let whole = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let top = whole.ancestors().find(|folder| folder.join(".git").exists());
    let folder = match top {
        Some(top) => whole.strip_prefix(top).unwrap_or(root),
        None => root,
    };
    let mut shown = String::new();
    for part in folder.components() {
        match part {
            Component::Normal(name) => {
                shown.push_str(&name.to_string_lossy());
                shown.push('/');
            }
            Component::CurDir => {}
            // It lies elsewhere: there is nothing it could be named from.
            _ => return String::new(),
        }
    }
    shown
}
