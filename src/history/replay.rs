//! Replay: which dossiers a repository had at moments of its past, put together from the commits of its main line.

use std::collections::HashMap;

use super::contents::Object;
use super::log::{Commit, Version};
use crate::model::Day;

/// How the past is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// By the commits that touched one dossier.
    Commit,
    /// By the ends of months; the current one ends today.
    Month,
    /// By the ends of quarters, likewise.
    Quarter,
}

/// A moment of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The day as of which it is judged.
    pub day: Day,
    /// The commit that made it, where the past is divided by commits.
    pub commit: Option<usize>,
    /// What each dossier holds, by its number: a number of an object, or nothing where it is not there.
    pub state: Vec<Option<usize>>,
}

/// The past of a repository.
#[derive(Debug, Default)]
pub struct Replay {
    /// The contents that dossiers had at the moments, each once.
    pub objects: Vec<Object>,
    /// The numbers of the dossiers that are there at the end, by their paths.
    pub paths: HashMap<String, usize>,
    /// The moments, the oldest first.
    pub moments: Vec<Moment>,
}

/// Puts the past together from its commits, the oldest first. `path` is that of the dossier whose commits are the
/// moments, where it is divided so.
pub fn replay(commits: &[Commit], step: Step, path: Option<&str>, today: Day) -> Replay {
    let mut playing = Playing::default();
    let days = days(commits, today);
    let own: Vec<bool> = own(commits, path);
    for (at, commit) in commits.iter().enumerate() {
        playing.end_periods(step, days[at]);
        playing.apply(commit);
        if step == Step::Commit && own[at] {
            playing.mark(days[at], Some(at));
        }
        playing.last = Some(days[at]);
    }
    if playing.last.is_some() && step != Step::Commit {
        playing.end_periods(step, today);
        playing.mark(today, None);
    }
    playing.replay
}

/// The day of each commit. A clock may be wrong and an old change may come late: none is before the one that it was
/// made of, and none after today.
fn days(commits: &[Commit], today: Day) -> Vec<Day> {
    let mut last = None;
    let later = |commit: &Commit| {
        let day = last
            .map_or(commit.day, |last: Day| last.max(commit.day))
            .min(today);
        last = Some(day);
        day
    };
    commits.iter().map(later).collect()
}

/// Which commits touched the dossier that has a path at the end, under whatever name.
fn own(commits: &[Commit], path: Option<&str>) -> Vec<bool> {
    let mut own = vec![false; commits.len()];
    let mut name = path.map(str::to_owned);
    for (at, commit) in commits.iter().enumerate().rev() {
        let has = |version: &Option<Version>| {
            let path = version.as_ref().map(|version| &version.path);
            path.is_some() && path == name.as_ref()
        };
        if let Some(touched) = commit.touched.iter().find(|touched| has(&touched.after)) {
            own[at] = true;
            name = touched.before.as_ref().map(|version| version.path.clone());
        } else if commit.touched.iter().any(|touched| has(&touched.before)) {
            // The name was given up: whatever had it before is another dossier.
            name = None;
        }
    }
    own
}

#[derive(Default)]
struct Playing {
    replay: Replay,
    numbers: HashMap<Object, usize>,
    state: Vec<Option<Object>>,
    last: Option<Day>,
}

impl Playing {
    /// Marks the ends of the periods between the last commit and a day.
    fn end_periods(&mut self, step: Step, day: Day) {
        let Some(mut at) = self.last else { return };
        if step == Step::Commit {
            return;
        }
        while step.end(at) < day {
            let end = step.end(at);
            self.mark(end, None);
            at = end.plus_days(1);
        }
        self.last = Some(at);
    }

    fn apply(&mut self, commit: &Commit) {
        // First what goes, so that names may be exchanged.
        let mut numbers = Vec::with_capacity(commit.touched.len());
        for touched in &commit.touched {
            let before = touched.before.as_ref();
            numbers.push(before.and_then(|version| self.replay.paths.remove(&version.path)));
        }
        for (touched, number) in commit.touched.iter().zip(numbers) {
            let Some(after) = &touched.after else {
                self.clear(number);
                continue;
            };
            let number = number.unwrap_or_else(|| {
                self.state.push(None);
                self.state.len() - 1
            });
            self.state[number] = Some(after.object.clone());
            self.replay.paths.insert(after.path.clone(), number);
        }
    }

