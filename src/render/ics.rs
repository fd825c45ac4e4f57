//! iCalendar (RFC 5545): properties escaped and folded, days all day long.

use super::visible;
use crate::model::Day;

/// The longest line, in bytes without its end.
const LONGEST: usize = 75;
/// The hour of the day at which alarms ring.
const HOUR: u32 = 9;

/// An event that lasts a day and keeps nobody busy.
pub struct Event<'a> {
    /// What it is known by: the same in every calendar it stands in.
    pub uid: String,
    /// The day.
    pub day: Day,
    /// What it is, in a few words.
    pub summary: String,
    /// The lines of its description.
    pub description: Vec<String>,
    /// The one category it is of.
    pub category: &'a str,
    /// How many days ahead it rings, in the morning.
    pub lead: u32,
}

/// A calendar that was made on a day.
pub fn calendar<'a>(name: &str, events: impl IntoIterator<Item = Event<'a>>, today: Day) -> String {
    let mut text = String::new();
    push(&mut text, "BEGIN", "VCALENDAR");
    push(&mut text, "VERSION", "2.0");
    push(&mut text, "PRODID", "-//account-dossier//dossier due//EN");
    push(&mut text, "CALSCALE", "GREGORIAN");
    push(&mut text, "X-WR-CALNAME", &escaped(name));
    for event in events {
        push_event(&mut text, &event, today);
    }
    push(&mut text, "END", "VCALENDAR");
    text
}

fn push_event(text: &mut String, event: &Event<'_>, today: Day) {
    let description: Vec<_> = event.description.iter().map(|line| escaped(line)).collect();
    push(text, "BEGIN", "VEVENT");
    push(text, "UID", &event.uid);
    push(text, "DTSTAMP", &format!("{}T000000Z", digits(today)));
    push(text, "DTSTART;VALUE=DATE", &digits(event.day));
    push(text, "SUMMARY", &escaped(&event.summary));
    push(text, "DESCRIPTION", &description.join("\\n"));
    push(text, "CATEGORIES", &escaped(event.category));
    push(text, "TRANSP", "TRANSPARENT");
    push(text, "BEGIN", "VALARM");
    push(text, "ACTION", "DISPLAY");
    push(text, "DESCRIPTION", &escaped(&event.summary));
    push(text, "TRIGGER", &trigger(event.lead));
    push(text, "END", "VALARM");
    push(text, "END", "VEVENT");
}

/// A day as eight digits.
fn digits(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// The morning so many days ahead, seen from the midnight that a day begins with.
fn trigger(lead: u32) -> String {
    match lead {
        0 => format!("PT{HOUR}H"),
        days => format!("-P{}DT{}H", days - 1, 24 - HOUR),
    }
}

/// A text as a value: on one line, harmless, and with no sign that parts values.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in visible::line(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A property, its line folded between characters.
fn push(text: &mut String, name: &str, value: &str) {
    let mut used = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if used + c.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(c);
        used += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(summary: &str) -> Event<'_> {
        Event {
            uid: "1@x".to_owned(),
            day: Day::new(2026, 11, 24).expect("a day"),
            summary: summary.to_owned(),
            description: vec!["one; two".to_owned(), "three\r\nX-EVIL:1".to_owned()],
            category: "birthday",
            lead: 7,
        }
    }

    fn text(summary: &str) -> String {
        calendar("due", [event(summary)], Day::new(2026, 11, 21).expect("a day"))
    }

    /// A property's value with its folds undone and its escapes read.
    fn value(text: &str, name: &str) -> String {
        let unfolded = text.replace("\r\n ", "");
        let line = unfolded
            .split("\r\n")
            .find_map(|line| line.strip_prefix(&format!("{name}:")));
        let mut value = String::new();
        let mut chars = line.expect(name).chars();
        while let Some(c) = chars.next() {
            value.extend(if c == '\\' { chars.next() } else { Some(c) });
        }
        value
    }

    #[test]
    fn an_event_is_a_day_with_an_alarm() {
        insta::assert_snapshot!(text("call 李伟").replace("\r\n", "\n"), @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//account-dossier//dossier due//EN
        CALSCALE:GREGORIAN
        X-WR-CALNAME:due
        BEGIN:VEVENT
        UID:1@x
        DTSTAMP:20261121T000000Z
        DTSTART;VALUE=DATE:20261124
        SUMMARY:call 李伟
        DESCRIPTION:one\; two\nthree␍ X-EVIL:1
        CATEGORIES:birthday
        TRANSP:TRANSPARENT
        BEGIN:VALARM
        ACTION:DISPLAY
        DESCRIPTION:call 李伟
        TRIGGER:-P6DT15H
        END:VALARM
        END:VEVENT
        END:VCALENDAR
        ");
    }

    #[test]
    fn alarms_ring_at_nine_so_many_days_ahead() {
        assert_eq!(trigger(0), "PT9H");
        assert_eq!(trigger(1), "-P0DT15H");
        assert_eq!(trigger(90), "-P89DT15H");
    }

    #[test]
    fn what_parts_values_is_escaped() {
        assert_eq!(escaped(r"a\b; c, d: e"), r"a\\b\; c\, d: e");
        assert_eq!(escaped("x\nEND:VEVENT\r\n\u{1b}"), "x END:VEVENT␍ ␛");
    }

    proptest! {
        #[test]
        fn every_line_is_short_and_every_text_is_read_back(summary in any::<String>()) {
            let text = text(&summary);
            prop_assert!(text.ends_with("END:VCALENDAR\r\n"));
            for line in text.trim_end().split("\r\n") {
                prop_assert!(line.len() <= LONGEST && !line.contains(['\r', '\n']), "{:?}", line);
            }
            prop_assert_eq!(value(&text, "SUMMARY"), visible::line(&summary).into_owned());
        }

        #[test]
        fn long_texts_are_folded_between_characters(summary in "[李🙂é,a]{0,200}") {
            prop_assert_eq!(value(&text(&summary), "SUMMARY"), summary);
        }
    }
}
