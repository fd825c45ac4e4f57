//! The table of layouts to survive: before, change, after, each with every kind of line end.

use account_dossier::source::Route;
use account_dossier::source::edit::{Change, Value, apply};

use super::SECTIONS;

const TABLE: &str = include_str!("cases.txt");

/// One row: what the text is, what is to change, and what comes of it.
struct Case<'t> {
    name: &'t str,
    change: Change,
    before: &'t str,
    after: Result<&'t str, &'t str>,
}

fn cases() -> Vec<Case<'static>> {
    let rows = TABLE.split("=== ").skip(1);
    rows.map(|row| {
        let (name, row) = row.split_once('\n').expect("a name");
        let (change, row) = row.split_once("\n<<<\n").expect("a change");
        let (before, after) = match row.split_once("\n>>>\n") {
            Some((before, after)) => (before, Ok(after)),
            None => {
                let (before, why) = row.split_once("\n!!! ").expect("an end");
                (before, Err(why.trim_end()))
            }
        };
        // The line break before the marker is one of the text.
        let before = &row[..=before.len()];
        Case {
            name,
            change: read(change),
            before,
            after,
        }
    })
    .collect()
}

/// `append ROUTE VALUE`, `insert ROUTE VALUE` (by its `on`), `set ROUTE VALUE`, `remove ROUTE`,
/// `comment ROUTE TEXT` or `comment ROUTE`.
fn read(change: &str) -> Change {
    let mut words = change.splitn(3, ' ');
    let verb = words.next().expect("a verb");
    let at = words
        .next()
        .and_then(|route| route.parse().ok())
        .expect("a route");
    let value = words.next().map(|value| Value::read(value).expect("a value"));
    match (verb, value) {
        ("append", Some(item)) => Change::Append { list: at, item },
        ("insert", Some(item)) => Change::Insert {
            list: at,
            by: "on",
            item,
        },
        ("set", Some(value)) => Change::Set { at, value },
        ("remove", None) => Change::Remove { at },
        ("comment", Some(Value::Plain(text))) => comment(at, Some(text)),
        ("comment", None) => comment(at, None),
        (verb, _) => panic!("{verb}"),
    }
}

fn comment(at: Route, text: Option<String>) -> Change {
    let mark = "# why:".to_owned();
    Change::Comment { at, mark, text }
}

fn edit(text: &str, change: &Change) -> Result<String, String> {
    apply(text, std::slice::from_ref(change), &SECTIONS)
        .map_err(|refusal| format!("{}: {}", refusal.line, refusal.message))
}

/// A way to write the same text.
type Variant = (&'static str, fn(&str) -> String);

const VARIANTS: [Variant; 4] = [
    ("as it is", str::to_owned),
    ("with CRLF", |text| text.replace('\n', "\r\n")),
    ("with a byte order mark", |text| format!("\u{feff}{text}")),
    ("with both", |text| {
        format!("\u{feff}{}", text.replace('\n', "\r\n"))
    }),
];

#[test]
fn every_layout_survives_and_keeps_its_line_ends() {
    for case in cases() {
        for (how, vary) in VARIANTS {
            let found = edit(&vary(case.before), &case.change);
            let wanted = case.after.map(vary).map_err(str::to_owned);
            assert_eq!(found, wanted, "{}, {how}", case.name);
        }
    }
}

#[test]
fn a_text_whose_last_line_has_no_end_gets_none() {
    for case in cases() {
        let Ok(after) = case.after else { continue };
        // There the line ends are the text.
        if case.before.trim_end().ends_with(['+', '|']) {
            continue;
        }
        for (how, vary) in VARIANTS {
            let cut = |text: &str| vary(text.strip_suffix('\n').unwrap_or(text));
            let found = edit(&cut(case.before), &case.change);
            assert_eq!(found, Ok(cut(after)), "{}, {how}", case.name);
        }
    }
}

#[test]
fn a_refused_change_leaves_all_of_them_undone() {
    let set = |route: &str, value: &str| Change::Set {
        at: route.parse().expect("a route"),
        value: Value::text(value),
    };
    let text = "name: a\nowner: b\n";
    let both = [set("name", "x"), set("owner", "z")];
    assert_eq!(
        apply(text, &both, &SECTIONS).as_deref(),
        Ok("name: x\nowner: z\n")
    );
    let refused = apply(text, &[set("name", "x"), set("owner.id", "y")], &SECTIONS);
    let refusal = refused.expect_err("a text has no keys");
    assert_eq!((refusal.route.to_string().as_str(), refusal.line), ("owner", 2));
}
