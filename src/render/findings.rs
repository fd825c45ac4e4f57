//! Findings as text: annotated snippets, one line each, JSON, and what CI systems read.
//!
//! CI systems name files from the top of the git repository, so that their formats take the `folder` in
//! it that the names of files begin from: empty, or ending with `/`. None of them shows source lines.

pub mod concise;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod snippets;

use std::borrow::Cow;

use super::visible;
use crate::diagnostic::Severity;
use crate::rules::Located;
use crate::source::SourceFile;

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
    pub fn of<'f, 'p: 'f>(findings: impl IntoIterator<Item = &'f Located<'p>>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
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

/// What CI systems show of a message, in characters: beyond that it is somebody's essay in a scalar.
const LONGEST: usize = 1000;

/// What a finding says, in one line: what is wrong and what to do about it.
fn told(finding: &Located<'_>) -> String {
    let message = shortened(&finding.message);
    match &finding.help {
        Some(help) => format!("{message}; {}", shortened(help)),
        None => message,
    }
}

/// The id of a finding's rule, which a repository's own may have from anybody.
fn rule<'f>(finding: &'f Located<'_>) -> Cow<'f, str> {
    visible::line(finding.rule)
}

/// A text on one line, harmless and not too long.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", visible::line(&text[..end])),
        None => visible::line(text).into_owned(),
    }
}

/// The name of a file from the top of its git repository.
fn path(folder: &str, source: &SourceFile) -> String {
    visible::line(&format!("{folder}{}", source.name())).into_owned()
}

/// The findings by severity, and in their order within it.
fn worst_first<'f, 'p>(findings: &'f [Located<'p>]) -> Vec<&'f Located<'p>> {
    let mut ordered: Vec<_> = findings.iter().collect();
    ordered.sort_by_key(|finding| finding.severity);
    ordered
}
