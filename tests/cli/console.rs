//! Formats, colours, remarks, and the same bytes every time.

use insta::assert_snapshot;

use super::portfolio;
use crate::support::World;

const COMMANDS: [&[&str]; 8] = [
    &["check"],
    &["check", "--format", "json"],
    &["tier", "--explain"],
    &["due"],
    &["list"],
    &["show", "northern-lathe"],
    &["show", "northern-lathe", "--format", "json"],
    &["brief", "northern-lathe"],
];

#[test]
fn the_same_input_gives_the_same_bytes() {
    let world = portfolio();
    // Enough files that threads race for them, and findings in many.
    for n in 0..40 {
        world.write(
            &format!("accounts/more/{n}.yaml"),
            format!("name: More {n}\nowner: nobody\nvlaue: {n}\ndomains: [same.example]\n"),
        );
    }
    for arguments in COMMANDS {
        let runs: Vec<_> = ["1", "4", "4"]
            .into_iter()
            .map(|threads| {
                let mut command = world.command(arguments);
                command.env("RAYON_NUM_THREADS", threads);
                let run = world.finish(command);
                (run.stdout, run.stderr, run.code)
            })
            .collect();
        assert!(
            runs.iter().all(|run| *run == runs[0]),
            "{arguments:?}\n{}{}",
            runs[0].0,
            runs[0].1
        );
        assert!(!runs[0].0.is_empty());
    }
}

