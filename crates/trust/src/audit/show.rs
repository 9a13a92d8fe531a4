//! One record, with the bytes behind it.

use super::rows;
use super::wire::AuditEntry;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::Error;
use store::events;

/// Show an entry of the audit log
///
/// With the canonical bytes, salt and detail from which anybody can compute its leaf again.
#[utoipa::path(get, path = "/audit/{seq}", tag = "Audit", operation_id = "showAudit",
    params(("seq" = i64, Path, description = "The record's number.", example = 1)),
    responses((status = 200, description = "The record.", body = AuditEntry)))]
pub async fn show_audit(cx: Cx<permit::AuditRead>, Path(seq): Path<i64>) -> Answer<Json<AuditEntry>> {
    let entry = cx.read(move |tx| {
        let record = events::find(tx, seq)?.ok_or(Error::not_found("event record"))?;
        let names = rows::names(tx, std::slice::from_ref(&record))?;
        AuditEntry::of(record, &names)
    });
    Ok(Json(entry.await?))
}
