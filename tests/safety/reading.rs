//! Files that are no dossiers: always a located error, never a crash, never “valid” (11–13).

use std::fmt::Write;

use insta::assert_snapshot;
use serde_json::Value;

use super::is_quick;
use crate::support::World;

/// Checks a file beside one in order; this rule must tell its first finding at this place.
#[track_caller]
fn is_told(content: impl AsRef<[u8]>, rule: &str, line: u64, column: u64) -> World {
    let world = World::with([("accounts/good.yaml", "name: Good\n")]);
    world.write("accounts/bad.yaml", content);
    let run = world.run(&["check", "--format", "json"]).exits(1);
    is_quick(&run);
    let report = run.json();
    let findings = report["findings"].as_array().expect("a list");
    let is_meant = |finding: &&Value| finding["file"] == "accounts/bad.yaml" && finding["rule"] == rule;
    let first = findings.iter().find(is_meant).expect(rule);
    assert_eq!(
        (first["line"].as_u64(), first["column"].as_u64()),
        (Some(line), Some(column)),
        "{}",
        first["message"]
    );
    assert_eq!(first["severity"], "error");
    for format in ["table", "concise"] {
        let run = world.run(&["check", "--format", format, "bad"]).exits(1);
        is_quick(&run);
        assert!(
            run.stdout.contains(&format!("accounts/bad.yaml:{line}:{column}")),
            "{run}"
        );
    }
    world
}

