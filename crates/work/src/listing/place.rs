//! Where a page ends: the list, its order and filters, and the keys of the last row.

use kernel::{Cursor, Error, Result};
use serde::{Deserialize, Serialize};

/// The content of a cursor. A cursor of another list, order or filter is refused: its keys would mean nothing there.
#[derive(Debug, Serialize, Deserialize)]
pub struct Place<K> {
    /// List and order, such as `jobs/-created_at`.
    of: String,
    /// Digest of the filters.
    filters: u32,
    /// The keys of the last row, in the order's columns.
    keys: K,
}

impl<K: Serialize + serde::de::DeserializeOwned> Place<K> {
    /// A place in the list `of`, narrowed by `filters`.
    pub fn new(of: &str, filters: &impl Serialize, keys: K) -> Self {
        Self { of: of.to_owned(), filters: digest(filters), keys }
    }

    /// The keys that `cursor` holds, if it belongs to this list, order and filters.
    pub fn keys(cursor: Option<&Cursor>, of: &str, filters: &impl Serialize) -> Result<Option<K>> {
        let Some(cursor) = cursor else { return Ok(None) };
        let refused = || Error::field("cursor", "not-acceptable", "belongs to another list, sort order or filter");
        let place: Self = cursor.place().ok_or_else(refused)?;
        if place.of != of || place.filters != digest(filters) {
            return Err(refused());
        }
        Ok(Some(place.keys))
    }
}

/// FNV-1a: it only tells honest mistakes apart.
fn digest(filters: &impl Serialize) -> u32 {
    let text = serde_json::to_vec(filters).unwrap_or_default();
    text.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_of_something_else_is_refused() {
        let cursor = Cursor::of(&Place::new("jobs/number", &["open"], vec![7_i64]));
        let keys = |of: &str, filters: &[&str]| Place::<Vec<i64>>::keys(Some(&cursor), of, &filters);
        assert_eq!(keys("jobs/number", &["open"]), Ok(Some(vec![7])));
        assert!(keys("jobs/-number", &["open"]).is_err());
        assert!(keys("jobs/number", &["closed"]).is_err());
        assert!(Place::<Vec<i64>>::keys(Some(&Cursor::of(&1)), "jobs/number", &["open"]).is_err());
    }
}
