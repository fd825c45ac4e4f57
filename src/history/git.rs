//! Git: runs the user's own `git`, hardened against what a repository's configuration may ask of it.
//!
//! Commands that read start none of the hooks, file-system monitors, pagers, external diffs and fetches that
//! a configuration names. [`Git::commit_file`] is run only where the user asks for a commit: it is theirs, with
//! their hooks, filters and signature, as if they had typed `git commit`. [`Git::set`] and [`Git::unset`] change
//! the configuration of the clone, where the user has seen what they write.

mod config;
mod staged;

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

pub use config::{HooksFolder, Scope};
pub use staged::Staged;

use super::contents::Object;
use super::merge::{Markers, Merged, Sides};
use crate::model::Day;

/// Why git could not tell.
#[derive(Debug)]
pub enum GitError {
    /// There is no git on this machine.
    NoGit,
    /// The directory is in no git repository.
    NoRepository(PathBuf),
    /// There is no such commit here.
    NoRevision {
        /// What was asked for.
        revision: String,
        /// The history stops early.
        shallow: bool,
    },
    /// Git said something else.
    Failed(String),
    /// The operating system refused.
    Io(io::Error),
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit => f.write_str("there is no `git` on this machine, which this needs; install it"),
            Self::NoRepository(path) => write!(
                f,
                "{} is in no git repository, which this needs; `git init` makes one",
                path.display()
            ),
            Self::NoRevision {
                revision,
                shallow: false,
            } => {
                write!(
                    f,
                    "there is no commit `{revision}` here; `git log` shows which there are"
                )
            }
            Self::NoRevision {
                revision,
                shallow: true,
            } => write!(
                f,
                "there is no commit `{revision}` in this shallow clone; fetch its history with `git fetch --unshallow` (in CI: fetch-depth: 0)"
            ),
            Self::Failed(message) => write!(f, "git: {message}"),
            Self::Io(error) => write!(f, "git: {error}"),
        }
    }
}

impl std::error::Error for GitError {}

impl From<io::Error> for GitError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NoGit,
            _ => Self::Io(error),
        }
    }
}

/// A file of a commit: its path from the repository's top, and its object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// The path, with `/`.
    pub path: String,
    /// What it holds.
    pub object: Object,
}

/// A git repository.
#[derive(Debug, Clone)]
pub struct Git {
    directory: PathBuf,
    /// The way from the repository's top to the directory, with `/` at its end unless it is empty.
    prefix: String,
    /// The index that is read, where it is not the repository's usual one.
    index: Option<PathBuf>,
    /// The commit that the work tree was made of when this was opened, once there is one.
    head: Option<String>,
    is_shallow: bool,
}

impl Git {
    /// The repository that a directory is in.
    ///
    /// # Errors
    /// [`GitError::NoGit`], or [`GitError::NoRepository`] where it is in none.
    pub fn around(directory: &Path) -> Result<Self, GitError> {
        let git = Self::at(directory);
        let questions = ["--show-prefix", "--is-shallow-repository", "--revs-only", "HEAD"];
        match git.run(&[&["rev-parse"], &questions[..]].concat())? {
            Ok(answers) => Ok(git.opened(&answers)),
            Err(message) if message.contains("not a git repository") => {
                Err(GitError::NoRepository(directory.to_owned()))
            }
            // It is one, and git does not want to read it: somebody else's, bare, broken.
            Err(message) => Err(GitError::Failed(message)),
        }
    }

    /// Git in a directory, whether that is in a repository or not.
    fn at(directory: &Path) -> Self {
        Self {
            directory: directory.to_owned(),
            prefix: String::new(),
            index: None,
            head: None,
            is_shallow: false,
        }
    }

    /// The repository by its prefix, whether it is shallow, and its head, each on a line; the last only where there is
    /// a commit.
    fn opened(self, answers: &str) -> Self {
        // Only the first may hold line feeds itself.
        let mut answers = answers.trim_end_matches('\n').rsplit('\n').peekable();
        let head = answers.next_if(|answer| !matches!(*answer, "true" | "false"));
        let is_shallow = answers.next() == Some("true");
        let mut prefix: Vec<&str> = answers.collect();
        prefix.reverse();
        Self {
            prefix: prefix.join("\n"),
            head: head.map(str::to_owned),
            is_shallow,
            ..self
        }
    }

