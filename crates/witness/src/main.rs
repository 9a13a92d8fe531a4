//! `muster-witness`: a small program that somebody else than the operator runs. It keeps the latest signed head of each log it was told
//! of, and signs a newer one only when it is proved that the log has only grown. What two witnesses signed, no server can take back.
//!
//! It speaks C2SP tlog-witness (`POST /add-checkpoint`) and shares with the server the crates `ledger` and `kernel` alone.
//!
//! Invariants: of two histories of one log it signs one; a head is on disk before its signature leaves.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod args;
mod kept;
mod key;
mod logs;
mod serve;
mod verdict;

use args::{Args, Command};
use clap::Parser;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Key { name, file } => key::make(&name, &file).map(|key| format!("{key}\n")),
        Command::Serve(serve) => serve::run(serve),
    };
    let (text, code) = match done {
        Ok(text) => (text, ExitCode::SUCCESS),
        Err(why) => {
            // Nothing is left to be done when even that cannot be said.
            let _ = writeln!(io::stderr(), "muster-witness: {why}");
            return ExitCode::FAILURE;
        }
    };
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}
