//! The brief before a meeting, as it is printed for every account of the examples. The day is always
//! 2026-11-21.
#![allow(
    clippy::expect_used,
    reason = "a test stops where an example is not as it should be"
)]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::thread;

use account_dossier::analysis::brief::BriefKind;
use walkdir::WalkDir;

mod kinds;

const LANGUAGES: [&str; 3] = ["en", "zh-CN", "zh-TW"];

/// The headings in the order of the method (M11).
const HEADINGS: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "Goal",
            "Why now",
            "People",
            "Last contacts",
            "Promises",
            "Opportunity",
            "Needs",
            "Ask",
            "Objections",
            "To tell",
            "Overdue",
            "Keep to",
            "Afterwards",
        ],
    ),
    (
        "zh-CN",
        &[
            "目标",
            "为什么是现在",
            "见谁",
            "最近往来",
            "承诺",
            "商机",
            "需求与价值",
            "要问的",
            "异议与应对",
            "可讲的案例与话术",
            "逾期未联系",
            "会上注意",
            "会后填",
        ],
    ),
    (
        "zh-TW",
        &[
            "目標",
            "為什麼是現在",
            "洽談對象",
            "近期往來",
            "承諾",
            "商機",
            "需求與價值",
            "要問的問題",
            "異議處理",
            "可講的案例與話術",
            "逾期未聯絡",
            "會議守則",
            "會後填寫",
        ],
    ),
];

fn dossier(directory: &Path, rest: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dossier"))
        .env_clear()
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        // How old the examples are in the project's own history is no concern of theirs.
        .env(
            "GIT_CEILING_DIRECTORIES",
            concat!(env!("CARGO_MANIFEST_DIR"), "/examples"),
        )
        .arg("-C")
        .arg(directory)
        .args(["--today", "2026-11-21", "brief"])
        .args(rest)
        .output()
        .expect("dossier runs")
}

/// The brief; it is there and nothing went wrong.
fn brief(directory: &Path, rest: &[&str]) -> String {
    let output = dossier(directory, rest);
    let remarks = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "brief {rest:?}: {remarks}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// Every account of the examples: its repository, its id, and its file.
fn accounts() -> Vec<(PathBuf, String, PathBuf)> {
    let mut accounts = Vec::new();
    for root in [example("machinery"), example("software")] {
        let folder = root.join("accounts");
        for entry in WalkDir::new(&folder).sort_by_file_name() {
            let path = entry.expect("readable").into_path();
            if path.extension() == Some(OsStr::new("yaml")) {
                let id = path.strip_prefix(&folder).expect("below").with_extension("");
                let id = id.to_str().expect("UTF-8").replace('\\', "/");
                accounts.push((root.clone(), id, path));
            }
        }
    }
    assert!(accounts.len() >= 10);
    accounts
}

/// A brief of an account in the examples.
struct Page {
    id: String,
    kind: BriefKind,
    language: &'static str,
    text: String,
    /// The account's private facts.
    facts: BTreeSet<String>,
}

/// Every kind of brief of every account of the examples in every language, printed once for all tests.
fn pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let print = |language: &'static str| {
            let mut pages = Vec::new();
            for (root, id, path) in accounts() {
                let facts = private_facts(&fs::read_to_string(path).expect("readable"));
                for kind in BriefKind::ALL {
                    let text = brief(&root, &[&id, "--lang", language, "--kind", kind.as_str()]);
                    pages.push(Page {
                        id: id.clone(),
                        kind: *kind,
                        language,
                        text,
                        facts: facts.clone(),
                    });
                }
            }
            pages
        };
        thread::scope(|scope| {
            let printing = LANGUAGES.map(|language| scope.spawn(move || print(language)));
            let pages = printing.map(|pages| pages.join().expect("printed"));
            pages.into_iter().flatten().collect()
        })
    })
}

fn headings(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix("## ")).collect()
}

/// How long a text is as its budget counts: words; in Chinese half the characters, five letters being one.
fn words(text: &str, language: &str) -> usize {
    match language {
        "en" => text.split_whitespace().count(),
        _ => {
            let han = text.chars().filter(|c| ('一'..='龥').contains(c)).count();
            let letters = text.chars().filter(char::is_ascii_alphabetic).count();
            (han + letters / 5).div_ceil(2)
        }
    }
}

