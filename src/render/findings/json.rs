//! Findings as JSON, version 1.

use serde::Serialize;

use super::{Counts, Located};
use crate::diagnostic::Severity;
use crate::render::json::to_text;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    account: Option<&'a str>,
    file: &'a str,
    route: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// The findings and their summary over so many files.
pub fn render(findings: &[Located<'_>], files: usize) -> String {
    let counts = Counts::of(findings);
    to_text(&Report {
        version: 1,
        findings: findings.iter().map(finding).collect(),
        summary: Summary {
            files,
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
        },
    })
}

fn finding<'a>(located: &'a Located<'_>) -> Finding<'a> {
    Finding {
        rule: located.rule,
        severity: located.severity,
        message: &located.message,
        help: located.help.as_deref(),
        account: located.account,
        file: located.source.name(),
        route: located.route.to_string(),
        line: located.start.line,
        column: located.start.column,
        end_line: located.end.line,
        end_column: located.end.column,
    }
}
