//! The rule `unknown-account`.

use std::collections::HashMap;

use super::circles::{circles, in_words};
use super::suggestions::Suggestions;
use super::{Check, Finding, Report, World};
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
        let mut next = Vec::with_capacity(world.portfolio.dossiers.len());
        let mut unknown = Vec::new();
        for (at, dossier) in world.portfolio.dossiers.iter().enumerate() {
            let parent = dossier
                .account
                .as_ref()
                .and_then(|account| account.parent.as_deref());
            let file = parent.and_then(|parent| world.file(parent));
            unknown.extend(
                parent
                    .filter(|_| file.is_none())
                    .map(|parent| (FileId(at), parent)),
            );
            next.push(file.map(|file| file.0));
        }
        if !unknown.is_empty() {
            report_unknown(world, &unknown, report);
        }
        for circle in circles(&next) {
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
        report.add_in(
            *file,
            Finding::at(route!["parent"], format!("no account has the id `{parent}`")).help(help),
        );
    }
}

/// The accounts by what else people call them: the id's last part, the name, aliases.
fn called_otherwise<'p>(world: &World<'p, '_>) -> HashMap<&'p str, &'p str> {
    let mut ids = HashMap::new();
    for account in world.portfolio.accounts() {
        let last_part = account.id.rsplit('/').next().unwrap_or_default();
        let names = account
            .aliases
            .iter()
            .chain([&account.name])
            .map(|name| name.as_str());
        for called in names.chain([last_part]) {
            ids.entry(called).or_insert(account.id.as_str());
        }
    }
    ids
}

/// Tells every account of a circle, so that each is told when it is checked alone.
fn report_circle(world: &World<'_, '_>, circle: &[usize], report: &mut Report<'_>) {
    for (place, at) in circle.iter().enumerate() {
        let id = |at: usize| {
            world
                .portfolio
                .dossiers
                .get(at)
                .map_or_else(String::new, |dossier| format!("`{}`", dossier.id))
        };
        let finding = match circle {
            [_] => Finding::at(route!["parent"], "the account is entered as its own parent")
                .help("take `parent` out"),
            _ => Finding::at(
                route!["parent"],
                format!("the parents go in a circle: {}", in_words(circle, place, id)),
            )
            .help("take `parent` out of the account that is at the top"),
        };
        report.add_in(FileId(*at), finding);
    }
}
