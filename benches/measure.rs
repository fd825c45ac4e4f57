//! Measure: the jobs in turn, round by round, so that whatever disturbs the machine disturbs all alike.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::jobs::{JOBS, Job};
use crate::repository::Repository;

/// What one run took, in seconds.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// By the clock on the wall.
    pub wall: f64,
    /// On the processors, all threads together; nothing where the system does not tell.
    pub cpu: f64,
}

/// All runs of a job with so many threads.
#[derive(Debug)]
pub struct Series {
    pub job: &'static str,
    pub threads: usize,
    pub runs: Vec<Run>,
}

impl Series {
    /// The best time on the wall.
    pub fn best(&self) -> f64 {
        least(self.runs.iter().map(|run| run.wall))
    }

    /// The best time on the processors.
    pub fn best_cpu(&self) -> f64 {
        least(self.runs.iter().map(|run| run.cpu))
    }

    /// The median, over the rounds, of this job's time to the other's in the same round.
    pub fn to(&self, other: &Self) -> f64 {
        let pairs = self.runs.iter().zip(&other.runs);
        median(pairs.map(|(run, other)| run.wall / other.wall).collect())
    }
}

/// Runs every job with one thread and with two, in so many rounds.
pub fn measure(repository: &Repository, rounds: usize) -> Result<Vec<Series>, Box<dyn Error>> {
    let mut all = Vec::new();
    let mut plan: Vec<(Job, ThreadPool)> = Vec::new();
    for threads in [1, 2] {
        for job in JOBS {
            plan.push((job, ThreadPoolBuilder::new().num_threads(threads).build()?));
            all.push(Series {
                job: job.0,
                threads,
                runs: Vec::with_capacity(rounds),
            });
        }
    }
    for _ in 0..rounds {
        for (((_, job), pool), series) in plan.iter().zip(&mut all) {
            series.runs.push(timed(|| pool.install(|| job(repository))));
        }
    }
    Ok(all)
}

fn timed<T>(job: impl FnOnce() -> T) -> Run {
    let (start, cpu) = (Instant::now(), cpu_seconds());
    black_box(job());
    Run {
        wall: start.elapsed().as_secs_f64(),
        cpu: cpu_seconds() - cpu,
    }
}

/// What this process has spent on the processors: fields 14 and 15 of /proc/self/stat, in hundredths.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    ticks / 100.0
}

/// The least of some numbers.
pub fn least(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(f64::INFINITY, f64::min)
}

/// The middle one of some numbers.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
