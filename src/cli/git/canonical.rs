//! `dossier git canonical`.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::cli::console::Console;
use crate::cli::exit::{Failure, Verdict};
use crate::cli::fmt;
use crate::source::file::MAX_BYTES;

/// Print a dossier as `fmt` would put it in order: what git compares in place of the file
#[derive(Debug, Args)]
pub(in crate::cli) struct Canonical {
    /// The file, wherever it is
    file: PathBuf,
}

impl Canonical {
    /// Prints the file; as it is where it is no dossier that can be put in order.
    pub(in crate::cli) fn run(&self, console: &Console) -> Result<Verdict, Failure> {
        let bytes = fs::read(&self.file).map_err(|error| Failure::at(&self.file, error))?;
        match ordered(&bytes) {
            Some(text) => console.print(&text)?,
            None => console.print_bytes(&bytes)?,
        }
        Ok(Verdict::Clean)
    }
}

fn ordered(bytes: &[u8]) -> Option<String> {
    let is_small = u64::try_from(bytes.len()).is_ok_and(|size| size <= MAX_BYTES);
    let text = std::str::from_utf8(bytes).ok().filter(|_| is_small)?;
    fmt::in_order(text).ok()
}
