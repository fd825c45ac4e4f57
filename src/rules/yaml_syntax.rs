//! The rule `yaml-syntax`.

use super::{Check, Finding, Report};
use crate::portfolio::Document;
use crate::source::ProblemKind;

rule! {
    /// The text is not the YAML that dossiers are written in.
    ///
    /// ## Why
    ///
    /// Nothing of a broken section can be read, so the account is left out of every list until it is
    /// mended. Each top-level section is read by itself: one broken section does not hide the errors of
    /// the others. Aliases (`*name`), merge keys (`<<`) and tags (`!!str`) are refused as well: a dossier
    /// states each fact where it belongs, and so a diff shows what changed.
    ///
    /// ## How to mend
    ///
    /// Go to the place and follow the help there. Most often a value wants quotes, a bracket is open, or
    /// a line is not indented like its neighbours. Indent with spaces.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// region: 'East China        # the quote is not closed
    /// notes: price: too high    # a value with `: ` wants quotes
    /// ```
    pub struct YamlSyntax = "yaml-syntax", Error;
}

impl Check for YamlSyntax {
    fn document(&self, document: &Document<'_>, report: &mut Report<'_>) {
        for problem in document
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::Syntax)
        {
            report.add(Finding::of(problem));
        }
    }
}
