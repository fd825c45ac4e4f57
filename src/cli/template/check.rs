//! `dossier template check`: every template filled in for every account.

use clap::Args;

use super::found;
use crate::cli::Format;
use crate::cli::context::{Context, unread};
use crate::cli::exit::{Failure, Verdict};
use crate::cli::templates::{self, Trial, trials};
use crate::render::findings::{Counts, counted, json, snippets};
use crate::render::template::{Checked, Library};
use crate::rules::{Selection, TemplateError, World};

/// Which templates are checked, and how it is told.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Templates; all by default
    #[arg(value_name = "TEMPLATE")]
    only: Vec<String>,
    /// How to print what is wrong
    #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
    format: Format,
}

impl Check {
    pub(super) fn run(self, library: &Library, context: &Context) -> Result<Verdict, Failure> {
        let folder = context.templates()?;
        let named = self
            .only
            .iter()
            .map(|typed| found(library, &folder, typed, context));
        let named = named.collect::<Result<Vec<String>, Failure>>()?;
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let faulty = context.remark_faulty(&portfolio);
        let process = templates::process(context)?;
        let world = World::new(&portfolio, &context.settings, &process, context.today);
        let trials = chosen(trials(library, context)?, &named);
        let checked = templates::tried(context, &world, &named, &trials)?;
        let verdict = self.tell(&checked, trials.len(), context)?;
        Ok(unread(&sources).max(faulty).max(verdict))
    }

    /// Errors are errors here, whatever the settings make of the rule.
    fn tell(&self, checked: &[Checked], tried: usize, context: &Context) -> Result<Verdict, Failure> {
        let problems = checked
            .iter()
            .flat_map(|one| one.problems.iter().map(|problem| (&one.source, problem)));
        let findings = TemplateError::findings(problems, &Default::default(), &Selection::default());
        context.console.print(&match self.format {
            Format::Table => snippets::render(&findings, &context.console.look),
            Format::Json => json::render(&findings, checked.len()),
        })?;
        if self.format == Format::Table {
            context.console.remark(&format!(
                "{} filled in for every account: {}",
                counted(tried, "template"),
                Counts::of(&findings).in_words()
            ));
        }
        Ok(if findings.is_empty() {
            Verdict::Clean
        } else {
            Verdict::Findings
        })
    }
}

/// What is filled in: the templates of briefs, or those that are named.
fn chosen(all: Vec<Trial>, named: &[String]) -> Vec<Trial> {
    if named.is_empty() {
        return all;
    }
    all.into_iter()
        .filter(|trial| named.contains(&trial.name))
        .collect()
}