    /// Git in the directory of the process, whether that is in a repository or not.
    fn here() -> Self {
        Self::at(Path::new("."))
    }

    /// The e-mail address that commits here are made with, if one is set.
    pub fn user_email(&self) -> Option<String> {
        let email = self.run(&["config", "--get", "user.email"]).ok()?.ok()?;
        Some(trimmed(&email)).filter(|email| !email.is_empty())
    }

    /// The user's editor, a command for the shell, if git knows one. It is asked outside of any repository:
    /// the program is the user's to choose, not that of whoever wrote the repository's configuration.
    pub fn editor() -> Option<String> {
        let nowhere = Self::at(Path::new("/"));
        let editor = nowhere.run(&["var", "GIT_EDITOR"]).ok()?.ok()?;
        Some(trimmed(&editor)).filter(|editor| !editor.is_empty())
    }

    /// The commit that a revision names. `REV...` is where the work tree's commit and REV parted.
    ///
    /// # Errors
    /// [`GitError::NoRevision`] where there is none.
    pub fn commit(&self, revision: &str) -> Result<String, GitError> {
        if let Some(other) = revision.strip_suffix("...") {
            return self.parting("HEAD", other);
        }
        if revision == "HEAD" {
            return self.head.clone().ok_or_else(|| self.no_revision(revision));
        }
        let commit = format!("{revision}^{{commit}}");
        let found = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        found
            .map(|text| trimmed(&text))
            .map_err(|_| self.no_revision(revision))
    }

    fn no_revision(&self, revision: &str) -> GitError {
        GitError::NoRevision {
            revision: revision.to_owned(),
            shallow: self.is_shallow,
        }
    }

    /// Whether the history stops early here: what its oldest commit holds may be older.
    pub fn is_shallow(&self) -> bool {
        self.is_shallow
    }

