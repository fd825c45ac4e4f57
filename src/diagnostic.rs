//! Diagnostic: one finding as plain data, which names its place by route and knows no format.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::source::Route;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It is wrong.
    Error,
    /// It is probably wrong, or it will be.
    Warning,
    /// It is worth knowing.
    Note,
}

impl Severity {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The id of a rule, such as `unknown-person`.
pub type RuleId = &'static str;

/// A file of the portfolio, by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

/// Where something is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The value at this address; where the file has no such value, the nearest that it has.
    Value(Route),
    /// The key under which the value at this address stands.
    Key(Route),
    /// These bytes, which belong to this address.
    Bytes(Range<usize>, Route),
}

impl Place {
    /// The address.
    pub fn route(&self) -> &Route {
        match self {
            Self::Value(route) | Self::Key(route) | Self::Bytes(_, route) => route,
        }
    }
}

/// Another place that belongs to a finding, and what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub file: FileId,
    /// The place in it.
    pub place: Place,
    /// What is there, in a few words.
    pub text: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleId,
    /// How much it matters here.
    pub severity: Severity,
    /// What is wrong and why, a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The file at fault.
    pub file: FileId,
    /// The place in it.
    pub place: Place,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
}
