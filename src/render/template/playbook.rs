//! The playbook: the method's words in one language, as data that a repository can override.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::TemplateError;
use super::loader::{Library, shipped};
use crate::settings::Language;
use crate::source::decode::decode;
use crate::source::{SourceFile, Tree};

/// The words of one language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Playbook {
    /// How the format's words are said: `deep_contact` → “deep contact”.
    pub labels: BTreeMap<String, String>,
    /// What people of a role or department care about, and so what to speak of (M5).
    pub care: BTreeMap<String, String>,
    /// The questions that fill what is not known, by id (M11).
    pub questions: BTreeMap<String, String>,
    /// The questions that fill what a tier asks for, by requirement (M2).
    pub requirements: BTreeMap<String, String>,
    /// The nine information points, by id (M2).
    pub points: BTreeMap<String, String>,
    /// The standards of milestones, by id (M7).
    pub standards: BTreeMap<String, String>,
    /// What to keep to in a meeting (M11).
    pub guard_rails: Vec<String>,
}

impl Playbook {
    /// The playbook of a language: the shipped one, with the repository's entries over it.
    ///
    /// # Errors
    /// [`TemplateError`] at the line of what is wrong in the repository's own.
    pub fn load(library: &Library, language: Language) -> Result<Self, TemplateError> {
        let name = format!("playbook/{}.yaml", language.as_str());
        let mut playbook = match shipped(&name) {
            Some(text) => read(&name, text)?,
            None => Self::default(),
        };
        let own = library.own(&name).map_err(|error| TemplateError {
            name: name.clone(),
            line: None,
            reason: error.to_string(),
        })?;
        if let Some(text) = own {
            playbook.take_over(read(&name, &text)?);
        }
        Ok(playbook)
    }

    /// How a word of the format is said.
    pub fn label(&self, word: &str) -> String {
        self.labels
            .get(word)
            .map_or_else(|| word.replace('_', " "), Clone::clone)
    }

    /// The question that fills a requirement.
    pub fn requirement<'a>(&'a self, id: &'a str) -> &'a str {
        self.requirements.get(id).map_or(id, String::as_str)
    }

    /// One of the nine points in words.
    pub fn point<'a>(&'a self, id: &'a str) -> &'a str {
        self.points.get(id).map_or(id, String::as_str)
    }

    /// Takes another playbook's entries over its own; a list it states replaces the list.
    fn take_over(&mut self, other: Self) {
        self.labels.extend(other.labels);
        self.care.extend(other.care);
        self.questions.extend(other.questions);
        self.requirements.extend(other.requirements);
        self.points.extend(other.points);
        self.standards.extend(other.standards);
        if !other.guard_rails.is_empty() {
            self.guard_rails = other.guard_rails;
        }
    }
}

fn read(name: &str, text: &str) -> Result<Playbook, TemplateError> {
    let (tree, mut problems) = Tree::parse(text);
    let decoded = decode::<Playbook>(&tree);
    problems.extend(decoded.problems);
    match (problems.first(), decoded.value) {
        (None, Some(playbook)) => Ok(playbook),
        (problem, _) => Err(TemplateError {
            name: name.to_owned(),
            line: problem.map(|problem| {
                SourceFile::from_text(name, text)
                    .position(problem.span.start)
                    .line
            }),
            reason: problem.map_or_else(
                || "it holds no data".to_owned(),
                |problem| problem.message.clone(),
            ),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::brief::question_ids;
    use crate::model::people::{Adoption, Attitude, Department};
    use crate::model::{Kind, Milestone, Role, Status};

    fn shipped_playbook(language: Language) -> Playbook {
        let nowhere = tempfile::tempdir().expect("a folder");
        Playbook::load(&Library::new(nowhere.path()), language).expect("a playbook")
    }

    #[test]
    fn every_language_has_the_words_for_everything() {
        for language in [Language::English, Language::SimplifiedChinese] {
            let playbook = shipped_playbook(language);
            for id in question_ids() {
                assert!(playbook.questions.contains_key(id), "{language:?}: {id}");
            }
            assert!(playbook.guard_rails.len() >= 5);
            let words = [
                Role::WORDS,
                Attitude::WORDS,
                Department::WORDS,
                Adoption::WORDS,
                Kind::WORDS,
                Milestone::WORDS,
                Status::WORDS,
            ];
            for word in words.into_iter().flatten() {
                assert!(playbook.labels.contains_key(*word), "{language:?}: {word}");
            }
        }
    }

    #[test]
    fn a_repository_overrides_entry_by_entry() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("playbook")).expect("made");
        let own = folder.path().join("playbook/en.yaml");
        std::fs::write(&own, "questions: {budget: How much?}\n").expect("written");
        let library = Library::new(folder.path());
        let playbook = Playbook::load(&library, Language::English).expect("a playbook");
        assert_eq!(playbook.questions["budget"], "How much?");
        assert!(playbook.questions.len() > 5 && !playbook.guard_rails.is_empty());
        std::fs::write(&own, "questions:\n  budget: How much?\nlables: {}\n").expect("written");
        let error = Playbook::load(&library, Language::English).expect_err("misspelt");
        assert_eq!(error.line, Some(3));
    }
}
