//! Findings as annotated source snippets, the way rustc shows errors.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Located;
use crate::diagnostic::Severity;
use crate::render::style::Look;
use crate::render::visible;
use crate::rules::LocatedLabel;
use crate::source::SourceFile;

/// Lines longer than this are cut around the place shown.
const NARROWEST: usize = 40;
/// Places further apart than so many bytes are shown apart: the renderer goes through all between them.
const FAR: usize = 32 * 1024;
/// So many bytes of a place, and of the line after it, are enough for any terminal.
const LONGEST: usize = 4096;

/// All findings, each with its lines. Lines that hold something private are left out.
pub fn render(findings: &[Located<'_>], look: &Look) -> String {
    let renderer = if look.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(look.width.max(NARROWEST));
    let mut text = String::new();
    for finding in findings {
        let report = [group(finding)];
        text.push_str(&renderer.render(&report));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(finding: &'a Located<'_>) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(visible::line(&finding.message))
        .id(finding.rule);
    let mut group = Group::with_title(title);
    if finding.private || finding.source.text().is_empty() {
        group = group.element(origin(finding.source, finding.start.line, finding.start.column));
    } else {
        let own = finding.labels.iter().filter(|label| is_marked(label, finding));
        let primary = Mark {
            kind: AnnotationKind::Primary,
            span: drawable(finding.source, &finding.span),
            line: finding.start.line,
            text: None,
        };
        let marks = std::iter::once(primary).chain(own.map(mark)).collect();
        group = group.element(snippet(finding.source, marks));
    }
    for label in finding.labels.iter().filter(|label| !is_marked(label, finding)) {
        group = match label.private {
            true => group.element(origin(label.source, label.start.line, label.start.column)),
            false => group.element(snippet(label.source, vec![mark(label)])),
        };
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(visible::line(help))),
        None => group,
    }
}

/// Whether a label is marked in the lines of its finding: they are shown, and so may the label be, which
/// stands in the same file and not far from it. Of the others the place is told by itself.
fn is_marked(label: &LocatedLabel<'_>, finding: &Located<'_>) -> bool {
    let is_shown = !finding.private && !label.private;
    let is_same_file = label.source.name() == finding.source.name();
    is_shown && is_same_file && label.span.start.abs_diff(finding.span.start) < FAR
}

/// A place to be marked in a snippet.
struct Mark<'a> {
    kind: AnnotationKind,
    span: Range<usize>,
    line: usize,
    text: Option<&'a str>,
}

fn mark<'a>(label: &'a LocatedLabel<'_>) -> Mark<'a> {
    Mark {
        kind: AnnotationKind::Context,
        span: drawable(label.source, &label.span),
        line: label.start.line,
        text: Some(&label.text),
    }
}

/// The lines from the first mark to the last: the renderer goes through all that it is given.
fn snippet<'a>(source: &'a SourceFile, marks: Vec<Mark<'a>>) -> Snippet<'a, Annotation<'a>> {
    let text = source.text();
    let first = marks.iter().map(|mark| (mark.span.start, mark.line)).min();
    let (first, line) = first.unwrap_or((0, 1));
    let last = marks.iter().map(|mark| mark.span.end).max().unwrap_or(first);
    let start = match text[..first].rfind('\n') {
        Some(at) => at + 1,
        None => byte_order_mark(source),
    };
    let end = text[last..].find('\n').map_or(text.len(), |at| last + at + 1);
    let annotations = marks.into_iter().map(|mark| {
        let span = mark.span.start.saturating_sub(start)..mark.span.end.saturating_sub(start);
        match mark.text {
            Some(text) => mark.kind.span(span).label(visible::line(text)),
            None => mark.kind.span(span),
        }
    });
    Snippet::source(visible::in_place(
        &text[start..end.min(on_border(text, last + LONGEST))],
    ))
    .line_start(line)
    .path(visible::line(source.name()))
    .annotations(annotations)
}

fn origin(source: &SourceFile, line: usize, column: usize) -> Origin<'_> {
    Origin::path(visible::line(source.name()))
        .line(line)
        .char_column(column)
}

/// The length of a byte order mark, which is not shown.
fn byte_order_mark(source: &SourceFile) -> usize {
    match source.text().starts_with('\u{feff}') {
        true => '\u{feff}'.len_utf8(),
        false => 0,
    }
}

/// A span that lies in the text, on character borders, and not longer than what is shown of it.
fn drawable(source: &SourceFile, span: &Range<usize>) -> Range<usize> {
    let text = source.text();
    let start = on_border(text, span.start);
    let end = on_border(text, span.end.min(start + LONGEST));
    start..end.max(start)
}

/// The last border between characters up to a place.
fn on_border(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
