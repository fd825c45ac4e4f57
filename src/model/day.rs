//! Days as they are written: `2026-11-21`, and personal dates, solar or lunar, with or without a year.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lunar;
use super::parsed::parsed;
use super::schema::written;

/// Month and day, as all dates end.
const MONTH_DAY: &str = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

/// The last year that a date can name.
const MOST_YEAR: i32 = 9_999;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// A day by year, month and day of the month, if there is one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The day `months` later, on the month's last day where it has no such day.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        self.0.checked_add_months(Months::new(months)).map_or(self, Self)
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        self.0.checked_add_days(Days::new(days.into())).map_or(self, Self)
    }

    /// The day so many days earlier.
    #[must_use]
    pub fn minus_days(self, days: u32) -> Self {
        self.0.checked_sub_days(Days::new(days.into())).map_or(self, Self)
    }

    /// The days from `earlier` to this day; negative where it lies ahead.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The day as chrono knows it.
    pub fn date(self) -> NaiveDate {
        self.0
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        f.pad(&format!("{year:04}-{month:02}-{day:02}"))
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unreadable = || format!("`{text}` is no date; a date is written like 2026-11-05");
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return Err(unreadable());
        };
        let year = digits(&[*y1, *y2, *y3, *y4]).ok_or_else(unreadable)?;
        let month = digits(&[*m1, *m2]).ok_or_else(unreadable)?;
        let day = digits(&[*d1, *d2]).ok_or_else(unreadable)?;
        let year = i32::try_from(year).map_err(|_| unreadable())?;
        Self::new(year, month, day).ok_or_else(|| format!("there is no such day: {text}"))
    }
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + u32::from(byte - b'0'))
    })
}

written! {
    Day = {
        "description": "A day, such as 2026-11-05.",
        "type": "string",
        "format": "date",
        "pattern": format!("^[0-9]{{4}}-{MONTH_DAY}$"),
        "patternErrorMessage": "A date is written like 2026-11-05.",
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "a date like 2026-11-05")
    }
}

/// A day of the year that comes again: a birthday, an anniversary, a holiday.
///
/// Written `1978-04-12`, `04-12`, `lunar 1978-08-15`, `lunar 08-15` or `lunar 1978-leap-04-03`; the year,
/// where given, is that of the event (for lunar dates the lunar year).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonalDate {
    /// By the Chinese lunisolar calendar.
    pub lunar: bool,
    /// The year of the event, where known.
    pub year: Option<i32>,
    /// The month is a leap month; only in lunar dates.
    pub leap_month: bool,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month: 1 to 31, in lunar months 1 to 30.
    pub day: u8,
}

impl PersonalDate {
    fn is_possible(&self) -> bool {
        if self.lunar {
            return (1..=12).contains(&self.month) && (1..=30).contains(&self.day);
        }
        // 2000 was a leap year: without a year 29 February is a day.
        !self.leap_month && Day::new(self.year.unwrap_or(2000), self.month.into(), self.day.into()).is_some()
    }

    /// The days on which it comes again (M4), in order, from a day on.
    ///
    /// 29 February is kept on the 28th in common years. A lunar day that the month lacks falls on the
    /// month's last day, a leap month's in the ordinary month of the same number where there is no such leap
    /// month.
    pub fn days_from(self, start: Day) -> impl Iterator<Item = Day> {
        // The last days of a lunar year lie in the next solar one.
        let years = start.year() - 1..=MOST_YEAR;
        years
            .filter_map(move |year| self.in_year(year))
            .skip_while(move |day| *day < start)
    }

    /// The day in a year; for lunar dates a lunar year.
    fn in_year(self, year: i32) -> Option<Day> {
        if self.lunar {
            return lunar::day_in(year, self.month, self.leap_month, self.day);
        }
        let (month, day) = (self.month.into(), self.day.into());
        // 29 February alone is not a day of every year.
        Day::new(year, month, day).or_else(|| Day::new(year, month, day - 1))
    }
}

impl fmt::Display for PersonalDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.lunar {
            f.write_str("lunar ")?;
        }
        if let Some(year) = self.year {
            write!(f, "{year:04}-")?;
        }
        if self.leap_month {
            f.write_str("leap-")?;
        }
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for PersonalDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unreadable = || {
            format!(
                "`{text}` is no such date; write 1978-04-12, 04-12, lunar 1978-08-15, lunar 08-15 or lunar 1978-leap-04-03"
            )
        };
        let (lunar, rest) = match text.strip_prefix("lunar ") {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text),
        };
        let mut parts: Vec<&str> = rest.split('-').collect();
        let mut number = |length: usize| {
            let part = parts.pop().filter(|part| part.len() == length)?;
            digits(part.as_bytes())
        };
        let day = number(2)
            .and_then(|day| u8::try_from(day).ok())
            .ok_or_else(unreadable)?;
        let month = number(2)
            .and_then(|month| u8::try_from(month).ok())
            .ok_or_else(unreadable)?;
        let leap_month = parts.last() == Some(&"leap") && parts.pop().is_some();
        let year = match parts.as_slice() {
            [] => None,
            [year] if year.len() == 4 => digits(year.as_bytes()).and_then(|year| i32::try_from(year).ok()),
            _ => return Err(unreadable()),
        };
        if year.is_none() && !parts.is_empty() {
            return Err(unreadable());
        }
        let date = Self {
            lunar,
            year,
            leap_month,
            month,
            day,
        };
        match date.is_possible() {
            true => Ok(date),
            false => Err(format!("there is no such day: {text}")),
        }
    }
}

