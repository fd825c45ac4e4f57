//! Findings for GitHub Actions: workflow commands, which become annotations, and the job's summary.

use std::fmt::Write;

use super::{Counts, Located, counted, path, rule, told, worst_first};
use crate::diagnostic::Severity;

/// GitHub shows this many annotations of a level for each step and drops the others without a word.
const MOST: usize = 10;
/// How many findings the job's summary lists.
const LISTED: usize = 50;

/// A workflow command for each finding, the worst first; what has no room is told by a last one.
pub fn render(findings: &[Located<'_>], folder: &str) -> String {
    let findings = worst_first(findings);
    let (shown, others) = findings.split_at(room(&findings));
    let mut text = String::new();
    for finding in shown {
        push_command(&mut text, finding, folder);
    }
    if !others.is_empty() {
        let more = Counts::of(others.iter().copied()).in_words();
        let told = format!("and {more} more; `dossier check` shows all of them");
        // Writing to a String does not fail.
        let _ = writeln!(text, "::notice title=dossier::{}", data(&told));
    }
    text
}

/// How many findings are shown. The last command is a notice, which must find room among the notices.
fn room(findings: &[&Located<'_>]) -> usize {
    let all_notes = findings
        .first()
        .is_some_and(|worst| worst.severity == Severity::Note);
    match findings.len() {
        all if all <= MOST => all,
        _ if all_notes => MOST - 1,
        _ => MOST,
    }
}

fn push_command(text: &mut String, finding: &Located<'_>, folder: &str) {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = (finding.start, finding.end);
    let lines = match start.line == end.line {
        true => format!(
            "line={},col={},endLine={},endColumn={}",
            start.line, start.column, end.line, end.column
        ),
        // GitHub takes columns only within a line.
        false => format!("line={},endLine={}", start.line, end.line),
    };
    let _ = writeln!(
        text,
        "::{level} file={},{lines},title={}::{}",
        property(&path(folder, finding.source)),
        property(&rule(finding)),
        data(&told(finding))
    );
}

/// What stands after the command's `::`, escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property, escaped.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The job's summary, Markdown: the counts, and the findings in a table. It follows what other steps wrote.
pub fn summary(findings: &[Located<'_>], files: usize, folder: &str) -> String {
    let mut text = format!(
        "\n## dossier check\n\n{} checked: {}\n\n",
        counted(files, "file"),
        Counts::of(findings).in_words()
    );
    if findings.is_empty() {
        return text;
    }
    text.push_str("| Severity | Place | Rule | Finding |\n| --- | --- | --- | --- |\n");
    let findings = worst_first(findings);
    let (listed, others) = findings.split_at(findings.len().min(LISTED));
    for finding in listed {
        let place = format!("{}:{}", path(folder, finding.source), finding.start.line);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            finding.severity,
            literal(&place),
            literal(&rule(finding)),
            literal(&told(finding))
        );
    }
    if !others.is_empty() {
        let more = Counts::of(others.iter().copied()).in_words();
        let _ = writeln!(text, "\nand {more} more");
    }
    text.push('\n');
    text
}

/// A text that means nothing in Markdown: whatever could is escaped.
fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_github_would_read_is_escaped() {
        assert_eq!(data("50%\r\n::error::x, %0A"), "50%25%0D%0A::error::x, %250A");
        assert_eq!(property("a,b:c%d"), "a%2Cb%3Ac%25d");
    }

    #[test]
    fn what_markdown_would_read_is_escaped() {
        assert_eq!(
            literal("a | b <b> [x](y) `z` 中"),
            r"a \| b \<b\> \[x\]\(y\) \`z\` 中"
        );
    }
}
