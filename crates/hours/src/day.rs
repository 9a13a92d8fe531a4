//! A day of the calendar, without a zone: which instants it has depends on the place.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A day from 1900 to 2199, written `2026-11-21`; ordered by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Day([u8; 10]);

impl Day {
    /// Reads `2026-11-21`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 10] = text.as_bytes().try_into().ok()?;
        let date: Date = text.parse().ok()?;
        (1900..=2199).contains(&date.year()).then_some(Self(bytes))
    }

    /// The day that an instant falls on at a place.
    pub fn of(at: Timestamp, zone: &TimeZone) -> Self {
        let date = at.date_in(zone);
        Self::parse(&date.to_string()).unwrap_or(Self(*b"1900-01-01"))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Its month, `2026-11`.
    pub fn month(&self) -> &str {
        self.as_str().get(..7).unwrap_or_default()
    }

    /// As a date to count with.
    pub fn date(&self) -> Date {
        self.as_str().parse().unwrap_or_default()
    }

    /// Its first instant at a place.
    pub fn start(&self, zone: &TimeZone) -> Timestamp {
        Timestamp::start_of_day(self.date(), zone).unwrap_or(Timestamp::MIN)
    }

    /// The first instant after it at a place.
    pub fn end(&self, zone: &TimeZone) -> Timestamp {
        let next = self.date().tomorrow().ok().and_then(|next| Timestamp::start_of_day(next, zone));
        next.unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("expected a day from 1900 to 2199, such as 2026-11-21"))
    }
}

impl utoipa::PartialSchema for Day {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, SchemaFormat, Type};
        let schema =
            ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::Date)));
        schema.examples([serde_json::json!("2026-11-21")]).build().into()
    }
}

impl utoipa::ToSchema for Day {
    fn name() -> std::borrow::Cow<'static, str> {
        "HoursDay".into()
    }
}

impl<DB: Backend> ToSql<Text, DB> for Day
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <str as ToSql<Text, DB>>::to_sql(self.as_str(), out)
    }
}

impl<DB: Backend> FromSql<Text, DB> for Day
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<Text, DB>>::from_sql(bytes)?;
        Self::parse(&text).ok_or_else(|| "not a day".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_depends_on_the_place() {
        let at = Timestamp::parse("2026-11-21T23:30:00Z").unwrap();
        let of = |zone: &str| Day::of(at, &TimeZone::get(zone).unwrap()).to_string();
        assert_eq!((of("Europe/London").as_str(), of("Europe/Berlin").as_str()), ("2026-11-21", "2026-11-22"));
        let day = Day::parse("2026-03-29").unwrap();
        assert_eq!(day.start(&TimeZone::get("Europe/London").unwrap()).to_string(), "2026-03-29T00:00:00.000Z");
        assert_eq!(day.month(), "2026-03");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for bad in ["2026-02-30", "2026-2-03", "1899-12-31", "2200-01-01", "", "2026-11-21T00:00:00Z"] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }
}
