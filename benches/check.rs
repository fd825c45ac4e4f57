//! Check: how fast a large repository is checked, tiered and looked through for what is due, for its deals, its
//! health and its status, against the bare event scan of the same files; its memory; and how fast the command
//! starts. See README.md.

#![allow(
    clippy::print_stdout,
    reason = "a benchmark tells its figures on the terminal"
)]

mod generate;
mod jobs;
mod measure;
mod merges;
mod process;
mod repository;

use std::error::Error;

use measure::{Series, measure};
use repository::Repository;

/// So many dossiers are changed when it is measured how long it takes to tell what changed.
const CHANGED: usize = 50;

/// Without `--bench`, as `cargo test` runs it, all that is asked is whether it works.
fn main() -> Result<(), Box<dyn Error>> {
    let smoke = !std::env::args().any(|argument| argument == "--bench");
    let (files, rounds, starts) = if smoke { (20, 1, 3) } else { (10_000, 7, 200) };
    let repository = Repository::write(number("DOSSIER_BENCH_FILES", files)?)?;
    tell_input(&repository)?;
    let all = measure(&repository, number("DOSSIER_BENCH_ROUNDS", rounds)?)?;
    tell_speed(&repository, &all);
    for threads in [1, 2] {
        let (memory, seconds) = process::peak_memory(&repository, threads)?;
        println!("dossier check, {threads} threads: peak memory {memory:.0} MB, {seconds:.2} s");
    }
    repository.commit()?;
    let brief = repository.first_id();
    tell_beside_check(
        &repository,
        rounds,
        "with --since HEAD",
        &["check", "--since", "HEAD"],
    )?;
    tell_beside_check(&repository, rounds, "brief of one account", &["brief", &brief])?;
    repository.change(CHANGED)?;
    let what = format!("diff with {CHANGED} dossiers changed");
    tell_beside_check(&repository, rounds, &what, &["diff"])?;
    let (ours, gits) = process::start_up(starts)?;
    println!(
        "dossier --version {:.2} ms, git --version {:.2} ms (medians of {starts}): {:.2} times",
        ours * 1e3,
        gits * 1e3,
        ours / gits
    );
    tell_merges(if smoke { 20 } else { 1000 }, starts)
}

/// How long another command takes than a plain check.
fn tell_beside_check(
    repository: &Repository,
    rounds: usize,
    what: &str,
    command: &[&str],
) -> Result<(), Box<dyn Error>> {
    let (plain, other) = process::beside_check(repository, rounds.min(3), command)?;
    println!(
        "dossier check {plain:.2} s, {what} {other:.3} s: {:.2} times",
        other / plain
    );
    Ok(())
}

/// How often two who edit one dossier meet a conflict, and how long a merge takes.
fn tell_merges(pairs: usize, runs: usize) -> Result<(), Box<dyn Error>> {
    let found = merges::outcome(number("DOSSIER_BENCH_PAIRS", pairs)?)?;
    let share = |count: usize| 100.0 * count as f64 / found.pairs.max(1) as f64;
    println!(
        "{} pairs of edits in conflict: with git alone {:.1} %, with dossier merge {:.1} %, of which {} of {} truly; {} true ones overlooked, {} entries lost",
        found.pairs,
        share(found.by_lines),
        share(found.by_entries),
        found.truly,
        found.by_entries,
        found.overlooked,
        found.lost
    );
    let (ours, gits) = merges::speed(runs)?;
    println!(
        "dossier merge {:.2} ms, git merge-file {:.2} ms for dossiers of 40 KB (medians of {runs}): {:.2} times",
        ours * 1e3,
        gits * 1e3,
        ours / gits
    );
    Ok(())
}

fn number(variable: &str, otherwise: usize) -> Result<usize, Box<dyn Error>> {
    match std::env::var(variable) {
        Ok(text) => Ok(text.parse().map_err(|error| format!("{variable}: {error}"))?),
        Err(_) => Ok(otherwise),
    }
}

fn tell_input(repository: &Repository) -> Result<(), Box<dyn Error>> {
    let (files, [accounts, warnings, notes]) = (repository.files.len(), jobs::findings(repository)?);
    if accounts != files {
        return Err(format!("{files} dossiers were written, {accounts} were read").into());
    }
    let each = |all: usize| all / files.max(1);
    println!(
        "{files} dossiers of {} bytes and {} events on average; {warnings} warnings, {notes} notes",
        each(repository.bytes),
        each(jobs::event_scan(repository))
    );
    Ok(())
}

/// A table: the best of each, files a second, and the ratio to the event scan on as many threads, of the
/// best times, as the median over the rounds, and of the time on the processors.
fn tell_speed(repository: &Repository, all: &[Series]) {
    println!("\nthreads  job         best s   files/s   × scan   median    cpu s   × scan   speed-up");
    for series in all {
        let (Some(scan), Some(single)) = (
            all.iter().find(|other| other.threads == series.threads),
            all.iter().find(|other| other.job == series.job),
        ) else {
            continue;
        };
        println!(
            "{:>7}  {:<10} {:>7.3} {:>9.0} {:>8.3} {:>8.3} {:>8.2} {:>8.3} {:>10.2}",
            series.threads,
            series.job,
            series.best(),
            repository.files.len() as f64 / series.best(),
            series.best() / scan.best(),
            series.to(scan),
            series.best_cpu(),
            series.best_cpu() / scan.best_cpu(),
            single.best() / series.best(),
        );
    }
    println!();
}
