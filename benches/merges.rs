//! Merges: how often two people who edit one dossier meet a conflict, with git alone and with the driver, and
//! how fast the driver is.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Display;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use account_dossier::history::git::merge_file;
use account_dossier::history::merge::{Markers, Sides, merge};
use account_dossier::model::{Account, Day};
use account_dossier::route;
use account_dossier::source::Route;
use account_dossier::source::edit::{Change, Sorted, Value, apply, arrange};
use serde_yaml::Value as Yaml;
use tempfile::TempDir;

use crate::generate::random::Random;
use crate::generate::{self, today};
use crate::measure::median;

/// How many bytes a large dossier has.
const LARGE: usize = 40_000;

/// What came of some pairs.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many there were.
    pub pairs: usize,
    /// How many are in conflict for git alone.
    pub by_lines: usize,
    /// How many are in conflict for the driver.
    pub by_entries: usize,
    /// In how many of these both sides did set one value, each to its own.
    pub truly: usize,
    /// How many were not in conflict where both sides had set one value.
    pub overlooked: usize,
    /// How many entries that a side added are not in what was merged without conflict.
    pub lost: usize,
}

/// Merges pairs of realistic edits of generated dossiers.
pub fn outcome(pairs: usize) -> Result<Outcome, Box<dyn Error>> {
    let desk = Desk::new()?;
    let mut outcome = Outcome::default();
    for (at, (_, base)) in generate::dossiers(11, pairs).enumerate() {
        let mut random = Random::new(0x5eed ^ (at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let left = Edits::make(&mut random, &base, "left")?;
        let right = Edits::make(&mut random, &base, "right")?;
        desk.put(&base, &left.text, &right.text)?;
        let merged = merge(desk.files(), "acme", markers())?;
        let are_at_odds = left.are_at_odds_with(&right);
        outcome.pairs += 1;
        outcome.by_lines += usize::from(merge_file(desk.files(), &markers())?.conflicts > 0);
        outcome.by_entries += usize::from(merged.conflicts > 0);
        outcome.truly += usize::from(merged.conflicts > 0 && are_at_odds);
        outcome.overlooked += usize::from(merged.conflicts == 0 && are_at_odds);
        if merged.conflicts == 0 {
            let text = String::from_utf8(merged.bytes)?;
            let added = left.added.iter().chain(&right.added);
            outcome.lost += added.filter(|added| !text.contains(added.as_str())).count();
        }
    }
    Ok(outcome)
}

/// What one side did.
struct Edits {
    text: String,
    /// Words that only its new entries have.
    added: Vec<String>,
    set: HashMap<String, String>,
}

impl Edits {
    fn make(random: &mut Random, base: &str, side: &str) -> Result<Self, Box<dyn Error>> {
        let said: Yaml = serde_yaml::from_str(base)?;
        let mut edits = Self {
            text: base.to_owned(),
            added: Vec::new(),
            set: HashMap::new(),
        };
        for at in 0..random.between(1, 3) {
            edits.one(random, &said, &format!("{side} {at}"))?;
        }
        Ok(edits)
    }

    fn one(&mut self, random: &mut Random, said: &Yaml, word: &str) -> Result<(), Box<dyn Error>> {
        let day = |random: &mut Random| plain(today().minus_days(random.between(0, 20)));
        match random.between(1, 100) {
            1..=45 => {
                let people = said["stakeholders"].as_sequence().map_or(0, Vec::len);
                let person = random.between(0, u32::try_from(people).unwrap_or(1).saturating_sub(1)) as usize;
                let person = said["stakeholders"][person]["id"].as_str().unwrap_or("nobody");
                let touchpoint = Value::map([
                    ("on", Some(day(random))),
                    (
                        "kind",
                        Some(Value::text(random.pick(&["call", "visit", "message"]))),
                    ),
                    ("by", Some(Value::text(random.pick(&["wang.min", "chen.yu"])))),
                    ("with", Some(Value::List(vec![Value::text(person)]))),
                    ("purpose", Some(Value::text(word))),
                ]);
                self.add(
                    Change::Insert {
                        list: route!["touchpoints"],
                        by: "on",
                        item: touchpoint,
                    },
                    word,
                )
            }
            46..=60 => {
                let (key, value) = match random.between(1, 3) {
                    1 => ("influence", plain(random.between(1, 5))),
                    2 => (
                        "attitude",
                        Value::text(random.pick(&["champion", "supporter", "neutral", "critic"])),
                    ),
                    _ => ("title", Value::text(format!("厂长 {word}"))),
                };
                self.set_in("stakeholders", key, value, random, said)
            }
            61..=75 => {
                let (key, value) = match random.between(1, 4) {
                    1 => (
                        "milestone",
                        Value::text(random.pick(&["proposal", "negotiation", "initiation"])),
                    ),
                    2 => ("amount", plain(format!("{}k", random.between(20, 900)))),
                    3 => ("close", plain(today().plus_days(random.between(5, 90)))),
                    _ => ("probability", plain(format!("0.{}", random.between(1, 9)))),
                };
                self.set_in("opportunities", key, value, random, said)
            }
            76..=83 => {
                let promise = Value::map([
                    ("id", Some(Value::text(word.replace(' ', "-")))),
                    ("what", Some(Value::text(format!("send {word}")))),
                    ("by", Some(Value::text("us"))),
                    ("due", Some(plain(today().plus_days(random.between(1, 30))))),
                ]);
                self.add(
                    Change::Append {
                        list: route!["commitments"],
                        item: promise,
                    },
                    word,
                )
            }
            84..=88 => self.set_in("commitments", "kept", day(random), random, said),
            89..=93 => self.set(route!["reviewed"], day(random)),
            94..=97 => {
                let person = Value::map([
                    ("id", Some(Value::text(word.replace(' ', "-")))),
                    ("name", Some(Value::text(format!("新人 {word}")))),
                ]);
                self.add(
                    Change::Append {
                        list: route!["stakeholders"],
                        item: person,
                    },
                    word,
                )
            }
            _ => self.arrange(),
        }
    }

    fn add(&mut self, change: Change, word: &str) -> Result<(), Box<dyn Error>> {
        self.text = apply(&self.text, &[change], &sections())?;
        self.added.push(word.to_owned());
        Ok(())
    }

    fn set_in(
        &mut self,
        list: &str,
        key: &str,
        value: Value,
        random: &mut Random,
        said: &Yaml,
    ) -> Result<(), Box<dyn Error>> {
        let items = said[list].as_sequence().map_or(0, Vec::len);
        match u32::try_from(items)?.checked_sub(1) {
            Some(last) => self.set(route![list, random.between(0, last) as usize].key(key), value),
            None => Ok(()),
        }
    }

    fn set(&mut self, at: Route, value: Value) -> Result<(), Box<dyn Error>> {
        let (place, told) = (at.to_string(), format!("{value:?}"));
        let text = apply(&self.text, &[Change::Set { at, value }], &sections())?;
        // What is set to what it was is left alone.
        if text != self.text {
            self.set.insert(place, told);
        }
        self.text = text;
        Ok(())
    }

    fn arrange(&mut self) -> Result<(), Box<dyn Error>> {
        let touchpoints = Sorted {
            list: "touchpoints",
            by: "on",
        };
        self.text = arrange(&self.text, &sections(), &[touchpoints], |on| {
            on.parse::<Day>().ok()
        })?;
        Ok(())
    }

    fn are_at_odds_with(&self, other: &Self) -> bool {
        let differs = |(at, value): (&String, &String)| other.set.get(at).is_some_and(|found| found != value);
        self.set.iter().any(differs)
    }
}

fn plain(value: impl Display) -> Value {
    Value::Plain(format!("{value}"))
}

fn sections() -> Vec<&'static str> {
    Account::sections()
        .into_iter()
        .map(|section| &*section.leak())
        .collect()
}

fn markers() -> Markers {
    Markers {
        size: 7,
        labels: Sides::default(),
    }
}

/// Three files in a folder that goes with this.
struct Desk {
    _folder: TempDir,
    paths: Sides<PathBuf>,
}

impl Desk {
    fn new() -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let names = Sides {
            base: "base",
            ours: "ours",
            theirs: "theirs",
        };
        let paths = names.map(|name| folder.path().join(name));
        Ok(Self {
            _folder: folder,
            paths,
        })
    }

    fn put(&self, base: &str, ours: &str, theirs: &str) -> io::Result<()> {
        fs::write(&self.paths.base, base)?;
        fs::write(&self.paths.ours, ours)?;
        fs::write(&self.paths.theirs, theirs)
    }

    fn files(&self) -> Sides<&Path> {
        self.paths.each_ref().map(PathBuf::as_path)
    }
}

