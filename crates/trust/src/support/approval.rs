//! Letting the operator look in.

use super::rows;
use super::wire::{Approval, SupportGrant};
use super::{SUPPORT_APPROVED, SupportGrantId};
use access::edge::{Answer, Json, Path};
use access::{Cx, permit};
use store::{Event, Subject};

/// Let the operator look in
///
/// For four hours at most, from now on. Each look stands in your log, and you can end it at any time.
#[utoipa::path(put, path = "/support-grants/{id}/approval", operation_id = "approveSupport", tag = "Support",
    params(("id" = SupportGrantId, Path)), request_body = Approval,
    responses((status = 200, body = SupportGrant, description = "The operator may look in now.")))]
pub async fn approve_support(
    cx: Cx<permit::SupportApprove>,
    Path(id): Path<SupportGrantId>,
    Json(asked): Json<Approval>,
) -> Answer<axum::Json<SupportGrant>> {
    let (member, name) = (cx.member(), cx.identity().member.name.clone());
    let view = cx.write(move |mut tx| {
        let (mut row, now) = (rows::find(&mut tx, id)?, tx.now());
        let ends_at = row.times().approve(asked.hours, now)?;
        (row.approved_by, row.approved_at, row.ends_at) = (Some(member), Some(now), Some(ends_at));
        row.version += 1;
        rows::save(&mut tx, &row)?;
        let event = Event::new(&SUPPORT_APPROVED, Subject::new("support_grant", id)).label(&row.reason).first("ends_at", &ends_at);
        let view = SupportGrant::of(row, now, &[(member, name)].into(), 0);
        tx.commit(event, view)
    });
    Ok(axum::Json(view.await?))
}
