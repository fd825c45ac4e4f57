//! `dossier map` of people as they should not be: in circles, gone, alone, far too many, and called what would
//! break out of a diagram.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use regex_lite::Regex;
use roxmltree::{Document, ParsingOptions};
use unicode_width::UnicodeWidthStr;

use crate::support::World;

const FORMATS: [&str; 6] = ["tree", "table", "svg", "mermaid", "dot", "json"];

fn world(dossier: &str) -> World {
    World::with([("accounts/a.yaml", dossier)])
}

fn with_people(people: &str) -> World {
    world(&format!("name: A\nstakeholders:\n{people}"))
}

/// The map in a format that must be sound, whoever is on it.
fn drawn(world: &World, format: &str) -> String {
    let run = world.run(&["map", "a", "--format", format]).exits(0);
    assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']), "{run}");
    match format {
        "svg" => is_a_picture(&run.stdout),
        "mermaid" => is_a_flowchart(&run.stdout),
        "dot" => is_a_graph(&run.stdout),
        "json" => drop(run.json()),
        _ => assert!(run.stdout.lines().all(|line| line.width() <= 80), "{run}"),
    }
    run.stdout
}

/// XML of our elements alone, which can do nothing and lead nowhere.
fn is_a_picture(text: &str) {
    let known = ["svg", "title", "rect", "g", "polyline", "path", "text"];
    let document = Document::parse(text).expect("XML");
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(known.contains(&element.tag_name().name()), "{element:?}");
        for attribute in element.attributes() {
            let name = attribute.name();
            assert!(!name.starts_with("on") && !name.contains("href"), "{attribute:?}");
        }
    }
}

/// Every line is one of those that we write, with nothing in a label that Mermaid could read as its own.
fn is_a_flowchart(text: &str) {
    const LABEL: &str = r##"\["(?:[^"<>\[\]{}`;#&\\]|#[0-9]+;|<br/>)*"\]:::[a-z]+"##;
    let line = Regex::new(&format!(
        r"^(?:flowchart TB|  (?:[pv][0-9]+|nobody){LABEL}|  p[0-9]+ (?:---|-\. influences \.->|x-- conflict --x) p[0-9]+|  linkStyle [0-9]+ [a-z0-9:#,-]+|  classDef [a-z]+ [a-z0-9:#, -]+|  class p[0-9]+ matters)$"
    ));
    let line = line.expect("a pattern");
    let stray = text.lines().find(|text| !line.is_match(text));
    assert_eq!(stray, None);
}

/// Every line is one of those that we write; Graphviz, where it is there, draws a box for each label.
fn is_a_graph(text: &str) {
    const VALUE: &str = r#"(?:"(?:[^"\\]|\\["\\n])*"|[a-z0-9.]+)"#;
    let line = Regex::new(&format!(
        r"^(?:digraph map \{{|\}}|  (?:(?:node|edge|[pv][0-9]+|p[0-9]+ -> p[0-9]+) )?\[?(?:[a-z]+={VALUE}(?:[,;] )?)+\]?;|  rankdir=.*;)$"
    ));
    let line = line.expect("a pattern");
    let stray = text.lines().find(|text| !line.is_match(text));
    assert_eq!(stray, None);
    if let Some(picture) = drawn_by_graphviz(text) {
        let options = ParsingOptions {
            allow_dtd: true,
            ..ParsingOptions::default()
        };
        let document = Document::parse_with_options(&picture, options).expect("XML");
        let is_box = |node: &roxmltree::Node<'_, '_>| node.attribute("class") == Some("node");
        let boxes = document.descendants().filter(is_box).count();
        let labels = text
            .lines()
            .filter(|line| line.starts_with("  p") || line.starts_with("  v"));
        assert_eq!(
            boxes,
            labels
                .filter(|line| line.contains(" [label=\"") && !line.contains(" -> "))
                .count()
        );
        assert!(
            !document.descendants().any(|node| node.has_tag_name("a")),
            "{picture}"
        );
    }
}

