//! The log: the commits that touched dossiers, newest first, and what each made of which file.

use std::io::{BufRead, BufReader};
use std::iter::Peekable;
use std::process::{Child, ChildStdout, Stdio};

use super::contents::Object;
use super::git::{Git, GitError};
use crate::model::Day;

/// A commit that touched files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its id, in full.
    pub id: String,
    /// Who wrote it, as the repository's `.mailmap` has the name.
    pub author: String,
    /// The writer's e-mail address, likewise.
    pub email: String,
    /// When it was written, in seconds since 1970-01-01 UTC.
    pub seconds: i64,
    /// The day on which it was written, where its author was.
    pub day: Day,
    /// The first line of what its author says of it.
    pub subject: String,
    /// What it made of which file, in the order of the paths.
    pub touched: Vec<Touched>,
}

/// What a commit made of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The file before it, unless it is new; under another path where it was renamed.
    pub before: Option<Version>,
    /// The file after it, unless it is gone.
    pub after: Option<Version>,
}

/// A regular file at a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The path from the directory, with `/`; from the repository's top, and beginning with `/`, where it lies
    /// elsewhere.
    pub path: String,
    /// What it holds.
    pub object: Object,
}

/// Which of the commits are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// Those of the branch itself, and a merge with all that it brought: the states that the branch has been
    /// through, each made of the one before.
    MainLine,
    /// Those of all branches that were merged, too, and no merges: who changed what, each change once. A value
    /// that only a merge has, settled in a conflict, is then told by no commit.
    EveryBranch,
    /// All there are, a merge against each of its parents, told once for each: whatever was written anywhere.
    EveryCommit,
}

/// Which files are of interest.
#[derive(Debug, Clone, Copy)]
pub enum Files<'p> {
    /// All below these folders of the directory (`""`: all of it).
    Below(&'p [&'p str]),
    /// One, told from the directory, followed through its renames. It begins where it was made, if only as a
    /// copy of another.
    One(&'p str),
}

/// What to tell of the past.
#[derive(Debug, Clone, Copy)]
pub struct Extent<'p> {
    /// The id of the newest commit, or [`ALL_REFS`].
    pub until: &'p str,
    /// The id of a commit that is not told any more, nor those before it.
    pub after: Option<&'p str>,
    /// Which commits.
    pub walk: Walk,
    /// Which files.
    pub files: Files<'p>,
}

/// In place of one newest commit those of all branches, tags and stashes.
pub const ALL_REFS: &str = "--all";

/// Each field ends with a NUL, which none can hold; the subject's is git's own.
const FIELDS: &str = "--format=%H%x00%aN%x00%aE%x00%at%x00%ad%x00%s";

impl Git {
    /// The commits that touched files, newest first, each read when it is its turn.
    ///
    /// In a shallow clone the oldest commit tells all its files as new, see [`Git::is_shallow`].
    ///
    /// # Errors
    /// [`GitError::Io`] where git cannot be started.
    pub fn log(&self, extent: &Extent<'_>) -> Result<Log, GitError> {
        // What a configuration says of how a log looks must not hold, nor may it have signatures verified.
        let mut command = self.command(&["-c", "log.showSignature=false", "-c", "diff.relative=false"]);
        command.args(["log", "-z", "--raw", "--root", "--no-abbrev", "--find-renames"]);
        command.args(["--no-ext-diff", "--no-textconv", "--no-show-signature"]);
        command.args(["--encoding=UTF-8", "--date=short", FIELDS]);
        match extent.walk {
            Walk::MainLine => command.args(["--first-parent", "-m"]),
            // No commit before one that was made of it.
            Walk::EveryBranch => command.args(["--no-merges", "--date-order"]),
            // With `-m` no branch is left out, not even one of which a merge took nothing.
            Walk::EveryCommit => command.args(["-m", "--date-order"]),
        };
        if matches!(extent.files, Files::One(_)) {
            command.arg("--follow");
        }
        command.arg(extent.until);
        command.args(extent.after.map(|after| format!("^{after}")));
        command.arg("--");
        match extent.files {
            Files::Below(folders) => command.args(folders.iter().map(|folder| match *folder {
                "" => ".",
                folder => folder,
            })),
            Files::One(path) => command.arg(path),
        };
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let Some(said) = child.stdout.take() else {
            return Err(GitError::Failed("log has no streams".to_owned()));
        };
        Ok(Log {
            child,
            parts: parts(BufReader::new(said)),
            prefix: self.prefix().to_owned(),
            is_followed: matches!(extent.files, Files::One(_)),
            is_over: false,
        })
    }
}

/// The commits of a [`Extent`]; git stops when it is dropped.
#[derive(Debug)]
pub struct Log {
    child: Child,
    parts: Parts<BufReader<ChildStdout>>,
    prefix: String,
    is_followed: bool,
    is_over: bool,
}

impl Iterator for Log {
    type Item = Result<Commit, GitError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let read = read_commit(&mut self.parts, &self.prefix);
        match read {
            Some((commit, is_copy)) => {
                // Git would go on with what it was copied from, which is another account.
                self.is_over = self.is_followed && is_copy;
                Some(Ok(commit))
            }
            None => {
                self.is_over = true;
                self.ended_badly()
                    .then(|| Err(GitError::Failed(UNREADABLE.to_owned())))
            }
        }
    }
}

const UNREADABLE: &str = "its history cannot be read to the end; `git fsck` tells what is missing, and in a partial clone `git fetch --refetch --no-filter` gets it";

