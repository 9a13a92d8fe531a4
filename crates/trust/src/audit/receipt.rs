//! A receipt: a file that proves one record stands in the log, checkable with nothing but the log's public key.

use access::edge::{Answer, Attachment, Path};
use access::{Cx, permit};
use kernel::{Error, Result};
use ledger::export::{EntryLine, Opened};
use ledger::{Note, ProofFile};
use store::Tx;
use store::events::{self, Record};

/// Take a receipt
///
/// The record, its place in the log and the log's signed head in one file (C2SP tlog-proof). `muster-verify` checks it anywhere.
#[utoipa::path(get, path = "/audit/{seq}/receipt", tag = "Audit", operation_id = "auditReceipt",
    params(("seq" = i64, Path, description = "The record's number.", example = 1)),
    responses((status = 200, description = "The file.", body = String, content_type = "text/plain")))]
pub async fn audit_receipt(cx: Cx<permit::AuditRead>, Path(seq): Path<i64>) -> Answer<Attachment> {
    let head = cx.signed_head().await?.ok_or_else(|| Error::not_found("event record"))?;
    let file = cx.read(move |tx| proof_file(tx, seq, head.size, &head.note)).await?;
    Ok(Attachment { filename: format!("entry-{seq}.tlog-proof"), kind: "text/plain; charset=utf-8", body: file.into() })
}

/// The receipt of record `seq` under the signed head of `size` records that `note` is.
pub fn proof_file(tx: &mut Tx<'_>, seq: i64, size: u64, note: &str) -> Result<String> {
    let number = u64::try_from(seq).map_err(|_| Error::not_found("event record"))?;
    let record = events::find(tx, seq)?.ok_or_else(|| Error::not_found("event record"))?;
    let hashes = events::inclusion(tx, number, size)?;
    let extra = with_opened(&record, |opened| EntryLine::to_json(number, &record.entry()?, opened).map_err(Error::internal))?;
    let checkpoint = Note::parse(note).map_err(Error::internal)?;
    let index = ledger::leaf_index(number).unwrap_or(0);
    Ok(ProofFile { extra: Some(extra.into_bytes()), index, hashes, checkpoint }.to_string())
}

/// The record's detail in the form the files carry it; `None` once erased.
pub fn with_opened<T>(record: &Record, act: impl FnOnce(Option<Opened<'_>>) -> Result<T>) -> Result<T> {
    let Some(kept) = &record.detail else { return act(None) };
    let salt = kept.salt.as_slice().try_into().map_err(|_| Error::internal("a salt has another length"))?;
    let detail = std::str::from_utf8(&kept.bytes).map_err(Error::internal)?;
    act(Some(Opened { salt, detail }))
}
