//! Briefs for many accounts at once, a file for each.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Maker;
use crate::analysis::tier::Standing;
use crate::cli::console::Console;
use crate::cli::context::Context;
use crate::cli::exit::{Failure, Verdict};
use crate::model::Account;
use crate::source::save;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It was written.
    Written,
    /// It says the same already.
    Unchanged,
    /// It is there and says something else, which somebody may have written into it.
    Kept,
}

/// Where the files go, and whether they go in place of others.
pub(super) struct Target {
    pub(super) folder: PathBuf,
    pub(super) overwrites: bool,
}

/// Writes a brief for each account. A file that is there and says something else stays, unless told otherwise.
pub(super) fn write(
    accounts: &[(&Account<'_>, &Standing)],
    maker: &Maker<'_>,
    target: &Target,
    context: &Context,
) -> Result<Verdict, Failure> {
    let done = AtomicUsize::new(0);
    let outcomes: Vec<Result<(PathBuf, Outcome), Failure>> = accounts
        .par_iter()
        .map(|(account, standing)| {
            let (text, _) = maker.text(account, standing, &maker.asked)?;
            let path = target.path(&account.id, maker.extension());
            let outcome = target.put(&path, &text)?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            context.console.progress("briefs", done, accounts.len());
            Ok((path, outcome))
        })
        .collect();
    context.console.end_progress();
    let outcomes = outcomes.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(tell(&outcomes, target, &context.console))
}

/// Says what became of the files; where some were kept, that is a finding.
fn tell(outcomes: &[(PathBuf, Outcome)], target: &Target, console: &Console) -> Verdict {
    let count = |wanted: Outcome| outcomes.iter().filter(|(_, outcome)| *outcome == wanted).count();
    let kept = count(Outcome::Kept);
    for (path, _) in outcomes.iter().filter(|(_, outcome)| *outcome == Outcome::Kept) {
        console.warn(&format!(
            "{} is there and says something else; it was kept (--force writes over it)",
            path.display()
        ));
    }
    console.remark(&format!(
        "{} written to {}, {} unchanged, {kept} kept",
        briefs(count(Outcome::Written)),
        target.folder.display(),
        count(Outcome::Unchanged)
    ));
    if kept > 0 {
        Verdict::Findings
    } else {
        Verdict::Clean
    }
}

fn briefs(count: usize) -> String {
    match count {
        1 => "1 brief".to_owned(),
        count => format!("{count} briefs"),
    }
}

impl Target {
    /// The file of an account; ids are names of files below accounts/, and so stay below the folder.
    fn path(&self, id: &str, extension: &str) -> PathBuf {
        self.folder.join(format!("{id}.{extension}"))
    }

    fn put(&self, path: &Path, text: &str) -> Result<Outcome, Failure> {
        let is_there = match fs::read(path) {
            Ok(bytes) if bytes == text.as_bytes() => return Ok(Outcome::Unchanged),
            Ok(_) => true,
            Err(error) => error.kind() != io::ErrorKind::NotFound,
        };
        if is_there && !self.overwrites {
            return Ok(Outcome::Kept);
        }
        let saved = match is_there {
            true => save::replace(path, text),
            false => save::create(path, text),
        };
        saved.map_err(|error| Failure::at(path, error))?;
        Ok(Outcome::Written)
    }
}
