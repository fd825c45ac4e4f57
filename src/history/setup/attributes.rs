//! The attributes of files: which of them git merges and shows by the drivers.

use std::fs;
use std::io;
use std::path::Path;

use super::{Part, Store, Unwritten};
use crate::history::git::{Git, GitError};
use crate::history::snapshot::Place;
use crate::source::save::{self, Unsaved};

/// The file that holds them.
const FILE: &str = ".gitattributes";

/// The line above those that were written here.
const MARK: &str = "# Written by `dossier git setup`, taken away by `dossier git setup --undo`.";

/// What files get.
const GIVEN: &str = "merge=dossier diff=dossier";

/// The files of one folder: the pattern that means them, and the name of one of them.
struct Files {
    pattern: String,
    example: String,
}

impl Files {
    /// All files of a folder, also of those below it where `recursive`.
    fn of(folder: &str, recursive: bool) -> Self {
        let (name, deep) = (literal(folder), if recursive { "**" } else { "" });
        let parts = [&name, deep, "*.yaml"]
            .into_iter()
            .filter(|part| !part.is_empty());
        let pattern: String = parts.map(|part| format!("/{part}")).collect();
        Self {
            pattern: quoted(&pattern),
            example: format!("{folder}/x.yaml").trim_start_matches('/').to_owned(),
        }
    }
}

/// What becomes of the files of a folder.
enum Found {
    InPlace,
    Missing(String),
    Foreign(String),
}

/// Looks at the attributes that dossiers and library files have.
pub(super) fn survey(git: &Git, root: &Path, place: &Place) -> Result<Part, Unwritten> {
    let path = root.join(FILE);
    let text = read(&path).map_err(|error| Unwritten::File(path.clone(), error.into()))?;
    let dossiers = match place.flat {
        true => Files::of("", false),
        false => Files::of(&place.accounts, true),
    };
    let (mut missing, mut foreign) = (Vec::new(), None);
    for files in [dossiers, Files::of(&place.library, false)] {
        match found(git, &files)? {
            Found::InPlace => {}
            Found::Missing(line) => missing.push(line),
            Found::Foreign(why) => foreign = foreign.or(Some(why)),
        }
    }
    match (&foreign, missing.is_empty()) {
        (Some(_), _) => missing.clear(),
        (None, false) => missing.insert(0, MARK.to_owned()),
        _ => {}
    }
    Ok(Part {
        place: FILE.to_owned(),
        missing,
        written: without(&text).1,
        foreign,
        store: Store::Attributes(path),
    })
}

fn found(git: &Git, files: &Files) -> Result<Found, GitError> {
    let merge = git.attribute("merge", &files.example)?;
    let diff = git.attribute("diff", &files.example)?;
    Ok(match [&merge, &diff].map(Option::as_deref) {
        [Some("dossier"), Some("dossier")] => Found::InPlace,
        [None | Some("dossier"), None | Some("dossier")] => {
            Found::Missing(format!("{} {GIVEN}", files.pattern))
        }
        [merge, diff] => Found::Foreign(told(files, merge, diff)),
    })
}

/// What somebody has decided already.
fn told(files: &Files, merge: Option<&str>, diff: Option<&str>) -> String {
    let attribute = |name: &str, value: Option<&str>| match value {
        Some("dossier") | None => None,
        Some("unset") => Some(format!("-{name}")),
        Some("set") => Some(name.to_owned()),
        Some(value) => Some(format!("{name}={value}")),
    };
    let given = [attribute("merge", merge), attribute("diff", diff)];
    let given: Vec<String> = given.into_iter().flatten().collect();
    let (pattern, given) = (&files.pattern, given.join(" "));
    format!(
        "{pattern} has `{given}` already (`git check-attr -a {}` tells); take that away and run this again, or write `{pattern} {GIVEN}` behind it",
        files.example
    )
}

/// Adds lines at the end of the file, which need not be there.
pub(super) fn write(path: &Path, root: &Path, lines: &[String]) -> Result<(), Unwritten> {
    let failed = |why| Unwritten::File(path.to_owned(), why);
    match save::create(path, &with("", lines)) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            save::update(path, root, |text| Ok(with(text, lines))).map_err(failed)?;
            Ok(())
        }
        created => created.map_err(|error| failed(error.into())),
    }
}

