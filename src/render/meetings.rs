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

/// Each meeting with its accounts and their briefs below it. A file's name has a line of its own, to be copied.
pub fn table(rows: &[Row<'_>], look: &Look) -> String {
    let mut table = Table::new([""; 0]);
    for row in rows {
        table.row([time(row.meeting), meeting(row)]);
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
    let cell = Cell::new(row.meeting.summary.as_str(), Tone::Heading);
    let cell = match &row.meeting.unknown_zone {
        Some(zone) => {
            let told = match zone.trim() {
                "" => "its time zone has no name: the time is as written".to_owned(),
                zone => format!("the time zone {zone} is not known: the time is as written"),
            };
            cell.below(told, Tone::Warn)
        }
        None => cell,
    };
    let accounts = row.attendance.accounts.iter().zip(&row.briefs);
    let cell = accounts.fold(cell, |cell, (presence, done)| brief(presence, done, cell));
    let cell = match row.briefs.is_empty() {
        true => cell.below("no brief: nobody is known", Tone::Warn),
        false => cell,
    };
    let cell = among("unknown", &row.attendance.strangers, cell);
    among("declined", &row.attendance.declined, cell)
}

fn brief(presence: &Presence<'_>, done: &Done, cell: Cell) -> Cell {
    let names = presence.with.iter().map(|id| presence.account.person_name(id));
    let names = names.collect::<Vec<_>>().join(", ");
    let told = match names.is_empty() {
        true => presence.account.name.to_string(),
        false => format!("{}: {names}", presence.account.name),
    };
    let cell = cell.below(told, Tone::Plain);
    let cell = among("not in the dossier", &presence.unknown, cell);
    let (state, tone) = match done.state {
        State::Written => ("", Tone::Good),
        State::Unchanged => (" (unchanged)", Tone::Good),
        State::Kept => (" (kept as it is)", Tone::Warn),
    };
    cell.below(format!("{}{state}", done.file), tone)
}

fn among(what: &str, people: &[String], cell: Cell) -> Cell {
    match people.is_empty() {
        true => cell,
        false => cell.below(format!("{what}: {}", people.join(", ")), Tone::Faint),
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
