//! Fuzzes `entries/export.rs`.
#![no_main]

#[path = "../entries/export.rs"]
mod entry_point;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry_point::run(bytes));
