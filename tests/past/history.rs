//! `history`: how accounts moved over the past, with real git.

use crate::support::Repository;

const SETTINGS: &str = "tiers: {criteria: [{id: sales, weight: 1}]}\n";

fn account(name: &str, sales: &str, more: &str) -> String {
    format!("name: {name}\nowner: li\nvalue: {{sales: {{2025: {sales}}}}}\n{more}")
}

const PEOPLE: &str = "stakeholders:\n- {id: a, name: 李伟, influence: 4, attitude: neutral}\nopportunities:\n- {id: press, name: Press line, milestone: contact, amount: 2M}\n";

/// Three accounts from August on; one is renamed in October and moves to the top in November.
fn lived() -> Repository {
    let repository = Repository::new(&[
        ("dossier.yaml", SETTINGS),
        ("accounts/acme.yaml", &account("Acme", "1M", PEOPLE)),
        ("accounts/b.yaml", &account("B", "2M", "")),
        ("accounts/c.yaml", &account("C", "3M", "")),
    ]);
    repository.git(&["init", "-q", "-b", "main"]);
    repository.commit_as("li", "2026-08-10T09:00:00+0000", "first");
    let people = PEOPLE.replace("neutral", "champion");
    repository.write("accounts/acme.yaml", account("Acme", "1M", &people));
    repository.commit_as("xu", "2026-09-10T09:00:00+0000", "won over");
    repository.git(&["mv", "accounts/acme.yaml", "accounts/华东.yaml"]);
    repository.commit_as("xu", "2026-10-10T09:00:00+0000", "moved");
    let people = people.replace("contact", "proposal").replace("2M", "3M");
    repository.write("accounts/华东.yaml", account("Acme 华东", "9M", &people));
    repository.commit_as("li", "2026-11-10T09:00:00+0000", "grown");
    repository
}

