//! Hostile text made harmless: control characters, escapes and bidi marks become visible symbols.

use std::borrow::Cow;
use std::fmt::Write;

/// A text on one line: line breaks, too, become symbols.
pub fn line(text: &str) -> Cow<'_, str> {
    visible(text, false)
}

/// A text that may have several lines.
pub fn block(text: &str) -> Cow<'_, str> {
    visible(text, true)
}

fn visible(text: &str, keeps_lines: bool) -> Cow<'_, str> {
    let is_kept = |c: char| !is_hostile(c) || (keeps_lines && c == '\n');
    if text.chars().all(is_kept) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            c if is_kept(c) => shown.push(c),
            '\r' if keeps_lines => {}
            '\n' | '\t' => shown.push(' '),
            c => push_symbol(&mut shown, c),
        }
    }
    Cow::Owned(shown)
}

/// A text of many lines with the same places: whatever is hostile beyond plain control characters gives
/// way to something visible of its own length in bytes.
pub fn in_place(text: &str) -> Cow<'_, str> {
    let is_kept = |c: char| c.is_ascii() || !is_hostile(c);
    if text.chars().all(is_kept) {
        return Cow::Borrowed(text);
    }
    let stand_in = |c: char| match c.len_utf8() {
        2 => "\u{a4}",
        3 => "\u{fffd}",
        _ => "\u{fffd}?",
    };
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match is_kept(c) {
            true => shown.push(c),
            false => shown.push_str(stand_in(c)),
        }
    }
    Cow::Owned(shown)
}

/// Characters that act on a terminal or turn the direction of text, instead of being shown.
pub(super) fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}')
}

fn push_symbol(shown: &mut String, c: char) {
    let code = u32::from(c);
    let picture = match code {
        0..=0x1f => char::from_u32(0x2400 + code),
        0x7f => Some('\u{2421}'),
        _ => None,
    };
    match picture {
        Some(picture) => shown.push(picture),
        // Writing to a String does not fail.
        None => drop(write!(shown, "<U+{code:04X}>")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown_instead() {
        for (typed, shown) in [
            ("华东 plain é 👩‍💻", "华东 plain é 👩‍💻"),
            ("\u{1b}[31mred", "␛[31mred"),
            ("\u{1b}]52;c;eA==\u{7}", "␛]52;c;eA==␇"),
            ("a\u{9b}31m", "a<U+009B>31m"),
            ("abc\u{202e}def", "abc<U+202E>def"),
            ("one\ntwo\tthree", "one two three"),
            ("a\rb", "a␍b"),
        ] {
            assert_eq!(line(typed), shown);
        }
        assert_eq!(block("one\r\ntwo\u{7f}"), "one\ntwo␡");
    }

    proptest! {
        #[test]
        fn nothing_hostile_is_left(text in any::<String>()) {
            prop_assert!(!line(&text).chars().any(is_hostile));
            prop_assert!(!block(&text).chars().any(|c| c != '\n' && is_hostile(c)));
        }

        #[test]
        fn in_place_every_character_begins_where_it_did(text in any::<String>()) {
            let shown = in_place(&text);
            prop_assert!(!shown.chars().any(|c| !c.is_ascii() && is_hostile(c)));
            prop_assert_eq!(shown.len(), text.len());
            prop_assert!(text.char_indices().all(|(at, _)| shown.is_char_boundary(at)));
        }
    }
}
