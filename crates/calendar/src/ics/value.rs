//! Dates and times as calendars write them: `20261121`, `20261121T093000`, `20261121T093000Z`.

use crate::recurrence::Moment;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// Reads a date or a time; second 60 is read as 59. `None` for anything else, and before the year 1.
pub fn moment(text: &str) -> Option<Moment> {
    let (date, time) = match text.split_once(['T', 't']) {
        None => return date(text).map(Moment::Date),
        Some((day, time)) => (date(day)?, time),
    };
    let (time, utc) = time.strip_suffix(['Z', 'z']).map_or((time, false), |time| (time, true));
    let wall = date.to_datetime(clock(time)?);
    if utc { Offset::UTC.to_timestamp(wall).ok().map(Moment::Instant) } else { Some(Moment::Wall(wall)) }
}

/// Reads `20261121`.
pub fn date(text: &str) -> Option<Date> {
    let [year, month, day] = numbers(text, [4, 2, 2])?;
    if year == 0 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn clock(text: &str) -> Option<Time> {
    let [hour, minute, second] = numbers(text, [2, 2, 2])?;
    let of = |number: i16| i8::try_from(number).ok();
    Time::new(of(hour)?, of(minute)?, of(second)?.min(if second == 60 { 59 } else { i8::MAX }), 0).ok()
}

/// Digits cut into numbers of the given widths; nothing may be left.
fn numbers<const N: usize>(text: &str, widths: [usize; N]) -> Option<[i16; N]> {
    if text.len() != widths.iter().sum::<usize>() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut rest = text;
    let mut found = [0; N];
    for (number, width) in found.iter_mut().zip(widths) {
        let (digits, after) = rest.split_at(width);
        *number = digits.parse().ok()?;
        rest = after;
    }
    Some(found)
}

/// Writes a moment; what has parts of a second loses them.
pub fn written(moment: &Moment) -> String {
    match moment {
        Moment::Date(date) => date_written(*date),
        Moment::Wall(wall) => wall_written(*wall),
        Moment::Instant(instant) => wall_written(Offset::UTC.to_datetime(*instant)) + "Z",
    }
}

fn date_written(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn wall_written(wall: DateTime) -> String {
    format!("{}T{:02}{:02}{:02}", date_written(wall.date()), wall.hour(), wall.minute(), wall.second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_they_are_read() {
        for text in ["20261121", "20261121T093000", "20261121T093000Z", "00010101T000000", "20280229"] {
            assert_eq!(written(&moment(text).unwrap()), text);
        }
        assert_eq!(written(&moment("20161231t235960z").unwrap()), "20161231T235959Z");
    }

    #[test]
    fn what_is_no_moment() {
        for text in [
            "",
            "2026",
            "2026-11-21",
            "20261321",
            "20260229",
            "20261121T",
            "20261121T0930",
            "20261121T240000",
            "00000101",
            "+0261121",
            "２０２６１１２１",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
