//! Markdown: text that is to be shown as it is.

use super::visible;

/// A text that means nothing in Markdown, and stays as it is wherever it can, for it may be pasted as text.
pub fn inert(text: &str) -> String {
    let text = visible::line(text);
    let mut inert = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#'
        ) {
            inert.push('\\');
        }
        inert.push(c);
    }
    inert
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_read_is_escaped_and_the_rest_stays() {
        assert_eq!(
            inert("[x](javascript:y) <b> `z` *a* 2026-11-21, 3.5: 李伟"),
            r"\[x\](javascript:y) \<b\> \`z\` \*a\* 2026-11-21, 3.5: 李伟"
        );
        assert_eq!(inert("a\n# b\u{1b}"), r"a \# b␛");
    }
}
