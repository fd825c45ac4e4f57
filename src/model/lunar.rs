//! The Chinese lunisolar calendar (农历): which day a month and day of a lunar year are.

use chrono::NaiveDate;
use icu_calendar::Date;
use icu_calendar::types::Month;

use super::day::Day;

/// The day of a lunar year on which people keep what falls on a month and day (M4).
///
/// What fell in a leap month is kept in the ordinary month of the same number where the year has no such
/// leap month, and the thirtieth on the twenty-ninth where the month has no more days. Nothing for years
/// beyond 9999.
pub(super) fn day_in(year: i32, month: u8, is_leap: bool, day: u8) -> Option<Day> {
    let first = |month| Date::try_new_chinese_traditional(year, month, 1).ok();
    let ordinary = || first(Month::new(month));
    let first = match is_leap {
        true => first(Month::leap(month)).or_else(ordinary),
        false => ordinary(),
    }?;
    let past_first = i64::from(day.clamp(1, first.days_in_month())) - 1;
    let days = i32::try_from(first.to_rata_die().to_i64_date() + past_first).ok()?;
    NaiveDate::from_num_days_from_ce_opt(days).map(Day::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike;
    use icu_calendar::cal::ChineseTraditional;
    use icu_calendar::types::RataDie;

    fn shown(year: i32, month: u8, is_leap: bool, day: u8) -> String {
        day_in(year, month, is_leap, day).expect("a day").to_string()
    }

    /// Whether a year has this leap month: its first day is not that of the ordinary month.
    fn has_leap(year: i32, month: u8) -> bool {
        day_in(year, month, true, 1) != day_in(year, month, false, 1)
    }

    /// Facts of the Hong Kong Observatory's tables; widespread tables are a day off in these months.
    #[test]
    fn the_observatory_has_the_same_days() {
        assert_eq!(shown(1978, 7, false, 30), "1978-09-02");
        assert_eq!(shown(1954, 11, false, 1), "1954-11-25");
        assert_eq!(shown(1933, 6, false, 1), "1933-07-23");
        assert_eq!(shown(2057, 9, false, 1), "2057-09-28");
        assert_eq!(shown(2025, 6, true, 1), "2025-07-25");
        assert_eq!(shown(2033, 11, true, 1), "2033-12-22");
    }

    #[test]
    fn the_observatory_has_the_same_leap_months() {
        let leaps: Vec<(i32, u8)> = (2020..=2040)
            .flat_map(|year| (1..=12).map(move |month| (year, month)))
            .filter(|(year, month)| has_leap(*year, *month))
            .collect();
        assert_eq!(
            leaps,
            [
                (2020, 4),
                (2023, 2),
                (2025, 6),
                (2028, 5),
                (2031, 3),
                (2033, 11),
                (2036, 6),
                (2039, 5)
            ]
        );
    }

    #[test]
    fn the_last_day_of_the_year_is_the_twenty_ninth_or_thirtieth() {
        let short: Vec<i32> = (2020..=2032)
            .filter(|year| day_in(*year, 12, false, 30) == day_in(*year, 12, false, 29))
            .collect();
        assert_eq!(short, [2021, 2024, 2025, 2026, 2027, 2028, 2030, 2031]);
    }

    #[test]
    fn every_day_of_two_centuries_leads_back_to_itself() {
        let mut day = Day::new(1901, 2, 19).expect("a day");
        let end = Day::new(2101, 1, 28).expect("a day");
        while day <= end {
            let days = RataDie::new(day.date().num_days_from_ce().into());
            let lunar = Date::from_rata_die(days, ChineseTraditional::new());
            let month = lunar.month().to_input();
            let back = day_in(
                lunar.cyclic_year().related_iso,
                month.number(),
                month.is_leap(),
                lunar.day_of_month().0,
            );
            assert_eq!(back, Some(day));
            day = day.plus_days(1);
        }
    }

    #[test]
    fn years_beyond_the_calendar_have_no_days() {
        assert_eq!(day_in(10_000, 1, false, 1), None);
        assert_eq!(day_in(i32::MAX, 1, true, 30), None);
    }
}
