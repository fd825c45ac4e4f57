//! How a command ends, and what the process exits with.

use std::fmt::{self, Display};
use std::io;
use std::path::Path;
use std::process::ExitCode;
#[cfg(unix)]
use std::sync::Arc;

use super::console::{ColorChoice, Console};
use crate::source::save::Unsaved;

/// How a command ended that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// Nothing was found.
    Clean,
    /// Something was found.
    Findings,
    /// Some files could not be read, or not be changed.
    Unread,
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> Self {
        Self::from(match verdict {
            Verdict::Clean => 0,
            Verdict::Findings => 1,
            Verdict::Unread => 2,
        })
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// What was asked for cannot be done; says what to do instead.
    Usage(String),
    /// There was nothing to work on.
    Nothing(String),
    /// The operating system refused.
    Io(String, io::Error),
    /// Findings in settings or templates, dressed for the terminal.
    Shown(String),
}

impl Failure {
    /// A refusal of the operating system over a file or stream.
    pub(super) fn io(what: impl Display, error: io::Error) -> Self {
        Self::Io(what.to_string(), error)
    }

    /// The same over a path.
    pub(super) fn at(path: &Path, error: io::Error) -> Self {
        Self::io(path.display(), error)
    }

    /// The same over a file that was to be changed.
    pub(super) fn unsaved<E: Display>(path: &Path, error: Unsaved<E>) -> Self {
        match error {
            Unsaved::Io(error) => Self::at(path, error),
            why => Self::Usage(format!("{}: {why}", path.display())),
        }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) | Self::Nothing(message) | Self::Shown(message) => f.write_str(message),
            Self::Io(what, error) => write!(f, "{what}: {}", reason(error)),
        }
    }
}

/// Tells a failure and gives its exit code.
pub(super) fn report(failure: &Failure, console: Console) -> ExitCode {
    match failure {
        Failure::Shown(text) => console.raw_error(text),
        told => console.fail(&told.to_string()),
    }
    ExitCode::from(match failure {
        Failure::Nothing(_) => 3,
        _ => 2,
    })
}

/// A limit on the size of files is an error like a full disk. Where nobody listens to the signal that comes
/// with it, it ends the process with half a file on the disk.
#[cfg(unix)]
pub(super) fn outlive_size_limit() {
    // Without a listener all else still works.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// There is no such signal here.
#[cfg(not(unix))]
pub(super) fn outlive_size_limit() {}

/// What the operating system says, without its numbers.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}

/// A command line that was not understood; help and version that were asked for are no error.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    let printed = error.print();
    if error.use_stderr() {
        return ExitCode::from(2);
    }
    match printed {
        // A reader that has seen enough is no error, a full disk is.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => report(
            &Failure::io("standard output", error),
            Console::new(ColorChoice::Auto, false),
        ),
        _ => ExitCode::SUCCESS,
    }
}
