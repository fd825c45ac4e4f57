//! Forms that are filled in: those that briefs end with, and those in an editor.
#![cfg(unix)]

use std::fs;
use std::path::PathBuf;

use insta::assert_snapshot;

use super::log::piped;
use super::portfolio;
use crate::support::{Run, World};

const HUARUI: &str = "accounts/east/huarui.yaml";

/// How the blanks of a brief are filled in: what a line of the form begins with, and what it says then.
type Filled = [(&'static str, &'static str); 6];

const FILLED: [(&str, Filled); 3] = [
    (
        "en",
        [
            ("- Kind: ", "value review"),
            ("- There: ", "陈晓"),
            ("- They said: ", "____ like the pump\n  not the price"),
            ("- Goal met: ", "☐ yes ☑ partly ☐ no"),
            ("- We promised (day what): ", "2026-11-27 send a new offer"),
            (
                "- Next step (day kind what): ",
                "2026-12-01 visit bring the offer",
            ),
        ],
    ),
    (
        "zh-CN",
        [
            ("- 方式：", "价值回顾"),
            ("- 到场：", "陈晓"),
            ("- 对方原话：", "＿＿＿＿like the pump\n  not the price"),
            ("- 目标：", "☐ 达成 ☒ 部分达成 ☐ 未达成"),
            ("- 我方承诺（日期 事项）：", "周五 send a new offer"),
            (
                "- 下一步（日期 方式 事项）：",
                "2026-12-01，面访，bring the offer",
            ),
        ],
    ),
    (
        "zh-TW",
        [
            ("- 方式：", "value_review"),
            ("- 出席：", "chen"),
            ("- 對方說法：", "like the pump\n  not the price"),
            ("- 目標：", "部分達成"),
            ("- 我方承諾（日期 事項）：", "週五 send a new offer"),
            ("- 下一步（日期 方式 事項）：", "2026-12-01 拜訪 bring the offer"),
        ],
    ),
];

