//! Signed heads: what the log said of itself, kept outside the realm it speaks of.
//!
//! A head is signed only when the log still contains, unchanged, everything signed before. A realm whose log is shorter than
//! its last signed head, or differs from it, is a replayed or altered file and does not open.

use crate::Connection;
use crate::directory::SignedHead;
use crate::log::{self, StoredNodes};
use crate::realm::Realm;
use kernel::{Error, Result};
use ledger::{Checkpoint, ProveError};

/// Refuses a log that does not contain what was signed.
pub(crate) fn refuse_rollback(connection: &mut Connection, name: &str, signed: &SignedHead) -> Result<()> {
    let size = log::load_head(connection)?.size();
    if size < signed.size {
        return Err(Error::internal(format!(
            "the data of {name} is older than its log's last signed head ({size} records, {} were signed): an old copy was put in its place",
            signed.size
        )));
    }
    let root = ledger::root_at(signed.size, &mut StoredNodes(connection)).map_err(unproved)?;
    if root == signed.root { Ok(()) } else { Err(altered(name, signed.size)) }
}

fn altered(name: &str, size: u64) -> Error {
    Error::internal(format!("the log of {name} was altered: its root at {size} records is not the one signed"))
}

/// Signs the realm's head if it has grown since `last`.
pub(crate) fn sign(realm: &Realm, connection: &mut Connection, last: Option<&SignedHead>) -> Result<Option<SignedHead>> {
    let frontier = log::load_head(connection)?;
    let root = frontier.root();
    match last {
        None if frontier.size() == 0 => return Ok(None),
        None => {}
        Some(last) if last.size == frontier.size() && last.root == root => return Ok(None),
        Some(last) if last.size == frontier.size() => return Err(altered(realm.name(), last.size)),
        Some(last) => refuse_rollback(connection, realm.name(), last)?,
    }
    let key = realm.signer.verifier_key();
    let checkpoint = Checkpoint::new(key.name(), frontier.size(), root).map_err(Error::internal)?;
    let note = checkpoint.sign(&realm.signer).map_err(Error::internal)?;
    Ok(Some(SignedHead { size: frontier.size(), root, note, at: realm.clock().now() }))
}

pub(crate) fn unproved(error: ProveError<Error>) -> Error {
    match error {
        ProveError::Storage(error) => error,
        other => Error::internal(format!("no proof: {other:?}")),
    }
}
