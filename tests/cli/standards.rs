//! The standards of the milestones, where a repository has a process of its own.

use insta::assert_snapshot;

use crate::support::World;

const ACME: &str = "\
name: Acme
registered: 2026-01-05
value: {potential: 3M}
stakeholders:
  - {id: li, name: 李娜, roles: [user], department: finance, influence: 4, attitude: supporter}
opportunities:
  - {id: small, name: Small, milestone: proposal, amount: 200k}
  - {id: large, name: Large, milestone: proposal, amount: 2M}
  - {id: vague, name: Vague, milestone: proposal}
";

const PROCESS: &str = "\
planning: []
contact: []
initiation: []
deep_contact: []
proposal:
  - id: finance-met
    met: {is: {stakeholders.department: finance}}
  - id: board-agrees
    when: deal.amount / potential < 0.5 or top_reached
    say: the board agrees
    mend: meet the board
";

/// A repository with this process, whose own words for a standard are in two languages.
fn with(process: &str) -> World {
    let world = World::with([
        ("dossier.yaml", "version: 1\n"),
        ("accounts/acme.yaml", ACME),
        (
            "templates/playbook/zh-CN.yaml",
            "standards: {board-agrees: 董事会同意}\nstandard_questions: {board-agrees: 哪天能见到董事会？}\n\
             standard_mends: {board-agrees: 去见董事会}\n",
        ),
    ]);
    world.write("templates/playbook/process.yaml", process);
    world
}

#[test]
fn deals_are_held_to_the_standards_of_the_repository() {
    let run = with(PROCESS).run(&["deals", "--format", "json"]).exits(0).json();
    let told: Vec<_> = run["opportunities"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|deal| format!("{} {} {}", deal["id"], deal["unmet"], deal["unknown"]))
        .collect();
    assert_eq!(
        told,
        [
            r#""small" [] []"#,
            r#""large" ["board-agrees"] []"#,
            r#""vague" ["board-agrees"] ["board-agrees"]"#,
        ]
    );
}

#[test]
fn a_deal_tells_own_standards_in_the_language_asked_for() {
    let world = with(PROCESS);
    for (language, told) in [
        ("en", "\nstandards not met\n  proposal  the board agrees\n\nBANT"),
        (
            "zh-CN",
            "\n未达标准\n  方案呈现  董事会同意\n            → 哪天能见到董事会？\n\nBANT",
        ),
    ] {
        let arguments = ["deals", "--explain", "acme/large", "--lang", language];
        let run = world.run(&arguments).exits(0);
        assert!(run.stdout.contains(told), "{run}");
    }
    let vague = world.run(&["deals", "--explain", "acme/vague"]).exits(0);
    assert!(
        vague
            .stdout
            .contains("the board agrees\n            unknown: the expression `deal.amount / potential"),
        "{vague}"
    );
}

