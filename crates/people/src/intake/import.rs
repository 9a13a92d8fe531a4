//! Importing members from a file.

use super::judge::{Known, Work};
use super::table::{self, Row};
use super::wire::{IntakeQuery, IntakeReport, IntakeRow, Outcome};
use super::{IMPORTED, apply};
use crate::fields::rows as fields;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use axum::body::Body;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use kernel::{Error, Result};
use store::{Committed, Event, Subject, Tx, WriteTx};

/// Most bytes of a file.
const MOST_BYTES: usize = 5 * 1024 * 1024;
/// As many rows share one commit and one record.
const TOGETHER: usize = 500;

/// Import members
///
/// CSV of at most 5 MB and 10 000 rows. Columns: `name`, `email` (both needed), `phone`, `reference`, `unit` (its path, such as
/// `North / Harbour`), `role` (for new members; several with `;` between), `rank`, and the keys of your own fields. The address tells
/// who a row is about; an empty cell leaves what is there. Each row is taken whole or refused whole. Needs `imports.run` and
/// `members.private` too, for the whole organisation.
#[utoipa::path(post, path = "/members/import", tag = "Members", operation_id = "importMembers", params(IntakeQuery),
    request_body(content = String, content_type = "text/csv", description = "The file."),
    responses((status = 200, description = "What became of each row.", body = IntakeReport)))]
pub async fn import_members(
    cx: Cx<permit::MembersWrite>,
    Query(query): Query<IntakeQuery>,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<IntakeReport>> {
    cx.wholly::<permit::MembersWrite>()?;
    cx.wholly::<permit::ImportsRun>()?;
    cx.wholly::<permit::MembersPrivate>()?;
    let rows = received(&cx, &headers, body).await?;
    let mut told = Vec::with_capacity(rows.len());
    if query.dry_run {
        told = cx.read(move |tx| tried(tx, &rows)).await?;
    } else {
        for part in rows.chunks(TOGETHER).map(<[Row]>::to_vec) {
            told.extend(cx.write(move |tx| taken(tx, &part)).await?);
        }
    }
    Ok(Json(IntakeReport::from(told)))
}

async fn received(cx: &Cx<permit::MembersWrite>, headers: &HeaderMap, body: Body) -> Result<Vec<Row>> {
    let sent = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !["text/csv", "application/vnd.ms-excel", "application/octet-stream", "text/plain"].contains(&kind.as_str()) {
        return Err(Error::UnsupportedMediaType { wanted: "text/csv" });
    }
    let limit = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let bytes = axum::body::to_bytes(body, MOST_BYTES).await.map_err(|_| Error::TooLarge { limit })?;
    let keys =
        cx.read(|tx| Ok(fields::all(tx)?.into_iter().filter(|field| !field.retired).map(|field| field.key).collect::<Vec<_>>())).await?;
    let read = tokio::task::spawn_blocking(move || table::read(&bytes, &keys)).await;
    read.map_err(|_| Error::internal("reading a file of members panicked"))?
}

fn tried(tx: &mut Tx<'_>, rows: &[Row]) -> Result<Vec<IntakeRow>> {
    let mut known = Known::load(tx)?;
    Ok(rows.iter().map(|row| judged(&mut known, tx, row).0).collect())
}

fn taken(mut tx: WriteTx<'_>, rows: &[Row]) -> Result<Committed<Vec<IntakeRow>>> {
    let mut known = Known::load(&mut tx)?;
    let (mut told, mut written) = (Vec::with_capacity(rows.len()), Vec::new());
    let mut event = Event::new(&IMPORTED, Subject::unnamed("member"));
    for row in rows {
        let (report, work) = judged(&mut known, &mut tx, row);
        if let Some((id, change)) = work.map(|work| apply::apply(&mut tx, work)).transpose()?.flatten() {
            event = event.touching(Subject::new("member", id));
            written.push(change);
        }
        told.push(report);
    }
    let report = IntakeReport::from(told);
    let event = event
        .first("added", &report.added)
        .first("changed", &report.changed)
        .first("unchanged", &report.unchanged)
        .first("refused", &report.refused)
        .first("members", &written);
    tx.commit(event, report.rows)
}

fn judged(known: &mut Known, tx: &mut Tx<'_>, row: &Row) -> (IntakeRow, Option<Work>) {
    let name = row.cells.get("name").map(|name| name.chars().take(120).collect()).unwrap_or_default();
    let report = |outcome, fault: Option<(String, String)>| {
        let (field, reason) = fault.unzip();
        IntakeRow { line: row.line, outcome, name, field, reason }
    };
    match known.judge(tx, row) {
        Ok(work @ Work::Add { .. }) => (report(Outcome::Added, None), Some(work)),
        Ok(work @ Work::Change { .. }) => (report(Outcome::Changed, None), Some(work)),
        Ok(Work::Nothing) => (report(Outcome::Unchanged, None), None),
        Err(fault) => (report(Outcome::Refused, Some(fault)), None),
    }
}
