//! Where templates come from: the repository's folder, and what is shipped.

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use serde::Deserialize;
use walkdir::{DirEntry, WalkDir};

use crate::source::decode::decode;
use crate::source::{Problem, SourceFile, Tree};

/// The largest template that is read, in bytes.
const MAX_BYTES: u64 = 512 * 1024;

/// Templates with their text, by name.
macro_rules! shipped {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("../../templates/", $name)))),+]
    };
}

/// What is shipped, by name.
const SHIPPED: &[(&str, &str)] = shipped![
    "briefs/en/account-plan.md",
    "briefs/en/call-prep.md",
    "briefs/en/client-agenda.md",
    "briefs/en/client-value-review.md",
    "briefs/en/exec-visit.md",
    "briefs/en/first-visit.md",
    "briefs/en/handover.md",
    "briefs/en/negotiation.md",
    "briefs/en/parts.md",
    "briefs/en/proposal.md",
    "briefs/en/value-review.md",
    "briefs/zh-CN/account-plan.md",
    "briefs/zh-CN/call-prep.md",
    "briefs/zh-CN/client-agenda.md",
    "briefs/zh-CN/client-value-review.md",
    "briefs/zh-CN/exec-visit.md",
    "briefs/zh-CN/first-visit.md",
    "briefs/zh-CN/handover.md",
    "briefs/zh-CN/negotiation.md",
    "briefs/zh-CN/parts.md",
    "briefs/zh-CN/proposal.md",
    "briefs/zh-CN/value-review.md",
    "briefs/zh-TW/account-plan.md",
    "briefs/zh-TW/call-prep.md",
    "briefs/zh-TW/client-agenda.md",
    "briefs/zh-TW/client-value-review.md",
    "briefs/zh-TW/exec-visit.md",
    "briefs/zh-TW/first-visit.md",
    "briefs/zh-TW/handover.md",
    "briefs/zh-TW/negotiation.md",
    "briefs/zh-TW/parts.md",
    "briefs/zh-TW/proposal.md",
    "briefs/zh-TW/value-review.md",
    "playbook/en.yaml",
    "playbook/process.yaml",
    "playbook/zh-CN.yaml",
    "playbook/zh-TW.yaml",
];

/// The repository's templates over the shipped ones.
#[derive(Debug, Clone)]
pub struct Library {
    /// Where the repository's own are; nowhere where only the shipped ones are asked for.
    folder: Option<PathBuf>,
}

/// What a template cannot do, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The template.
    pub name: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.name, self.reason),
            None => write!(f, "{}: {}", self.name, self.reason),
        }
    }
}

impl std::error::Error for TemplateError {}

impl TemplateError {
    /// What is wrong with the data of a template, at its line.
    fn at(name: &str, text: &str, problem: &Problem) -> Self {
        let source = SourceFile::from_text(name, text);
        let help = problem.help.as_ref().map(|help| format!("; {help}"));
        Self {
            name: name.to_owned(),
            line: Some(source.position(problem.span.start).line),
            reason: format!("{}{}", problem.message, help.unwrap_or_default()),
        }
    }
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
            folder: Some(folder.to_owned()),
        }
    }

    /// The shipped templates.
    pub fn shipped() -> Self {
        Self { folder: None }
    }

    /// The data of the repository's own template of that name; `examine` finds what is wrong with its text.
    ///
    /// # Errors
    /// [`TemplateError`] at the line of what is wrong, or where the file cannot be read.
    pub(crate) fn own_data<T>(
        &self,
        name: &str,
        examine: impl FnOnce(&str) -> (Vec<Problem>, Option<T>),
    ) -> Result<Option<T>, TemplateError> {
        let own = self.own(name).map_err(|error| TemplateError {
            name: name.to_owned(),
            line: None,
            reason: error.to_string(),
        })?;
        let Some(text) = own else { return Ok(None) };
        let (problems, data) = examine(&text);
        match problems.first() {
            Some(problem) => Err(TemplateError::at(name, &text, problem)),
            None => Ok(data),
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
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        let path = folder.join(name);
        if path.symlink_metadata().is_err() {
            return Ok(None);
        }
        let (Ok(path), Ok(folder)) = (path.canonicalize(), folder.canonicalize()) else {
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
        let mut names = Vec::new();
        let Some(folder) = &self.folder else {
            return Ok(names);
        };
        let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
            let entry = match entry {
                Err(error) if error.depth() == 0 && !folder.exists() => break,
                entry => entry?,
            };
            let name = entry.path().strip_prefix(folder).ok();
            if let Some(name) = name.filter(|_| !entry.file_type().is_dir()) {
                names.push(name.to_string_lossy().replace(MAIN_SEPARATOR, "/"));
            }
        }
        Ok(names)
    }
}

/// The data of a template in YAML without the entries at fault, and all that is wrong with it, in its order.
pub(crate) fn decoded<'t, T: Deserialize<'t>>(
    tree: &mut Tree<'t>,
    mut problems: Vec<Problem>,
) -> (Vec<Problem>, Option<T>) {
    let decoded = decode::<T>(tree);
    tree.refuse(decoded.left_out);
    problems.extend(decoded.problems);
    problems.sort_by_key(|problem| problem.span.start);
    (problems, decoded.value)
}

/// The names of all shipped templates.
pub fn shipped_names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
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
