//! An event of a calendar: when, what, who.

use std::ops::Range;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarParameterValue,
    ICalendarParticipationStatus, ICalendarProperty, ICalendarRecurrenceRule, ICalendarStatus,
    ICalendarUserTypes, ICalendarValue,
};
use chrono::{NaiveDateTime, NaiveTime};

use super::Clock;
use super::recurrence::{occurrences, written};
use super::zone::{Zone, Zones};
use crate::analysis::attendance::Invitee;

/// A time of a calendar.
#[derive(Debug, Clone)]
pub(super) struct Time<'z> {
    wall: NaiveDateTime,
    /// What it is reckoned by.
    pub(super) zone: Zone<'z>,
    /// Whether it is a time, or a whole day.
    pub(super) has_time: bool,
}

impl Time<'_> {
    /// What it is compared by: UTC, or where nobody can tell that the time on the wall.
    pub(super) fn moment(&self) -> NaiveDateTime {
        self.zone.to_utc(self.wall).unwrap_or(self.wall)
    }

    /// The time on the user's own clock. Days, and times of no known zone, are as written.
    pub(super) fn by(&self, clock: Clock<'_>) -> NaiveDateTime {
        match self.zone.to_utc(self.wall) {
            Some(utc) if self.has_time => clock(utc),
            _ => self.wall,
        }
    }
}

/// An event as it was read.
#[derive(Debug)]
pub(super) struct Event<'z> {
    /// The line it begins at.
    pub(super) line: usize,
    /// What it is known by.
    pub(super) uid: Option<String>,
    /// Its version.
    pub(super) sequence: i64,
    /// When it begins.
    pub(super) start: Time<'z>,
    /// The occurrence of a series that it stands for.
    pub(super) instead_of: Option<Time<'z>>,
    /// Whether it does not take place.
    pub(super) is_cancelled: bool,
    /// Who was invited.
    pub(super) invitees: Vec<Invitee>,
    summary: String,
    rule: Option<ICalendarRecurrenceRule>,
    more: Vec<Time<'z>>,
    except: Vec<Time<'z>>,
}

impl<'z> Event<'z> {
    /// Reads one.
    pub(super) fn read(
        line: usize,
        component: &ICalendarComponent,
        zones: &'z Zones,
    ) -> Result<Self, String> {
        let first = |name: &ICalendarProperty| component.property(name);
        let text = |name: &ICalendarProperty| first(name)?.values.first()?.as_text();
        let summary = text(&ICalendarProperty::Summary).unwrap_or("(no title)").trim();
        let wrong = |what: &str| format!("{summary}: {what}");
        let start = first(&ICalendarProperty::Dtstart).ok_or_else(|| wrong("it has no start (DTSTART)"))?;
        let start = times(start, zones).pop();
        let start = start.ok_or_else(|| wrong("its start (DTSTART) cannot be read"))?;
        let instead_of = first(&ICalendarProperty::RecurrenceId);
        if instead_of.is_some_and(|entry| entry.has_parameter(&ICalendarParameterName::Range)) {
            return Err(wrong(
                "it changes all later meetings of its series at once, which is not read",
            ));
        }
        Ok(Self {
            line,
            uid: component.uid().map(str::to_owned),
            sequence: first(&ICalendarProperty::Sequence)
                .and_then(|entry| entry.values.first()?.as_integer())
                .unwrap_or(0),
            rule: rule(component, &start).map_err(wrong)?,
            instead_of: instead_of.and_then(|entry| times(entry, zones).pop()),
            is_cancelled: component.status() == Some(&ICalendarStatus::Cancelled),
            invitees: invitees(component),
            summary: summary.to_owned(),
            more: all_times(component, &ICalendarProperty::Rdate, zones),
            except: all_times(component, &ICalendarProperty::Exdate, zones),
            start,
        })
    }

    /// What it is called.
    pub(super) fn called(&self) -> &str {
        &self.summary
    }

    /// When it takes place within a window of its own clock, exceptions included.
    pub(super) fn times_within(&self, window: &Range<NaiveDateTime>) -> Result<Vec<Time<'z>>, String> {
        let at = |wall| Time {
            wall,
            ..self.start.clone()
        };
        let mut times: Vec<Time<'z>> = match &self.rule {
            None => vec![self.start.clone()],
            Some(rule) => occurrences(self.start.wall, rule, window)?
                .into_iter()
                .map(at)
                .collect(),
        };
        times.extend_from_slice(&self.more);
        times.retain(|time| window.contains(&time.wall));
        Ok(times)
    }

    /// Whether an occurrence is one of those that do not take place; a day excepts all of the day.
    pub(super) fn leaves_out(&self, time: &Time<'_>) -> bool {
        self.except.iter().any(|except| match except.has_time {
            true => except.moment() == time.moment(),
            false => except.wall.date() == time.wall.date(),
        })
    }
}

