//! `dossier brief`: formats, audiences, and briefs for all accounts.

use insta::assert_snapshot;

use super::portfolio;
use crate::support::{World, keys};

/// A dossier whose texts try to break out of a page.
const HOSTILE: &str = r#"name: "</title><script>alert(1)</script>\e[31m\u202e"
profile: {strategy: "<img src=x onerror=alert(1)> [a](javascript:alert(1)) <https://evil.example> ![b](https://evil.example/c.png)"}
stakeholders:
- {id: li, name: "<b onclick=x>Li</b>", concerns: ["[d](JaVaScRiPt:alert(1)) [e](data:text/html,x)", "*f*"]}
"#;

fn hostile() -> World {
    World::with([("accounts/evil.yaml", HOSTILE)])
}

#[test]
fn a_page_is_one_file_that_nothing_in_it_can_change() {
    let page = hostile()
        .run(&["brief", "evil", "--format", "html"])
        .exits(0)
        .stdout;
    let tags = page.split('<').skip(1).map(|rest| {
        let name = rest.trim_start_matches('/');
        name.split(|c: char| !c.is_ascii_alphanumeric() && c != '!')
            .next()
            .unwrap_or_default()
    });
    let known = [
        "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "h1", "h2", "ul", "ol", "li", "p",
        "strong", "em", "code", "a",
    ];
    for tag in tags {
        assert!(known.contains(&tag), "<{tag}> in\n{page}");
    }
    assert_eq!(page.matches("<style>").count(), 1);
    let links: Vec<_> = page
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(links, [Some("https://evil.example")], "{page}");
    for policy in ["default-src 'none'", "style-src 'sha256-", "<html lang=\"en\">"] {
        assert!(page.contains(policy), "{page}");
    }
    assert!(!page.contains(['\u{1b}', '\u{202e}']), "{page}");
    assert!(page.contains("<title>&lt;/title&gt;&lt;script&gt;"), "{page}");
}

#[test]
fn the_language_of_a_page_is_that_of_the_brief() {
    let run = portfolio().run(&["brief", "huarui", "--format", "html", "--lang", "zh-TW"]);
    run.exits(0).says(&["<html lang=\"zh-TW\">", "<h2>會後填寫</h2>"]);
}

#[test]
fn the_data_of_a_template_is_documented_and_versioned() {
    let run = portfolio()
        .run(&["brief", "northern", "--format", "json"])
        .exits(0);
    let data = run.json();
    assert_eq!(data["version"], 1);
    let manual = account_dossier::render::brief::data::markdown();
    for key in keys(&data).into_iter().filter(|key| *key != "version") {
        assert!(manual.contains(&format!("\n| `{key}` | ")), "{key}");
    }
}

#[test]
fn escapes_in_data_stay_escapes() {
    let run = hostile().run(&["brief", "evil", "--format", "json"]).exits(0);
    assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']), "{run}");
    assert!(
        run.json()["account"]["name"]
            .as_str()
            .is_some_and(|name| name.ends_with("\u{1b}[31m\u{202e}"))
    );
}

#[test]
fn the_environment_chooses_the_format_and_colours_change_markdown_alone() {
    let world = portfolio().set("DOSSIER_FORMAT", "json");
    world.run(&["brief", "huarui"]).exits(0).json();
    let plain = world.run(&["brief", "huarui", "--format", "md"]).exits(0).stdout;
    let bold = world
        .run(&["brief", "huarui", "--format", "md", "--color", "always"])
        .exits(0)
        .stdout;
    assert!(
        plain.starts_with("# ") && bold.starts_with("\u{1b}[1m# "),
        "{bold}"
    );
    let written = world.run(&[
        "brief", "huarui", "--format", "md", "--color", "always", "-o", "b.md",
    ]);
    written.exits(0);
    assert_eq!(world.read("b.md"), plain);
}

