//! Confirming what another asked for, which does it.

use super::rows;
use super::wire::{ApprovalState, ApprovalView};
use super::{ApprovalId, Confirmer};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::permission::all::ApprovalsDecide;
use crate::state::Access;
use axum::Json;
use axum::extract::State;
use kernel::{Error, MemberId, Result};
use store::{Committed, WriteTx};

/// Confirm what somebody else asked for, and do it.
///
/// The rights of both are looked at as they are now, and so is what it changes: when that was changed since, it has to be asked for
/// again. It asks for a proof of who you are that is not older than ten minutes.
#[utoipa::path(put, path = "/approvals/{id}/confirmation", operation_id = "confirmApproval", tag = "Approvals",
    params(("id" = ApprovalId, Path)),
    responses((status = 200, body = ApprovalView, description = "It was done")))]
pub async fn confirm(cx: Cx<ApprovalsDecide>, State(access): State<Access>, Path(id): Path<ApprovalId>) -> Answer<Json<ApprovalView>> {
    // Looking at what waits needs no proof; doing it does, as it would by oneself.
    cx.freshly_proved()?;
    let member = cx.member();
    let by = Confirmer { address: cx.address(), roles: cx.identity().role_words.clone(), house: cx.house() };
    let view = cx.write(move |tx| confirm_in(tx, id, member, by)).await?;
    access.0.networks.forget(cx.organisation());
    Ok(Json(view))
}

fn confirm_in(mut tx: WriteTx<'_>, id: ApprovalId, member: MemberId, by: Confirmer) -> Result<Committed<ApprovalView>> {
    let asked = open(&mut tx, id)?;
    if asked.asked_by.id == member {
        return Err(Error::refused("same-person", "whoever asked cannot confirm: it takes a second person"));
    }
    let act = rows::act(&mut tx, id)?;
    if !tx.right(act.confirmed_with()).is_some_and(|reach| reach.is_whole()) {
        return Err(Error::Forbidden { permission: act.confirmed_with() });
    }
    act.check(&mut tx)?;
    act.check_asker(&mut tx, asked.asked_by.id)?;
    let event = act.carry_out(&mut tx, &asked, by)?;
    rows::decide(&mut tx, id, ApprovalState::Confirmed, member)?;
    let view = rows::find(&mut tx, id)?;
    tx.commit(event, view)
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
