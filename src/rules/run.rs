//! Running the rules: every rule over every file it looks at, in parallel, the findings in order.

use rayon::prelude::*;

use super::locate::{Located, locate};
use super::{RULES, Report, Rule, World};
use crate::diagnostic::{Diagnostic, FileId, Severity};

/// Which findings are wanted.
#[derive(Debug, Default)]
pub struct Selection {
    /// Only these rules; all where there are none.
    pub rules: Vec<String>,
    /// Only these files; all where it is not said.
    pub files: Option<Vec<FileId>>,
}

impl Selection {
    fn wants_file(&self, file: FileId) -> bool {
        self.files.as_ref().is_none_or(|files| files.contains(&file))
    }

    fn wants_rule(&self, id: &str) -> bool {
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
        .flat_map_iter(|(file, _)| check_file(world, &rules, file))
        .collect();
    for (rule, severity) in &rules {
        rule.portfolio(world, &mut report(*rule, *severity, FileId(0), &mut found));
    }
    found.retain(|diagnostic| selection.wants_file(diagnostic.file));
    let mut located: Vec<_> = found
        .into_iter()
        .filter_map(|diagnostic| Some((diagnostic.file, locate(diagnostic, world.portfolio)?)))
        .collect();
    located.sort_by(|(file, a), (other, b)| {
        (file, a.span.start, a.rule, &a.message).cmp(&(other, b.span.start, b.rule, &b.message))
    });
    located.into_iter().map(|(_, located)| located).collect()
}

fn check_file(world: &World<'_, '_>, rules: &[Active], file: FileId) -> Vec<Diagnostic> {
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