/// Takes away what was written; a file that holds nothing else goes, too.
pub(super) fn take_away(path: &Path, root: &Path) -> Result<(), Unwritten> {
    let failed = |why: Unsaved<_>| Unwritten::File(path.to_owned(), why);
    let text = read(path).map_err(|error| failed(error.into()))?;
    if without(&text).0.is_empty() {
        return fs::remove_file(path).map_err(|error| failed(error.into()));
    }
    save::update(path, root, |text| Ok(without(text).0)).map_err(failed)?;
    Ok(())
}

/// The text of the file; nothing where there is none.
fn read(path: &Path) -> io::Result<String> {
    match fs::read(path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(error),
    }
}

/// A text with lines behind it, ended as its own are.
fn with(text: &str, lines: &[String]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut new = text.to_owned();
    if !new.is_empty() && !new.ends_with('\n') {
        new.push_str(end);
    }
    for line in lines {
        new.push_str(line);
        new.push_str(end);
    }
    new
}

/// A text without the lines that were written here, and those lines.
fn without(text: &str) -> (String, Vec<String>) {
    let (mut rest, mut written) = (String::new(), Vec::new());
    let mut is_below = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        is_below = bare == MARK || is_below && bare.ends_with(&format!(" {GIVEN}"));
        match is_below {
            true => written.push(bare.to_owned()),
            false => rest.push_str(line),
        }
    }
    (rest, written)
}

/// A folder's name in which nothing is a pattern.
fn literal(folder: &str) -> String {
    let mut literal = String::new();
    for c in folder.chars() {
        if matches!(c, '*' | '?' | '[' | '\\') {
            literal.push('\\');
        }
        literal.push(c);
    }
    literal
}

/// A pattern as git reads it, in quotes where it has blanks.
fn quoted(pattern: &str) -> String {
    match pattern.contains([' ', '\t', '"']) {
        true => format!(
            "\"{}\"",
            pattern
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\t', "\\t")
        ),
        false => pattern.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn patterns_mean_files_and_nothing_else() {
        for (folder, recursive, pattern, example) in [
            ("accounts", true, "/accounts/**/*.yaml", "accounts/x.yaml"),
            ("library", false, "/library/*.yaml", "library/x.yaml"),
            ("", true, "/**/*.yaml", "x.yaml"),
            ("", false, "/*.yaml", "x.yaml"),
            ("a[1]*", false, "/a\\[1]\\*/*.yaml", "a[1]*/x.yaml"),
            (
                "my \"x\\",
                false,
                "\"/my \\\"x\\\\\\\\/*.yaml\"",
                "my \"x\\/x.yaml",
            ),
        ] {
            let files = Files::of(folder, recursive);
            assert_eq!(
                (files.pattern.as_str(), files.example.as_str()),
                (pattern, example)
            );
        }
    }

    #[test]
    fn only_what_was_written_is_taken_away() {
        let line = format!("/accounts/**/*.yaml {GIVEN}");
        let lines = [MARK.to_owned(), line.clone()];
        let own = format!("{line}\n*.txt text\n");
        let new = with(&own, &lines);
        assert_eq!(new, format!("{own}{MARK}\n{line}\n"));
        assert_eq!(without(&new), (own.clone(), lines.to_vec()));
        // What somebody adds behind it is theirs.
        let more = format!("{new}*.md text\n{line}\n");
        assert_eq!(without(&more).0, format!("{own}*.md text\n{line}\n"));
        assert_eq!(with("a", &lines[1..]), format!("a\n{line}\n"));
        assert_eq!(with("a\r\n", &lines[1..]), format!("a\r\n{line}\r\n"));
    }

    proptest! {
        #[test]
        fn whatever_stands_there_is_there_again(text in "(([a-z*./ #=-]{0,20})\r?\n){0,6}", count in 1..3_usize) {
            let lines: Vec<String> = std::iter::once(MARK.to_owned())
                .chain((0..count).map(|at| format!("/f{at}/*.yaml {GIVEN}")))
                .collect();
            let (rest, written) = without(&with(&text, &lines));
            prop_assert_eq!(rest, text);
            prop_assert_eq!(written, lines);
        }
    }
}
