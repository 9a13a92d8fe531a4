//! The log as a file: for spreadsheets, or a JSON object a line for programs.

use super::rows;
use super::rules::Search;
use super::wire::{AuditItem, Wanted};
use access::edge::{Answer, Attachment, Csv, Query, csv_safe};
use access::{Cx, permit};
use axum::body::Body;
use futures_util::stream;
use kernel::{Error, Result};

const HEADINGS: [&str; 15] = [
    "seq",
    "at",
    "actor_kind",
    "actor_id",
    "actor",
    "action",
    "outcome",
    "subject_kind",
    "subject_id",
    "subject",
    "changes",
    "note",
    "leaf_hash",
    "address",
    "erased",
];

/// Export the audit log
///
/// Newest first, with the filters of the list and without pages. `changes` is JSON. Cells that a spreadsheet would take for a
/// formula begin with an apostrophe.
#[utoipa::path(get, path = "/audit/export.csv", tag = "Audit", operation_id = "exportAudit", params(Wanted),
    responses((status = 200, description = "The file.", body = String, content_type = "text/csv")))]
pub async fn export_audit(cx: Cx<permit::AuditRead>, Query(wanted): Query<Wanted>) -> Answer<Csv> {
    Ok(Csv { filename: "audit.csv", body: body(cx, wanted, lines).await? })
}

/// Export the audit log for programs
///
/// Newest first, with the filters of the list and without pages: one JSON object a line, each as the list has it.
#[utoipa::path(get, path = "/audit/export.ndjson", tag = "Audit", operation_id = "exportAuditLines", params(Wanted),
    responses((status = 200, description = "The file.", body = String, content_type = "application/x-ndjson")))]
pub async fn export_audit_lines(cx: Cx<permit::AuditRead>, Query(wanted): Query<Wanted>) -> Answer<Attachment> {
    Ok(Attachment { filename: "audit.ndjson".into(), kind: "application/x-ndjson", body: body(cx, wanted, json_lines).await? })
}

/// Writes items; the flag says whether they are the first.
type Written = fn(&[AuditItem], bool) -> Result<Vec<u8>>;

async fn body(cx: Cx<permit::AuditRead>, wanted: Wanted, write: Written) -> Result<Body> {
    let search = wanted.whole(&cx.zone())?;
    // A file that leaves the house can be held against a head that was signed before it left.
    cx.signed_head().await?;
    let place = Place::Start;
    let parts = stream::try_unfold((cx, search, place), move |(cx, search, place)| async move {
        let Some((part, place)) = part(&cx, search.clone(), place, write).await? else { return Ok::<_, Error>(None) };
        Ok(Some((part, (cx, search, place))))
    });
    Ok(Body::from_stream(parts))
}

/// How far the file has come. No transaction outlives its part; records that come meanwhile stand above all parts but the first.
#[derive(Clone, Copy)]
enum Place {
    Start,
    Before(i64),
    End,
}

async fn part(cx: &Cx<permit::AuditRead>, search: Search, place: Place, write: Written) -> Result<Option<(Vec<u8>, Place)>> {
    let (before, first) = match place {
        Place::Start => (None, true),
        Place::Before(seq) => (Some(seq), false),
        Place::End => return Ok(None),
    };
    let read = cx.read(move |tx| {
        let part = rows::part(tx, &search, before)?;
        let names = rows::names(tx, &part.found)?;
        let items: Vec<AuditItem> = part.found.into_iter().map(|record| AuditItem::of(record, &names)).collect();
        Ok((write(&items, first)?, part.next.map_or(Place::End, Place::Before)))
    });
    read.await.map(Some)
}

fn lines(items: &[AuditItem], headed: bool) -> Result<Vec<u8>> {
    let mut file = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    if headed {
        file.write_record(HEADINGS).map_err(Error::internal)?;
    }
    for item in items {
        file.write_record(cells(item)?).map_err(Error::internal)?;
    }
    file.into_inner().map_err(Error::internal)
}

fn json_lines(items: &[AuditItem], _: bool) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    for item in items {
        serde_json::to_writer(&mut file, item).map_err(Error::internal)?;
        file.push(b'\n');
    }
    Ok(file)
}

fn cells(item: &AuditItem) -> Result<[String; 15]> {
    let text = |text: &str| csv_safe(text).into_owned();
    let changes = if item.changes.is_empty() { String::new() } else { serde_json::to_string(&item.changes).map_err(Error::internal)? };
    Ok([
        item.seq.to_string(),
        item.at.to_string(),
        item.actor.kind.as_str().to_owned(),
        item.actor.id.map(|id| id.to_string()).unwrap_or_default(),
        text(&item.actor.name),
        text(&item.action),
        item.outcome.as_str().to_owned(),
        text(&item.subject.kind),
        text(item.subject.id.as_deref().unwrap_or_default()),
        text(&item.subject.label),
        changes,
        text(item.note.as_deref().unwrap_or_default()),
        item.leaf_hash.clone(),
        text(item.address.as_deref().unwrap_or_default()),
        if item.erased { "erased".to_owned() } else { String::new() },
    ])
}
