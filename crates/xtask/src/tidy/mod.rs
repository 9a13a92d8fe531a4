//! The house rules. Each is a pure function from the repository to what breaks it, in a file of its own, with a test that
//! shows it broken. A rule that is wrong is changed there, in the open; there is no list of exceptions beside it.

mod cryptography;
mod dependencies;
mod descriptions;
mod documents;
mod doors;
mod engines;
mod floors;
mod handlers;
mod module_docs;
mod names;
mod passwords;
mod sizes;
mod slices;
mod words;

pub(crate) use documents::broken_link;

use crate::proofs::is_all_tests as is_test;
use crate::repo::{Finding, Repo};
use crate::{Outcome, say};

type Rule = fn(&Repo) -> Vec<Finding>;

const RULES: &[(&str, Rule)] = &[
    ("floors", floors::check),
    ("sizes", sizes::check),
    ("names", names::check),
    ("module docs", module_docs::check),
    ("slices", slices::check),
    ("handlers", handlers::check),
    ("engines", engines::check),
    ("doors", doors::check),
    ("cryptography", cryptography::check),
    ("passwords", passwords::check),
    ("dependencies", dependencies::check),
    ("descriptions", descriptions::check),
    ("documents", documents::check),
    ("words", words::check),
];

/// Holds every rule against the repository.
pub(crate) fn run(repo: &Repo) -> Outcome {
    let mut broken = 0;
    for (name, rule) in RULES {
        let mut findings = rule(repo);
        findings.sort();
        for finding in &findings {
            say(&format!("{name}: {finding}"));
        }
        broken += findings.len();
    }
    say(&sizes::report(repo));
    if broken == 0 { Ok(()) } else { Err(format!("tidy: the house rules are broken at {broken} places")) }
}

/// Whether `path` is Rust of the product itself, tests apart.
fn is_product(path: &str) -> bool {
    let inside = path.starts_with("crates/") && path.contains("/src/") && extension(path) == "rs";
    inside && !is_test(path) && !path.starts_with("crates/xtask/") && !path.starts_with("crates/test-support/")
}

/// What follows the last dot of a path.
pub(crate) fn extension(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

/// The crate that a path lies in.
fn crate_of(path: &str) -> &str {
    path.strip_prefix("crates/").and_then(|rest| rest.split('/').next()).unwrap_or_default()
}
