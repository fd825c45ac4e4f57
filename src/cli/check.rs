//! `dossier check`.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::context::{Context, unread};
use super::exit::{Failure, Verdict};
use super::{account, explain};
use crate::diagnostic::FileId;
use crate::portfolio::Portfolio;
use crate::render::findings::{Counts, concise, counted, json, snippets};
use crate::rules::{Selection, World, check, find};

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
}

impl Check {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        for id in &self.rule {
            find(id).ok_or_else(|| explain::unknown_rule(id))?;
        }
        let sources = context.sources()?;
        let portfolio = Portfolio::decode(&sources);
        let selection = Selection {
            rules: self.rule.clone(),
            files: self.files(context, &portfolio)?,
        };
        let world = World::new(&portfolio, &context.settings, context.today);
        let findings = check(&world, &selection);
        let files = selection
            .files
            .as_ref()
            .map_or(portfolio.documents().count(), Vec::len);
        let text = match self.format {
            Format::Table => snippets::render(&findings, &context.console.look),
            Format::Concise => concise::render(&findings),
            Format::Json => json::render(&findings, files),
        };
        context.console.print(&text)?;
        let counts = Counts::of(&findings);
        if self.format == Format::Table {
            context.console.remark(&format!(
                "{} checked: {}",
                counted(files, "file"),
                counts.in_words()
            ));
        }
        Ok(unread(&sources).max(self.verdict(counts)))
    }

    fn verdict(&self, counts: Counts) -> Verdict {
        let fails = counts.errors > 0 || (self.strict && counts.warnings > 0);
        match fails && !self.exit_zero {
            true => Verdict::Findings,
            false => Verdict::Clean,
        }
    }

    /// The files that are asked for, by account or by path.
    fn files(&self, context: &Context, portfolio: &Portfolio<'_>) -> Result<Option<Vec<FileId>>, Failure> {
        if self.only.is_empty() {
            return Ok(None);
        }
        let mut files = Vec::new();
        for typed in &self.only {
            // From where the user stands, or else as findings name files.
            let below_root = context.root.join(typed);
            let path = match Path::new(typed) {
                here if here.exists() || !below_root.exists() => here,
                _ => &below_root,
            };
            match path.exists() || typed.ends_with(".yaml") {
                true => files.extend(files_at(context, portfolio, path)?),
                false => {
                    let id = account::find(portfolio, typed)?.id;
                    files.extend(portfolio.by_id().get(id));
                }
            }
        }
        files.sort_unstable();
        files.dedup();
        Ok(Some(files))
    }
}

/// The dossiers and library files at or below a path; the settings are read in any case.
fn files_at(context: &Context, portfolio: &Portfolio<'_>, path: &Path) -> Result<Vec<FileId>, Failure> {
    let wanted = path.canonicalize().map_err(|error| Failure::at(path, error))?;
    let is_settings = context
        .root
        .join(crate::settings::FILE_NAME)
        .canonicalize()
        .is_ok_and(|settings| settings == wanted);
    let files: Vec<FileId> = portfolio
        .documents()
        .filter(|(_, document)| {
            document
                .source
                .path()
                .canonicalize()
                .is_ok_and(|found| found.starts_with(&wanted))
        })
        .map(|(file, _)| file)
        .collect();
    match files.is_empty() && !is_settings {
        true => Err(Failure::Usage(format!(
            "{} is no dossier or library file of {}",
            path.display(),
            context.root.display()
        ))),
        false => Ok(files),
    }
}
