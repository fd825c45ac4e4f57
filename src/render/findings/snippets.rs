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
    let own: Vec<&LocatedLabel<'_>> = finding
        .labels
        .iter()
        .filter(|label| is_same(label.source, finding.source))
        .collect();
    if finding.private || finding.source.text().is_empty() {
        group = group.element(origin(finding.source, finding.start.line, finding.start.column));
    } else {
        let labels = own
            .iter()
            .filter(|label| !label.private)
            .map(|label| annotation(label));
        let primary = AnnotationKind::Primary.span(drawable(finding.source, &finding.span));
        group = group.element(snippet(finding.source).annotation(primary).annotations(labels));
    }
    for label in finding
        .labels
        .iter()
        .filter(|label| !is_same(label.source, finding.source))
    {
        group = match label.private {
            true => group.element(origin(label.source, label.start.line, label.start.column)),
            false => group.element(snippet(label.source).annotation(annotation(label))),
        };
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(visible::line(help))),
        None => group,
    }
}

fn is_same(one: &SourceFile, other: &SourceFile) -> bool {
    one.name() == other.name()
}

fn snippet(source: &SourceFile) -> Snippet<'_, Annotation<'_>> {
    Snippet::source(source.text()).path(visible::line(source.name()))
}

fn origin(source: &SourceFile, line: usize, column: usize) -> Origin<'_> {
    Origin::path(visible::line(source.name()))
        .line(line)
        .char_column(column)
}

fn annotation<'a>(label: &'a LocatedLabel<'_>) -> Annotation<'a> {
    AnnotationKind::Context
        .span(drawable(label.source, &label.span))
        .label(visible::line(&label.text))
}

/// A span that lies in the text, on character borders.
fn drawable(source: &SourceFile, span: &Range<usize>) -> Range<usize> {
    let text = source.text();
    let clamp = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    clamp(span.start)..clamp(span.end).max(clamp(span.start))
}
