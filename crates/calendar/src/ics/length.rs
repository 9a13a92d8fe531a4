//! How long an event lasts: `DTEND`, `DURATION`, or what RFC 5545 says where neither stands.

use super::component::{Component, Problem};
use super::event::{shown, told};
use super::line::Property;
use crate::recurrence::{Kind, Occurrence, Start};
use crate::wall::land;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// So many days on the wall, and then so long by the stop watch. May be nothing, or less: files say such things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// Days of the calendar.
    pub days: i64,
    /// Time besides.
    pub exact: SignedDuration,
}

impl Length {
    /// When an occurrence in `zone` ends.
    pub fn end(&self, occurrence: &Occurrence, zone: &TimeZone) -> Option<Timestamp> {
        let begins = if self.days == 0 {
            occurrence.instant
        } else {
            land(occurrence.wall.checked_add(jiff::Span::new().try_days(self.days).ok()?).ok()?, zone)?.instant
        };
        begins.checked_add(self.exact).ok()
    }
}

pub(super) fn length(
    part: &Component,
    start: &Start,
    instant: impl Fn(&Property) -> Result<(Timestamp, Kind), Problem>,
) -> Result<Length, Problem> {
    let nothing = Length { days: i64::from(start.kind == Kind::Date), exact: SignedDuration::ZERO };
    if let Some(property) = part.property("DTEND") {
        let (end, kind) = instant(property)?;
        let (begin, _) = part.property("DTSTART").map(&instant).transpose()?.unwrap_or((end, kind));
        return match (start.kind, kind) {
            (Kind::Date, Kind::Date) => {
                let date = super::value::date(property.value.trim()).unwrap_or(start.wall.date());
                let days = start.wall.date().until(date).map_or(0, |span| i64::from(span.get_days()));
                Ok(Length { days, exact: SignedDuration::ZERO })
            }
            (Kind::Date, _) | (_, Kind::Date) => Err(told(property.line, "DTEND and DTSTART are not both dates or both times")),
            _ => Ok(Length { days: 0, exact: end.duration_since(begin) }),
        };
    }
    match part.property("DURATION") {
        Some(property) => {
            duration(property.value.trim()).ok_or_else(|| told(property.line, format!("DURATION is none: {}", shown(&property.value))))
        }
        None => Ok(nothing),
    }
}

/// `P1W`, `P2DT3H`, `-PT15M`; at most a hundred years.
pub(super) fn duration(text: &str) -> Option<Length> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("-", rest) => (-1, rest),
        ("+", rest) => (1, rest),
        _ => (1, text),
    };
    let rest = rest.strip_prefix(['P', 'p'])?;
    let (date, time) = rest.split_once(['T', 't']).map_or((rest, None), |(date, time)| (date, Some(time)));
    let days = units(date, &[('W', 7), ('D', 1)])?;
    let seconds = time.map_or(Some(0), |time| if time.is_empty() { None } else { units(time, &[('H', 3_600), ('M', 60), ('S', 1)]) })?;
    if rest.is_empty() || days > 36_600 || seconds > 36_600 * 86_400 {
        return None;
    }
    Some(Length { days: sign * days, exact: SignedDuration::from_secs(sign * seconds) })
}

/// Numbers with their units, in order, each at most once.
fn units(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut sum = 0_i64;
    for (unit, worth) in units {
        let Some(at) = text.find(|character: char| character.eq_ignore_ascii_case(unit)) else { continue };
        let number = &text[..at];
        if number.is_empty() || number.len() > 9 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        sum += number.parse::<i64>().ok()? * worth;
        text = &text[at + 1..];
    }
    text.is_empty().then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        let read = |text| duration(text).map(|length| (length.days, length.exact.as_secs()));
        for (text, expected) in
            [("P1W", (7, 0)), ("P2DT3H", (2, 10_800)), ("-PT15M", (0, -900)), ("pt1h30m5s", (0, 5_405)), ("P0D", (0, 0))]
        {
            assert_eq!(read(text), Some(expected), "{text}");
        }
        for text in ["", "P", "PT", "1H", "P1H", "PT1D", "P1DT", "PTM", "P99999999999D", "P999999999W", "PT5M3H", "P-1D", "é"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_a_day_of_the_calendar_and_an_hour_sixty_minutes() {
        let zone = crate::wall::zone("Europe/London").unwrap();
        let wall = jiff::civil::date(2026, 3, 28).at(12, 0, 0, 0);
        let landed = land(wall, &zone).unwrap();
        let noon = Occurrence { wall, instant: landed.instant, how: landed.how };
        let end = |text| duration(text).unwrap().end(&noon, &zone).unwrap().to_string();
        assert_eq!((end("P1D"), end("PT24H")), ("2026-03-29T11:00:00Z".into(), "2026-03-29T12:00:00Z".into()));
    }
}
