//! Where templates come from: the repository's folder, and what is shipped.

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// The largest template that is read, in bytes.
const MAX_BYTES: u64 = 512 * 1024;

/// What is shipped, by name.
const SHIPPED: &[(&str, &str)] = &[
    (
        "briefs/en/call-prep.md",
        include_str!("../../../templates/briefs/en/call-prep.md"),
    ),
    (
        "briefs/zh-CN/call-prep.md",
        include_str!("../../../templates/briefs/zh-CN/call-prep.md"),
    ),
    (
        "briefs/zh-TW/call-prep.md",
        include_str!("../../../templates/briefs/zh-TW/call-prep.md"),
    ),
    (
        "playbook/en.yaml",
        include_str!("../../../templates/playbook/en.yaml"),
    ),
    (
        "playbook/zh-CN.yaml",
        include_str!("../../../templates/playbook/zh-CN.yaml"),
    ),
    (
        "playbook/zh-TW.yaml",
        include_str!("../../../templates/playbook/zh-TW.yaml"),
    ),
];

/// The repository's templates over the shipped ones.
#[derive(Debug, Clone)]
pub struct Library {
    folder: PathBuf,
}

/// Why a template cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// The name leads out of the templates.
    Outside(String),
    /// The file is there and cannot be read.
    Unreadable(String, String),
    /// The file is there and no text.
    NotText(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside(name) => write!(
                f,
                "`{name}` lies outside the templates; name a file below them, such as briefs/en/call-prep.md"
            ),
            Self::NotText(name) => write!(f, "`{name}` is not UTF-8; save it as UTF-8"),
            Self::Unreadable(name, reason) => write!(f, "`{name}` cannot be read: {reason}"),
        }
    }
}

impl std::error::Error for LoadError {}

impl Library {
    /// The shipped templates, with those of a folder before them.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// The text of a template; nothing where there is none of that name.
    ///
    /// # Errors
    /// [`LoadError`] where the name leads out of the templates, or the file cannot be read.
    pub fn text(&self, name: &str) -> Result<Option<String>, LoadError> {
        Ok(match self.own(name)? {
            Some(text) => Some(text),
            None => shipped(name).map(str::to_owned),
        })
    }

    /// The repository's own template of that name.
    ///
    /// # Errors
    /// As for [`Library::text`].
    pub fn own(&self, name: &str) -> Result<Option<String>, LoadError> {
        let outside = || LoadError::Outside(name.to_owned());
        let is_plain = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !is_plain || name.is_empty() || name.contains('\\') {
            return Err(outside());
        }
        let path = self.folder.join(name);
        if path.symlink_metadata().is_err() {
            return Ok(None);
        }
        let (Ok(path), Ok(folder)) = (path.canonicalize(), self.folder.canonicalize()) else {
            return Err(outside());
        };
        if !path.starts_with(&folder) || !path.is_file() {
            return Err(outside());
        }
        let bytes = read(&path).map_err(|reason| LoadError::Unreadable(name.to_owned(), reason))?;
        let text = String::from_utf8(bytes).map_err(|_| LoadError::NotText(name.to_owned()))?;
        Ok(Some(text))
    }

    /// The names of the repository's own files, in their order; hidden ones are none.
    ///
    /// # Errors
    /// What the operating system says where a folder is there and cannot be read.
    pub fn own_names(&self) -> io::Result<Vec<String>> {
        let is_hidden = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with('.');
        let walk = WalkDir::new(&self.folder).min_depth(1).sort_by_file_name();
        let mut names = Vec::new();
        for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
            let entry = match entry {
                Err(error) if error.depth() == 0 && !self.folder.exists() => break,
                entry => entry?,
            };
            let name = entry.path().strip_prefix(&self.folder).ok();
            if let Some(name) = name.filter(|_| !entry.file_type().is_dir()) {
                names.push(name.to_string_lossy().replace(MAIN_SEPARATOR, "/"));
            }
        }
        Ok(names)
    }
}

/// The shipped template of that name.
pub fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED
        .iter()
        .find(|(shipped, _)| *shipped == name)
        .map(|(_, text)| *text)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!("it has more than {} KiB", MAX_BYTES / 1024));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_of_the_templates_are_refused() {
        let world = tempfile::tempdir().expect("a folder");
        let folder = world.path().join("templates");
        fs::create_dir(&folder).expect("made");
        fs::write(world.path().join("secret.md"), "canary").expect("written");
        fs::write(folder.join("own.md"), "own").expect("written");
        #[cfg(unix)]
        std::os::unix::fs::symlink("../secret.md", folder.join("link.md")).expect("linked");
        let library = Library::new(&folder);
        assert_eq!(library.text("own.md"), Ok(Some("own".to_owned())));
        assert_eq!(library.text("none.md"), Ok(None));
        let secret = world.path().join("secret.md").display().to_string();
        for name in [
            "../secret.md",
            "a/../../secret.md",
            "..\\secret.md",
            "./own.md",
            "",
            &secret,
        ] {
            assert!(library.text(name).is_err(), "{name}");
        }
        #[cfg(unix)]
        assert!(library.text("link.md").is_err());
    }
}
