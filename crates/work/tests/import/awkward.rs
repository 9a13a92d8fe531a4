//! Files that others collected because readers stumble over them.

use crate::world::sample;
use std::collections::BTreeMap;
use std::fs;
use work::imports::table::{Survey, Table, TableFault, survey};

fn looked_through(file: &str) -> Result<Survey, TableFault> {
    survey(|| fs::File::open(sample(file)), None, None)
}

#[test]
fn csv_spectrum_is_read_as_its_authors_say() {
    let mut read = 0;
    for entry in fs::read_dir(sample("csv-spectrum")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        // One of the expectations was itself written in another encoding.
        let wanted = String::from_utf8_lossy(&fs::read(path.with_extension("json")).unwrap()).into_owned();
        let wanted: Vec<BTreeMap<String, String>> =
            serde_json::from_str(&wanted).or_else(|_| serde_json::from_str(&format!("[{wanted}]"))).unwrap();
        let mut table = Table::open(&bytes[..], survey(|| Ok(&bytes[..]), None, None).unwrap().dialect).unwrap();
        let columns = table.columns().to_vec();
        let mut rows = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            rows.push(columns.iter().cloned().zip(row.unwrap().values().map(str::to_owned)).collect::<BTreeMap<_, _>>());
        }
        assert_eq!(rows, wanted, "{}", path.display());
        read += 1;
    }
    assert_eq!(read, 11);
}

#[test]
fn messy_tables_give_rows_or_reasons() {
    let told = |file: &str| {
        let found = match looked_through(&format!("messytables/{file}")) {
            Ok(found) => found,
            Err(fault) => return fault.to_string(),
        };
        let first = found
            .first_problem
            .map(|problem| (problem.line, problem.reason))
            .map_or(String::new(), |(line, reason)| format!(" !{line} {reason}"));
        format!("{} {:?} {} columns {} rows{first}", found.dialect.encoding, found.dialect.separator, found.columns.len(), found.rows)
    };
    assert_eq!(told("simple.csv"), "utf-8 Comma 3 columns 6 rows");
    assert_eq!(told("simple.psv"), "utf-8 Bar 6 columns 28 rows");
    assert_eq!(told("null.csv"), "utf-8 Comma 4 columns 9 rows");
    assert_eq!(told("small.csv"), "utf-8 Comma 1 columns 0 rows");
    assert_eq!(told("utf-16le_encoded.csv").split(' ').next(), Some("utf-16le"));
    assert_eq!(told("spanish_chars.csv").split(' ').next(), Some("windows-1252"));
    for file in ["mixedGLB.csv", "excel_pasting.csv", "characters.csv"] {
        assert!(told(file).contains("rows"), "{file}: {}", told(file));
    }
    let titled = told("weird_head_padding.csv");
    assert!(
        titled.contains("; the header names 5 columns"),
        "a title above the table is told by the first row that does not fit: {titled}"
    );
}
