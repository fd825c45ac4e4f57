//! Briefs for many accounts at once, a file for each.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::file::put;
use super::{Asked, Maker};
use crate::analysis::tier::Standing;
use crate::cli::console::Console;
use crate::cli::context::Context;
use crate::cli::exit::{Failure, Verdict};
use crate::model::Account;
use crate::render::findings::counted;
use crate::render::meetings::State;

/// Writes a brief for each account into the folder. A file that is there and says something else stays, unless it
/// may be written over.
pub(super) fn write(
    accounts: &[(&Account<'_>, &Standing)],
    (maker, asked): (&Maker<'_>, &Asked),
    (folder, overwrites): (&Path, bool),
    context: &Context,
) -> Result<Verdict, Failure> {
    let done = AtomicUsize::new(0);
    let written: Vec<Result<_, Failure>> = accounts
        .par_iter()
        .map(|(account, standing)| {
            let (text, _) = maker.text(account, standing, asked)?;
            // Ids are the names of files below accounts/, and so these stay below the folder.
            let path = folder.join(format!("{}.{}", account.id, maker.extension()));
            let state = put(&path, &text, overwrites)?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            context.console.progress("briefs", done, accounts.len());
            Ok((path, state))
        })
        .collect();
    context.console.end_progress();
    let written = written.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(tell(&written, folder, &context.console))
}

/// Says what became of the files; where some were kept, that is a finding.
fn tell(written: &[(PathBuf, State)], folder: &Path, console: &Console) -> Verdict {
    let count = |wanted: State| written.iter().filter(|(_, state)| *state == wanted).count();
    let kept = count(State::Kept);
    for (path, _) in written.iter().filter(|(_, state)| *state == State::Kept) {
        console.warn(&format!(
            "{} is there and says something else; it was kept (--force writes over it)",
            path.display()
        ));
    }
    console.remark(&format!(
        "{} written to {}, {} unchanged, {kept} kept",
        counted(count(State::Written), "brief"),
        folder.display(),
        count(State::Unchanged)
    ));
    match kept {
        0 => Verdict::Clean,
        _ => Verdict::Findings,
    }
}
