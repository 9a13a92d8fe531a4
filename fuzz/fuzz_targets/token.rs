//! Fuzzes `entries/token.rs`. What reads tokens is compiled here by itself: fuzzing it needs no database engine to be built.
#![no_main]

#[path = "../entries/token.rs"]
mod entry_point;
#[expect(dead_code, reason = "the fuzzer uses a part of it")]
#[path = "../../crates/access/src/tokens/text.rs"]
mod text;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry_point::run(bytes));