#[test]
fn the_day_comes_from_the_flag_or_the_environment() {
    let world = portfolio();
    let today = |world: &World, arguments: &[&str]| world.run(arguments).exits(0).json()["today"].clone();
    assert_eq!(today(&world, &["tier", "--format", "json"]), "2026-11-21");
    assert_eq!(
        today(&world, &["tier", "--format", "json", "--today", "2027-02-28"]),
        "2027-02-28"
    );
    let world = portfolio().set("DOSSIER_TODAY", "2028-02-29");
    assert_eq!(today(&world, &["tier", "--format", "json"]), "2028-02-29");
    assert_snapshot!(world.run(&["tier", "--today", "2027-02-29"]), @"
    exit 2
    --- err
    error: invalid value '2027-02-29' for '--today <YYYY-MM-DD>': there is no such day: 2027-02-29

    For more information, try '--help'.
    ");
}

#[test]
fn the_format_comes_from_the_flag_or_the_environment() {
    let world = portfolio().set("DOSSIER_FORMAT", "json");
    for arguments in [
        &["check", "--exit-zero"][..],
        &["tier"],
        &["due"],
        &["list"],
        &["show", "huarui"],
    ] {
        assert_eq!(
            world.run(arguments).exits(0).json()["version"],
            1,
            "{arguments:?}"
        );
    }
    assert!(
        world
            .run(&["tier", "--format", "table"])
            .stdout
            .starts_with("Tier")
    );
    portfolio()
        .set("DOSSIER_FORMAT", "concise")
        .run(&["check", "--exit-zero"])
        .exits(0)
        .says(&["note[tier-unsettled]"]);
    let world = portfolio().set("DOSSIER_FORMAT", "concise");
    for arguments in [
        &["tier"][..],
        &["due"],
        &["list"],
        &["show", "huarui"],
        &["complete"],
    ] {
        let fallen_back = world.run(arguments);
        assert_eq!(
            fallen_back.said(),
            portfolio().run(arguments).said(),
            "{arguments:?}"
        );
    }
    world
        .run(&["tier", "--format", "concise"])
        .exits(2)
        .says(&["[possible values: table, json]"]);
    world.run(&["check", "--add-ignores"]).exits(0);
    portfolio()
        .set("DOSSIER_FORMAT", "")
        .run(&["tier"])
        .exits(0)
        .says(&["Tier  Account"]);
    assert_snapshot!(portfolio().set("DOSSIER_FORMAT", "xml").run(&["tier"]), @"
    exit 2
    --- err
    error: invalid value 'xml' for '--format <FORMAT>'
      [possible values: table, json]

    For more information, try '--help'.
    ");
}

#[test]
fn colours_are_for_terminals_unless_they_are_asked_for() {
    let coloured = |world: World, arguments: &[&str]| {
        let run = world.run(arguments);
        assert_eq!(
            run.stdout.contains("\u{1b}["),
            run.stderr.contains("\u{1b}["),
            "{run}"
        );
        run.stdout.contains("\u{1b}[")
    };
    let tier = ["tier"];
    let always = ["tier", "--color", "always"];
    let never = ["--color", "never", "tier"];
    assert!(!coloured(portfolio(), &tier));
    assert!(coloured(portfolio(), &always));
    assert!(coloured(portfolio().set("CLICOLOR_FORCE", "1"), &tier));
    assert!(!coloured(portfolio().set("CLICOLOR_FORCE", "0"), &tier));
    assert!(!coloured(portfolio().set("CLICOLOR_FORCE", "1"), &never));
    assert!(!coloured(
        portfolio().set("CLICOLOR_FORCE", "1").set("NO_COLOR", "1"),
        &tier
    ));
    assert!(!coloured(portfolio().set("NO_COLOR", "1"), &tier));
    assert!(!coloured(
        portfolio().set("NO_COLOR", "").set("CLICOLOR_FORCE", ""),
        &tier
    ));
    assert!(coloured(portfolio().set("NO_COLOR", "1"), &always));
}

#[test]
fn colours_change_nothing_but_colours() {
    let world = portfolio();
    world.write("accounts/bad.yaml", "name: Bad\nowner: nobody\n");
    for arguments in COMMANDS {
        let plain = world.run(arguments);
        let with_color: Vec<&str> = arguments.iter().copied().chain(["--color", "always"]).collect();
        let dressed = world.run(&with_color);
        assert_eq!(undressed(&dressed.stdout), plain.stdout, "{arguments:?}");
        assert_eq!(undressed(&dressed.stderr), plain.stderr, "{arguments:?}");
    }
}

/// A text without styles.
fn undressed(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or("").to_owned();
    pieces.fold(first, |shown, piece| {
        shown + piece.split_once('m').expect("a style").1
    })
}

#[test]
fn quiet_leaves_out_remarks_and_keeps_results_and_warnings() {
    let world = portfolio();
    world.write("accounts/broken.yaml", "name: 'Broken\n");
    let loud = world.run(&["due"]);
    let quiet = world.run(&["due", "-q"]);
    assert_eq!(loud.stdout, quiet.stdout);
    assert_eq!(loud.code, quiet.code);
    assert_snapshot!(quiet.stderr, @"warning: accounts/broken.yaml:1: a quoted text is not closed; the account is left out (`dossier check` tells more)");
    assert!(
        loud.stderr.lines().count() > quiet.stderr.lines().count(),
        "{loud}"
    );
    assert_eq!(world.run(&["--quiet", "check"]).exits(1).stderr, "");
}

#[test]
fn what_is_not_understood_is_a_usage_error() {
    let world = portfolio();
    for arguments in [
        &[][..],
        &["chekc"],
        &["tier", "--formt", "json"],
        &["check", "--format", "xml"],
        &["show"],
        &["help"],
    ] {
        let run = world.run(arguments).exits(2);
        assert_eq!(run.stdout, "", "{run}");
        assert!(run.stderr.starts_with("error: "), "{run}");
    }
}

#[test]
fn help_is_grouped_by_what_one_is_doing() {
    assert_snapshot!(World::new().run(&["--help"]), @"
    exit 0
    --- out
    Git-friendly account dossiers: one YAML file per client, checked, tiered,
    followed up and briefed

    Usage: dossier [OPTIONS] <COMMAND>

    Look:
      status      Show where all accounts stand, on one screen for Monday morning
      list        List the accounts, filtered and with the columns you want
      show        Show one account: standing, people, deals, white space, contacts
      due         List what is due: contacts, promises, birthdays, reviews
      tier        Compute A/B/C/D tiers, and what is unknown about them
      complete    Show how complete dossiers are for their tier, and what to ask
      map         Draw who decides at an account, who sways whom, and where we stand
      deals       Show the open deals, their sums, and what each still lacks
      health      Show how well each account stands, and what would help most
      history     Show how an account, or all of them, moved over the past
      diff        Show what became of accounts between commits, or since one

    Prepare:
      brief       Print the brief to read before a meeting, or write many at once
      library     Show cases and talk tracks, and find those that suit an account
      template    List, show, check and copy the templates that briefs are made of

    Record:
      new         Write the dossier of a new account, with what to find out as
                  comments
      log         Log a contact: one more touchpoint, no other line touched
      promise     Record a promise, or what became of it
      deal        Record how far a deal is, or how it ended
      person      Record who is there and who has left, and forget private data
      set         Set one value of a dossier, or take it away

    Keep in order:
      check       Check dossiers: structure, references, contradictions, tiers
      explain     Explain a rule, or list them all
      fmt         Put sections and touchpoints in order, and touch nothing else
      schema      Print the JSON Schema of a file, for editors
      init        Lay out a repository: settings, folders, library, schemas for
                  editors, git attributes, CI job
      git         Have git merge, show and check dossiers by this tool
      merge       Merge two versions of a file entry by entry, as git's merge driver
      completions Print a script that completes commands and accounts in your shell
      man         Print the manual page for man(1)

    Options:
      -C, --directory <DIR>     Work in DIR (default: the nearest folder above with
                                a dossier.yaml)
          --today <YYYY-MM-DD>  Reckon from this day instead of the clock's [env:
                                DOSSIER_TODAY]
          --color <WHEN>        When to use colours
      -q, --quiet               Leave out remarks on standard error
      -h, --help                Print help
      -V, --version             Print version

    Exit codes: 0 nothing found · 1 findings · 2 usage, settings or I/O failed · 3
    nothing to work on
    ");
    for command in [
        "list",
        "show",
        "due",
        "tier",
        "brief",
        "new",
        "check",
        "explain",
        "init",
        "completions",
        "man",
    ] {
        let run = World::new().run(&[command, "--help"]).exits(0);
        assert!(
            run.stdout.contains("Usage: dossier ") && run.stderr.is_empty(),
            "{run}"
        );
    }
    assert_eq!(
        World::new().run(&["--version"]).exits(0).stdout,
        concat!("dossier ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn tables_keep_to_the_width_they_are_given() {
    use unicode_width::UnicodeWidthStr;
    for width in ["60", "80", "132"] {
        let world = portfolio().set("COLUMNS", width);
        let cells: usize = width.parse().expect("a number");
        for arguments in [&["tier"][..], &["due"], &["list"], &["show", "northern-lathe"]] {
            let run = world.run(arguments).exits(0);
            // An account's page begins with sentences, which break no lines.
            let heading = if arguments[0] == "show" { 5 } else { 0 };
            for line in run.stdout.lines().skip(heading) {
                assert!(line.width() <= cells, "{width}: {arguments:?}\n{line}\n{run}");
            }
        }
    }
}
