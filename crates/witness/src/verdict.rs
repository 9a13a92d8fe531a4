//! Whether a head may be signed: pure. The order of the questions and the answers are those of c2sp.org/tlog-witness.

use ledger::{Checkpoint, ConsistencyFile, EMPTY_ROOT, VerifierKey, verify_consistency};

/// Most hashes that a proof can have.
const MOST_HASHES: usize = 63;

/// Why a head is not signed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The request is not one.
    Malformed(String),
    /// A log this witness was not told of.
    UnknownLog,
    /// No known key of the log signed.
    Unsigned,
    /// The sender believes in another latest size than this one.
    Conflict(u64),
    /// Two heads of the same size differ: a fork.
    Fork,
    /// The proof does not hold.
    Unproved(String),
}

/// The head to sign, if it may be: `latest` tells the one signed before.
pub(crate) fn judge(
    request: &str,
    logs: &[VerifierKey],
    latest: impl FnOnce(&str) -> Result<Option<Checkpoint>, String>,
) -> Result<Result<Checkpoint, Refused>, String> {
    let (old, asked) = match read(request, logs) {
        Ok(read) => read,
        Err(refused) => return Ok(Err(refused)),
    };
    let known = latest(&asked.origin)?;
    Ok(compare(old, asked, known))
}

struct Old {
    size: u64,
    hashes: Vec<ledger::Hash>,
}

fn read(request: &str, logs: &[VerifierKey]) -> Result<(Old, Checkpoint), Refused> {
    let malformed = |error: &dyn std::fmt::Display| Refused::Malformed(error.to_string());
    let ConsistencyFile { old, hashes, checkpoint } = ConsistencyFile::parse(request).map_err(|error| malformed(&error))?;
    if hashes.len() > MOST_HASHES {
        return Err(malformed(&"a proof has 63 hashes at most"));
    }
    let asked = Checkpoint::parse_text(checkpoint.text()).map_err(|error| malformed(&error))?;
    let keys: Vec<VerifierKey> = logs.iter().filter(|key| key.name() == asked.origin).cloned().collect();
    if keys.is_empty() {
        return Err(Refused::UnknownLog);
    }
    checkpoint.verify(&keys).map_err(|_| Refused::Unsigned)?;
    if old > asked.size {
        return Err(malformed(&"the old size is larger than the checkpoint's"));
    }
    Ok((Old { size: old, hashes }, asked))
}

fn compare(old: Old, asked: Checkpoint, known: Option<Checkpoint>) -> Result<Checkpoint, Refused> {
    let (size, root) = known.map_or((0, EMPTY_ROOT), |known| (known.size, known.root));
    if old.size != size {
        return Err(Refused::Conflict(size));
    }
    if size == asked.size && root != asked.root {
        return Err(Refused::Fork);
    }
    if old.size == 0 && !old.hashes.is_empty() {
        return Err(Refused::Unproved("a log without an older head needs no proof".into()));
    }
    verify_consistency(size, &root, asked.size, &asked.root, &old.hashes).map_err(|error| Refused::Unproved(error.to_string()))?;
    Ok(asked)
}
