//! The parser's errors, told in the words of people who keep dossiers.

use granit_parser::{ErrorKind, ScanError};

use crate::source::problem::{Problem, ProblemKind};

/// A syntax error: where in the text, and which.
pub(super) struct SyntaxError {
    offset: usize,
    kind: ErrorKind,
}

impl SyntaxError {
    /// The parser's error in a piece of the text that begins at `base`.
    pub(super) fn new(error: &ScanError, base: usize) -> Self {
        Self {
            offset: base + error.marker().byte_offset().unwrap_or(0),
            kind: error.kind().clone(),
        }
    }

    /// The error as a problem of the text.
    pub(super) fn problem(&self, text: &str) -> Problem {
        let mut start = self.offset.min(text.len());
        if is_unclosed(&self.kind) {
            start = opening_quote(&text[..floor(text, start)]).unwrap_or(start);
        }
        start = floor(text, start);
        let width = text[start..]
            .chars()
            .next()
            .filter(|c| !matches!(c, '\n' | '\r'))
            .map_or(0, char::len_utf8);
        let (message, help) = explain(&self.kind);
        Problem::new(ProblemKind::Syntax, start..start + width, message).help(help)
    }
}

/// The nearest character border at or before an offset.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn is_unclosed(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::DocumentIndicatorInQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
    )
}

/// Where the last quoted text begins: the parser tells only where it gave up.
fn opening_quote(before: &str) -> Option<usize> {
    before
        .char_indices()
        .rev()
        .filter(|(_, c)| matches!(c, '"' | '\''))
        .map(|(at, _)| at)
        .find(|at| {
            let lead = before[..*at].trim_end_matches(' ');
            lead.is_empty()
                || (lead.len() < *at && lead.ends_with([':', '-', ',']))
                || lead.ends_with(['[', '{', '\n', ','])
        })
}

fn explain(kind: &ErrorKind) -> (String, &'static str) {
    use ErrorKind as K;
    let quoting = "put a value that holds `: `, ` #` or begins with one of `@ % & * ! | > [ {` in quotes";
    let (message, help) = match kind {
        K::TabNotAllowed | K::TabInBlockIndentation | K::TabInIndentation | K::TabAtBlockScalarStart => (
            "a tab is used for indentation",
            "indent with spaces: YAML allows no tabs there",
        ),
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar | K::InvalidQuotedScalarIndent => (
            "a quoted text is not closed",
            "add the closing quote; double a `'` inside '…', write \\\" inside \"…\"",
        ),
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::MismatchedFlowCollectionEnd { .. }
        | K::MisplacedFlowCollectionEnd => (
            "brackets do not match, or a comma is missing between entries",
            "close every `[` with `]` and every `{` with `}`, and part entries with commas",
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => (
            "a backslash in double quotes begins no character that YAML knows",
            "write `\\\\` for the backslash itself, or use single quotes",
        ),
        K::MappingValueNotAllowed | K::InvalidColonPlacement => {
            ("a second `: ` on one line, or a key at the wrong depth", quoting)
        }
        K::SimpleKeyExpected | K::InvalidSimpleKey | K::ExpectedBlockMappingKey | K::InvalidIndentation => (
            "a key and its colon were expected here",
            "indent the entries of one map alike, and write `key: value` with a space after the colon",
        ),
        K::ExpectedBlockSequenceEntry | K::BlockSequenceEntryNotAllowed => (
            "a list item cannot stand here",
            "begin each item with `- `, all in the same column",
        ),
        K::RecursionLimitExceeded => (
            "collections are nested too deeply",
            "a dossier needs no more than seven levels",
        ),
        K::UnexpectedCharacter { .. } | K::ExpectedNodeContent => {
            ("a character that cannot begin a value", quoting)
        }
        other => return (other.to_string(), "see the format by example in the README"),
    };
    (message.to_owned(), help)
}
