//! Findings as a GitLab code quality report.

use std::borrow::Cow;

use serde::Serialize;

use super::{Located, path, rule, told};
use crate::diagnostic::Severity;
use crate::render::json::to_text;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: Cow<'a, str>,
    fingerprint: &'a str,
    severity: &'static str,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The report.
pub fn render(findings: &[Located<'_>], folder: &str) -> String {
    let issues: Vec<_> = findings.iter().map(|finding| issue(finding, folder)).collect();
    to_text(&issues)
}

fn issue<'a>(finding: &'a Located<'_>, folder: &str) -> Issue<'a> {
    Issue {
        description: told(finding),
        check_name: rule(finding),
        fingerprint: &finding.fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Place {
            path: path(folder, finding.source),
            lines: Lines {
                begin: finding.start.line,
                end: finding.end.line,
            },
        },
    }
}
