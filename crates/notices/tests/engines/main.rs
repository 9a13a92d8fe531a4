//! Telling people, on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod kept;
mod push;
mod telling;
mod world;
