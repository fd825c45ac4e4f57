//! One file as it was read: its name, its text, and where its lines begin.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The largest file that is read, in bytes. A dossier of 4 MiB holds some ten thousand touchpoints;
/// whatever is larger was not written by hand.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Why the bytes of a file are not a text that can be parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The bytes stop being UTF-8 at this offset (in bytes, the same in [`SourceFile::text`]).
    NotUtf8 {
        /// Offset of the first bad byte.
        offset: usize,
        /// The encoding that the first bytes suggest, if any.
        looks_like: Option<&'static str>,
    },
    /// The file has this many bytes, more than [`MAX_BYTES`]; its text was not read.
    TooLarge {
        /// The size found.
        bytes: u64,
    },
}

/// A position as people count it: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// A file and its text. The text never changes: everything parsed from it may borrow from it.
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: String,
    path: PathBuf,
    text: String,
    fault: Option<Fault>,
    /// Where its lines begin; found when first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// Reads the file at `path`; `name` is what people are shown (relative to the directory, with `/`).
    ///
    /// A file that is too large or not UTF-8 is no error here: it has a [`Fault`], which becomes a finding.
    ///
    /// # Errors
    /// Whatever the operating system says when the file cannot be opened or read.
    pub fn read(path: &Path, name: impl Into<String>) -> io::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let (text, fault) = if size > MAX_BYTES {
            (String::new(), Some(Fault::TooLarge { bytes: size }))
        } else {
            let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
            file.take(MAX_BYTES).read_to_end(&mut bytes)?;
            decode_utf8(bytes)
        };
        Ok(Self {
            name: name.into(),
            path: path.to_owned(),
            text,
            fault,
            lines: OnceLock::new(),
        })
    }

    /// A file that is not on disk: for texts that come from elsewhere (embedded, git, tests).
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            path: PathBuf::from(&name),
            name,
            text: text.into(),
            fault: None,
            lines: OnceLock::new(),
        }
    }

    /// A file whose bytes come from elsewhere than the disk, such as git.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let (text, fault) = decode_utf8(bytes);
        Self {
            fault,
            ..Self::from_text(name, text)
        }
    }

    /// A file from elsewhere than the disk that has so many bytes, which are more than are read.
    pub fn too_large(name: impl Into<String>, bytes: u64) -> Self {
        Self {
            fault: Some(Fault::TooLarge { bytes }),
            ..Self::from_text(name, "")
        }
    }

    /// The name people are shown: relative to the directory, with `/`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text as read; bytes that are not UTF-8 appear as U+FFFD.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why the text cannot be parsed, if so.
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// The position of a byte offset. An offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let lines = self.lines.get_or_init(|| line_starts(&self.text));
        let line = lines.partition_point(|start| *start <= offset);
        let line_start = lines[line - 1];
        let column = self.text[line_start..offset]
            .trim_start_matches('\u{feff}')
            .chars()
            .count()
            + 1;
        Position { line, column }
    }
}

/// Where the lines of a text begin: the first at 0.
fn line_starts(text: &str) -> Vec<usize> {
    let after_newlines = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(after_newlines).collect()
}

fn decode_utf8(bytes: Vec<u8>) -> (String, Option<Fault>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let looks_like = guess_encoding(error.as_bytes());
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (text, Some(Fault::NotUtf8 { offset, looks_like }))
        }
    }
}

fn guess_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let file = SourceFile::from_text("a.yaml", "名: 值\nb: 2\r\nc");
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        assert_eq!(file.position(5), Position { line: 1, column: 4 });
        assert_eq!(file.position(9), Position { line: 2, column: 1 });
        assert_eq!(file.position(999), Position { line: 3, column: 2 });
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let file = SourceFile::from_text("a.yaml", "\u{feff}name: x");
        assert_eq!(file.position(3), Position { line: 1, column: 1 });
        assert_eq!(file.position(4), Position { line: 1, column: 2 });
    }

    #[test]
    fn bytes_that_are_not_utf8_are_a_fault_with_an_offset() {
        let (text, fault) = decode_utf8(vec![b'a', b'b', 0xe6, 0x9d, 0xff]);
        assert!(text.starts_with("ab\u{fffd}"));
        assert_eq!(
            fault,
            Some(Fault::NotUtf8 {
                offset: 2,
                looks_like: None
            })
        );
    }
}
