//! Rates and windows: `3 per month`, `1 per 2 months`, `half-year`, read and shown as people write them.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

use crate::model::Day;
use crate::model::parsed::parsed;
use crate::model::schema::written;

/// No window is longer than 100 years: in months, and in days.
const MOST_MONTHS: u32 = 1_200;
const MOST_DAYS: u32 = 36_525;

/// The days of an average month: 30.4375.
const MONTH: Decimal = Decimal::from_parts(304_375, 0, 0, false, 4);

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// One day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// Six calendar months.
    HalfYear,
    /// Twelve calendar months.
    Year,
}

impl Unit {
    const ALL: [Self; 6] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::HalfYear,
        Self::Year,
    ];

    /// The word for one of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half-year",
            Self::Year => "year",
        }
    }

    /// The unit that a word stands for, in the singular or plural.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.strip_suffix('s').unwrap_or(word);
        Self::ALL.into_iter().find(|unit| unit.as_str() == word)
    }

    /// How long one of it is.
    const fn length(self) -> Length {
        match self {
            Self::Day => Length::Days(1),
            Self::Week => Length::Days(7),
            Self::Month => Length::Months(1),
            Self::Quarter => Length::Months(3),
            Self::HalfYear => Length::Months(6),
            Self::Year => Length::Months(12),
        }
    }
}

/// How long a unit is.
enum Length {
    Days(u32),
    /// Calendar months.
    Months(u32),
}

/// A length of time, at least a day: calendar months or days, as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    count: u32,
    unit: Unit,
}

impl Window {
    /// So many units, if that is at least one and no more than 100 years.
    pub fn new(count: u32, unit: Unit) -> Option<Self> {
        let most = match unit.length() {
            Length::Days(days) => MOST_DAYS / days,
            Length::Months(months) => MOST_MONTHS / months,
        };
        (1..=most).contains(&count).then_some(Self { count, unit })
    }

    /// A window of the shipped settings.
    pub(super) const fn shipped(count: u32, unit: Unit) -> Self {
        Self { count, unit }
    }

    /// The day on which the window that begins on `start` ends: calendar months are clamped to the month's end.
    #[must_use]
    pub fn after(self, start: Day) -> Day {
        match self.unit.length() {
            Length::Days(days) => start.plus_days(days.saturating_mul(self.count)),
            Length::Months(months) => start.plus_months(months.saturating_mul(self.count)),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let words: Vec<_> = text.split_whitespace().collect();
        match words.as_slice() {
            [unit] => Self::new(1, Unit::from_word(unit)?),
            [count, unit] => Self::new(number(count)?, Unit::from_word(unit)?),
            _ => None,
        }
    }
}

/// At least (or, of a cap, at most) so many in every window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    times: u32,
    window: Window,
}

impl Rate {
    /// So many in every window, if that is at least one.
    pub fn new(times: u32, window: Window) -> Option<Self> {
        (times > 0).then_some(Self { times, window })
    }

    /// A rate of the shipped settings.
    pub(super) const fn shipped(times: u32, count: u32, unit: Unit) -> Self {
        Self {
            times,
            window: Window::shipped(count, unit),
        }
    }

    /// How many; at least one.
    pub fn times(self) -> u32 {
        self.times
    }

    /// In how long.
    pub fn window(self) -> Window {
        self.window
    }

    /// How many in an average week: a month is a twelfth of a year of 365¼ days.
    pub fn per_week(self) -> Decimal {
        let Window { count, unit } = self.window;
        let week = Decimal::from(7 * u64::from(self.times));
        match unit.length() {
            Length::Days(days) => week / Decimal::from(u64::from(days) * u64::from(count)),
            Length::Months(months) => week / (MONTH * Decimal::from(u64::from(months) * u64::from(count))),
        }
    }
}

/// A whole number in plain digits.
fn number(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            1 => write!(f, "{}", self.unit),
            count => write!(f, "{count} {}s", self.unit),
        }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} per {}", self.times, self.window)
    }
}

impl FromStr for Window {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| {
            format!(
                "`{text}` is no length of time; write it like `1 month` or `2 weeks` \
                 (day, week, month, quarter, half-year or year; at most 100 years)"
            )
        })
    }
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (times, window) = text.split_once(" per ")?;
            Self::new(number(times.trim())?, Window::parse(window)?)
        };
        read().ok_or_else(|| {
            format!(
                "`{text}` is no rate; write it like `3 per month` or `1 per 2 weeks`, or `none` \
                 (day, week, month, quarter, half-year or year)"
            )
        })
    }
}

