//! `dossier library`.

use insta::assert_snapshot;

use super::portfolio;
use crate::support::{World, keys};

const CASES: &str = "\
- id: lathe-retrofit
  title: Change-over from six hours to forty minutes
  industry: machinery
  size: {employees: [500, 3000]}
  needs: [change-over]
  value: {before: 6 h, after: 40 min, saves: 800k CNY}
  approved: {by: legal, until: 2027-06-30}
  added: 2026-11-02
- id: seals
  title: 机械密封泄漏从每周一次到一年零次
  industry: 泵
  needs: [leak]
  approved: {by: legal, until: 2026-12-15}
- {id: ended, title: Old lathes, industry: machinery, approved: {by: legal, until: 2026-10-31}}
- {id: unasked, title: Nobody was asked, industry: machinery}
- {id: drawings, title: 图纸管理, industry: machinery, approved: {by: legal}}
";

const TALKS: &str = "\
- id: one-hour
  scene: value
  roles: [decision_maker]
  departments: [finance]
  industries: [machinery]
  milestones: [proposal, negotiation]
  say: What does an hour of the bottleneck earn you? The rest is arithmetic.
  proof: lathe-retrofit
- id: price
  scene: objection
  roles: [buyer]
  objection: 比国产贵三成
  say: 两家都按五年、按每个合格件的成本算，停机、培训、备件都放进去；算出来我们不占优，就按您的价谈范围，我们先不谈单价。
  proof: ended
";

fn library() -> World {
    let world = portfolio();
    world.write("library/cases.yaml", CASES);
    world.write("library/talks.yaml", TALKS);
    let dossier = world.read("accounts/northern-lathe.yaml");
    let told = dossier.replace(
        "outcome: offer handed over}",
        "outcome: offer handed over, told: [drawings]}",
    );
    world.write("accounts/northern-lathe.yaml", told);
    world
}