written! {
    PersonalDate = {
        "description": "A day that comes again: 1978-04-12, 04-12, lunar 1978-08-15, lunar 08-15 or lunar 1978-leap-04-03.",
        "type": "string",
        "pattern": format!(r"^(([0-9]{{4}}-)?|lunar\s+([0-9]{{4}}-)?(leap-)?){MONTH_DAY}$"),
        "patternErrorMessage": "Write 1978-04-12, 04-12, lunar 1978-08-15, lunar 08-15 or lunar 1978-leap-04-03.",
    }
}

impl Serialize for PersonalDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PersonalDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "a date like 1978-04-12, 04-12 or lunar 08-15")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_read_exactly() {
        assert_eq!("2026-11-05".parse(), Ok(Day::new(2026, 11, 5).expect("a day")));
        for text in [
            "2026-1-5",
            "2026/11/05",
            "2025-02-30",
            "2026-13-01",
            "today",
            "",
            "2026-11-05T10:00",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn months_are_clamped_to_their_end() {
        let day = |text: &str| text.parse::<Day>().expect(text);
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2026-08-31").plus_months(6), day("2027-02-28"));
        assert_eq!(day("2026-11-21").days_since(day("2026-11-19")), 2);
    }

    #[test]
    fn personal_dates_have_five_forms() {
        for text in [
            "1978-04-12",
            "04-12",
            "02-29",
            "lunar 1978-08-15",
            "lunar 08-15",
            "lunar 1978-leap-04-03",
            "lunar 12-30",
        ] {
            assert_eq!(
                text.parse::<PersonalDate>().map(|date| date.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in [
            "1977-02-29",
            "04-31",
            "lunar 13-01",
            "lunar 08-31",
            "1978-leap-04-03",
            "8-15",
            "lunar",
            "x-04-12",
            "1978-1978-04-12",
        ] {
            assert!(text.parse::<PersonalDate>().is_err(), "{text}");
        }
    }

    /// The days on which a date comes again, from the first of a year on.
    fn days(date: &str, year: i32, count: usize) -> Vec<String> {
        let date: PersonalDate = date.parse().expect(date);
        let start = Day::new(year, 1, 1).expect("a day");
        let days = date.days_from(start).take(count);
        days.map(|day| day.to_string()).collect()
    }

    #[test]
    fn solar_dates_come_again_every_year() {
        assert_eq!(days("1978-04-12", 2026, 2), ["2026-04-12", "2027-04-12"]);
        assert_eq!(days("01-01", 2026, 2), ["2026-01-01", "2027-01-01"]);
        assert_eq!(days("1976-02-29", 2027, 2), ["2027-02-28", "2028-02-29"]);
        let (date, day) = ("12-31", "9999-12-31".parse().expect("a day"));
        let last = date.parse::<PersonalDate>().expect(date).days_from(day);
        assert_eq!(last.collect::<Vec<_>>(), [day]);
    }

    #[test]
    fn a_lunar_birthday_falls_on_the_day_that_it_is_in_each_year() {
        assert_eq!(
            days("lunar 1978-08-15", 2026, 10),
            [
                "2026-09-25",
                "2027-09-15",
                "2028-10-03",
                "2029-09-22",
                "2030-09-12",
                "2031-10-01",
                "2032-09-19",
                "2033-09-08",
                "2034-09-27",
                "2035-09-16"
            ]
        );
    }

    #[test]
    fn the_last_lunar_days_of_a_year_lie_in_the_next_solar_year() {
        let start = "2026-02-16".parse().expect("a day");
        let date: PersonalDate = "lunar 12-30".parse().expect("a date");
        let days: Vec<_> = date.days_from(start).take(3).map(|day| day.to_string()).collect();
        assert_eq!(
            days,
            ["2026-02-16", "2027-02-05", "2028-01-25"],
            "on the 29th of a month that has no 30th"
        );
    }

    #[test]
    fn a_birthday_in_a_leap_month_is_kept_in_the_ordinary_month_of_years_without_it() {
        assert_eq!(
            days("lunar 1979-leap-06-10", 2024, 3),
            ["2024-07-15", "2025-08-03", "2026-07-23"]
        );
        assert_eq!(days("lunar 1979-06-10", 2025, 1), ["2025-07-04"]);
    }

    proptest! {
        #[test]
        fn a_day_shown_is_the_day_read(days in 0u32..80_000) {
            let day = Day::new(1900, 1, 1).expect("a day").plus_days(days);
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
        }

        #[test]
        fn no_text_makes_a_date_parser_panic(text in "\\PC{0,24}") {
            let _ = text.parse::<Day>();
            let _ = text.parse::<PersonalDate>();
            let _ = text.parse::<Money>();
        }
    }
    use crate::model::Money;
}
