//! Lists that come in with a request, and how long they may be.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A list of at most `MOST`. It is counted before anything in it is looked at, so that what is too long is told as that.
pub(crate) fn at_most<'de, const MOST: usize, T: DeserializeOwned, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    let list = Vec::<Value>::deserialize(from)?;
    if list.len() > MOST {
        return Err(D::Error::custom(format!("must have at most {MOST}")));
    }
    let read = |(at, value)| {
        serde_json::from_value(value).map_err(|error| D::Error::custom(format!("the {}. is not acceptable: {error}", at + 1)))
    };
    (0_usize..).zip(list).map(read).collect()
}

/// A list of at most `MOST`, or none at all.
pub(crate) fn perhaps_at_most<'de, const MOST: usize, T: DeserializeOwned, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Vec<T>>, D::Error> {
    at_most::<MOST, T, D>(from).map(Some)
}
