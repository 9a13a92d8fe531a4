//! Refusing to let the operator look in, or ending it before its time.

use super::{SUPPORT_ENDED, SupportGrantId, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::http::StatusCode;
use store::{Event, Subject};

/// Do not let the operator look in, or no longer
///
/// A command that is reading at the moment ends with its next read.
#[utoipa::path(delete, path = "/support-grants/{id}", operation_id = "endSupport", tag = "Support",
    params(("id" = SupportGrantId, Path)), responses((status = 204, description = "The operator may not look in.")))]
pub async fn end_support(cx: Cx<permit::SupportApprove>, Path(id): Path<SupportGrantId>) -> Answer<StatusCode> {
    let member = cx.member();
    cx.write(move |mut tx| {
        let (mut row, now) = (rows::find(&mut tx, id)?, tx.now());
        row.times().end(now)?;
        (row.ended_by, row.ended_at) = (Some(member), Some(now));
        row.version += 1;
        rows::save(&mut tx, &row)?;
        let event = Event::new(&SUPPORT_ENDED, Subject::new("support_grant", id)).label(&row.reason);
        tx.commit(event.first("was_live", &row.approved_at.is_some()), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
