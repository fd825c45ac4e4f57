//! The rule `empty-file`.

use super::{Check, Finding, Report};
use crate::portfolio::Document;
use crate::source::ProblemKind;

rule! {
    /// A dossier without any data.
    ///
    /// ## Why
    ///
    /// An account is at least a name. An empty file is more often a lost save than an account.
    ///
    /// ## How to mend
    ///
    /// Write `name: …`, restore the file from git, or remove it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// name: Minimal Ltd
    /// ```
    pub struct EmptyFile = "empty-file", Error;
}

impl Check for EmptyFile {
    fn document(&self, document: &Document<'_>, report: &mut Report<'_>) {
        for problem in document
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::EmptyFile)
        {
            report.add(Finding::of(problem));
        }
    }
}
