//! The capture form: what somebody writes down of a contact, in lines `Key: value`.
//!
//! Briefs end with it, `--edit` opens it, and `log -` reads it from a pipe, alone or at the end of a brief, in
//! any of the three languages. It begins with its last line `Account: …`; what stands above that is a brief.
//! Behind a key a hint may stand in parentheses. `____` and boxes that are not ticked are left blank. An
//! indented line goes on with the value above it; a line that begins with `#` is not read.

use super::told::Told;
use crate::model::touchpoint::Achieved;
use crate::settings::Language;
use crate::source::nearest;

/// The line of a form that something stands on, from 1, and what it says.
type Line = (usize, String);

/// What a line of the form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Account,
    On,
    Kind,
    By,
    With,
    Purpose,
    Outcome,
    Achieved,
    Ours,
    Theirs,
    Next,
    Cases,
    Notes,
}

/// A word in the order of [`Language::ALL`].
type Words = [&'static str; Language::ALL.len()];

/// The keys in the order of the form, with the hints behind them.
const KEYS: [(Key, Words, Words); 13] = [
    (Key::Account, ["Account", "客户", "客戶"], NO_HINT),
    (Key::On, ["Date", "日期", "日期"], NO_HINT),
    (Key::Kind, ["Kind", "方式", "方式"], NO_HINT),
    (Key::By, ["Of us", "我方", "我方"], NO_HINT),
    (Key::With, ["There", "到场", "出席"], NO_HINT),
    (Key::Purpose, ["Purpose", "目的", "目的"], NO_HINT),
    (Key::Outcome, ["They said", "对方原话", "對方說法"], NO_HINT),
    (Key::Achieved, ["Goal met", "目标", "目標"], NO_HINT),
    (Key::Ours, ["We promised", "我方承诺", "我方承諾"], DAY_AND_WHAT),
    (
        Key::Theirs,
        ["They promised", "对方承诺", "對方承諾"],
        DAY_AND_WHAT,
    ),
    (Key::Next, ["Next step", "下一步", "下一步"], DAY_KIND_AND_WHAT),
    (Key::Cases, ["Cases told", "讲过的案例", "講過的案例"], NO_HINT),
    (Key::Notes, ["Learned", "新了解到", "新得知"], NO_HINT),
];

const NO_HINT: Words = ["", "", ""];
const DAY_AND_WHAT: Words = [" (day what)", "（日期 事项）", "（日期 事項）"];
const DAY_KIND_AND_WHAT: Words = [" (day kind what)", "（日期 方式 事项）", "（日期 方式 事項）"];

/// How the goal was met.
const GOAL: [(Achieved, Words); 3] = [
    (Achieved::Yes, ["yes", "达成", "達成"]),
    (Achieved::Partly, ["partly", "部分达成", "部分達成"]),
    (Achieved::No, ["no", "未达成", "未達成"]),
];

/// What the form begins with in an editor.
const INTRODUCTION: [[&str; 2]; 3] = [
    [
        "Write behind the colons what there is to tell; what stays empty is left out.",
        "An indented line goes on with the one above. Save nothing to log nothing.",
    ],
    [
        "请在冒号后填写；留空的不记。",
        "缩进的行接上一行。不保存就什么都不记。",
    ],
    [
        "請在冒號後填寫；留空的不記。",
        "縮排的行接上一行。不儲存就什麼都不記。",
    ],
];

/// A form for an editor, with what is told already.
pub(super) fn written(account: &str, told: &Told, language: Language) -> String {
    let at = Language::ALL
        .iter()
        .position(|(_, found)| *found == language)
        .unwrap_or_default();
    let mut text: String = INTRODUCTION[at]
        .iter()
        .map(|line| format!("# {line}\n"))
        .collect();
    text.push('\n');
    let colon = if language == Language::English {
        ": "
    } else {
        "："
    };
    for (key, names, hints) in KEYS {
        let values = match key {
            Key::Account => vec![account.to_owned()],
            key => values(key, told, at),
        };
        for value in values {
            let line = format!(
                "- {}{}{colon}{}",
                names[at],
                hints[at],
                value.replace('\n', "\n  ")
            );
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

/// What a line of the form says at first: at least one value, which may be empty.
fn values(key: Key, told: &Told, language: usize) -> Vec<String> {
    let one = |value: &Option<String>| vec![value.clone().unwrap_or_default()];
    let joined = |values: &[String]| vec![values.join(", ")];
    let some = |values: &[String]| match values {
        [] => vec![String::new()],
        values => values.to_vec(),
    };
    match key {
        Key::Account => Vec::new(),
        Key::On => one(&told.on),
        Key::Kind => one(&told.kind),
        Key::By => one(&told.by),
        Key::With => joined(&told.with),
        Key::Purpose => one(&told.purpose),
        Key::Outcome => one(&told.outcome),
        Key::Achieved => vec![boxes(told.achieved, language)],
        Key::Ours => some(&told.ours),
        Key::Theirs => some(&told.theirs),
        Key::Next => one(&told.next),
        Key::Cases => joined(&told.told),
        Key::Notes => one(&told.notes),
    }
}

fn boxes(achieved: Option<Achieved>, language: usize) -> String {
    let ticked = |goal| if achieved == Some(goal) { '☑' } else { '☐' };
    let boxes = GOAL.map(|(goal, names)| format!("{} {}", ticked(goal), names[language]));
    boxes.join(" ")
}

/// Reads a form: the account it names, and what it tells.
///
/// # Errors
/// What cannot be read, a line for each.
pub(super) fn read(text: &str) -> Result<(Option<String>, Told), String> {
    let (mut account, mut told) = (None, Told::default());
    let mut wrong = Vec::new();
    for (key, (number, value)) in entries(text, &mut wrong) {
        let value = filled(&value).to_owned();
        if value.is_empty() {
            continue;
        }
        let taken = match key {
            Key::Account => once(&mut account, value),
            Key::Achieved => ticked(&value).and_then(|goal| match goal {
                Some(goal) => once(&mut told.achieved, goal),
                None => Ok(()),
            }),
            key => take(key, value, &mut told),
        };
        if let Err(why) = taken {
            wrong.push((number, why));
        }
    }
    wrong.sort_unstable();
    match wrong.is_empty() {
        true => Ok((account, told)),
        false => Err(wrong.iter().map(told_wrong).collect::<Vec<_>>().join("\n")),
    }
}

fn told_wrong((number, why): &Line) -> String {
    format!("line {number}: {why}")
}

/// The keys of a form with their values, and what is neither.
fn entries(text: &str, wrong: &mut Vec<Line>) -> Vec<(Key, Line)> {
    let mut entries: Vec<(Key, Line)> = Vec::new();
    let begin = begin(text);
    for (at, line) in text.lines().enumerate().skip(begin) {
        let is_indented = line.starts_with([' ', '\t', '\u{3000}']);
        match (keyed(line), entries.last_mut()) {
            _ if line.trim().is_empty() || line.starts_with('#') => {}
            (_, Some((key, (_, value)))) if is_indented => {
                value.push(if is_one_line(*key) { ' ' } else { '\n' });
                value.push_str(line.trim());
            }
            (Ok((key, value)), _) => entries.push((key, (at + 1, value.trim().to_owned()))),
            (Err(why), _) => wrong.push((at + 1, why)),
        }
    }
    entries
}

/// The line on which the form begins, from 0.
fn begin(text: &str) -> usize {
    let names_account = |line: &str| matches!(keyed(line), Ok((Key::Account, _)));
    let lines: Vec<&str> = text.lines().collect();
    lines
        .iter()
        .rposition(|line| names_account(line))
        .unwrap_or_default()
}

/// What is told in one line, however it was broken.
fn is_one_line(key: Key) -> bool {
    !matches!(key, Key::Outcome | Key::Notes)
}

/// The key of a line and what follows its colon.
///
/// # Errors
/// Why the line has none.
fn keyed(line: &str) -> Result<(Key, &str), String> {
    let line = line.trim_start_matches('\u{feff}');
    let line = line.strip_prefix(['-', '*']).unwrap_or(line);
    let lost = "this belongs to no key; indent it to go on with the line above";
    let (name, value) = line.split_once([':', '：']).ok_or(lost)?;
    let name = name.split(['(', '（']).next().unwrap_or(name).trim();
    let known = || {
        KEYS.iter()
            .flat_map(|(key, names, _)| names.map(|found| (*key, found)))
    };
    match known().find(|(_, found)| found.to_lowercase() == name.to_lowercase()) {
        Some((key, _)) => Ok((key, value)),
        None => Err(match nearest(name, known().map(|(_, found)| found)) {
            Some(near) => format!("`{name}` is no key of the form; did you mean `{near}`?"),
            None => format!("`{name}` is no key of the form; if it is text, indent it"),
        }),
    }
}

/// A value without the blanks to write on.
fn filled(value: &str) -> &str {
    let is_blank = |c: char| matches!(c, '_' | '＿') || c.is_whitespace();
    let value = value.trim();
    let has_blank = |text: &str| text.starts_with("__") || text.starts_with('＿');
    let value = match has_blank(value) {
        true => value.trim_start_matches(is_blank),
        false => value,
    };
    match value.ends_with("__") || value.ends_with('＿') {
        true => value.trim_end_matches(is_blank),
        false => value,
    }
}

fn take(key: Key, value: String, told: &mut Told) -> Result<(), String> {
    match key {
        Key::Account | Key::Achieved => Ok(()),
        Key::On => once(&mut told.on, value),
        Key::Kind => once(&mut told.kind, value),
        Key::By => once(&mut told.by, value),
        Key::Purpose => once(&mut told.purpose, value),
        Key::Outcome => once(&mut told.outcome, value),
        Key::Next => once(&mut told.next, value),
        Key::Notes => once(&mut told.notes, value),
        Key::With => more(&mut told.with, value),
        Key::Cases => more(&mut told.told, value),
        Key::Ours => more(&mut told.ours, value),
        Key::Theirs => more(&mut told.theirs, value),
    }
}

fn once<T>(place: &mut Option<T>, value: T) -> Result<(), String> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err("this was told above already; write it there, on indented lines".to_owned()),
    }
}

fn more(list: &mut Vec<String>, value: String) -> Result<(), String> {
    list.push(value);
    Ok(())
}

/// Which of the boxes is ticked: one is where it has a tick, or where its box was deleted.
fn ticked(value: &str) -> Result<Option<Achieved>, String> {
    let is_box = |c: char| matches!(c, '☐' | '☑' | '☒' | '✓' | '✔');
    let mut ticked = Vec::new();
    let mut rest = value;
    let mut has_tick = true;
    loop {
        let end = rest.find(is_box).unwrap_or(rest.len());
        if has_tick && !rest[..end].trim().is_empty() {
            ticked.push(rest[..end].trim());
        }
        let Some(tick) = rest[end..].chars().next() else {
            break;
        };
        has_tick = tick != '☐';
        rest = &rest[end + tick.len_utf8()..];
    }
    let goal = |word: &str| {
        let is_said = |names: &Words| names.iter().any(|name| name.eq_ignore_ascii_case(word));
        let found = GOAL.iter().find(|(_, names)| is_said(names));
        found.map(|(goal, _)| *goal)
    };
    match ticked.as_slice() {
        [] => Ok(None),
        [word] => goal(word)
            .map(Some)
            .ok_or_else(|| format!("`{word}` is none of yes, partly and no")),
        _ => Err("several boxes are ticked; tick one of yes, partly and no".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;
    use proptest::prelude::*;

    fn told() -> Told {
        let some = |text: &str| Some(text.to_owned());
        Told {
            kind: some("visit"),
            on: some("2026-11-20"),
            with: vec!["李伟".to_owned(), "sun".to_owned()],
            outcome: some("uptime decides\nno: not price"),
            achieved: Some(Achieved::Partly),
            ours: vec!["fri send the log".to_owned(), "+2w visit".to_owned()],
            next: some("fri call hear it"),
            ..Told::default()
        }
    }

    #[test]
    fn a_form_has_a_line_for_all_there_is_to_tell() {
        assert_snapshot!(written("acme", &told(), Language::English), @"
        # Write behind the colons what there is to tell; what stays empty is left out.
        # An indented line goes on with the one above. Save nothing to log nothing.

        - Account: acme
        - Date: 2026-11-20
        - Kind: visit
        - Of us:
        - There: 李伟, sun
        - Purpose:
        - They said: uptime decides
          no: not price
        - Goal met: ☐ yes ☑ partly ☐ no
        - We promised (day what): fri send the log
        - We promised (day what): +2w visit
        - They promised (day what):
        - Next step (day kind what): fri call hear it
        - Cases told:
        - Learned:
        ");
        assert_snapshot!(written("east/acme", &Told::default(), Language::SimplifiedChinese), @"
        # 请在冒号后填写；留空的不记。
        # 缩进的行接上一行。不保存就什么都不记。

        - 客户：east/acme
        - 日期：
        - 方式：
        - 我方：
        - 到场：
        - 目的：
        - 对方原话：
        - 目标：☐ 达成 ☐ 部分达成 ☐ 未达成
        - 我方承诺（日期 事项）：
        - 对方承诺（日期 事项）：
        - 下一步（日期 方式 事项）：
        - 讲过的案例：
        - 新了解到：
        ");
    }

    #[test]
    fn a_form_is_found_below_a_brief_and_its_blanks_are_left_out() {
        let text = "# Acme\n\n- **Account:** tier A\n- Account: not this one\nAnything: at all\n\n\
            ## Afterwards\n\n- Account: acme\n- There: ____\n* goal MET: yes\n\
            - Learned: ____ two things:\n  - one\n  - two\n- They said: ____\n";
        let (account, told) = read(text).expect("a form");
        assert_eq!(account.as_deref(), Some("acme"));
        let wanted = Told {
            achieved: Some(Achieved::Yes),
            notes: Some("two things:\n- one\n- two".to_owned()),
            ..Told::default()
        };
        assert_eq!(told, wanted);
    }

    #[test]
    fn what_belongs_to_no_key_is_told_by_its_line() {
        let text = "Account: acme\nPurpse: tour\n\n# not read\njust text\nWeather: fine\nDate: fri\n日期：周五\nGoal met: maybe\n";
        assert_snapshot!(read(text).expect_err("wrong"), @"
        line 2: `Purpse` is no key of the form; did you mean `Purpose`?
        line 5: this belongs to no key; indent it to go on with the line above
        line 6: `Weather` is no key of the form; if it is text, indent it
        line 8: this was told above already; write it there, on indented lines
        line 9: `maybe` is none of yes, partly and no
        ");
    }

    #[test]
    fn the_box_that_is_ticked_or_left_alone_counts() {
        for (value, goal) in [
            ("☐ yes ☐ partly ☐ no", None),
            ("☐ yes ☑ partly ☐ no", Some(Achieved::Partly)),
            ("☐ 达成 ☐ 部分达成 ☒ 未达成", Some(Achieved::No)),
            ("達成 ☐ 部分達成 ☐ 未達成", Some(Achieved::Yes)),
            ("Partly", Some(Achieved::Partly)),
        ] {
            assert_eq!(ticked(value), Ok(goal), "{value}");
        }
        assert!(ticked("☑ yes ☑ no").is_err_and(|why| why.contains("several")));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            words in prop::collection::vec("[a-z甲乙:#_-]([a-z甲乙:# -]{0,10}[a-z甲乙])?", 8),
            goal in prop::option::of(prop::sample::select(Achieved::ALL.to_vec())),
            language in prop::sample::select(Language::ALL.to_vec()),
        ) {
            let word = |at: usize| Some(words[at].clone());
            let told = Told {
                purpose: word(0),
                outcome: Some(format!("{}\n{}", words[1], words[2])),
                achieved: goal,
                notes: word(3),
                next: word(4),
                theirs: vec![words[5].clone(), words[6].clone()],
                told: vec![words[7].clone()],
                ..Told::default()
            };
            let text = written("acme", &told, language.1);
            prop_assert_eq!(read(&text), Ok((Some("acme".to_owned()), told)), "{}", text);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(- |Account|There|Goal met|:|：|☐|☑| yes|____|\n|  |#|x|\u{feff}){0,30}") {
            if let Err(why) = read(&text) {
                prop_assert!(why.starts_with("line "), "{}", why);
            }
        }
    }
}