#[test]
fn every_brief_keeps_to_the_words_of_its_kind() {
    for page in pages() {
        let words = words(&page.text, page.language);
        let most = page.kind.most_words();
        assert!(
            words <= most,
            "{} {} {}: {words} words, {most} are the most",
            page.id,
            page.kind,
            page.language
        );
    }
}

#[test]
fn headings_come_in_the_order_of_the_method() {
    for page in pages().iter().filter(|page| page.kind == BriefKind::CallPrep) {
        let (id, text) = (&page.id, &page.text);
        let (_, order) = HEADINGS
            .iter()
            .find(|(of, _)| *of == page.language)
            .expect("known");
        let expected: Vec<_> = order
            .iter()
            .filter(|heading| headings(text).contains(heading))
            .collect();
        assert_eq!(headings(text).iter().collect::<Vec<_>>(), expected, "{id}");
        assert!(text.starts_with("# "), "{id}");
        for always in [order[0], order[order.len() - 2], order[order.len() - 1]] {
            assert!(headings(text).contains(&always), "{id}: {always}");
        }
        assert!(text.lines().count() <= 100, "{id}");
    }
}

#[test]
fn nothing_unknown_is_printed_and_no_section_is_empty() {
    for page in pages() {
        is_sound(
            &page.text,
            &format!("{} {} {}", page.id, page.kind, page.language),
        );
    }
}

/// No blank where something should stand, no heading without a text, no list that breaks off.
fn is_sound(text: &str, of: &str) {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let blank = words.find(|word| ["none", "None", "undefined"].contains(word));
    assert_eq!(blank, None, "{of}");
    for hole in ["()", "（）", "{{", "{%", "****", "\n\n\n", "; ;", "；；"] {
        assert!(!text.contains(hole), "{of}: {hole:?} in\n{text}");
    }
    let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
    for (heading, after) in lines.iter().zip(lines.iter().skip(1).chain([&"#"])) {
        let is_empty = heading.starts_with('#') && after.starts_with('#');
        assert!(!is_empty, "{of}: {heading} is empty");
    }
    for line in text.lines() {
        let is_bare = ["-", "  -"].contains(&line);
        assert!(!line.ends_with(' ') && !is_bare, "{of}: {line:?}");
    }
}

/// The texts below every `private:` of a dossier, by a scan of its lines.
fn private_facts(text: &str) -> BTreeSet<String> {
    let mut blocks = Vec::new();
    let mut below = None;
    for line in text.lines() {
        let line = line.split(" #").next().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        if below.is_some_and(|outer| indent > outer) {
            blocks.push(line.to_owned());
            continue;
        }
        below = None;
        if let Some((_, inline)) = line.split_once("private:") {
            let is_block = inline.trim().is_empty();
            below = is_block.then_some(indent);
            blocks.push(braced(inline));
        }
    }
    let keys = [
        "birthday:",
        "interests:",
        "family:",
        "avoid:",
        "dates:",
        "what:",
        "on:",
        "- ",
    ];
    let pieces = blocks
        .iter()
        .flat_map(|block| block.split(['{', '}', '[', ']', ',']));
    let facts = pieces.map(|piece| {
        let piece = piece.trim();
        let piece = keys
            .iter()
            .find_map(|key| piece.strip_prefix(key))
            .unwrap_or(piece);
        piece.trim().trim_matches(['"', '\'']).to_owned()
    });
    facts.filter(|fact| !fact.is_empty()).collect()
}

/// A flow mapping up to its closing brace.
fn braced(text: &str) -> String {
    let mut depth = 0_usize;
    let end = text.char_indices().find(|(_, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => return false,
        }
        depth == 0
    });
    end.map_or(text, |(at, _)| &text[..at]).to_owned()
}

#[test]
fn private_facts_are_told_only_when_asked_for() {
    for page in pages() {
        // A birthday without its year may be the day of something else.
        let is_told = |fact: &&String| fact.len() > "11-27".len() && page.text.contains(fact.as_str());
        let told = page.facts.iter().find(is_told);
        assert_eq!(told, None, "{} {} {}", page.id, page.kind, page.language);
    }
    let (mut known, mut told) = (0, 0);
    for (root, id, path) in accounts() {
        let facts = private_facts(&fs::read_to_string(path).expect("readable"));
        known += facts.len();
        let private = brief(&root, &[&id, "--lang", "en", "--private"]);
        told += facts
            .iter()
            .filter(|fact| private.contains(fact.as_str()))
            .count();
    }
    assert!(known >= 20, "{known} private facts in the examples");
    assert!(told >= 5, "{told} of {known} told");
}

