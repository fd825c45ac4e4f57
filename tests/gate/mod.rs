//! The gate in front of a team's repository, with real git: ignores, adoption, own rules, the ratchet.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where its world is not as it should be"
)]

mod adopt;
mod custom;
mod harmless;
mod ignores;
mod log;
mod ratchet;
mod record;
mod setup;
mod shells;
mod templates;

use account_dossier::rules::RULES;

use crate::support::{Repository, Run};

/// Settings with no rules but these.
fn only(rules: &[&str]) -> String {
    let ids = RULES.iter().map(|rule| rule.info().id);
    let off = ids
        .filter(|id| !rules.contains(id))
        .map(|id| format!("  {id}: off\n"));
    format!("rules:\n{}", off.collect::<String>())
}

/// The rules of the findings that were told, in their order.
fn rules(run: &Run) -> Vec<String> {
    let ids = run.stdout.lines().filter_map(|line| {
        let (_, rest) = line.split_once('[')?;
        rest.split_once(']').map(|(id, _)| id.to_owned())
    });
    ids.collect()
}
