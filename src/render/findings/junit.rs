//! Findings as a JUnit report, valid for Jenkins' schema and for the stricter one of Ant.

use std::collections::HashMap;
use std::fmt::Write;

use super::{Counts, Located, path, rule, shortened, told};
use crate::diagnostic::Severity;
use crate::model::Day;
use crate::render::xml::escaped as xml;
use crate::source::SourceFile;

/// A test for each finding, and one for each file without any. Errors fail; warnings and notes pass and are
/// told in the output, which the schemas have in common only for the suite as a whole.
pub fn render(findings: &[Located<'_>], files: &[&SourceFile], today: Day, folder: &str) -> String {
    let mut by_file: HashMap<&str, Vec<&Located<'_>>> = HashMap::new();
    for finding in findings {
        by_file.entry(finding.source.name()).or_default().push(finding);
    }
    let (mut tests, mut cases, mut output) = (0, String::new(), String::new());
    for file in files {
        let class = xml(&path(folder, file));
        let found = by_file.remove(file.name()).unwrap_or_default();
        tests += found.len().max(1);
        if found.is_empty() {
            push_case(&mut cases, &class, "check", None);
        }
        let mut names = HashMap::new();
        for finding in found {
            let name = name(finding, &mut names);
            let is_failure = finding.severity == Severity::Error;
            push_case(&mut cases, &class, &name, is_failure.then_some(finding));
            if !is_failure {
                output.push_str(&line(&class, finding));
                output.push('\n');
            }
        }
    }
    let failures = Counts::of(findings).errors;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <testsuites>\n  \
        <testsuite id=\"0\" package=\"dossier\" name=\"check\" timestamp=\"{today}T00:00:00\" hostname=\"localhost\" \
        tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"0\">\n    \
        <properties/>\n\
        {cases}    \
        <system-out>{output}</system-out>\n    \
        <system-err/>\n  \
        </testsuite>\n\
        </testsuites>\n"
    )
}

/// The name of a finding's test, which others recognise it by: rule and route, and a number where that is
/// not enough.
fn name(finding: &Located<'_>, names: &mut HashMap<String, usize>) -> String {
    let name = format!("{} {}", finding.rule, finding.route);
    let name = xml(shortened(&name).trim_end());
    let times = names.entry(name.clone()).or_default();
    *times += 1;
    match *times {
        1 => name,
        times => format!("{name} #{times}"),
    }
}

fn push_case(text: &mut String, class: &str, name: &str, failure: Option<&Located<'_>>) {
    // Writing to a String does not fail.
    let _ = write!(
        text,
        "    <testcase classname=\"{class}\" name=\"{name}\" time=\"0\""
    );
    let Some(finding) = failure else {
        text.push_str("/>\n");
        return;
    };
    let (rule, told) = (xml(&rule(finding)), xml(&told(finding)));
    let line = line(class, finding);
    let _ = write!(
        text,
        ">\n      <failure type=\"{rule}\" message=\"{told}\">{line}</failure>\n    </testcase>\n"
    );
}

/// The finding with its place, on one line.
fn line(path: &str, finding: &Located<'_>) -> String {
    let (line, column) = (finding.start.line, finding.start.column);
    let (severity, rule) = (finding.severity, xml(&rule(finding)));
    let told = xml(&told(finding));
    format!("{path}:{line}:{column}: {severity}[{rule}] {told}")
}
