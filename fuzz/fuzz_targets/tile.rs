//! Fuzzes `entries/tile.rs`.
#![no_main]

#[path = "../entries/tile.rs"]
mod entry_point;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry_point::run(bytes));
