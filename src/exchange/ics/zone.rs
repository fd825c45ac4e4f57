//! Time zones of a calendar: by the names of IANA and of Windows, or as the calendar itself describes them.

use std::collections::HashMap;
use std::str::FromStr;

use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarRecurrenceRule,
    ICalendarValue,
};
use chrono::{NaiveDateTime, TimeDelta, TimeZone};

use super::recurrence::occurrences;

/// What a time in a calendar is reckoned by.
#[derive(Debug, Clone)]
pub(super) enum Zone<'z> {
    /// By the clock of wherever one is.
    Floating,
    /// By a zone that is known.
    Known(Tz),
    /// By a zone that the calendar describes.
    Described(&'z [Observance]),
    /// By a zone that nobody knows.
    Unknown(String),
}

/// From when on clocks go how.
#[derive(Debug)]
pub(super) struct Observance {
    start: NaiveDateTime,
    rule: Option<ICalendarRecurrenceRule>,
    offset: TimeDelta,
}

/// The zones that a calendar describes, by their names there.
#[derive(Debug, Default)]
pub(super) struct Zones {
    known: HashMap<String, Tz>,
    described: HashMap<String, Vec<Observance>>,
}

impl Zones {
    /// Adds one.
    pub(super) fn add(&mut self, calendar: &ICalendar) {
        let Some(zone) = calendar.components.first() else {
            return;
        };
        if let Some((name, tz)) = zone.timezone() {
            self.known.insert(name.to_owned(), tz);
            return;
        }
        let name = zone.property(&ICalendarProperty::Tzid);
        let name = name.and_then(|entry| entry.values.first()?.as_text());
        let observances: Vec<_> = calendar.components.iter().filter_map(observance).collect();
        if let Some(name) = name.filter(|_| !observances.is_empty()) {
            self.described.insert(name.to_owned(), observances);
        }
    }

    /// The zone that a time names. A name that everybody knows goes before the calendar's own description, which
    /// is often cut short.
    pub(super) fn find(&self, name: &str) -> Zone<'_> {
        let known = self.known.get(name).copied().or_else(|| named(name));
        match (known, self.described.get(name)) {
            (Some(tz), _) => Zone::Known(tz),
            (None, Some(observances)) => Zone::Described(observances),
            (None, None) => Zone::Unknown(name.to_owned()),
        }
    }
}

/// The zone of a name of IANA or Windows.
pub(super) fn named(name: &str) -> Option<Tz> {
    Tz::from_str(name).ok().filter(|tz| !tz.is_floating())
}

fn observance(component: &ICalendarComponent) -> Option<Observance> {
    let kinds = [ICalendarComponentType::Standard, ICalendarComponentType::Daylight];
    if !kinds.contains(&component.component_type) {
        return None;
    }
    let value = |name: &ICalendarProperty| component.property(name)?.values.first();
    let time = |name: &ICalendarProperty| value(name)?.as_partial_date_time();
    let offset = time(&ICalendarProperty::Tzoffsetto)?;
    let minutes = i64::from(offset.tz_hour?) * 60 + i64::from(offset.tz_minute.unwrap_or(0));
    Some(Observance {
        start: time(&ICalendarProperty::Dtstart)?.to_date_time()?.date_time,
        rule: match value(&ICalendarProperty::Rrule) {
            Some(ICalendarValue::RecurrenceRule(rule)) => Some((**rule).clone()),
            _ => None,
        },
        offset: TimeDelta::minutes(if offset.tz_minus { -minutes } else { minutes }),
    })
}

impl Zone<'_> {
    /// A time on the wall as UTC; nothing where nobody can tell.
    pub(super) fn to_utc(&self, wall: NaiveDateTime) -> Option<NaiveDateTime> {
        match self {
            Self::Floating | Self::Unknown(_) => None,
            Self::Known(tz) => {
                let told = tz.from_local_datetime(&wall);
                // A time that the clocks skip in spring is one by the clock that was not put forward.
                let skipped = || {
                    Some(
                        tz.from_local_datetime(&(wall - TimeDelta::hours(1)))
                            .earliest()?
                            .naive_utc()
                            + TimeDelta::hours(1),
                    )
                };
                told.earliest().map(|time| time.naive_utc()).or_else(skipped)
            }
            Self::Described(observances) => wall.checked_sub_signed(offset(observances, wall)),
        }
    }

    /// UTC as a time on the wall.
    pub(super) fn to_wall(&self, utc: NaiveDateTime) -> NaiveDateTime {
        match self {
            Self::Floating | Self::Unknown(_) => utc,
            Self::Known(tz) => tz.from_utc_datetime(&utc).naive_local(),
            Self::Described(observances) => utc.checked_add_signed(offset(observances, utc)).unwrap_or(utc),
        }
    }
}

/// How far clocks are ahead of UTC: as since the last change before a time; before all changes as after the first.
fn offset(observances: &[Observance], wall: NaiveDateTime) -> TimeDelta {
    let last_change = |observance: &Observance| {
        let year_before = wall.checked_sub_signed(TimeDelta::days(370))?;
        let window = year_before..wall.checked_add_signed(TimeDelta::seconds(1))?;
        let repeated = observance.rule.as_ref();
        let repeated = repeated.and_then(|rule| occurrences(observance.start, rule, &window).ok()?.pop());
        repeated.or(Some(observance.start).filter(|start| *start <= wall))
    };
    let changes = observances
        .iter()
        .filter_map(|observance| Some((last_change(observance)?, observance.offset)));
    let last = changes.max_by_key(|(change, _)| *change);
    let first = || observances.iter().min_by_key(|observance| observance.start);
    last.map(|(_, offset)| offset)
        .or_else(|| first().map(|observance| observance.offset))
        .unwrap_or_default()
}
