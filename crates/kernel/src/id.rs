//! Identifiers: a three-letter kind, `_`, and a UUIDv7 in 26 characters of Crockford's base 32 (the TypeID form).
//! Sortable by time of making, unguessable in the rest, and never mistaken for an id of another kind.

use crate::{Rng, Timestamp};
use std::fmt;

/// Length of an id's text: kind, underscore, 26 characters.
const LENGTH: usize = 30;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The text of an id, held inline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdText([u8; LENGTH]);

/// Why a text is not an id of the kind wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdError {
    /// Not of the form `kind_` + 26 characters.
    Malformed,
    /// Well formed, but of another kind.
    OtherKind,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "malformed id",
            Self::OtherKind => "id of another kind",
        })
    }
}

impl std::error::Error for IdError {}

impl IdText {
    /// The id's text.
    pub fn as_str(&self) -> &str {
        // The bytes are ASCII by construction; the fallback cannot be met.
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Reads an id of `kind`.
    pub fn parse(kind: &str, text: &str) -> Result<Self, IdError> {
        let bytes: [u8; LENGTH] = text.as_bytes().try_into().map_err(|_| IdError::Malformed)?;
        let (head, tail) = bytes.split_at(4);
        // 26 × 5 bits are 130: the first character carries three bits only.
        let digits_hold = tail.iter().all(|digit| ALPHABET.contains(digit)) && tail.first().is_some_and(|first| *first <= b'7');
        let kind_holds = head.last() == Some(&b'_') && head.iter().take(3).all(u8::is_ascii_lowercase);
        if !digits_hold || !kind_holds {
            return Err(IdError::Malformed);
        }
        if head.starts_with(kind.as_bytes()) { Ok(Self(bytes)) } else { Err(IdError::OtherKind) }
    }
}

impl fmt::Debug for IdText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Makes the text of a new id of `kind` (three lower-case letters).
pub fn new_id(kind: &str, now: Timestamp, rng: &dyn Rng) -> IdText {
    let mut uuid = [0_u8; 16];
    rng.fill(&mut uuid);
    let millis = u64::try_from(now.millis()).unwrap_or(0).to_be_bytes();
    uuid[..6].copy_from_slice(&millis[2..]);
    uuid[6] = (uuid[6] & 0x0f) | 0x70;
    uuid[8] = (uuid[8] & 0x3f) | 0x80;
    let mut bits = u128::from_be_bytes(uuid);
    let mut text = [b'_'; LENGTH];
    text[..3].copy_from_slice(&kind.as_bytes()[..3]);
    for slot in text[4..].iter_mut().rev() {
        *slot = ALPHABET[(bits & 31) as usize];
        bits >>= 5;
    }
    IdText(text)
}

/// Declares an id type: `typed_id!(/// doc\n JobId, "job")`.
#[macro_export]
macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, $crate::derive::diesel::expression::AsExpression, $crate::derive::diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = $crate::derive::diesel::sql_types::Text)]
        pub struct $name($crate::IdText);

        impl $name {
            /// The three letters every id of this kind starts with.
            pub const KIND: &'static str = $kind;

            /// Makes a new id.
            pub fn new(now: $crate::Timestamp, rng: &dyn $crate::Rng) -> Self {
                Self($crate::new_id($kind, now, rng))
            }

            /// Reads an id of this kind from text.
            pub fn parse(text: &str) -> ::std::result::Result<Self, $crate::IdError> {
                $crate::IdText::parse($kind, text).map(Self)
            }

            /// The id's text.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::IdError;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl $crate::derive::serde::Serialize for $name {
            fn serialize<S: $crate::derive::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::derive::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::derive::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Self::parse(&text).map_err(|_| {
                    $crate::derive::serde::de::Error::custom(concat!("expected an id such as ", $kind, "_01j9…"))
                })
            }
        }

        impl<DB> $crate::derive::diesel::serialize::ToSql<$crate::derive::diesel::sql_types::Text, DB> for $name
        where
            DB: $crate::derive::diesel::backend::Backend,
            str: $crate::derive::diesel::serialize::ToSql<$crate::derive::diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut $crate::derive::diesel::serialize::Output<'b, '_, DB>,
            ) -> $crate::derive::diesel::serialize::Result {
                <str as $crate::derive::diesel::serialize::ToSql<$crate::derive::diesel::sql_types::Text, DB>>::to_sql(self.as_str(), out)
            }
        }

        impl<DB> $crate::derive::diesel::deserialize::FromSql<$crate::derive::diesel::sql_types::Text, DB> for $name
        where
            DB: $crate::derive::diesel::backend::Backend,
            String: $crate::derive::diesel::deserialize::FromSql<$crate::derive::diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> $crate::derive::diesel::deserialize::Result<Self> {
                let text = <String as $crate::derive::diesel::deserialize::FromSql<$crate::derive::diesel::sql_types::Text, DB>>::from_sql(bytes)?;
                Ok(Self::parse(&text)?)
            }
        }

        impl $crate::derive::utoipa::PartialSchema for $name {
            fn schema() -> $crate::derive::utoipa::openapi::RefOr<$crate::derive::utoipa::openapi::Schema> {
                $crate::id_schema($kind)
            }
        }

        impl $crate::derive::utoipa::ToSchema for $name {}
    };
}

/// The OpenAPI schema of an id of `kind`; used by [`typed_id!`].
#[doc(hidden)]
pub fn id_schema(kind: &str) -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
    let example = format!("{kind}_01jd7q3v9mf4x8t2c5k6w0ezya");
    crate::text::string_schema(Some(&format!("^{kind}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$")), "", &example, Some((LENGTH, LENGTH)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MemberId, OrganisationId, SystemRng};
    use proptest::prelude::*;

    #[test]
    fn ids_of_another_kind_are_told_apart() {
        let member = MemberId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng);
        assert_eq!(OrganisationId::parse(member.as_str()), Err(IdError::OtherKind));
        assert_eq!(MemberId::parse(member.as_str()), Ok(member));
    }

    #[test]
    fn later_ids_sort_later() {
        let early = MemberId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng);
        let late = MemberId::new(Timestamp::clamped(1_795_000_000_001), &SystemRng);
        assert!(early < late);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,40}") {
            let _ = MemberId::parse(&text);
        }

        #[test]
        fn what_is_read_is_what_was_written(millis in 0_i64..7_258_118_399_999) {
            let id = MemberId::new(Timestamp::clamped(millis), &SystemRng);
            prop_assert_eq!(MemberId::parse(&id.to_string()), Ok(id));
        }
    }
}
