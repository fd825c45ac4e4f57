//! The rule `wrong-type`.

use super::{Check, Finding, Report};
use crate::portfolio::Document;
use crate::source::ProblemKind;

rule! {
    /// A value of the wrong kind: no number, no date, none of the words allowed.
    ///
    /// ## Why
    ///
    /// The value cannot be reckoned with, so it counts as not known until it is mended.
    ///
    /// ## How to mend
    ///
    /// Write what the message asks for: dates as 2026-11-05, ratings from 1 to 5, money as 310000,
    /// 1.2M, 480万 or 120k USD, fractions as 0.32. Leave a value empty to say that it is not known.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// registered: 5.11.2026     # write 2026-11-05
    /// attitude: suporter        # did you mean `supporter`?
    /// ```
    pub struct WrongType = "wrong-type", Error;
}

impl Check for WrongType {
    fn document(&self, document: &Document<'_>, report: &mut Report<'_>) {
        for problem in document
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::WrongType)
        {
            report.add(Finding::of(problem));
        }
    }
}
