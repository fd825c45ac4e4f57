//! Bounds: work that may not end is done beside, and given up when it takes too long or too much.
//!
//! The engine counts steps, but one step can double a text. So memory and time are watched, too.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How long the work may take: a brief takes a few milliseconds.
const LONGEST: Duration = Duration::from_secs(5);
/// How much memory the process may grow by meanwhile, in bytes.
const MOST_MEMORY: usize = 512 * 1024 * 1024;
/// How often both are looked at.
const GLANCE: Duration = Duration::from_millis(4);
/// The stack of the work: templates nest less deeply than the engine's own limit.
const STACK: usize = 16 * 1024 * 1024;

/// Why work was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GivenUp {
    /// It took too long.
    TooLong,
    /// It took too much memory.
    TooMuch,
    /// It could not be begun, or broke off.
    BrokenOff,
}

/// Does the work beside and waits for it. Work that was given up ends with the process.
pub(super) fn within_bounds<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, GivenUp> {
    let (sender, receiver) = mpsc::channel();
    let begun = Instant::now();
    let memory = memory_in_use();
    thread::Builder::new()
        .stack_size(STACK)
        // Nobody waits any more for work that was given up: then its result goes nowhere.
        .spawn(move || sender.send(work()))
        .map_err(|_| GivenUp::BrokenOff)?;
    loop {
        match receiver.recv_timeout(GLANCE) {
            Ok(done) => return Ok(done),
            Err(RecvTimeoutError::Disconnected) => return Err(GivenUp::BrokenOff),
            Err(RecvTimeoutError::Timeout) if begun.elapsed() > LONGEST => return Err(GivenUp::TooLong),
            Err(RecvTimeoutError::Timeout) if memory_in_use() > memory + MOST_MEMORY => {
                return Err(GivenUp::TooMuch);
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// The memory of this process in bytes, where the system tells it (Linux); else time alone is the bound.
fn memory_in_use() -> usize {
    const PAGE: usize = 4096;
    let pages = |statm: String| statm.split_whitespace().nth(1)?.parse::<usize>().ok();
    std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(pages)
        .map_or(0, |pages| pages * PAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_ends_is_given_back_and_work_that_does_not_is_given_up() {
        assert_eq!(within_bounds(|| 2 + 2), Ok(4));
        assert_eq!(
            within_bounds(|| thread::sleep(LONGEST * 2)),
            Err(GivenUp::TooLong)
        );
    }
}
