//! Proofs about the store as a whole, on both engines: nothing half-written, nobody else's rows, no plaintext at rest, no
//! history rewritten. Each refusal stands beside its counter-proof.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod by_date;
mod catalogue;
mod cipher;
mod erasures;
mod group_commit;
mod interleavings;
mod keys;
mod killed;
mod needles;
mod open_files;
mod organisations;
mod pool_of_one;
mod raw;
mod rollback;
mod schema_dump;
mod schemas;
mod world;