/// The same, and the file must not pass for an account.
#[track_caller]
fn is_refused(content: impl AsRef<[u8]>, rule: &str, line: u64, column: u64) {
    let world = is_told(content, rule, line, column);
    let run = world.run(&["tier", "--format", "json"]).exits(1);
    is_quick(&run);
    let ids: Vec<_> = run.json()["accounts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|account| account["id"].clone())
        .collect();
    assert_eq!(ids, ["good"]);
    assert!(run.stderr.contains("accounts/bad.yaml:"), "{run}");
}

#[test]
fn case_11_files_without_data() {
    for text in [
        "",
        "\n\n",
        "# only a comment\n# 无\n",
        "---\n",
        "--- # nothing\n...\n",
        "\u{feff}",
    ] {
        is_refused(text, "empty-file", 1, 1);
    }
}

#[test]
fn case_11_nul_bytes() {
    is_refused("name: 李\0军\n", "yaml-syntax", 1, 8);
    is_refused([0; 4096], "yaml-syntax", 1, 1);
    is_refused(b"name: a\n\0\0\0\0", "yaml-syntax", 2, 1);
}

#[test]
fn case_11_bytes_that_are_not_utf8() {
    is_refused(b"name: A\nregion: \xe6\x9d\xff\n", "not-utf8", 2, 9);
    is_refused(b"\xff", "not-utf8", 1, 1);
    is_refused(b"name: overlong \xc0\xaf\n", "not-utf8", 1, 16);
    is_refused(b"name: surrogate \xed\xa0\x80\n", "not-utf8", 1, 17);
    // GBK for 华东.
    is_refused(b"name: \xbb\xaa\xb6\xab\n", "not-utf8", 1, 7);
}

#[test]
fn case_11_utf_16() {
    let text = "name: Acme\n";
    let little: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let big: Vec<u8> = [0xfe, 0xff]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    is_refused(&little, "not-utf8", 1, 1);
    is_refused(big, "not-utf8", 1, 1);
    let world = World::new();
    world.write("accounts/a.yaml", little);
    assert_snapshot!(world.run(&["check"]), @"
    exit 1
    --- out
    error[not-utf8]: the text stops being UTF-8 here; it looks like UTF-16
     --> accounts/a.yaml:1:1
      |
    1 | ��n␀a␀m␀e␀:␀ ␀A␀c␀m␀e␀
      | ^
      |
      = help: save the file as UTF-8

    --- err
    1 file checked: 1 error
    ");
}

#[test]
fn case_11_a_scalar_of_20_mb() {
    is_refused(format!("name: {}\n", "x".repeat(20_000_000)), "yaml-syntax", 1, 1);
    let world = World::new();
    world.write("accounts/a.yaml", format!("name: {}\n", "x".repeat(20_000_000)));
    assert_snapshot!(world.run(&["check"]), @"
    exit 1
    --- out
    error[yaml-syntax]: the file has 19 MiB; a dossier has at most 4 MiB
    --> accounts/a.yaml:1:1
     = help: keep documents beside the dossier and name them in it

    --- err
    1 file checked: 1 error
    ");
}

#[test]
fn case_11_long_lines_and_texts_below_the_limit_of_size() {
    let long = "x".repeat(1_500_000);
    is_told(
        format!("name: A\nvalue: {{potential: {long}}}\n"),
        "wrong-type",
        2,
        20,
    );
    is_refused(
        format!("name: \"{}", "x\n  ".repeat(700_000)),
        "yaml-syntax",
        1,
        7,
    );
    is_refused(format!("{long}: 1\nname: A\n"), "yaml-syntax", 1, 1_500_001);
}

#[test]
fn case_11_an_alias_bomb() {
    let mut bomb = format!("a0: &a0 [{}]\n", ["lol"; 9].join(", "));
    for n in 1..10 {
        let below = format!("*a{}", n - 1);
        let _ = writeln!(bomb, "a{n}: &a{n} [{}]", [below.as_str(); 9].join(", "));
    }
    is_refused(bomb, "unknown-field", 1, 1);
    let world = World::with([("accounts/a.yaml", "name: &n A\naliases: [*n]\n")]);
    assert_snapshot!(world.run(&["check", "--rule", "yaml-syntax"]), @"
    exit 1
    --- out
    error[yaml-syntax]: `*n` is an alias; a dossier states each fact where it belongs
     --> accounts/a.yaml:2:11
      |
    2 | aliases: [*n]
      |           ^^
      |
      = help: write the value out in place of the alias

    --- err
    1 file checked: 1 error
    ");
}

#[test]
fn case_11_a_chain_of_50_000_aliases() {
    let mut chain = "name: A\ntags:\n- &a0 x\n".to_owned();
    for n in 1..50_000 {
        let _ = writeln!(chain, "- &a{n} [*a{}]", n - 1);
    }
    is_refused(chain, "yaml-syntax", 4, 8);
}

#[test]
fn case_11_nesting_without_end() {
    is_refused(
        format!("name: A\ntags: {}", "[".repeat(100_000)),
        "yaml-syntax",
        2,
        71,
    );
    is_refused(
        format!("name: A\ntags: {}{}\n", "[".repeat(100_000), "]".repeat(100_000)),
        "yaml-syntax",
        2,
        71,
    );
    is_refused("[".repeat(100_000), "yaml-syntax", 1, 65);
    is_refused("{a: ".repeat(100_000), "yaml-syntax", 1, 257);
    is_refused(format!("{}x\n", "- ".repeat(100_000)), "yaml-syntax", 1, 129);
    is_refused(format!("{}x\n", "? ".repeat(100_000)), "yaml-syntax", 1, 129);
    let maps: String = (0..2_800)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    is_refused(maps, "yaml-syntax", 65, 65);
}

#[test]
fn case_11_thousands_of_sections_with_a_broken_one() {
    let mut text = "name: A\n".to_owned();
    for n in 0..12_000 {
        let _ = writeln!(text, "k{n}: 1");
    }
    text.push_str("x: 'unclosed\n");
    is_refused(text, "unknown-field", 2, 1);
    let broken: String = (0..12_000).map(|n| format!("k{n}: 'unclosed\n")).collect();
    is_refused(format!("name: A\n{broken}"), "yaml-syntax", 2, 5);
}

#[test]
fn case_11_one_key_thousands_of_times() {
    is_told(
        format!("name: A\n{}", "private: {family: x}\n".repeat(15_000)),
        "unknown-field",
        2,
        1,
    );
    let lists = "- {id: x, with: [y], private: {z: 1}}\n".repeat(10_000);
    is_told(format!("name: A\nstakeholders:\n{lists}"), "unknown-field", 3, 11);
}

#[test]
fn case_11_thousands_of_people_named_by_name() {
    let people: String = (0..20_000).map(|n| format!("- {{name: P{n}}}\n")).collect();
    let contacts = "- {on: 2026-11-01, kind: call, with: [p19999]}\n".repeat(20_000);
    let text = format!("name: A\nstakeholders:\n{people}touchpoints:\n{contacts}");
    is_told(text, "unknown-person", 20_004, 39);
}

#[cfg(target_os = "linux")]
#[test]
fn case_11_all_that_takes_less_than_200_mb() {
    use std::process::Command;
    let world = World::new();
    world.write(
        "accounts/scalar.yaml",
        format!("name: {}\n", "x".repeat(20_000_000)),
    );
    world.write("accounts/lists.yaml", "- ".repeat(100_000));
    world.write("accounts/flow.yaml", "[".repeat(100_000));
    world.write(
        "accounts/long.yaml",
        format!("name: A\nregion: [{}]\n", "x".repeat(3_000_000)),
    );
    world.write(
        "accounts/items.yaml",
        format!("name: A\ntags: [{}]\n", "x,".repeat(400_000)),
    );
    let mut command = Command::new("sh");
    command
        .args([
            "-c",
            "ulimit -v 400000; exec \"$0\" check --format concise",
            env!("CARGO_BIN_EXE_dossier"),
        ])
        .current_dir(world.path(""))
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        // What threads only reserve counts against this limit as if they used it.
        .env("MALLOC_ARENA_MAX", "1")
        .env("RAYON_NUM_THREADS", "2");
    let run = world.finish(command).exits(1);
    is_quick(&run);
    for name in ["scalar", "lists", "flow", "long"] {
        assert!(
            run.stdout.contains(&format!("accounts/{name}.yaml:")),
            "{name}\n{run}"
        );
    }
}

#[test]
fn case_12_a_duplicate_key_shows_both_places() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nowner: wang.min\nregion: x\nindustry: y\nowner: li.na\nvalue: {margin: 0.1, margin: 0.2}\n",
    )]);
    assert_snapshot!(world.run(&["check", "--rule", "duplicate-key"]), @"
    exit 1
    --- out
    error[duplicate-key]: the key `owner` stands twice here; the second value is not read
     --> accounts/a.yaml:5:1
      |
    2 | owner: wang.min
      | ----- first here
    ...
    5 | owner: li.na
      | ^^^^^
      |
      = help: merge the two entries into one

    error[duplicate-key]: the key `margin` stands twice here; the second value is not read
     --> accounts/a.yaml:6:22
      |
    6 | value: {margin: 0.1, margin: 0.2}
      |         ------       ^^^^^^
      |         |
      |         first here
      |
      = help: merge the two entries into one

    --- err
    1 file checked: 2 errors
    ");
}

#[test]
fn case_12_of_a_private_key_both_places_are_told_and_no_line_is_shown() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nstakeholders:\n- id: x\n  private:\n    birthday: 1980-01-01\n    family: two\n    birthday: 1981-02-02\n",
    )]);
    assert_snapshot!(world.run(&["check", "--rule", "duplicate-key"]), @"
    exit 1
    --- out
    error[duplicate-key]: the key `birthday` stands twice here; the second value is not read
    --> accounts/a.yaml:7:5
    ::: accounts/a.yaml:5:5
     = help: merge the two entries into one

    --- err
    1 file checked: 1 error
    ");
}

