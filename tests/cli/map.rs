//! `dossier map`: who decides, who sways whom, in every format, whatever the people are called.

use insta::assert_snapshot;

use crate::support::{World, keys};

const PEOPLE: &str = "\
name: 华东精密
stakeholders:
  - {id: zhao, name: 赵刚, title: General Manager, roles: [approver], influence: 5, attitude: neutral}
  - {id: li, name: 李伟, title: Production Director, roles: [decision_maker, initiator], reports_to: zhao, influence: 4, attitude: supporter, influences: [zhao]}
  - {id: sun, name: Sun Jie, roles: [buyer, gatekeeper], reports_to: zhao, influence: 3, attitude: sceptic, conflicts_with: [li]}
  - {id: wu, name: Wu Tao, reports_to: li, private: {family: secret}}
  - {id: qian, name: 钱峰, roles: [buyer], left: 2026-05-01, successor: sun}
needs: [{id: n, need: stops, raised_by: li}]
opportunities: [{id: line-3, name: Line 3, need: n}]
touchpoints:
  - {on: 2026-11-02, kind: visit, by: wang, with: [zhao, li]}
  - {on: 2026-10-02, kind: call, by: chen, with: [li]}
";

fn world(dossier: &str) -> World {
    World::with([("accounts/a.yaml", dossier)])
}

