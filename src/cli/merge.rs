//! `dossier merge`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::console::Console;
use super::exit::{Failure, Verdict};
use crate::history::GitError;
use crate::history::merge::{Markers, Merged, Sides, merge};
use crate::render::findings::counted;
use crate::render::visible;
use crate::source::save;

/// Merge two versions of a file entry by entry, as git's merge driver
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The version that both were made from (%O)
    base: PathBuf,
    /// Ours, which becomes the merged one (%A)
    ours: PathBuf,
    /// Theirs (%B)
    theirs: PathBuf,
    /// Print the merged version and leave OURS as it is
    #[arg(short = 'p', long)]
    stdout: bool,
    /// How many characters a conflict marker has (%L)
    #[arg(short = 'L', long, value_name = "N", default_value_t = MARKER_SIZE, value_parser = clap::value_parser!(u16).range(1..))]
    marker_size: u16,
    /// What the file is called in the repository (%P)
    #[arg(short = 'P', long, value_name = "PATH")]
    path: Option<String>,
    /// What the base is called in conflicts (%S)
    #[arg(long, value_name = "LABEL", allow_hyphen_values = true)]
    base_label: Option<String>,
    /// What ours is called (%X)
    #[arg(long, value_name = "LABEL", allow_hyphen_values = true)]
    ours_label: Option<String>,
    /// What theirs is called (%Y)
    #[arg(long, value_name = "LABEL", allow_hyphen_values = true)]
    theirs_label: Option<String>,
}

/// As git has it.
const MARKER_SIZE: u16 = 7;

impl Merge {
    pub(super) fn run(self, directory: Option<&Path>, console: &Console) -> Result<Verdict, Failure> {
        let named = Sides {
            base: &self.base,
            ours: &self.ours,
            theirs: &self.theirs,
        };
        let files = named.map(|file| directory.map_or_else(|| file.clone(), |folder| folder.join(file)));
        let paths = files.each_ref().map(PathBuf::as_path);
        let merged = merge(paths, &self.stem(), self.markers()).map_err(|error| self.not_merged(&error))?;
        let written = match self.stdout {
            true => console.print_bytes(&merged.bytes),
            false => {
                save::overwrite(paths.ours, &merged.bytes).map_err(|error| Failure::at(paths.ours, error))
            }
        };
        written?;
        Ok(self.told(&merged, console))
    }

    fn markers(&self) -> Markers {
        Markers {
            size: self.marker_size.into(),
            labels: Sides {
                base: label(self.base_label.as_deref(), "%S", "base"),
                ours: label(self.ours_label.as_deref(), "%X", "ours"),
                theirs: label(self.theirs_label.as_deref(), "%Y", "theirs"),
            },
        }
    }

    fn told(&self, merged: &Merged, console: &Console) -> Verdict {
        if merged.conflicts == 0 {
            return Verdict::Clean;
        }
        let conflicts = counted(merged.conflicts, "conflict");
        console.remark(&format!("{}: {conflicts} to resolve by hand", self.name()));
        Verdict::Findings
    }

    fn not_merged(&self, error: &GitError) -> Failure {
        let why = match error {
            GitError::NoGit => {
                "there is no `git` on this machine, whose merge of lines this builds on; install it"
                    .to_owned()
            }
            error => error.to_string(),
        };
        Failure::Usage(format!("{} is left as it is: {why}", self.name()))
    }

    /// The name of the file without its folder and extension.
    fn stem(&self) -> String {
        let path = self.path.as_ref().map_or(self.ours.as_path(), Path::new);
        let stem = path.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// What the file is called: git hands over copies with names of its own.
    fn name(&self) -> String {
        match &self.path {
            Some(path) => visible::line(path).into_owned(),
            None => visible::line(&self.ours.to_string_lossy()).into_owned(),
        }
    }
}

/// A label; older git hands over the placeholder itself.
fn label(given: Option<&str>, placeholder: &str, usual: &str) -> String {
    let given = given.filter(|label| !label.is_empty() && *label != placeholder);
    visible::line(given.unwrap_or(usual)).into_owned()
}