#[test]
fn case_12_a_duplicate_key_is_told_once_also_beside_broken_sections() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nowner: x\nowner: y\nregion: x\nindustry: y\nphone: 'unclosed\n",
    )]);
    let run = world.run(&["check", "--format", "concise"]).exits(1);
    assert_snapshot!(run.stdout, @"
    accounts/a.yaml:3:1: error[duplicate-key] the key `owner` stands twice here; the second value is not read
    accounts/a.yaml:6:8: error[yaml-syntax] a quoted text is not closed
    ");
}

#[test]
fn case_13_what_looks_like_something_else_is_kept_as_typed() {
    let world = World::new();
    for typed in [
        "NO",
        "no",
        "Yes",
        "on",
        "true",
        "0123",
        "1.10",
        "12:30",
        "12:30:45",
        "1e3",
        "0x1F",
        "0o7",
        "1_000",
        "2026-01-01",
        ".nan",
        "=",
        "-.5",
        "+1",
    ] {
        world.write("accounts/a.yaml", format!("name: {typed}\nregion: {typed}\ntags: [{typed}]\nstakeholders: [{{id: {typed}, name: {typed}}}]\n"));
        world.run(&["check"]).exits(0);
        let account = &world.run(&["show", "a", "--format", "json"]).exits(0).json()["account"];
        for kept in [
            &account["name"],
            &account["region"],
            &account["tags"][0],
            &account["stakeholders"][0]["id"],
        ] {
            assert_eq!(kept, typed);
        }
    }
}

#[test]
fn case_13_null_where_a_text_is_wanted_is_a_clear_error() {
    for null in ["~", "null", "Null", "NULL"] {
        let world = World::with([("accounts/a.yaml", format!("name: A\nregion: {null}\n").as_str())]);
        world
            .run(&["check"])
            .exits(1)
            .says(&["expected text, found `", "put it in quotes"]);
        let world = World::with([("accounts/a.yaml", format!("name: A\nregion: '{null}'\n").as_str())]);
        assert_eq!(
            world.run(&["show", "a", "--format", "json"]).json()["account"]["region"],
            null
        );
    }
    let world = World::with([("accounts/a.yaml", "name: A\nregion: ~\nowner:\n")]);
    assert_snapshot!(world.run(&["check", "--rule", "wrong-type"]), @"
    exit 1
    --- out
    error[wrong-type]: expected text, found `~`
     --> accounts/a.yaml:2:9
      |
    2 | region: ~
      |         ^
      |
      = help: leave the value empty or remove the key; put it in quotes if the text itself is meant

    --- err
    1 file checked: 1 error
    ");
}
