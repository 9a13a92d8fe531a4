//! Text with a limit: parsed once at the edge, never checked again.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, SchemaType, Type};

/// Why a text was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextError {
    /// Nothing but white space.
    Empty,
    /// More than this many characters.
    TooLong(usize),
    /// A control character, or a line break where one line is wanted.
    ControlCharacter,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not lower-case letters, digits and inner hyphens, 2 to 40 of them.
    NotASlug,
    /// Not a time zone of the IANA database.
    UnknownZone,
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("must not be empty"),
            Self::TooLong(limit) => write!(f, "must have at most {limit} characters"),
            Self::ControlCharacter => f.write_str("must not contain control characters"),
            Self::NotAnEmail => f.write_str("must be an e-mail address such as ana@example.org"),
            Self::NotASlug => f.write_str("must be 2 to 40 lower-case letters, digits and inner hyphens"),
            Self::UnknownZone => f.write_str("must be an IANA time zone such as Europe/London"),
        }
    }
}

impl std::error::Error for TextError {}

/// The OpenAPI schema of a constrained string.
pub(crate) fn string_schema(pattern: Option<&str>, format: &str, example: &str, length: Option<(usize, usize)>) -> RefOr<Schema> {
    let mut schema = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String)).examples([serde_json::json!(example)]);
    if let Some(pattern) = pattern {
        schema = schema.pattern(Some(pattern));
    }
    if format == "date-time" {
        schema = schema.format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)));
    } else if !format.is_empty() {
        schema = schema.format(Some(SchemaFormat::Custom(format.to_owned())));
    }
    if let Some((least, most)) = length {
        schema = schema.min_length(Some(least)).max_length(Some(most));
    }
    RefOr::T(Schema::Object(schema.build()))
}

macro_rules! text_type {
    ($name:ident $(<$limit:ident>)?, $schema:expr) => {
        impl$(<const $limit: usize>)? $name$(<$limit>)? {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl$(<const $limit: usize>)? fmt::Display for $name$(<$limit>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl$(<const $limit: usize>)? std::str::FromStr for $name$(<$limit>)? {
            type Err = TextError;
            fn from_str(text: &str) -> Result<Self, TextError> {
                Self::parse(text)
            }
        }

        impl<'de $(, const $limit: usize)?> Deserialize<'de> for $name$(<$limit>)? {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }

        impl$(<const $limit: usize>)? utoipa::PartialSchema for $name$(<$limit>)? {
            fn schema() -> RefOr<Schema> {
                $schema
            }
        }

        impl$(<const $limit: usize>)? utoipa::ToSchema for $name$(<$limit>)? {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Owned(concat!(stringify!($name)).to_owned() $(+ &$limit.to_string())?)
            }
        }
    };
}

/// One line of text: trimmed, not empty, at most `MAX` characters, no control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Line<const MAX: usize>(String);

impl<const MAX: usize> Line<MAX> {
    /// Reads one line.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        check(text, MAX, char::is_control)?;
        Ok(Self(text.to_owned()))
    }
}

text_type!(Line<MAX>, string_schema(None, "", "text", Some((1, MAX))));

/// Text of several lines: trimmed at its end, at most `MAX` characters, may be empty; line ends become `\n`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// Reads text.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim_end().replace("\r\n", "\n").replace('\r', "\n");
        check(&text, MAX, |c| c.is_control() && c != '\n' && c != '\t')?;
        Ok(Self(text))
    }
}

text_type!(Text<MAX>, string_schema(None, "", "text", Some((0, MAX))));

fn check(text: &str, limit: usize, refused: impl Fn(char) -> bool) -> Result<(), TextError> {
    // A character is at least one byte, so short texts need no counting.
    if text.len() > limit && text.chars().count() > limit {
        return Err(TextError::TooLong(limit));
    }
    if text.chars().any(refused) { Err(TextError::ControlCharacter) } else { Ok(()) }
}

/// An e-mail address, lower-cased; at most 254 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Email(String);

impl Email {
    /// Reads an address of the form `local@domain`: no quoting, no comments, a dotted or plain domain of letters, digits, hyphens.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        check(&text, 254, char::is_control)?;
        let (local, domain) = text.rsplit_once('@').ok_or(TextError::NotAnEmail)?;
        let local_holds = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c));
        let domain_holds = domain.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
        if local_holds && domain_holds { Ok(Self(text)) } else { Err(TextError::NotAnEmail) }
    }
}

text_type!(Email, string_schema(None, "email", "ana@example.org", Some((3, 254))));

/// A short name for addresses and command lines: `[a-z0-9]` with inner hyphens, 2 to 40 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Slug(String);

impl Slug {
    /// Reads a slug.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        let holds = (2..=40).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        if holds { Ok(Self(text.to_owned())) } else { Err(TextError::NotASlug) }
    }
}

text_type!(Slug, string_schema(Some("^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$"), "", "north-river", Some((2, 40))));

/// The name of a time zone in the IANA database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Zone(String);

impl Zone {
    /// Reads the name of a known zone.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let zone = jiff::tz::TimeZone::get(text.trim()).map_err(|_| TextError::UnknownZone)?;
        zone.iana_name().map(|name| Self(name.to_owned())).ok_or(TextError::UnknownZone)
    }

    /// The zone's rules; UTC should the database have lost it since.
    pub fn rules(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.0).unwrap_or(jiff::tz::TimeZone::UTC)
    }
}

text_type!(Zone, string_schema(None, "", "Europe/London", Some((1, 64))));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_trimmed_and_limited() {
        assert_eq!(Line::<5>::parse("  abc ").unwrap().as_str(), "abc");
        assert_eq!(Line::<5>::parse(" "), Err(TextError::Empty));
        assert_eq!(Line::<5>::parse("žluťou"), Err(TextError::TooLong(5)));
        assert_eq!(Line::<9>::parse("a\nb"), Err(TextError::ControlCharacter));
        assert_eq!(Text::<9>::parse("a\r\nb\0"), Err(TextError::ControlCharacter));
        assert_eq!(Text::<9>::parse("a\r\nb\n").unwrap().as_str(), "a\nb");
    }

    #[test]
    fn addresses() {
        for good in ["Ana@Example.org", "o'neil+x@sub.example.org", "björn@exämple.se", "root@localhost"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "ana", "@x", "a@", "a b@x.org", "a@x..org", ".a@x.org", "a..b@x.org", "a@-x.org", "a@x.org\nBcc: b@x.org"] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn zones_are_known_ones() {
        assert_eq!(Zone::parse("America/Chicago").unwrap().as_str(), "America/Chicago");
        assert_eq!(Zone::parse("Mars/Olympus"), Err(TextError::UnknownZone));
    }
}
