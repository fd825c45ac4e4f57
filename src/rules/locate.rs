//! Locating: a diagnostic's routes become lines and columns, once, when it is to be shown.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::fingerprint::fingerprint;
use crate::diagnostic::{Diagnostic, FileId, Label, Place, RuleId, Severity};
use crate::portfolio::{Document, Portfolio};
use crate::source::file::Position;
use crate::source::tree::Tree;
use crate::source::{Problem, Route, SourceFile};

/// A finding with its place in the text.
#[derive(Debug)]
pub struct Located<'p> {
    /// The rule that found it.
    pub rule: RuleId,
    /// How much it matters here.
    pub severity: Severity,
    /// What is wrong and why.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The file at fault.
    pub source: &'p SourceFile,
    /// The account's id, where the file is a dossier.
    pub account: Option<&'p str>,
    /// The address of the value at fault.
    pub route: Route,
    /// The bytes at fault.
    pub span: Range<usize>,
    /// Where they begin.
    pub start: Position,
    /// Where they end.
    pub end: Position,
    /// Whether the lines shown would hold something private.
    pub private: bool,
    /// Other places that belong to it.
    pub labels: Vec<LocatedLabel<'p>>,
    /// What it is recognised by when its lines have moved, in hexadecimal digits.
    pub fingerprint: String,
}

/// Another place that belongs to a finding.
#[derive(Debug)]
pub struct LocatedLabel<'p> {
    /// The file.
    pub source: &'p SourceFile,
    /// The bytes.
    pub span: Range<usize>,
    /// Where they begin.
    pub start: Position,
    /// What is there.
    pub text: String,
    /// Whether the lines shown would hold something private.
    pub private: bool,
}

/// Where a place is, as its file's nodes tell.
struct Spot {
    span: Range<usize>,
    start: Position,
    end: Position,
    private: bool,
    /// The address as the text has it.
    route: Route,
    fingerprint: String,
}

/// Finds the places of diagnostics: all those in a file at one look at its nodes, the files in parallel.
pub(super) fn locate<'p>(
    diagnostics: Vec<Diagnostic>,
    portfolio: &'p Portfolio<'_>,
) -> Vec<(FileId, Located<'p>)> {
    let mut spots = spots(&diagnostics, portfolio).into_iter();
    let mut next = || spots.next().flatten();
    diagnostics
        .into_iter()
        .filter_map(|diagnostic| {
            let file = diagnostic.file;
            let own = next();
            let labels: Vec<_> = diagnostic.labels.iter().map(|_| next()).collect();
            Some((file, assemble(diagnostic, own?, labels, portfolio)?))
        })
        .collect()
}

/// The spots of all places, in the order of the diagnostics: each one's own before those of its labels.
fn spots(diagnostics: &[Diagnostic], portfolio: &Portfolio<'_>) -> Vec<Option<Spot>> {
    let mut files: HashMap<FileId, Vec<(usize, RuleId, &Place)>> = HashMap::new();
    let mut count = 0;
    for diagnostic in diagnostics {
        let own = (diagnostic.file, &diagnostic.place);
        let labels = diagnostic.labels.iter().map(|label| (label.file, &label.place));
        for (file, place) in std::iter::once(own).chain(labels) {
            let places = files.entry(file).or_default();
            places.push((count, diagnostic.rule, place));
            count += 1;
        }
    }
    let found: Vec<(usize, Spot)> = files
        .into_par_iter()
        .filter_map(|(file, places)| Some((portfolio.document(file)?, places)))
        .flat_map_iter(|(document, places)| spots_of(document, &places))
        .collect();
    let mut spots: Vec<Option<Spot>> = (0..count).map(|_| None).collect();
    for (at, spot) in found {
        spots[at] = Some(spot);
    }
    spots
}

/// The spots of places of one file. Bytes may lie anywhere; routes tell which sections have to be looked at.
fn spots_of(document: &Document<'_>, places: &[(usize, RuleId, &Place)]) -> Vec<(usize, Spot)> {
    let find = |tree: &Tree<'_>| {
        let private = tree.private_spans();
        let spot = |(at, rule, place): &(usize, RuleId, &Place)| {
            (*at, Spot::find(rule, place, document, tree, &private))
        };
        places.iter().map(spot).collect()
    };
    match places
        .iter()
        .any(|(_, _, place)| matches!(place, Place::Bytes(..)))
    {
        true => document.look(find),
        false => document.look_at(places.iter().map(|(_, _, place)| place.route()), find),
    }
}

impl Spot {
    fn find(
        rule: RuleId,
        place: &Place,
        document: &Document<'_>,
        tree: &Tree<'_>,
        private: &[Range<usize>],
    ) -> Self {
        let span = span(tree, place);
        Self {
            private: shows_private(document, private, &span),
            start: document.source.position(span.start),
            end: document.source.position(span.end),
            span,
            route: written_route(tree, place),
            fingerprint: fingerprint(rule, document.source.name(), tree, place),
        }
    }
}