/// How windows and rates are written, the one within the other.
const WINDOW: &str = r"([0-9]+\s+)?(day|week|month|quarter|half-year|year)s?";

written! {
    Window = {
        "description": "A length of time such as `1 month` or `2 weeks`.",
        "type": "string",
        "pattern": format!(r"^\s*{WINDOW}\s*$"),
        "patternErrorMessage": "Write a length of time like `1 month` or `2 weeks`.",
    }
}

/// The pattern of a rate, or of the word `none`.
pub(super) fn rate_or_none() -> String {
    format!(r"^(none|\s*[0-9]+\s+per\s+{WINDOW}\s*)$")
}

impl<'de> Deserialize<'de> for Window {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "a length of time such as 3 months")
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "a rate such as 3 per month")
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::day;
    use super::*;
    use proptest::prelude::*;

    fn window(text: &str) -> Window {
        text.parse().expect(text)
    }

    #[test]
    fn rates_are_shown_as_people_write_them() {
        for (typed, shown) in [
            ("3 per month", "3 per month"),
            ("1 per 1 month", "1 per month"),
            ("1 per 2 months", "1 per 2 months"),
            ("2 per 2 month", "2 per 2 months"),
            ("1  per  quarter ", "1 per quarter"),
            ("1 per half-year", "1 per half-year"),
            ("1 per 3 half-years", "1 per 3 half-years"),
            ("12 per years", "12 per year"),
            ("1 per 10 days", "1 per 10 days"),
            ("5 per week", "5 per week"),
        ] {
            let rate: Rate = typed.parse().expect(typed);
            assert_eq!(rate.to_string(), shown);
            assert_eq!(shown.parse(), Ok(rate));
        }
    }

    #[test]
    fn what_is_no_rate_is_refused_with_an_example() {
        for typed in [
            "",
            "3",
            "often",
            "3 a month",
            "0 per month",
            "1 per 0 months",
            "-1 per month",
            "+1 per month",
            "1.5 per month",
            "1 per 2",
            "1 per fortnight",
            "1 per 2 2 months",
            "1 per month per year",
            "per month",
            "monthly",
            "1 per 101 years",
            "1 per 1201 months",
            "1 per 36526 days",
            "99999999999 per month",
        ] {
            let told = typed.parse::<Rate>().expect_err(typed);
            assert!(told.contains(&format!("`{typed}` is no rate")), "{told}");
            assert!(told.contains("3 per month"), "{told}");
        }
        assert!("1 per 100 years".parse::<Rate>().is_ok());
        assert!("1 per 36525 days".parse::<Rate>().is_ok());
    }

    #[test]
    fn windows_stand_alone_too() {
        assert_eq!(window("1 month").to_string(), "month");
        assert_eq!(window("month"), window("1 month"));
        assert_eq!(window("12 months").to_string(), "12 months");
        let told = "soon".parse::<Window>().expect_err("no window");
        assert!(told.contains("1 month"), "{told}");
        assert!("3 per month".parse::<Window>().is_err());
    }

    #[test]
    fn windows_end_on_the_calendar_clamped_to_the_months_end() {
        for (text, start, end) in [
            ("month", "2026-01-31", "2026-02-28"),
            ("month", "2024-01-31", "2024-02-29"),
            ("2 months", "2025-12-31", "2026-02-28"),
            ("quarter", "2026-11-30", "2027-02-28"),
            ("quarter", "2026-05-31", "2026-08-31"),
            ("half-year", "2026-08-31", "2027-02-28"),
            ("year", "2024-02-29", "2025-02-28"),
            ("10 days", "2026-02-25", "2026-03-07"),
            ("2 weeks", "2026-12-25", "2027-01-08"),
        ] {
            assert_eq!(window(text).after(day(start)), day(end), "{text} after {start}");
        }
    }

    proptest! {
        #[test]
        fn a_rate_shown_is_the_rate_read(times in 1u32.., count in 1u32..100, unit in 0usize..6) {
            let rate = Rate::new(times, Window::new(count, Unit::ALL[unit]).expect("a window")).expect("a rate");
            prop_assert_eq!(rate.to_string().parse::<Rate>(), Ok(rate));
        }

        #[test]
        fn no_text_makes_the_parsers_panic(text in "\\PC{0,24}|[0-9]{1,12} per [0-9]{1,12} (day|year|month)s?") {
            let _ = text.parse::<Rate>();
            let _ = text.parse::<Window>();
        }
    }
}
