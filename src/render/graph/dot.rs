//! The decision influence map as a graph for Graphviz.

use super::{CONFLICT, MATTERS, SWAY, fill, label, nobody, vacancy};
use crate::analysis::map::{LineKind, Map, Person};
use crate::render::visible;

const HEAD: &str = "\
digraph map {
  rankdir=TB; nodesep=0.3; ranksep=0.5; labelloc=t; fontname=\"sans-serif\";
  node [shape=box, style=\"filled,rounded\", fontname=\"sans-serif\", fontsize=11, color=\"#6b7280\"];
  edge [fontname=\"sans-serif\", fontsize=9, color=\"#6b7280\"];
";

/// The map. What a dossier says stands in quoted labels only.
pub fn render(map: &Map<'_>) -> String {
    let mut text = format!("{HEAD}  label={};\n", quoted(&[map.account.name.to_string()]));
    for (at, person) in map.people.iter().enumerate() {
        text.push_str(&format!(
            "  p{at} [label={}, {}];\n",
            quoted(&label(person)),
            look(person)
        ));
    }
    let vacant = "fillcolor=\"#ffffff\", style=\"filled,rounded,dashed\", color=\"#b45309\"";
    let vacancies: Vec<Vec<String>> = match nobody(map) {
        Some(nobody) => vec![vec![nobody.to_owned()]],
        None => {
            let groups = map.influence.missing_roles.iter();
            groups
                .map(|group| vec!["nobody:".to_owned(), vacancy(group)])
                .collect()
        }
    };
    for (at, label) in vacancies.iter().enumerate() {
        text.push_str(&format!("  v{at} [label={}, {vacant}];\n", quoted(label)));
    }
    text.push_str(&lines(map));
    text.push_str("}\n");
    text
}

/// The fill by attitude, the size by weight.
fn look(person: &Person<'_>) -> String {
    let width = 1.2 + 0.3 * f64::from(person.who.influence.map_or(0, |influence| influence.get()));
    let mut look = format!("fillcolor=\"{}\", width={width:.1}", fill(person));
    if person.is_gone {
        look.push_str(", style=\"filled,rounded,dashed\", fontcolor=\"#6b7280\"");
    }
    if !person.parts.is_empty() {
        look.push_str(&format!(", color=\"{MATTERS}\", penwidth=3"));
    }
    look
}

/// Only reporting lines decide who stands above whom.
fn lines(map: &Map<'_>) -> String {
    let links = map.lines.iter().map(|line| {
        let (from, to) = (line.from, line.to);
        match line.kind {
            LineKind::ReportsTo => format!("  p{to} -> p{from} [dir=none];\n"),
            LineKind::Influences => {
                format!("  p{from} -> p{to} [style=dashed, color=\"{SWAY}\", constraint=false];\n")
            }
            LineKind::Conflict => format!(
                "  p{from} -> p{to} [dir=none, color=\"{CONFLICT}\", penwidth=2, label=\"×\", fontcolor=\"{CONFLICT}\", constraint=false];\n"
            ),
        }
    });
    links.collect()
}

/// Lines as a quoted label: escapes of Graphviz and entities of HTML are shown as they stand.
fn quoted(lines: &[String]) -> String {
    let lines: Vec<String> = lines
        .iter()
        .map(|line| {
            let line = visible::line(line).replace('&', "&amp;");
            line.replace('\\', "\\\\").replace('"', "\\\"")
        })
        .collect();
    format!("\"{}\"", lines.join("\\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_say_what_the_dossier_says() {
        let lines = ["a\"]; x [URL=\"j\\".to_owned(), "&lt;\n\u{1b}".to_owned()];
        assert_eq!(quoted(&lines), r#""a\"]; x [URL=\"j\\\n&amp;lt; ␛""#);
    }

    proptest! {
        #[test]
        fn no_text_ends_a_label(text in any::<String>()) {
            let shown = quoted(&[text]);
            let inner = &shown[1..shown.len() - 1];
            let bare = inner.replace("\\\\", "").replace("\\\"", "");
            prop_assert!(!bare.contains(['"', '\\', '\n']));
        }
    }
}
