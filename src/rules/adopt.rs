//! Adopting the tool in an old repository: each finding gets an ignore with a dated reason.

use std::collections::BTreeMap;

use super::Located;
use crate::model::Day;
use crate::source::Tree;

/// A file's text with ignores, and how many were added.
#[derive(Debug)]
pub struct Adopted {
    /// The new text: the old lines, and comments between them.
    pub text: String,
    /// How many findings it silences.
    pub silenced: usize,
}

/// Adds an ignore above each line that has findings. Nothing where that would change what the file
/// says: then nothing of it is changed.
pub fn adopt(text: &str, findings: &[&Located<'_>], today: Day) -> Option<Adopted> {
    let mut by_line: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for finding in findings {
        let rules = by_line.entry(finding.start.line).or_default();
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule);
        }
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut fresh = String::with_capacity(text.len() + 64 * by_line.len());
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if let Some(rules) = by_line.get(&(number + 1)) {
            let bom = if line.starts_with('\u{feff}') {
                "\u{feff}"
            } else {
                ""
            };
            let line = &line[bom.len()..];
            let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
            let rules = rules.join(", ");
            fresh.push_str(&format!(
                "{bom}{indent}# dossier: ignore[{rules}] adopted {today}{newline}"
            ));
            fresh.push_str(line);
        } else {
            fresh.push_str(line);
        }
    }
    says_the_same(text, &fresh).then_some(Adopted {
        text: fresh,
        silenced: findings.len(),
    })
}

/// Whether two texts hold the same data, as our parser and the writer's read it.
fn says_the_same(old: &str, new: &str) -> bool {
    let (before, before_problems) = Tree::parse(old);
    let (after, after_problems) = Tree::parse(new);
    before_problems.len() == after_problems.len()
        && before.outline() == after.outline()
        && read(old) == read(new)
}

/// What a text says to the writer's parser, which takes a byte order mark for part of the first key.
fn read(text: &str) -> Option<serde_yaml::Value> {
    serde_yaml::from_str(text.trim_start_matches('\u{feff}')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_change_no_data_but_lines_in_a_text_do() {
        assert!(says_the_same("a: 1\nb: [x]\n", "# c\na: 1\n# d\nb: [x]\n"));
        assert!(!says_the_same(
            "a: |\n  one\n  two\n",
            "a: |\n  one\n  # c\n  two\n"
        ));
    }
}
