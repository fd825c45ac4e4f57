//! Process: the built command as others run it, its memory and how fast it starts.

use std::fs;
use std::io;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::measure::median;
use crate::repository::Repository;

const DOSSIER: &str = env!("CARGO_BIN_EXE_dossier");

/// The most memory that `dossier check` had in use, in MB of a million bytes, and how long it took.
pub fn peak_memory(repository: &Repository, threads: usize) -> io::Result<(f64, f64)> {
    let start = Instant::now();
    let mut check = quiet(DOSSIER)
        .args(["check", "--today", "2026-11-21", "-C"])
        .arg(repository.root())
        .env("RAYON_NUM_THREADS", threads.to_string())
        .spawn()?;
    let status = format!("/proc/{}/status", check.id());
    let mut peak = 0;
    while check.try_wait()?.is_none() {
        peak = high_water(&status).unwrap_or(peak).max(peak);
        thread::sleep(Duration::from_millis(2));
    }
    Ok((peak as f64 * 1024.0 / 1e6, start.elapsed().as_secs_f64()))
}

/// The high-water mark of a process, in KiB; it only ever rises.
fn high_water(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The median seconds that `dossier check` and another command take, run in turn.
pub fn beside_check(repository: &Repository, runs: usize, command: &[&str]) -> io::Result<(f64, f64)> {
    let (mut checks, mut others) = (Vec::with_capacity(runs), Vec::with_capacity(runs));
    for _ in 0..runs {
        checks.push(run(repository, &["check"])?);
        others.push(run(repository, command)?);
    }
    Ok((median(checks), median(others)))
}

fn run(repository: &Repository, command: &[&str]) -> io::Result<f64> {
    let start = Instant::now();
    let mut dossier = quiet(DOSSIER);
    dossier.args(["--today", "2026-11-21", "-C"]);
    dossier.arg(repository.root()).args(command).status()?;
    Ok(start.elapsed().as_secs_f64())
}

/// The median seconds that `dossier --version` and `git --version` take, run in turn.
pub fn start_up(runs: usize) -> io::Result<(f64, f64)> {
    let (mut ours, mut gits) = (Vec::with_capacity(runs), Vec::with_capacity(runs));
    for _ in 0..runs {
        ours.push(version(DOSSIER)?);
        gits.push(version("git")?);
    }
    Ok((median(ours), median(gits)))
}

fn version(program: &str) -> io::Result<f64> {
    let start = Instant::now();
    quiet(program).arg("--version").status()?;
    Ok(start.elapsed().as_secs_f64())
}

fn quiet(program: &str) -> Command {
    let mut command = Command::new(program);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}
