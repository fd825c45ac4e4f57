//! The playbook: the method's words in one language, as data that a repository can override.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analysis::deal::Process;
use crate::settings::Language;
use crate::settings::templates::{Library, TemplateError, decoded, shipped};
use crate::source::{Problem, Tree};

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
    let (mut tree, problems) = Tree::parse(text);
    decoded(&mut tree, problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::brief::question_ids;
    use crate::analysis::completeness::{REQUIREMENTS, Section, points};
    use crate::analysis::deal::Funnel;
    use crate::analysis::matching::Criterion;
    use crate::model::competition::Position;
    use crate::model::library::Scene;
    use crate::model::need::NeedStatus;
    use crate::model::people::{Adoption, Attitude, Department};
    use crate::model::{Account, Kind, Milestone, Role, Status};
    use crate::settings::process;
    use unicode_width::UnicodeWidthStr;

    const LANGUAGES: [Language; 3] = [
        Language::English,
        Language::SimplifiedChinese,
        Language::TraditionalChinese,
    ];

    fn shipped_playbook(language: Language) -> Playbook {
        Playbook::load(&Library::shipped(), language).expect("a playbook")
    }

    fn keys(map: &BTreeMap<String, String>) -> Vec<&str> {
        map.keys().map(String::as_str).collect()
    }

    fn sorted<'i>(ids: impl IntoIterator<Item = &'i str>) -> Vec<&'i str> {
        let mut ids: Vec<_> = ids.into_iter().collect();
        ids.sort_unstable();
        ids
    }

    fn point_ids() -> impl Iterator<Item = &'static str> {
        let today = "2026-11-21".parse().expect("a day");
        points(&Account::default(), today)
            .map(|point| point.id)
            .into_iter()
    }

    #[test]
    fn every_language_has_the_words_for_everything() {
        for language in LANGUAGES {
            let playbook = shipped_playbook(language);
            assert!(playbook.guard_rails.len() >= 5);
            let words = [
                Role::WORDS,
                Attitude::WORDS,
                Department::WORDS,
                Adoption::WORDS,
                Kind::WORDS,
                Milestone::WORDS,
                Status::WORDS,
                Position::WORDS,
                NeedStatus::WORDS,
                Funnel::WORDS,
                Scene::WORDS,
            ];
            let reasons = Criterion::WORDS.iter().map(|word| format!("match-{word}"));
            for word in reasons {
                assert!(playbook.labels.contains_key(&word), "{language:?}: {word}");
            }
            let said_of_completeness = [
                "ask-ourselves",
                "ask-nobody",
                "in-all",
                "nine-points",
                "known",
                "partly-known",
                "unknown",
            ];
            let said_of_deals = [
                "answer-yes",
                "answer-no",
                "standards-open",
                "all-standards-met",
                "ten-questions",
                "three-gates",
                "gate-information",
                "gate-relationship",
                "gate-decision",
                "roi",
                "offer",
                "pilot",
                "rollout",
                "optimise",
                "guarantee",
                "risks",
            ];
            let words = words.into_iter().flatten();
            for word in words.chain(&said_of_completeness).chain(&said_of_deals) {
                assert!(playbook.labels.contains_key(*word), "{language:?}: {word}");
            }
        }
    }

    #[test]
    fn every_id_has_words_in_every_language_and_every_word_has_an_id() {
        let process = process::shipped();
        for language in LANGUAGES {
            let playbook = shipped_playbook(language);
            let standards = sorted(process.standards().map(|(_, standard)| standard.id.as_str()));
            let told = [
                (&playbook.questions, sorted(question_ids())),
                (&playbook.sections, sorted(Section::WORDS.iter().copied())),
                (
                    &playbook.requirements,
                    sorted(REQUIREMENTS.iter().map(|one| one.id)),
                ),
                (&playbook.points, sorted(point_ids())),
                (&playbook.standards, standards.clone()),
                (&playbook.standard_questions, standards.clone()),
                (&playbook.standard_mends, standards),
            ];
            for (words, ids) in told {
                assert_eq!(keys(words), ids, "{language:?}");
                assert!(words.values().all(|text| !text.trim().is_empty()), "{language:?}");
            }
        }
    }

    /// Who can tell is named by role or department; each of them has a label.
    #[test]
    fn whoever_knows_can_be_named() {
        let known: Vec<&str> = [Role::WORDS, Department::WORDS].concat();
        let mut named = REQUIREMENTS.iter().flat_map(|one| one.knows);
        assert_eq!(named.find(|word| !known.contains(word)), None);
    }

    /// `dossier complete --missing` shows a question and the route it fills in one line of 80 cells.
    #[test]
    fn questions_fit_beside_their_routes() {
        let fills = REQUIREMENTS.iter().map(|one| one.fills.len()).max();
        let room = 80 - 4 - 2 - fills.expect("routes");
        for language in LANGUAGES {
            let playbook = shipped_playbook(language);
            let too_long = playbook
                .requirements
                .values()
                .find(|question| question.width() > room);
            assert_eq!(too_long, None, "{language:?}");
        }
    }

    #[test]
    fn the_languages_say_the_same() {
        let [english, simplified, traditional] = LANGUAGES.map(shipped_playbook);
        assert_eq!(keys(&simplified.labels), keys(&traditional.labels));
        assert_eq!(simplified.guard_rails.len(), traditional.guard_rails.len());
        let is_unsaid = |word: &&str| !simplified.labels.contains_key(*word);
        assert_eq!(keys(&english.labels).into_iter().find(is_unsaid), None);
        let people: Vec<&str> = [Role::WORDS, Department::WORDS].concat();
        for playbook in [&english, &simplified, &traditional] {
            assert_eq!(keys(&playbook.care), keys(&english.care));
            let stray = keys(&playbook.care).into_iter().find(|key| !people.contains(key));
            assert_eq!(stray, None);
        }
    }

    /// A character of either script that the other writes differently, simplified first.
    const PAIRS: &str = "为為这這们們个個对對问問还還说說时時间間关關谁誰钱錢会會议議开開发發产產业業务務员員见見\
        钟鐘种種类類级級单單据據处處价價预預决決审審购購术術质質软軟万萬亿億";

    #[test]
    fn each_chinese_keeps_to_its_script() {
        let (simplified, traditional): (Vec<_>, Vec<_>) =
            PAIRS.chars().zip(0..).partition(|(_, at)| at % 2 == 0);
        for (language, others) in [("zh-TW", simplified), ("zh-CN", traditional)] {
            for name in [
                format!("playbook/{language}.yaml"),
                format!("briefs/{language}/call-prep.md"),
            ] {
                // Amounts come with 万 and 亿, which the template replaces.
                let text = shipped(&name).expect("shipped").replace(['万', '亿'], "");
                let stray = |c: &char| others.iter().any(|(other, _)| other == c);
                assert_eq!(text.chars().filter(stray).collect::<String>(), "", "{name}");
            }
        }
        let taiwan = shipped("playbook/zh-TW.yaml").expect("shipped");
        for word in ["信息", "質量", "軟件", "客情", "面訪", "立項"] {
            assert!(!taiwan.contains(word), "{word} is not said in Taiwan");
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
