//! A proof file: that one record stands in the log, checkable with nothing but the log's public key.

use crate::failure::Failure;
use crate::support::Reading;
use ledger::export::{EntryLine, Opened};
use ledger::{Note, ProofFile};
use store::door::SignedHead;
use store::events::{self, Record};

pub(super) async fn write(reading: &Reading, seq: i64, head: &SignedHead) -> Result<String, Failure> {
    let (number, size) = (u64::try_from(seq).unwrap_or(0), head.size);
    let (record, hashes) = reading.read(move |tx| Ok((events::find(tx, seq)?, events::inclusion(tx, number, size)?))).await?;
    let record = record.ok_or_else(|| Failure::failed(format!("there is no event record {seq}")))?;
    let extra = with_opened(&record, |opened| EntryLine::to_json(number, &record.entry()?, opened).map_err(kernel::Error::internal))?;
    let checkpoint = Note::parse(&head.note).map_err(|error| Failure::failed(error.to_string()))?;
    let file = ProofFile { extra: Some(extra.into_bytes()), index: ledger::leaf_index(number).unwrap_or(0), hashes, checkpoint };
    Ok(file.to_string())
}

/// The record's detail in the form the files carry it; `None` once erased.
pub(super) fn with_opened<T>(record: &Record, act: impl FnOnce(Option<Opened<'_>>) -> kernel::Result<T>) -> kernel::Result<T> {
    let Some(kept) = &record.detail else { return act(None) };
    let salt = kept.salt.as_slice().try_into().map_err(|_| kernel::Error::internal("a salt has another length"))?;
    let detail = std::str::from_utf8(&kept.bytes).map_err(kernel::Error::internal)?;
    act(Some(Opened { salt, detail }))
}
