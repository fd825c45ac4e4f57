//! Text in XML documents.

/// A text in XML 1.0: marks escaped, what is no character there replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\'' => shown.push_str("&apos;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => shown.push('\u{fffd}'),
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_what_is_no_character_is_replaced() {
        assert_eq!(escaped("a<b>&\"'华👩"), "a&lt;b&gt;&amp;&quot;&apos;华👩");
        assert_eq!(
            escaped("\u{0}a\u{1b}\u{ffff}\u{fffe}"),
            "\u{fffd}a\u{fffd}\u{fffd}\u{fffd}"
        );
    }
}
