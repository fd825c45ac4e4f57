//! `diff`: what became of accounts, with real git.

use crate::support::{Repository, Run};

const ACME: &str = "name: Acme 华东\nowner: li\nindustry: steel\nprofile: {turnover: 480M}\nvalue: {sales: {2025: 1.2M}}\nstakeholders:\n- {id: a, name: 李伟, attitude: supporter, influence: 4, private: {family: canary}}\n- {id: b, name: Wu Jun, influence: 2}\nopportunities:\n- {id: press, name: Press line, milestone: proposal, close: 2026-10-01, amount: 2M}\ncommitments:\n- {id: quote, what: Quote, by: us, due: 2026-11-08}\n";

const SETTINGS: &str =
    "tiers:\n  criteria:\n  - {id: sales, weight: 1, scale: {bands: {0: 0, 1M: 50, 2M: 80}}}\n";

/// Two accounts, committed in October.
fn lived() -> Repository {
    let repository = Repository::new(&[
        ("dossier.yaml", SETTINGS),
        ("accounts/acme.yaml", ACME),
        ("accounts/other.yaml", "name: Other\nowner: xu\n"),
    ]);
    repository.git(&["init", "-q", "-b", "main"]);
    repository.commit_as("li", "2026-10-01T09:00:00+0000", "first");
    repository
}

fn change(repository: &Repository, changes: &[(&str, &str)]) {
    let mut text = repository.read("accounts/acme.yaml");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    repository.write("accounts/acme.yaml", text);
}

/// The kinds of change of each account: `acme: tier, attitude`.
fn kinds(run: &Run) -> Vec<String> {
    let json = run.json();
    let accounts = json["accounts"].as_array().expect("accounts").iter();
    let told = accounts.map(|account| {
        let changes = account["changes"].as_array().expect("changes").iter();
        let kinds: Vec<&str> = changes
            .map(|change| change["kind"].as_str().expect("a word"))
            .collect();
        format!("{}: {}", account["id"].as_str().expect("an id"), kinds.join(", "))
    });
    told.collect()
}

fn json(repository: &Repository, more: &[&str]) -> Run {
    repository.dossier(&[&["diff", "--format", "json"], more].concat())
}

