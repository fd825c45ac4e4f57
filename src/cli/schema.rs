//! `dossier schema`.

use clap::{Args, ValueEnum};

use super::console::Console;
use super::exit::{Failure, Verdict};
use crate::render::schema;

/// Print the JSON Schema of a file, for editors
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Of which file
    #[arg(value_enum, default_value_t = File::Account)]
    file: File,
}

/// The files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum File {
    /// A dossier: accounts/ID.yaml
    Account,
    /// dossier.yaml
    Settings,
    /// Either file of the library
    Library,
    /// library/cases.yaml
    Cases,
    /// library/talks.yaml
    Talks,
}

impl Schema {
    pub(super) fn run(self, console: &Console) -> Result<Verdict, Failure> {
        let text = match self.file {
            File::Account => schema::account(),
            File::Settings => schema::settings(),
            File::Library => schema::library(),
            File::Cases => schema::cases(),
            File::Talks => schema::talks(),
        };
        console.print(&text)?;
        Ok(Verdict::Clean)
    }
}
