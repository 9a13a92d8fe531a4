//! Files that were made to break readers: each ends with a reason, and nothing is half-written.

use crate::world::{World, figures, on_both_engines};
use diesel::prelude::*;
use work::schema::{import, import_refusal, job};

on_both_engines!(hostile_rows_are_told_and_the_others_come_in, files_that_are_no_tables_leave_nothing);

const MAPPING: &str = r#"
name = "Hostile"
zone = "UTC"
source = "hostile"
[fields]
reference = { column = "id" }
title = { column = "what" }
"#;

/// What stands in the file, how many rows come in, and the line and reason of each that does not.
const FILES: &[(&[u8], i64, &[(i64, &str)])] = &[
    (b"\xef\xbb\xbfid,what\r\n1,bom\r\n", 1, &[]),
    (b"\xff\xfei\0d\0;\0w\0h\0a\0t\0\n\x002\0;\0w\0i\0d\0e\0\n\0", 1, &[]),
    (b"id,what\r3,mac\n4,unix\r\n5,windows\n\r6,both ways\n", 4, &[]),
    (b"id,what\n7,a\0b\n8,fine\n", 1, &[(2, "contains a NUL byte")]),
    (b"id,what\n9,\xc5\xbdi\xc5\xbdka \xc5\xbd\n10,\xc3\x28\n", 1, &[(3, "is not text in the encoding of the file")]),
    (b"id,what\n11,\"never closed\n12,fine\n", 1, &[(2, "a quote opens here and is not closed")]),
    (b"id,what\n13,one,too many\n14\n15,fine\n", 1, &[(2, "the row has 3 values"), (3, "the row has 1 value;")]),
    (b"id,what,id\n16,twice named,x\n", 1, &[]),
    (b"id,what\n", 0, &[]),
    (b"id,what\n17,\x1b[31mred\n", 0, &[(2, "control characters")]),
    (b"id,what\n18,\n19,NA\n", 0, &[(2, "is empty"), (3, "is empty")]),
];

async fn hostile_rows_are_told_and_the_others_come_in(world: World) {
    let mut wanted = 0;
    for (bytes, added, refused) in FILES {
        let file = String::from_utf8_lossy(bytes);
        let report = world.import_text(bytes, MAPPING, false).await.unwrap_or_else(|error| panic!("{file}: {error}"));
        let told = world.refusals(report.id).await;
        let found = figures(&report);
        assert_eq!((found.1, found.3), (*added, i64::try_from(refused.len()).unwrap()), "{file}: {told:?}");
        for ((line, reason), (wanted_line, wanted)) in told.iter().zip(*refused) {
            assert!(line == wanted_line && reason.contains(wanted), "{file}: line {line}: {reason}");
        }
        wanted += added;
    }
    let long = [b"id,what\n20,".as_slice(), &vec![b'x'; 10 * 1024 * 1024], b"\n21,fine\n"].concat();
    let report = world.import_text(long, MAPPING, false).await.unwrap();
    assert_eq!(figures(&report), (2, 1, 0, 1));
    assert_eq!(world.refusals(report.id).await, [(2, "a value is longer than 1 MiB".to_owned())]);
    let jobs: i64 = world.read(|tx| Ok(job::table.count().get_result(tx.db())?)).await;
    assert_eq!(jobs, wanted + 1);
}

async fn files_that_are_no_tables_leave_nothing(world: World) {
    let wide = "column,".repeat(10_000);
    let files: &[(&[u8], &str)] = &[
        (b"", "The file is empty"),
        (b"\n\r\n\r", "The file is empty"),
        (b"\xef\xbb\xbf", "The file is empty"),
        (b"PK\x03\x04\x14\0\x06\0", "a workbook or a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "an old workbook (XLS)"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (b"SQLite format 3\0rest", "a database"),
        (b"\0\0\0\0", "The first line must name the columns"),
        (b"\"id,what\n1,a\n", "The first line must name the columns: a quote opens here"),
        (wide.as_bytes(), "more than 1000 values"),
        (b"nr;task\n1;a\n", "the file has no column id"),
    ];
    for (bytes, reason) in files {
        let error = world.import_text(bytes, MAPPING, false).await.unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
    let left: (i64, i64, i64) = world
        .read(|tx| {
            let imports = import::table.count().get_result(tx.db())?;
            Ok((imports, import_refusal::table.count().get_result(tx.db())?, job::table.count().get_result(tx.db())?))
        })
        .await;
    assert_eq!(left, (0, 0, 0));
}
