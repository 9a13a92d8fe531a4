//! Lists that come in with a request, and how long they may be.

use serde::{Deserialize, Deserializer};

/// A list of at most `MOST`.
pub(crate) fn at_most<'de, const MOST: usize, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    let list = Vec::deserialize(from)?;
    if list.len() <= MOST { Ok(list) } else { Err(serde::de::Error::custom(format!("must have at most {MOST}"))) }
}

/// A list of at most `MOST`, or none at all.
pub(crate) fn perhaps_at_most<'de, const MOST: usize, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Vec<T>>, D::Error> {
    at_most::<MOST, T, D>(from).map(Some)
}