#[test]
fn months_are_told_each_as_of_its_own_day_under_whatever_name() {
    let repository = lived();
    // What is not committed is not told.
    repository.write("accounts/华东.yaml", "name: Acme 华东\n");
    insta::assert_snapshot!(repository.dossier(&["history", "华东"]).exits(0), @r#"
        exit 0
        --- out
        Acme 华东  华东
          tier      ▁▁▁█  D → A
          health    ▁███  30–60 → 40–70
          support   ▁███  0 → 1
          complete  ███▁  30 % → 9 %
          open      ▁▁▁█  2M → 3M

        When     Tier  Health  Support  Complete  Open  What happened
        2026-08  D      30–60        0      30 %    2M
        2026-09  D      40–70        1      30 %    2M  attitude 李伟: neutral →
                                                        champion
        2026-10  D      40–70        1      30 %    2M
        2026-11  A      40–70        1       9 %    3M  tier D → A (sales 1M → 9M)
                                                        milestone Press line: contact
                                                        → proposal
        "#);
    insta::assert_snapshot!(repository.dossier(&["history", "华东", "--by", "commit", "--limit", "2"]).exits(0), @r#"
        exit 0
        --- out
        Acme 华东  华东
          tier      ▁█  D → A
          health    ▄▄  40–70
          support   ▄▄  1
          complete  █▁  30 % → 9 %
          open      ▁█  2M → 3M

        When        Tier  Health  Support  Complete  Open  What happened
        2026-10-10  D      40–70        1      30 %    2M  xu: moved
        2026-11-10  A      40–70        1       9 %    3M  li: grown
                                                           tier D → A (sales 1M → 9M)
                                                           milestone Press line:
                                                           contact → proposal
        "#);
}

#[test]
fn json_is_versioned() {
    let run = lived().dossier(&[
        "history", "华东", "--by", "commit", "--limit", "1", "--format", "json",
    ]);
    let mut json = run.exits(0).json();
    json["points"][0]["commit"]["id"] = "<commit>".into();
    json["points"][0]["events"][1] = serde_json::Value::Null;
    insta::assert_snapshot!(serde_json::to_string_pretty(&json).expect("json"), @r#"
        {
          "id": "华东",
          "name": "Acme 华东",
          "points": [
            {
              "commit": {
                "author": "li",
                "id": "<commit>",
                "subject": "grown"
              },
              "completeness": 9,
              "events": [
                {
                  "after": "A",
                  "before": "D",
                  "event": "changed",
                  "kind": "tier",
                  "subject": "",
                  "times": null,
                  "turn": "better",
                  "why": "sales 1M → 9M"
                },
                null
              ],
              "health": {
                "high": 70,
                "low": 40
              },
              "on": "2026-11-10",
              "open_amount": 3000000,
              "points_known": 0,
              "support": 1,
              "tier": "A"
            }
          ],
          "today": "2026-11-21",
          "version": 1
        }
        "#);
}

/// By hand: of 1M, 2M, 3M the ranks are 0, 50, 100 points, so D, B, A; of 9M, 2M, 3M they are A, D, B.
#[test]
fn all_accounts_are_summed_up_by_quarters() {
    let repository = lived();
    insta::assert_snapshot!(repository.dossier(&["history", "--all"]).exits(0), @r#"
        exit 0
        --- out
        Quarter  A  B  C  D  Up  Down            Complete       Support
        2026 Q3  1  1  0  1   0     0  17 % (median 10 %)  1 (median 1)
        2026 Q4  1  1  0  1   1     2  16 % (median 10 %)  1 (median 1)
        "#);
    let json = repository
        .dossier(&["history", "--all", "--format", "json", "--limit", "1"])
        .exits(0)
        .json();
    let quarters = json["quarters"].as_array().expect("quarters");
    assert_eq!(quarters.len(), 1);
    assert_eq!(
        (&quarters[0]["promotions"], &quarters[0]["demotions"]),
        (&1.into(), &2.into())
    );
}

/// Where tiers are no ranks the others are not read: one that is broken in the past is in nobody's way.
#[test]
fn bands_need_no_others() {
    let repository = lived();
    let bands = "tiers: {criteria: [{id: sales, weight: 1, scale: {bands: {0: 0, 5M: 80}}}]}\n";
    repository.write("dossier.yaml", bands);
    let run = repository
        .dossier(&["history", "华东", "--format", "json"])
        .exits(0);
    let json = run.json();
    let points = json["points"].as_array().expect("points").iter();
    let tiers: Vec<&str> = points
        .map(|point| point["tier"].as_str().expect("a tier"))
        .collect();
    assert_eq!(tiers, ["D", "D", "D", "A"]);
}

#[test]
fn a_moment_that_cannot_be_read_is_left_out() {
    let repository = lived();
    repository.write("accounts/b.yaml", "name: [\n");
    repository.commit_as("li", "2026-11-12T09:00:00+0000", "broken");
    repository.write("accounts/b.yaml", account("B", "2M", ""));
    repository.commit_as("li", "2026-11-13T09:00:00+0000", "mended");
    let run = repository.dossier(&["history", "b", "--by", "commit"]).exits(0);
    assert!(
        run.stdout.contains("2026-11-13") && !run.stdout.contains("2026-11-12"),
        "{run}"
    );
}

#[test]
fn what_there_is_not_is_told_with_what_to_do() {
    let repository = lived();
    repository.write("accounts/new.yaml", "name: New\n");
    repository
        .dossier(&["history", "new"])
        .exits(3)
        .says(&["remembers nothing of accounts/new.yaml"]);
    repository
        .dossier(&["history", "nobody"])
        .exits(2)
        .says(&["no account `nobody`"]);
    repository.dossier(&["history"]).exits(2);
    repository.dossier(&["history", "new", "--limit", "0"]).exits(2);
    let unborn = Repository::new(&[("accounts/a.yaml", "name: A\n")]);
    unborn
        .dossier(&["history", "a"])
        .exits(2)
        .says(&["in no git repository"]);
    unborn.git(&["init", "-q", "-b", "main"]);
    unborn
        .dossier(&["history", "--all"])
        .exits(2)
        .says(&["no commit yet"]);
}

#[test]
fn a_shallow_clone_says_that_it_is_one() {
    let repository = lived();
    let url = format!("file://{}", repository.world.path("repo").display());
    repository.git(&["clone", "-q", "--depth", "1", &url, "../shallow"]);
    let run = repository.world.run_in("shallow", &["history", "华东"]).exits(0);
    assert_eq!(run.stdout.matches("2026-").count(), 1, "{run}");
    run.says(&["shallow", "--unshallow"]);
}

#[test]
fn who_edited_and_who_met_whom() {
    let dossier = |touchpoints: &str| {
        format!(
            "name: Acme\nstakeholders:\n- {{id: a, name: 李伟}}\n- {{id: b, name: Bo}}\n- {{id: c, name: Cy, left: 2026-05-01}}\ntouchpoints:\n{touchpoints}"
        )
    };
    let first = "- {on: 2026-04-01, kind: visit, by: xu, with: [a, c]}\n";
    let repository = Repository::new(&[
        ("dossier.yaml", "team: {xu: {name: 许曼青}, li: {name: Li}}\n"),
        ("accounts/acme.yaml", &dossier(first)),
    ]);
    repository.git(&["init", "-q", "-b", "main"]);
    repository.commit_as("xu", "2026-04-02T09:00:00+0800", "first");
    repository.git(&["mv", "accounts/acme.yaml", "accounts/华东.yaml"]);
    repository.commit_as("li", "2026-05-02T09:00:00+0800", "moved");
    let more = format!(
        "{first}- {{on: 2026-09-01, kind: call, by: li, with: [a]}}\n- {{on: 2026-09-03, kind: call, by: li, with: [a]}}\n"
    );
    repository.write("accounts/华东.yaml", dossier(&more));
    repository.commit_as("li", "2026-09-03T09:00:00+0800", "called");
    insta::assert_snapshot!(repository.dossier(&["history", "华东", "--people"]).exits(0), @"
    exit 0
    --- out
    Acme  华东
    Edited by  Commits  First       Last
    li               2  2026-05-02  2026-09-03
    xu               1  2026-04-02  2026-04-02

    Person     Met by
    李伟       Li 2×, last 2026-09-03; 许曼青 1×, last 2026-04-01
    Bo         nobody
    Cy (left)  许曼青 1×, last 2026-04-01
    ");
    let data = repository
        .dossier(&["history", "华东", "--people", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(data["version"], 1);
    assert_eq!(
        data["editors"][0],
        serde_json::json!({"name": "li", "email": "li@example.com", "commits": 2, "first": "2026-05-02", "last": "2026-09-03"})
    );
    assert_eq!(
        data["people"][0]["met_by"][0],
        serde_json::json!({"who": "li", "times": 2, "last": "2026-09-03"})
    );
    repository.dossier(&["history", "--all", "--people"]).exits(2);
}
