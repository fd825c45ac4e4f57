//! What is shown of hostile texts, and where (17, 18).

use unicode_width::UnicodeWidthStr;

use crate::support::{Run, World};

/// Escapes, C1, BEL, CR, DEL, bidi marks, line and paragraph separators, a byte order mark, a tag.
const HOSTILE: &str = "X\u{1b}[31mred\u{1b}]52;c;eA==\u{7}\u{1b}]8;;http://x\u{1b}\\\u{9b}31m\u{9d}0;t\u{9c}\r\u{8}\u{7f}\u{202e}rtl\u{2066}\u{200f}\u{2028}\u{feff}\u{e0041}";

/// The same as YAML writes it in double quotes.
fn quoted() -> String {
    let escaped: String = HOSTILE
        .chars()
        .map(|c| match c {
            '\\' => "\\\\".to_owned(),
            c if is_hostile(c) && u32::from(c) > 0xffff => format!("\\U{:08x}", u32::from(c)),
            c if is_hostile(c) => format!("\\u{:04x}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// What acts on a terminal or turns the direction of text.
fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// A dossier whose every text is hostile: `@` stands for it.
const DOSSIER: &str = "\
name: @
aliases: [@]
domains: [@]
industry: @
region: @
address: @
website: @
phone: @
owner: @
team: [{who: @, does: @}]
status: customer
source: {kind: @, from: @, on: 2026-01-01}
registered: 2026-01-02
tags: [@]
profile: {business: @, market_position: @, distribution: @, finances: @, credit: {rating: 3, terms: @, note: @}, strategy: @, markets: [@], external_factors: [@]}
value: {sales: {2025: 3M}, margin: 0.3, potential: 9M, strategic_fit: 5, purchases: [{on: 2026-05-05, amount: 1M, what: @}]}
tier: {fixed: A, reason: @, until: 2027-01-01}
escalation: [{area: @, ours: @, theirs: @}]
procurement: {process: [@], criteria: [@], budget: {status: @, source: @, approvals: [{level: @, by: @}]}, renewal: 2026-11-30}
resources: {ours: [@], theirs: [@]}
stakeholders:
  - {id: @, name: @, title: @, roles: [decision_maker], influence: 5, concerns: [@], owner: @, email: @, phone: @, influences: [@], private: {birthday: 1980-11-25, dates: [{what: @, on: 2010-11-25}], interests: [@], family: @, avoid: [@]}}
  - {id: b, name: @, title: @, reports_to: @, successor: @}
allies: [{name: @, kind: @, how: @}]
competitors: [{name: @, position: incumbent, strengths: [@], weaknesses: [@], attacks: [@], counters: [@], supporters: [@]}]
needs: [{id: @, need: @, priority: 1, raised_by: @, why: [@], impact: @, solution: {base: @, service: @, strategic: @}, status: confirmed}]
questions: {situation: [@], problem: [@], implication: [@], need_payoff: [@]}
swot: {strengths: [@], weaknesses: [@], opportunities: [@], threats: [@]}
plan: {goals: [{id: @, goal: @, measure: @, now: @, target: @, owner: @, due: 2026-11-25}], actions: [{what: @, who: @, due: 2026-11-25, goal: @}]}
opportunities: [{id: @, name: @, need: @, milestone: proposal, amount: 1M, close: 2026-11-25, approved: {by: @, on: 2026-10-01}, key_factors: [{factor: @, state: @, trend: @}], risks: [{risk: @, counter: @}], offer: {pilot: @, rollout: @, optimise: @, guarantee: @}}]
deliveries: [{opportunity: @, response: {answer: @, fix: @}}]
commitments:
  - {id: @, what: @, by: us, who: @, to: @, made: 2026-11-01, due: 2026-11-10}
  - {id: c, what: @, by: them, who: @, to: @, made: 2026-11-01, due: 2026-11-11, remedy: @}
touchpoints:
  - {on: 2026-10-01, kind: visit, by: @, with: [@, b], purpose: @, outcome: @, notes: @, told: [@]}
  - {on: 2026-11-01, kind: call, by: @, with: [@], purpose: @, outcome: @, next: {on: 2026-11-23, kind: call, purpose: @}}
  - {on: 2026-11-24, kind: visit, by: @, with: [@], purpose: @}
reviews: [{on: 2026-02-01, note: @}]
referrals: [{asked: 2026-03-01, from: @, to: @, state: @}]
sources: [{of: value.potential, grade: told, from: @, on: 2026-01-01}]
x-own: @
";

fn hostile_world() -> World {
    let quoted = quoted();
    let world = World::new();
    world.write("accounts/a.yaml", DOSSIER.replace('@', &quoted));
    // References to nothing, so that findings quote them; keys, too.
    let unknown = format!(
        "name: {quoted}\nowner: {quoted}\n{quoted}: 1\nparent: {quoted}\nvalue: {{{quoted}: 1, margin: {quoted}}}\nstatus: {quoted}\nregistered: {quoted}\n\
        tier: {{fixed: {quoted}}}\nstakeholders: [{{id: {quoted}}}, {{id: {quoted}, {quoted}: 1, influence: {quoted}, reports_to: nobody{HOSTILE:?}}}]\n\
        touchpoints: [{{on: {quoted}, kind: {quoted}, with: [{quoted}], told: [{quoted}]}}]\n",
    );
    world.write(
        "accounts/b.yaml",
        unknown.replace(&format!("nobody{HOSTILE:?}"), &quoted),
    );
    // Marks that YAML takes as they are, and bytes that it does not.
    let raw: String = HOSTILE
        .chars()
        .filter(|c| !c.is_control() && *c != '\u{2028}')
        .collect();
    world.write(
        "accounts/c.yaml",
        format!("name: {raw}\nowner: [{raw}]\n{raw}: 1\n{raw}: 2\n"),
    );
    world.write(
        "accounts/d.yaml",
        format!("name: D\nregion: {HOSTILE}\nindustry: '{HOSTILE}\n"),
    );
    world.write(
        "accounts/e.yaml",
        [b"name: E\nregion: ", HOSTILE.as_bytes(), b"\xff\n"].concat(),
    );
    world.write(
        "accounts/f.yaml",
        format!("name: F\nregion: *{raw}\nowner: !{raw} x\nvalue: {{sales: {{2025: 1 {raw}}}}}\n"),
    );
    world.write(
        "library/cases.yaml",
        format!("- {{id: {quoted}, {quoted}: 1}}\n- {{id: {quoted}}}\n"),
    );
    world.write(
        "library/talks.yaml",
        format!("- {{id: x, scene: {quoted}, proof: {quoted}}}\n"),
    );
    world
}

/// With colours, our own styles begin with an escape: only those are let through.
fn without_styles(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let mut plain = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        match piece.split_once('m') {
            Some((style, rest)) if style.chars().all(|c| c.is_ascii_digit() || c == ';') => {
                plain.push_str(rest);
            }
            _ => plain.push_str(&format!("\u{1b}[{piece}")),
        }
    }
    plain
}

#[track_caller]
fn is_harmless(run: &Run, what: &str) {
    for text in [&run.stdout, &run.stderr] {
        let left = without_styles(text)
            .chars()
            .find(|c| *c != '\n' && is_hostile(*c));
        assert_eq!(left, None, "{what} shows {left:?}:\n{run}");
    }
}

const COMMANDS: [&[&str]; 43] = [
    &["check"],
    &["check", "--color", "always"],
    &["check", "--format", "concise"],
    &["check", "--format", "json"],
    &["check", "--format", "github"],
    &["check", "--format", "gitlab"],
    &["check", "--format", "sarif"],
    &["check", "--format", "junit"],
    &["complete"],
    &["complete", "--missing", "a"],
    &["complete", "--format", "json"],
    &["status"],
    &["status", "--color", "always"],
    &["status", "--format", "json"],
    &["tier"],
    &["tier", "--color", "always"],
    &["tier", "--explain"],
    &["tier", "--format", "json"],
    &["health"],
    &["health", "--by", "owner", "--color", "always"],
    &["health", "a"],
    &["health", "--format", "json"],
    &["deals"],
    &["deals", "--by", "owner", "--color", "always"],
    &["deals", "--by", "month"],
    &["deals", "--format", "json"],
    &["deals", "--explain", "a/x"],
    &["due"],
    &["due", "--color", "always", "--within", "60d"],
    &["due", "--format", "json", "--within", "60d"],
    &["list"],
    &["list", "--color", "always"],
    &["list", "--format", "json"],
    &["list", "--columns", "id,name,stakeholders,x-own,aliases"],
    &[
        "list",
        "--columns",
        "id,name,stakeholders,x-own,aliases",
        "--format",
        "json",
    ],
    &["show", "a"],
    &["show", "a", "--color", "always"],
    &["show", "a", "--format", "json"],
    &["show", "nobody"],
    &["brief", "a"],
    &["brief", "a", "--lang", "zh-CN", "--private", "--with", "b,nobody"],
    &["new", "b"],
    &["check", "d", "e"],
];

#[test]
fn case_17_hostile_texts_are_harmless_everywhere() {
    let world = hostile_world();
    for arguments in COMMANDS {
        is_harmless(&world.run(arguments), &format!("{arguments:?}"));
    }
}

#[test]
fn case_17_they_are_shown_as_symbols_or_in_json_as_escapes() {
    let world = hostile_world();
    for arguments in [
        &["check"][..],
        &["check", "--format", "concise"],
        &["tier"],
        &["health"],
        &["health", "a"],
        &["deals"],
        &["due"],
        &["list"],
        &["show", "a"],
        &["brief", "a"],
    ] {
        let run = world.run(arguments);
        for symbol in ["␛", "U+202E"] {
            assert!(run.stdout.contains(symbol), "{symbol}: {arguments:?}\n{run}");
        }
    }
    for arguments in [
        &["check", "--format", "json"][..],
        &["tier", "--format", "json"],
        &["show", "a", "--format", "json"],
    ] {
        let run = world.run(arguments);
        for escape in [
            "\\u001b",
            "\\u009b",
            "\\u007f",
            "\\u202e",
            "\\ufeff",
            "\\udb40\\udc41",
        ] {
            assert!(run.stdout.contains(escape), "{escape}: {arguments:?}\n{run}");
        }
    }
    // In JSON nothing is lost.
    assert_eq!(
        world.run(&["show", "a", "--format", "json"]).json()["account"]["name"],
        HOSTILE
    );
}

#[test]
fn case_17_hostile_settings_are_harmless() {
    let quoted = quoted();
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nowner: x\ntouchpoints: [{on: 2026-11-01, kind: call, by: y}]\n",
    )]);
    for settings in [
        format!(
            "{quoted}: 1\ncurrency: {quoted}\nrates: {{{quoted}: 1, USD: {quoted}}}\nteam: {{{quoted}: {{{quoted}: 1}}}}\n"
        ),
        format!(
            "accounts: {quoted}\nrules: {{{quoted}: off}}\ncustom_rules: [{{id: {quoted}, require: {quoted}, message: {quoted}}}]\n"
        ),
        format!("team: {{{quoted}: {{name: {quoted}}}}}\nholidays: [{{name: {quoted}, on: 11-23}}]\n"),
        HOSTILE.to_owned(),
        format!("language: '{HOSTILE}"),
    ] {
        world.write("dossier.yaml", &settings);
        for arguments in [
            &["check"][..],
            &["check", "--color", "always"],
            &["due", "--owner", "z"],
            &["new", "B", "--owner", "z"],
            &["brief", "a"],
        ] {
            is_harmless(&world.run(arguments), &settings);
        }
    }
}

