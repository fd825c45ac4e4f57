//! The playbook: the method's words in one language, as data that a repository can override.

mod entries;
mod likely;
mod unknown;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analysis::brief::{Brief, Question, Section};
use crate::analysis::deal::Process;
use crate::settings::Language;
use crate::settings::templates::{Library, TemplateError, decoded, shipped};
use crate::source::{Problem, Tree};

pub use entries::{Objection, RiskMove, Spin};

/// The words of one language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Playbook {
    /// Which language.
    #[serde(skip)]
    pub language: Language,
    /// How the format's words are said: `deep_contact` → “deep contact”.
    pub labels: BTreeMap<String, String>,
    /// What people of a role or department care about, and so what to speak of (M5).
    pub care: BTreeMap<String, String>,
    /// The questions that fill what is not known, by id (M11).
    pub questions: BTreeMap<String, String>,
    /// The sections that completeness is told by; apart from the labels, where `procurement` is a department.
    pub sections: BTreeMap<String, String>,
    /// The questions that fill what a tier asks for, by requirement (M2).
    pub requirements: BTreeMap<String, String>,
    /// The nine information points, by id (M2).
    pub points: BTreeMap<String, String>,
    /// The standards of milestones, by id (M7).
    pub standards: BTreeMap<String, String>,
    /// The questions whose answers meet a standard, by the standard's id (M7).
    pub standard_questions: BTreeMap<String, String>,
    /// What to do to meet a standard and where to write it, by the standard's id (M7).
    pub standard_mends: BTreeMap<String, String>,
    /// How the layers of a need are asked for (M6).
    pub spin: Spin,
    /// What to do in a phase of the relationship, by the phase (M8).
    pub phases: BTreeMap<String, String>,
    /// Moves against risks of deals, by the kind of risk (M7).
    pub risk_moves: BTreeMap<String, RiskMove>,
    /// Patterns of objections, by the kind (M11).
    pub objections: BTreeMap<String, Objection>,
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
        let mut playbook = shipped(&name)
            .and_then(|text| examined(text).1)
            .unwrap_or_default();
        if let Some(own) = library.own_data(&name, examined)? {
            playbook.take_over(own);
        }
        playbook.language = language;
        Ok(playbook)
    }

    /// How a word of the format is said.
    pub fn label(&self, word: &str) -> String {
        self.labels
            .get(word)
            .map_or_else(|| word.replace('_', " "), Clone::clone)
    }

    /// A section of the dossier in words.
    pub fn section<'a>(&'a self, id: &'a str) -> &'a str {
        self.sections.get(id).map_or(id, String::as_str)
    }

    /// The question that fills a requirement.
    pub fn requirement<'a>(&'a self, id: &'a str) -> &'a str {
        self.requirements.get(id).map_or(id, String::as_str)
    }

    /// One of the nine points in words.
    pub fn point<'a>(&'a self, id: &'a str) -> &'a str {
        self.points.get(id).map_or(id, String::as_str)
    }

    /// The move against a risk that has none yet: of the first kind whose signs it bears, else one for any.
    pub fn move_against(&self, risk: &str) -> Option<&str> {
        let kinds = || self.risk_moves.values();
        let found = kinds().find(|kind| kind.is_against(risk));
        let found = found.or_else(|| kinds().find(|kind| kind.signs.is_empty()));
        found.map(|kind| kind.r#move.as_str())
    }

    /// Puts the questions of a brief into words, and says which objection to be ready for if nothing else does.
    pub fn put(&self, brief: &mut Brief<'_>) {
        for question in brief.questions.iter_mut().chain(&mut brief.next_questions) {
            if let Some(words) = self.words_of(question) {
                question.text = Some(words);
            }
        }
        brief.likely_objection = self.likely(brief);
    }

    /// The words of a question; those that it brings itself are only for want of any here.
    fn words_of(&self, question: &Question<'_>) -> Option<String> {
        let id = question.id.as_deref()?;
        let told = match question.section? {
            Section::Questions => self.questions.get(id),
            Section::Requirements => self.requirements.get(id),
            Section::StandardQuestions => self.standard_questions.get(id),
            Section::Spin => {
                let (rank, need) = question.need.unwrap_or_default();
                let wordings = self.spin.layer(id);
                let wording = wordings.get(rank).or(wordings.first())?;
                return Some(wording.replace("{need}", need));
            }
        };
        told.or(question.text.as_ref())
            .cloned()
            .or_else(|| Some(id.to_owned()))
    }

    /// Lets the standards of a process be spoken of in the playbook's words, as far as it has any for them.
    pub fn speak_of(&self, process: &mut Process) {
        for (id, words) in process.words() {
            let take = |own: &mut Option<String>, told: &BTreeMap<String, String>| {
                *own = told.get(id).cloned().or_else(|| own.take());
            };
            take(&mut words.say, &self.standards);
            take(&mut words.ask, &self.standard_questions);
            take(&mut words.mend, &self.standard_mends);
        }
    }

    /// Takes another playbook's entries over its own; a list it states replaces the list.
    fn take_over(&mut self, other: Self) {
        self.labels.extend(other.labels);
        self.care.extend(other.care);
        self.questions.extend(other.questions);
        self.sections.extend(other.sections);
        self.requirements.extend(other.requirements);
        self.points.extend(other.points);
        self.standards.extend(other.standards);
        self.standard_questions.extend(other.standard_questions);
        self.standard_mends.extend(other.standard_mends);
        self.spin.take_over(other.spin);
        self.phases.extend(other.phases);
        self.risk_moves.extend(other.risk_moves);
        self.objections.extend(other.objections);
        if !other.guard_rails.is_empty() {
            self.guard_rails = other.guard_rails;
        }
    }
}

/// Whether a template of this name is the playbook of a language.
pub(super) fn is_one(name: &str) -> bool {
    let mut languages = Language::ALL.iter();
    languages.any(|(word, _)| name == format!("playbook/{word}.yaml"))
}

/// All that is wrong with a playbook's text, in its order.
pub(super) fn problems(text: &str) -> Vec<Problem> {
    examined(text).0
}

fn examined(text: &str) -> (Vec<Problem>, Option<Playbook>) {
    let (mut tree, mut problems) = Tree::parse(text);
    problems.extend(unknown::entries(&tree));
    decoded(&mut tree, problems)
}

#[cfg(test)]
mod tests;
