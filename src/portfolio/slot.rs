//! A slot: the place of one dossier's text, which is read when it is first asked for.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::source::SourceFile;
use crate::source::tree::excerpt;

/// A dossier's file: its text is read, and cut, while whoever parses it has it at hand.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// The sections that are wanted alone; all of them where nothing is said.
    sections: Option<Arc<[&'static str]>>,
    read: OnceLock<io::Result<SourceFile>>,
}

impl Slot {
    /// A file that is read when it is asked for.
    pub(super) fn new(id: String, name: String, path: PathBuf) -> Self {
        Self {
            id,
            name,
            path,
            sections: None,
            read: OnceLock::new(),
        }
    }

    /// A file that is read already.
    pub(super) fn filled(id: String, source: SourceFile) -> Self {
        let slot = Self::new(id, source.name().to_owned(), source.path().to_owned());
        Self {
            read: OnceLock::from(Ok(source)),
            ..slot
        }
    }

    /// The same file, which is read again unless it was read already.
    pub(super) fn again(&self) -> Self {
        match self.read.get() {
            Some(Ok(source)) => Self::filled(self.id.clone(), source.clone()),
            _ => Self::new(self.id.clone(), self.name.clone(), self.path.clone()),
        }
    }

    /// The same file with these of its sections alone; whole where they cannot be told apart.
    pub(super) fn part(&self, sections: &Arc<[&'static str]>) -> Self {
        if let Some(Ok(source)) = self.read.get() {
            let part = cut(source, sections).unwrap_or_else(|| source.clone());
            return Self::filled(self.id.clone(), part);
        }
        Self {
            sections: Some(Arc::clone(sections)),
            ..self.again()
        }
    }

    /// The file, or its name and why it cannot be read.
    pub(super) fn source(&self) -> Result<&SourceFile, (&str, &io::Error)> {
        let read = self.read.get_or_init(|| self.look());
        read.as_ref().map_err(|error| (self.name.as_str(), error))
    }

    fn look(&self) -> io::Result<SourceFile> {
        let whole = SourceFile::read(&self.path, self.name.as_str())?;
        let part = self.sections.as_ref().and_then(|sections| cut(&whole, sections));
        Ok(part.unwrap_or(whole))
    }
}

/// The sections of a file with these keys alone; nothing where they cannot be told apart.
fn cut(source: &SourceFile, sections: &[&str]) -> Option<SourceFile> {
    let text = match source.fault() {
        None => excerpt(source.text(), sections)?,
        Some(_) => return None,
    };
    Some(SourceFile::from_text(source.name(), text))
}
