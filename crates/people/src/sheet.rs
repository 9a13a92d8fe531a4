//! The members' file: its columns, and cells that a spreadsheet takes for text.

use crate::fields::rows::FieldRow;
use crate::members::MemberView;
use crate::units::rows::Forest;
use access::edge::csv_safe;
use kernel::{Error, Result};
use serde_json::Value;

/// Columns that every file has; the keys of the organisation's own fields follow.
pub(crate) const COLUMNS: [&str; 7] = ["name", "email", "phone", "reference", "unit", "role", "rank"];
/// What stands between names of units in a path.
pub(crate) const BETWEEN: &str = " / ";
/// What stands between roles.
pub(crate) const ROLES: &str = "; ";

/// The file, with a byte order mark, without which spreadsheets take UTF-8 for something else.
pub(crate) fn written(members: &[MemberView], fields: &[FieldRow], forest: &Forest) -> Result<Vec<u8>> {
    let mut file = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let fields: Vec<&FieldRow> = fields.iter().filter(|field| !field.retired).collect();
    let head = COLUMNS.into_iter().chain(fields.iter().map(|field| field.key.as_str()));
    file.write_record(head).map_err(Error::internal)?;
    for member in members {
        let own = fields.iter().map(|field| member.custom.get(&field.key).map(text).unwrap_or_default());
        let cells = [
            member.name.clone(),
            member.email.clone().unwrap_or_default(),
            member.phone.clone().unwrap_or_default(),
            member.reference.clone().unwrap_or_default(),
            member.unit.as_ref().map(|unit| forest.path(unit.id).join(BETWEEN)).unwrap_or_default(),
            member.roles.iter().map(word).collect::<Vec<_>>().join(ROLES),
            member.rank.as_ref().map(|rank| rank.name.clone()).unwrap_or_default(),
        ];
        let cells = cells.into_iter().chain(own);
        file.write_record(cells.map(|cell| csv_safe(&cell).into_owned())).map_err(Error::internal)?;
    }
    file.into_inner().map_err(|_| Error::internal("a line of the members' file could not be written"))
}

/// A built-in role by its word, one of the organisation's own by its name.
pub(crate) fn word(held: &crate::members::HeldRole) -> String {
    if held.role.parse::<access::Role>().is_ok() { held.role.clone() } else { held.name.clone() }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}

/// The cell as it was before it was made safe: a formula's sign got an apostrophe, which is not part of the text.
pub(crate) fn read_back(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if csv_safe(rest).len() > rest.len() => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_safe_is_read_back() {
        for text in ["+44 20 7946 0000", "=1+1", "@x", "-7", "'tis", "O'Neil", "plain", ""] {
            assert_eq!(read_back(&csv_safe(text)), text, "{text}");
        }
    }
}