fn all_times<'z>(
    component: &ICalendarComponent,
    name: &ICalendarProperty,
    zones: &'z Zones,
) -> Vec<Time<'z>> {
    let entries = component.entries.iter().filter(|entry| entry.name == *name);
    entries.flat_map(|entry| times(entry, zones)).collect()
}

/// The times of a property, those that are none left out.
fn times<'z>(entry: &ICalendarEntry, zones: &'z Zones) -> Vec<Time<'z>> {
    let values = entry
        .values
        .iter()
        .filter_map(ICalendarValue::as_partial_date_time);
    let read = |value: &PartialDateTime| {
        let found = value.to_date_time()?;
        let (wall, zone) = match (found.offset, entry.tz_id()) {
            (Some(offset), _) => (
                found.date_time - offset,
                Zone::Known(calcard::common::timezone::Tz::UTC),
            ),
            (None, Some(name)) => (found.date_time, zones.find(name)),
            (None, None) => (found.date_time, Zone::Floating),
        };
        Some(Time {
            wall,
            zone,
            has_time: value.has_time(),
        })
    };
    values.filter_map(read).collect()
}

/// The rule of repetition, its end by the clock of the start.
fn rule(
    component: &ICalendarComponent,
    start: &Time<'_>,
) -> Result<Option<ICalendarRecurrenceRule>, &'static str> {
    let Some(entry) = component.property(&ICalendarProperty::Rrule) else {
        return Ok(None);
    };
    let Some(ICalendarValue::RecurrenceRule(rule)) = entry.values.first() else {
        return Err("its rule of repetition (RRULE) cannot be read");
    };
    let mut rule = (**rule).clone();
    if let Some(typed) = rule.until.take() {
        let until = typed
            .to_date_time()
            .ok_or("the end of its repetition (UNTIL) cannot be read")?;
        let wall = match until.offset {
            _ if !typed.has_time() => until.date_time.date().and_time(END_OF_DAY),
            Some(offset) => start.zone.to_wall(until.date_time - offset),
            None => until.date_time,
        };
        rule.until = Some(written(wall));
    }
    Ok(Some(rule))
}

/// The last second of a day.
const END_OF_DAY: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// Those who were invited, each once, in the order of the event; rooms and things are nobody.
fn invitees(component: &ICalendarComponent) -> Vec<Invitee> {
    let names = [ICalendarProperty::Organizer, ICalendarProperty::Attendee];
    let entries = component
        .entries
        .iter()
        .filter(|entry| names.contains(&entry.name));
    let mut invitees: Vec<Invitee> = Vec::new();
    for invitee in entries.filter(|entry| !is_thing(entry)).filter_map(invitee) {
        match invitees.iter_mut().find(|known| known.email == invitee.email) {
            Some(known) => {
                known.has_declined |= invitee.has_declined;
                known.name = known.name.take().or(invitee.name);
            }
            None => invitees.push(invitee),
        }
    }
    invitees
}

fn is_thing(entry: &ICalendarEntry) -> bool {
    matches!(
        entry.parameter(&ICalendarParameterName::Cutype),
        Some(ICalendarParameterValue::Cutype(
            ICalendarUserTypes::Room | ICalendarUserTypes::Resource
        ))
    )
}

/// Somebody with an address: that of the EMAIL parameter, where the address proper is one of a server.
fn invitee(entry: &ICalendarEntry) -> Option<Invitee> {
    let parameter = |name: &ICalendarParameterName| entry.parameter(name)?.as_text();
    let addresses = [
        parameter(&ICalendarParameterName::Email),
        entry.calendar_address(),
    ];
    let mut addresses = addresses.into_iter().flatten().map(str::trim);
    let email = addresses.find(|address| address.contains('@') && !address.contains(['/', ':']))?;
    let name = parameter(&ICalendarParameterName::Cn).map(str::trim);
    let declined = ICalendarParameterValue::Partstat(ICalendarParticipationStatus::Declined);
    Some(Invitee {
        name: name.filter(|name| !name.is_empty()).map(str::to_owned),
        email: email.to_lowercase(),
        has_declined: entry.parameter(&ICalendarParameterName::Partstat) == Some(&declined),
    })
}
