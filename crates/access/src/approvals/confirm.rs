//! Confirming what another asked for, which does it.

use super::rows;
use super::wire::{ApprovalState, ApprovalView};
use super::{ApprovalId, CONFIRMED};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::permission::all::ApprovalsDecide;
use axum::Json;
use kernel::{Error, MemberId, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Confirm what somebody else asked for, and do it.
///
/// The rights of both are looked at as they are now.
#[utoipa::path(put, path = "/approvals/{id}/confirmation", operation_id = "confirmApproval", tag = "Approvals",
    params(("id" = ApprovalId, Path)),
    responses((status = 200, body = ApprovalView, description = "It was done")))]
pub async fn confirm(cx: Cx<ApprovalsDecide>, Path(id): Path<ApprovalId>) -> Answer<Json<ApprovalView>> {
    let member = cx.member();
    Ok(Json(cx.write(move |tx| confirm_in(tx, id, member)).await?))
}

fn confirm_in(mut tx: WriteTx<'_>, id: ApprovalId, member: MemberId) -> Result<Committed<ApprovalView>> {
    let asked = open(&mut tx, id)?;
    if asked.asked_by.id == member {
        return Err(Error::refused("same-person", "whoever asked cannot confirm: it takes a second person"));
    }
    let act = rows::act(&mut tx, id)?;
    if !tx.right(act.permission()).is_some_and(|reach| reach.is_whole()) {
        return Err(Error::Forbidden { permission: act.permission() });
    }
    act.check(&mut tx)?;
    act.check_asker(&mut tx, asked.asked_by.id)?;
    let made = act.carry_out(&mut tx, asked.asked_by.id)?;
    rows::decide(&mut tx, id, ApprovalState::Confirmed, member)?;
    let view = rows::find(&mut tx, id)?;
    let event = Event::new(&CONFIRMED, Subject::new("approval", id)).label(&view.label).first("act", &view.act);
    tx.commit(made.into_iter().fold(event, Event::touching), view)
}

/// One that can still be decided.
pub(super) fn open(tx: &mut WriteTx<'_>, id: ApprovalId) -> Result<ApprovalView> {
    let view = rows::find(tx, id)?;
    match view.state {
        ApprovalState::Open => Ok(view),
        ApprovalState::Expired => Err(Error::refused("approval-expired", "nobody decided in time: it has to be asked for again")),
        _ => Err(Error::refused("approval-decided", "it was decided already")),
    }
}
