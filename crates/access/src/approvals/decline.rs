//! Refusing what another asked for, or taking back what one asked for oneself.

use super::confirm::open;
use super::rows;
use super::wire::ApprovalState;
use super::{ApprovalId, REFUSED, WITHDRAWN};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::permission::all::ApprovalsDecide;
use http::StatusCode;
use store::{Event, Subject};

/// Refuse what somebody asked for, or take back what you asked for.
#[utoipa::path(delete, path = "/approvals/{id}", operation_id = "declineApproval", tag = "Approvals", params(("id" = ApprovalId, Path)),
    responses((status = 204, description = "It will not be done")))]
pub async fn decline(cx: Cx<ApprovalsDecide>, Path(id): Path<ApprovalId>) -> Answer<StatusCode> {
    let member = cx.member();
    cx.write(move |mut tx| {
        let asked = open(&mut tx, id)?;
        let own = asked.asked_by.id == member;
        let (state, action) = if own { (ApprovalState::Withdrawn, &WITHDRAWN) } else { (ApprovalState::Refused, &REFUSED) };
        rows::decide(&mut tx, id, state, member)?;
        tx.commit(Event::new(action, Subject::new("approval", id)).label(&asked.label).first("act", &asked.act), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
