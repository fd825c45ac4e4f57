//! Markdown on a terminal: the same text, with what it stresses in bold.

use crate::render::style::{Look, Tone};

/// The mark around what is stressed.
const MARK: &str = "**";

/// The text as it stands where there are no colours; else its headings, and what stands between `**`, in bold.
pub fn dressed(markdown: &str, look: &Look) -> String {
    if !look.color {
        return markdown.to_owned();
    }
    let lines = markdown.lines().map(|line| match line.starts_with('#') {
        true => look.paint(Tone::Heading, line),
        false => stressed(line, look),
    });
    lines.fold(String::new(), |text, line| text + &line + "\n")
}

/// A line whose marks come in pairs; what stands behind a last single one is not stressed.
fn stressed(line: &str, look: &Look) -> String {
    let pieces: Vec<&str> = line.split(MARK).collect();
    let last = pieces.len() - 1;
    let dressed = pieces.iter().enumerate().map(|(at, piece)| match at % 2 == 1 {
        true if at < last => look.paint(Tone::Heading, &format!("{MARK}{piece}{MARK}")),
        true => format!("{MARK}{}", look.paint(Tone::Plain, piece)),
        false => look.paint(Tone::Plain, piece),
    });
    dressed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(color: bool, markdown: &str) -> String {
        dressed(markdown, &Look { color, width: 80 })
    }

    #[test]
    fn headings_and_stress_are_bold_and_without_colours_nothing_changes() {
        let text = "# Acme\n- **Goal:** sign\n- 2 ** 3\n";
        assert_eq!(on(false, text), text);
        assert_eq!(
            on(true, text),
            "\u{1b}[1m# Acme\u{1b}[0m\n- \u{1b}[1m**Goal:**\u{1b}[0m sign\n- 2 ** 3\n"
        );
    }

    #[test]
    fn what_acts_on_a_terminal_is_shown_instead() {
        assert_eq!(
            on(true, "a **\u{9b}31m** b\u{7}\n"),
            "a \u{1b}[1m**<U+009B>31m**\u{1b}[0m b␇\n"
        );
    }
}
