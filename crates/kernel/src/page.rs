//! Paging: a limit, an opaque cursor, and a page of items.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

/// How many items a page may hold: 1 to 200, 50 unless asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u8);

impl Limit {
    /// The most a page may hold.
    pub const MAX: u8 = 200;

    /// A limit of 1 to 200.
    pub fn new(limit: u8) -> Option<Self> {
        (1..=Self::MAX).contains(&limit).then_some(Self(limit))
    }

    /// The number of items wanted.
    pub fn get(self) -> i64 {
        i64::from(self.0)
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let limit = u8::deserialize(deserializer).map_err(|_| serde::de::Error::custom("expected a number from 1 to 200"))?;
        Self::new(limit).ok_or_else(|| serde::de::Error::custom("expected a number from 1 to 200"))
    }
}

/// Where the next page starts: the sort order, the last row's sort value and id, written so that nobody builds on its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(String);

impl Cursor {
    /// Longest cursor read, in characters.
    const MOST: usize = 1_024;

    /// A cursor that holds `place`.
    pub fn of(place: &impl Serialize) -> Self {
        let json = serde_json::to_vec(place).unwrap_or_default();
        Self(to_text(&json))
    }

    /// The place held; `None` when the text is not a cursor of this kind of list.
    pub fn place<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&from_text(&self.0)?).ok()
    }

    /// The cursor's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(DIGITS[(held >> bits & 31) as usize]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(char::from(DIGITS[(held << (5 - bits) & 31) as usize]));
    }
    text
}

fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for digit in text.bytes() {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        held = (held << 5) | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 255).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

impl Serialize for Cursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() || text.len() > Self::MOST || from_text(&text).is_none() {
            return Err(serde::de::Error::custom("not a cursor of this list"));
        }
        Ok(Self(text))
    }
}

impl utoipa::PartialSchema for Cursor {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        crate::text::string_schema(None, "", "cdr5j2bzf8g3c", Some((1, Self::MOST)))
    }
}

impl utoipa::ToSchema for Cursor {}

/// One page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// The items, in the order asked for.
    pub items: Vec<T>,
    /// Give this as `cursor` to get the next page; null on the last page.
    #[schema(value_type = Option<String>)]
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Cuts `rows` (read with one more than `limit`) to a page; `place` tells the cursor of the last item kept.
    pub fn cut<P: Serialize>(mut rows: Vec<T>, limit: Limit, place: impl FnOnce(&T) -> P) -> Self {
        let wanted = usize::from(limit.0);
        let more = rows.len() > wanted;
        rows.truncate(wanted);
        let next = if more { rows.last().map(|last| Cursor::of(&place(last))) } else { None };
        Self { items: rows, next }
    }

    /// The same page with each item changed.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_knows_whether_more_follows() {
        let limit = Limit::new(2).unwrap();
        let page = Page::cut(vec![1, 2, 3], limit, |last| *last);
        assert_eq!(page.items, [1, 2]);
        assert_eq!(page.next.unwrap().place::<i32>(), Some(2));
        assert_eq!(Page::cut(vec![1, 2], limit, |last| *last).next, None);
    }

    proptest! {
        #[test]
        fn a_cursor_gives_back_what_it_holds(sort in ".{0,40}", key in any::<i64>(), id in "[a-z0-9]{26}") {
            let place = (sort, key, id);
            let sent = serde_json::to_string(&Cursor::of(&place)).unwrap();
            let cursor: Cursor = serde_json::from_str(&sent).unwrap();
            prop_assert_eq!(cursor.place::<(String, i64, String)>(), Some(place));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,60}") {
            if let Ok(cursor) = serde_json::from_value::<Cursor>(serde_json::json!(text)) {
                let _ = cursor.place::<(String, i64, String)>();
            }
        }
    }
}
