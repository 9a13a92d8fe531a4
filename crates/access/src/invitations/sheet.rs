//! A list of people to invite, as a CSV file: `name,email` and, where wanted, `role,unit`. A unit by its path, `North / Station 4`, or by
//! its name where no other has it.

use super::wire::NewInvitation;
use diesel::prelude::*;
use kernel::{Email, Error, Line, Result, Timestamp, UnitId};
use std::collections::HashMap;
use store::Tx;
use store::schema::{unit, unit_parent};

/// Most people in one file.
const MOST: usize = 1_000;
/// No tree is deeper; a ring could not end otherwise.
const DEEPEST: usize = 64;

/// A row of the file, read or not.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) name: String,
    pub(super) read: std::result::Result<NewInvitation, Fault>,
}

/// What is wrong with a row.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) field: Option<&'static str>,
    pub(super) reason: String,
}

impl Fault {
    pub(super) fn new(field: Option<&'static str>, reason: impl Into<String>) -> Self {
        Self { field, reason: reason.into() }
    }
}

/// Reads the file. What is no such file at all is refused whole; a row that cannot be read is told with its reason.
pub(super) fn read(bytes: &[u8], units: &Units) -> Result<Vec<Row>> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::field(".", "not-utf-8", "save the file as UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let unreadable = |error: csv::Error| Error::field(".", "not-csv", format!("the file is no CSV: {error}"));
    let heads: Vec<String> = reader.headers().map_err(unreadable)?.iter().map(str::to_lowercase).collect();
    for needed in ["name", "email"] {
        if !heads.iter().any(|head| head == needed) {
            return Err(Error::field(
                ".",
                "missing-column",
                format!("the first line must name the columns name,email,role,unit; {needed} is missing"),
            ));
        }
    }
    if let Some(strange) = heads.iter().find(|head| !["name", "email", "role", "unit"].contains(&head.as_str())) {
        return Err(Error::field(".", "unknown-column", format!("there is no column {strange}: name,email,role,unit are known")));
    }
    let (mut rows, mut lines) = (Vec::new(), Lines::new(text));
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        if rows.len() == MOST {
            return Err(Error::field(".", "too-long", format!("a file has at most {MOST} people")));
        }
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let cell = |head: &str| heads.iter().position(|other| other == head).and_then(|at| record.get(at)).unwrap_or_default();
        let name = cell("name").chars().take(120).collect();
        rows.push(Row { line, name, read: row(&cell, units) });
    }
    Ok(rows)
}

/// Lines as people count them. The reader's own count lags where a line ends with CR LF.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line of the record that begins at this byte, or at the break before it; asked in order.
    fn of(&mut self, byte: u64) -> u64 {
        let mut byte = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        while self.text.get(byte).is_some_and(|next| matches!(next, b'\r' | b'\n')) {
            byte += 1;
        }
        let passed = self.text.get(self.at..byte).unwrap_or_default();
        self.line += passed.split(|next| *next == b'\n').count().saturating_sub(1) as u64;
        self.at = byte.max(self.at);
        self.line
    }
}

fn row<'a>(cell: &dyn Fn(&str) -> &'a str, units: &Units) -> std::result::Result<NewInvitation, Fault> {
    let name = Line::parse(cell("name")).map_err(|error| Fault::new(Some("name"), error.to_string()))?;
    let email = Email::parse(cell("email")).map_err(|error| Fault::new(Some("email"), error.to_string()))?;
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let unit_id = match cell("unit") {
        "" => None,
        place => Some(units.find(place).ok_or_else(|| Fault::new(Some("unit"), "there is no such unit, or more than one"))?),
    };
    Ok(NewInvitation { name: Some(name), email: Some(email), role: given(cell("role")), unit_id, ..NewInvitation::default() })
}

/// The open units by what people call them.
#[derive(Default)]
pub(super) struct Units(HashMap<String, Vec<UnitId>>);

impl Units {
    pub(super) fn of(tx: &mut Tx<'_>) -> Result<Self> {
        let now = tx.now();
        let open: Vec<(UnitId, String)> = unit::table.filter(unit::closed_at.is_null()).select((unit::id, unit::name)).load(tx.db())?;
        let parents: Vec<(UnitId, Option<UnitId>, Timestamp)> = unit_parent::table
            .filter(unit_parent::from_at.le(now))
            .filter(unit_parent::until_at.is_null().or(unit_parent::until_at.gt(now)))
            .select((unit_parent::unit_id, unit_parent::parent_id, unit_parent::from_at))
            .load(tx.db())?;
        let parents: HashMap<UnitId, UnitId> = parents.into_iter().filter_map(|(id, parent, _)| Some((id, parent?))).collect();
        let names: HashMap<UnitId, String> = open.iter().cloned().collect();
        let mut found = Self::default();
        for (id, name) in open {
            let mut path = vec![name.clone()];
            let mut at = id;
            while let Some(parent) = parents.get(&at).filter(|_| path.len() < DEEPEST) {
                path.push(names.get(parent).cloned().unwrap_or_default());
                at = *parent;
            }
            path.reverse();
            let path = path.join(" / ");
            if path != name {
                found.0.entry(key(&path)).or_default().push(id);
            }
            found.0.entry(key(&name)).or_default().push(id);
        }
        Ok(found)
    }

    fn find(&self, place: &str) -> Option<UnitId> {
        match self.0.get(&key(place))?.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

fn key(place: &str) -> String {
    place.split('/').map(|part| part.trim().to_lowercase()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(u64, Option<&'static str>)> {
        let rows = read(text.as_bytes(), &Units::default()).unwrap();
        rows.into_iter().filter_map(|row| Some((row.line, row.read.err()?.field))).collect()
    }

    #[test]
    fn a_row_that_cannot_be_read_is_told_with_its_field() {
        assert_eq!(faults("Name,Email\nAna,ana@example.org\n"), []);
        assert_eq!(faults("\u{feff}email,name,role\r\nana@example.org,\"Okafor, Ana\",member\r\n"), []);
        let bad = "name,email,unit\n,a@example.org,\nBen,not an address,\n\nCy,c@example.org,Nowhere\nDi\n";
        let told = [(2, Some("name")), (3, Some("email")), (5, Some("unit")), (6, Some("email"))];
        assert_eq!(faults(bad), told);
        assert_eq!(faults(&bad.replace('\n', "\r\n")), told);
    }

    #[test]
    fn what_is_no_such_file_is_refused_whole() {
        for bad in ["", "name\nAna\n", "name,email,colour\n", "a;b\n"] {
            assert!(read(bad.as_bytes(), &Units::default()).is_err(), "{bad}");
        }
        assert!(read(b"name,email\n\xff,x\n", &Units::default()).is_err());
        let long = format!("name,email\n{}", "Ana,ana@example.org\n".repeat(1_001));
        assert!(read(long.as_bytes(), &Units::default()).is_err());
    }
}
