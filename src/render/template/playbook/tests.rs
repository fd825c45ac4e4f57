//! The words of every language, held against the ids that the code knows.

use super::*;
use crate::analysis::brief::{BriefKind, Cause, question_ids, question_layers, question_shares};
use crate::analysis::completeness::{REQUIREMENTS, Section, points};
use crate::analysis::deal::Funnel;
use crate::analysis::matching::Criterion;
use crate::model::account::Phase;
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

fn keys<T>(map: &BTreeMap<String, T>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}

fn sorted<'i>(ids: impl IntoIterator<Item = &'i str>) -> Vec<&'i str> {
    let mut ids: Vec<_> = ids.into_iter().collect();
    ids.sort_unstable();
    // A question can stand for several facts.
    ids.dedup();
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
        let causes = Cause::WORDS.iter().map(|cause| format!("why-{cause}"));
        let shares = question_shares().map(|share| format!("share-{share}"));
        for word in causes.chain(shares).chain(question_layers().map(str::to_owned)) {
            assert!(playbook.labels.contains_key(&word), "{language:?}: {word}");
        }
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
            (&playbook.phases, sorted(Phase::WORDS.iter().copied())),
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

#[test]
fn every_layer_kind_of_risk_and_objection_is_there_in_every_language() {
    let english = shipped_playbook(Language::English);
    for language in LANGUAGES {
        let playbook = shipped_playbook(language);
        assert_eq!(keys(&playbook.risk_moves), keys(&english.risk_moves));
        assert_eq!(keys(&playbook.objections), keys(&english.objections));
        for layer in question_layers() {
            let (own, others) = (playbook.spin.layer(layer), english.spin.layer(layer));
            assert!(
                !own.is_empty() && own.len() == others.len(),
                "{language:?}: {layer}"
            );
            let names_it = |wording: &String| wording.contains("{need}");
            assert_eq!(
                own.iter().all(names_it),
                layer != "situation",
                "{language:?}: {layer}"
            );
        }
        for (kind, objection) in &playbook.objections {
            assert_eq!(
                objection.roles, english.objections[kind].roles,
                "{language:?}: {kind}"
            );
            assert!(!objection.roles.is_empty(), "{kind}");
            assert!(!objection.signs.is_empty(), "{language:?}: {kind}");
        }
        let unsigned = playbook.risk_moves.values().filter(|one| one.signs.is_empty());
        assert_eq!(unsigned.count(), 1, "{language:?}");
    }
}

#[test]
fn a_risk_without_a_counter_gets_the_move_of_its_kind() {
    for (language, risk, kind) in [
        (Language::English, "Board puts it off to April", "decision"),
        (Language::English, "budget is frozen", "budget"),
        (
            Language::English,
            "the incumbent answers with a discount",
            "competitor",
        ),
        (Language::English, "rain", "other"),
        (Language::SimplifiedChinese, "总部要换人", "decision"),
        (Language::TraditionalChinese, "預算被刪", "budget"),
    ] {
        let playbook = shipped_playbook(language);
        let expected = playbook.risk_moves[kind].r#move.as_str();
        assert_eq!(playbook.move_against(risk), Some(expected), "{risk}");
    }
    assert_eq!(Playbook::default().move_against("rain"), None);
}

/// The headings and lists of a kind of brief are the same in all languages.
#[test]
fn every_kind_of_brief_is_laid_out_alike_in_every_language() {
    for kind in BriefKind::WORDS {
        let layouts = LANGUAGES.map(|language| {
            let name = format!("briefs/{}/{kind}.md", language.as_str());
            let text = shipped(&name).expect("shipped");
            let count = |what: &str| text.lines().filter(|line| line.trim().starts_with(what)).count();
            ["## ", "- ", "{% for", "{% endfor", "{% if", "{% endif"].map(count)
        });
        assert_eq!(layouts[0], layouts[1], "{kind}");
        assert_eq!(layouts[1], layouts[2], "{kind}");
    }
}

/// A character of either script that the other writes differently, simplified first.
const PAIRS: &str = "为為这這们們个個对對问問还還说說时時间間关關谁誰钱錢会會议議开開发發产產业業务務员員见見\
    钟鐘种種类類级級单單据據处處价價预預决決审審购購术術质質软軟万萬亿億";

#[test]
fn each_chinese_keeps_to_its_script() {
    let (simplified, traditional): (Vec<_>, Vec<_>) = PAIRS.chars().zip(0..).partition(|(_, at)| at % 2 == 0);
    for (language, others) in [("zh-TW", simplified), ("zh-CN", traditional)] {
        let briefs = BriefKind::WORDS.iter().chain(&["parts"]);
        let briefs = briefs.map(|kind| format!("briefs/{language}/{kind}.md"));
        for name in briefs.chain([format!("playbook/{language}.yaml")]) {
            // Amounts come with 万 and 亿, which the template replaces.
            let text = shipped(&name).expect("shipped").replace(['万', '亿'], "");
            let stray = |c: &char| others.iter().any(|(other, _)| other == c);
            assert_eq!(text.chars().filter(stray).collect::<String>(), "", "{name}");
        }
    }
    let taiwan = shipped("playbook/zh-TW.yaml").expect("shipped");
    let briefs = BriefKind::WORDS
        .iter()
        .map(|kind| format!("briefs/zh-TW/{kind}.md"));
    let briefs: String = briefs.filter_map(|name| shipped(&name)).collect();
    for word in ["信息", "質量", "軟件", "客情", "面訪", "立項"] {
        let is_said = taiwan.contains(word) || briefs.contains(word);
        assert!(!is_said, "{word} is not said in Taiwan");
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
    for (text, line, told) in [
        (
            "questions:\n  budget: How much?\nlables: {}\n",
            3,
            "did you mean `labels`?",
        ),
        ("questions:\n  budgt: How much?\n", 2, "did you mean `budget`?"),
        ("phases:\n  establish: [trust]\n", 2, "expected text"),
        ("spin: {problem: [why]}\n", 0, ""),
        ("spin:\n  implications: [why]\n", 2, "did you mean `implication`?"),
        ("spin:\n  problem: why\n", 2, "expected"),
        ("risk_moves:\n  budget: {signs: [money]}\n", 2, "`move`"),
        ("objections:\n  price: {said: a, answer: b}\n", 2, "`proof`"),
        (
            "objections:\n  price: {said: a, answer: b, proof: c,\n    roles: [byuer]}\n",
            3,
            "did you mean `buyer`?",
        ),
    ] {
        std::fs::write(&own, text).expect("written");
        let error = Playbook::load(&library, Language::English).err();
        let found = error
            .as_ref()
            .map_or((0, ""), |error| (error.line.unwrap_or(0), &error.reason));
        assert!(found.0 == line && found.1.contains(told), "{text}: {error:?}");
    }
}

#[test]
fn an_own_entry_stands_beside_the_shipped_ones() {
    let own = "spin: {problem: [why]}\nphases: {establish: be there}\n\
        risk_moves: {weather: {signs: [rain], move: a roof}}\n\
        objections: {price: {said: a, answer: b, proof: c}}\n";
    let mut playbook = shipped_playbook(Language::English);
    playbook.take_over(examined(own).1.expect("a playbook"));
    assert_eq!(playbook.spin.problem, ["why"]);
    assert!(!playbook.spin.implication.is_empty() && playbook.phases.len() == 3);
    assert_eq!(playbook.phases["establish"], "be there");
    assert_eq!(playbook.move_against("rain in May"), Some("a roof"));
    assert_eq!(playbook.objections["price"].answer, "b");
    assert!(playbook.objections.len() > 3);
}