/// An account with what only some may read.
const MIXED: &str = "\
name: Acme
owner: li
resources: {ours: [a test bench]}
stakeholders:
- {id: wu, name: Wu Min, title: Plant Manager, attitude: opponent, influence: 5, private: {family: two sons}}
- {id: he, name: He Lei}
opportunities:
- {id: line, name: Line 2, milestone: proposal, risks: [{risk: frozen budget}]}
commitments:
- {what: the plan, by: us, who: li, to: wu, due: 2026-11-24}
- {what: a floor plan, by: them, who: wu, due: 2026-11-23}
- {what: the quote, by: us, kept: 2026-10-02}
value: {purchases: [{on: 2026-09-01, what: spindles, amount: 120k}, {on: 2024-01-01, what: long ago, amount: 1M}]}
reviews: [{on: 2026-10-10, saved: 30k, note: they did not believe it}]
touchpoints:
- {on: 2026-11-25, kind: visit, by: li, with: [wu], purpose: agree on the pilot}
";

fn mixed() -> World {
    World::with([
        ("dossier.yaml", "currency: EUR\nteam: {li: {name: Li Wei}}\n"),
        ("accounts/acme.yaml", MIXED),
    ])
}

#[test]
fn a_client_gets_an_agenda() {
    let run = mixed().run(&["brief", "acme", "--audience", "client"]);
    assert_snapshot!(run, @"
    exit 0
    --- out
    # Acme: agenda

    - **When:** Wed, 25 November 2026, visit
    - **From your side:** Wu Min, Plant Manager
    - **From ours:** Li Wei

    ## Topics

    1. What matters to you at present
    2. What is still open between us
    3. Next steps

    ## Open points

    - We owe you: the plan (Li Wei), by 24 November 2026
    - We are waiting for: a floor plan (Wu Min), by 23 November 2026

    ## Next steps

    - To be agreed at the meeting: who does what, by when
    ");
}

#[test]
fn a_client_gets_a_review_of_the_value() {
    let run = mixed().run(&["brief", "acme", "--audience", "client", "--kind", "value-review"]);
    assert_snapshot!(run, @"
    exit 0
    --- out
    # Acme: what we achieved together

    25 November 2026 · Li Wei

    ## At a glance

    - **Saved, as you found:** 30k EUR
    - **Orders in the last twelve months:** 1, 120k EUR in all
    - **Promises of ours kept:** 1; still open: 1

    ## What you found

    - 10 October 2026: 30k EUR saved

    ## What you bought

    - 1 September 2026: spindles, 120k EUR

    ## What we promised and did

    - the quote (2 October 2026)

    ## What comes next

    - From us: the plan, by 24 November 2026
    - From you: a floor plan, by 23 November 2026
    - To talk about: what would be worth most to you in the next twelve months
    ");
}

#[test]
fn nobody_is_on_an_agenda_who_is_not_named_for_the_meeting() {
    let world = mixed();
    world.write("accounts/acme.yaml", MIXED.replace("with: [wu], ", ""));
    let run = world.run(&["brief", "acme", "--audience", "client"]).exits(0);
    assert!(!run.stdout.contains("From your side"), "{run}");
    let named = world
        .run(&["brief", "acme", "--audience", "client", "--with", "he,Bob Smith"])
        .exits(0);
    named.says(&["- **From your side:** He Lei; Bob Smith\n"]);
}

#[test]
fn a_manager_reads_what_is_to_be_decided() {
    let world = mixed();
    let run = world.run(&["brief", "acme", "--audience", "manager"]).exits(0);
    let section = run
        .stdout
        .split("## ")
        .find(|part| part.starts_with("For you to decide"));
    assert_snapshot!(section.unwrap_or_default(), @"
    For you to decide

    - **Approve, or not:** Line 2
    - **Gates shut:** information (1 of the nine points known, 7 wanted); relationship (support -1, 0.3 wanted, Wu Min is against us and left alone); decision (who decides not known)
    - **We are to bring:** a test bench
    - **Risk without an answer:** frozen budget (Line 2)
    ");
    let team = world.run(&["brief", "acme"]).exits(0);
    assert!(!team.stdout.contains("For you to decide"), "{team}");
    for (language, heading) in [("zh-CN", "## 请您定夺"), ("zh-TW", "## 請主管裁示")] {
        let run = world.run(&["brief", "acme", "--audience", "manager", "--lang", language]);
        run.exits(0)
            .says(&[heading, "Line 2", "a test bench", "frozen budget"]);
    }
}

#[test]
fn what_an_audience_cannot_have_is_refused() {
    let world = mixed();
    assert_snapshot!(world.run(&["brief", "acme", "--audience", "client", "--kind", "handover"]), @"
    exit 2
    --- err
    error: a handover brief is for us alone: a client can have the agenda (--kind call-prep) or the value review (--kind value-review)
    ");
    for audience in ["client", "manager"] {
        let run = world
            .run(&["brief", "acme", "--private", "--audience", audience])
            .exits(2);
        assert_eq!(
            run.stderr,
            format!("error: --private is for those who go alone: leave it out for the {audience}\n")
        );
    }
}

#[test]
fn a_template_of_ones_own_cannot_name_what_a_client_may_not_read() {
    let world = mixed();
    for name in [
        "figures",
        "competitors",
        "account.tier",
        "people[0].attitude",
        "absent",
        "account.id",
    ] {
        world.write("mine.md", format!("{{{{ {name} }}}}"));
        let run = world
            .run(&["brief", "acme", "--audience", "client", "--template", "mine.md"])
            .exits(2);
        assert!(run.stderr.contains("nothing has this name here"), "{name}\n{run}");
    }
}

#[test]
fn all_briefs_are_written_and_none_that_was_changed_is_written_over() {
    let world = portfolio();
    assert_snapshot!(world.run(&["brief", "--all"]), @"
    exit 0
    --- err
    3 briefs written to <world>/briefs/2026-11-21, 0 unchanged, 0 kept
    ");
    let names = [
        "briefs/2026-11-21/east/huarui.md",
        "briefs/2026-11-21/east/little-mill.md",
        "briefs/2026-11-21/northern-lathe.md",
    ];
    assert!(
        names
            .iter()
            .all(|name| world.names().iter().any(|known| known == name)),
        "{:?}",
        world.names()
    );
    assert_eq!(
        world.read(names[0]),
        world.run(&["brief", "huarui"]).exits(0).stdout
    );
    world.write(names[0], "I wrote this\n");
    assert_snapshot!(world.run(&["brief", "--all"]), @"
    exit 1
    --- err
    warning: <world>/briefs/2026-11-21/east/huarui.md is there and says something else; it was kept (--force writes over it)
    0 briefs written to <world>/briefs/2026-11-21, 2 unchanged, 1 kept
    ");
    assert_eq!(world.read(names[0]), "I wrote this\n");
    world.run(&["brief", "--all", "--force"]).exits(0);
    assert_ne!(world.read(names[0]), "I wrote this\n");
}

#[cfg(unix)]
#[test]
fn a_folder_for_briefs_that_leads_elsewhere_is_refused() {
    let (world, outside) = (portfolio(), World::new());
    world.link(outside.path(""), "briefs");
    world
        .run(&["brief", "--all"])
        .exits(2)
        .says(&["is a link to a folder outside the repository; name a folder with -o"]);
    assert!(outside.names().is_empty());
}

/// `script` gives the command a terminal, as it comes with every Linux; elsewhere there is nothing to look at.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_all_briefs_show_how_far_they_are() {
    let world = portfolio();
    let line = "command -v script >/dev/null || { echo none; exit; }; script -qec \"$0 brief --all -o $1\" /dev/null";
    let shown = |more: &str| {
        let mut command = world.shell(line);
        command.arg(env!("CARGO_BIN_EXE_dossier")).arg(more);
        world.finish(command).exits(0).stdout
    };
    let told = shown("out");
    assert!(told == "none\n" || told.contains("3 of 3 briefs"), "{told}");
    let quiet = shown("other -q");
    assert!(!quiet.contains("of 3"), "{quiet}");
}

#[test]
fn briefs_of_one_colleague_go_where_they_are_wanted() {
    let world = mixed();
    world.write("accounts/other.yaml", "name: Other\nowner: bo\n");
    world
        .run(&["brief", "--all", "--owner", "li", "--format", "html", "-o", "out"])
        .exits(0);
    let written: Vec<_> = world
        .names()
        .into_iter()
        .filter(|name| name.starts_with("out/"))
        .collect();
    assert_eq!(written, ["out/acme.html"]);
    world.run(&["brief", "--all", "--owner", "nobody"]).exits(2);
    world.run(&["brief", "acme", "--owner", "li"]).exits(2);
    world.run(&["brief", "--owner", "li"]).exits(2);
    world.run(&["brief", "--all", "--with", "wu"]).exits(2);
    world.run(&["brief", "acme", "--force"]).exits(2);
}