#[test]
fn what_a_person_does_not_want_to_hear_is_told_with_the_private_facts() {
    let with = ["xinhe-spindle", "--with", "lu-chengzhou", "--private"];
    let text = brief(&example("machinery"), &with);
    assert!(text.contains("**别提**：提 2022 年那次未成的并购"), "{text}");
    assert!(text.contains("农历 1967-10-16"), "{text}");
}

#[test]
fn whom_the_dossier_does_not_know_is_told_apart() {
    let software = example("software");
    let with = ["waterlinde-dairy", "--with", "karel-vinkebos,Bob Smith"];
    let text = brief(&software, &with);
    assert!(text.contains("- **Karel Vinkebos**"), "{text}");
    assert!(
        text.contains("- **Not in the dossier:** Bob Smith; find out who they are"),
        "{text}"
    );
    let absent = text
        .lines()
        .find(|line| line.starts_with("- Absent: "))
        .expect("somebody is absent");
    assert!(
        absent.contains("Rutger Oostveldt") && !absent.contains("Karel"),
        "{absent}"
    );
    let text = brief(&software, &[&with[..], &["--lang", "zh-CN"]].concat());
    assert!(text.contains("- **档案里没有**：Bob Smith"), "{text}");
}

#[test]
fn our_overdue_promise_stands_first() {
    for (id, marked) in [
        ("waterlinde-dairy", "- **OURS, 3 DAYS LATE:** "),
        ("halden-ridge", "- **OURS, 1 DAY LATE:** "),
    ] {
        let text = brief(&example("software"), &[id]);
        let after = text.split("## Promises\n\n").nth(1).expect("promises");
        assert!(after.starts_with(marked), "{id}: {after}");
    }
}

#[test]
fn the_day_asked_for_is_the_day_of_the_meeting() {
    let text = brief(
        &example("software"),
        &["ravensgate-clinics", "--for", "2026-12-01"],
    );
    assert!(
        text.contains("- **Meeting:** Tue 2026-12-01 (in 10 days), not in the dossier yet"),
        "{text}"
    );
}

#[test]
fn a_rich_account_in_chinese() {
    insta::assert_snapshot!(brief(
        &example("machinery"),
        &["xinhe-spindle", "--lang", "zh-CN"]
    ));
}

#[test]
fn a_rich_account_in_english() {
    insta::assert_snapshot!(brief(
        &example("machinery"),
        &["falkenrode-taicang", "--lang", "en"]
    ));
}

#[test]
fn a_new_lead_in_chinese() {
    insta::assert_snapshot!(brief(
        &example("machinery"),
        &["zhuxing-joints", "--lang", "zh-CN"]
    ));
}

#[test]
fn a_prospect_in_english() {
    insta::assert_snapshot!(brief(
        &example("software"),
        &["ravensgate-clinics", "--lang", "en"]
    ));
}

#[test]
fn an_account_with_only_a_name() {
    let world = tempfile::tempdir().expect("a folder");
    let folder = world.path().join("accounts");
    fs::create_dir(&folder).expect("made");
    fs::write(folder.join("minimal.yaml"), "name: Minimal Ltd\n").expect("written");
    insta::assert_snapshot!(brief(world.path(), &["minimal", "--lang", "en"]));
}

/// All it has is questions, in every language; none is without words.
#[test]
fn a_name_alone_brings_five_questions_in_every_language() {
    let world = tempfile::tempdir().expect("a folder");
    let folder = world.path().join("accounts");
    fs::create_dir(&folder).expect("made");
    fs::write(folder.join("minimal.yaml"), "name: Minimal Ltd\n").expect("written");
    for (language, need) in [
        (
            "en",
            "1. Which problem costs you most, and when would you call it solved? `needs`",
        ),
        (
            "zh-CN",
            "1. 今年最头疼、花钱最多的是哪件事？做到什么程度才算解决？ `needs`",
        ),
        (
            "zh-TW",
            "1. 今年最傷腦筋、花最多錢的是哪件事？做到什麼程度才算解決？ `needs`",
        ),
    ] {
        let text = brief(world.path(), &["minimal", "--lang", language]);
        let asked: Vec<&str> = text.lines().filter(|line| line.ends_with('`')).collect();
        assert_eq!((asked.len(), asked[0]), (5, need), "{text}");
    }
}

