//! A field of a PATCH body: left alone, cleared, or set.

use serde::{Deserialize, Deserializer};

/// `Keep` when the field is absent, `Clear` when it is null, `Set` when it has a value. Use with `#[serde(default)]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Patch<T> {
    /// The body does not mention the field.
    #[default]
    Keep,
    /// The body says null.
    Clear,
    /// The body gives a value.
    Set(T),
}

impl<T> Patch<T> {
    /// The field's new value, given what it is now.
    pub fn over(self, now: Option<T>) -> Option<T> {
        match self {
            Self::Keep => now,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Option::<T>::deserialize(deserializer)? {
            Some(value) => Self::Set(value),
            None => Self::Clear,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Body {
        #[serde(default)]
        name: Patch<String>,
    }

    #[test]
    fn absent_null_and_value_differ() {
        let read = |json| serde_json::from_str::<Body>(json).unwrap().name;
        assert_eq!(read("{}"), Patch::Keep);
        assert_eq!(read(r#"{"name":null}"#).over(Some("a".into())), None);
        assert_eq!(read(r#"{"name":"b"}"#).over(Some("a".into())), Some("b".into()));
    }
}
