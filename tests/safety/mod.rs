//! What the tool must survive: hostile files, names, links, streams, templates. The numbers are those of
//! the cases in the design.

mod audience;
mod exports;
mod files;
mod private;
mod reading;
mod settings;
mod showing;
mod streams;
mod templates;
mod writing;

use std::time::Duration;

use crate::support::Run;

/// Nothing takes longer, even in a debug build on a machine that is busy with ten other things: by itself
/// the slowest takes two seconds, and in a release build a fraction of one.
const LONGEST: Duration = Duration::from_secs(20);

/// Asserts that a run ended in good time.
#[track_caller]
fn is_quick(run: &Run) {
    assert!(run.took < LONGEST, "it took {:?}: {run}", run.took);
}
