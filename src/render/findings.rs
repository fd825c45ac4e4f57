//! Findings as text: annotated snippets, one line each, or JSON.

pub mod concise;
pub mod json;
pub mod snippets;

use crate::diagnostic::Severity;
use crate::rules::Located;

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of(findings: &[Located<'_>]) -> Self {
        let count = |severity| {
            findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count()
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    /// The counts in words, without those that are zero: `2 errors, 1 note`.
    pub fn in_words(self) -> String {
        let words: Vec<String> = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| counted(count, word))
        .collect();
        match words.is_empty() {
            true => "nothing found".to_owned(),
            false => words.join(", "),
        }
    }
}

/// A number and its noun: `1 file`, `2 files`.
pub fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}
