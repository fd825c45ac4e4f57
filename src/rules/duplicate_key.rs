//! The rule `duplicate-key`.

use super::{Check, Finding, Report};
use crate::portfolio::Document;
use crate::source::ProblemKind;

rule! {
    /// A key that stands twice in one map.
    ///
    /// ## Why
    ///
    /// Only the first value is read. Two people who edited the same dossier, merged line by line, are
    /// the usual cause; what the second one wrote would be lost without a word.
    ///
    /// ## How to mend
    ///
    /// Merge the two entries into one; both places are shown.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// owner: wang.min
    /// region: East China
    /// owner: chen.yu            # the first one is at line 1
    /// ```
    pub struct DuplicateKey = "duplicate-key", Error;
}

impl Check for DuplicateKey {
    fn document(&self, document: &Document<'_>, report: &mut Report<'_>) {
        for problem in document
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::DuplicateKey)
        {
            report.add(Finding::of(problem));
        }
    }
}
