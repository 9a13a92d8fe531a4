//! `muster-verify` as its users meet it: files in, words and an exit code out.
#![expect(clippy::unwrap_used, reason = "tests say what failed by panicking")]

mod answers;
#[path = "../../../ledger/tests/it/log.rs"]
mod log;
mod run;
mod tamper;
#[path = "../../../ledger/tests/it/tamper_cases.rs"]
mod tamper_cases;
mod witnessed;
