//! Finding: what a rule says, before the report adds file, rule and severity.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, FileId, Label, Place, RuleId, Severity};
use crate::source::{Problem, Route};

/// Something found, at a place of the file at hand.
#[derive(Debug)]
pub struct Finding {
    pub(super) place: Place,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) labels: Vec<(Option<FileId>, Place, String)>,
}

impl Finding {
    /// At a value.
    pub fn at(route: Route, message: impl Into<String>) -> Self {
        Self::new(Place::Value(route), message)
    }

    /// At the key of a value.
    pub fn at_key(route: Route, message: impl Into<String>) -> Self {
        Self::new(Place::Key(route), message)
    }

    /// A structural problem, as it stands.
    pub fn of(problem: &Problem) -> Self {
        let place = |span: &Range<usize>| Place::Bytes(span.clone(), problem.route.clone());
        let mut finding = Self::new(place(&problem.span), problem.message.as_str());
        finding.help.clone_from(&problem.help);
        finding.labels = problem
            .related
            .iter()
            .map(|(span, text)| (None, place(span), text.clone()))
            .collect();
        finding
    }

    /// At these bytes, which belong to this address.
    pub(super) fn at_bytes(span: Range<usize>, route: Route, message: impl Into<String>) -> Self {
        Self::new(Place::Bytes(span, route), message)
    }

    /// The finding of a rule in a file.
    pub(super) fn into_diagnostic(self, rule: RuleId, severity: Severity, file: FileId) -> Diagnostic {
        let labels = self
            .labels
            .into_iter()
            .map(|(other, place, text)| Label {
                file: other.unwrap_or(file),
                place,
                text,
            })
            .collect();
        Diagnostic {
            rule,
            severity,
            message: self.message,
            help: self.help,
            file,
            place: self.place,
            labels,
        }
    }

    fn new(place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            message: message.into(),
            help: None,
            labels: Vec::new(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Another place of the same file that belongs to it.
    #[must_use]
    pub fn label(mut self, route: Route, text: impl Into<String>) -> Self {
        self.labels.push((None, Place::Value(route), text.into()));
        self
    }

    /// A place of another file that belongs to it.
    #[must_use]
    pub fn label_in(mut self, file: FileId, route: Route, text: impl Into<String>) -> Self {
        self.labels.push((Some(file), Place::Value(route), text.into()));
        self
    }
}
