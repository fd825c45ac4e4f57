//! Merges of files: telling cases, each a folder here, and any dossier in any layout.

mod any;

use std::fs;
use std::path::{Path, PathBuf};

use account_dossier::history::merge::{Markers, Merged, Sides, merge};
use serde_yaml::Value as Yaml;
use tempfile::TempDir;

use crate::support::World;

/// The folders of the cases.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/merge");
    let entries = fs::read_dir(folder).expect("the folder of the cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_name().expect("a name").to_string_lossy().into_owned()
}

/// The ancestor of a case, and what two made of it.
fn read(case: &Path) -> [String; 3] {
    let text = |side: &str| fs::read_to_string(case.join(side)).expect("a file");
    ["base.yaml", "left.yaml", "right.yaml"].map(text)
}

/// Three files of a folder that goes with this.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    fn merge(&self, base: &str, ours: &str, theirs: &str) -> Merged {
        let texts = Sides { base, ours, theirs };
        let paths = Sides {
            base: "base",
            ours: "ours",
            theirs: "theirs",
        }
        .map(|name| self.folder.path().join(name));
        for (path, text) in [(&paths.base, base), (&paths.ours, ours), (&paths.theirs, theirs)] {
            fs::write(path, text).expect("a file");
        }
        let markers = Markers {
            size: 7,
            labels: Sides {
                base: "base",
                ours: "ours",
                theirs: "theirs",
            }
            .map(str::to_owned),
        };
        let files = paths.each_ref().map(PathBuf::as_path);
        merge(files, "acme", markers).unwrap_or_else(|error| panic!("{error}\n{texts:?}"))
    }
}

fn text(merged: &Merged) -> &str {
    std::str::from_utf8(&merged.bytes).expect("UTF-8")
}

/// What a text says, whatever the order of its lists and keys and the quotes of its scalars.
fn said(text: &str) -> Yaml {
    let text = text.trim_start_matches('\u{feff}');
    let end = if text.ends_with('\n') { "" } else { "\n" };
    unordered(serde_yaml::from_str(&format!("{text}{end}")).unwrap_or_else(|error| panic!("{error}\n{text}")))
}

fn unordered(yaml: Yaml) -> Yaml {
    let key = |yaml: &Yaml| serde_yaml::to_string(yaml).expect("YAML");
    match yaml {
        Yaml::Sequence(items) => {
            let mut items: Vec<Yaml> = items.into_iter().map(unordered).collect();
            items.sort_by_key(key);
            Yaml::Sequence(items)
        }
        Yaml::Mapping(map) => {
            let mut entries: Vec<(Yaml, Yaml)> = map
                .into_iter()
                .map(|(key, value)| (key, unordered(value)))
                .collect();
            entries.sort_by_key(|(name, _)| key(name));
            Yaml::Mapping(entries.into_iter().collect())
        }
        Yaml::Number(number) => Yaml::String(number.to_string()),
        other => other,
    }
}

#[test]
fn every_case_comes_out_as_expected() {
    let cases = cases();
    assert!(cases.len() >= 60, "there are only {} cases", cases.len());
    let world = World::new()
        .set("GIT_CONFIG_NOSYSTEM", "1")
        .set("HOME", "/nowhere");
    for case in cases {
        let file = |side: &str| case.join(format!("{side}.yaml")).display().to_string();
        let run = world.run(&["merge", "--stdout", &file("base"), &file("left"), &file("right")]);
        let expected = fs::read_to_string(case.join("expected.yaml")).expect("a file");
        assert_eq!(run.stdout, expected, "{}", name(&case));
        let is_conflict = expected.contains("<<<<<<<");
        assert_eq!(run.code, i32::from(is_conflict), "{}: {run}", name(&case));
    }
}

#[test]
fn whichever_side_is_ours_the_cases_say_the_same() {
    let desk = Desk::new();
    for case in cases() {
        let [base, left, right] = read(&case);
        let (one, other) = (desk.merge(&base, &left, &right), desk.merge(&base, &right, &left));
        assert_eq!(one.conflicts, other.conflicts, "{}", name(&case));
        if one.conflicts == 0 {
            assert_eq!(said(text(&one)), said(text(&other)), "{}", name(&case));
        }
    }
}

#[test]
fn what_only_one_side_changed_is_as_that_side_has_it() {
    let desk = Desk::new();
    for case in cases() {
        let [base, left, right] = read(&case);
        for (base, ours, theirs, wanted) in [
            (&base, &left, &left, &left),
            (&base, &right, &right, &right),
            (&base, &base, &right, &right),
            (&base, &left, &base, &left),
        ] {
            let merged = desk.merge(base, ours, theirs);
            assert_eq!(
                (text(&merged), merged.conflicts),
                (wanted.as_str(), 0),
                "{}",
                name(&case)
            );
        }
    }
}