#[test]
fn how_the_questions_were_chosen_is_told() {
    let software = example("software");
    let told = brief(&software, &["halden-ridge", "--why"]);
    insta::assert_snapshot!(told);
    let again = brief(&software, &["halden-ridge", "--why"]);
    assert_eq!(told, again);
    let chinese = brief(
        &example("machinery"),
        &["xinhe-spindle", "--why", "--lang", "zh-TW"],
    );
    insta::assert_snapshot!(chinese);
}

/// Words of one's own are asked instead, and a standard of one's own brings its question with it.
#[test]
fn own_words_and_own_standards_are_asked() {
    let world = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        (
            "accounts/x.yaml",
            "name: X\nstakeholders: [{id: f, name: Fay, department: finance}]\n\
             opportunities: [{id: d, name: D, milestone: planning, risks: [{risk: rain}]}]\n",
        ),
        (
            "templates/playbook/en.yaml",
            "questions: {budget: Whose purse is it?}\nrisk_moves: {wet: {signs: [rain], move: a roof}}\n",
        ),
        (
            "templates/playbook/process.yaml",
            "planning: []\ncontact: [{id: board-agrees, when: deal.amount is not none, knows: [finance], ask: Does the board agree?}]\n",
        ),
    ] {
        let path = world.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    let text = brief(world.path(), &["x", "--why"]);
    for told in [
        "Fay: Whose purse is it?",
        "Fay: Does the board agree?\n     → opportunities[0]\n     next milestone: board-agrees 20",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(brief(world.path(), &["x"]).contains("  - Risk: rain → no answer yet; a roof"));
}

/// An account of Taiwan, apart from the examples.
const TAIWAN: &str = "\
name: 祥晟精密工業股份有限公司
industry: machinery
region: 中部
owner: lin.yijun
status: prospect
registered: 2026-03-02
profile: {strategy: 明年主力產線全面自動化}
value: {sales: {2025: 1.2M}, potential: 36M}
relationship: {stage: early, standing: supplier, wanted: partner}
stakeholders:
  - {id: chen, name: 陳志豪, title: 廠長, department: production, roles: [decision_maker], influence: 5, attitude: supporter, concerns: [換線停機],
     private: {birthday: lunar 1970-08-15, avoid: [去年的裁員]}}
  - {id: wu, name: 吳佩珊, title: 採購課長, department: procurement, roles: [buyer], influence: 3}
needs:
  - {id: stops, need: 換線平均停機 4 小時, raised_by: chen, status: stated, impact: 每月少出貨 300 件, solution: {base: 快速換模},
     value: {saves: 2.4M, cost: 3M, years: 3}}
opportunities:
  - {id: line, name: 二號線換模, milestone: proposal, reached: {proposal: 2026-11-01}, amount: 3M, close: 2027-01-15}
competitors: [{name: 立基機電, position: incumbent, attacks: [\"沒有在地維修\"], weaknesses: [交期 14 週]}]
commitments: [{id: quote, what: 補效益試算表, by: us, who: lin.yijun, to: chen, made: 2026-11-05, due: 2026-11-13}]
touchpoints:
  - {on: 2026-11-05, kind: visit, by: lin.yijun, with: [chen], purpose: 提案, achieved: partly, outcome: 要再看試算}
  - {on: 2026-11-25, kind: visit, by: lin.yijun, with: [chen, wu], purpose: 敲定試行日期}
";

#[test]
fn an_account_in_the_chinese_of_taiwan() {
    let world = tempfile::tempdir().expect("a folder");
    let folder = world.path().join("accounts");
    fs::create_dir(&folder).expect("made");
    let settings = "version: 1\ncurrency: TWD\nlanguage: zh-TW\nteam: {lin.yijun: {name: 林怡君}}\n";
    fs::write(world.path().join("dossier.yaml"), settings).expect("written");
    fs::write(folder.join("xiangsheng.yaml"), TAIWAN).expect("written");
    insta::assert_snapshot!(brief(world.path(), &["xiangsheng", "--private"]));
}
