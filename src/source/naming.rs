//! Naming: the lines of a text, comments and all, in which a word stands.

/// The lines, from 1, that hold one of some words, whatever the case of their letters. Where a word begins or ends
/// with a letter or digit of ASCII no other one may stand beside it; names in Chinese have no such borders.
pub fn lines_naming(text: &str, words: &[&str]) -> Vec<usize> {
    let words: Vec<String> = words.iter().map(|word| word.trim().to_lowercase()).collect();
    let holds = |line: &str| {
        let line = line.to_lowercase();
        words
            .iter()
            .any(|word| !word.is_empty() && holds_word(&line, word))
    };
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| holds(line))
        .map(|(at, _)| at + 1)
        .collect()
}

fn holds_word(line: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let begins_within = is_letter(word.chars().next()) && is_part(before);
        let ends_within = is_letter(word.chars().next_back()) && is_part(after);
        !begins_within && !ends_within
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_values_and_comments_but_not_within_others() {
        let text = "with: [li-wei]\nby: li-wei-2\n# Li-Wei says\n李伟明天来\nx: pli-wei\n\nfrom: li-wei说\n";
        assert_eq!(lines_naming(text, &["li-wei"]), [1, 3, 7]);
        assert_eq!(lines_naming(text, &["李伟"]), [4]);
        assert_eq!(lines_naming(text, &["李伟", "li-wei"]), [1, 3, 4, 7]);
        assert_eq!(lines_naming(text, &["", " "]), [0; 0]);
        assert_eq!(lines_naming("tel +86 512-5\n+86 512-55", &["+86 512-5"]), [1]);
    }
}
