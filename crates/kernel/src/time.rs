//! Instants: milliseconds since 1970 in UTC; RFC 3339 on the wire.

use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An instant, in milliseconds since 1970-01-01T00:00:00Z. Ordered by time; written as RFC 3339 with milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::BigInt)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The earliest instant accepted: 1900-01-01.
    pub const MIN: Self = Self(-2_208_988_800_000);
    /// The latest instant accepted: the last millisecond of 2199.
    pub const MAX: Self = Self(7_258_118_399_999);

    /// From milliseconds since 1970; `None` outside 1900–2199.
    pub fn from_millis(millis: i64) -> Option<Self> {
        let at = Self(millis);
        (Self::MIN..=Self::MAX).contains(&at).then_some(at)
    }

    /// From milliseconds, clamped into the accepted range; for values this program wrote itself.
    pub fn clamped(millis: i64) -> Self {
        Self(millis.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn millis(self) -> i64 {
        self.0
    }

    pub(crate) fn as_millis(&self) -> &i64 {
        &self.0
    }

    /// This instant moved by `millis`, clamped into the accepted range.
    #[must_use]
    pub fn plus_millis(self, millis: i64) -> Self {
        Self::clamped(self.0.saturating_add(millis))
    }

    /// Parses RFC 3339 (an offset or `Z` is required). `None` when malformed or outside 1900–2199.
    pub fn parse(text: &str) -> Option<Self> {
        let at: jiff::Timestamp = text.parse().ok()?;
        Self::from_millis(at.as_millisecond())
    }

    /// The calendar date in `zone`.
    pub fn date_in(self, zone: &TimeZone) -> jiff::civil::Date {
        zone.to_datetime(self.to_jiff()).date()
    }

    /// For people: `21 November 2026, 09:30 (Europe/London)`.
    pub fn told_in(self, zone: &TimeZone) -> String {
        let at = zone.to_datetime(self.to_jiff());
        format!("{} ({})", at.strftime("%-d %B %Y, %H:%M"), zone.iana_name().unwrap_or("UTC"))
    }

    /// The first instant of `date` in `zone`.
    pub fn start_of_day(date: jiff::civil::Date, zone: &TimeZone) -> Option<Self> {
        let start = date.to_zoned(zone.clone()).ok()?;
        Self::from_millis(start.timestamp().as_millisecond())
    }

    /// The first instant, in UTC, of the day so many months before this one; the last of its month where that month is shorter.
    #[must_use]
    pub fn months_before(self, months: u16) -> Self {
        let day = self.date_in(&TimeZone::UTC).saturating_sub(jiff::Span::new().months(i32::from(months).min(10_000)));
        Self::start_of_day(day, &TimeZone::UTC).unwrap_or(Self::MIN)
    }

    fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.to_jiff())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("expected an RFC 3339 time between 1900 and 2199, such as 2026-11-21T09:30:00Z"))
    }
}

impl utoipa::PartialSchema for Timestamp {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        crate::text::string_schema(None, "date-time", "2026-11-21T09:30:00.000Z", None)
    }
}

impl utoipa::ToSchema for Timestamp {}

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        Timestamp::clamped(jiff::Timestamp::now().as_millisecond())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back() {
        let at = Timestamp::parse("2026-11-21T10:30:00.5+01:00").unwrap();
        assert_eq!(at.to_string(), "2026-11-21T09:30:00.500Z");
        assert_eq!(Timestamp::parse(&at.to_string()), Some(at));
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        let before = |text: &str, months| Timestamp::parse(text).unwrap().months_before(months).to_string();
        assert_eq!(before("2026-11-21T09:30:00Z", 12), "2025-11-21T00:00:00.000Z");
        assert_eq!(before("2026-03-31T23:59:59Z", 1), "2026-02-28T00:00:00.000Z");
        assert_eq!(before("2028-02-29T00:00:00Z", 12), "2027-02-28T00:00:00.000Z");
        assert_eq!(before("2026-11-21T09:30:00Z", u16::MAX), Timestamp::MIN.to_string());
    }

    #[test]
    fn refuses_what_has_no_offset_or_lies_outside() {
        for bad in ["2026-11-21T10:30:00", "1899-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "", "now"] {
            assert_eq!(Timestamp::parse(bad), None, "{bad}");
        }
    }
}
