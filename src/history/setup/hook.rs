//! The hook: before a commit what is staged of the dossiers is checked.

use std::fs;
use std::io;
use std::path::Path;

use super::{Part, Store, Unwritten};
use crate::history::git::{Git, GitError};
use crate::render::shell;
use crate::source::save::{self, Unsaved};

/// The hook that git runs before a commit.
const NAME: &str = "pre-commit";

/// Looks for the hook.
pub(super) fn survey(git: &Git) -> Result<Part, GitError> {
    let folder = git.hooks()?;
    let path = folder.path.join(NAME);
    let text = script(git.prefix());
    // Whatever cannot be read is somebody else's.
    let found = path
        .symlink_metadata()
        .is_ok()
        .then(|| fs::read(&path).unwrap_or_default());
    let is_ours = found.as_deref() == Some(text.as_bytes());
    let lines = |are_meant: bool| match are_meant {
        true => text.lines().map(str::to_owned).collect(),
        false => Vec::new(),
    };
    let foreign = match (&found, is_ours) {
        (Some(_), true) if !is_executable(&path) => Some(not_executable(&path)),
        (Some(_), false) => Some(taken(git.prefix())),
        (None, _) if !folder.is_own => Some(shared(git.prefix())),
        _ => None,
    };
    Ok(Part {
        place: path
            .strip_prefix(&folder.top)
            .unwrap_or(&path)
            .display()
            .to_string(),
        missing: lines(found.is_none() && foreign.is_none()),
        written: lines(is_ours),
        foreign,
        store: Store::Hook(path),
    })
}

/// The hook. It is run at the top of the work tree.
fn script(prefix: &str) -> String {
    // A branch need not have the folder: then there is nothing to check.
    let guard = match prefix {
        "" => String::new(),
        _ => format!("[ -d {} ] || exit 0\n", folder(prefix)),
    };
    let check = check(prefix);
    format!(
        "\
#!/bin/sh
# Written by `dossier git setup --hook`, taken away by `dossier git setup --undo`.
# Checks the staged contents of the dossiers that a commit changes.
{guard}if ! command -v dossier >/dev/null 2>&1; then
  echo 'dossier is not on your PATH: the dossiers of this commit are not checked' >&2
  exit 0
fi
{check} && exit 0
echo 'not committed: mend this and `git add` it, or go without the check by `git commit --no-verify`' >&2
exit 1
"
    )
}

/// The command that checks what is staged.
fn check(prefix: &str) -> String {
    format!("dossier -q -C {} check --staged", folder(prefix))
}

/// The folder of the dossiers, for the shell.
fn folder(prefix: &str) -> String {
    shell::word(&format!("./{prefix}")).into_owned()
}

fn not_executable(path: &Path) -> String {
    format!(
        "it is not executable, so git does not run it; `chmod +x {}`",
        path.display()
    )
}

fn taken(prefix: &str) -> String {
    format!(
        "it is somebody else's and stays as it is; have it run `{}`",
        check(prefix)
    )
}

fn shared(prefix: &str) -> String {
    format!(
        "core.hooksPath leads there, out of this repository, where others find their hooks, too; have a {NAME} hook of yours run `{}`",
        check(prefix)
    )
}

/// Writes the hook, which must not be there.
pub(super) fn write(path: &Path, lines: &[String]) -> Result<(), Unwritten> {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let written = save::create(path, &text).and_then(|()| make_executable(path));
    written.map_err(|error| failed(path, error))
}

/// Takes the hook away.
pub(super) fn take_away(path: &Path) -> Result<(), Unwritten> {
    fs::remove_file(path).map_err(|error| failed(path, error))
}

fn failed(path: &Path, error: io::Error) -> Unwritten {
    Unwritten::File(path.to_owned(), Unsaved::Io(error))
}

/// Whoever may read it may run it.
#[cfg(unix)]
fn make_executable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = fs::metadata(path)?.permissions();
    let mode = permissions.mode();
    permissions.set_mode(mode | (mode & 0o444) >> 2);
    fs::set_permissions(path, permissions)
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o111 != 0)
}

/// Here every script is.
#[cfg(not(unix))]
fn make_executable(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    true
}
