//! Prose in lines of so many terminal cells.

use unicode_width::UnicodeWidthStr;

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
