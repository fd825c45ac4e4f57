//! The house keeps its floors: imports point down, and what is done in one place is done only there.

use std::fs;
use std::path::Path;

/// The floor of each room of src/, as the table in src/lib.rs has it.
const FLOORS: [(&str, u8); 12] = [
    ("source", 0),
    ("diagnostic", 1),
    ("model", 1),
    ("analysis", 2),
    ("expression", 2),
    ("portfolio", 3),
    ("settings", 3),
    ("rules", 3),
    ("exchange", 4),
    ("history", 4),
    ("render", 4),
    ("cli", 5),
];

/// Macros stand at the root of the crate, whatever room they are of.
const MACROS: [(&str, &str); 1] = [("route", "source")];

/// No file is longer.
const LONGEST: usize = 500;

/// What is done in certain files only: the words for it, and the beginnings of the names of those files.
const RESERVED: [(&[&str], &[&str]); 6] = [
    (
        &[
            "println!",
            "print!(",
            "eprint",
            "io::stdout",
            "io::stderr",
            "stdout()",
            "stderr()",
        ],
        &["cli/console.rs"],
    ),
    (
        &["Local::now", "Utc::now", "SystemTime::now"],
        &["cli/context.rs"],
    ),
    (
        &["process::Command", "Command::new"],
        &["history/git.rs", "cli/log/editor.rs"],
    ),
    (&["std::net", "TcpStream", "UdpSocket", "UnixStream"], &[]),
    (&["granit_parser"], &["source/tree/"]),
    (&["calcard"], &["exchange/ics", "cli/context.rs"]),
];

/// Every file of src/: its name below src/ and its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("an entry").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let name = path
                .strip_prefix(&root)
                .expect("below src")
                .to_string_lossy()
                .replace('\\', "/");
            (name, fs::read_to_string(&path).expect("a source file"))
        })
        .collect()
}

/// The room that a file is of; the crate's two roots are of none.
fn room(name: &str) -> Option<&str> {
    let first = name.split('/').next().unwrap_or(name);
    let room = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(room, "lib" | "main")).then_some(room)
}

fn floor(room: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(found, _)| *found == room)
        .map(|(_, floor)| *floor)
}

/// How deeply a file's module lies: `cli/mod.rs` and `portfolio.rs` at 1, `cli/new.rs` at 2.
fn depth(name: &str) -> usize {
    let module = name
        .strip_suffix("/mod.rs")
        .or(name.strip_suffix(".rs"))
        .unwrap_or(name);
    module.split('/').count()
}

