//! The files of briefs: where they go, and that none is written over unasked.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Brief;
use crate::cli::context::Context;
use crate::cli::exit::Failure;
use crate::render::meetings::State;
use crate::source::save;

/// The folder for briefs: the one asked for, or else a usual one, which must not lead out of the repository.
pub(super) fn folder(brief: &Brief, usual: &Path, context: &Context) -> Result<PathBuf, Failure> {
    if let Some(folder) = &brief.output {
        return Ok(folder.clone());
    }
    let folder = context.root.join(usual);
    match save::is_inside(&folder, &context.root) {
        true => Ok(folder),
        false => Err(Failure::Usage(format!(
            "{} is a link to a folder outside the repository; name a folder with -o",
            folder.display()
        ))),
    }
}

/// Writes a brief. One that is there and says something else was perhaps filled in: it stays as it is, unless it may
/// be written over.
pub(super) fn put(path: &Path, text: &str, overwrites: bool) -> Result<State, Failure> {
    let failed = |error| Failure::at(path, error);
    match save::create(path, text) {
        Ok(()) => return Ok(State::Written),
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(error)),
        Err(_) => {}
    }
    if fs::read(path).map_err(failed)? == text.as_bytes() {
        return Ok(State::Unchanged);
    }
    if !overwrites {
        return Ok(State::Kept);
    }
    save::replace(path, text).map_err(failed)?;
    Ok(State::Written)
}
