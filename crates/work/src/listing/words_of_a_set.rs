//! A filter by words of a closed set, with commas between them.

use kernel::{Error, Result};
use std::str::FromStr;

/// The words in `typed`, each once and in order.
pub fn one_of<T: FromStr<Err = String> + Ord>(field: &'static str, typed: Option<&str>) -> Result<Vec<T>> {
    let words = typed.unwrap_or_default().split(',').map(str::trim).filter(|word| !word.is_empty());
    let read = words.map(|word| word.parse().map_err(|message: String| Error::field(field, "not-acceptable", message)));
    let mut values = read.collect::<Result<Vec<T>>>()?;
    values.sort_unstable();
    values.dedup();
    Ok(values)
}
