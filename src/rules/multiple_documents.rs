//! The rule `multiple-documents`.

use super::{Check, Finding, Report};
use crate::portfolio::Document;
use crate::source::ProblemKind;

rule! {
    /// More than one YAML document in a file.
    ///
    /// ## Why
    ///
    /// One account, one file: its name is the account's id. What follows a second `---` is not read.
    ///
    /// ## How to mend
    ///
    /// Remove the `---`, or move what follows it to a file of its own.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// name: Acme
    /// ---
    /// name: Another
    /// ```
    pub struct MultipleDocuments = "multiple-documents", Error;
}

impl Check for MultipleDocuments {
    fn document(&self, document: &Document<'_>, report: &mut Report<'_>) {
        for problem in document
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::MultipleDocuments)
        {
            report.add(Finding::of(problem));
        }
    }
}
