//! The formats of `check` that CI systems read: exact where they are lines, sound where they are documents,
//! the same findings in all of them, and nothing private in any.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where a document is not as it should be"
)]

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Run, TODAY, World, keys};

const FORMATS: [&str; 7] = ["table", "concise", "json", "github", "gitlab", "sarif", "junit"];

/// A dossier whose name and texts try to break out of every format.
const HOSTILE_NAME: &str = "accounts/a,b:c%d.yaml";
const HOSTILE: &str = r#"name: "A | <b>\e[31m"
stakeholders:
- {id: li-wei, influense: 4}
touchpoints:
- {on: 2026-11-05, kind: call, with: [li-wie, "100%\n::error::x,\r]]>"]}
- {on: 2026-11-06, kind: visit, with: ["[x](https://evil.example) | <script>&\u202e"]}
"#;
/// One with a Chinese name and a space in it.
const CHINESE_NAME: &str = "accounts/华东 精密.yaml";
const CHINESE: &str = "name: 华东精密\ncommitments:\n- {id: c1, made: 2026-10-14, kept: 2027-01-29}\n";

fn hostile() -> World {
    World::with([(HOSTILE_NAME, HOSTILE), (CHINESE_NAME, CHINESE)])
}

/// Checks what these tests are about, whatever other rules there are.
fn check(world: &World, format: &str) -> Run {
    check_with(world, format, &[])
}

fn check_with(world: &World, format: &str, more: &[&str]) -> Run {
    let rules = [
        "duplicate-key",
        "unknown-field",
        "unknown-person",
        "future-fact",
        "twin-accounts",
        "tier-unsettled",
    ];
    let mut arguments = vec!["--today", TODAY, "check", "--format", format];
    arguments.extend(rules.iter().flat_map(|rule| ["--rule", rule]));
    arguments.extend(more);
    world.run(&arguments)
}

