//! Report: where rules leave what they find.

use super::{Finding, RuleInfo};
use crate::diagnostic::{Diagnostic, FileId, Severity};

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
        self.found
            .push(finding.into_diagnostic(self.rule.id, self.severity, file));
    }
}
