//! `dossier man`.

use std::io;
use std::path::PathBuf;

use clap::{Args, Command};

use super::console::Console;
use super::exit::{Failure, Verdict};
use crate::source::save;

/// Print the manual page for man(1)
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Write a page for each command into DIR instead
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(&self, console: &Console, mut command: Command) -> Result<Verdict, Failure> {
        command.build();
        let Some(folder) = &self.output else {
            console.print(&page(&command)?)?;
            return Ok(Verdict::Clean);
        };
        for command in with_subcommands(&command) {
            let name = command.get_display_name().unwrap_or_else(|| command.get_name());
            let path = folder.join(format!("{name}.1"));
            save::replace(&path, &page(command)?).map_err(|error| Failure::at(&path, error))?;
            console.remark(&format!("wrote {}", path.display()));
        }
        Ok(Verdict::Clean)
    }
}

/// A command and all below it.
fn with_subcommands(command: &Command) -> Vec<&Command> {
    let below = command.get_subcommands().flat_map(with_subcommands);
    std::iter::once(command).chain(below).collect()
}

/// The page of a command, in roff.
fn page(command: &Command) -> Result<String, Failure> {
    let failed = |error: io::Error| Failure::io("the manual page", error);
    let mut page = Vec::new();
    let source = format!("dossier {}", env!("CARGO_PKG_VERSION"));
    let man = clap_mangen::Man::new(command.clone())
        .source(source)
        .manual("Account dossiers");
    man.render(&mut page).map_err(failed)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
