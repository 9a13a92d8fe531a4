//! Fuzzes `entries/cookie.rs`. What reads cookies is compiled here by itself: fuzzing it needs no database engine to be built.
#![no_main]

#[path = "../entries/cookie.rs"]
mod entry_point;
#[path = "../../crates/access/src/cookie.rs"]
mod cookie;
#[expect(dead_code, reason = "the fuzzer uses a part of it")]
#[path = "../../crates/access/src/sessions/token.rs"]
mod token;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry_point::run(bytes));
