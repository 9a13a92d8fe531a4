//! Shutting a member out.

use super::MEMBER_REVOKED;
use super::end::{Ended, end_everything};
use crate::cx::Cx;
use crate::edge::{Answer, Json, Path};
use crate::giving;
use crate::permission::all::SignInsEnd;
use crate::roles::Role;
use courier::Letter;
use courier::mail::{self, Mail};
use diesel::prelude::*;
use kernel::{Email, Error, Line, MemberId, Result};
use serde::Deserialize;
use store::schema::{holding, member};
use store::{Event, Subject, Tx};

/// Why somebody is shut out.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// For the record.
    #[schema(value_type = String, max_length = 500, example = "Left the organisation in a hurry")]
    reason: Line<500>,
}

/// Shut a member out
///
/// In one act: suspended, and every session, token, passkey, known device, link and pending invitation dead, on every server within a
/// second. Tells how much was ended.
#[utoipa::path(put, path = "/members/{id}/revocation", tag = "Members", operation_id = "revokeMember", request_body = Revocation,
    params(("id" = MemberId, Path, description = "The member, or a contact.")),
    responses((status = 200, description = "Shut out. What was ended.", body = Ended)))]
pub async fn revoke_member(cx: Cx<SignInsEnd>, Path(id): Path<MemberId>, Json(asked): Json<Revocation>) -> Answer<axum::Json<Ended>> {
    let (by, house) = (cx.member(), cx.house());
    let ended = cx.write(move |mut tx| {
        let (name, email, before) = person(&mut tx, id)?;
        if by == id {
            return Err(Error::refused("own-access", "nobody shuts themselves out: ask another administrator"));
        }
        giving::not_above(&mut tx, by, id)?;
        refuse_last_owner(&mut tx, id)?;
        let ended = end_everything(&mut tx, id)?;
        suspend(&mut tx, id)?;
        let letter = Letter::AccessEnded { at: tx.now() };
        let to = Email::parse(&email).map_err(Error::internal)?;
        mail::put(&mut tx, Mail { member: Some(id), name: name.clone(), email: to, house, letter })?;
        let event = Event::new(&MEMBER_REVOKED, Subject::new("member", id)).label(name).note(Some(asked.reason.into_string()));
        let event = event.change("status", &before, &if before == "left" { before.clone() } else { "suspended".to_owned() });
        tx.commit(event.first("ended", &ended), ended)
    });
    Ok(axum::Json(ended.await?))
}

fn person(tx: &mut Tx<'_>, id: MemberId) -> Result<(String, String, String)> {
    let row = member::table.filter(member::id.eq(id)).select((member::name, member::email, member::status)).get_result(tx.db());
    row.optional()?.ok_or_else(|| Error::not_found("member"))
}

fn suspend(tx: &mut store::WriteTx<'_>, id: MemberId) -> Result<()> {
    let now = tx.now();
    diesel::update(member::table.filter(member::id.eq(id).and(member::status.ne("left"))))
        .set((member::status.eq("suspended"), member::version.eq(member::version + 1), member::updated_at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}

/// An organisation keeps somebody who answers for it.
pub(crate) fn refuse_last_owner(tx: &mut Tx<'_>, id: MemberId) -> Result<()> {
    let now = tx.now();
    let owners: Vec<MemberId> = holding::table
        .inner_join(member::table.on(member::id.eq(holding::member_id)))
        .filter(holding::role.eq(Role::Owner.as_str()).and(holding::from_at.le(now)))
        .filter(holding::until_at.is_null().or(holding::until_at.gt(now)))
        .filter(member::status.eq("active"))
        .select(holding::member_id)
        .load(tx.db())?;
    if owners.contains(&id) && owners.iter().all(|owner| *owner == id) {
        return Err(Error::refused("last-owner", "the last owner cannot be shut out: let somebody else be owner first"));
    }
    Ok(())
}
