//! What the reader and the mapping answer for awkward input.

use super::*;
use proptest::prelude::*;

const COMMA: Dialect = Dialect { encoding: Encoding::UTF_8, separator: Separator::Comma };

/// The lines and values of every row, problems as `!line reason`.
fn read(bytes: &[u8], dialect: Dialect) -> Vec<String> {
    let mut table = match Table::open(bytes, dialect) {
        Ok(table) => table,
        Err(fault) => return vec![format!("! {fault}")],
    };
    let mut told = vec![format!("{:?}", table.columns())];
    while let Some(row) = table.next_row().unwrap() {
        told.push(match row {
            Ok(row) => format!("{} {:?}", row.line, row.values().collect::<Vec<_>>()),
            Err(problem) => format!("!{} {}: {}", problem.line, problem.column.unwrap_or_default(), problem.reason),
        });
    }
    told
}

#[test]
fn quotes_line_breaks_and_physical_lines() {
    let text = "a,b\r\n1,\"x \"\"y\"\", z\r\nsecond\"\r\n\r\n\r\n2,plain \"quote\" inside\n3,\"\"\r4,end";
    let told = read(text.as_bytes(), COMMA);
    assert_eq!(
        told,
        [
            r#"["a", "b"]"#,
            r#"2 ["1", "x \"y\", z\r\nsecond"]"#,
            r#"6 ["2", "plain \"quote\" inside"]"#,
            r#"7 ["3", ""]"#,
            r#"8 ["4", "end"]"#,
        ]
    );
}

