//! Assignments, by time.

use super::filter::{Filter, Last, wanted};
use super::wire::{AssignmentView, told};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Cursor, Page, Result};
use store::Tx;

/// List assignments
///
/// By when they begin. Whoever may see their own alone sees those.
#[utoipa::path(get, path = "/assignments", tag = "Assignments", operation_id = "listAssignments", params(Filter),
    responses((status = 200, description = "A page of assignments.", body = Page<AssignmentView>)))]
pub async fn list_assignments(cx: Cx<permit::AssignmentsRead>, Query(filter): Query<Filter>) -> Answer<Json<Page<AssignmentView>>> {
    Ok(Json(cx.read(move |tx| page(tx, &filter)).await?))
}

fn page(tx: &mut Tx<'_>, filter: &Filter) -> Result<Page<AssignmentView>> {
    let (found, limit) = (wanted(tx, filter)?, filter.limit.unwrap_or_default());
    let page = Page::cut(found, limit, |row| Cursor::of(&Last { start: row.start_at.millis(), id: row.id }));
    Ok(Page { items: told(tx, page.items)?, next: page.next })
}