/// The text without comments, as far as they stand on lines of their own.
fn code(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a word begins somewhere in the code, other than within a longer name or as a method.
fn uses(code: &str, word: &str) -> bool {
    let begins = |before: &str| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
    code.match_indices(word).any(|(at, _)| begins(&code[..at]))
}

/// The names that follow a path such as `crate::`, also in braces.
fn names_after<'t>(code: &'t str, path: &str) -> Vec<&'t str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let name = |text: &'t str| text.split(|c: char| !is_name(c)).next().unwrap_or("");
    let mut names = Vec::new();
    for (at, _) in code.match_indices(path) {
        if code[..at].ends_with(|c: char| is_name(c) || c == ':') {
            continue;
        }
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            None => names.push(name(rest)),
            Some(group) => names.extend(members(group).into_iter().map(|member| name(member.trim_start()))),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The members of a group in braces, up to the brace that closes it.
fn members(group: &str) -> Vec<&str> {
    let (mut depth, mut from, mut found) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(&group[from..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// Everything that a file does against the house.
fn faults(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//! ") {
        faults.push("does not open with a sentence that says what it is for".to_owned());
    }
    if text.lines().count() > LONGEST {
        faults.push(format!("has more than {LONGEST} lines"));
    }
    let code = code(text);
    for (words, files) in RESERVED {
        if files.iter().any(|file| name.starts_with(file)) {
            continue;
        }
        let used = words.iter().filter(|word| uses(&code, word));
        faults.extend(used.map(|word| format!("uses {word}, which is for {files:?} only")));
    }
    if let Some(room) = room(name) {
        faults.extend(wrong_ways(name, room, &code));
    }
    faults
}

fn wrong_ways(name: &str, room: &str, code: &str) -> Vec<String> {
    let Some(own) = floor(room) else {
        return vec![format!("is of `{room}`, which has no floor")];
    };
    let mut faults = Vec::new();
    for named in names_after(code, "crate::") {
        let target = MACROS
            .iter()
            .find(|(known, _)| *known == named)
            .map_or(named, |(_, room)| room);
        match floor(target) {
            None => faults.push(format!("names crate::{named}, which has no floor")),
            Some(floor) if floor > own => faults.push(format!("reaches up to crate::{named}")),
            Some(_) => {}
        }
    }
    // From deep within, `super` leads to the crate's root, too.
    let to_root = "super::".repeat(depth(name));
    for named in names_after(code, &to_root) {
        if floor(named).is_some_and(|floor| floor > own) {
            faults.push(format!("reaches up to {to_root}{named}"));
        }
    }
    faults
}

#[test]
fn every_file_keeps_to_the_house() {
    let sources = sources();
    assert!(sources.len() > 100, "there are only {} files", sources.len());
    let found: Vec<String> = sources
        .iter()
        .flat_map(|(name, text)| {
            faults(name, text)
                .into_iter()
                .map(move |fault| format!("src/{name} {fault}"))
        })
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_floors_are_those_of_the_crates_own_map() {
    let map = sources()
        .into_iter()
        .find(|(name, _)| name == "lib.rs")
        .expect("lib.rs")
        .1;
    let rooms: Vec<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let mut known: Vec<&str> = FLOORS.iter().map(|(room, _)| *room).collect();
    known.sort_unstable();
    assert_eq!(rooms, known);
    for (room, floor) in FLOORS {
        let row = map
            .lines()
            .find(|line| line.starts_with(&format!("//! | {floor} |")));
        assert!(
            row.is_some_and(|row| row.contains(&format!("[`{room}`]"))),
            "{room} is not on floor {floor}"
        );
    }
    let modules: Vec<String> = sources()
        .into_iter()
        .filter_map(|(name, _)| Some(room(&name)?.to_owned()))
        .collect();
    assert!(
        rooms
            .iter()
            .all(|room| modules.iter().any(|module| module == room))
    );
}

#[test]
fn what_is_against_the_house_is_found() {
    for (name, text, fault) in [
        (
            "model/x.rs",
            "use crate::analysis::tier;\n",
            "reaches up to crate::analysis",
        ),
        (
            "model/x.rs",
            "use crate::{\n    source::Tree,\n    render::{self, table},\n};\n",
            "reaches up to crate::render",
        ),
        (
            "source/x.rs",
            "fn f() -> crate::model::Day { todo() }\n",
            "reaches up to crate::model",
        ),
        (
            "portfolio.rs",
            "use super::render::json;\n",
            "reaches up to super::render",
        ),
        (
            "model/deep/x.rs",
            "use super::super::super::cli;\n",
            "reaches up to super::super::super::cli",
        ),
        (
            "model/mod.rs",
            "use super::{cli, source};\n",
            "reaches up to super::cli",
        ),
        (
            "model/x.rs",
            "use crate::elsewhere::X;\n",
            "names crate::elsewhere, which has no floor",
        ),
        ("utils/x.rs", "", "is of `utils`, which has no floor"),
        ("render/x.rs", "fn f() { println!(\"x\"); }\n", "uses println!"),
        (
            "cli/new.rs",
            "fn f() { std::io::stderr().lock(); }\n",
            "uses io::stderr",
        ),
        (
            "cli/new.rs",
            "use std::io::{self, stdout};\nfn f() { stdout().lock(); }\n",
            "uses stdout()",
        ),
        (
            "cli/new.rs",
            "fn f() { chrono::Local::now(); }\n",
            "uses Local::now",
        ),
        (
            "cli/context.rs",
            "use std::process::Command;\n",
            "uses process::Command",
        ),
        ("source/file.rs", "use std::net::TcpStream;\n", "uses std::net"),
        (
            "source/decode.rs",
            "use granit_parser::Parser;\n",
            "uses granit_parser",
        ),
    ] {
        let found = faults(name, &format!("//! A file.\n\n{text}"));
        assert!(
            found.iter().any(|found| found.contains(fault)),
            "{name}: {text}{found:?}"
        );
    }
    let long = format!("//! A file.\n{}", "\n".repeat(LONGEST));
    assert_eq!(faults("model/x.rs", &long).len(), 1);
    assert_eq!(faults("model/x.rs", "use crate::source::Tree;\n").len(), 1);
}

#[test]
fn what_is_in_order_is_not_found() {
    for (name, text) in [
        (
            "render/x.rs",
            "use crate::{analysis::{tier, agenda}, model};\nuse super::cli_like;\n",
        ),
        (
            "analysis/x.rs",
            "use crate::route;\nfn f() { crate::route![\"a\"]; }\n",
        ),
        (
            "model/x.rs",
            "// println! is not for here, nor crate::cli.\n/// [`crate::render`]\nuse super::super::source;\n",
        ),
        ("cli/console.rs", "fn f() { std::io::stdout(); }\n"),
        (
            "cli/exit.rs",
            "fn f() { error.use_stderr(); command.stdout(x); }\n",
        ),
        ("source/tree/build.rs", "use granit_parser::Parser;\n"),
        ("main.rs", "fn main() { account_dossier::cli::run(); }\n"),
    ] {
        assert_eq!(faults(name, &format!("//! A file.\n\n{text}")), [""; 0], "{name}");
    }
}