    /// Where git works.
    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }

    /// What git says to a question that it has an answer to.
    pub(super) fn said(&self, arguments: &[&str]) -> Result<String, GitError> {
        self.run(arguments)?.map_err(GitError::Failed)
    }

    /// The way from the repository's top to the directory, with `/` at its end unless it is empty.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The last commit of the branch itself that was made before a day, by the clock of this computer.
    ///
    /// # Errors
    /// [`GitError::NoRevision`] where there is none.
    pub fn commit_before(&self, day: Day) -> Result<String, GitError> {
        let before = format!("--before={day}T00:00:00");
        let found = self.run(&["rev-list", "-1", "--first-parent", &before, "HEAD"])?;
        let commit = found.map(|text| trimmed(&text)).unwrap_or_default();
        match commit.is_empty() {
            true => Err(self.no_revision(&format!("before {day}"))),
            false => Ok(commit),
        }
    }

    /// The commit in which the pasts of two revisions part.
    ///
    /// # Errors
    /// [`GitError::NoRevision`] where one is none, or they have nothing in common.
    pub fn parting(&self, one: &str, other: &str) -> Result<String, GitError> {
        let (one, other) = (self.commit(one)?, self.commit(other)?);
        let base = self.run(&["merge-base", &one, &other])?;
        base.map(|text| trimmed(&text))
            .map_err(|_| self.no_revision(&format!("{one}...{other}")))
    }

    /// The regular files of a commit below some folders of the directory (`""`: all of it), in the order of
    /// their paths. Paths are told from the directory.
    ///
    /// # Errors
    /// [`GitError::Failed`] where git cannot list them.
    pub fn files(&self, commit: &str, below: &[&str]) -> Result<Vec<Blob>, GitError> {
        let folders: Vec<String> = below
            .iter()
            .map(|folder| format!("{}{folder}", self.prefix))
            .collect();
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", commit, "--"];
        // An empty path is none for git; without any it lists everything.
        if folders.iter().all(|folder| !folder.is_empty()) {
            arguments.extend(folders.iter().map(String::as_str));
        }
        let listing = self.run(&arguments)?.map_err(GitError::Failed)?;
        Ok(listing.split('\0').filter_map(|line| self.blob(line)).collect())
    }

    /// `100644 blob OBJECT\tPATH`.
    fn blob(&self, line: &str) -> Option<Blob> {
        let (head, path) = line.split_once('\t')?;
        let mut words = head.split_whitespace();
        let mode = words.next()?;
        let object = words.nth(1)?;
        let path = path.strip_prefix(&self.prefix)?;
        is_regular(mode).then(|| Blob {
            path: path.to_owned(),
            object: Object::new(object),
        })
    }

    /// The files below a folder of the directory (`""`: all of it) that have another path since a commit, as
    /// the index has them: their paths then and now, told from the directory.
    ///
    /// # Errors
    /// [`GitError::Failed`] where git cannot compare them.
    pub fn renames(&self, commit: &str, below: &str) -> Result<Vec<(String, String)>, GitError> {
        let below = if below.is_empty() { "." } else { below };
        // Only the index: to read the work tree git would run the filters that a configuration names.
        let listing = self.run(&[
            "diff-index",
            "--cached",
            "--find-renames",
            "--diff-filter=R",
            "--name-status",
            "--no-ext-diff",
            "--no-textconv",
            "-z",
            commit,
            "--",
            below,
        ])?;
        let listing = listing.map_err(GitError::Failed)?;
        let here = |path: &str| path.strip_prefix(&self.prefix).map(str::to_owned);
        let renamed = renamed(&listing).filter_map(|(then, now)| Some((here(then)?, here(now)?)));
        Ok(renamed.collect())
    }

    /// The paths, told from the directory, to which a commit renamed files, from wherever; a merge those that it has
    /// otherwise than its first parent. A commit without parents renames nothing.
    ///
    /// # Errors
    /// [`GitError::Io`] where git cannot be started.
    pub fn renamed_in(&self, commit: &str) -> Result<HashSet<String>, GitError> {
        let parent = format!("{commit}^1");
        let listing = self.run(&[
            "diff-tree",
            "-r",
            "-z",
            "--find-renames",
            "--diff-filter=R",
            "--name-status",
            "--no-ext-diff",
            "--no-textconv",
            &parent,
            commit,
            "--",
        ])?;
        let listing = listing.unwrap_or_default();
        let here = |path: &str| path.strip_prefix(&self.prefix).map(str::to_owned);
        Ok(renamed(&listing).filter_map(|(_, now)| here(now)).collect())
    }

    /// Commits a file as it is in the work tree, and nothing else: what is staged stays so. Its path is told
    /// from the directory, with `/`.
    ///
    /// # Errors
    /// [`GitError::Failed`] with what git, or a hook of the user's, has to say.
    pub fn commit_file(&self, path: &str, message: &str) -> Result<(), GitError> {
        // By the path's own letters, and from the repository's top: a name is no pattern. Hooks that run git
        // must not inherit such a setting.
        let path = format!(":(top,literal){}{path}", self.prefix);
        // Git commits no file that it has not heard of; its contents are left to the commit itself.
        for arguments in [
            ["add", "--intent-to-add", "--", path.as_str()].as_slice(),
            &["commit", "--quiet", "--message", message, "--only", "--", &path],
        ] {
            let mut command = self.bare();
            command.args(arguments);
            said(command)?.map_err(GitError::Failed)?;
        }
        Ok(())
    }

    /// Runs git for its output: the text where it succeeds, else what it says.
    fn run(&self, arguments: &[&str]) -> Result<Result<String, String>, GitError> {
        said(self.command(arguments))
    }

    /// Git for a command that reads, and runs nothing that a configuration names.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare();
        command
            .args(["-c", "core.hooksPath=/dev/null"])
            .args(["-c", "core.quotePath=false"])
            .args(["-c", "protocol.allow=never"])
            .args(arguments)
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            // A folder's name is no pattern.
            .env("GIT_LITERAL_PATHSPECS", "1")
            .env("LC_ALL", "C");
        command
    }

    /// Git in the directory, without monitor and pager.
    fn bare(&self) -> Command {
        let mut command = Command::new("git");
        command
            .arg("--no-pager")
            .args(["-c", "core.fsmonitor=false"])
            .arg("-C")
            .arg(&self.directory);
        // Git tells hooks where its repository is; ours is the one around the directory.
        for name in [
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_COMMON_DIR",
            "GIT_INDEX_FILE",
            "GIT_PREFIX",
        ] {
            command.env_remove(name);
        }
        if let Some(index) = &self.index {
            command.env("GIT_INDEX_FILE", index);
        }
        command
    }
}

