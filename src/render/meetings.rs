//! The meetings of a day for people: when, with whom, and where the brief is.

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use crate::analysis::attendance::{Attendance, Presence};
use crate::exchange::ics::Meeting;
use crate::model::Day;

/// A meeting, whom it brings together, and its briefs, one for each account in their order.
#[derive(Debug)]
pub struct Row<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// Whom it brings together.
    pub attendance: Attendance<'a>,
    /// The briefs.
    pub briefs: Vec<Done>,
}

/// A brief that was made.
#[derive(Debug)]
pub struct Done {
    /// Its file.
    pub file: String,
    /// What became of the file.
    pub state: State,
}

/// What became of a brief's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It was written.
    Written,
    /// It was there with the same text.
    Unchanged,
    /// It was there with another text, perhaps somebody's: it was left as it is.
    Kept,
}

impl State {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Unchanged => "unchanged",
            Self::Kept => "kept",
        }
    }
}

/// A row for each account of each meeting; one for a meeting with nobody who is known.
pub fn table(rows: &[Row<'_>], look: &Look) -> String {
    let mut table = Table::new(["Time", "Meeting", "Brief"]);
    for row in rows {
        let accounts = row.attendance.accounts.iter().zip(&row.briefs);
        for (at, (presence, done)) in accounts.clone().enumerate() {
            let meeting = match at {
                0 => meeting(row),
                _ => Cell::from(""),
            };
            let time = if at == 0 { time(row.meeting) } else { "".into() };
            table.row([time, meeting, brief(presence, done)]);
        }
        if row.briefs.is_empty() {
            let nobody = Cell::new("nobody of them is known", Tone::Warn);
            table.row([time(row.meeting), meeting(row), nobody]);
        }
    }
    match table.is_empty() {
        true => String::new(),
        false => table.render(look),
    }
}

fn time(meeting: &Meeting) -> Cell {
    let time = meeting
        .time
        .map_or_else(|| "all day".to_owned(), |time| time.format("%H:%M").to_string());
    match meeting.unknown_zone {
        Some(_) => Cell::new(time + "?", Tone::Warn),
        None => time.into(),
    }
}

fn meeting(row: &Row<'_>) -> Cell {
    let cell = Cell::from(row.meeting.summary.as_str());
    let cell = match &row.meeting.unknown_zone {
        Some(zone) => cell.below(
            format!("the zone {zone} is not known: time as written"),
            Tone::Warn,
        ),
        None => cell,
    };
    let cell = among("unknown", &row.attendance.strangers, cell);
    among("declined", &row.attendance.declined, cell)
}

fn among(what: &str, people: &[String], cell: Cell) -> Cell {
    match people.is_empty() {
        true => cell,
        false => cell.below(format!("{what}: {}", people.join(", ")), Tone::Faint),
    }
}

fn brief(presence: &Presence<'_>, done: &Done) -> Cell {
    let cell = Cell::from(presence.account.name.as_str());
    let names = presence.with.iter().map(|id| presence.account.person_name(id));
    let names: Vec<String> = names.map(str::to_owned).collect();
    let cell = among("with", &names, cell);
    let cell = among("not in the dossier", &presence.unknown, cell);
    match done.state {
        State::Written => cell.below(done.file.as_str(), Tone::Good),
        State::Unchanged => cell.below(format!("{} (unchanged)", done.file), Tone::Good),
        State::Kept => cell.below(format!("{} (kept as it is)", done.file), Tone::Warn),
    }
}

/// What became of the day in a sentence.
pub fn summary(rows: &[Row<'_>], day: Day) -> String {
    let briefs = || rows.iter().flat_map(|row| &row.briefs);
    let kept = briefs().filter(|done| done.state == State::Kept).count();
    let told = match (rows.len(), briefs().count()) {
        (0, _) => format!("no meetings on {day}"),
        (meetings, briefs) => format!(
            "{} on {day}, {}",
            counted(meetings, "meeting"),
            counted(briefs, "brief")
        ),
    };
    match kept {
        0 => told,
        _ => format!("{told}; a file that is there is never written over: remove it to have it made anew"),
    }
}

fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}