#[test]
fn every_case_is_listed_with_its_leave_and_every_track_with_its_use() {
    assert_snapshot!(library().run(&["library", "list"]), @"
    exit 0
    --- out
    Case                              For                         Leave
    lathe-retrofit                    machinery, 500–3000 people  until 2027-06-30
    Change-over from six hours to     change-over                 not told yet
    forty minutes
    6 h → 40 min, saves 800k CNY
    seals                             泵                          until 2026-12-15
    机械密封泄漏从每周一次到一年零次  leak                        not told yet
    ended                             machinery                   ended 2026-10-31
    Old lathes                                                    not told yet
    unasked                           machinery                   not given
    Nobody was asked                                              not told yet
    drawings                          machinery                   without end
    图纸管理                                                      told 2026-10-20

    Talk track  For                      Says
    one-hour    decision-maker, finance  What does an hour of the bottleneck earn
    value       proposal, negotiation    you? The rest is arithmetic.
                machinery
    price       buyer                    “比国产贵三成”
    objection                            → 两家都按五年、按每个合格件的成本算，停
                                         机、培训、备件都放进去；算出来我们不占优
                                         ，就按您的价谈范围，我们先不谈单价。
    ");
}

#[test]
fn what_suits_an_account_is_told_with_its_reasons_and_what_is_kept_back() {
    assert_snapshot!(library().run(&["library", "match", "northern"]), @"
    exit 0
    --- out
    Northern Lathe Works  northern-lathe
      deal: Retrofit of line 3 (proposal)
      there: 胡冰, Sun Li
      scene: value

    Cases
       3  lathe-retrofit
          Change-over from six hours to forty minutes
          6 h → 40 min, saves 800k CNY
          same industry (machinery)

    Talk tracks
      11  one-hour
          What does an hour of the bottleneck earn you? The rest is arithmetic.
          proof: lathe-retrofit, Change-over from six hours to forty minutes
          role (胡冰, decision-maker), milestone (proposal), scene (value), same
          industry (machinery)

    Objections to expect
       3  “比国产贵三成” (Sun Li)
          → 两家都按五年、按每个合格件的成本算，停机、培训、备件都放进去；算出来我
          们不占优，就按您的价谈范围，我们先不谈单价。
          proof: ended (leave ended on 2026-10-31)
          role (Sun Li, buyer)

    Not to be told
      ended     leave ended on 2026-10-31
      unasked   nobody has given leave to tell it
      drawings  already told to 胡冰, Sun Li on 2026-10-20
    ");
}

#[test]
fn people_deal_and_scene_are_those_asked_for() {
    let arguments = [
        "library",
        "match",
        "northern",
        "--with",
        "sun-li",
        "--scene",
        "objection",
        "--lang",
        "zh-CN",
    ];
    assert_snapshot!(library().run(&arguments), @"
    exit 0
    --- out
    Northern Lathe Works  northern-lathe
      deal: Retrofit of line 3 (方案呈现)
      there: Sun Li
      scene: 异议

    Cases
       3  lathe-retrofit
          Change-over from six hours to forty minutes
          6 h → 40 min, saves 800k CNY
          行业相同 (机械)

    Objections to expect
       3  “比国产贵三成” (Sun Li)
          → 两家都按五年、按每个合格件的成本算，停机、培训、备件都放进去；算出来我
          们不占优，就按您的价谈范围，我们先不谈单价。
          proof: ended (leave ended on 2026-10-31)
          角色 (Sun Li, 采购经办)

    Not to be told
      ended     leave ended on 2026-10-31
      unasked   nobody has given leave to tell it
      drawings  already told to Sun Li on 2026-10-20
    ");
    let world = library();
    world
        .run(&["library", "match", "northern", "--with", "sum-li"])
        .exits(2)
        .says(&["did you mean `sun-li`?"]);
    world
        .run(&["library", "match", "northern", "--deal", "x"])
        .exits(2)
        .says(&["has no deal `x`; there are retrofit"]);
    world
        .run(&["library", "match", "northern", "--scene", "price"])
        .exits(2)
        .says(&["it is one of prospecting, diagnosis"]);
}

#[test]
fn as_json_both_are_documents_of_version_1() {
    let world = library();
    let list = world
        .run(&["library", "list", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(keys(&list), ["cases", "talks", "today", "version"]);
    assert_eq!(
        (&list["version"], &list["cases"][4]["times_told"]),
        (&1.into(), &1.into())
    );
    let world = world.set("DOSSIER_FORMAT", "json");
    let found = world.run(&["library", "match", "northern"]).exits(0).json();
    assert_eq!(
        keys(&found),
        [
            "account",
            "cases",
            "deal",
            "objections",
            "scene",
            "talks",
            "today",
            "version",
            "with",
            "withheld"
        ]
    );
    assert_snapshot!(found["cases"][0]["reasons"], @r#"[{"criterion":"industry","points":3,"what":"machinery","who":null}]"#);
    assert_snapshot!(found["withheld"], @r#"[{"id":"ended","on":"2026-10-31","title":"Old lathes","to":[],"why":"expired"},{"id":"unasked","on":null,"title":"Nobody was asked","to":[],"why":"unapproved"},{"id":"drawings","on":"2026-10-20","title":"图纸管理","to":["胡冰","Sun Li"],"why":"told"}]"#);
}

#[test]
fn an_empty_library_is_nothing_to_work_on_and_a_broken_one_is_told() {
    let world = portfolio();
    world
        .run(&["library", "list"])
        .exits(3)
        .says(&["there are no cases or talk tracks in <world>/library"]);
    world.write(
        "library/cases.yaml",
        "- {id: a, aproved: {by: legal}}\n- {id: b, approved: {by: legal}}\n",
    );
    let run = world.run(&["library", "list"]).exits(1);
    assert!(
        run.stderr
            .contains("library/cases.yaml:1: the format has no key `aproved` here"),
        "{run}"
    );
    let run = world.run(&["library", "match", "northern"]).exits(1);
    assert!(run.stderr.contains("nothing of the library suits"), "{run}");
}

#[test]
fn what_is_hostile_is_shown_not_obeyed() {
    let world = portfolio();
    world.write(
        "library/cases.yaml",
        "- {id: \"a\\e[31m\", title: \"x\\u202e\", industry: machinery, approved: {by: legal}}\n",
    );
    for arguments in [&["library", "list"][..], &["library", "match", "northern"]] {
        let run = world.run(arguments).exits(0);
        assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']), "{run}");
    }
}
