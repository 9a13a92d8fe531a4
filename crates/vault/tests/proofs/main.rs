//! Proofs about `vault` as a whole: published vectors, a second implementation's figures, and what must be refused.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod fields;
mod files;
mod frozen;
mod hierarchy;
mod key_file;
mod secrecy;
mod vectors;
mod world;
