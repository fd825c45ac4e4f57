//! Days and spans as people type them: `2026-11-25`, `today`, `-3d`, `+2w`, `fri`; `7d`, `2w`.

use chrono::{Datelike, Weekday};

use crate::model::Day;

/// The day that a word means, seen from today; a weekday is the next one, today included.
///
/// # Errors
/// A sentence that says how days are written.
pub(super) fn day_ahead(typed: &str, today: Day) -> Result<Day, String> {
    let weekday = |weekday: Weekday| today.plus_days(days_until(weekday, of(today)));
    day(typed, today, weekday).map_err(|error| format!("{error}, or today, tomorrow, +3d, +2w, fri"))
}

/// The day that a word means, seen from today; a weekday is the next one after today.
///
/// # Errors
/// A sentence that says how days are written.
pub(super) fn day_after(typed: &str, today: Day) -> Result<Day, String> {
    let tomorrow = today.plus_days(1);
    let weekday = |weekday: Weekday| tomorrow.plus_days(days_until(weekday, of(tomorrow)));
    day(typed, today, weekday).map_err(|error| format!("{error}, or tomorrow, +3d, +2w, fri"))
}

/// The day that a word means, seen from today; a weekday is the last one, today included.
///
/// # Errors
/// A sentence that says how days are written.
pub(super) fn day_behind(typed: &str, today: Day) -> Result<Day, String> {
    let weekday = |weekday: Weekday| today.minus_days(days_until(of(today), weekday));
    day(typed, today, weekday).map_err(|error| format!("{error}, or today, yesterday, -3d, -2w, fri"))
}

fn day(typed: &str, today: Day, of_weekday: impl Fn(Weekday) -> Day) -> Result<Day, String> {
    let word = typed.to_lowercase();
    match word.as_str() {
        "today" | "今天" => return Ok(today),
        "tomorrow" | "明天" => return Ok(today.plus_days(1)),
        "yesterday" | "昨天" => return Ok(today.minus_days(1)),
        _ => {}
    }
    if let Some(ahead) = word.strip_prefix('+') {
        return span(ahead).map(|days| today.plus_days(days));
    }
    if let Some(ago) = word.strip_prefix('-') {
        return span(ago).map(|days| today.minus_days(days));
    }
    match weekday(&word) {
        Some(weekday) => Ok(of_weekday(weekday)),
        None => typed.parse(),
    }
}

/// `fri`, `friday`, `周五`, `星期五`.
fn weekday(word: &str) -> Option<Weekday> {
    let chinese = ["周", "週", "星期"]
        .iter()
        .find_map(|lead| word.strip_prefix(lead));
    match chinese {
        None => word.parse().ok(),
        Some("一") => Some(Weekday::Mon),
        Some("二") => Some(Weekday::Tue),
        Some("三") => Some(Weekday::Wed),
        Some("四") => Some(Weekday::Thu),
        Some("五") => Some(Weekday::Fri),
        Some("六") => Some(Weekday::Sat),
        Some("日" | "天") => Some(Weekday::Sun),
        Some(_) => None,
    }
}

fn of(day: Day) -> Weekday {
    day.date().weekday()
}

/// From a weekday to the next that is another, which may be on the same day.
fn days_until(wanted: Weekday, from: Weekday) -> u32 {
    (wanted.num_days_from_monday() + 7 - from.num_days_from_monday()) % 7
}

/// The day of something that has happened; today where none is typed.
///
/// # Errors
/// A sentence where it is no day, has not come yet, or lies so far back that it is a slip.
pub(super) fn happened(typed: Option<&str>, today: Day) -> Result<Day, String> {
    let day = typed.map_or(Ok(today), |typed| day_behind(typed, today))?;
    match day > today {
        true => Err(format!(
            "{day} is still to come; what has not happened yet is not entered as done"
        )),
        false => near(day, today),
    }
}

/// A day within ten years: beyond that it is a slip rather than a plan or a memory.
///
/// # Errors
/// A sentence that says so.
pub(super) fn near(day: Day, today: Day) -> Result<Day, String> {
    match day.days_since(today).unsigned_abs() > u64::from(LONGEST) {
        true => Err(format!(
            "{day} is more than ten years away; if it is meant, write it into the file by hand"
        )),
        false => Ok(day),
    }
}

/// The longest span that is typed, in days.
const LONGEST: u32 = 3_660;

/// A number of days: `7d`, `2w`, or the bare number.
///
/// # Errors
/// A sentence that says how spans are written.
pub(super) fn span(typed: &str) -> Result<u32, String> {
    let (number, factor) = match typed.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (typed.strip_suffix('d').unwrap_or(typed), 1),
    };
    number
        .parse::<u32>()
        .ok()
        .and_then(|number| number.checked_mul(factor))
        .filter(|days| *days <= LONGEST)
        .ok_or_else(|| format!("`{typed}` is no span of days; write 7d or 2w"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_reckoned_from_today() {
        let today: Day = "2026-11-20".parse().expect("a Friday");
        for (typed, want) in [
            ("today", "2026-11-20"),
            ("Tomorrow", "2026-11-21"),
            ("yesterday", "2026-11-19"),
            ("+2w", "2026-12-04"),
            ("-3d", "2026-11-17"),
            ("fri", "2026-11-20"),
            ("Thursday", "2026-11-26"),
            ("2027-01-31", "2027-01-31"),
        ] {
            assert_eq!(day_ahead(typed, today), want.parse(), "{typed}");
        }
        for (typed, want) in [
            ("fri", "2026-11-20"),
            ("Thursday", "2026-11-19"),
            ("sat", "2026-11-14"),
            ("tomorrow", "2026-11-21"),
            ("-3d", "2026-11-17"),
        ] {
            assert_eq!(day_behind(typed, today), want.parse(), "{typed}");
        }
        for (typed, want) in [
            ("fri", "2026-11-27"),
            ("周五", "2026-11-27"),
            ("sat", "2026-11-21"),
            ("星期天", "2026-11-22"),
            ("明天", "2026-11-21"),
            ("2026-11-20", "2026-11-20"),
        ] {
            assert_eq!(day_after(typed, today), want.parse(), "{typed}");
        }
        assert_eq!(day_behind("週五", today), Ok(today));
        assert_eq!(happened(None, today), Ok(today));
        assert_eq!(happened(Some("fri"), today), Ok(today));
        assert_eq!(happened(Some("-3660d"), today), Ok(today.minus_days(3_660)));
        assert!(happened(Some("tomorrow"), today).is_err_and(|why| why.contains("still to come")));
        assert!(happened(Some("2016-01-31"), today).is_err_and(|why| why.contains("ten years")));
        assert_eq!(near(today.plus_days(3_660), today), Ok(today.plus_days(3_660)));
        assert!(near(today.plus_days(3_661), today).is_err());
        for typed in ["", "soon", "周", "周八", "+", "+3x", "2026-02-30", "99999999w"] {
            assert!(day_ahead(typed, today).is_err(), "{typed}");
        }
    }
}