#[cfg(unix)]
#[test]
fn case_17_hostile_file_names_are_harmless() {
    let name: String =
        HOSTILE.chars().filter(|c| *c != '/').collect::<String>() + "\nerror: fake\n::error::fake";
    let world = World::with([("accounts/plain.yaml", "name: Plain\n")]);
    world.write(&format!("accounts/{name}.yaml"), "name: A\nowner: [x]\n");
    world.write(&format!("accounts/{name}/{name}.yaml"), "name: 'A\n");
    world.folder(&format!("accounts/{name}.folder.yaml"));
    world.write(&format!("accounts/{name}.yml"), "");
    world.link("nowhere", &format!("accounts/{name}.link.yaml"));
    world.link("/etc/passwd", &format!("accounts/{name}.out.yaml"));
    world.link(format!("{name}.self.yaml"), &format!("accounts/{name}.self.yaml"));
    for arguments in [
        &["check"][..],
        &["check", "--color", "always"],
        &["check", "--format", "concise"],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["check", "--format", "gitlab"],
        &["check", "--format", "sarif"],
        &["check", "--format", "junit"],
        &["complete"],
        &["tier"],
        &["tier", "--format", "json"],
        &["due"],
        &["list", "--columns", "id,name"],
        &["show", "X"],
        &["show", "A"],
        &["show", "zzz"],
        &["brief", "A"],
    ] {
        let run = world.run(arguments);
        is_harmless(&run, &format!("{arguments:?}"));
        // Nothing in a name begins a line of its own, other than where a table's cell is too narrow for it.
        let said = if arguments[0] == "list" {
            run.stderr.clone()
        } else {
            run.said()
        };
        assert!(
            !said
                .lines()
                .any(|line| line.starts_with("error: fake") || line.starts_with("::error::")),
            "{run}"
        );
    }
}

