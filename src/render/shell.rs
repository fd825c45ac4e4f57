//! Words of a shell's, for commands that can be pasted.

use std::borrow::Cow;

/// A text as one word of a shell's, in quotes where it needs them.
pub fn word(text: &str) -> Cow<'_, str> {
    match !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "._-@/".contains(c)) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(format!("'{}'", text.replace('\'', "'\\''"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_can_be_pasted_whatever_it_holds() {
        for (text, expected) in [
            ("xu.manqing", "xu.manqing"),
            ("李娜", "李娜"),
            ("accounts/east/acme.yaml", "accounts/east/acme.yaml"),
            ("li na", "'li na'"),
            ("$(x)", "'$(x)'"),
            ("o'x", r"'o'\''x'"),
            ("", "''"),
        ] {
            assert_eq!(word(text), expected);
        }
    }
}
