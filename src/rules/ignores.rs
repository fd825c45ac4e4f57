//! Ignores: comments that silence a finding, each with its reason.
//!
//! `# dossier: ignore[rule, rule] reason` stands at the end of the line it is for, or on a line of its
//! own above it; `# dossier: ignore-file[rule] reason` is for the whole file.

use std::cell::Cell;
use std::ops::Range;

use super::{Finding, find};
use crate::portfolio::Document;
use crate::source::tree::{Content, NodeId, Tree};
use crate::source::{Route, nearest};

const MARK: &str = "# dossier: ignore";

/// Rules that cannot be silenced: what they find keeps a file from being read at all, is about a change and
/// not about what a file says, or stands in a file that has no such comments.
const LOUD: [&str; 6] = [
    "yaml-syntax",
    "not-utf8",
    "empty-file",
    "unused-ignore",
    "fallen-back",
    "template-error",
];

/// Whether an ignore can silence a rule.
pub fn can_be_ignored(rule: &str) -> bool {
    !LOUD.contains(&rule)
}

/// One ignore.
#[derive(Debug)]
pub(super) struct Ignore<'s> {
    /// The rules it names.
    rules: Vec<(&'s str, Cell<bool>)>,
    /// The lines it is for, from 1; nothing for the whole file.
    line: Option<usize>,
    /// The bytes of the comment.
    span: Range<usize>,
    /// The address of the first thing on the line it is for.
    route: Route,
    /// What is wrong with the comment itself.
    fault: Option<String>,
}

impl<'s> Ignore<'s> {
    /// The ignores of a file, in the order of the text.
    pub(super) fn all(document: &Document<'s>, custom: &[String]) -> Vec<Self> {
        let text = document.source.text();
        if !text.contains(MARK) {
            return Vec::new();
        }
        document.look(|tree| Self::among(text, tree, custom))
    }

    fn among(text: &'s str, tree: &Tree<'_>, custom: &[String]) -> Vec<Self> {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let starts: Vec<usize> = text.split_inclusive('\n').scan(0, start).collect();
        let mut ignores = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            let at = starts[number];
            if let Some(begin) = comment(line, at, tree) {
                let is_alone = line[..begin].trim_start_matches('\u{feff}').trim().is_empty();
                let target = if is_alone {
                    next_content(&lines, number)
                } else {
                    number
                };
                let comment = line[begin..].trim_end();
                let span = at + begin..at + begin + comment.len();
                let mut ignore = Self::read(comment, target + 1, span, custom);
                if ignore.line.is_some() {
                    let begin = starts[target];
                    ignore.route = first_on(tree, &(begin..begin + lines[target].len()));
                }
                ignores.push(ignore);
            }
        }
        ignores
    }

    fn read(comment: &'s str, line: usize, span: Range<usize>, custom: &[String]) -> Self {
        let rest = &comment[MARK.len()..];
        let (is_file, rest) = match rest.strip_prefix("-file") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let parts = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let (rules, reason) = parts.unwrap_or(("", ""));
        let rules: Vec<&str> = rules
            .split(',')
            .map(str::trim)
            .filter(|rule| !rule.is_empty())
            .collect();
        Self {
            fault: fault(parts.is_some(), &rules, reason.trim(), custom),
            rules: rules.into_iter().map(|rule| (rule, Cell::new(false))).collect(),
            line: (!is_file).then_some(line),
            span,
            route: Route::root(),
        }
    }

    /// Whether it silences a rule's finding on a line (from 1); then it has been of use.
    pub(super) fn silences(&self, rule: &str, line: usize) -> bool {
        if self.fault.is_some() || self.line.is_some_and(|own| own != line) {
            return false;
        }
        let named = self.rules.iter().find(|(named, _)| *named == rule);
        if let Some((_, used)) = named {
            used.set(true);
        }
        named.is_some()
    }

    /// A finding at the comment, which belongs to what it is for.
    pub(super) fn finding(&self, message: String) -> Finding {
        Finding::at_bytes(self.span.clone(), self.route.clone(), message)
    }

    /// What is to be said of it: a fault, or the rules that it did not silence although they ran.
    pub(super) fn complaint(&self, ran: impl Fn(&str) -> bool) -> Option<String> {
        if let Some(fault) = &self.fault {
            return Some(fault.clone());
        }
        let idle: Vec<String> = self
            .rules
            .iter()
            .filter(|(rule, used)| !used.get() && ran(rule))
            .map(|(rule, _)| format!("`{rule}`"))
            .collect();
        (!idle.is_empty()).then(|| {
            format!(
                "this ignore silences nothing: {} finds nothing here",
                idle.join(", ")
            )
        })
    }
}

/// The rules that a comment names, as it has them, if it is an ignore.
pub(super) fn named(comment: &str) -> Option<&str> {
    let rest = comment.strip_prefix(MARK)?.split_once('[')?.1;
    rest.split_once(']').map(|(rules, _)| rules)
}

/// Where a line begins, after those before it.
fn start(end: &mut usize, line: &str) -> Option<usize> {
    let start = *end;
    *end += line.len();
    Some(start)
}

/// The address of the first entry or item that begins on a line, given by its bytes.
fn first_on(tree: &Tree<'_>, line: &Range<usize>) -> Route {
    let begins = |node: &NodeId| line.contains(&tree.span(*node).start);
    let has_begun = |node: &NodeId| tree.span(*node).start < line.end;
    let mut at = tree.root();
    while let Some(node) = at {
        let (first, around) = match tree.content(node) {
            Content::Map => (
                tree.entries(node)
                    .find(|(key, _)| begins(key))
                    .map(|(_, value)| value),
                tree.entries(node)
                    .map(|(_, value)| value)
                    .filter(has_begun)
                    .last(),
            ),
            Content::List => (
                tree.children(node).find(begins),
                tree.children(node).filter(has_begun).last(),
            ),
            Content::Scalar(_) | Content::Alias => (None, None),
        };
        if let Some(first) = first {
            return tree.route(first);
        }
        at = around;
    }
    Route::root()
}

/// Where the comment begins in a line, if there is one that is no part of a text.
fn comment(line: &str, line_start: usize, tree: &Tree<'_>) -> Option<usize> {
    let begin = line.find(MARK)?;
    let is_comment = line[..begin].is_empty() || line[..begin].ends_with([' ', '\t', '\u{feff}']);
    (is_comment && !tree.is_inside_scalar(line_start + begin)).then_some(begin)
}

/// The next line after a comment that has something other than comments.
fn next_content(lines: &[&str], after: usize) -> usize {
    let has_content = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let ahead = lines[after + 1..].iter().position(has_content);
    ahead.map_or(after, |ahead| after + 1 + ahead)
}

fn fault(is_formed: bool, rules: &[&str], reason: &str, custom: &[String]) -> Option<String> {
    if !is_formed || rules.is_empty() {
        return Some("an ignore names its rules: `# dossier: ignore[rule] reason`".to_owned());
    }
    if let Some(loud) = rules.iter().find(|rule| !can_be_ignored(rule)) {
        return Some(format!("`{loud}` cannot be ignored"));
    }
    let is_known = |rule: &&&str| find(rule).is_some() || custom.iter().any(|own| own == **rule);
    if let Some(unknown) = rules.iter().find(|rule| !is_known(rule)) {
        let known = super::RULES.iter().map(|rule| rule.info().id);
        let help = nearest(unknown, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        return Some(format!("there is no rule `{unknown}`{help}"));
    }
    reason
        .is_empty()
        .then(|| "an ignore wants its reason after the bracket, and silences nothing without".to_owned())
}
