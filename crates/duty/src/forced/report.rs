//! What was forced, the latest first.

use super::wire::ForcedQuery;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use diesel::sql_types::{BigInt, Text};
use kernel::{Error, Page, Result, Timestamp};
use roster::assignments::{self, AssignmentId, AssignmentView};
use store::{Statement, Tx};

/// Report what was forced
///
/// Places that somebody was given over rules that stood in the way: by whom, why, over which. As far as your right to see assignments reaches.
#[utoipa::path(get, path = "/reports/forced", tag = "Assignments", operation_id = "reportForced", params(ForcedQuery),
    responses((status = 200, description = "A page of assignments, the latest first.", body = Page<AssignmentView>)))]
pub async fn report_forced(cx: Cx<permit::AssignmentsRead>, Query(query): Query<ForcedQuery>) -> Answer<Json<Page<AssignmentView>>> {
    Ok(Json(cx.read(move |tx| page(tx, &query)).await?))
}

fn page(tx: &mut Tx<'_>, query: &ForcedQuery) -> Result<Page<AssignmentView>> {
    let mut statement = Statement::<(Text, BigInt)>::on(tx.db());
    statement.sql("SELECT assignment.id, assignment.start_at FROM assignment WHERE assignment.forced_by IS NOT NULL").seldom();
    roster::hold_assignments(tx, &mut statement);
    if let Some(from) = query.from {
        statement.sql(" AND assignment.start_at >= ").number(from.millis());
    }
    if let Some(until) = query.until {
        statement.sql(" AND assignment.start_at < ").number(until.millis());
    }
    if let Some(cursor) = &query.cursor {
        let place: Option<(AssignmentId, Timestamp)> = cursor.place();
        let (id, start) = place.ok_or_else(|| Error::field("cursor", "not-acceptable", "not a cursor of this list"))?;
        statement.sql(" AND (assignment.start_at, assignment.id) < (").number(start.millis()).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(" ORDER BY assignment.start_at DESC, assignment.id DESC LIMIT ").number(query.limit.get() + 1);
    let found = statement.load::<(AssignmentId, Timestamp)>(tx.db())?;
    let page = Page::cut(found, query.limit, |last| *last);
    let rows = page.items.into_iter().map(|(id, _)| assignments::rows::get(tx, id)).collect::<Result<Vec<_>>>()?;
    Ok(Page { items: assignments::told(tx, rows)?, next: page.next })
}
