//! Text that has so many terminal cells: prose in lines, names cut short.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text's words in lines of at most `width` cells; a word that is wider has a line of its own.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The text, cut short with an ellipsis where it has more than `width` cells.
pub fn clip(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let mut room = width.saturating_sub(1);
    let fits = |c: &char| {
        let left = room.checked_sub(c.width().unwrap_or(0));
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept: String = text.chars().take_while(fits).collect();
    Cow::Owned(kept + "…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_filled_by_cells() {
        assert_eq!(wrap("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrap("重要 客户 档案", 9), ["重要 客户", "档案"]);
        assert_eq!(wrap("a longer-than-that b", 6), ["a", "longer-than-that", "b"]);
        assert_eq!(wrap(" ", 6), [""; 0]);
    }

    #[test]
    fn names_are_cut_short_between_characters() {
        for (text, width, clipped) in [
            ("华东精密", 8, "华东精密"),
            ("华东精密", 7, "华东精…"),
            ("华东精密", 6, "华东…"),
            ("Acme Ltd", 5, "Acme…"),
            ("Acme", 0, "…"),
        ] {
            assert_eq!(clip(text, width), clipped);
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_only_single_words_are_too_wide(text in "[a-z长 ]{0,60}", width in 1..20_usize) {
            let lines = wrap(&text, width);
            prop_assert!(lines.iter().all(|line| line.width() <= width || !line.contains(' ')));
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&lines.join(" ")), words(&text));
        }
    }
}