/// A brief with lines of its form written over.
fn filled_in(brief: &str, filled: &[(&str, &str)]) -> String {
    let lines = brief.lines().map(|line| {
        let value = filled.iter().find(|(key, _)| line.starts_with(key));
        value.map_or_else(|| line.to_owned(), |(key, value)| format!("{key}{value}"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_brief_that_was_filled_in_is_logged_in_every_language() {
    for (language, filled) in FILLED {
        let world = portfolio();
        let brief = world
            .run(&["brief", "huarui", "--for", "today", "--lang", language])
            .exits(0);
        let text = filled_in(&brief.stdout, &filled);
        let run = piped(&world, &["log", "-", "--dry-run"], &text).exits(0);
        if language == "en" {
            assert_snapshot!(run, @"
            exit 0
            --- out
            --- accounts/east/huarui.yaml
            +++ accounts/east/huarui.yaml
            @@ -7,6 +7,15 @@
             value: {sales: {2025: 400k}, margin: 0.25, potential: 3M}
             stakeholders:
               - {id: chen, name: 陈晓, roles: [evaluator], influence: 3}
            -commitments: [{id: list, what: send the price list, by: us, to: chen, made: 2026-11-19, due: 2026-11-23}]
            +commitments: [{id: list, what: send the price list, by: us, to: chen, made: 2026-11-19, due: 2026-11-23}, {id: c1, what: send a new offer, by: us, who: li.na, to: chen, made: 2026-11-21, due: 2026-11-27}]
             touchpoints:
               - {on: 2026-11-19, kind: call, by: li.na, with: [chen], purpose: first talk, achieved: yes}
            +  - on: 2026-11-21
            +    kind: value_review
            +    by: li.na
            +    with: [chen]
            +    achieved: partly
            +    outcome: |-
            +      like the pump
            +      not the price
            +    next: {on: 2026-12-01, kind: visit, purpose: bring the offer}
            --- err
            not written: value review on Sat 2026-11-21 with 陈晓 (chen) by li.na; next: visit on Tue 2026-12-01: bring the offer; we promised by Fri 2026-11-27: send a new offer
            ");
        }
        piped(&world, &["log", "-"], &text).exits(0);
        let logged = world.read(HUARUI);
        for line in [
            "  - on: 2026-11-21\n    kind: value_review\n    by: li.na\n    with: [chen]\n    achieved: partly\n",
            "    outcome: |-\n      like the pump\n      not the price\n",
            "    next: {on: 2026-12-01, kind: visit, purpose: bring the offer}\n",
            "{id: c1, what: send a new offer, by: us, who: li.na, to: chen, made: 2026-11-21, due: 2026-11-27}",
        ] {
            assert!(logged.contains(line), "{language}:\n{logged}");
        }
        piped(&world, &["log", "-"], &text)
            .exits(2)
            .says(&["logged already"]);
        assert_eq!(world.read(HUARUI), logged);
    }
}

#[test]
fn a_brief_that_was_not_filled_in_is_nothing_to_log() {
    for language in ["en", "zh-CN", "zh-TW"] {
        let world = portfolio();
        let brief = world.run(&["brief", "NLW", "--lang", language]).exits(0);
        let before = world.files();
        let run = piped(&world, &["log", "-"], &brief.stdout).exits(3);
        assert_eq!(
            run.stderr,
            "error: nothing is logged: the form is not filled in\n"
        );
        fs::remove_file(world.path("piped")).expect("removed");
        assert_eq!(world.files(), before);
    }
}

#[test]
fn a_form_names_its_account_or_the_command_line_does() {
    let world = portfolio();
    let form = "Kind: call\nThey said: fine\n";
    assert_snapshot!(piped(&world, &["log", "-"], form), @"
    exit 2
    --- err
    error: the form names no account; it wants a line `Account: …`, or `dossier log ACCOUNT -`
    ");
    piped(&world, &["log", "huarui", "-"], form).exits(0);
    let named = format!("Account: NLW\n{form}");
    assert_snapshot!(piped(&world, &["log", "huarui", "-"], &named), @"
    exit 2
    --- err
    error: the form is one of NLW, not of huarui; leave out the account, or mend the form
    ");
    // What is typed goes before what the form says.
    piped(&world, &["log", "-", "message", "--on", "fri"], &named)
        .exits(0)
        .says(&["northern-lathe.yaml: message on Fri 2026-11-20"]);
    piped(&world, &["log", "-", "--edit"], &named).exits(2);
}

#[test]
fn what_a_form_cannot_mean_is_told_line_by_line() {
    let world = portfolio();
    let form = "# After\nAccount: huarui\nThre: chen\nand more\nGoal met: ☑ yes ☑ no\n";
    assert_snapshot!(piped(&world, &["log", "-"], form), @"
    exit 2
    --- err
    error: line 3: `Thre` is no key of the form; did you mean `There`?
    line 4: this belongs to no key; indent it to go on with the line above
    line 5: several boxes are ticked; tick one of yes, partly and no
    ");
    piped(
        &world,
        &["log", "-"],
        "Account: huarui\nKind: call\nWe promised: the offer\n",
    )
    .exits(2)
    .says(&["a promise begins with its day"]);
    let promised_tomorrow = "Account: huarui\nKind: call\nDate: tomorrow\nWe promised: +2w an offer\n";
    piped(&world, &["log", "-"], promised_tomorrow)
        .exits(2)
        .says(&["nothing can have come of it"]);
    piped(&world, &["log", "-"], "Account: huarui\nThey said: fine\n")
        .exits(2)
        .says(&["what kind of contact was it? call, visit"]);
    piped(&world, &["log", "-"], "")
        .exits(2)
        .says(&["names no account"]);
}

#[test]
fn what_a_hostile_form_says_is_shown_and_not_obeyed() {
    let world = portfolio();
    for form in [
        "Account: huarui\n\u{1b}]52;c;aGk=\u{7}: x\n",
        "Account: huarui\nKind: call\nThere: \u{1b}[2Jx\n",
        "Account: huarui\nKind: \u{202e}llac\nThey said: x\n",
    ] {
        let run = piped(&world, &["log", "-"], form).exits(2);
        assert!(!run.said().contains(['\u{1b}', '\u{7}', '\u{202e}']), "{run:?}");
    }
}

/// A world whose editor is this script, and whose drafts are kept in `drafts`.
fn with_editor(script: &str) -> World {
    let world = portfolio();
    world.folder("drafts");
    let drafts = world.path("drafts").display().to_string();
    world.write("editor.sh", script);
    let editor = format!("sh '{}'", world.path("editor.sh").display());
    world.set("TMPDIR", &drafts).set("GIT_EDITOR", &editor)
}

/// What a run says, its draft's random name taken out, and the drafts that are left.
fn edited(world: &World, arguments: &[&str]) -> (Run, Vec<PathBuf>) {
    let mut run = world.run(arguments);
    let drafts = fs::read_dir(world.path("drafts")).expect("listed");
    let drafts: Vec<PathBuf> = drafts.map(|draft| draft.expect("one").path()).collect();
    for draft in &drafts {
        let name = draft.file_name().expect("a name").to_string_lossy();
        run.stderr = run.stderr.replace(&*name, "<draft>");
    }
    (run, drafts)
}

#[test]
fn a_form_is_filled_in_with_an_editor() {
    let world = with_editor("cat \"$1\" > form; sed -i 's/^- They said:.*/- They said: fine/' \"$1\"\n");
    let (run, drafts) = edited(&world, &["log", "huarui", "visit", "--with", "陈晓", "--edit"]);
    assert_snapshot!(run, @"
    exit 0
    --- out
    wrote accounts/east/huarui.yaml: visit on Sat 2026-11-21 with 陈晓 (chen) by li.na
    ");
    assert!(drafts.is_empty(), "{drafts:?}");
    let form = world.read("form");
    assert!(
        form.contains("- Account: east/huarui\n- Date: 2026-11-21\n- Kind: visit\n"),
        "{form}"
    );
    assert!(world.read(HUARUI).contains("with: [chen], outcome: fine}"));
}

#[test]
fn a_form_that_is_left_alone_or_emptied_logs_nothing() {
    for script in ["", ": > \"$1\"\n"] {
        let world = with_editor(script);
        let before = world.read(HUARUI);
        let (run, drafts) = edited(&world, &["log", "huarui", "visit", "--edit"]);
        assert_eq!(
            run.exits(0).said(),
            "nothing is logged: the form is as it was, or empty\n"
        );
        assert!(drafts.is_empty(), "{drafts:?}");
        assert_eq!(world.read(HUARUI), before);
    }
}

#[test]
fn an_editor_that_crashes_leaves_the_dossier_alone_and_the_draft_behind() {
    let world = with_editor("echo '- Learned: a lot' >> \"$1\"; exit 3\n");
    let before = world.read(HUARUI);
    let (run, drafts) = edited(&world, &["log", "huarui", "visit", "--edit"]);
    assert_snapshot!(run, @"
    exit 2
    --- err
    warning: what you wrote is kept in <world>/drafts/<draft>; once it is mended, `dossier log - < <world>/drafts/<draft>` logs it
    error: the editor `sh '<world>/editor.sh'` failed (exit status: 3)
    ");
    assert_eq!(world.read(HUARUI), before);
    let [draft] = drafts.as_slice() else {
        panic!("{drafts:?}")
    };
    assert!(
        fs::read_to_string(draft)
            .expect("kept")
            .ends_with("- Learned: a lot\n")
    );
}

#[test]
fn a_draft_that_cannot_be_read_is_kept_and_logged_once_it_is_mended() {
    let world = with_editor("echo 'who knows' >> \"$1\"; echo 'There: nobody' >> \"$1\"\n");
    let before = world.read(HUARUI);
    let (run, drafts) = edited(&world, &["log", "huarui", "visit", "-e"]);
    assert_snapshot!(run, @"
    exit 2
    --- err
    warning: what you wrote is kept in <world>/drafts/<draft>; once it is mended, `dossier log - < <world>/drafts/<draft>` logs it
    error: line 17: this belongs to no key; indent it to go on with the line above
    ");
    assert_eq!(world.read(HUARUI), before);
    let [draft] = drafts.as_slice() else {
        panic!("{drafts:?}")
    };
    let kept = fs::read_to_string(draft).expect("kept");
    let mended = kept.replace("who knows\nThere: nobody", "There: 陈晓");
    piped(&world, &["log", "-"], &mended)
        .exits(0)
        .says(&["visit on Sat 2026-11-21 with 陈晓 (chen)"]);
}

#[test]
fn a_draft_is_only_its_writers_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let world = with_editor("exit 1\n");
    let (_, drafts) = edited(&world, &["log", "huarui", "visit", "-e"]);
    let mode = fs::metadata(&drafts[0]).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