impl Log {
    /// Whether git had more to tell, or failed to.
    fn ended_badly(&mut self) -> bool {
        self.parts.peek().is_some() || !self.child.wait().is_ok_and(|status| status.success())
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What stands between NULs, each read when it is its turn.
type Parts<R> = Peekable<Split<R>>;

#[derive(Debug)]
struct Split<R> {
    said: R,
}

impl<R: BufRead> Iterator for Split<R> {
    type Item = String;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        let length = self.said.read_until(0, &mut bytes).ok()?;
        bytes.pop_if(|last| *last == 0);
        (length > 0).then(|| String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn parts<R: BufRead>(said: R) -> Parts<R> {
    Split { said }.peekable()
}

/// A commit, and whether it made a file by copying another.
fn read_commit(parts: &mut Parts<impl BufRead>, prefix: &str) -> Option<(Commit, bool)> {
    let mut commit = Commit {
        id: parts.next()?,
        author: parts.next()?,
        email: parts.next()?,
        seconds: parts.next()?.parse().ok()?,
        // A clock may have told a year that no date names.
        day: parts
            .next()?
            .parse()
            .unwrap_or_else(|_| chrono::NaiveDate::default().into()),
        subject: parts.next()?,
        touched: Vec::new(),
    };
    let mut has_copy = false;
    // Such as `:100644 100644 OBJECT OBJECT M`; git begins a line before the first of them.
    while let Some(line) = parts.next_if(|part| part.trim_start().starts_with(':')) {
        let (touched, is_copy) = read_touched(&line, parts, prefix)?;
        commit.touched.extend(touched);
        has_copy |= is_copy;
    }
    Some((commit, has_copy))
}

/// What became of a file, if it is a regular one, and whether it is a copy.
fn read_touched(
    line: &str,
    parts: &mut Parts<impl BufRead>,
    prefix: &str,
) -> Option<(Option<Touched>, bool)> {
    let mut words = line.trim_start().trim_start_matches(':').split(' ');
    let modes = [words.next()?, words.next()?];
    let objects = [words.next()?, words.next()?];
    let status = words.next()?.chars().next()?;
    let then = parts.next()?;
    let now = if matches!(status, 'R' | 'C') {
        parts.next()?
    } else {
        then.clone()
    };
    let version = |at: usize, path: &str| {
        let is_regular = matches!(modes[at], "100644" | "100755");
        is_regular.then(|| Version {
            path: here(path, prefix),
            object: Object::new(objects[at]),
        })
    };
    let is_copy = status == 'C';
    let before = if is_copy { None } else { version(0, &then) };
    let touched = Touched {
        before,
        after: version(1, &now),
    };
    let is_none = touched.before.is_none() && touched.after.is_none();
    Some(((!is_none).then_some(touched), is_copy))
}

/// A path from the repository's top, told from the directory.
fn here(path: &str, prefix: &str) -> String {
    path.strip_prefix(prefix)
        .map_or_else(|| format!("/{path}"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commits(said: &str, prefix: &str) -> Vec<(Commit, bool)> {
        let mut parts = super::parts(said.as_bytes());
        let read = std::iter::from_fn(|| read_commit(&mut parts, prefix)).collect();
        assert!(parts.next().is_none());
        read
    }

    const HEAD: &str = "f00\x00李\x00li@x\x001795324950\x002026-11-22\x00why: a\u{1b}b";

    #[test]
    fn a_log_is_taken_apart() {
        let said = format!(
            "{HEAD}\0\n:100644 100644 aa bb M\0s/a.yaml\0:000000 100644 00 cc A\0s/b.yaml\0\
            {HEAD}\0\n:100644 100755 aa aa R100\0s/x.yaml\0s/y.yaml\0:100644 000000 dd 00 D\0s/z.yaml\0{HEAD}\0"
        );
        let read = commits(&said, "s/");
        assert_eq!(read.len(), 3);
        let (first, _) = &read[0];
        assert_eq!((first.author.as_str(), first.seconds), ("李", 1_795_324_950));
        assert_eq!(
            (first.day.to_string().as_str(), first.subject.as_str()),
            ("2026-11-22", "why: a\u{1b}b")
        );
        let told: Vec<_> = read
            .iter()
            .flat_map(|(commit, _)| &commit.touched)
            .map(told)
            .collect();
        assert_eq!(
            told,
            [
                "a.yaml aa > a.yaml bb",
                "- > b.yaml cc",
                "x.yaml aa > y.yaml aa",
                "z.yaml dd > -"
            ]
        );
    }

    fn told(touched: &Touched) -> String {
        let side = |side: &Option<Version>| match side {
            Some(version) => format!("{} {}", version.path, version.object),
            None => "-".to_owned(),
        };
        format!("{} > {}", side(&touched.before), side(&touched.after))
    }

    #[test]
    fn links_are_no_files_copies_are_new_and_what_lies_elsewhere_is_told_from_the_top() {
        let said = format!(
            "{HEAD}\0\n:100644 120000 aa bb T\0s/a.yaml\0:160000 160000 aa bb M\0s/sub\0\
            :100644 100644 aa cc C90\0s/a.yaml\0s/b.yaml\0:100644 100644 aa aa R100\0old/c.yaml\0s/c.yaml\0"
        );
        let read = commits(&said, "s/");
        let told: Vec<_> = read[0].0.touched.iter().map(told).collect();
        assert_eq!(
            told,
            ["a.yaml aa > -", "- > b.yaml cc", "/old/c.yaml aa > c.yaml aa"]
        );
        assert!(read[0].1);
    }

    #[test]
    fn what_breaks_off_is_not_told() {
        let mut parts = super::parts(&b"f00\0li"[..]);
        assert!(read_commit(&mut parts, "").is_none());
        let said = format!("{HEAD}\0\n:100644 100644 aa");
        let mut parts = super::parts(said.as_bytes());
        assert!(read_commit(&mut parts, "").is_none());
    }
}