/// By hand: support (5×0 + 4×½ − 3×½) / 12 = 0.041…, reach 9 / 12; threads wang–zhao, wang–li, chen–li.
#[test]
fn the_tree_shows_lines_weight_attitude_and_what_is_missing() {
    assert_snapshot!(world(PEOPLE).run(&["map", "a", "--deal", "line-3"]), @"
    exit 0
    --- out
    华东精密  a
    support +0.04 · reach 75 % · top met 2026-11-02 · no coach · 2 of us × 2 of
    them, 3 threads
    against us or in doubt, and not touched in the last 90 days: Sun Jie
    attitude unknown: Wu Tao

    Person      Weight  Attitude     Last touch  Roles
    ★ 赵刚      █████   ○ neutral    2026-11-02  ※approver
    ├ ★ 李伟    ████░   △ supporter  2026-11-02  +decision_maker, initiator
    │ └ Wu Tao          ? unknown    never
    └ Sun Jie   ███░░   ▽ sceptic    never       buyer, gatekeeper
    钱峰                left         2026-05-01  buyer
    ? nobody                                     =evaluator
    ? nobody                                     −user
    ? nobody                                     coach

    Lines
    李伟     influences           赵刚
    Sun Jie  is in conflict with  李伟

    ★ Line 3
    赵刚  approves
    李伟  decides, raised the need
    ");
}

#[test]
fn the_table_has_a_row_for_each_person() {
    assert_snapshot!(world(PEOPLE).run(&["map", "a", "--format", "table"]), @"
    exit 0
    --- out
    Name             Reports to  Roles             Weight  Attitude     Last touch
    赵刚             –           ※approver              5  ○ neutral    2026-11-02
    General Manager
    李伟             赵刚        +decision_maker,       4  △ supporter  2026-11-02
    Production                   initiator
    Director
    Wu Tao           李伟                               –  ? unknown    never
    Sun Jie          赵刚        buyer,                 3  ▽ sceptic    never
                                 gatekeeper
    钱峰             –           buyer                  –  left         2026-05-01
    ");
}

#[test]
fn diagrams_number_their_people_and_quote_what_the_dossier_says() {
    assert_snapshot!(world(PEOPLE).run(&["map", "a", "--format", "mermaid"]).stdout, @r#"
    flowchart TB
      p0["赵刚<br/>General Manager<br/>※approver<br/>█████ ○ neutral<br/>last touch 2026-11-02"]:::neutral
      p1["李伟<br/>Production Director<br/>+decision#95;maker, initiator<br/>████░ △ supporter<br/>last touch 2026-11-02"]:::supporter
      p2["Wu Tao<br/>#63; unknown<br/>never touched"]:::unknown
      p3["Sun Jie<br/>buyer, gatekeeper<br/>███░░ ▽ sceptic<br/>never touched"]:::sceptic
      p4["钱峰<br/>buyer<br/>left 2026-05-01"]:::gone
      v0["nobody:<br/>=evaluator"]:::vacant
      v1["nobody:<br/>−user"]:::vacant
      v2["nobody:<br/>coach"]:::vacant
      p0 --- p1
      p1 -. influences .-> p0
      p1 --- p2
      p0 --- p3
      p3 x-- conflict --x p1
      linkStyle 1 stroke:#1d4ed8
      linkStyle 4 stroke:#c81e1e,stroke-width:2px
      classDef champion fill:#86d7a5,stroke:#6b7280,color:#111827
      classDef supporter fill:#d3f0dd,stroke:#6b7280,color:#111827
      classDef neutral fill:#eef2f7,stroke:#6b7280,color:#111827
      classDef sceptic fill:#fde0bd,stroke:#6b7280,color:#111827
      classDef opponent fill:#f6aaa2,stroke:#6b7280,color:#111827
      classDef unknown fill:#ffffff,stroke:#6b7280,color:#111827
      classDef gone fill:#e5e7eb,stroke:#6b7280,color:#6b7280,stroke-dasharray:4 3,text-decoration:line-through
      classDef vacant fill:#ffffff,stroke:#b45309,color:#b45309,stroke-dasharray:4 3
      classDef matters stroke:#6d28d9,stroke-width:3px
    "#);
    assert_snapshot!(world(PEOPLE).run(&["map", "a", "--format", "dot", "--deal", "Line 3"]).stdout, @r##"
    digraph map {
      rankdir=TB; nodesep=0.3; ranksep=0.5; labelloc=t; fontname="sans-serif";
      node [shape=box, style="filled,rounded", fontname="sans-serif", fontsize=11, color="#6b7280"];
      edge [fontname="sans-serif", fontsize=9, color="#6b7280"];
      label="华东精密";
      p0 [label="★ 赵刚\nGeneral Manager\n※approver\n█████ ○ neutral\nlast touch 2026-11-02", fillcolor="#eef2f7", width=2.7, color="#6d28d9", penwidth=3];
      p1 [label="★ 李伟\nProduction Director\n+decision_maker, initiator\n████░ △ supporter\nlast touch 2026-11-02", fillcolor="#d3f0dd", width=2.4, color="#6d28d9", penwidth=3];
      p2 [label="Wu Tao\n? unknown\nnever touched", fillcolor="#ffffff", width=1.2];
      p3 [label="Sun Jie\nbuyer, gatekeeper\n███░░ ▽ sceptic\nnever touched", fillcolor="#fde0bd", width=2.1];
      p4 [label="钱峰\nbuyer\nleft 2026-05-01", fillcolor="#e5e7eb", width=1.2, style="filled,rounded,dashed", fontcolor="#6b7280"];
      v0 [label="nobody:\n=evaluator", fillcolor="#ffffff", style="filled,rounded,dashed", color="#b45309"];
      v1 [label="nobody:\n−user", fillcolor="#ffffff", style="filled,rounded,dashed", color="#b45309"];
      v2 [label="nobody:\ncoach", fillcolor="#ffffff", style="filled,rounded,dashed", color="#b45309"];
      p0 -> p1 [dir=none];
      p1 -> p0 [style=dashed, color="#1d4ed8", constraint=false];
      p1 -> p2 [dir=none];
      p0 -> p3 [dir=none];
      p3 -> p1 [dir=none, color="#c81e1e", penwidth=2, label="×", fontcolor="#c81e1e", constraint=false];
    }
    "##);
}

#[test]
fn the_picture_has_a_box_for_each_person_and_each_missing_role() {
    let run = world(PEOPLE)
        .run(&["map", "a", "--format", "svg", "--deal", "line-3"])
        .exits(0);
    let count = |part: &str| run.stdout.matches(part).count();
    assert_eq!(count("rx=\"6\""), 5 + 3, "evaluator, user and coach are missing");
    assert_eq!(count("? nobody"), 3);
    assert_eq!(
        count("stroke-width=\"3\""),
        2,
        "赵刚 approves, 李伟 raised the need and decides"
    );
    assert_eq!(count("line-through"), 1);
    // Once in the chart, once in the legend.
    assert_eq!(
        (count("stroke-dasharray=\"6 4\""), count("stroke-width=\"2.5\"")),
        (2, 2)
    );
    assert!(!run.stdout.contains("secret"));
    let head = run.stdout.find("Z\" fill=\"#1d4ed8\"");
    assert!(
        head > run.stdout.rfind("rx=\"6\""),
        "no box hides the head of an arrow"
    );
}

#[test]
fn json_has_the_keys_that_scripts_rely_on() {
    let map = world(PEOPLE)
        .run(&["map", "a", "--format", "json", "--deal", "line-3"])
        .exits(0)
        .json();
    for key in [
        "version",
        "account",
        "people",
        "lines",
        "support",
        "reach",
        "top_reached",
        "coach",
        "single_thread",
    ] {
        assert!(keys(&map).contains(&key), "{key}");
    }
    assert_eq!(map["support"], 0.04);
    assert_eq!(map["reach"], 0.75);
    assert_eq!(
        map["missing_roles"],
        serde_json::json!([["evaluator"], ["user"], ["coach"]])
    );
    assert_eq!(
        map["breadth"],
        serde_json::json!({"ours": 2, "theirs": 2, "threads": 3})
    );
    let li = &map["people"][1];
    assert_eq!(
        (&li["id"], &li["reports_to"], &li["last_touch"]),
        (&"li".into(), &"zhao".into(), &"2026-11-02".into())
    );
    assert_eq!(li["parts"], serde_json::json!(["decides", "raised the need"]));
    assert_eq!(map["people"][4]["gone"], true);
    let conflict = serde_json::json!({"from": "sun", "to": "li", "kind": "conflict"});
    assert!(
        map["lines"]
            .as_array()
            .is_some_and(|lines| lines.contains(&conflict))
    );
}

#[test]
fn a_deal_that_is_not_there_is_refused_with_what_there_is() {
    world(PEOPLE)
        .run(&["map", "a", "--deal", "line3"])
        .exits(2)
        .says(&["did you mean `line-3`?"]);
    world("name: A\n")
        .run(&["map", "a", "--deal", "x"])
        .exits(2)
        .says(&["it has none with an id"]);
}
