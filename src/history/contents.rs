//! Contents: what many objects of git hold, read one after the other by one process.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Stdio};

use super::git::{Git, GitError};
use crate::source::SourceFile;
use crate::source::file::MAX_BYTES;

const LACKING: &str = "this clone lacks contents of that commit; if it is a partial clone, `git fetch --refetch --no-filter` gets them";

/// The name of what git keeps of a file: two files that hold the same bytes have the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Object(Box<str>);

impl Object {
    pub(super) fn new(name: &str) -> Self {
        Self(name.into())
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// As much as a pipe holds at once, in bytes.
const PIPE: usize = 64 * 1024;

/// What an object holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// So many that they are not read: more than [`MAX_BYTES`].
    TooLarge(u64),
}

impl Content {
    /// The same as a file with a name.
    pub fn source(self, name: &str) -> SourceFile {
        match self {
            Self::Bytes(bytes) => SourceFile::from_bytes(name, bytes),
            Self::TooLarge(bytes) => SourceFile::too_large(name, bytes),
        }
    }

    /// The same as a text, with U+FFFD for what is not UTF-8; nothing of what is too large.
    pub fn text(self) -> String {
        match self {
            Self::Bytes(bytes) => String::from_utf8(bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
            Self::TooLarge(_) => String::new(),
        }
    }
}

/// The contents of objects in the order in which they were asked for, each read when it is its turn: what is
/// not kept takes no memory.
#[derive(Debug)]
pub struct Contents {
    child: Child,
    answers: BufReader<ChildStdout>,
    left: usize,
}

impl Git {
    /// The contents of some objects. One that is asked for twice is read twice.
    ///
    /// # Errors
    /// [`GitError::Io`] where git cannot be started.
    pub fn contents(&self, objects: &[Object]) -> Result<Contents, GitError> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(mut questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(GitError::Failed("cat-file has no streams".to_owned()));
        };
        let asked: String = objects.iter().map(|object| format!("{object}\n")).collect();
        // Asked from beside, so that neither side waits for the other with a full pipe.
        std::thread::spawn(move || questions.write_all(asked.as_bytes()));
        Ok(Contents {
            child,
            answers: BufReader::with_capacity(PIPE, answers),
            left: objects.len(),
        })
    }
}

impl Iterator for Contents {
    type Item = Result<Content, GitError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let answer = answer(&mut self.answers);
        if answer.is_none() {
            self.left = 0;
        }
        Some(answer.ok_or_else(|| GitError::Failed(LACKING.to_owned())))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.left))
    }
}

impl Drop for Contents {
    /// Whoever stops early asks no more.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Takes `OBJECT blob SIZE\nCONTENT\n` from the answers; nothing where they say something else.
fn answer(answers: &mut impl BufRead) -> Option<Content> {
    let mut header = String::new();
    answers.read_line(&mut header).ok()?;
    let size: u64 = header.trim_end().rsplit_once(" blob ")?.1.parse().ok()?;
    // Git ends each with a line feed of its own.
    let mut rest = answers.take(size.saturating_add(1));
    if size > MAX_BYTES {
        io::copy(&mut rest, &mut io::sink()).ok()?;
        return Some(Content::TooLarge(size));
    }
    let mut content = Vec::with_capacity(usize::try_from(size).ok()?.saturating_add(1));
    rest.read_to_end(&mut content).ok()?;
    content.pop();
    (content.len() as u64 == size).then_some(Content::Bytes(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_taken_one_by_one() {
        let mut answers = &b"aa blob 3\na\nb\nbb blob 0\n\ncc missing\n"[..];
        assert_eq!(answer(&mut answers), Some(Content::Bytes(b"a\nb".to_vec())));
        assert_eq!(answer(&mut answers), Some(Content::Bytes(Vec::new())));
        assert_eq!(answer(&mut answers), None);
        assert_eq!(answer(&mut &b"aa blob 3\na"[..]), None);
        assert_eq!(answer(&mut &b""[..]), None);
    }

    #[test]
    fn what_is_too_large_is_passed_over() {
        let large = MAX_BYTES + 1;
        let text = "x".repeat(usize::try_from(large).expect("small"));
        let said = format!("aa blob {large}\n{text}\nbb blob 1\nb\n");
        let mut answers = said.as_bytes();
        assert_eq!(answer(&mut answers), Some(Content::TooLarge(large)));
        assert_eq!(answer(&mut answers), Some(Content::Bytes(b"b".to_vec())));
    }
}
