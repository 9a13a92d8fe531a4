//! Fuzzes `entries/recurrence_rule.rs`.
#![no_main]

#[path = "../entries/recurrence_rule.rs"]
mod entry_point;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry_point::run(bytes));
