//! The words for kinds of contact: the format's own, and those that the playbooks say them by.

use crate::cli::context::Context;
use crate::cli::exit::Failure;
use crate::model::Kind;
use crate::render::template::Library;
use crate::render::template::playbook::Playbook;
use crate::settings::Language;
use crate::source::nearest;

/// What would be bribery if it went to people of the client: no kind stands for it (M4).
const BRIBES: [&str; 13] = [
    "cash",
    "rebate",
    "commission",
    "kickback",
    "bribe",
    "现金",
    "現金",
    "返点",
    "返點",
    "回扣",
    "佣金",
    "红包",
    "紅包",
];

/// The words for kinds of contact.
pub(super) struct Kinds(Vec<(String, Kind)>);

impl Kinds {
    /// The words of the format and of the three playbooks, the repository's own among them.
    pub(super) fn load(context: &Context) -> Result<Self, Failure> {
        let library = Library::new(&context.templates()?);
        let mut words = Self::of_the_format();
        for (_, language) in Language::ALL {
            let playbook =
                Playbook::load(&library, language).map_err(|error| Failure::Usage(error.to_string()))?;
            let said = Kind::ALL
                .iter()
                .map(|kind| (plain(&playbook.label(kind.as_str())), *kind));
            words.0.extend(said);
        }
        Ok(words)
    }

    /// The words of the format alone.
    pub(super) fn of_the_format() -> Self {
        Self(
            Kind::ALL
                .iter()
                .map(|kind| (kind.as_str().to_owned(), *kind))
                .collect(),
        )
    }

    /// What is said where no kind is told.
    pub(super) fn asked() -> String {
        format!(
            "what kind of contact was it? {}; --edit opens a form",
            Kind::WORDS.join(", ")
        )
    }

    /// The kind that somebody means.
    ///
    /// # Errors
    /// Which kinds there are, or why there is none for what was typed.
    pub(super) fn find(&self, typed: &str) -> Result<Kind, String> {
        if let Some(kind) = self.exact(typed) {
            return Ok(kind);
        }
        if BRIBES.contains(&typed.to_lowercase().trim_end_matches('s')) {
            return Err(format!(
                "there is no kind for `{typed}`: money to people of the client is bribery and never recorded as care; `gift` is one of small value"
            ));
        }
        Err(match nearest(typed, Kind::WORDS.iter().copied()) {
            Some(near) => format!("there is no kind `{typed}`; did you mean `{near}`?"),
            None => format!(
                "there is no kind `{typed}`; the kinds are {}",
                Kind::WORDS.join(", ")
            ),
        })
    }

    fn exact(&self, typed: &str) -> Option<Kind> {
        let typed = plain(typed);
        let (_, kind) = self.0.iter().find(|(word, _)| *word == typed)?;
        Some(*kind)
    }

    /// The kind that a text begins with, if it does, and the rest of it.
    ///
    /// # Errors
    /// Where it begins with what is most likely a mistyped kind.
    pub(super) fn leading<'t>(&self, text: &'t str) -> Result<(Option<Kind>, &'t str), String> {
        let (first, rest) = first_word(text);
        let (second, further) = first_word(rest);
        if let Some(kind) = self.exact(&format!("{first} {second}")) {
            return Ok((Some(kind), further));
        }
        if let Some(kind) = self.exact(first) {
            return Ok((Some(kind), rest));
        }
        match nearest(first, Kind::WORDS.iter().copied()) {
            Some(near) => Err(format!(
                "there is no kind `{first}`; did you mean `{near}`? If it is part of what is to be done, write a kind before it"
            )),
            None => Ok((None, text)),
        }
    }
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['-', ' '], "_")
}

/// The first word of a text and what follows it.
pub(super) fn first_word(text: &str) -> (&str, &str) {
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；');
    let text = text.trim_matches(parts);
    match text.find(parts) {
        Some(end) => (&text[..end], text[end..].trim_start_matches(parts)),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_their_words_and_bribes_are_refused() {
        let kinds = Kinds::of_the_format();
        assert_eq!(kinds.find("Visit"), Ok(Kind::Visit));
        assert_eq!(kinds.find("executive-visit"), Ok(Kind::ExecutiveVisit));
        assert!(
            kinds
                .find("vist")
                .is_err_and(|why| why.contains("did you mean `visit`?"))
        );
        assert!(
            kinds
                .find("lunch")
                .is_err_and(|why| why.contains("call, visit, message"))
        );
        for word in ["cash", "Rebates", "commission", "回扣"] {
            assert!(
                kinds.find(word).is_err_and(|why| why.contains("bribery")),
                "{word}"
            );
        }
    }

    #[test]
    fn a_kind_is_told_from_what_is_to_be_done() {
        let kinds = Kinds::of_the_format();
        assert_eq!(kinds.leading("call hear it"), Ok((Some(Kind::Call), "hear it")));
        assert_eq!(
            kinds.leading("value review，Q4"),
            Ok((Some(Kind::ValueReview), "Q4"))
        );
        assert_eq!(kinds.leading("send it"), Ok((None, "send it")));
        assert_eq!(kinds.leading(""), Ok((None, "")));
        assert!(
            kinds
                .leading("calll them")
                .is_err_and(|why| why.contains("`call`"))
        );
    }
}
