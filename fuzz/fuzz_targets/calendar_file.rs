//! Fuzzes `entries/calendar_file.rs`.
#![no_main]

#[path = "../entries/calendar_file.rs"]
mod entry_point;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry_point::run(bytes));
