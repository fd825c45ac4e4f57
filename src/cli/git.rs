//! `dossier git`.

mod canonical;
mod setup;

use clap::{Args, Subcommand};

use super::context::Context;
use super::exit::{Failure, Verdict};

/// Have git merge, show and check dossiers by this tool
#[derive(Debug, Args)]
pub(super) struct Git {
    #[command(subcommand)]
    pub(super) task: Task,
}

#[derive(Debug, Subcommand)]
pub(super) enum Task {
    Setup(setup::Setup),
    Canonical(canonical::Canonical),
}

impl Git {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        match self.task {
            Task::Setup(setup) => setup.run(context),
            Task::Canonical(canonical) => canonical.run(&context.console),
        }
    }
}
