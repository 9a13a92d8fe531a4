//! The command line.

use clap::{Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Signs that it saw a log only grow (C2SP tlog-witness).
#[derive(Debug, Parser)]
#[command(name = "muster-witness", version)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a key, and print its public half to hand out.
    Key {
        /// The witness's name, such as witness.example.org/w1: no space, no plus.
        #[arg(long)]
        name: String,
        /// Where the secret half is kept (mode 0400). It must not exist yet.
        #[arg(long)]
        file: PathBuf,
    },
    /// Answer logs. Clear text, on loopback alone: a web server on this machine ends TLS.
    Serve(Serve),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    /// The secret half of the key.
    #[arg(long)]
    pub(crate) key: PathBuf,
    /// The logs known: a file of verifier keys, one a line; lines that start with # are skipped.
    #[arg(long)]
    pub(crate) logs: PathBuf,
    /// The folder where the latest head of each log is kept. It must exist.
    #[arg(long)]
    pub(crate) kept: PathBuf,
    /// Where it listens.
    #[arg(long, default_value = "127.0.0.1:8411", value_name = "ADDRESS:PORT")]
    pub(crate) listen: SocketAddr,
}
