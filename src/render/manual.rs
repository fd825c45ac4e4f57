//! A rule's manual page for the terminal.

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use crate::rules::{RULES, Rule};

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
    let mut in_example = false;
    for line in info.manual.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.starts_with("```") {
            in_example = !in_example;
            continue;
        }
        let shown = match line.strip_prefix("## ") {
            Some(heading) => look.paint(Tone::Heading, heading),
            None if in_example && !line.is_empty() => look.paint(Tone::Faint, &format!("    {line}")),
            None => line.to_owned(),
        };
        text.push_str(&shown);
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

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
