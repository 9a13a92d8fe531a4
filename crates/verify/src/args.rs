//! The command line.

use clap::Parser;
use std::path::PathBuf;

/// Checks exports, proofs and checkpoints of a Muster log, with no server.
///
/// Give any number of files of one log together: an export (muster-log v1), proofs of records (.tlog-proof),
/// checkpoints, and proofs of consistency. What each is, is seen from its content. A checkpoint kept outside the
/// server shows whether an export is an older state or tells another history.
#[derive(Debug, Parser)]
#[command(name = "muster-verify", version, after_help = EXIT_CODES)]
pub(crate) struct Args {
    /// What to check.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// A key to trust, as name+id+base64; got from somewhere else than the files. May be given several times.
    #[arg(long, value_name = "VERIFIER_KEY")]
    pub(crate) key: Vec<String>,
    /// A file with such keys, one a line; lines that start with # are skipped.
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Vec<PathBuf>,
    /// A witness's key, as name+id+base64: the heads that count must bear its cosignature. May be given several times.
    #[arg(long, value_name = "WITNESS_KEY")]
    pub(crate) witness: Vec<String>,
    /// How many of the witnesses named must have signed; all of them unless given.
    #[arg(long, value_name = "NUMBER", requires = "witness")]
    pub(crate) quorum: Option<usize>,
    /// Answer in JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

const EXIT_CODES: &str = "Exit codes:
  0  everything was verified
  1  something is false: each fault is named
  2  a file could not be read, what was given does not decide, or the usage was wrong
  3  nothing false was found, but too few of the witnesses named signed";
