//! The rule `unknown-account`.

use std::collections::HashMap;

use super::suggestions::Suggestions;
use super::{Check, Finding, Report, World};
use crate::analysis::circles::{circles, in_words};
use crate::diagnostic::FileId;
use crate::route;

rule! {
    /// A parent that is no account, or that leads back to the account itself.
    ///
    /// ## Why
    ///
    /// `parent` ties the companies of a group together. A name that no dossier has ties nothing, and a
    /// circle has no top.
    ///
    /// ## How to mend
    ///
    /// Write the parent's id: its file's name without `.yaml`, with the folders below accounts/. Where there
    /// is no dossier yet, `dossier new` makes one. In a circle, take `parent` out of the account at the top.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// name: Huadong Precision Machinery
    /// parent: huadong-gruop      # did you mean `huadong-group`?
    /// ```
    pub struct UnknownAccount = "unknown-account", Error;
}

impl Check for UnknownAccount {
    fn portfolio(&self, world: &World<'_, '_>, report: &mut Report<'_>) {
        let mut parents = Vec::with_capacity(world.portfolio.dossiers.len());
        let mut unknown = Vec::new();
        for (at, dossier) in world.portfolio.dossiers.iter().enumerate() {
            let account = dossier.account.as_ref();
            let parent = account.and_then(|account| account.parent.as_deref());
            let file = parent.and_then(|parent| world.file(parent));
            let missing = parent.filter(|_| file.is_none());
            unknown.extend(missing.map(|parent| (FileId(at), parent)));
            parents.push(file.map(|file| file.0));
        }
        if !unknown.is_empty() {
            report_unknown(world, &unknown, report);
        }
        for circle in circles(&parents) {
            report_circle(world, &circle, report);
        }
    }
}

fn report_unknown(world: &World<'_, '_>, unknown: &[(FileId, &str)], report: &mut Report<'_>) {
    let called = called_otherwise(world);
    let mut suggestions = Suggestions::among(world.ids());
    for (file, parent) in unknown {
        let help = match called.get(parent) {
            Some(id) => format!("accounts are named by id: `{id}`"),
            None => suggestions.help(parent, "make a dossier for the parent, or take `parent` out"),
        };
        let finding = Finding::at(route!["parent"], format!("no account has the id `{parent}`"));
        report.add_in(*file, finding.help(help));
    }
}

/// The accounts by what else people call them: the name, aliases, the id's last part.
fn called_otherwise<'p>(world: &World<'p, '_>) -> HashMap<&'p str, &'p str> {
    let mut ids = HashMap::new();
    for account in world.portfolio.accounts() {
        let last_part = account.id.rsplit('/').next();
        let names = account.aliases.iter().chain([&account.name]);
        for called in names.map(|name| name.as_str()).chain(last_part) {
            ids.entry(called).or_insert(account.id.as_str());
        }
    }
    ids
}

/// Tells every account of a circle, so that each is told when it is checked alone.
fn report_circle(world: &World<'_, '_>, circle: &[usize], report: &mut Report<'_>) {
    let id = |at: usize| format!("`{}`", world.portfolio.dossiers[at].id);
    for (place, at) in circle.iter().enumerate() {
        let (message, help) = match circle.len() {
            1 => (
                "the account is entered as its own parent".to_owned(),
                "take `parent` out",
            ),
            _ => (
                format!("the parents go in a circle: {}", in_words(circle, place, id)),
                "take `parent` out of the account that is at the top",
            ),
        };
        report.add_in(FileId(*at), Finding::at(route!["parent"], message).help(help));
    }
}
