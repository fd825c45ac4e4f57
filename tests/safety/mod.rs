//! What the tool must survive: hostile files, names, links, streams, templates. The numbers are those of
//! the cases in the design.

mod files;
mod private;
mod reading;
mod settings;
mod showing;
mod streams;
mod templates;

use std::time::Duration;

use crate::support::Run;

/// Nothing takes longer, even in a debug build on a busy machine; in a release build it is a second.
const LONGEST: Duration = Duration::from_secs(10);

/// Asserts that a run ended in good time.
#[track_caller]
fn is_quick(run: &Run) {
    assert!(run.took < LONGEST, "it took {:?}: {run}", run.took);
}
