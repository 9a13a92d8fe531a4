//! Giving a member a role.

use super::rows::{self, Which};
use super::wire::{Given, HoldingView, NewHolding};
use super::{GRANTED, Wanted, check, insert, needs_second};
use crate::approvals::{self, Act, ApprovalView};
use crate::cx::Cx;
use crate::edge::{Answer, Json, OnceHeader, OnceKey, Path};
use crate::permission::all::RolesGrant;
use kernel::{Error, MemberId, Result, Timestamp};
use store::{Committed, Event, Subject, WriteTx};

/// Give a member a role.
///
/// Never more than you may do yourself, nor for longer, and never to yourself. A role whose holder decides about rights waits for a
/// second person: then the answer is 202 with the approval.
#[utoipa::path(post, path = "/members/{id}/holdings", operation_id = "grantRole", tag = "Roles", params(("id" = MemberId, Path), OnceHeader),
    request_body = NewHolding,
    responses((status = 201, body = HoldingView, description = "The holding"),
        (status = 202, body = ApprovalView, description = "Waits for a second person")))]
pub async fn grant_role(cx: Cx<RolesGrant>, Path(id): Path<MemberId>, once: OnceKey, Json(new): Json<NewHolding>) -> Answer<Given> {
    Ok(cx.write_once(once.of(&new)?, move |tx| grant(tx, id, &new)).await?)
}

fn grant(mut tx: WriteTx<'_>, member: MemberId, new: &NewHolding) -> Result<Committed<Given>> {
    let from = beginning(new.from, tx.now())?;
    let wanted = Wanted { member, role: new.role, unit: new.unit_id, from, until: new.until };
    check(&mut tx, &wanted)?;
    if needs_second(&mut tx, &wanted)? {
        let view = approvals::ask(&mut tx, Act::GrantRole(wanted))?;
        return tx.commit(approvals::asked(&view).touching(Subject::new("member", member)), Given::Waits(view));
    }
    let by = tx.actor().member();
    let id = insert(&mut tx, &wanted, by)?;
    let view = rows::views(&mut tx, Which::One(id))?.pop().ok_or_else(|| Error::internal("a holding just written is gone"))?;
    tx.commit(given(&view), Given::Held(view))
}

fn beginning(asked: Option<Timestamp>, now: Timestamp) -> Result<Timestamp> {
    match asked {
        Some(from) if from < now.plus_millis(-60_000) => Err(Error::field("from", "in-the-past", "nobody held it then")),
        Some(from) => Ok(from.max(now)),
        None => Ok(now),
    }
}

/// The event of a role given.
pub(crate) fn given(view: &HoldingView) -> Event {
    Event::new(&GRANTED, Subject::new("holding", view.id))
        .label(format!("{}: {}", view.member.name, view.role.name))
        .first("role", &view.role.id)
        .first("unit_id", &view.unit.as_ref().map(|unit| unit.id))
        .first("from", &view.from)
        .first("until", &view.until)
        .touching(Subject::new("member", view.member.id))
}
