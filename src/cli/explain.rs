//! `dossier explain`.

use clap::Args;

use super::console::Console;
use super::exit::{Failure, Verdict};
use crate::render::manual;
use crate::rules::{RULES, find};
use crate::source::nearest;

/// Explain a rule, or list them all
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule's id
    rule: Option<String>,
}

impl Explain {
    pub(super) fn run(self, console: &Console) -> Result<Verdict, Failure> {
        let look = &console.look;
        let text = match &self.rule {
            None => manual::list(look),
            Some(id) => manual::page(find(id).ok_or_else(|| unknown_rule(id))?, look),
        };
        console.print(&text)?;
        Ok(Verdict::Clean)
    }
}

/// There is no such rule.
pub(super) fn unknown_rule(id: &str) -> Failure {
    let help = match nearest(id, RULES.iter().map(|rule| rule.info().id)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`dossier explain` lists them".to_owned(),
    };
    Failure::Usage(format!("there is no rule `{id}`; {help}"))
}
