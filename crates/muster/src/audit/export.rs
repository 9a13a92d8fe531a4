//! The whole log as a file that its owner can check anywhere.

use crate::failure::Failure;
use crate::say::Say;
use crate::support::Reading;
use ledger::export::{ExportWriter, FORMAT, Header};
use serde_json::json;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use store::door::SignedHead;
use store::events;
use trust::audit::with_opened;

/// Records read at once.
const BATCH: i64 = 1_000;
/// Signed heads taken along: the newest, and as many older ones as a reader takes.
const HEADS: usize = 1_000;

pub(super) async fn write(reading: &Reading, name: &str, heads: Vec<SignedHead>, out: Option<&Path>, say: Say) -> Result<(), Failure> {
    let newest = heads.last().ok_or_else(|| Failure::failed("the log is empty: there is nothing to take away"))?;
    let size = i64::try_from(newest.size).unwrap_or(i64::MAX);
    let key = reading.realm.verifier_key();
    let origin = key.split('+').next().unwrap_or_default().to_owned();
    let skipped = heads.len().saturating_sub(HEADS);
    let checkpoints = heads.into_iter().skip(skipped).map(|head| head.note).collect();
    let header = Header { format: FORMAT.to_owned(), origin, organisation: name.to_owned(), verifier_keys: vec![key], checkpoints };
    match out {
        Some(path) => {
            records(reading, &header, size, BufWriter::new(super::create(path)?)).await?;
            say.answer(&json!({"file": path, "records": size}), |_| {
                format!("{size} records written to {}. Check them with muster-verify.", path.display())
            });
        }
        None => records(reading, &header, size, BufWriter::new(io::stdout())).await?,
    }
    Ok(())
}

async fn records(reading: &Reading, header: &Header, size: i64, out: impl Write) -> Result<(), Failure> {
    let mut export = ExportWriter::begin(out, header)?;
    let mut from = 1;
    while from <= size {
        let to = (from + BATCH).min(size + 1);
        for record in reading.read(move |tx| events::range(tx, from, to)).await? {
            let entry = record.entry()?;
            let seq = u64::try_from(record.seq).unwrap_or(0);
            with_opened(&record, |opened| export.entry(seq, &entry, opened).map_err(kernel::Error::internal))?;
        }
        from = to;
    }
    export.end()?;
    Ok(())
}
