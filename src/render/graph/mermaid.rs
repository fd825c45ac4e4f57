//! The decision influence map as a Mermaid flowchart, for Markdown that is rendered.

use super::{CONFLICT, GONE, MATTERS, SWAY, color, label, nobody, vacancy};
use crate::analysis::map::{LineKind, Map, Person};
use crate::model::people::Attitude;
use crate::render::visible;

/// As much as Mermaid draws, unless the page that shows it says otherwise: `maxEdges` and `maxTextSize`.
const MOST_EDGES: usize = 500;
const MOST_CHARACTERS: usize = 50_000;

/// What is to be said of a diagram that Mermaid does not draw as it stands.
pub fn too_large(map: &Map<'_>, text: &str) -> Option<String> {
    let (edges, characters) = (map.lines.len(), text.chars().count());
    let is_too_large = edges > MOST_EDGES || characters > MOST_CHARACTERS;
    is_too_large.then(|| {
        format!(
            "Mermaid draws up to {MOST_EDGES} edges and {MOST_CHARACTERS} characters, and here are {edges} and {characters}: \
             use --format svg, or raise its `maxEdges` and `maxTextSize`"
        )
    })
}

/// The map. What a dossier says stands in quoted labels only.
pub fn render(map: &Map<'_>) -> String {
    let mut text = "flowchart TB\n".to_owned();
    for (at, person) in map.people.iter().enumerate() {
        let lines: Vec<String> = label(person).iter().map(|line| quoted(line)).collect();
        text.push_str(&format!(
            "  p{at}[\"{}\"]:::{}\n",
            lines.join("<br/>"),
            class(person)
        ));
    }
    match nobody(map) {
        Some(nobody) => text.push_str(&format!("  nobody[\"{}\"]:::vacant\n", quoted(nobody))),
        None => text.push_str(&vacancies(map)),
    }
    text.push_str(&lines(map));
    text.push_str(&classes(map));
    text
}

fn vacancies(map: &Map<'_>) -> String {
    let groups = map.influence.missing_roles.iter().enumerate();
    let boxes = groups.map(|(at, group)| {
        let roles = quoted(&vacancy(group));
        format!("  v{at}[\"nobody:<br/>{roles}\"]:::vacant\n")
    });
    boxes.collect()
}

/// The lines, superiors above their people; their looks go by their number.
fn lines(map: &Map<'_>) -> String {
    let (mut lines, mut looks) = (String::new(), String::new());
    for (at, line) in map.lines.iter().enumerate() {
        let (from, to) = (line.from, line.to);
        let (link, look) = match line.kind {
            LineKind::ReportsTo => (format!("p{to} --- p{from}"), String::new()),
            LineKind::Influences => (
                format!("p{from} -. influences .-> p{to}"),
                format!("stroke:{SWAY}"),
            ),
            LineKind::Conflict => (
                format!("p{from} x-- conflict --x p{to}"),
                format!("stroke:{CONFLICT},stroke-width:2px"),
            ),
        };
        lines.push_str(&format!("  {link}\n"));
        if !look.is_empty() {
            looks.push_str(&format!("  linkStyle {at} {look}\n"));
        }
    }
    lines + &looks
}

fn class(person: &Person<'_>) -> &'static str {
    match person.who.attitude {
        _ if person.is_gone => "gone",
        Some(attitude) => attitude.as_str(),
        None => "unknown",
    }
}

fn classes(map: &Map<'_>) -> String {
    let known = Attitude::ALL
        .iter()
        .map(|attitude| (attitude.as_str(), Some(*attitude)));
    let mut text: String = known
        .chain([("unknown", None)])
        .map(|(class, attitude)| {
            format!(
                "  classDef {class} fill:{},stroke:#6b7280,color:#111827\n",
                color(attitude)
            )
        })
        .collect();
    text.push_str(&format!(
        "  classDef gone fill:{GONE},stroke:#6b7280,color:#6b7280,stroke-dasharray:4 3,text-decoration:line-through\n\
         \x20 classDef vacant fill:#ffffff,stroke:#b45309,color:#b45309,stroke-dasharray:4 3\n\
         \x20 classDef matters stroke:{MATTERS},stroke-width:3px\n"
    ));
    for (at, _) in map
        .people
        .iter()
        .enumerate()
        .filter(|(_, person)| !person.parts.is_empty())
    {
        text.push_str(&format!("  class p{at} matters\n"));
    }
    text
}

/// A text for within quotes: every sign that could mean anything to Mermaid, Markdown or HTML is written by
/// its number.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || " ,.()/+-='".contains(c);
    let mut shown = String::with_capacity(text.len() + 16);
    for c in visible::line(text).chars() {
        match is_plain(c) {
            true => shown.push(c),
            false => shown.push_str(&format!("#{};", u32::from(c))),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_ends_a_label(text in any::<String>()) {
            let shown = quoted(&text);
            prop_assert!(!shown.contains(['"', '<', '>', '[', ']', '`', ':', '\n', '\\', '&', '*', '_']));
            prop_assert_eq!(shown.matches('#').count(), shown.matches(';').count());
        }
    }

    #[test]
    fn signs_are_written_by_their_numbers() {
        assert_eq!(quoted("李 \"]; click A\u{1b}#"), "李 #34;#93;#59; click A␛#35;");
    }
}
