//! Running the rules: every rule over every file it looks at, in parallel, the findings in order.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::fingerprint::tell_apart;
use super::ignores::Ignore;
use super::locate::{Located, locate};
use super::{RULES, Report, Rule, World};
use crate::diagnostic::{Diagnostic, FileId, Severity};
use crate::model::Account;

/// Which findings are wanted.
#[derive(Debug, Default)]
pub struct Selection {
    /// Only these rules; all where there are none.
    pub rules: Vec<String>,
    /// Only these files; all where it is not said.
    pub files: Option<Vec<FileId>>,
    /// Tell what ignores silence, too.
    pub no_ignores: bool,
}

impl Selection {
    /// Whether findings in a file are wanted.
    pub fn wants_file(&self, file: FileId) -> bool {
        self.files.as_ref().is_none_or(|files| files.contains(&file))
    }

    /// Whether findings of a rule are wanted.
    pub fn wants_rule(&self, id: &str) -> bool {
        self.rules.is_empty() || self.rules.iter().any(|wanted| wanted == id)
    }
}

type Active = (&'static dyn Rule, Severity);

/// Runs the rules and gives what they found, by file and place.
pub fn check<'p>(world: &World<'p, '_>, selection: &Selection) -> Vec<Located<'p>> {
    let rules: Vec<Active> = RULES
        .iter()
        .filter(|rule| selection.wants_rule(rule.info().id))
        .filter_map(|rule| {
            Some((
                *rule,
                world.settings.severity(rule.info().id, rule.info().severity)?,
            ))
        })
        .collect();
    let mut found: Vec<Diagnostic> = world
        .portfolio
        .documents()
        .collect::<Vec<_>>()
        .into_par_iter()
        .flat_map_iter(|(file, _)| check_file(world, &rules, selection, file))
        .collect();
    for (rule, severity) in &rules {
        rule.portfolio(world, &mut report(*rule, *severity, FileId(0), &mut found));
    }
    found.retain(|diagnostic| selection.wants_file(diagnostic.file));
    let mut located = locate(found, world.portfolio);
    if !selection.no_ignores {
        silence(world, selection, &rules, &mut located);
    }
    located.sort_by(|(file, a), (other, b)| {
        (file, a.span.start, a.rule, &a.message).cmp(&(other, b.span.start, b.rule, &b.message))
    });
    let mut located: Vec<_> = located.into_iter().map(|(_, located)| located).collect();
    tell_apart(&mut located);
    located
}

/// Takes out what ignores silence, and adds what is to be said of the ignores themselves.
fn silence<'p>(
    world: &World<'p, '_>,
    selection: &Selection,
    rules: &[Active],
    located: &mut Vec<(FileId, Located<'p>)>,
) {
    let custom: Vec<String> = world.custom.iter().map(|rule| rule.id.to_owned()).collect();
    let ignores = ignores(world, selection, &custom);
    located.retain(|(file, finding)| {
        let own = ignores.get(file).map_or(&[][..], Vec::as_slice);
        !own.iter()
            .any(|ignore| ignore.silences(finding.rule, finding.start.line))
    });
    let Some((rule, severity)) = rules.iter().find(|(rule, _)| rule.info().id == UNUSED_IGNORE) else {
        return;
    };
    let ran = |id: &str| match custom.iter().any(|own| own == id) {
        true => selection.wants_rule(id),
        false => rules.iter().any(|(rule, _)| rule.info().id == id),
    };
    let mut found = Vec::new();
    for (file, ignore) in ignores
        .iter()
        .flat_map(|(file, own)| own.iter().map(move |one| (*file, one)))
    {
        if let Some(message) = ignore.complaint(ran) {
            report(*rule, *severity, file, &mut found).add(ignore.finding(message));
        }
    }
    located.extend(locate(found, world.portfolio));
}

/// The ignores of the files that have any.
fn ignores<'s>(
    world: &World<'_, 's>,
    selection: &Selection,
    custom: &[String],
) -> BTreeMap<FileId, Vec<Ignore<'s>>> {
    let documents: Vec<_> = world.portfolio.documents().collect();
    let wanted = documents
        .into_par_iter()
        .filter(|(file, _)| selection.wants_file(*file));
    let all = wanted.map(|(file, document)| (file, Ignore::all(document, custom)));
    all.filter(|(_, ignores)| !ignores.is_empty()).collect()
}

/// The rule that looks at ignores, when all others have run.
const UNUSED_IGNORE: &str = "unused-ignore";

fn check_file(
    world: &World<'_, '_>,
    rules: &[Active],
    selection: &Selection,
    file: FileId,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(document) = world.portfolio.document(file) else {
        return found;
    };
    if !document.problems.is_empty() {
        for (rule, severity) in rules {
            rule.document(document, &mut report(*rule, *severity, file, &mut found));
        }
    }
    let account = world
        .portfolio
        .dossiers
        .get(file.0)
        .and_then(|dossier| dossier.account.as_ref());
    if let Some(account) = account {
        for (rule, severity) in rules {
            rule.account(account, world, &mut report(*rule, *severity, file, &mut found));
        }
        ask_custom(world, account, file, selection, &mut found);
    }
    // A file with more findings than anybody reads keeps the gravest.
    if found.len() > MOST_OF_A_FILE {
        found.sort_by_key(|diagnostic| diagnostic.severity);
        found.truncate(MOST_OF_A_FILE);
    }
    found
}

/// How many findings of one file are told.
const MOST_OF_A_FILE: usize = 1_000;

/// Asks the repository's own rules about an account.
fn ask_custom(
    world: &World<'_, '_>,
    account: &Account<'_>,
    file: FileId,
    selection: &Selection,
    found: &mut Vec<Diagnostic>,
) {
    let mut rules = world
        .custom
        .iter()
        .filter(|rule| selection.wants_rule(rule.id))
        .peekable();
    if rules.peek().is_none() {
        return;
    }
    let Some(names) = world.names(account) else { return };
    for rule in rules {
        if let Some(finding) = rule.ask(&names) {
            found.push(finding.into_diagnostic(rule.id, rule.severity, file));
        }
    }
}

fn report<'r>(
    rule: &dyn Rule,
    severity: Severity,
    file: FileId,
    found: &'r mut Vec<Diagnostic>,
) -> Report<'r> {
    Report {
        file,
        rule: rule.info(),
        severity,
        found,
    }
}