#[test]
fn check_and_list_go_by_the_same_standards() {
    let world = with(PROCESS);
    let run = world.run(&["check", "--rule", "milestone-unmet", "--format", "concise"]);
    assert_snapshot!(run.exits(1), @"
    exit 1
    --- out
    accounts/acme.yaml:8:41: error[milestone-unmet] the deal stands at `proposal`, but these standards are not met: `board-agrees` of `proposal`
    accounts/acme.yaml:9:41: error[milestone-unmet] the deal stands at `proposal`, but these standards are not met: `board-agrees` (unknown) of `proposal`
    ");
    let list = world.run(&["list", "--where", "unmet_standards == 2", "--columns", "id"]);
    list.exits(0).says(&["acme"]);
    world.write("dossier.yaml", "language: zh-CN\n");
    let chinese = world.run(&["check", "--rule", "milestone-unmet"]).exits(1);
    assert!(
        chinese
            .stdout
            .contains("help: 去见董事会; or set the milestone back to `deep_contact`"),
        "{chinese}"
    );
}

#[test]
fn a_deal_moves_by_the_same_standards() {
    let world = with(PROCESS);
    assert_snapshot!(world.run(&["deal", "acme", "large", "move", "proposal"]), @"
    exit 2
    --- err
    error: large has not reached `proposal`: these standards are not met
      proposal: board-agrees: meet the board
    meet them first, or give the reason with --anyway REASON
    ");
    world
        .run(&["deal", "acme", "vague", "move", "proposal", "--dry-run"])
        .exits(2)
        .says(&["proposal: board-agrees: unknown: the expression `deal.amount / potential"]);
    world
        .run(&["deal", "acme", "small", "move", "negotiation", "--dry-run"])
        .exits(2)
        .says(&["negotiation: budget-known: find out the money set aside"]);
    world.write(
        "templates/playbook/process.yaml",
        format!("{PROCESS}negotiation: []\n"),
    );
    world
        .run(&["deal", "acme", "small", "move", "negotiation"])
        .exits(0);
}

#[test]
fn approval_is_asked_for_where_the_process_asks_for_it() {
    let told = |process: &str| {
        let run = with(process).run(&["check", "--rule", "unapproved-deal"]);
        run.stdout.matches("error[unapproved-deal]").count()
    };
    assert_eq!(told("planning: []\n"), 3);
    assert_eq!(told(PROCESS), 0);
    assert_eq!(
        told("initiation: []\nproposal: [{id: approved, met: approved}]\n"),
        3
    );
    assert_eq!(
        told("initiation: []\nnegotiation: [{id: approved, met: approved}]\n"),
        0
    );
}

/// What is wrong in a process is told where it stands; commands that need it say the first of it and stop.
#[test]
fn what_is_wrong_is_told_at_its_place() {
    let world = with(
        "\
plannin: []
contact:
  - {id: person-found, met: {siad: stakeholders.roles}}
  - {id: a, met: {said: [stakeholders.rols, stakeholders.private.family]}}
  - {id: b, met: said}
  - {id: c, met: {is: {}}}
  - {id: d}
  - {id: e, met: map-drawn, when: tier == 'A'}
  - {id: f, when: tier ==}
  - {id: g, when: teir == 'A'}
  - {id: h, when: unmet_standards == 0 or deal.amount > 1}
  - {id: i, when: deal.amout > 1}
  - {id: j, met: {count: {deal.risks: many}}}
  - {id: buyer-known, met: top-met}
  - {id: k, met: top-met}
  - {id: k, met: top-met}
  - {id: Not This, met: top-met}
  - {id: need-stated, met: {said: need.need}, ask: what}
  - {id: l, mett: top-met}
",
    );
    let run = world.run(&["check", "--rule", "template-error", "--format", "concise"]);
    assert_snapshot!(run.exits(1), @"
    exit 1
    --- out
    templates/playbook/process.yaml:1:1: error[template-error] `plannin` is none of the words allowed here
    templates/playbook/process.yaml:3:30: error[template-error] `siad` is none of the words allowed here
    templates/playbook/process.yaml:4:26: error[template-error] the format has no key `rols` here; did you mean `roles`?
    templates/playbook/process.yaml:4:45: error[template-error] what stands below `private` is never looked at
    templates/playbook/process.yaml:5:18: error[template-error] expected a map of this word and its value, found `said`
    templates/playbook/process.yaml:6:5: error[template-error] `c` names nothing that it looks at
    templates/playbook/process.yaml:7:5: error[template-error] `d` asks nothing; add `met: …` or `when: …`
    templates/playbook/process.yaml:8:5: error[template-error] `e` has both `met` and `when`; make two standards of it
    templates/playbook/process.yaml:9:19: error[template-error] the expression `tier ==` does not work: unexpected end of input, expected expression
    templates/playbook/process.yaml:10:19: error[template-error] no account has a name `teir`; did you mean `tier`?
    templates/playbook/process.yaml:11:19: error[template-error] `unmet_standards` counts what this decides; name what it is to look at
    templates/playbook/process.yaml:12:19: error[template-error] the format has no key `amout` here; did you mean `amount`?
    templates/playbook/process.yaml:13:39: error[template-error] expected a whole number, not below 0, found `many`
    templates/playbook/process.yaml:14:10: error[template-error] `buyer-known` is the id of another standard of `initiation`; give one of the two another
    templates/playbook/process.yaml:16:10: error[template-error] `k` is the id of another standard of `contact`; give one of the two another
    templates/playbook/process.yaml:17:10: error[template-error] `Not This` is no id of a standard: write small letters, digits and hyphens, such as board-agrees
    templates/playbook/process.yaml:18:52: error[template-error] `need-stated` is a shipped standard, whose words stand in the playbook of each language; write yours there
    templates/playbook/process.yaml:19:13: error[template-error] the format has no key `mett` here
    ");
    for command in [
        &["deals"][..],
        &["list"],
        &["show", "acme"],
        &["deal", "acme", "small", "move", "contact"],
    ] {
        let run = world.run(command).exits(2);
        assert!(
            run.stderr
                .starts_with("error: playbook/process.yaml:1: `plannin`"),
            "{run}"
        );
        run.says(&["did you mean `planning`?"]);
    }
    world.run(&["due"]).exits(0);
}

#[cfg(unix)]
#[test]
fn a_process_outside_the_repository_is_not_read() {
    let world = with(PROCESS);
    world.write("elsewhere.yaml", "planning: [{id: canary, met: top-met}]\n");
    std::fs::remove_file(world.path("templates/playbook/process.yaml")).expect("removed");
    world.link("../../elsewhere.yaml", "templates/playbook/process.yaml");
    let run = world.run(&["deals"]).exits(2);
    assert!(run.said().contains("lies outside the templates"), "{run}");
    let run = world.run(&["check"]).exits(1);
    assert!(!run.said().contains("canary"), "{run}");
}
