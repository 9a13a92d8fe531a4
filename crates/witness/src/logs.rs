//! The logs a witness was told of.

use ledger::VerifierKey;
use std::path::Path;

/// Reads the file of verifier keys; a log may have several while its key changes.
pub(crate) fn read(file: &Path) -> Result<Vec<VerifierKey>, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut keys = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        keys.push(line.parse().map_err(|error| format!("{}, line {}: {error}", file.display(), at + 1))?);
    }
    if keys.is_empty() { Err(format!("{}: no log is named", file.display())) } else { Ok(keys) }
}
