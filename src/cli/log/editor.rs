//! The editor: a draft is opened in the user's own, and what was saved comes back.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempPath;

use crate::cli::exit::Failure;
use crate::history::Git;

/// What is used where nobody chose an editor.
const USUAL: &str = "vi";

/// A text being written, in a file that only the user can read. It goes when this does, unless it is kept.
pub(super) struct Draft {
    path: TempPath,
}

impl Draft {
    /// Begins a draft with a text.
    pub(super) fn begin(text: &str) -> Result<Self, Failure> {
        let failed = |error| Failure::io("a draft", error);
        let mut builder = tempfile::Builder::new();
        let mut file = builder
            .prefix("dossier-log-")
            .suffix(".md")
            .tempfile()
            .map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        Ok(Self {
            path: file.into_temp_path(),
        })
    }

    /// Opens it in the editor and waits until that is closed; gives what was saved.
    ///
    /// # Errors
    /// Why there is nothing to go on with. The draft is still there.
    pub(super) fn edit(&self) -> Result<String, Failure> {
        let editor = editor();
        let status = shell(&editor, &self.path)
            .status()
            .map_err(|error| Failure::io(format!("the editor `{editor}`"), error))?;
        if !status.success() {
            return Err(Failure::Usage(format!("the editor `{editor}` failed ({status})")));
        }
        std::fs::read_to_string(&self.path).map_err(|error| Failure::at(&self.path, error))
    }

    /// Leaves the file where it is, and tells where.
    pub(super) fn keep(self) -> Result<PathBuf, Failure> {
        self.path
            .keep()
            .map_err(|error| Failure::at(&error.path, error.error))
    }
}

/// The editor as git finds it; without git, as the environment names it.
fn editor() -> String {
    let named = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    Git::editor()
        .or_else(|| named("VISUAL"))
        .or_else(|| named("EDITOR"))
        .unwrap_or_else(|| USUAL.to_owned())
}

/// An editor is named by a shell's command, such as `code --wait`.
fn shell(editor: &str, draft: &Path) -> Command {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("{editor} \"$@\""))
        .arg(editor)
        .arg(draft);
    command
}
