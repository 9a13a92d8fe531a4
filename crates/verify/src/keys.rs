//! The keys the reader brought.

use crate::args::Args;
use ledger::VerifierKey;
use std::fs;

/// The pinned keys; none when none was given.
pub(crate) fn pinned(args: &Args) -> Result<Option<Vec<VerifierKey>>, String> {
    let mut texts = args.key.clone();
    for path in &args.key_file {
        let file = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let before = texts.len();
        texts.extend(file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned));
        if texts.len() == before {
            return Err(format!("no key in {}", path.display()));
        }
    }
    let parse = |text: &String| text.parse().map_err(|why| format!("not a verifier key: {text}: {why}"));
    let keys = texts.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    Ok(if keys.is_empty() { None } else { Some(keys) })
}
