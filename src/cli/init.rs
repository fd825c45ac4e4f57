//! `dossier init`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::console::Console;
use super::exit::{Failure, Verdict};
use crate::render::schema;
use crate::source::save;

/// Lay out a repository: settings, folders, library, schemas for editors, git attributes, CI job
#[derive(Debug, Args)]
pub(super) struct Init {
    /// Where (default: the working directory)
    directory: Option<PathBuf>,
    /// Only say what would be written
    #[arg(long)]
    dry_run: bool,
}

/// What a new repository begins with.
const STARTER: [(&str, &str); 6] = [
    (
        "dossier.yaml",
        include_str!("../../templates/starter/dossier.yaml"),
    ),
    ("accounts/.gitkeep", ""),
    (
        "library/cases.yaml",
        include_str!("../../templates/starter/cases.yaml"),
    ),
    (
        "library/talks.yaml",
        include_str!("../../templates/starter/talks.yaml"),
    ),
    (
        ".gitattributes",
        include_str!("../../templates/starter/gitattributes"),
    ),
    (
        ".github/workflows/dossier.yml",
        include_str!("../../templates/starter/workflow.yml"),
    ),
];

/// Makes the text of a schema.
type Print = fn() -> String;

/// The schemas by which editors complete and check the files while they are written.
const SCHEMAS: [(&str, Print); 4] = [
    (SCHEMA_OF_DOSSIERS, schema::account),
    ("schema/settings.json", schema::settings),
    ("schema/cases.json", schema::cases),
    ("schema/talks.json", schema::talks),
];

/// The schema that the first line of a dossier names.
pub(super) const SCHEMA_OF_DOSSIERS: &str = "schema/account.json";

impl Init {
    /// Lays it out in the folder named, or else in the one worked in: a repository above is another one.
    pub(super) fn run(&self, working: Option<&Path>, console: &Console) -> Result<Verdict, Failure> {
        let root = self.directory.as_deref().or(working).unwrap_or(Path::new("."));
        let mut text = String::new();
        let starter = STARTER.map(|(name, content)| (name, content.to_owned()));
        let schemas = SCHEMAS.map(|(name, content)| (name, content()));
        for (name, content) in starter.into_iter().chain(schemas) {
            let path = root.join(name);
            let done = match self.dry_run {
                true => would_write(&path),
                false => write(&path, &content)?,
            };
            text.push_str(&format!("{done} {name}\n"));
        }
        console.print(&text)?;
        if !self.dry_run {
            console.remark(
                "next: dossier new \"Acme Robotics\" writes a first dossier; the settings in dossier.yaml are comments, all as shipped",
            );
        }
        Ok(Verdict::Clean)
    }
}

const WRITTEN: &str = "wrote  ";
const KEPT: &str = "kept   ";

fn would_write(path: &Path) -> &'static str {
    match path.symlink_metadata().is_ok() {
        true => KEPT,
        false => "write  ",
    }
}

/// Writes a file; one that is there stays as it is.
fn write(path: &Path, content: &str) -> Result<&'static str, Failure> {
    match save::create(path, content) {
        Ok(()) => Ok(WRITTEN),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(KEPT),
        Err(error) => Err(Failure::at(path, error)),
    }
}
