//! Import of jobs, from bytes to rows in a database: files of others as they are, on both engines.
#![expect(clippy::unwrap_used, clippy::panic, reason = "in a test a thing that fails ends the test")]

mod awkward;
mod files;
mod fuzzed;
mod hostile;
mod naughty;
mod ready;
#[path = "../../../../fuzz/replay.rs"]
mod replay;
mod running;
mod world;

use work::imports::table;
