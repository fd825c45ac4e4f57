//! The rule `not-utf8`.

use super::{Check, Finding, Report};
use crate::portfolio::Document;
use crate::source::ProblemKind;

rule! {
    /// Bytes that are not UTF-8.
    ///
    /// ## Why
    ///
    /// Names and notes in any other encoding cannot be told apart from damage.
    ///
    /// ## How to mend
    ///
    /// Save the file as UTF-8. Editors name the encoding in the status line or under “save as”.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # saved as GBK, 客户 has other bytes
    /// ```
    pub struct NotUtf8 = "not-utf8", Error;
}

impl Check for NotUtf8 {
    fn document(&self, document: &Document<'_>, report: &mut Report<'_>) {
        for problem in document
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::NotUtf8)
        {
            report.add(Finding::of(problem));
        }
    }
}
