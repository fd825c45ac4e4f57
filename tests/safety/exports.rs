//! What leaves for other programs: cells that are no formulas (21), calendars that stay one event (22).

use crate::support::World;

/// A dossier whose every text is `text`, quoted by JSON.
fn full_of(text: &str) -> World {
    let quoted = serde_json::to_string(text).expect("JSON");
    let dossier = format!(
        "name: {quoted}\nowner: {quoted}\nregistered: 2026-11-20\nstakeholders: [{{id: {quoted}, name: {quoted}, private: {{birthday: 11-23}}}}]\ncommitments: [{{what: {quoted}, who: {quoted}, to: {quoted}, due: 2026-11-20}}]\n"
    );
    World::with([("accounts/a.yaml", &dossier)])
}

#[test]
fn case_21_no_cell_is_a_formula() {
    for text in [
        "=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1", " =1", "'=1",
    ] {
        let run = full_of(text).run(&["due", "--format", "csv"]).exits(0);
        let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
        let overdue = reader
            .headers()
            .expect("a header")
            .iter()
            .position(|name| name == "overdue");
        for row in reader.records() {
            let row = row.expect("a row");
            assert_eq!(row.len(), 12);
            for (at, cell) in row.iter().enumerate().filter(|(at, _)| Some(*at) != overdue) {
                let first = cell.trim_start().chars().next();
                let is_formula = first.is_some_and(|c| "=+-@＝＋－＠".contains(c));
                assert!(!is_formula, "{text:?} in column {at}: {cell:?}");
            }
        }
    }
}

#[test]
fn case_22_no_text_ends_its_property() {
    let text = "x\r\nEND:VEVENT\nATTACH:file:///etc/passwd;A=B,C\\n";
    let run = full_of(text).run(&["due", "--format", "ics"]).exits(0);
    let unfolded = run.stdout.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.split_terminator("\r\n").collect();
    assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])), "{run}");
    let count = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT")), (2, 2));
    assert_eq!(count("ATTACH"), 0);
    let summary = lines
        .iter()
        .find(|line| line.starts_with("SUMMARY:") && line.contains("birthday"));
    assert_eq!(
        *summary.expect("a birthday"),
        "SUMMARY:x␍ END:VEVENT ATTACH:file:///etc/passwd\\;A=B\\,C\\\\n: birthday of x␍ END:VEVENT ATTACH:file:///etc/passwd\\;A=B\\,C\\\\n"
    );
}

#[test]
fn case_22_a_folded_line_breaks_no_character() {
    let run = full_of(&"长".repeat(120))
        .run(&["due", "--format", "ics"])
        .exits(0);
    for line in run.stdout.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    assert!(run.stdout.replace("\r\n ", "").contains(&"长".repeat(120)));
}

/// The unique names of the events.
fn names(world: &World, today: &str) -> Vec<String> {
    let run = world.run(&["due", "--format", "ics", "--today", today]).exits(0);
    let lines = run.stdout.split("\r\n");
    let mut names: Vec<_> = lines
        .filter(|line| line.starts_with("UID:"))
        .map(str::to_owned)
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn case_22_an_event_keeps_its_name_and_no_two_have_the_same() {
    let dossier = "name: A\nregistered: 2026-11-20\nprocurement: {renewal: 2026-12-30}\nstakeholders: [{id: li, private: {birthday: 11-23, dates: [{what: x, on: 11-24}, {what: y, on: 11-24}]}}]\ncommitments: [{what: same, due: 2026-11-20}, {what: same, due: 2026-11-22}]\n";
    let world = World::with([("accounts/a.yaml", dossier)]);
    let first = names(&world, "2026-11-21");
    assert_eq!(first.len(), 6);
    assert!(first.windows(2).all(|pair| pair[0] != pair[1]), "{first:?}");
    assert_eq!(names(&world, "2026-11-22"), first, "the next day");
    world.write(
        "accounts/a.yaml",
        dossier.replace("renewal: 2026-12-30", "renewal: 2027-01-15"),
    );
    assert_eq!(names(&world, "2026-11-22"), first, "moved");
    let birthday = |today| {
        let run = world
            .run(&["due", "--format", "ics", "--kind", "birthday", "--today", today])
            .exits(0);
        run.stdout
            .split("\r\n")
            .find(|line| line.starts_with("UID:"))
            .expect("an event")
            .to_owned()
    };
    assert_ne!(
        birthday("2026-11-22"),
        birthday("2027-11-22"),
        "next year's is another event"
    );
}
