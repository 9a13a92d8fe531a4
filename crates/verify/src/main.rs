//! `muster-verify`: checks what an organisation took away from its log, with no server and no network.
//!
//! It shares with the server nothing but the crate `ledger`, and believes nothing that no signature covers.
//! Exit codes: 0 everything verified; 1 something is false; 2 it could not be read or decided, or the usage was wrong; 3 too few of the
//! witnesses named signed.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod args;
mod files;
mod instant;
mod judgement;
mod keys;
mod tell;
mod tell_json;
mod witnessed;

use args::Args;
use clap::Parser;
use judgement::Judgement;
use std::{
    io::{self, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(judgement) => ExitCode::from(judgement.verdict().exit_code()),
        Err(why) => {
            // Nothing is left to be done when even that cannot be said.
            let _ = writeln!(io::stderr(), "muster-verify: {why}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<Judgement, String> {
    let pinned = keys::pinned(args)?;
    let asked = witnessed::asked(args)?;
    let files = args.files.iter().map(|path| files::read(path)).collect::<Result<Vec<_>, _>>()?;
    let judgement = judgement::judge(files, pinned, asked.as_ref())?;
    let mut out = io::stdout().lock();
    let told = if args.json { tell_json::tell(&judgement, &mut out) } else { tell::tell(&judgement, &mut out) };
    match told {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot write the answer: {error}")),
        _ => Ok(judgement),
    }
}
