//! From bytes to rows: encodings and separators as spreadsheets write them.

use crate::sheet::{COLUMNS, read_back};
use encoding_rs::{Encoding, WINDOWS_1252};
use kernel::{Error, Result};
use std::collections::{BTreeMap, HashMap};

/// Most rows of a file.
const MOST_ROWS: usize = 10_000;

/// A row of the file: its cells by column, without those that are empty.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: BTreeMap<String, String>,
    /// Why nothing in it can be taken.
    pub(super) fault: Option<(&'static str, String)>,
}

/// Reads a file; `keys` are the columns that it may have besides those that every file may have.
pub(super) fn read(bytes: &[u8], keys: &[String]) -> Result<Vec<Row>> {
    let text = decoded(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator(text)).from_reader(text.as_bytes());
    let mut records = reader.records();
    let unreadable = |error: csv::Error| Error::field("body", "not-a-table", format!("the file cannot be read as a table: {error}"));
    let head = records.next().ok_or_else(|| Error::field("body", "empty", "the file is empty"))?.map_err(unreadable)?;
    let columns = columns(&head, keys)?;
    let mut rows = Vec::new();
    for record in records {
        let record = record.map_err(unreadable)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == MOST_ROWS {
            return Err(Error::field("body", "too-many-rows", format!("a file may have at most {MOST_ROWS} rows")));
        }
        rows.push(row(&record, &columns, text));
    }
    mark_repeated(&mut rows);
    Ok(rows)
}

/// By its mark, else UTF-8 where it is, else what spreadsheets of Western systems write.
fn decoded(bytes: &[u8]) -> String {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => std::str::from_utf8(bytes).map_or_else(|_| WINDOWS_1252.decode(bytes).0.into_owned(), str::to_owned),
    }
}

/// The sign that the first line has most of.
fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| head.bytes().filter(|byte| byte == sign).count()).unwrap_or(b',')
}

fn columns(head: &csv::StringRecord, keys: &[String]) -> Result<Vec<String>> {
    let mut columns: Vec<String> = Vec::new();
    for cell in head {
        let name = cell.trim().to_lowercase();
        if !COLUMNS.contains(&name.as_str()) && !keys.contains(&name) {
            let name: String = name.chars().take(60).collect();
            return Err(Error::field("body", "unknown-column", format!("there is no column {name:?}")));
        }
        if columns.contains(&name) {
            return Err(Error::field("body", "repeated-column", format!("the column {name} stands twice")));
        }
        columns.push(name);
    }
    match ["name", "email"].into_iter().find(|needed| !columns.iter().any(|column| column == needed)) {
        Some(needed) => Err(Error::field("body", "missing-column", format!("the column {needed} is needed"))),
        None => Ok(columns),
    }
}

fn row(record: &csv::StringRecord, columns: &[String], text: &str) -> Row {
    let line = record.position().map_or(0, |place| place.line() + blank_lines(text, place.byte()));
    let cells = columns.iter().zip(record).map(|(column, cell)| (column.clone(), read_back(cell.trim()).to_owned()));
    let cells = cells.filter(|(_, cell)| !cell.is_empty()).collect();
    let surplus = record.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty());
    let fault = surplus.then(|| ("row", "the row has more cells than the file has columns".to_owned()));
    Row { line, cells, fault }
}

/// Blank lines are passed over: a record's place is where they begin.
fn blank_lines(text: &str, from: u64) -> u64 {
    let rest = usize::try_from(from).ok().and_then(|from| text.as_bytes().get(from..)).unwrap_or_default();
    let passed = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    u64::try_from(passed).unwrap_or(0)
}

/// An address that stands twice: which of the two is meant cannot be known, so the second is refused.
fn mark_repeated(rows: &mut [Row]) {
    let mut first: HashMap<String, u64> = HashMap::new();
    for row in rows {
        let Some(email) = row.cells.get("email").map(|email| email.to_lowercase()) else { continue };
        match first.get(&email) {
            Some(line) => row.fault = Some(("email", format!("the address stands on line {line} already"))),
            None => drop(first.insert(email, row.line)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(bytes: &[u8]) -> Vec<String> {
        read(bytes, &[]).unwrap().into_iter().map(|row| row.cells["name"].clone()).collect()
    }

    #[test]
    fn encodings_and_separators() {
        assert_eq!(names("name,email\nJosé,a@x.org\n".as_bytes()), ["José"]);
        assert_eq!(names("\u{feff}Name;E-mail".replace("E-mail", "EMAIL").as_bytes()), [""; 0]);
        assert_eq!(names(b"name;email\r\nJos\xe9;a@x.org\r\n"), ["José"]);
        assert_eq!(names(b"name\temail\n\"Zo\xeb\"\ta@x.org\n"), ["Zoë"]);
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("name,email\nŁukasz,a@x.org".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(names(&wide), ["Łukasz"]);
    }

    #[test]
    fn what_is_no_such_table_is_told() {
        let code = |text: &str| match read(text.as_bytes(), &[]) {
            Err(Error::Invalid(faults)) => faults[0].code.clone(),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(code(""), "empty");
        assert_eq!(code("name\nAna"), "missing-column");
        assert_eq!(code("name,email,colour\n"), "unknown-column");
        assert_eq!(code("name,email,name\n"), "repeated-column");
        let many = format!("name,email\n{}", "a,a@x.org\n".repeat(MOST_ROWS + 1));
        assert_eq!(code(&many), "too-many-rows");
    }

    #[test]
    fn rows_know_their_line_and_what_is_wrong_with_them() {
        let rows = read(b"name,email\n\n\"two\nlines\",a@x.org\nB,A@x.org\nC,c@x.org,surplus\n,,\n", &[]).unwrap();
        let told: Vec<_> = rows.iter().map(|row| (row.line, row.fault.as_ref().map(|fault| fault.0))).collect();
        assert_eq!(told, [(3, None), (5, Some("email")), (6, Some("row"))]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, &[]);
            let _ = read(&[b"name,email\n".as_slice(), &bytes].concat(), &[]);
        }
    }
}
