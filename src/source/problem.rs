//! Problem: what is wrong with the structure of one file, before any rule has looked at it.

use std::ops::Range;

use super::Route;

/// How many problems of one file are kept; beyond that the first ones tell enough.
pub const PROBLEM_LIMIT: usize = 100;

/// The kinds of structural problem; each is the concern of the rule of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not the YAML that dossiers are written in.
    Syntax,
    /// A key that the format does not have.
    UnknownField,
    /// A value of another type, out of range, or not one of the words allowed.
    WrongType,
    /// A key that stands twice in one map.
    DuplicateKey,
    /// More than one YAML document in the file.
    MultipleDocuments,
    /// No data in the file.
    EmptyFile,
    /// Bytes that are not UTF-8.
    NotUtf8,
}

/// One structural problem, at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What kind it is.
    pub kind: ProblemKind,
    /// The bytes at fault.
    pub span: Range<usize>,
    /// The address of the value at fault, as far as it has one.
    pub route: Route,
    /// What is wrong and why, as a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Another place that belongs to it, and what is there.
    pub related: Option<(Range<usize>, String)>,
}

impl Problem {
    /// A problem without help or a second place.
    pub fn new(kind: ProblemKind, span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            kind,
            span,
            route: Route::root(),
            message: message.into(),
            help: None,
            related: None,
        }
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same at this address.
    #[must_use]
    pub fn at(mut self, route: Route) -> Self {
        self.route = route;
        self
    }
}
