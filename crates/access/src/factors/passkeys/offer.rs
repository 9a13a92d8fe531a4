//! Beginning to set up a passkey.

use super::challenge::{self, Purpose};
use super::rows;
use crate::cx::Cx;
use crate::edge::Answer;
use crate::factors::FACTOR_OFFERED;
use crate::permission::all::SelfFactors;
use crate::state::Access;
use axum::Json;
use axum::extract::State;
use kernel::Error;
use serde_json::Value;
use store::{Event, Subject};

/// Begin to set up a passkey
///
/// Answers what `PublicKeyCredential.parseCreationOptionsFromJSON` takes. The device must verify you; it has five minutes.
#[utoipa::path(post, path = "/me/passkeys/options", tag = "Session", operation_id = "offerPasskey",
    responses((status = 200, description = "Options for the browser.", body = Value)))]
pub async fn offer_passkey(cx: Cx<SelfFactors>, State(access): State<Access>) -> Answer<Json<Value>> {
    let (member, session) = (cx.member(), cx.identity().session.id.clone());
    let (name, email) = (cx.identity().member.name.clone(), cx.identity().member.email.clone());
    let options = cx
        .write(move |mut tx| {
            let known = rows::of_member(&mut tx, member)?;
            if i64::try_from(known.len()).unwrap_or(i64::MAX) >= super::MOST {
                return Err(Error::refused("too-many-passkeys", "ten passkeys are enough: remove one first"));
            }
            let (options, state) = access.0.relying_party.ask_new(member, &email, &name, &known)?;
            challenge::keep(&mut tx, &session, Purpose::Add, member, &state)?;
            tx.commit(Event::new(&FACTOR_OFFERED, Subject::new("member", member)).label(name).first("factor", &"passkey"), options)
        })
        .await?;
    Ok(Json(options))
}
