//! `deal`: milestones reached when their standards are met, and how deals end.

use insta::assert_snapshot;

use super::portfolio;
use crate::support::World;

/// A deal whose standards are met as far as `contact`.
const MET: &str = "\
name: 甲公司
industry: machinery
region: east
owner: li.na
source: {kind: fair}
phone: '1'
registered: 2026-01-05
value: {strategic_fit: 4}
stakeholders:
  - {id: li, name: 李, roles: [buyer], phone: '2'}
needs:
  - {id: n1, need: less scrap}
touchpoints:
  - {on: 2026-03-01, kind: visit, with: [li]}
opportunities:
  - id: d1
    name: 线三
    need: n1
    opened: 2026-02-01
    # our milestones
    milestone: planning    # so far
    reached: {planning: 2026-02-01}
";

fn world() -> World {
    World::with([("accounts/a.yaml", MET)])
}

#[test]
fn a_milestone_whose_standards_are_met_is_reached() {
    let world = world();
    assert_snapshot!(world.run(&["deal", "a", "线", "move", "contact", "--on", "fri", "--dry-run"]), @"
    exit 0
    --- out
    --- accounts/a.yaml
    +++ accounts/a.yaml
    @@ -18,5 +18,5 @@
         need: n1
         opened: 2026-02-01
         # our milestones
    -    milestone: planning    # so far
    -    reached: {planning: 2026-02-01}
    +    milestone: contact     # so far
    +    reached: {planning: 2026-02-01, contact: 2026-11-20}
    --- err
    not written: deal d1 at contact on 2026-11-20
    ");
    world.run(&["deal", "a", "d1", "move", "contact"]).exits(0);
    world
        .run(&["deal", "a", "d1", "move", "contact"])
        .exits(0)
        .says(&["says so already"]);
}

#[test]
fn standards_that_are_not_met_are_listed_with_what_mends_them() {
    let world = world();
    assert_snapshot!(world.run(&["deal", "a", "d1", "move", "initiation"]), @"
    exit 2
    --- err
    error: d1 has not reached `initiation`: these standards are not met
      initiation: process-known: write in `procurement.process` the steps by which they buy
      initiation: need-confirmed: let them confirm the need as you wrote it down, and set its `status: confirmed`
      initiation: solution-fits: judge whether our solution fits, and write it in `evaluation.solution_fits`
      initiation: approved: write in `approved` who of us approved the deal, and when
    meet them first, or give the reason with --anyway REASON
    ");
    assert_eq!(world.read("accounts/a.yaml"), MET);
}

#[test]
fn a_reason_becomes_the_comment_that_check_takes() {
    let world = world();
    let moved = ["deal", "a", "d1", "move", "initiation", "--anyway", "董事会要求"];
    assert_snapshot!(world.run(&moved), @"
    exit 0
    --- out
    wrote accounts/a.yaml: deal d1 at initiation on 2026-11-21
    --- err
    the deal is not approved, which `dossier check` goes on telling
    ");
    let text = world.read("accounts/a.yaml");
    let wanted = "    # our milestones\n    # dossier: ignore[milestone-unmet] 董事会要求\n    milestone: initiation  # so far\n";
    assert!(text.contains(wanted), "{text}");
    let rules = ["check", "--rule", "milestone-unmet", "--rule", "unused-ignore"];
    world.run(&rules).exits(0);
    // Another reason takes the place of the first; back where all is met there is nothing to pass over.
    world
        .run(&["deal", "a", "d1", "move", "deep_contact", "--anyway", "again"])
        .exits(0);
    assert!(!world.read("accounts/a.yaml").contains("董事会要求"));
    assert_snapshot!(world.run(&["deal", "a", "d1", "move", "contact"]), @"
    exit 0
    --- out
    wrote accounts/a.yaml: deal d1 back at contact on 2026-11-21
    --- err
    moved back: `initiation` is no longer reached
    moved back: `deep_contact` is no longer reached
    ");
    let back = MET.replace(
        "planning    # so far\n    reached: {planning: 2026-02-01}",
        "contact     # so far\n    reached: {planning: 2026-02-01, contact: 2026-11-21}",
    );
    assert_eq!(
        world
            .read("accounts/a.yaml")
            .replace("contact # so", "contact     # so"),
        back
    );
    world.run(&rules).exits(0);
}

#[test]
fn a_reason_that_is_not_needed_is_not_written() {
    let world = world();
    world
        .run(&["deal", "a", "d1", "move", "contact", "--anyway", "x"])
        .exits(0)
        .says(&["no reason is written"]);
    assert!(!world.read("accounts/a.yaml").contains("ignore"));
}

#[test]
fn moved_back_a_deal_keeps_the_day_it_had() {
    let world = world();
    world.run(&["deal", "a", "d1", "move", "contact"]).exits(0);
    world
        .run(&["deal", "a", "d1", "move", "planning"])
        .exits(0)
        .says(&["deal d1 back at planning\n"]);
    assert!(
        world
            .read("accounts/a.yaml")
            .contains("reached: {planning: 2026-02-01}\n")
    );
    world
        .run(&["deal", "a", "d1", "move", "planning", "--on", "2026-02-03"])
        .exits(0);
    assert!(
        world
            .read("accounts/a.yaml")
            .contains("reached: {planning: 2026-02-03}\n")
    );
}

#[test]
fn a_deal_in_braces_is_commented_on_above() {
    let world = portfolio();
    world
        .run(&[
            "deal",
            "northern",
            "retrofit",
            "move",
            "negotiation",
            "--anyway",
            "urgent",
        ])
        .exits(0);
    let wanted = "opportunities:\n  # dossier: ignore[milestone-unmet] urgent\n  - {id: retrofit, name: Retrofit of line 3, milestone: negotiation, reached: {proposal: 2026-10-20, negotiation: 2026-11-21},";
    assert!(world.read("accounts/northern-lathe.yaml").contains(wanted));
    world.run(&["check", "--rule", "milestone-unmet"]).exits(0);
}

#[test]
fn how_a_deal_ended_is_entered() {
    for outcome in ["won", "lost"] {
        let world = world();
        world
            .run(&["deal", "a", "d1", outcome])
            .exits(0)
            .says(&[&format!("wrote accounts/a.yaml: deal d1 {outcome}")]);
        assert_eq!(
            world.read("accounts/a.yaml"),
            format!("{MET}    outcome: {outcome}\n")
        );
    }
}

#[test]
fn what_has_ended_is_not_asked_for_standards() {
    let world = world();
    world
        .run(&["deal", "a", "d1", "move", "deep_contact", "--anyway", "x"])
        .exits(0);
    world.run(&["deal", "a", "d1", "won"]).exits(0);
    assert!(!world.read("accounts/a.yaml").contains("ignore"));
    world.run(&["deal", "a", "d1", "move", "delivery"]).exits(0);
    world
        .run(&["check", "--rule", "milestone-unmet", "--rule", "unused-ignore"])
        .exits(0);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let world = world();
    for (arguments, words) in [
        (vec!["d2", "move", "contact"], "did you mean `d1`?"),
        (vec!["d1", "move", "contcat"], "contact"),
        (vec!["d1", "move", "contact", "--on", "tomorrow"], "still to come"),
        (
            vec!["d1", "move", "contact", "--on", "2026-01-31"],
            "`planning` was reached on 2026-02-01",
        ),
        (
            vec!["d1", "move", "planning", "--on", "2026-01-31"],
            "the deal began on 2026-02-01",
        ),
        (
            vec!["d1", "move", "initiation", "--anyway", " "],
            "wants a reason",
        ),
        (
            vec!["d1", "move", "initiation", "--anyway", "a\nb"],
            "on one line",
        ),
    ] {
        let arguments = [vec!["deal", "a"], arguments].concat();
        world.run(&arguments).exits(2).says(&[words]);
        assert_eq!(world.read("accounts/a.yaml"), MET, "{arguments:?}");
    }
}
