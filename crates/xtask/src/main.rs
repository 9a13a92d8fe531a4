//! The workshop: house rules that a compiler cannot hold (`tidy`, `policy`, `asvs`), generated files (`gen`), the development loop (`dev`).
//!
//! Invariant: needs nothing of Muster to be built, so that it still speaks when Muster does not compile.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod asvs;
mod dev;
mod generated;
mod policy;
mod proofs;
mod repo;
mod rust;
mod spdx;
mod tidy;

use std::io::Write as _;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask tidy          the house rules: floors, sizes, names, slices, words, doors, cryptography, dependencies, documents
cargo xtask policy        licences and sources of every dependency, by deny.toml
cargo xtask asvs          the security standard: a row for every requirement, a test that exists for every one that is met
cargo xtask gen           makes the generated files anew: OpenAPI document, TypeScript client, cryptographic inventory, event catalogue,
                          page of the security standard
cargo xtask gen asvs      that page alone, which needs nothing to be built
cargo xtask gen --check   the same, and fails when what is committed was not current; with a path, of the binary that is there
cargo xtask dev           server and web, each made anew when its sources change";

/// What a task answers: nothing, or why it failed.
type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["tidy"] => repo::Repo::read().and_then(|repo| tidy::run(&repo)),
        ["asvs"] => repo::Repo::read().and_then(|repo| asvs::run(&repo)),
        ["policy"] => policy::run(),
        ["gen"] => generated::renew(None),
        ["gen", "asvs"] => generated::renew_asvs(),
        ["gen", "--check"] => generated::check(None),
        ["gen", "--check", binary] => generated::check(Some(binary)),
        ["dev"] => dev::run(),
        [] | ["help" | "--help"] => {
            say(HELP);
            Ok(())
        }
        _ => Err(format!("no such task\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            // A closed pipe is the reader's choice.
            let _ = writeln!(std::io::stderr(), "{reason}");
            ExitCode::FAILURE
        }
    }
}

/// A line for whoever ran the task.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
