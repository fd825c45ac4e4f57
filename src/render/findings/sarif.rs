//! Findings as SARIF 2.1.0, which code scanning and editors read.

use std::collections::HashMap;
use std::fmt::Write;

use serde::Serialize;

use super::{Located, path, rule, shortened, told};
use crate::diagnostic::Severity;
use crate::render::json::to_text;
use crate::rules::{LocatedLabel, RULES, RuleInfo};
use crate::source::SourceFile;
use crate::source::file::Position;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    short_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Help>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: Severity,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: String,
    rule_index: usize,
    level: Severity,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints<'a>,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "dossierFingerprint/v1")]
    first: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The log of one run, with all rules.
pub fn render(findings: &[Located<'_>], folder: &str) -> String {
    let mut rules: Vec<Rule> = RULES.iter().map(|rule| with_manual(rule.info())).collect();
    let mut at: HashMap<String, usize> = HashMap::new();
    for (index, rule) in rules.iter().enumerate() {
        at.insert(rule.id.clone(), index);
    }
    let results = findings
        .iter()
        .map(|finding| {
            let index = *at.entry(rule(finding).into_owned()).or_insert_with(|| {
                rules.push(without_manual(finding));
                rules.len() - 1
            });
            result(finding, index, folder)
        })
        .collect();
    to_text(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "dossier",
                    version: env!("CARGO_PKG_VERSION"),
                    rules,
                },
            },
            column_kind: "unicodeCodePoints",
            results,
        }],
    })
}

/// A rule of ours.
fn with_manual(info: &RuleInfo) -> Rule {
    let markdown = unindented(info.manual);
    Rule {
        id: info.id.to_owned(),
        name: Some(in_pascal_case(info.id)),
        short_description: Message {
            text: info.summary().to_owned(),
        },
        full_description: Some(Message {
            text: description(&markdown),
        }),
        help: Some(Help {
            text: without_marks(&markdown),
            markdown,
        }),
        default_configuration: Configuration { level: info.severity },
    }
}

/// A rule of the repository's own, of which only what it says is known.
fn without_manual(finding: &Located<'_>) -> Rule {
    Rule {
        id: rule(finding).into_owned(),
        name: None,
        short_description: message(&shortened(&finding.message)),
        full_description: None,
        help: None,
        default_configuration: Configuration {
            level: finding.severity,
        },
    }
}

fn result<'a>(finding: &'a Located<'_>, rule_index: usize, folder: &str) -> Finding<'a> {
    let labels = finding.labels.iter();
    Finding {
        rule_id: rule(finding).into_owned(),
        rule_index,
        level: finding.severity,
        message: message(&told(finding)),
        locations: [Location {
            physical_location: place(finding.source, finding.start, finding.end, folder),
            message: None,
        }],
        related_locations: labels.map(|label| related(label, folder)).collect(),
        partial_fingerprints: Fingerprints {
            first: &finding.fingerprint,
        },
    }
}

fn related(label: &LocatedLabel<'_>, folder: &str) -> Location {
    let end = label.source.position(label.span.end);
    Location {
        physical_location: place(label.source, label.start, end, folder),
        message: Some(message(&shortened(&label.text))),
    }
}

fn place(source: &SourceFile, start: Position, end: Position, folder: &str) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: ArtifactLocation {
            uri: in_uri(&path(folder, source)),
            uri_base_id: "%SRCROOT%",
        },
        region: Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        },
    }
}

/// A message without what SARIF would read as a link: `[text](target)`.
fn message(text: &str) -> Message {
    Message {
        text: text.replace("](", "] ("),
    }
}

/// A path as a relative reference.
fn in_uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing to a String does not fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

/// A manual page without the blank that begins each line of a doc comment.
fn unindented(manual: &str) -> String {
    let lines = manual.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.map(|line| format!("{line}\n")).collect()
}

/// A manual page as plain text.
fn without_marks(markdown: &str) -> String {
    let lines = markdown.lines().filter(|line| !line.starts_with("```"));
    lines
        .map(|line| format!("{}\n", line.strip_prefix("## ").unwrap_or(line)))
        .collect()
}

/// What a rule finds and why: a manual page up to how to mend it, without headings, each paragraph on a line.
fn description(markdown: &str) -> String {
    let page = markdown.split("## How to mend").next().unwrap_or_default();
    let paragraphs = page
        .split("\n\n")
        .map(|paragraph| paragraph.trim().replace('\n', " "));
    let said: Vec<_> = paragraphs
        .filter(|paragraph| !paragraph.is_empty() && !paragraph.starts_with('#'))
        .collect();
    said.join("\n")
}

/// `unknown-person` as `UnknownPerson`.
fn in_pascal_case(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        format!("{}{rest}", first.to_uppercase())
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::locate_problem;
    use crate::source::{Problem, ProblemKind};

    #[test]
    fn a_rule_without_manual_page_is_listed_once_with_what_it_says() {
        let source = SourceFile::from_text("accounts/a.yaml", "name: A\n");
        let finding = |rule| {
            let problem = Problem::new(ProblemKind::WrongType, 0..4, "no [sponsor](http://x) named");
            locate_problem(problem, rule, &source)
        };
        let findings = ["exec-sponsor", "wrong-type", "exec-sponsor"].map(finding);
        let log: serde_json::Value = serde_json::from_str(&render(&findings, "")).expect("JSON");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        assert_eq!(rules.len(), RULES.len() + 1);
        let own = serde_json::json!({
            "id": "exec-sponsor",
            "shortDescription": {"text": "no [sponsor] (http://x) named"},
            "defaultConfiguration": {"level": "error"},
        });
        assert_eq!(rules.last(), Some(&own));
        for result in run["results"].as_array().expect("results") {
            let index = result["ruleIndex"].as_u64().expect("an index");
            assert_eq!(rules[index as usize]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn every_rule_has_what_code_scanning_shows() {
        for rule in RULES {
            let rule = with_manual(rule.info());
            let description = rule.full_description.expect("a description").text;
            assert!(
                description.starts_with(&rule.short_description.text),
                "{}",
                rule.id
            );
            assert!(description.lines().count() > 1, "{}", rule.id);
            assert!(!description.contains("##"), "{}", rule.id);
            let help = rule.help.expect("help");
            assert!(help.markdown.contains("\n## Why\n"), "{}", rule.id);
            assert!(help.markdown.contains("\n```yaml\n"), "{}", rule.id);
            assert!(!help.text.contains("```"), "{}", rule.id);
        }
        assert_eq!(in_pascal_case("unknown-person"), "UnknownPerson");
    }

    #[test]
    fn paths_are_percent_encoded() {
        assert_eq!(
            in_uri("accounts/a,b:c%d 华.yaml"),
            "accounts/a%2Cb%3Ac%25d%20%E5%8D%8E.yaml"
        );
    }
}