#[test]
fn rows_of_another_width_are_told_with_both_widths() {
    let told = read(b"a,b,c\n1,2\n1,2,3\n1,2,3,4\n,,\n", COMMA);
    assert_eq!(told[1], "!2 : the row has 2 values; the header names 3 columns");
    assert_eq!(told[3], "!4 : the row has 4 values; the header names 3 columns");
    assert_eq!(told[4], r#"5 ["", "", ""]"#);
}

#[test]
fn a_quote_that_is_never_closed_costs_its_own_line() {
    let told = read(b"a,b\n1,\"open\n2,fine\n3,fine too\n", COMMA);
    assert_eq!(told[1], "!2 : a quote opens here and is not closed");
    assert_eq!(told[2..], [r#"3 ["2", "fine"]"#, r#"4 ["3", "fine too"]"#]);
}

#[test]
fn text_after_a_closing_quote_is_told_where_the_quote_opened() {
    let told = read(b"a,b\n\"x\ny\",\"open\n2,\"mid\"dle\"\n3,fine\n", COMMA);
    assert!(told[1].starts_with("!3 : a quote opens here, and after"), "{told:?}");
    assert!(told[2].starts_with("!4 : a quote opens here, and after"), "{told:?}");
    assert_eq!(told[3], r#"5 ["3", "fine"]"#);
}

#[test]
fn what_is_too_long_is_passed_over_without_being_held() {
    let mut text = b"a,b\n1,".to_vec();
    text.extend(std::iter::repeat_n(b'x', 3 * MOST_IN_FIELD));
    text.extend(b"\n2,fine\n3,\"");
    text.extend(b"line\n".repeat(MOST_IN_FIELD / 4));
    text.extend(b"9,fine\n");
    let told = read(&text, COMMA);
    assert_eq!(told[1], "!2 : a value is longer than 1 MiB");
    assert_eq!(told[2], r#"3 ["2", "fine"]"#);
    assert_eq!(told[3], "!4 : a quote opens here and is not closed");
    assert_eq!(told.last().unwrap(), &format!("{} [\"9\", \"fine\"]", 4 + MOST_IN_FIELD / 4));
    let wide = [b"a,b\n".as_slice(), &b",".repeat(5_000), b"\n1,2\n"].concat();
    assert_eq!(read(&wide, COMMA)[1..], ["!2 : the row has more than 1000 values", r#"3 ["1", "2"]"#]);
}

#[test]
fn bytes_that_are_no_text_and_nuls_are_told_with_line_and_column() {
    let told = read(b"\xef\xbb\xbfname,town\nAna,caf\xe9\nB\0b,x\nEva,\xc3\nnext,\xa9\nok,ok\n", COMMA);
    assert_eq!(told[0], r#"["name", "town"]"#);
    assert_eq!(told[1], "!2 town: is not text in the encoding of the file");
    assert_eq!(told[2], "!3 name: contains a NUL byte");
    assert_eq!(told[3], "!4 town: is not text in the encoding of the file");
    assert_eq!(told[4], "!5 town: is not text in the encoding of the file");
    assert_eq!(told[5], r#"6 ["ok", "ok"]"#);
    let halves = read(b"a,b\n\xc3,\xa9\n", COMMA);
    assert_eq!(halves[1], "!2 a: is not text in the encoding of the file", "two halves of a letter in two values are no letter");
}

#[test]
fn columns_without_a_name_or_with_the_same_one_can_be_told_apart() {
    let told = read(b",a,a,column 1,,a (2)\n", COMMA);
    assert_eq!(told[0], r#"["column 1", "a", "a (2)", "column 1 (2)", "column 5", "a (2) (2)"]"#);
}

#[test]
fn files_that_are_no_tables() {
    for empty in [&b""[..], b"\n\r\n", b"\xef\xbb\xbf"] {
        assert!(read(empty, COMMA)[0].starts_with("! The file is empty"));
    }
    assert!(read(b"\"open", COMMA)[0].contains("must name the columns: a quote opens here"));
    assert!(read(b"\0", COMMA)[0].contains("NUL"));
    let kind = |bytes: &'static [u8]| survey(|| Ok(bytes), None, None).unwrap_err().to_string();
    assert!(kind(b"PK\x03\x04rest").contains("workbook"));
    assert!(kind(b"").contains("empty"));
}

#[test]
fn wide_letters_and_other_separators() {
    let wide: Vec<u8> = "\u{feff}id;näme\r\n1;\"ž;€\"\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let found = survey(|| Ok(&wide[..]), None, None).unwrap();
    assert_eq!((found.dialect.encoding.name().as_str(), found.dialect.separator), ("utf-16le", Separator::Semicolon));
    assert_eq!(
        (found.columns, found.sample, found.rows),
        (vec!["id".to_owned(), "näme".into()], vec![vec!["1".to_owned(), "ž;€".into()]], 1)
    );
    let mut broken = wide.clone();
    broken.extend([0x32, 0, 0x3b, 0, 0, 0xd8, 0x0d, 0, 0x0a, 0]);
    assert_eq!(read(&broken, found.dialect)[2], "!3 näme: is not text in the encoding of the file");
}

/// The plain way to write a value, against which reading is held.
fn written(rows: &[Vec<String>], end: &str) -> (String, Vec<u64>) {
    let (mut text, mut lines, mut line) = (String::new(), Vec::new(), 1);
    for row in rows {
        lines.push(line);
        let quoted: Vec<String> = row.iter().map(|value| format!("\"{}\"", value.replace('"', "\"\""))).collect();
        text.push_str(&quoted.join(","));
        text.push_str(end);
        let folded = quoted.join(",").replace("\r\n", "\n");
        line += 1 + folded.chars().filter(|c| matches!(c, '\n' | '\r')).count() as u64;
    }
    (text, lines)
}

/// Hands out a few bytes at a time, as networks do.
struct Drops<'a>(&'a [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(into.len()).min(self.0.len());
        let (now, later) = self.0.split_at(count);
        into[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_is_read_with_its_lines(
        rows in prop::collection::vec(prop::collection::vec("[a-z,;\"\r\n\t žЖ😀]{0,12}", 3), 1..20),
        windows in any::<bool>(),
    ) {
        let header: Vec<String> = ["x", "y", "z"].map(str::to_owned).to_vec();
        let all: Vec<Vec<String>> = std::iter::once(header).chain(rows.clone()).collect();
        let (text, lines) = written(&all, if windows { "\r\n" } else { "\n" });
        let mut table = Table::open(text.as_bytes(), COMMA).unwrap();
        for (row, line) in rows.iter().zip(&lines[1..]) {
            let read = table.next_row().unwrap().unwrap().unwrap();
            prop_assert_eq!(read.line, *line);
            prop_assert_eq!(read.values().collect::<Vec<_>>(), row.iter().map(String::as_str).collect::<Vec<_>>());
        }
        prop_assert!(table.next_row().unwrap().is_none());
    }

    #[test]
    fn any_bytes_give_rows_or_named_problems(
        bytes in prop::collection::vec(prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(b'a'), Just(0_u8), any::<u8>()], 0..300),
        encoding in prop::sample::select(&["utf-8", "utf-16le", "utf-16be", "windows-1252", "shift_jis", "gb18030"][..]),
        drop in 1_usize..9,
    ) {
        let dialect = Dialect { encoding: encoding.parse().unwrap(), separator: Separator::Comma };
        let mut last = 0;
        if let Ok(mut table) = Table::open(Drops(&bytes, drop), dialect) {
            let width = table.columns().len();
            while let Some(row) = table.next_row().unwrap() {
                let line = match row {
                    Ok(row) => { prop_assert_eq!(row.values().count(), width); row.line }
                    Err(problem) => { prop_assert!(!problem.reason.is_empty()); problem.line }
                };
                prop_assert!(line > last, "each row begins below the one before it");
                last = line;
            }
            let ends = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
            prop_assert!(last <= ends + 1);
        }
        let _ = survey(|| Ok(&bytes[..]), None, None);
    }
}
