//! How long sent files are kept, and what becomes of those that nobody needs.
//!
//! First the row lets its file go, on record; then the file is removed. A file without a row — its sender broke off, or the
//! server did before the row was written — is removed once nobody has written to it for a while.

use super::rows::{self, ImportRow, State};
use super::{FILES_REMOVED, ImportId};
use kernel::{Result, Timestamp};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;
use store::{Committed, Event, Subject, Tx, WriteTx};

/// How long a sent file is kept after its last run ended, or after it was sent if it was never run: seven days.
pub const KEPT_MILLIS: i64 = 7 * 24 * 60 * 60 * 1000;
/// A file that was written to within ten minutes may belong to somebody who is sending it.
const BEING_SENT_MILLIS: i64 = 10 * 60 * 1000;
/// As many as one event record names at once; the next round takes the next ones.
const MOST: usize = 500;

/// Imports whose file's time has passed.
pub fn with_old_file(tx: &mut Tx<'_>) -> Result<Vec<ImportId>> {
    let horizon = tx.now().plus_millis(-KEPT_MILLIS);
    Ok(old(rows::with_file(tx)?, horizon).map(|row| row.id).collect())
}

/// Lets those files go: their imports stay, and cannot be run again. Tells how many.
pub fn let_files_go(mut tx: WriteTx<'_>) -> Result<Committed<usize>> {
    let horizon = tx.now().plus_millis(-KEPT_MILLIS);
    let mut event = Event::new(&FILES_REMOVED, Subject::unnamed("import"));
    let mut count = 0;
    for mut row in old(rows::with_file(&mut tx)?, horizon) {
        row.sealed_file.clear();
        rows::save(&mut tx, &mut row)?;
        event = event.touching(Subject::new("import", row.id));
        count += 1;
    }
    tx.commit(event.first("files", &count), count)
}

fn old(rows: Vec<ImportRow>, horizon: Timestamp) -> impl Iterator<Item = ImportRow> {
    let due = move |row: &ImportRow| row.state != State::Running && row.finished_at.unwrap_or(row.created_at) < horizon;
    rows.into_iter().filter(due).take(MOST)
}

/// The names of the files that imports still need.
pub fn needed_files(tx: &mut Tx<'_>) -> Result<BTreeSet<String>> {
    Ok(rows::with_file(tx)?.into_iter().map(|row| row.sealed_file).collect())
}

/// Removes what is in `folder` and not `needed`, unless it may still be being sent; tells how many.
pub fn sweep(folder: &Path, needed: &BTreeSet<String>, now: Timestamp) -> io::Result<usize> {
    let mut removed = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| needed.contains(name)) || is_being_sent(&entry, now)? {
            continue;
        }
        fs::remove_file(entry.path())?;
        removed += 1;
    }
    Ok(removed)
}

fn is_being_sent(entry: &fs::DirEntry, now: Timestamp) -> io::Result<bool> {
    let written = entry.metadata()?.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let written = Timestamp::clamped(i64::try_from(written.as_millis()).unwrap_or(i64::MAX));
    Ok(written.plus_millis(BEING_SENT_MILLIS) > now)
}
