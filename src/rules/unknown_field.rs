//! The rule `unknown-field`.

use super::{Check, Finding, Report};
use crate::portfolio::Document;
use crate::source::ProblemKind;

rule! {
    /// A key that the format does not have.
    ///
    /// ## Why
    ///
    /// A misspelt key is a fact that nobody will find again: every figure would silently miss it.
    ///
    /// ## How to mend
    ///
    /// Correct the key; near misses are suggested. A key of your own begins with `x-`, at any level.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stakeholders:
    ///   - id: li-wei
    ///     influense: 4          # did you mean `influence`?
    /// x-sap-number: "0000123456"  # your own: kept and left alone
    /// ```
    pub struct UnknownField = "unknown-field", Error;
}

impl Check for UnknownField {
    fn document(&self, document: &Document<'_>, report: &mut Report<'_>) {
        for problem in document
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::UnknownField)
        {
            report.add(Finding::of(problem));
        }
    }
}