fn drawn_by_graphviz(text: &str) -> Option<String> {
    let mut dot = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    dot.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = dot.wait_with_output().ok()?;
    assert!(output.status.success(), "{text}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn nobody_at_all_is_said_in_words() {
    let world = world("name: A\n");
    for format in ["tree", "svg", "mermaid", "dot"] {
        assert!(drawn(&world, format).contains("nobody is on record"), "{format}");
    }
    let table = world.run(&["map", "a", "--format", "table"]).exits(0);
    assert!(table.said().contains("nobody is on record"), "{table}");
    assert!(drawn(&world, "json").contains("\"people\": []"));
}

/// A circle is opened at one place; who reports to themselves stands alone.
#[test]
fn reporting_loops_are_drawn_and_told() {
    let circle = with_people(
        "- {id: a, name: Ann, reports_to: b}\n- {id: b, name: Bo, reports_to: c}\n- {id: c, name: Cy, reports_to: a}\n- {id: d, name: Di, reports_to: d}\n",
    );
    for format in FORMATS {
        let text = drawn(&circle, format);
        for name in ["Ann", "Bo", "Cy", "Di"] {
            assert!(text.contains(name), "{format}: {text}");
        }
    }
    assert!(drawn(&circle, "tree").contains("reports in a circle to"));
    assert_eq!(drawn(&circle, "mermaid").matches(" --- ").count(), 2);
    assert_eq!(drawn(&circle, "dot").matches("[dir=none]").count(), 2);
}

/// The hole that somebody left is to be seen; somebody unknown is a matter for `check`.
#[test]
fn who_reports_to_somebody_gone_or_unknown_is_drawn() {
    let gone = with_people(
        "- {id: a, name: Ann, left: 2026-05-01}\n- {id: b, name: Bo, reports_to: a}\n- {id: c, name: Cy, reports_to: stranger}\n",
    );
    for format in FORMATS {
        let text = drawn(&gone, format);
        assert!(
            ["Ann", "Bo", "Cy"].iter().all(|name| text.contains(name)),
            "{format}: {text}"
        );
        assert!(
            text.contains("2026-05-01") || format == "json",
            "{format}: {text}"
        );
    }
    assert_eq!(drawn(&gone, "mermaid").matches(" --- ").count(), 1);
    gone.run(&["check"]).says(&["stranger"]);
}

#[test]
fn one_person_with_every_role_is_shown_in_eighty_cells() {
    let roles = [
        "approver",
        "decision_maker",
        "evaluator",
        "user",
        "influencer",
        "buyer",
        "gatekeeper",
        "initiator",
        "coach",
    ];
    let world = with_people(&format!(
        "- {{id: a, name: 一个名字很长很长很长很长很长很长的人, roles: [{}], reports_to: b}}\n- {{id: b, reports_to: a}}\n",
        roles.join(", ")
    ));
    for format in FORMATS {
        let text = drawn(&world, format).replace("#95;", "_").replace('\n', " ");
        for role in ["approver", "coach"] {
            assert!(text.contains(role), "{format}: {text}");
        }
        assert!(!text.contains("nobody"), "no role is missing: {format}");
    }
    assert_eq!(
        world.run(&["map", "a", "--format", "json"]).json()["people"][0]["roles"]
            .as_array()
            .map(Vec::len),
        Some(9)
    );
}

/// Names that try to break out of every format: out of quotes, of tags, of the terminal.
#[test]
fn hostile_names_stay_within_their_labels() {
    let world = world(
        "name: \"A</title><script>alert(1)</script>\\e[31m\"\nstakeholders:\n\
         - {id: a, name: \"\\\"]; click A href \\\"javascript:alert(1)\\\"\", title: \"</script><img src=x>\", attitude: opponent, influence: 5}\n\
         - {id: b, name: \"\\\\\\\"];x[URL=\\\"javascript:y\\\"\\u202e\", title: \"&lt;script&gt; #quot; `**x**`\\n  click p0\", influences: [a]}\n\
         - {id: c, name: \"]]><![CDATA[<x/>\", title: '&amp;&#0;%%{init: {}}%%', roles: [user], conflicts_with: [a]}\n\
         - {id: d, name: 'end\\', title: '-->', left: 2026-01-01}\n",
    );
    for format in FORMATS {
        drawn(&world, format);
    }
    let svg = drawn(&world, "svg");
    let document = Document::parse(&svg).expect("XML");
    let titles: Vec<&str> = document
        .descendants()
        .filter(|node| node.has_tag_name("title"))
        .filter_map(|node| node.text())
        .collect();
    assert_eq!(
        titles[0],
        "A</title><script>alert(1)</script>␛[31m: decision influence map"
    );
    assert!(
        titles
            .iter()
            .any(|title| title.starts_with("]]><![CDATA[<x/> · &amp;&#0;%%{init: {}}%% · ")),
        "{titles:?}"
    );
    let mermaid = drawn(&world, "mermaid");
    assert!(
        !mermaid.contains("javascript:") && !mermaid.contains("<script"),
        "{mermaid}"
    );
    assert!(
        drawn(&world, "dot")
            .contains(r#"label="\\\"];x[URL=\"javascript:y\"<U+202E>\n&amp;lt;script&amp;gt;"#)
    );
}

#[test]
fn five_hundred_people_are_drawn_at_once_in_every_format() {
    let wide = |at: usize| at.div_ceil(3);
    let deep = |at: usize| at + 1;
    for superior in [wide as fn(usize) -> usize, deep] {
        let people: String = (0..500)
            .map(|at| {
                format!(
                    "- {{id: p{at}, name: 张三, reports_to: p{}, influences: [p7]}}\n",
                    superior(at)
                )
            })
            .collect();
        let world = with_people(&people);
        for format in FORMATS {
            let run = world.run(&["map", "a", "--format", format]).exits(0);
            assert!(run.took < Duration::from_secs(5), "{format}: {:?}", run.took);
        }
        assert_eq!(
            world.run(&["map", "a", "--format", "json"]).json()["people"]
                .as_array()
                .map(Vec::len),
            Some(500)
        );
        let svg = world.run(&["map", "a", "--format", "svg"]).stdout;
        is_a_picture(&svg);
        assert_eq!(svg.matches("<g><title>").count(), 500);
    }
}

/// By hand: 500 people in one chain have 499 lines; with two lines of influence they are 501.
#[test]
fn what_mermaid_does_not_draw_is_said() {
    let chain = |sway: &str| -> String {
        let people = (0..500).map(|at| {
            format!(
                "- {{id: p{at}, reports_to: p{}{}}}\n",
                at + 1,
                if at < 2 { sway } else { "" }
            )
        });
        people.collect()
    };
    let remark = |people: &str, format: &str| {
        with_people(people)
            .run(&["map", "a", "--format", format])
            .exits(0)
            .stderr
    };
    assert_eq!(remark(&chain(""), "mermaid"), "");
    let told = remark(&chain(", influences: [p9]"), "mermaid");
    assert!(
        told.contains("500 edges") && told.contains("here are 501") && told.contains("--format svg"),
        "{told}"
    );
    assert_eq!(remark(&chain(", influences: [p9]"), "svg"), "");
    let long = format!("- {{name: {}}}\n", "长".repeat(50_000));
    assert!(remark(&long, "mermaid").contains("50000 characters"));
    let quiet = with_people(&long).run(&["-q", "map", "a", "--format", "mermaid"]);
    assert_eq!(quiet.exits(0).stderr, "");
}
