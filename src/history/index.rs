//! Index: what git noted of the files of the work tree when it last read them, so that a file that was not touched
//! since need not be read.
//!
//! Git itself is not asked whether a file differs: where the time does not tell it reads the file, and for that it runs
//! the filters that a configuration names.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::contents::Object;
use super::git::{Git, GitError};

/// What git noted of files, by their paths from the directory.
#[derive(Debug)]
pub struct Index {
    notes: HashMap<String, Note>,
    /// When it was written: a file that changed at that time or later may have changed after it was read.
    written: Option<SystemTime>,
}

#[derive(Debug, PartialEq, Eq)]
struct Note {
    object: Object,
    modified: Duration,
    size: u64,
}

impl Git {
    /// What git noted of the files below a folder of the directory (`""`: all of it).
    ///
    /// # Errors
    /// [`GitError::Failed`] where git cannot list them.
    pub fn index(&self, below: &str) -> Result<Index, GitError> {
        let below = if below.is_empty() { "." } else { below };
        let listing = self.said(&["ls-files", "-z", "--stage", "--debug", "--", below])?;
        let path = PathBuf::from(
            self.said(&["rev-parse", "--git-path", "index"])?
                .trim_end_matches('\n'),
        );
        let written = self
            .directory()
            .join(path)
            .metadata()
            .and_then(|file| file.modified());
        Ok(Index {
            notes: notes(&listing),
            written: written.ok(),
        })
    }
}

impl Index {
    /// Whether a file surely holds an object still.
    pub fn surely_holds(&self, name: &str, path: &Path, object: &Object) -> bool {
        let is_so = || {
            let note = self.notes.get(name).filter(|note| note.object == *object)?;
            let file = path.symlink_metadata().ok()?;
            let modified = file.modified().ok()?;
            let since = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            let is_old = modified < self.written?;
            Some(is_old && file.is_file() && file.len() == note.size && since == note.modified)
        };
        is_so().unwrap_or(false)
    }
}

/// The lines that git has for what it noted of a file.
const LINES: usize = 5;

/// Takes `MODE OBJECT STAGE\tPATH`, a NUL, and the lines of what was noted apart, and so on. What cannot be read is no
/// note, and what is not noted is read.
fn notes(listing: &str) -> HashMap<String, Note> {
    let mut notes = HashMap::new();
    let mut parts = listing.split('\0');
    let mut header = parts.next().unwrap_or_default();
    for part in parts {
        let mut lines = part.splitn(LINES + 1, '\n');
        let noted: Vec<&str> = lines.by_ref().take(LINES).collect();
        if let (Some((object, path)), Some((modified, size))) = (header_of(header), noted_of(&noted)) {
            notes.insert(
                path,
                Note {
                    object,
                    modified,
                    size,
                },
            );
        }
        header = lines.next().unwrap_or_default();
    }
    notes
}

/// A file that is not in the midst of a merge.
fn header_of(header: &str) -> Option<(Object, String)> {
    let (head, path) = header.split_once('\t')?;
    let mut words = head.split(' ').skip(1);
    let object = Object::new(words.next()?);
    (words.next()? == "0").then(|| (object, path.to_owned()))
}

/// When it was changed, and its size.
fn noted_of(lines: &[&str]) -> Option<(Duration, u64)> {
    let after = |word: &str| {
        let lines = lines.iter().map(|line| line.trim_start());
        lines.filter_map(|line| line.strip_prefix(word)).next()
    };
    let (seconds, nanoseconds) = after("mtime: ")?.split_once(':')?;
    let modified = Duration::new(seconds.parse().ok()?, nanoseconds.parse().ok()?);
    let size = after("size: ")?.split('\t').next()?.parse().ok()?;
    Some((modified, size))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTED: &str =
        "  ctime: 9:9\n  mtime: 1795324950:12\n  dev: 1\tino: 2\n  uid: 0\tgid: 0\n  size: 42\tflags: 0\n";

    #[test]
    fn notes_are_taken_apart() {
        let listing = format!(
            "100644 aa 0\ta.yaml\0{NOTED}100644 bb 2\tb.yaml\0{NOTED}100644 cc 0\tline\nbreak.yaml\0{NOTED}100644 dd 0\td.yaml\0  other\n"
        );
        let notes = notes(&listing);
        let mut paths: Vec<&str> = notes.keys().map(String::as_str).collect();
        paths.sort_unstable();
        assert_eq!(paths, ["a.yaml", "line\nbreak.yaml"]);
        let note = Note {
            object: Object::new("aa"),
            modified: Duration::new(1_795_324_950, 12),
            size: 42,
        };
        assert_eq!(notes["a.yaml"], note);
    }
}