/// Checks everything.
fn check_all(world: &World, format: &str) -> Run {
    world.run(&["--today", TODAY, "check", "--format", format])
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("no text {pointer} in {value:#}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

#[test]
fn github_gets_a_command_for_each_finding_the_worst_first() {
    let run = check(&hostile(), "github").exits(1);
    insta::assert_snapshot!(run.stdout, @"
    ::error file=accounts/a%2Cb%3Ac%25d.yaml,line=3,col=16,endLine=3,endColumn=25,title=unknown-field::the format has no key `influense` here; did you mean `influence`?
    ::error file=accounts/a%2Cb%3Ac%25d.yaml,line=5,col=39,endLine=5,endColumn=45,title=unknown-person::no stakeholder has the id `li-wie`; did you mean `li-wei`?
    ::error file=accounts/a%2Cb%3Ac%25d.yaml,line=5,col=47,endLine=5,endColumn=71,title=unknown-person::no stakeholder has the id `100%25 ::error::x,␍]]>`; add the person to `stakeholders`
    ::error file=accounts/a%2Cb%3Ac%25d.yaml,line=6,col=40,endLine=6,endColumn=85,title=unknown-person::no stakeholder has the id `[x](https://evil.example) | <script>&<U+202E>`; add the person to `stakeholders`
    ::error file=accounts/华东 精密.yaml,line=3,col=36,endLine=3,endColumn=46,title=future-fact::a promise kept on 2027-01-29 lies after today (2026-11-21); write in `due` when it is to be kept, and `kept` once it is
    ::notice file=accounts/a%2Cb%3Ac%25d.yaml,line=1,col=1,endLine=1,endColumn=22,title=tier-unsettled::the tier is D as far as is known, but could be A; find out `value.sales`, `value.margin`, `value.potential` and `value.strategic_fit`
    ::notice file=accounts/华东 精密.yaml,line=1,col=1,endLine=1,endColumn=11,title=tier-unsettled::the tier is D as far as is known, but could be A; find out `value.sales`, `value.margin`, `value.potential` and `value.strategic_fit`
    ");
    assert_eq!(run.stderr, "");
}

#[test]
fn github_gets_ten_commands_and_one_that_tells_how_many_more() {
    let strangers = (0..9).map(|n| format!("x{n}")).collect::<Vec<_>>().join(", ");
    let touchpoints = format!("touchpoints:\n- {{on: 2026-11-05, kind: call, with: [{strangers}]}}\n");
    let world = hostile();
    world.write("accounts/acme.yaml", format!("name: Acme\n{touchpoints}"));
    let run = check(&world, "github").exits(1);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 11, "{run}");
    assert!(
        lines[..10].iter().all(|line| line.starts_with("::error file=")),
        "{run}"
    );
    insta::assert_snapshot!(lines[10], @"::notice title=dossier::and 4 errors, 3 notes more; `dossier check` shows all of them");
}

#[test]
fn where_all_are_notes_the_last_command_has_room_among_the_notices() {
    let world = World::new();
    for n in 0..12 {
        world.write(&format!("accounts/a{n}.yaml"), format!("name: A{n}\n"));
    }
    let run = check(&world, "github").exits(0);
    assert_eq!(run.stdout.lines().count(), 10, "{run}");
    assert!(
        run.stdout.lines().all(|line| line.starts_with("::notice ")),
        "{run}"
    );
    run.says(&["::notice title=dossier::and 3 notes more;"]);
}

#[test]
fn files_are_named_from_the_top_of_the_git_repository() {
    let named = |run: Run| {
        let (_, rest) = run.stdout.split_once("file=").expect("a file");
        rest.split_once(",line").expect("a line").0.to_owned()
    };
    let world = World::with([("sales/accounts/acme.yaml", "name: Acme\n")]);
    let arguments = ["check", "--format", "github"];
    let below = ["-C", "./sales", "check", "--format", "github"];
    assert_eq!(named(world.run(&below)), "sales/accounts/acme.yaml", "by -C");
    assert_eq!(named(world.run_in("sales", &arguments)), "accounts/acme.yaml");
    world.folder(".git");
    assert_eq!(named(world.run(&below)), "sales/accounts/acme.yaml", "by .git");
    assert_eq!(
        named(world.run_in("sales", &arguments)),
        "sales/accounts/acme.yaml"
    );
    let outside = ["-C", "..", "check", "--format", "github"];
    assert_eq!(
        named(world.run_in("sales/accounts", &outside)),
        "sales/accounts/acme.yaml"
    );
    let gitlab = world.run_in("sales", &["check", "--format", "gitlab"]).json();
    assert_eq!(text(&gitlab, "/0/location/path"), "sales/accounts/acme.yaml");
}

#[test]
fn the_job_of_a_github_workflow_gets_a_summary() {
    let world = hostile();
    world.write("summary.md", "before\n");
    let path = world.path("summary.md");
    let world = world.set("GITHUB_STEP_SUMMARY", &path.to_string_lossy());
    for format in FORMATS.into_iter().filter(|format| *format != "github") {
        check(&world, format).exits(1);
    }
    assert_eq!(world.read("summary.md"), "before\n");
    check(&world, "github").exits(1);
    insta::assert_snapshot!(world.read("summary.md"), @r"
    before

    ## dossier check

    2 files checked: 5 errors, 2 notes

    | Severity | Place | Rule | Finding |
    | --- | --- | --- | --- |
    | error | accounts\/a\,b\:c\%d\.yaml\:3 | unknown\-field | the format has no key \`influense\` here\; did you mean \`influence\`\? |
    | error | accounts\/a\,b\:c\%d\.yaml\:5 | unknown\-person | no stakeholder has the id \`li\-wie\`\; did you mean \`li\-wei\`\? |
    | error | accounts\/a\,b\:c\%d\.yaml\:5 | unknown\-person | no stakeholder has the id \`100\% \:\:error\:\:x\,␍\]\]\>\`\; add the person to \`stakeholders\` |
    | error | accounts\/a\,b\:c\%d\.yaml\:6 | unknown\-person | no stakeholder has the id \`\[x\]\(https\:\/\/evil\.example\) \| \<script\>\&\<U\+202E\>\`\; add the person to \`stakeholders\` |
    | error | accounts\/华东 精密\.yaml\:3 | future\-fact | a promise kept on 2027\-01\-29 lies after today \(2026\-11\-21\)\; write in \`due\` when it is to be kept\, and \`kept\` once it is |
    | note | accounts\/a\,b\:c\%d\.yaml\:1 | tier\-unsettled | the tier is D as far as is known\, but could be A\; find out \`value\.sales\`\, \`value\.margin\`\, \`value\.potential\` and \`value\.strategic\_fit\` |
    | note | accounts\/华东 精密\.yaml\:1 | tier\-unsettled | the tier is D as far as is known\, but could be A\; find out \`value\.sales\`\, \`value\.margin\`\, \`value\.potential\` and \`value\.strategic\_fit\` |
    ");
}

#[test]
fn a_summary_that_cannot_be_written_is_a_failure() {
    let world = hostile().set("GITHUB_STEP_SUMMARY", "nowhere/summary.md");
    let run = check(&world, "github").exits(2);
    assert!(run.stdout.starts_with("::error "), "{run}");
    run.says(&["nowhere/summary.md"]);
    let world = hostile().set("GITHUB_STEP_SUMMARY", "");
    check(&world, "github").exits(1);
}

#[test]
fn a_summary_lists_fifty_findings() {
    let world = World::new().set("GITHUB_STEP_SUMMARY", "summary.md");
    for n in 0..60 {
        world.write(&format!("accounts/a{n}.yaml"), format!("name: A{n}\n"));
    }
    check(&world, "github").exits(0);
    let summary = world.read("summary.md");
    assert_eq!(summary.matches("\n| note |").count(), 50);
    assert!(summary.ends_with("\n\nand 10 notes more\n\n"), "{summary}");
}

#[test]
fn gitlab_gets_an_issue_for_each_finding() {
    let issues = check(&hostile(), "gitlab").exits(1).json();
    let findings = check(&hostile(), "json").exits(1).json();
    let findings = list(&findings["findings"]);
    assert_eq!(list(&issues).len(), findings.len());
    for (issue, finding) in list(&issues).iter().zip(findings) {
        let known = ["check_name", "description", "fingerprint", "location", "severity"];
        assert_eq!(keys(issue).into_iter().collect::<BTreeSet<_>>(), known.into());
        let severity = match text(finding, "/severity") {
            "error" => "major",
            "warning" => "minor",
            _ => "info",
        };
        assert_eq!(text(issue, "/severity"), severity);
        assert_eq!(issue["check_name"], finding["rule"]);
        assert_eq!(issue["location"]["path"], finding["file"]);
        assert_eq!(issue["location"]["lines"]["begin"], finding["line"]);
        assert_eq!(issue["location"]["lines"]["end"], finding["end_line"]);
    }
    let prints: BTreeSet<_> = list(&issues)
        .iter()
        .map(|issue| text(issue, "/fingerprint"))
        .collect();
    assert_eq!(prints.len(), findings.len());
}

#[test]
fn sarif_names_rules_places_and_fingerprints() {
    let world = hostile();
    world.write("accounts/twin.yaml", "name: 华东精密\n");
    let log = check(&world, "sarif").exits(1).json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = list(&run["tool"]["driver"]["rules"]);
    let results = list(&run["results"]);
    let findings = check(&world, "json").exits(1).json();
    assert_eq!(results.len(), list(&findings["findings"]).len());
    for (result, finding) in results.iter().zip(list(&findings["findings"])) {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], finding["rule"]);
        assert_eq!(result["ruleId"], finding["rule"]);
        assert_eq!(result["level"], finding["severity"]);
        let place = &result["locations"][0]["physicalLocation"];
        for (key, name) in [
            ("startLine", "line"),
            ("startColumn", "column"),
            ("endLine", "end_line"),
            ("endColumn", "end_column"),
        ] {
            assert_eq!(place["region"][key], finding[name]);
        }
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        assert_eq!(
            text(result, "/partialFingerprints/dossierFingerprint~1v1").len(),
            32
        );
        assert!(!text(result, "/message/text").contains("]("), "a link");
    }
    let uris: BTreeSet<_> = results
        .iter()
        .map(|result| text(result, "/locations/0/physicalLocation/artifactLocation/uri"))
        .collect();
    let encoded = [
        "accounts/%E5%8D%8E%E4%B8%9C%20%E7%B2%BE%E5%AF%86.yaml",
        "accounts/a%2Cb%3Ac%25d.yaml",
        "accounts/twin.yaml",
    ];
    assert_eq!(uris, BTreeSet::from(encoded));
    let twin = results.iter().find(|result| result["ruleId"] == "twin-accounts");
    let related = &twin.expect("a twin")["relatedLocations"][0];
    assert_eq!(text(related, "/message/text"), "the name `华东精密`");
    assert_eq!(
        text(related, "/physicalLocation/artifactLocation/uri"),
        "accounts/twin.yaml"
    );
}

/// Goes through the tags of a document: each that is opened is closed, and nothing else looks like one.
fn assert_well_formed(xml: &str) {
    let body = xml
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .expect("a declaration");
    let mut open = Vec::new();
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "{text}");
        for entity in text.split('&').skip(1).chain(tag.split('&').skip(1)) {
            let (name, _) = entity.split_once(';').expect("an entity ends");
            assert!(["amp", "lt", "gt", "quot", "apos"].contains(&name), "{name}");
        }
        let name = |tag: &str| tag.split_whitespace().next().expect("a name").to_owned();
        match (tag.strip_prefix('/'), tag.strip_suffix('/')) {
            (Some(closed), _) => assert_eq!(open.pop().as_deref(), Some(closed)),
            (None, Some(_)) => {}
            (None, None) => open.push(name(tag)),
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn junit_gets_a_failed_test_for_each_error() {
    let world = hostile();
    world.write("accounts/clean.yaml", "name: Clean\n");
    let run = check(&world, "junit").exits(1);
    assert_well_formed(&run.stdout);
    insta::assert_snapshot!(run.stdout, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite id="0" package="dossier" name="check" timestamp="2026-11-21T00:00:00" hostname="localhost" tests="8" failures="5" errors="0" time="0">
        <properties/>
        <testcase classname="accounts/a,b:c%d.yaml" name="tier-unsettled value.sales" time="0"/>
        <testcase classname="accounts/a,b:c%d.yaml" name="unknown-field stakeholders[0].influense" time="0">
          <failure type="unknown-field" message="the format has no key `influense` here; did you mean `influence`?">accounts/a,b:c%d.yaml:3:16: error[unknown-field] the format has no key `influense` here; did you mean `influence`?</failure>
        </testcase>
        <testcase classname="accounts/a,b:c%d.yaml" name="unknown-person touchpoints[0].with[0]" time="0">
          <failure type="unknown-person" message="no stakeholder has the id `li-wie`; did you mean `li-wei`?">accounts/a,b:c%d.yaml:5:39: error[unknown-person] no stakeholder has the id `li-wie`; did you mean `li-wei`?</failure>
        </testcase>
        <testcase classname="accounts/a,b:c%d.yaml" name="unknown-person touchpoints[0].with[1]" time="0">
          <failure type="unknown-person" message="no stakeholder has the id `100% ::error::x,␍]]&gt;`; add the person to `stakeholders`">accounts/a,b:c%d.yaml:5:47: error[unknown-person] no stakeholder has the id `100% ::error::x,␍]]&gt;`; add the person to `stakeholders`</failure>
        </testcase>
        <testcase classname="accounts/a,b:c%d.yaml" name="unknown-person touchpoints[1].with[0]" time="0">
          <failure type="unknown-person" message="no stakeholder has the id `[x](https://evil.example) | &lt;script&gt;&amp;&lt;U+202E&gt;`; add the person to `stakeholders`">accounts/a,b:c%d.yaml:6:40: error[unknown-person] no stakeholder has the id `[x](https://evil.example) | &lt;script&gt;&amp;&lt;U+202E&gt;`; add the person to `stakeholders`</failure>
        </testcase>
        <testcase classname="accounts/clean.yaml" name="tier-unsettled value.sales" time="0"/>
        <testcase classname="accounts/华东 精密.yaml" name="tier-unsettled value.sales" time="0"/>
        <testcase classname="accounts/华东 精密.yaml" name="future-fact commitments[0].kept" time="0">
          <failure type="future-fact" message="a promise kept on 2027-01-29 lies after today (2026-11-21); write in `due` when it is to be kept, and `kept` once it is">accounts/华东 精密.yaml:3:36: error[future-fact] a promise kept on 2027-01-29 lies after today (2026-11-21); write in `due` when it is to be kept, and `kept` once it is</failure>
        </testcase>
        <system-out>accounts/a,b:c%d.yaml:1:1: note[tier-unsettled] the tier is D as far as is known, but could be A; find out `value.sales`, `value.margin`, `value.potential` and `value.strategic_fit`
    accounts/clean.yaml:1:1: note[tier-unsettled] the tier is D as far as is known, but could be A; find out `value.sales`, `value.margin`, `value.potential` and `value.strategic_fit`
    accounts/华东 精密.yaml:1:1: note[tier-unsettled] the tier is D as far as is known, but could be A; find out `value.sales`, `value.margin`, `value.potential` and `value.strategic_fit`
    </system-out>
        <system-err/>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn tests_of_junit_have_names_of_their_own() {
    let touch = "- {on: 2026-11-05, kind: call, with: x}\n";
    let world = World::with([(
        "accounts/a.yaml",
        &*format!("name: A\nname: B\nname: C\ntouchpoints:\n{touch}{touch}"),
    )]);
    let run = check(&world, "junit").exits(1);
    let names: Vec<_> = run
        .stdout
        .lines()
        .filter(|line| line.contains("<testcase"))
        .collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{run}");
    run.says(&["name=\"duplicate-key name\"", "name=\"duplicate-key name #2\""]);
}

#[test]
fn where_nothing_is_found_the_formats_say_so() {
    let world = hostile();
    world.write("library/cases.yaml", "[]\n");
    let clean = |format| {
        let run = world
            .run(&["check", "--rule", "reporting-loop", "--format", format])
            .exits(0);
        assert_eq!(run.stderr.is_empty(), format != "table", "{run}");
        run
    };
    assert_eq!(clean("github").stdout, "");
    assert_eq!(clean("gitlab").stdout, "[]\n");
    assert_eq!(
        clean("sarif").json()["runs"][0]["results"],
        Value::Array(Vec::new())
    );
    clean("table");
    let junit = clean("junit").stdout;
    assert_well_formed(&junit);
    insta::assert_snapshot!(junit, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite id="0" package="dossier" name="check" timestamp="2026-11-21T00:00:00" hostname="localhost" tests="3" failures="0" errors="0" time="0">
        <properties/>
        <testcase classname="accounts/a,b:c%d.yaml" name="check" time="0"/>
        <testcase classname="accounts/华东 精密.yaml" name="check" time="0"/>
        <testcase classname="library/cases.yaml" name="check" time="0"/>
        <system-out></system-out>
        <system-err/>
      </testsuite>
    </testsuites>
    "#);
    let run = world.run(&[
        "check",
        "accounts/华东 精密.yaml",
        "--rule",
        "reporting-loop",
        "--format",
        "junit",
    ]);
    run.says(&["tests=\"1\"", "accounts/华东 精密.yaml"]);
}

#[test]
fn every_format_ends_the_same_way() {
    let warned = World::with([("accounts/a.yaml", "name: A\n"), ("accounts/b.yaml", "name: a\n")]);
    for format in FORMATS {
        check(&hostile(), format).exits(1);
        check(&warned, format).exits(0);
        check_with(&warned, format, &["--strict"]).exits(1);
        hostile()
            .run(&["check", "--exit-zero", "--format", format])
            .exits(0);
        check(&World::new(), format).exits(3);
    }
}

/// Rule and fingerprint of every finding.
fn prints(world: &World) -> BTreeSet<(String, String)> {
    let run = check_all(world, "gitlab").exits(1);
    let issues = run.json();
    let prints: BTreeSet<_> = list(&issues)
        .iter()
        .map(|issue| {
            (
                text(issue, "/check_name").to_owned(),
                text(issue, "/fingerprint").to_owned(),
            )
        })
        .collect();
    assert_eq!(prints.len(), list(&issues).len(), "{run}");
    prints
}

#[test]
fn fingerprints_stay_when_lines_shift_and_items_are_inserted() {
    let world = hostile();
    let before = prints(&world);
    let inserted = "# A comment\n\ntouchpoints:\n# Another\n\
        - {on: 2026-11-04, kind: call, with: [li-wei], purpose: new}\n";
    let shifted = HOSTILE.replace("touchpoints:\n", inserted);
    world.write(HOSTILE_NAME, format!("# First\n{shifted}"));
    world.write(
        CHINESE_NAME,
        CHINESE.replace("- {id: c1", "- {id: c0}\n- {id: c1"),
    );
    assert_eq!(prints(&world), before);
    let sarif = check_all(&world, "sarif").json();
    let in_sarif: BTreeSet<_> = list(&sarif["runs"][0]["results"])
        .iter()
        .map(|result| {
            let print = text(result, "/partialFingerprints/dossierFingerprint~1v1");
            (text(result, "/ruleId").to_owned(), print.to_owned())
        })
        .collect();
    assert_eq!(in_sarif, before);
}

#[test]
fn nothing_private_is_in_any_format() {
    let dossier = "name: Acme\n\
        stakeholders:\n\
        - {id: li-wei, private: {birthday: canary-1, hobby: canary-2, interests: {canary-3: 1}}}\n\
        - id: wu\n  \
          private:\n    \
            note: canary-4\n    \
            note: canary-5\n    \
            dates: [{what: canary-6, on: canary-7}, canary-8]\n\
        touchpoints:\n\
        - {on: 2026-11-05, kind: call, with: [li-wie]}\n";
    let broken = "name: Beta\nstakeholders:\n- id: x\n  private: {birthday: *canary-9, x: 'canary-10\n  note: [canary-11\n";
    let world = World::with([("accounts/acme.yaml", dossier), ("accounts/beta.yaml", broken)]);
    let world = world.set("GITHUB_STEP_SUMMARY", "summary.md");
    for format in FORMATS {
        let run = check_all(&world, format).exits(1);
        assert!(run.said().contains("li-wie"), "{run}");
        assert!(!run.said().contains("canary"), "{run}");
    }
    assert!(!world.read("summary.md").contains("canary"));
}
