//! The drivers: the commands by which git merges dossiers and shows what changed in them.

use super::{Part, Store};
use crate::history::git::{Git, GitError, Scope};

/// The settings of git, with what they say here.
const SETTINGS: [(&str, &str); 4] = [
    ("merge.dossier.name", "dossiers, item by item"),
    ("merge.dossier.driver", MERGE),
    ("diff.dossier.textconv", TEXTCONV),
    ("diff.dossier.xfuncname", HEADINGS),
];

/// Merges with the tool. Where that ends in any other way than clean or with markers written, git's merge of
/// lines is taken: git itself would take a file that nobody has touched, which is ours, for a merged one. A git
/// that does not know the labels leaves `%X` as it stands.
const MERGE: &str = concat!(
    "dossier merge %O %A %B -L %L -P %P --base-label=%S --ours-label=%X --theirs-label=%Y; r=$?; ",
    "[ $r -gt 1 ] || exit $r; ",
    "s=%S x=%X y=%Y; [ \"$x\" != %%X ] || s=base x=ours y=theirs; ",
    "git merge-file --marker-size=%L -L \"$x\" -L \"$s\" -L \"$y\" %A %O %B",
);

/// Shows a dossier with its sections and items in the format's order, or else as it is.
const TEXTCONV: &str = "f() { dossier git canonical -- \"$1\" 2>/dev/null || cat -- \"$1\"; }; f";

/// What a change is in: the nearest item above with an id, a day or a name, or the section.
const HEADINGS: &str = "^ {0,4}- +[{]? *((id|name|on|kind|what|need): .*)$\n^([a-z][a-z_-]*:.*)$";

/// Looks at git's settings, one part for each. One that somebody has set otherwise is theirs, wherever it is set.
pub(super) fn survey(git: &Git) -> Result<Vec<Part>, GitError> {
    let begin = ["merge.dossier.", "diff.dossier."];
    let all = git.settings(&begin, Scope::All)?;
    let local = git.settings(&begin, Scope::Local)?;
    let parts = SETTINGS.map(|(name, value)| part(name, value, &all, &local));
    Ok(parts.into())
}

fn part(
    name: &'static str,
    value: &'static str,
    all: &[(String, String)],
    local: &[(String, String)],
) -> Part {
    let line = || vec![shown(name, value)];
    let own = values(local, name);
    let (missing, foreign) = match values(all, name).last() {
        None => (line(), None),
        Some(last) if *last == value => (Vec::new(), None),
        Some(last) => (Vec::new(), Some(told(name, last))),
    };
    Part {
        place: "git config --local".to_owned(),
        missing,
        written: if own == [value] { line() } else { Vec::new() },
        foreign,
        store: Store::Setting(name, value),
    }
}

fn values<'s>(settings: &'s [(String, String)], name: &str) -> Vec<&'s str> {
    let named = settings.iter().filter(|(key, _)| key == name);
    named.map(|(_, value)| value.as_str()).collect()
}

fn told(name: &str, value: &str) -> String {
    let value = value.replace('\n', "\\n");
    format!(
        "it is `{value}` (`git config --show-origin --get-all {name}` tells where); take that away and run this again"
    )
}

/// A setting on one line.
fn shown(name: &str, value: &str) -> String {
    format!("{name} = {}", value.replace('\n', "\\n"))
}
