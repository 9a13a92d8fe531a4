//! Who was called out.

use super::wire::{CallOutList, CallOutQuery};
use super::{rows, told};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page, Result};

/// List call-outs
///
/// The latest first, each with how it stands.
#[utoipa::path(get, path = "/call-outs", tag = "Call-outs", operation_id = "listCallOuts", params(CallOutQuery),
    responses((status = 200, description = "A page of call-outs.", body = CallOutList)))]
pub async fn list_call_outs(cx: Cx<permit::CallOutsRead>, Query(query): Query<CallOutQuery>) -> Answer<Json<CallOutList>> {
    let bad = || Error::field("cursor", "not-acceptable", "not a cursor of this list");
    let before = query.cursor.as_ref().map(|cursor| cursor.place().ok_or_else(bad)).transpose()?;
    let found = cx.read(move |tx| {
        let ids = rows::page(tx, query.requirement_id, before, query.limit)?;
        let views = ids.into_iter().map(|id| {
            let (row, requirement) = rows::anywhere(tx, id)?;
            told::listed(tx, row, requirement)
        });
        views.collect::<Result<Vec<_>>>()
    });
    let page = Page::cut(found.await?, query.limit, |last| (last.created_at, last.id));
    Ok(Json(CallOutList { items: page.items, next: page.next }))
}
