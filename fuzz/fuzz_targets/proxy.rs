//! Fuzzes `entries/proxy.rs`.
#![no_main]

#[path = "../entries/proxy.rs"]
mod entry_point;
#[path = "../../crates/gate/src/pass/forwarded.rs"]
mod forwarded;
#[path = "../../crates/gate/src/serve/proxy_protocol.rs"]
mod proxy_protocol;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry_point::run(bytes));