/// The median seconds that `dossier merge` and `git merge-file` take for large dossiers to which both sides
/// have added a touchpoint, run in turn.
pub fn speed(runs: usize) -> Result<(f64, f64), Box<dyn Error>> {
    let base = large()?;
    let touchpoint = |word: &str| {
        let on = ("on", Some(plain(today())));
        let item = Value::map([
            on,
            ("kind", Some(Value::text("call"))),
            ("purpose", Some(Value::text(word))),
        ]);
        Change::Append {
            list: route!["touchpoints"],
            item,
        }
    };
    let with = |word: &str| apply(&base, &[touchpoint(word)], &[]);
    let desk = Desk::new()?;
    desk.put(&base, &with("left")?, &with("right")?)?;
    let (mut ours, mut gits) = (Vec::with_capacity(runs), Vec::with_capacity(runs));
    for _ in 0..runs {
        let files = desk.files();
        ours.push(timed(
            env!("CARGO_BIN_EXE_dossier"),
            ["merge", "-p"],
            [files.base, files.ours, files.theirs],
        )?);
        gits.push(timed(
            "git",
            ["merge-file", "-p"],
            [files.ours, files.base, files.theirs],
        )?);
    }
    Ok((median(ours), median(gits)))
}

fn timed(program: &str, arguments: [&str; 2], files: [&Path; 3]) -> io::Result<f64> {
    let start = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).args(files).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    Ok(start.elapsed().as_secs_f64())
}

/// A dossier with so many touchpoints that it is large.
fn large() -> Result<String, Box<dyn Error>> {
    let (_, mut text) = generate::dossiers(11, 1).next().ok_or("no dossier")?;
    for at in 0.. {
        if text.len() >= LARGE {
            break;
        }
        let touchpoint = Value::map([
            ("on", Some(plain(today().minus_days(at)))),
            ("kind", Some(Value::text("visit"))),
            ("by", Some(Value::text("wang.min"))),
            (
                "purpose",
                Some(Value::text(format!("round {at}: 现场走访, spindle hours"))),
            ),
            (
                "outcome",
                Some(Value::text("three machines stood still: 等待备件")),
            ),
        ]);
        let change = Change::Insert {
            list: route!["touchpoints"],
            by: "on",
            item: touchpoint,
        };
        text = apply(&text, &[change], &[])?;
    }
    Ok(text)
}
