//! Form: how a file begins and ends its lines, which the merged one has from the side that changed it.

use super::sides::Sides;

const MARK: char = '\u{feff}';

/// What is no part of a text's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    has_mark: bool,
    has_crlf: bool,
    is_ended: bool,
}

impl Form {
    /// The form of the merged text. Nothing where one of them has lines of both ends.
    pub(super) fn of(texts: &Sides<String>) -> Option<Self> {
        let forms = texts.each_ref().map(|text| Self::of_one(text)).all()?;
        let settled = |is: fn(&Self) -> bool| forms.each_ref().map(is).settled().unwrap_or(is(&forms.ours));
        Some(Self {
            has_mark: settled(|form| form.has_mark),
            has_crlf: settled(|form| form.has_crlf),
            is_ended: settled(|form| form.is_ended),
        })
    }

    fn of_one(text: &str) -> Option<Self> {
        let ends = text.matches('\n').count();
        let crlf = text.matches("\r\n").count();
        let returns = text.matches('\r').count();
        (returns == crlf && (crlf == 0 || crlf == ends)).then_some(Self {
            has_mark: text.starts_with(MARK),
            has_crlf: crlf > 0,
            is_ended: text.ends_with('\n'),
        })
    }

    /// A plain text in this form.
    pub(super) fn shaped(self, plain: &str) -> String {
        let bare = match self.is_ended {
            true => plain,
            false => plain.strip_suffix('\n').unwrap_or(plain),
        };
        let mark = if self.has_mark {
            MARK.to_string()
        } else {
            String::new()
        };
        match self.has_crlf {
            true => format!("{mark}{}", bare.replace('\n', "\r\n")),
            false => format!("{mark}{bare}"),
        }
    }
}

/// A text without byte order mark and carriage returns, its last line ended.
pub(super) fn plain(text: &str) -> String {
    let text = text.strip_prefix(MARK).unwrap_or(text).replace("\r\n", "\n");
    match text.is_empty() || text.ends_with('\n') {
        true => text,
        false => text + "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(base: &str, ours: &str, theirs: &str) -> Option<Form> {
        Form::of(&Sides { base, ours, theirs }.map(str::to_owned))
    }

    #[test]
    fn the_form_is_that_of_the_side_that_changed_it() {
        for (base, ours, theirs, shaped) in [
            ("a\n", "a\n", "a\n", "b\n"),
            ("a\n", "a\r\n", "a\n", "b\r\n"),
            ("a\n", "a\n", "a\r\n", "b\r\n"),
            ("a\n", "a\n", "\u{feff}a", "\u{feff}b"),
            ("a\r\n", "a", "a\n", "b"),
        ] {
            let form = form(base, ours, theirs).expect("a form");
            assert_eq!(form.shaped("b\n"), shaped, "{base:?} {ours:?} {theirs:?}");
        }
        assert_eq!(form("a\n", "a\r\nb\n", "a\n"), None);
        assert_eq!(form("a\n", "a\rb\n", "a\n"), None);
    }

    #[test]
    fn a_text_keeps_its_words() {
        assert_eq!(plain("\u{feff}a\r\nb"), "a\nb\n");
        assert_eq!(plain(""), "");
    }
}
