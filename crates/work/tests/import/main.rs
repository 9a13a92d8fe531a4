//! Import of jobs, from bytes to rows in a database: files of others as they are, on both engines.
#![expect(clippy::unwrap_used, clippy::panic, reason = "in a test a thing that fails ends the test")]

mod awkward;
mod naughty;
mod ready;
mod running;
mod world;
