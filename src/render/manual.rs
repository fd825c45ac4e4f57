//! The rules' manual pages: one for the terminal, all of them as a Markdown document.

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::wrap::wrap;
use crate::diagnostic::Severity;
use crate::rules::{RULES, Rule, RuleInfo};

/// The page of one rule.
pub fn page(rule: &dyn Rule, look: &Look) -> String {
    let info = rule.info();
    let mut text = format!(
        "{} {}\n\n",
        look.paint(Tone::Heading, info.id),
        look.paint(
            Tone::Faint,
            &format!("({} unless dossier.yaml says otherwise)", info.severity)
        )
    );
    let lines: Vec<&str> = info
        .manual
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let blocks: Vec<String> = lines
        .split(|line| line.is_empty())
        .map(|block| shown(block, look))
        .collect();
    text.push_str(&blocks.join("\n\n"));
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// A heading, an example or a paragraph, as the terminal has it.
fn shown(block: &[&str], look: &Look) -> String {
    let lines: Vec<String> = match block {
        [first, example @ .., _] if first.starts_with("```") => example
            .iter()
            .map(|line| look.paint(Tone::Faint, &format!("    {line}")))
            .collect(),
        [line] if line.starts_with("## ") => vec![look.paint(Tone::Heading, &line[3..])],
        prose => wrap(&prose.join(" "), look.width.min(WIDEST)),
    };
    lines.join("\n")
}

/// Prose in longer lines is hard to read.
const WIDEST: usize = 100;

/// All rules, each with its first line.
pub fn list(look: &Look) -> String {
    let mut table = Table::new(["Rule", "Severity", "Finds"]);
    for rule in RULES {
        let info = rule.info();
        table.row([
            Cell::new(info.id, Tone::Heading),
            info.severity.as_str().into(),
            info.summary().into(),
        ]);
    }
    table.render(look)
}

/// The severities, the worst first, with the heading of their rules.
const SEVERITIES: [(Severity, &str); 3] = [
    (Severity::Error, "Errors"),
    (Severity::Warning, "Warnings"),
    (Severity::Note, "Notes"),
];

/// All manual pages in Markdown, a list by severity first.
pub fn markdown() -> String {
    let mut text = INTRODUCTION.to_owned();
    for (severity, heading) in SEVERITIES {
        text.push_str(&format!("\n## {heading}\n\n"));
        for info in infos().filter(|info| info.severity == severity) {
            text.push_str(&format!("- [`{0}`](#{0}): {1}\n", info.id, info.summary()));
        }
    }
    text.push_str("\n## The rules\n");
    for info in infos() {
        text.push_str(&format!("\n### {}\n\n*{}*\n\n", info.id, info.severity));
        text.push_str(&body(info.manual));
    }
    text
}

const INTRODUCTION: &str = "\
<!-- Made from the rules' own pages: change those, then run UPDATE_DOCS=1 cargo test docs -->

# The rules of `dossier check`

Each rule with the severity it is shipped with; `rules:` in `dossier.yaml` sets another (`error`, `warning`, `note`,
`off`). A comment silences a finding on its line or the line below, with a reason:
`# dossier: ignore[rule] reason`; `# dossier: ignore-file[rule] reason` does so in the whole file. The same pages
stand in the terminal: `dossier explain RULE`.
";

fn infos() -> impl Iterator<Item = &'static RuleInfo> {
    RULES.iter().map(|rule| rule.info())
}

/// A page as a section of the document: its headings go down two steps.
fn body(manual: &str) -> String {
    let mut text = String::new();
    for line in manual.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        if line.starts_with("## ") {
            text.push_str("##");
        }
        text.push_str(line);
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
