//! A day of the calendar, wherever it is: `2026-05-03` on the wire and in tables.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, SchemaType, Type};

/// A day between 1900 and 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarDay(pub Date);

impl CalendarDay {
    /// Reads a day; nothing where it is none, or lies outside.
    pub fn parse(text: &str) -> Option<Self> {
        let date: Date = text.parse().ok()?;
        (text.len() == 10 && (1900..2200).contains(&date.year())).then_some(Self(date))
    }

    /// For people: `3 May 2026`.
    pub fn told(self) -> String {
        self.0.strftime("%-d %B %Y").to_string()
    }
}

impl std::fmt::Display for CalendarDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for CalendarDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CalendarDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("expected a day between 1900 and 2199, such as 2026-05-03"))
    }
}

impl utoipa::PartialSchema for CalendarDay {
    fn schema() -> RefOr<Schema> {
        let schema = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
        let schema = schema.format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).examples([serde_json::json!("2026-05-03")]);
        RefOr::T(Schema::Object(schema.build()))
    }
}

impl utoipa::ToSchema for CalendarDay {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back() {
        let day = CalendarDay::parse("2028-02-29").unwrap();
        assert_eq!((day.to_string(), day.told()), ("2028-02-29".to_owned(), "29 February 2028".to_owned()));
        for bad in ["", "2026-02-29", "2026-5-3", "1899-12-31", "2200-01-01", "2026-05-03T00:00:00Z", "20260503", "+002026-05-03"] {
            assert_eq!(CalendarDay::parse(bad), None, "{bad}");
        }
    }
}
