//! Fuzzes `entries/csv_import.rs`. The reader of tables stands on no other crate of ours and is compiled here by itself: fuzzing it
//! needs no database engine to be built.
#![no_main]

#[path = "../entries/csv_import.rs"]
mod entry_point;
#[expect(dead_code, unused_imports, reason = "the fuzzer uses a part of it")]
#[path = "../../crates/work/src/imports/table/mod.rs"]
mod table;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry_point::run(bytes));
