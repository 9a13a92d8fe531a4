//! Everything that checks the ledger from outside: known answers, foreign implementations, properties, and tampering.
#![expect(clippy::unwrap_used, reason = "tests say what failed by panicking")]

mod any_byte;
mod entries;
mod erased;
mod foreign_notes;
mod foreign_trees;
mod fuzzed;
mod known_notes;
mod log;
mod properties;
#[path = "../../../../fuzz/replay.rs"]
mod replay;
mod tamper;
mod tamper_cases;
mod tamper_checkpoints;
mod tamper_proofs;
mod tree_vectors;
