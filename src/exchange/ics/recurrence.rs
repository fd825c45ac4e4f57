//! Recurrence: when something that repeats takes place between two times, both by the same clock on the wall.

use std::ops::Range;

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency,
    ICalendarProperty, ICalendarRecurrenceRule, ICalendarValue,
};
use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike};

/// How often something is followed from its beginning. Daily since thirty years ago is some ten thousand times.
const MOST: usize = 12_000;

/// The occurrences within a window of a rule whose end, if it has one, is by the same clock.
///
/// # Errors
/// What cannot be followed, in words.
pub(super) fn occurrences(
    start: NaiveDateTime,
    rule: &ICalendarRecurrenceRule,
    window: &Range<NaiveDateTime>,
) -> Result<Vec<NaiveDateTime>, String> {
    if rule.freq > ICalendarFrequency::Daily {
        return Err("it repeats more than once a day, which is not read".to_owned());
    }
    if start >= window.end {
        return Ok(Vec::new());
    }
    let mut rule = rule.clone();
    let mut start = start;
    if rule.count.is_none() {
        let until = rule.until.as_ref().and_then(PartialDateTime::to_date_time);
        let until = until.map_or(window.end, |until| until.date_time.min(window.end));
        rule.until = Some(written(until));
        start = nearer(start, &rule, window.start);
    }
    let component = ICalendarComponent {
        component_type: ICalendarComponentType::VEvent,
        entries: vec![
            entry(
                ICalendarProperty::Dtstart,
                ICalendarValue::PartialDateTime(Box::new(written(start))),
            ),
            entry(
                ICalendarProperty::Rrule,
                ICalendarValue::RecurrenceRule(Box::new(rule)),
            ),
        ],
        component_ids: Vec::new(),
    };
    let calendar = ICalendar {
        components: vec![component],
    };
    let expanded = calendar.expand_dates(Tz::Floating, MOST);
    let walls = expanded.events.iter().map(|event| event.start.naive_local());
    let found = walls.filter(|wall| window.contains(wall)).collect();
    match expanded.errors.is_empty() {
        false => Err("its rule of repetition (RRULE) cannot be followed".to_owned()),
        true if expanded.events.len() >= MOST => Err(format!(
            "it has repeated {MOST} times, and is not followed further"
        )),
        true => Ok(found),
    }
}

fn entry(name: ICalendarProperty, value: ICalendarValue) -> ICalendarEntry {
    ICalendarEntry::new(name).with_value(value)
}

/// A time as it stands in a calendar.
pub(super) fn written(time: NaiveDateTime) -> PartialDateTime {
    let small = |number: u32| u8::try_from(number).ok();
    PartialDateTime {
        year: u16::try_from(time.year()).ok(),
        month: small(time.month()),
        day: small(time.day()),
        hour: small(time.hour()),
        minute: small(time.minute()),
        second: small(time.second()),
        ..PartialDateTime::default()
    }
}

/// A later start that gives the same occurrences from a time on: whole periods later. What counts its occurrences
/// must not be moved.
fn nearer(start: NaiveDateTime, rule: &ICalendarRecurrenceRule, from: NaiveDateTime) -> NaiveDateTime {
    let every = i64::from(rule.interval.unwrap_or(1)).max(1);
    let periods = |length: i64, whole: i64| (whole / (length * every) - 1).max(0) * length * every;
    let days = (from - start).num_days();
    let moved = match rule.freq {
        ICalendarFrequency::Daily => start.checked_add_signed(TimeDelta::days(periods(1, days))),
        ICalendarFrequency::Weekly => start.checked_add_signed(TimeDelta::days(periods(7, days))),
        // Every 28 years the calendar is the same, 29 February and the days of the week included.
        ICalendarFrequency::Yearly if rule.interval.unwrap_or(1) == 1 => {
            let years = i64::from(from.year() - start.year()) / 28 - 1;
            let year = i64::from(start.year()) + years.max(0) * 28;
            i32::try_from(year).ok().and_then(|year| start.with_year(year))
        }
        _ => None,
    };
    moved.unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calcard::{Entry, Parser};
    use proptest::prelude::*;

    fn time(text: &str) -> NaiveDateTime {
        text.parse().expect(text)
    }

    fn rule(text: &str) -> ICalendarRecurrenceRule {
        let text = format!("BEGIN:VEVENT\nRRULE:{text}\nEND:VEVENT\n");
        let Entry::ICalendar(read) = Parser::new(&text).entry() else {
            panic!("{text}");
        };
        match &read.components[0].entries[0].values[0] {
            ICalendarValue::RecurrenceRule(rule) => (**rule).clone(),
            other => panic!("{other:?}"),
        }
    }

    fn found(start: &str, text: &str, from: &str, to: &str) -> Result<Vec<String>, String> {
        let found = occurrences(time(start), &rule(text), &(time(from)..time(to)))?;
        Ok(found.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn rules_are_followed_by_the_clock_on_the_wall() {
        let day = |start, rule| found(start, rule, "2026-11-24T00:00:00", "2026-11-25T00:00:00");
        let nine = Ok(vec!["2026-11-24 09:00:00".to_owned()]);
        for (start, rule) in [
            ("2020-01-07T09:00:00", "FREQ=WEEKLY;BYDAY=TU"),
            ("2020-01-06T09:00:00", "FREQ=WEEKLY;BYDAY=MO,TU;WKST=MO"),
            ("2026-11-10T09:00:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("1999-01-01T09:00:00", "FREQ=DAILY"),
            ("2026-01-24T09:00:00", "FREQ=MONTHLY"),
            ("2026-01-27T09:00:00", "FREQ=MONTHLY;BYDAY=4TU"),
            ("1985-11-24T09:00:00", "FREQ=YEARLY"),
            ("2026-11-20T09:00:00", "FREQ=DAILY;COUNT=5"),
            ("2026-11-20T09:00:00", "FREQ=DAILY;UNTIL=20261124T090000"),
        ] {
            assert_eq!(day(start, rule), nine, "{rule}");
        }
        for (start, rule) in [
            ("2026-11-17T09:00:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("2026-11-20T09:00:00", "FREQ=DAILY;COUNT=4"),
            ("2026-11-20T09:00:00", "FREQ=DAILY;UNTIL=20261124T085959"),
            ("2026-12-01T09:00:00", "FREQ=DAILY"),
            ("2026-01-01T09:00:00", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ] {
            assert_eq!(day(start, rule), Ok(Vec::new()), "{rule}");
        }
    }

    #[test]
    fn what_cannot_be_followed_is_said() {
        let day = |rule| {
            found(
                "1901-01-01T09:00:00",
                rule,
                "2026-11-24T00:00:00",
                "2026-11-25T00:00:00",
            )
        };
        assert!(day("FREQ=SECONDLY").is_err_and(|why| why.contains("more than once a day")));
        assert!(day("FREQ=DAILY;COUNT=100000").is_err_and(|why| why.contains("12000 times")));
    }

    proptest! {
        /// By the definition: so many days or weeks after the start.
        #[test]
        fn a_start_moved_nearer_gives_the_same(back in 0..9_000_i64, every in 1..30_i64, weekly in any::<bool>()) {
            let from = time("2026-11-24T00:00:00");
            let start = from - TimeDelta::days(back);
            let (freq, length) = if weekly { ("WEEKLY", 7) } else { ("DAILY", 1) };
            let rule = rule(&format!("FREQ={freq};INTERVAL={every}"));
            let found = occurrences(start, &rule, &(from..from + TimeDelta::days(1))).expect("followed");
            prop_assert_eq!(found.len() == 1, back % (length * every) == 0);
        }
    }
}