#[test]
fn a_week_is_told_in_the_words_of_the_field() {
    let repository = lived();
    change(&repository, &[("close: 2026-10-01", "close: 2026-11-01")]);
    repository.commit_as("li", "2026-10-20T09:00:00+0000", "later");
    change(
        &repository,
        &[
            ("close: 2026-11-01", "close: 2026-12-01"),
            ("amount: 2M", "amount: 2.5M"),
        ],
    );
    repository.commit_as("xu", "2026-11-02T09:00:00+0000", "later again");
    change(
        &repository,
        &[
            ("close: 2026-12-01", "close: 2027-01-15"),
            ("2025: 1.2M", "2025: 2.5M"),
            ("attitude: supporter", "attitude: champion"),
            ("influence: 2}", "influence: 2, left: 2026-11-10, successor: a}"),
            ("due: 2026-11-08}", "due: 2026-11-08, kept: 2026-11-12}"),
            ("family: canary", "family: other"),
            ("turnover: 480M", "turnover: 500M"),
        ],
    );
    repository.write(
        "accounts/new.yaml",
        "name: New\ntouchpoints: [{on: 2026-11-20, kind: visit}]\n",
    );
    insta::assert_snapshot!(repository.dossier(&["diff", "--since", "2026-11-01"]).exits(0), @r#"
        exit 0
        --- out
        A  Acme 华东  acme  li
          tier            B → A (sales 1.2M → 2.5M)
          left            Wu Jun: 2026-11-10 (李伟 follows)
          close date      Press line: 2026-11-01 → 2027-01-15, moved for the third
                          time (75 days later)
          amount          Press line: 2M → 2.5M
          attitude        李伟: supporter → champion
          promise kept    Quote: 2026-11-12 (4 days late)
          health          30–52 → 40–55
          support         0.33 → 1
          completeness    11 % → 13 %
          field           profile.turnover: 480M → 500M
          field           value.sales.2025: 1.2M → 2.5M
          private         details changed (--private shows them)

        D  New  new
          account         new
        "#);
    insta::assert_snapshot!(
        repository.dossier(&["diff", "HEAD~1", "--format", "md", "--", "acme"]).exits(0).stdout.replace(repository.git(&["rev-parse", "--short=10", "HEAD~1"]).trim(), "<commit>"),
        @r#"
        changes since <commit>, as of 2026-11-21: 1 account

        ## Acme 华东 (A)

        - **tier** B → A (sales 1.2M → 2.5M)
        - **left** Wu Jun: 2026-11-10 (李伟 follows)
        - **close date** Press line: 2026-11-01 → 2027-01-15, moved for the third time (75 days later)
        - **amount** Press line: 2M → 2.5M
        - **attitude** 李伟: supporter → champion
        - **promise kept** Quote: 2026-11-12 (4 days late)
        - **health** 30–52 → 40–55
        - **support** 0.33 → 1
        - **completeness** 11 % → 13 %
        - **field** profile.turnover: 480M → 500M
        - **field** value.sales.2025: 1.2M → 2.5M
        - **private** details changed (--private shows them)
        "#
    );
    // What stands in the commits alone is no work of today's.
    assert_eq!(
        kinds(&json(&repository, &["HEAD~2", "HEAD"])),
        ["acme: close-date, amount"]
    );
    assert_eq!(
        kinds(&json(&repository, &["HEAD~1..HEAD"])),
        ["acme: close-date, amount"]
    );
    assert_eq!(
        kinds(&json(&repository, &["main~1...main"])),
        ["acme: close-date, amount"]
    );
}

/// Two accounts at once, one of them renamed, and not only in the work tree.
#[test]
fn slips_are_counted_under_whatever_name() {
    let repository = lived();
    let other = ACME
        .replace("Acme 华东", "Other")
        .replace("close: 2026-10-01", "close: 2026-10-02");
    repository.write("accounts/other.yaml", other);
    repository.commit_as("li", "2026-10-05T09:00:00+0000", "other");
    repository.git(&["mv", "accounts/acme.yaml", "accounts/east.yaml"]);
    repository.commit_as("li", "2026-10-06T09:00:00+0000", "moved");
    let text = repository
        .read("accounts/east.yaml")
        .replace("close: 2026-10-01", "close: 2026-11-01");
    repository.write("accounts/east.yaml", text);
    repository.commit_as("li", "2026-10-07T09:00:00+0000", "later");
    let times = |since: &str| {
        let json = json(&repository, &[since]).json();
        let accounts = json["accounts"].as_array().expect("accounts").iter();
        let changes = accounts.flat_map(|account| account["changes"].as_array().expect("changes"));
        let dates = changes.filter(|change| change["kind"] == "close-date");
        let told = dates.map(|change| format!("{} {}", change["after"], change["times"]));
        told.collect::<Vec<_>>()
    };
    assert_eq!(times("HEAD~2"), ["\"2026-11-01\" 1"]);
    let text = repository
        .read("accounts/east.yaml")
        .replace("close: 2026-11-01", "close: 2026-12-01");
    repository.git(&["mv", "accounts/east.yaml", "accounts/far.yaml"]);
    repository.write("accounts/far.yaml", text);
    let text = repository
        .read("accounts/other.yaml")
        .replace("close: 2026-10-02", "close: 2026-12-02");
    repository.write("accounts/other.yaml", text);
    assert_eq!(times("HEAD"), ["\"2026-12-01\" 2", "\"2026-12-02\" 1"]);
    // Renamed twice, and once in the work tree alone: its name at the last commit is not known.
    assert_eq!(times("HEAD~2"), ["\"2026-12-01\" null", "\"2026-12-02\" 1"]);
}

#[test]
fn json_is_versioned_and_keeps_what_is_private() {
    let repository = lived();
    change(
        &repository,
        &[
            ("family: canary", "family: other"),
            ("turnover: 480M", "turnover: 500M"),
        ],
    );
    let run = json(&repository, &[]).exits(0);
    let mut json = run.json();
    json["before"] = "<commit>".into();
    insta::assert_snapshot!(serde_json::to_string_pretty(&json).expect("json"), @r#"
        {
          "accounts": [
            {
              "changes": [
                {
                  "after": "500M",
                  "before": "480M",
                  "event": "changed",
                  "kind": "field",
                  "subject": "profile.turnover",
                  "times": null,
                  "turn": null,
                  "why": null
                },
                {
                  "after": null,
                  "before": null,
                  "event": "changed",
                  "kind": "private",
                  "subject": "",
                  "times": null,
                  "turn": null,
                  "why": null
                }
              ],
              "id": "acme",
              "name": "Acme 华东",
              "owner": "li",
              "tier": "B"
            }
          ],
          "after": null,
          "before": "<commit>",
          "today": "2026-11-21",
          "version": 1
        }
        "#);
    for format in ["table", "md"] {
        let run = repository.dossier(&["diff", "--format", format]).exits(0);
        assert!(
            !run.said().contains("canary") && !run.said().contains("other"),
            "{run}"
        );
    }
    repository
        .dossier(&["diff", "--private"])
        .exits(0)
        .says(&["canary → other"]);
}

#[test]
fn order_and_layout_are_no_change() {
    let repository = lived();
    let lines: Vec<&str> = ACME.lines().collect();
    let mut turned = vec![lines[0], lines[8], lines[9]];
    turned.extend(&lines[1..5]);
    turned.extend([
        "",
        "# people",
        "stakeholders:",
        "  - {id: b, name: 'Wu Jun', influence: 2}",
    ]);
    turned.extend([
        "  - id: a",
        "    name: 李伟",
        "    private: {family: canary}",
        "    influence: 4",
        "    attitude: supporter",
    ]);
    turned.extend(&lines[10..]);
    repository.write("accounts/acme.yaml", turned.join("\r\n") + "\r\n");
    let run = repository.dossier(&["diff"]).exits(0);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("nothing changed"), "{run}");
}

#[test]
fn dossiers_come_go_and_are_renamed() {
    let repository = lived();
    repository.world.folder("repo/accounts/east");
    let from = repository.world.path("repo/accounts/acme.yaml");
    std::fs::rename(from, repository.world.path("repo/accounts/east/华东.yaml")).expect("renamed");
    std::fs::remove_file(repository.world.path("repo/accounts/other.yaml")).expect("gone");
    repository.write("accounts/third.yaml", "name: Third\n");
    assert_eq!(
        kinds(&json(&repository, &[])),
        ["other: account", "third: account", "east/华东: renamed"]
    );
    let of_other = json(&repository, &["--", "other"]);
    assert_eq!(of_other.json()["accounts"][0]["changes"][0]["event"], "removed");
    assert_eq!(
        kinds(&json(&repository, &["--owner", "li"])),
        ["east/华东: renamed"]
    );
    // A link to a file that is told anyway is none.
    repository.world.link("third.yaml", "repo/accounts/link.yaml");
    assert_eq!(kinds(&json(&repository, &[])).len(), 3);
}

#[test]
fn what_cannot_be_read_is_told_with_its_place_and_the_others_still_are() {
    let repository = lived();
    let broken = repository.read("accounts/acme.yaml") + "tags: [\n";
    repository.write("accounts/acme.yaml", broken);
    repository.write("accounts/other.yaml", "name: Other\nowner: li\n");
    let run = repository.dossier(&["diff"]).exits(1);
    let run = run.says(&["unreadable", "accounts/acme.yaml:", "cannot be read", "xu → li"]);
    assert!(!run.stdout.contains("no longer stated"), "{run}");
    repository.commit();
    repository.write("accounts/acme.yaml", ACME);
    repository
        .dossier(&["diff"])
        .exits(0)
        .says(&["could not be read before"]);
}

#[test]
fn a_version_that_is_too_large_was_there_and_could_not_be_read() {
    let repository = lived();
    let acme = repository.read("accounts/acme.yaml");
    repository.write("accounts/acme.yaml", format!("{acme}# {}\n", "x".repeat(5 << 20)));
    repository.commit();
    repository.write("accounts/acme.yaml", acme);
    repository
        .dossier(&["diff", "HEAD", "--", "acme"])
        .exits(0)
        .says(&["could not be read before", "a dossier has at most 4 MiB"]);
}

/// By ranks an account moves although nobody touched its dossier.
#[test]
fn an_account_may_move_among_others() {
    let sales = |name: &str, sales: &str| {
        format!("name: {name}\nowner: li\nvalue: {{sales: {{2025: {sales}}}}}\nneeds: [{{need: x}}]\n")
    };
    let settings = "tiers: {criteria: [{id: sales, weight: 1}]}\n";
    let [a, b, c] = [("A", "3M"), ("B", "2M"), ("C", "1M")].map(|(name, amount)| sales(name, amount));
    let repository = Repository::committed(&[
        ("dossier.yaml", settings),
        ("accounts/a.yaml", &a),
        ("accounts/b.yaml", &b),
        ("accounts/c.yaml", &c),
    ]);
    repository.write("accounts/c.yaml", sales("C", "9M"));
    insta::assert_snapshot!(repository.dossier(&["tier", "--since", "HEAD"]).exits(0), @r#"
        exit 0
        --- out
        Moved  Account  Owner  Why
        D → A  C        li     sales 1M → 9M
        A → B  A        li     others moved: its place by sales is another
        B → D  B        li     others moved: its place by sales is another
        "#);
    let run = repository.dossier(&["tier", "--since", "HEAD", "--format", "json", "b"]);
    let json = run.exits(0).json();
    assert_eq!(
        (&json["moved"][0]["from"], &json["moved"][0]["to"]),
        (&"B".into(), &"D".into())
    );
    assert_eq!(json["moved"].as_array().map(Vec::len), Some(1));
    let run = repository
        .dossier(&["tier", "--since", "HEAD", "--owner", "li", "x"])
        .exits(2);
    run.says(&["no account `x`"]);
    let run = repository.dossier(&["diff"]).exits(0);
    insta::assert_snapshot!(run.stdout, @r#"
        A  C  c  li
          tier            D → A (sales 1M → 9M)
          field           value.sales.2025: 1M → 9M

        B  A  a  li
          tier            A → B (others moved: its place by sales is another)

        D  B  b  li
          tier            B → D (others moved: its place by sales is another)
        "#);
    repository.write("accounts/c.yaml", sales("C", "9M ZAR"));
    let run = repository.dossier(&["tier", "--since", "HEAD"]).exits(1);
    run.says(&["warning: c: value.sales.2025 is in ZAR, for which dossier.yaml has no rate"]);
}

#[test]
fn what_there_is_not_is_told_with_what_to_do() {
    let repository = lived();
    for (arguments, words) in [
        (
            &["diff", "acme"][..],
            &["no commit `acme`", "dossier diff -- acme"][..],
        ),
        (&["diff", "--since", "2020-01-01"], &["before 2020-01-01"]),
        (&["diff", "--since", "soon"], &["`soon` is no date"]),
        (&["diff", "--", "nobody"], &["no account `nobody`"]),
        (&["diff", "--owner", "nobody"], &["`nobody`"]),
        (&["diff", "main..nowhere"], &["no commit `nowhere`"]),
        (
            &["diff", "HEAD", "--since", "2026-11-01"],
            &["cannot be used with"],
        ),
    ] {
        repository.dossier(arguments).exits(2).says(words);
    }
    let unborn = Repository::new(&[("accounts/a.yaml", "name: A\n")]);
    unborn.dossier(&["diff"]).exits(2).says(&["in no git repository"]);
    unborn.git(&["init", "-q", "-b", "main"]);
    unborn.dossier(&["diff"]).exits(2).says(&["no commit yet"]);
}

#[test]
fn a_subfolder_a_shallow_clone_and_a_detached_head_work_alike() {
    let repository = Repository::new(&[("crm/accounts/a.yaml", ACME), ("accounts/b.yaml", "name: B\n")]);
    repository.git(&["init", "-q", "-b", "main"]);
    repository.commit_as("li", "2026-10-01T09:00:00+0000", "first");
    repository.write("crm/accounts/a.yaml", ACME.replace("owner: li", "owner: xu"));
    repository.write("accounts/b.yaml", "name: B\nowner: xu\n");
    repository.commit_as("li", "2026-10-02T09:00:00+0000", "second");
    repository.git(&["checkout", "-q", "--detach"]);
    let run = repository
        .world
        .run_in("repo/crm", &["diff", "HEAD~1", "--format", "json"]);
    assert_eq!(kinds(&run), ["a: owner"]);
    let url = format!("file://{}", repository.world.path("repo").display());
    repository.git(&["clone", "-q", "--depth", "1", &url, "../shallow"]);
    let run = repository.world.run_in("shallow/crm", &["diff"]).exits(0);
    assert_eq!(run.stdout, "");
    let run = repository
        .world
        .run_in("shallow/crm", &["diff", "HEAD~1"])
        .exits(2);
    run.says(&["--unshallow"]);
}
