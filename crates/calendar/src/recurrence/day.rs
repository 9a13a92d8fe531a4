//! Days as numbers: rules step over thousands of them, and each question must cost a few additions.

use jiff::civil::{Date, Weekday};

/// One day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    /// Days since 1970-01-01.
    pub(super) number: i32,
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// The years that jiff can show.
const YEARS: std::ops::RangeInclusive<i32> = -9_998..=9_998;

impl Day {
    /// The day of that number; `None` past the ends of the calendar.
    pub(super) fn numbered(number: i32) -> Option<Self> {
        // Years that begin in March have their leap day at the end; eras of 400 years are all alike.
        let shifted = i64::from(number) + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = i32::try_from(year_of_era + era * 400 + i64::from(month <= 2)).ok()?;
        let found = Self { number, year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
        YEARS.contains(&year).then_some(found)
    }

    /// The day of that date, the first of a month at least; `None` past the ends of the calendar.
    pub(super) fn of(year: i32, month: u8, day: u8) -> Option<Self> {
        if !YEARS.contains(&year) {
            return None;
        }
        let from_march = year - i32::from(month <= 2);
        let era = from_march.div_euclid(400);
        let year_of_era = from_march.rem_euclid(400);
        let month_from_march = (i32::from(month) + 9) % 12;
        let of_year = (153 * month_from_march + 2) / 5 + i32::from(day) - 1;
        let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
        Some(Self { number: era * 146_097 + of_era - 719_468, year, month, day })
    }

    pub(super) fn of_date(date: Date) -> Option<Self> {
        let of = |number: i8| number.unsigned_abs();
        Self::of(i32::from(date.year()), of(date.month()), of(date.day()))
    }

    pub(super) fn date(self) -> Option<Date> {
        let of = |number: u8| i8::try_from(number).ok();
        Date::new(i16::try_from(self.year).ok()?, of(self.month)?, of(self.day)?).ok()
    }

    /// Monday is 0.
    pub(super) fn weekday(self) -> i32 {
        (self.number + 3).rem_euclid(7)
    }

    /// The first day of the year is 1.
    pub(super) fn of_year(self) -> i32 {
        self.number - Self::of(self.year, 1, 1).map_or(0, |first| first.number) + 1
    }

    pub(super) fn year_length(self) -> i32 {
        365 + i32::from(leap(self.year))
    }

    pub(super) fn month_length(self) -> i32 {
        month_length(self.year, self.month)
    }

    /// The day on which its week begins.
    pub(super) fn week_begins(self, week_start: Weekday) -> i32 {
        self.number - (self.weekday() - i32::from(week_start.to_monday_zero_offset())).rem_euclid(7)
    }

    /// Its week's number, and how many weeks the year has to which that week belongs: the first has at least four days in the year.
    pub(super) fn week(self, week_start: Weekday) -> Option<(i32, i32)> {
        let number =
            |day: Self| Self::numbered(day.week_begins(week_start) + 3).map(|middle| (middle.year, (middle.of_year() - 1) / 7 + 1));
        let (year, week) = number(self)?;
        let (_, weeks) = number(Self::of(year, 12, 28)?)?;
        Some((week, weeks))
    }
}

pub(super) fn month_length(year: i32, month: u8) -> i32 {
    match month {
        2 => 28 + i32::from(leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// jiff counts days its own way: both must agree on every day of four centuries.
    #[test]
    fn agrees_with_jiff() {
        for number in -40_000..110_000 {
            let day = Day::numbered(number).unwrap();
            let date = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(number)).unwrap();
            assert_eq!(day.date(), Some(date));
            assert_eq!(Day::of_date(date), Some(day));
            assert_eq!(day.weekday(), i32::from(date.weekday().to_monday_zero_offset()));
            assert_eq!((day.of_year(), day.year_length()), (i32::from(date.day_of_year()), i32::from(date.days_in_year())));
            assert_eq!(day.month_length(), i32::from(date.days_in_month()));
            assert_eq!(day.week(Weekday::Monday).unwrap().0, i32::from(date.iso_week_date().week()));
        }
    }

    #[test]
    fn the_calendar_ends() {
        assert_eq!(Day::numbered(i32::MAX), None);
        assert_eq!(Day::numbered(i32::MIN), None);
        assert_eq!(Day::of(10_000, 1, 1), None);
    }
}
