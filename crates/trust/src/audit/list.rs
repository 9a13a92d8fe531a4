//! Reading the log, newest first.

use super::rows;
use super::wire::{AuditItem, Wanted};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List the audit log
///
/// Newest first. Every commit of the organisation stands here, and every refused or failed act of security.
#[utoipa::path(get, path = "/audit", tag = "Audit", operation_id = "listAudit", params(Wanted),
    responses((status = 200, description = "A page of records.", body = Page<AuditItem>)))]
pub async fn list_audit(cx: Cx<permit::AuditRead>, Query(wanted): Query<Wanted>) -> Answer<Json<Page<AuditItem>>> {
    let limit = wanted.limit();
    let search = wanted.search(&cx.zone())?;
    let page = cx.read(move |tx| {
        let page = rows::page(tx, &search, limit)?;
        let names = rows::names(tx, &page.items)?;
        Ok(page.map(|record| AuditItem::of(record, &names)))
    });
    Ok(Json(page.await?))
}
