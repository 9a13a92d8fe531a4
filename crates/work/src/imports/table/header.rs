//! The names of the columns.

use super::record::Raw;
use super::{Problem, TableFault};
use std::collections::HashSet;

/// Most characters in a column's name.
const MOST_IN_NAME: usize = 200;

/// The header's names, trimmed. A column without a name is called by its place (`column 3`), a second of the same name by
/// its count (`Date (2)`), so that a mapping can tell each apart.
pub(super) fn columns(first: Result<Raw, Problem>) -> Result<Vec<String>, TableFault> {
    let raw = first.map_err(|problem| TableFault::Header(problem.reason))?;
    let mut taken = HashSet::new();
    let mut columns = Vec::with_capacity(raw.width());
    for (place, value) in raw.values().enumerate() {
        let name = std::str::from_utf8(value).map_err(|_| TableFault::Header("it is not text in the encoding of the file".into()))?;
        if name.contains('\0') {
            return Err(TableFault::Header("it contains a NUL byte".into()));
        }
        let name = name.trim();
        if name.chars().count() > MOST_IN_NAME {
            return Err(TableFault::Header(format!("name {} is longer than {MOST_IN_NAME} characters", place + 1)));
        }
        let wanted = if name.is_empty() { format!("column {}", place + 1) } else { name.to_owned() };
        let name = free(wanted, &taken);
        taken.insert(name.clone());
        columns.push(name);
    }
    Ok(columns)
}

fn free(wanted: String, taken: &HashSet<String>) -> String {
    if !taken.contains(&wanted) {
        return wanted;
    }
    let mut count = 2;
    loop {
        let name = format!("{wanted} ({count})");
        if !taken.contains(&name) {
            return name;
        }
        count += 1;
    }
}