    fn clear(&mut self, number: Option<usize>) {
        if let Some(number) = number {
            self.state[number] = None;
        }
    }

    fn mark(&mut self, day: Day, commit: Option<usize>) {
        let (objects, numbers) = (&mut self.replay.objects, &mut self.numbers);
        let mut number = |object: &Object| {
            *numbers.entry(object.clone()).or_insert_with(|| {
                objects.push(object.clone());
                objects.len() - 1
            })
        };
        let state = self
            .state
            .iter()
            .map(|object| object.as_ref().map(&mut number))
            .collect();
        self.replay.moments.push(Moment { day, commit, state });
    }
}

impl Step {
    /// The last day of the period that a day is in.
    fn end(self, day: Day) -> Day {
        let months = if self == Self::Quarter { 3 } else { 1 };
        let month = chrono::Datelike::month0(&day.date());
        let left = months - 1 - month % months;
        let first = Day::new(day.year(), month + 1, 1).unwrap_or(day);
        first.plus_months(left + 1).minus_days(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::log::Touched;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    /// `a=1` makes or changes, `a>b=1` renames, `a=` removes.
    fn commit(on: &str, touched: &[&str]) -> Commit {
        let version = |path: &str, object: &str| Version {
            path: path.to_owned(),
            object: Object::new(object),
        };
        let touch = |text: &&str| {
            let (path, object) = text.split_once('=').expect("an object");
            let (then, now) = path.split_once('>').unwrap_or((path, path));
            Touched {
                before: Some(version(then, "?")),
                after: (!object.is_empty()).then(|| version(now, object)),
            }
        };
        Commit {
            id: on.to_owned(),
            author: String::new(),
            email: String::new(),
            seconds: 0,
            day: day(on),
            subject: String::new(),
            touched: touched.iter().map(touch).collect(),
        }
    }

    /// `2026-09-30 1 -`: the day and what each dossier holds.
    fn told(commits: &[Commit], step: Step, path: Option<&str>) -> Vec<String> {
        let replay = replay(commits, step, path, day("2026-11-21"));
        let moments = replay.moments.iter().map(|moment| {
            let held = moment.state.iter().map(|number| match number {
                Some(number) => replay.objects[*number].to_string(),
                None => "-".to_owned(),
            });
            format!("{} {}", moment.day, held.collect::<Vec<_>>().join(" "))
        });
        moments.collect()
    }

    #[test]
    fn months_end_with_what_there_was_then() {
        let commits = [
            commit("2026-08-05", &["a=1"]),
            commit("2026-08-31", &["a=2", "b=1"]),
            commit("2026-10-01", &["a>c=3"]),
            // Written in September, and made of the one before.
            commit("2026-09-15", &["b="]),
        ];
        assert_eq!(
            told(&commits, Step::Month, None),
            [
                "2026-08-31 2 1",
                "2026-09-30 2 1",
                "2026-10-31 3 -",
                "2026-11-21 3 -"
            ]
        );
        assert_eq!(
            told(&commits, Step::Quarter, None),
            ["2026-09-30 2 1", "2026-11-21 3 -"]
        );
        assert_eq!(
            told(&commits, Step::Commit, Some("c")),
            ["2026-08-05 1", "2026-08-31 2 1", "2026-10-01 3 1"]
        );
        assert_eq!(told(&commits, Step::Commit, Some("a")), [""; 0]);
        assert_eq!(told(&[], Step::Month, None), [""; 0]);
    }

    #[test]
    fn names_may_be_exchanged() {
        let commits = [
            commit("2026-11-01", &["a=1", "b=2"]),
            commit("2026-11-02", &["a>b=1", "b>a=2"]),
        ];
        let replay = replay(&commits, Step::Month, None, day("2026-11-21"));
        assert_eq!((replay.paths["a"], replay.paths["b"]), (1, 0));
    }

    #[test]
    fn periods_end_where_the_calendar_ends_them() {
        let end = |step: Step, of| step.end(day(of)).to_string();
        assert_eq!(end(Step::Month, "2028-02-01"), "2028-02-29");
        assert_eq!(end(Step::Month, "2026-12-31"), "2026-12-31");
        assert_eq!(end(Step::Quarter, "2026-10-01"), "2026-12-31");
        assert_eq!(end(Step::Quarter, "2026-02-28"), "2026-03-31");
    }
}
