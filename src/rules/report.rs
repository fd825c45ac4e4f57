//! Report: where rules leave what they find.

use super::{Finding, RuleInfo};
use crate::diagnostic::{Diagnostic, FileId, Label, Severity};

/// Collects the findings of one rule in one file.
#[derive(Debug)]
pub struct Report<'r> {
    pub(super) file: FileId,
    pub(super) rule: &'static RuleInfo,
    pub(super) severity: Severity,
    pub(super) found: &'r mut Vec<Diagnostic>,
}

impl Report<'_> {
    /// A finding in the file at hand.
    pub fn add(&mut self, finding: Finding) {
        self.add_in(self.file, finding);
    }

    /// A finding in a certain file, for rules that look at the whole portfolio.
    pub fn add_in(&mut self, file: FileId, finding: Finding) {
        let labels = finding
            .labels
            .into_iter()
            .map(|(other, place, text)| Label {
                file: other.unwrap_or(file),
                place,
                text,
            })
            .collect();
        self.found.push(Diagnostic {
            rule: self.rule.id,
            severity: self.severity,
            message: finding.message,
            help: finding.help,
            file,
            place: finding.place,
            labels,
        });
    }
}
