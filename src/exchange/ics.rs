//! iCalendar as calendars export it: the meetings of a day, with those who were invited.
//!
//! Each event is read for itself: one that is broken is named with its line and stops no other. Times are by the
//! zone that the calendar names; where nobody knows that zone the time stays as written, and is said to be uncertain.

mod block;
mod event;
mod recurrence;
mod zone;

use std::collections::{HashMap, HashSet};

use calcard::{Entry, Parser};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use crate::analysis::attendance::Invitee;
use crate::model::Day;

use block::{Block, Blocks};
use event::{Event, Time};
use zone::{Zone, Zones};

/// The meetings of a day, and what could not be read.
#[derive(Debug, Default)]
pub struct Calendar {
    /// The meetings, the earliest first; those that last all day before the others.
    pub meetings: Vec<Meeting>,
    /// What could not be read, in the order of the file.
    pub problems: Vec<Problem>,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The line that its event begins at, from 1.
    pub line: usize,
    /// When it begins; nothing where it lasts all day.
    pub time: Option<NaiveTime>,
    /// What it is called.
    pub summary: String,
    /// Who was invited, the organiser included; rooms are not.
    pub invitees: Vec<Invitee>,
    /// The zone that nobody knows: the time is as written there.
    pub unknown_zone: Option<String>,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line that its event or zone begins at, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The user's own zone: what UTC is on the clock there.
pub type Clock<'c> = &'c dyn Fn(NaiveDateTime) -> NaiveDateTime;

/// The clock of a zone, by its name of IANA or Windows.
pub fn clock_of(zone: &str) -> Option<impl Fn(NaiveDateTime) -> NaiveDateTime + use<>> {
    let zone = Zone::Known(zone::named(zone)?);
    Some(move |utc| zone.to_wall(utc))
}

/// Reads the meetings of a day; nothing where the text is no calendar.
pub fn meetings_on(text: &str, day: Day, clock: Clock<'_>) -> Option<Calendar> {
    let blocks = Blocks::find(text);
    if !blocks.is_calendar {
        return None;
    }
    let mut calendar = Calendar::default();
    let zones = zones(&blocks, &mut calendar.problems);
    let mut events = Vec::new();
    for block in blocks.events.iter().filter(|_| !blocks.cancels) {
        match read(block, &zones) {
            Ok(event) => events.push(event),
            Err(message) => calendar.problems.push(Problem {
                line: block.line,
                message,
            }),
        }
    }
    let series = Series::of(&events);
    for event in events.iter().filter(|event| series.counts(event)) {
        match times_on(event, day, clock, &series) {
            Ok(times) => calendar
                .meetings
                .extend(times.into_iter().map(|time| meeting(event, time))),
            Err(message) => calendar.problems.push(Problem {
                line: event.line,
                message: format!("{}: {message}", event.called()),
            }),
        }
    }
    calendar
        .meetings
        .sort_by_key(|meeting| (meeting.time, meeting.line));
    calendar.problems.sort_by_key(|problem| problem.line);
    Some(calendar)
}

fn zones(blocks: &Blocks<'_>, problems: &mut Vec<Problem>) -> Zones {
    let mut zones = Zones::default();
    for block in &blocks.zones {
        match Parser::new(block.text).entry() {
            Entry::ICalendar(calendar) if block.is_whole => zones.add(&calendar),
            _ => problems.push(Problem {
                line: block.line,
                message: "the time zone has no END:VTIMEZONE: it is left out".to_owned(),
            }),
        }
    }
    zones
}

fn read<'z>(block: &Block<'z>, zones: &'z Zones) -> Result<Event<'z>, String> {
    if !block.is_whole {
        return Err("the event has no END:VEVENT: it is left out".to_owned());
    }
    match Parser::new(block.text).entry() {
        Entry::ICalendar(calendar) => match calendar.components.into_iter().next() {
            Some(component) => Event::read(block.line, &component, zones),
            None => Err("the event is empty".to_owned()),
        },
        _ => Err("the event cannot be read".to_owned()),
    }
}

/// What belongs together by its UID: a series, and those of its occurrences that were moved or cancelled.
#[derive(Debug, Default)]
struct Series<'e> {
    /// Occurrences that have an event of their own.
    replaced: HashSet<(&'e str, NaiveDateTime)>,
    /// The latest version of each, by UID and occurrence.
    latest: HashMap<(&'e str, Option<NaiveDateTime>), (i64, usize)>,
}

impl<'e> Series<'e> {
    fn of(events: &'e [Event<'_>]) -> Self {
        let mut series = Self::default();
        for event in events {
            let Some(uid) = event.uid.as_deref() else { continue };
            let occurrence = event.instead_of.as_ref().map(Time::moment);
            series.replaced.extend(occurrence.map(|moment| (uid, moment)));
            let version = (event.sequence, event.line);
            let latest = series.latest.entry((uid, occurrence)).or_insert(version);
            *latest = version.max(*latest);
        }
        series
    }

    /// Whether an event takes place: it is neither cancelled nor an older version of another.
    fn counts(&self, event: &Event<'_>) -> bool {
        let occurrence = event.instead_of.as_ref().map(Time::moment);
        let latest = event
            .uid
            .as_deref()
            .and_then(|uid| self.latest.get(&(uid, occurrence)));
        !event.is_cancelled && latest.is_none_or(|(_, line)| *line == event.line)
    }

    fn replaces(&self, event: &Event<'_>, time: &Time<'_>) -> bool {
        let uid = event.uid.as_deref().filter(|_| event.instead_of.is_none());
        uid.is_some_and(|uid| self.replaced.contains(&(uid, time.moment())))
    }
}

/// When an event takes place on a day, by the user's clock.
fn times_on(
    event: &Event<'_>,
    day: Day,
    clock: Clock<'_>,
    series: &Series<'_>,
) -> Result<Vec<NaiveDateTime>, String> {
    let midnight = day.date().and_time(NaiveTime::MIN);
    // Zones are at most 26 hours apart.
    let window = (midnight - TimeDelta::days(2))..(midnight + TimeDelta::days(3));
    let times = event.times_within(&window)?;
    let mut on_the_day: Vec<NaiveDateTime> = times
        .iter()
        .filter(|time| !event.leaves_out(time) && !series.replaces(event, time))
        .map(|time| time.by(clock))
        .filter(|time| time.date() == day.date())
        .collect();
    on_the_day.sort_unstable();
    on_the_day.dedup();
    Ok(on_the_day)
}

fn meeting(event: &Event<'_>, time: NaiveDateTime) -> Meeting {
    Meeting {
        line: event.line,
        time: event.start.has_time.then(|| time.time()),
        summary: event.called().to_owned(),
        invitees: event.invitees.clone(),
        unknown_zone: match &event.start.zone {
            Zone::Unknown(name) => Some(name.clone()),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day() -> Day {
        "2026-11-24".parse().expect("a day")
    }

    fn read_for(events: &str) -> Calendar {
        let text = format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n");
        let clock = clock_of("Europe/Berlin").expect("a zone");
        meetings_on(&text, day(), &clock).expect("a calendar")
    }

    fn times(events: &str) -> Vec<String> {
        let read = read_for(events);
        assert_eq!(read.problems, []);
        let times = read.meetings.iter();
        times
            .map(|meeting| {
                meeting
                    .time
                    .map_or_else(|| "all day".to_owned(), |time| time.to_string())
            })
            .collect()
    }

    #[test]
    fn a_series_keeps_to_the_clock_on_its_wall_when_clocks_change() {
        let weekly = |end: &str| {
            format!(
                "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20260707T093000\nRRULE:FREQ=WEEKLY{end}\nEND:VEVENT\n"
            )
        };
        assert_eq!(times(&weekly("")), ["09:30:00"]);
        // 09:30 in Berlin in November is 08:30 in UTC.
        assert_eq!(times(&weekly(";UNTIL=20261124T083000Z")), ["09:30:00"]);
        assert_eq!(times(&weekly(";UNTIL=20261124T082959Z")), [""; 0]);
        assert_eq!(times(&weekly(";UNTIL=20261124")), ["09:30:00"]);
    }

    #[test]
    fn of_two_versions_the_later_one_counts() {
        let version = |sequence: u8, hour: u8| {
            format!("BEGIN:VEVENT\nUID:1\nSEQUENCE:{sequence}\nDTSTART:20261124T{hour:02}0000\nEND:VEVENT\n")
        };
        assert_eq!(times(&(version(2, 9) + &version(1, 8))), ["09:00:00"]);
        let nameless = version(0, 9).replace("UID:1\n", "");
        assert_eq!(times(&(nameless.clone() + &nameless)), ["09:00:00", "09:00:00"]);
    }

    #[test]
    fn a_cancelled_occurrence_is_left_out_of_its_series() {
        let series = "BEGIN:VEVENT\nUID:1\nDTSTART:20261110T090000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n";
        let cancelled = "BEGIN:VEVENT\nUID:1\nSTATUS:CANCELLED\nRECURRENCE-ID:20261124T090000\nDTSTART:20261124T090000\nEND:VEVENT\n";
        assert_eq!(times(series), ["09:00:00"]);
        assert_eq!(times(&format!("{series}{cancelled}")), [""; 0]);
        assert_eq!(
            times(&format!("{series}{}", cancelled.replace("UID:1", "UID:2"))),
            ["09:00:00"]
        );
    }

    #[test]
    fn an_hour_that_clocks_skip_and_one_that_they_repeat_are_times() {
        let clock = clock_of("UTC").expect("a zone");
        let found = |at: &str, on: &str| {
            let text = format!(
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Europe/Berlin:{at}\nEND:VEVENT\nEND:VCALENDAR\n"
            );
            let calendar = meetings_on(&text, on.parse().expect(on), &clock).expect("a calendar");
            calendar
                .meetings
                .first()
                .and_then(|meeting| meeting.time)
                .map(|time| time.to_string())
        };
        assert_eq!(
            found("20260329T023000", "2026-03-29").as_deref(),
            Some("01:30:00")
        );
        assert_eq!(
            found("20261025T023000", "2026-10-25").as_deref(),
            Some("00:30:00")
        );
    }

    proptest! {
        #[test]
        fn any_event_is_read_without_harm(lines in proptest::collection::vec(
            "(BEGIN|END):(VEVENT|VTIMEZONE|STANDARD)|(DTSTART|RECURRENCE-ID|EXDATE|RDATE|UID)(;TZID=[A-Za-z/( ]{0,8})?:[0-9TZ]{0,16}|RRULE:FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(COUNT|INTERVAL|BYMONTHDAY|UNTIL)=[0-9-]{0,9}){0,2}|TZOFFSETTO:[+-][0-9]{0,6}|ATTENDEE[;:][a-z@;:\"=]{0,12}",
            0..24,
        )) {
            read_for(&format!("BEGIN:VEVENT\n{}\nEND:VEVENT\n", lines.join("\n")));
        }
    }
}
