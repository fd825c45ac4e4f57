//! `brief --calendar` as JSON, version 1.

use serde::Serialize;

use super::to_text;
use crate::exchange::ics::Problem;
use crate::model::Day;
use crate::render::meetings::Row;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    day: Day,
    meetings: Vec<Entry<'a>>,
    problems: Vec<Fault<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    time: Option<String>,
    summary: &'a str,
    line: usize,
    briefs: Vec<Written<'a>>,
    unknown: &'a [String],
    declined: &'a [String],
    unknown_zone: Option<&'a str>,
}

#[derive(Serialize)]
struct Written<'a> {
    account: &'a str,
    file: &'a str,
    state: &'static str,
    with: &'a [&'a str],
    unknown: &'a [String],
}

#[derive(Serialize)]
struct Fault<'a> {
    line: usize,
    message: &'a str,
}

/// The meetings of a day with their briefs; `time` is none for one that lasts all day.
pub fn render(rows: &[Row<'_>], problems: &[Problem], today: Day, day: Day) -> String {
    let problems = problems.iter().map(|problem| Fault {
        line: problem.line,
        message: &problem.message,
    });
    to_text(&Document {
        version: 1,
        today,
        day,
        meetings: rows.iter().map(entry).collect(),
        problems: problems.collect(),
    })
}

fn entry<'a>(row: &'a Row<'_>) -> Entry<'a> {
    let briefs = row.attendance.accounts.iter().zip(&row.briefs);
    let written = briefs.map(|(presence, done)| Written {
        account: &presence.account.id,
        file: &done.file,
        state: done.state.as_str(),
        with: &presence.with,
        unknown: &presence.unknown,
    });
    Entry {
        time: row.meeting.time.map(|time| time.format("%H:%M").to_string()),
        summary: &row.meeting.summary,
        line: row.meeting.line,
        briefs: written.collect(),
        unknown: &row.attendance.strangers,
        declined: &row.attendance.declined,
        unknown_zone: row.meeting.unknown_zone.as_deref(),
    }
}