/// The cell at which a word begins in a line.
fn cell(line: &str, word: &str) -> usize {
    line[..line.find(word).unwrap_or_else(|| panic!("no {word} in {line}"))].width()
}

const WIDE: [(&str, &str); 4] = [
    (
        "accounts/a.yaml",
        "name: 华东精密机械有限公司\nowner: 王敏\nstatus: customer\nstakeholders: [{id: a, name: 王敏, title: 采购总监, influence: 3}, {id: b, name: Li Wei, title: Buyer, influence: 2}]\n",
    ),
    (
        "accounts/b.yaml",
        "name: Acme\nowner: wang.min\nstatus: customer\n",
    ),
    (
        "accounts/c.yaml",
        "name: ＡＢＣ株式会社 café\nowner: 李娜\nstatus: customer\n",
    ),
    (
        "accounts/d.yaml",
        "name: 🚀 Rocket\nowner: 👍\nstatus: customer\n",
    ),
];

#[test]
fn case_18_columns_are_aligned_by_cells() {
    let world = World::with(WIDE);
    let list = world.run(&["list"]).exits(0);
    let cells: Vec<usize> = list
        .stdout
        .lines()
        .skip(1)
        .map(|line| cell(line, "customer"))
        .collect();
    assert_eq!(cells.len(), 4);
    assert!(cells.iter().all(|at| *at == cells[0]), "{list}");
    assert_eq!(
        cell(list.stdout.lines().next().expect("a header"), "Status"),
        cells[0]
    );
    let tier = world.run(&["tier"]).exits(0);
    let owners: Vec<usize> = ["王敏", "wang.min", "李娜", "👍"]
        .iter()
        .map(|owner| {
            cell(
                tier.stdout
                    .lines()
                    .find(|line| line.contains(owner))
                    .expect(owner),
                owner,
            )
        })
        .collect();
    assert!(owners.iter().all(|at| *at == owners[0]), "{tier}");
    let show = world.run(&["show", "a"]).exits(0);
    let titles: Vec<usize> = [("王敏", "采购总监"), ("Li Wei", "Buyer")]
        .iter()
        .map(|(name, title)| {
            cell(
                show.stdout
                    .lines()
                    .find(|line| line.starts_with(name))
                    .expect(name),
                title,
            )
        })
        .collect();
    assert_eq!(titles[0], titles[1], "{show}");
}

#[test]
fn case_18_carets_stand_under_what_they_mean() {
    let world = World::new();
    for (text, word) in [
        ("name: A\ntags: [华东, 精密, {机: 械}] # 注\n", "{机: 械}"),
        ("name: A\nstatus: 客户\n", "客户"),
        ("name: A\nstakeholders: [{id: 王敏, attitude: 很好}]\n", "很好"),
        ("name: A\nstakeholders: [{id: 王敏, 职务: x}]\n", "职务"),
        ("name: A\ntags: [\"🚀\", ＡＢＣ, café, [x]]\n", "[x]"),
        ("name: A\n公司: x\n", "公司"),
    ] {
        world.write("accounts/a.yaml", text);
        let run = world
            .run(&["check", "--rule", "wrong-type", "--rule", "unknown-field"])
            .exits(1);
        let lines: Vec<&str> = run.stdout.lines().collect();
        let at = lines.iter().position(|line| line.contains('^')).expect("carets");
        assert_eq!(cell(lines[at], "^"), cell(lines[at - 1], word), "{run}");
        assert_eq!(lines[at].matches('^').count(), word.width(), "{run}");
    }
}