fn assemble<'p>(
    diagnostic: Diagnostic,
    spot: Spot,
    labels: Vec<Option<Spot>>,
    portfolio: &'p Portfolio<'_>,
) -> Option<Located<'p>> {
    let document = portfolio.document(diagnostic.file)?;
    let labels = diagnostic.labels.into_iter().zip(labels);
    let mut labels: Vec<_> = labels
        .filter_map(|(label, spot)| label_at(label, spot?, portfolio))
        .collect();
    hide_labels(document, (&spot.span, spot.start.line), &mut labels);
    Some(Located {
        rule: diagnostic.rule,
        severity: diagnostic.severity,
        message: diagnostic.message,
        help: diagnostic.help,
        source: document.source,
        account: account_of(portfolio, diagnostic.file),
        route: spot.route,
        start: spot.start,
        end: spot.end,
        private: spot.private,
        span: spot.span,
        labels,
        fingerprint: spot.fingerprint,
    })
}

/// Between two places with a single line between them that line is shown, too: it must not be private.
fn hide_labels(document: &Document<'_>, primary: (&Range<usize>, usize), labels: &mut [LocatedLabel<'_>]) {
    let (span, line) = primary;
    let mut shown = vec![(span.clone(), line)];
    for label in labels {
        if label.private || !std::ptr::eq(label.source, document.source) {
            continue;
        }
        let (span, line) = (&label.span, label.start.line);
        label.private = shown.iter().any(|(other, at)| {
            let hull = other.start.min(span.start)..other.end.max(span.end);
            at.abs_diff(line) == 2 && shows_private(document, document.private_spans(), &hull)
        });
        if !label.private {
            shown.push((span.clone(), line));
        }
    }
}

fn label_at<'p>(label: Label, spot: Spot, portfolio: &'p Portfolio<'_>) -> Option<LocatedLabel<'p>> {
    Some(LocatedLabel {
        source: portfolio.document(label.file)?.source,
        start: spot.start,
        private: spot.private,
        span: spot.span,
        text: label.text,
    })
}

/// A structural problem of a file that is not in the portfolio, such as the settings.
pub fn locate_problem(problem: Problem, rule: RuleId, source: &SourceFile) -> Located<'_> {
    let (tree, _) = Tree::parse(source.text());
    let place = Place::Bytes(problem.span.clone(), problem.route.clone());
    Located {
        fingerprint: fingerprint(rule, source.name(), &tree, &place),
        rule,
        severity: Severity::Error,
        message: problem.message,
        help: problem.help,
        source,
        account: None,
        route: problem.route,
        start: source.position(problem.span.start),
        end: source.position(problem.span.end),
        span: problem.span,
        private: false,
        labels: problem
            .related
            .into_iter()
            .map(|(span, text)| LocatedLabel {
                source,
                start: source.position(span.start),
                span,
                text,
                private: false,
            })
            .collect(),
    }
}

fn account_of<'p>(portfolio: &'p Portfolio<'_>, file: FileId) -> Option<&'p str> {
    portfolio.dossiers.get(file.0).map(|dossier| dossier.id)
}

/// The address as the text has it: where list items were left out, those after them stand further down.
fn written_route(tree: &Tree<'_>, place: &Place) -> Route {
    let route = place.route();
    match (place, tree.follow(route)) {
        (Place::Value(_) | Place::Key(_), Some((node, true))) => tree.route(node),
        _ => route.clone(),
    }
}

/// The bytes of a place; where the file lacks the value, the nearest collection's key.
fn span(tree: &Tree<'_>, place: &Place) -> Range<usize> {
    match place {
        Place::Bytes(span, _) => span.clone(),
        Place::Value(route) => match tree.follow(route) {
            Some((node, _)) => tree.shown_span(node),
            None => 0..0,
        },
        Place::Key(route) => match tree.follow(route) {
            Some((node, true)) => tree.span(tree.key_of(node).unwrap_or(node)),
            Some((node, false)) => tree.shown_span(node),
            None => 0..0,
        },
    }
}

/// Whether the lines of a span touch what stands below a `private` key.
fn shows_private(document: &Document<'_>, private: &[Range<usize>], span: &Range<usize>) -> bool {
    let text = document.source.text();
    let first = text
        .get(..span.start)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let last = text
        .get(span.end..)
        .and_then(|after| after.find('\n'))
        .map_or(text.len(), |at| span.end + at);
    private
        .iter()
        .any(|private| private.start < last && first < private.end)
        || (document.is_broken() && speaks_of_private(&text[..last], first))
}

/// Of a section that could not be parsed the tree knows nothing; there the word itself decides.
fn speaks_of_private(text: &str, line: usize) -> bool {
    let begins_section =
        |at: &usize| text[*at..].starts_with(|c: char| c.is_alphanumeric() || "\"'".contains(c));
    let section = text[..line]
        .rmatch_indices('\n')
        .map(|(at, _)| at + 1)
        .find(begins_section);
    let section = if begins_section(&line) {
        Some(line)
    } else {
        section
    };
    text[section.unwrap_or(0)..].contains("private")
}
