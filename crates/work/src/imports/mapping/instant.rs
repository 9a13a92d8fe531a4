//! Dates and times as files write them.

use jiff::civil::DateTime;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;
use kernel::Timestamp;

/// Tried when a mapping states no format, after RFC 3339.
const USUAL: &[&str] = &["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d"];

/// Why a text is no instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoInstant(pub(super) String);

/// Reads `text` as the first of `formats` that fits, as a local time of `zone` unless it states an offset.
pub(super) fn read(text: &str, formats: &[String], zone: &TimeZone) -> Result<Timestamp, NoInstant> {
    if formats.is_empty() {
        return usual(text, zone);
    }
    let mut last = None;
    for format in formats {
        match with_format(text, format, zone) {
            Ok(at) => return Ok(at),
            // That a date is out of range tells more than that it is not of some other form.
            Err(Misfit::OutOfRange) => last = Some(out_of_range()),
            Err(Misfit::Form) => {}
        }
    }
    Err(last.unwrap_or_else(|| NoInstant(format!("is not a date of the form {}", formats.join(" or ")))))
}

fn usual(text: &str, zone: &TimeZone) -> Result<Timestamp, NoInstant> {
    if text.parse::<jiff::Timestamp>().is_ok() {
        return Timestamp::parse(text).ok_or_else(out_of_range);
    }
    for format in USUAL {
        match with_format(text, format, zone) {
            Ok(at) => return Ok(at),
            Err(Misfit::OutOfRange) => return Err(out_of_range()),
            Err(Misfit::Form) => {}
        }
    }
    Err(NoInstant("is not a date such as 2026-11-21 or 2026-11-21 09:30:00; state its format in the mapping".into()))
}

enum Misfit {
    Form,
    OutOfRange,
}

fn with_format(text: &str, format: &str, zone: &TimeZone) -> Result<Timestamp, Misfit> {
    let parts = BrokenDownTime::parse(format, text).map_err(|_| Misfit::Form)?;
    let at = if parts.offset().is_some() || format.contains("%s") {
        parts.to_timestamp().map_err(|_| Misfit::Form)?
    } else {
        let date = parts.to_date().map_err(|_| Misfit::Form)?;
        let local = if parts.hour().is_some() { parts.to_datetime().map_err(|_| Misfit::Form)? } else { DateTime::from(date) };
        zone.to_ambiguous_zoned(local).compatible().map_err(|_| Misfit::OutOfRange)?.timestamp()
    };
    Timestamp::from_millis(at.as_millisecond()).ok_or(Misfit::OutOfRange)
}

fn out_of_range() -> NoInstant {
    NoInstant("is a date before 1900 or after 2199".into())
}

/// Whether `format` can tell a date: what it writes of some day, it must read back.
pub(super) fn holds(format: &str) -> bool {
    let day = jiff::civil::date(2024, 2, 29).at(13, 14, 15, 0);
    let Ok(zoned) = day.to_zoned(TimeZone::UTC) else { return false };
    let Ok(written) = jiff::fmt::strtime::format(format, &zoned) else { return false };
    let read = with_format(&written, format, &TimeZone::UTC);
    read.is_ok_and(|at| at.date_in(&TimeZone::UTC) == day.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, format: &str, zone: &str) -> Result<String, String> {
        let zone = TimeZone::get(zone).unwrap();
        let formats: Vec<String> = format.split('\n').filter(|one| !one.is_empty()).map(str::to_owned).collect();
        read(text, &formats, &zone).map(|at| at.to_string()).map_err(|no| no.0)
    }

    #[test]
    fn dates_as_the_files_of_cities_and_mines_write_them() {
        let us = "%m/%d/%Y %I:%M:%S %p";
        assert_eq!(at("04/30/2014 02:51:52 PM", us, "America/Los_Angeles").unwrap(), "2014-04-30T21:51:52.000Z");
        assert_eq!(at("12/01/2014 12:00:00 AM", us, "America/New_York").unwrap(), "2014-12-01T05:00:00.000Z");
        assert_eq!(at("2000-01-03", "%Y-%m-%d", "America/Chicago").unwrap(), "2000-01-03T06:00:00.000Z");
        assert_eq!(at("8/03/2006", "%d/%m/%Y", "Australia/Perth").unwrap(), "2006-03-07T16:00:00.000Z");
        assert_eq!(at("2012-12-04 15:21:00", &format!("{us}\n%Y-%m-%d %H:%M:%S"), "UTC").unwrap(), "2012-12-04T15:21:00.000Z");
        assert_eq!(at("2026-11-21T10:30:00+01:00", "", "UTC").unwrap(), "2026-11-21T09:30:00.000Z");
        assert_eq!(at("2026-11-21 10:30", "", "Europe/Prague").unwrap(), "2026-11-21T09:30:00.000Z");
        assert_eq!(at("21/Nov/2026:10:30:00 +0100", "%d/%b/%Y:%H:%M:%S %z", "UTC").unwrap(), "2026-11-21T09:30:00.000Z");
    }

    #[test]
    fn clock_changes_are_resolved_and_told_nowhere_else() {
        let form = "%Y-%m-%d %H:%M";
        assert_eq!(at("2024-03-10 02:30", form, "America/Chicago").unwrap(), "2024-03-10T08:30:00.000Z", "skipped: moves on an hour");
        assert_eq!(at("2024-11-03 01:30", form, "America/Chicago").unwrap(), "2024-11-03T06:30:00.000Z", "repeated: the earlier");
        assert_eq!(at("2011-12-30 12:00", form, "Pacific/Apia").unwrap(), "2011-12-30T22:00:00.000Z", "a day that was skipped whole");
    }

    #[test]
    fn what_is_no_date_is_told_with_the_form_that_was_wanted() {
        assert_eq!(at("0/1/00", "%d/%m/%Y", "UTC").unwrap_err(), "is not a date of the form %d/%m/%Y");
        assert_eq!(at("31/02/2015", "%d/%m/%Y", "UTC").unwrap_err(), "is not a date of the form %d/%m/%Y");
        assert_eq!(at("01/02/2015 x", "%d/%m/%Y", "UTC").unwrap_err(), "is not a date of the form %d/%m/%Y");
        assert_eq!(at("01/01/1066", "%d/%m/%Y", "UTC").unwrap_err(), "is a date before 1900 or after 2199");
        assert_eq!(at("2200-01-01", "", "UTC").unwrap_err(), "is a date before 1900 or after 2199");
        assert!(at("yesterday", "", "UTC").is_err());
    }

    #[test]
    fn formats_that_tell_no_date_are_found_out() {
        for good in ["%Y-%m-%d", "%d.%m.%y", "%m/%d/%Y %I:%M:%S %p", "%s", "%d %B %Y", "%Y%j"] {
            assert!(holds(good), "{good}");
        }
        for bad in ["", "%H:%M", "%Q!", "YYYY-MM-DD", "%d.%m."] {
            assert!(!holds(bad), "{bad}");
        }
    }
}