/// Waits for git on a thread of its own while something else is done.
pub fn beside<G: Send, R>(wait: impl FnOnce() -> G + Send, work: impl FnOnce() -> R) -> (G, R) {
    thread::scope(|scope| {
        let waiting = scope.spawn(wait);
        let done = work();
        (waiting.join().unwrap_or_else(|panic| resume_unwind(panic)), done)
    })
}

/// Git's own merge of three files, line by line.
///
/// # Errors
/// [`GitError::Failed`] where git cannot merge them: one is no text, or is not there.
pub fn merge_file(files: Sides<&Path>, markers: &Markers) -> Result<Merged, GitError> {
    let mut command = Git::here().command(&["merge-file", "--stdout", "--quiet"]);
    command.arg(format!("--marker-size={}", markers.size));
    for label in [&markers.labels.ours, &markers.labels.base, &markers.labels.theirs] {
        command.args(["-L", label.as_str()]);
    }
    command.arg("--").args([files.ours, files.base, files.theirs]);
    let output = command.stdin(Stdio::null()).output()?;
    // Up to 127 it is the number of conflicts.
    match output.status.code() {
        Some(conflicts @ 0..=127) => Ok(Merged {
            bytes: output.stdout,
            conflicts: usize::try_from(conflicts).unwrap_or(1),
        }),
        _ => Err(GitError::Failed(trimmed(&String::from_utf8_lossy(
            &output.stderr,
        )))),
    }
}

/// Whether the user wants to see in a conflict what both sides were made from.
pub fn shows_base() -> bool {
    let style = Git::here().run(&["config", "--get", "merge.conflictStyle"]);
    matches!(style, Ok(Ok(style)) if WITH_BASE.contains(&style.trim()))
}

/// The styles of conflicts that show it.
const WITH_BASE: [&str; 2] = ["diff3", "zdiff3"];

/// Runs a command for its output: the text where it succeeds, else what it says.
fn said(mut command: Command) -> Result<Result<String, String>, GitError> {
    let output = command.stdin(Stdio::null()).output()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(match output.status.success() {
        true => Ok(text(&output.stdout)),
        false => Err(trimmed(&text(&output.stderr))),
    })
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

/// Whether a mode is that of a regular file, and not of a link or a submodule.
fn is_regular(mode: &str) -> bool {
    matches!(mode, "100644" | "100755")
}

/// The paths of renamed files, then and now.
fn renamed(listing: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut parts = listing.split_terminator('\0');
    std::iter::from_fn(move || {
        // The first tells how alike they are.
        parts.next()?;
        parts.next().zip(parts.next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_of_a_repository_is_taken_apart() {
        let opened = |answers: &str| {
            let git = Git::here().opened(answers);
            (git.prefix, git.is_shallow, git.head)
        };
        let head = || Some("f00".to_owned());
        assert_eq!(opened("a/\nfalse\nf00\n"), ("a/".to_owned(), false, head()));
        assert_eq!(opened("\ntrue\nf00\n"), (String::new(), true, head()));
        assert_eq!(opened("a\nb/\nfalse\n"), ("a\nb/".to_owned(), false, None));
    }

    #[test]
    fn renames_are_told_by_their_names() {
        let told: Vec<_> = renamed("R100\0a\0b\0R075\0c\0d\0").collect();
        assert_eq!(told, [("a", "b"), ("c", "d")]);
        assert_eq!(renamed("R100\0a\0").count(), 0);
        assert_eq!(renamed("").count(), 0);
    }
}
