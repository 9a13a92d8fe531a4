//! Asking the device of somebody invited for a new passkey, with which they join instead of a password.
//!
//! What was asked is kept sealed in the invitation's row, with the id of the member to be, whom the device will name: for five minutes
//! and one answer, right or wrong. Asking again voids what was asked before.

use super::look::Held;
use super::wire::{InvitationId, LinkSecret};
use super::{INVITATION_PASSKEY_ASKED, rows};
use crate::cx::{RequestFacts, origin};
use crate::edge::{Answer, Json};
use crate::factors::passkeys::challenge::ASKED_MILLIS;
use crate::sessions::{self, nobody};
use crate::state::Access;
use axum::extract::State;
use diesel::prelude::*;
use http::HeaderMap;
use kernel::{Error, MemberId, Result, Timestamp};
use serde_json::Value;
use store::schema::invitation;
use store::{Event, Subject, Tx, WriteTx};
use webauthn_rs::prelude::PasskeyRegistration;

/// Ask for a passkey to join with
///
/// For whoever holds the link. Answers what `PublicKeyCredential.parseCreationOptionsFromJSON` takes; the device must verify you, and
/// has five minutes. Then accept the invitation with its answer.
#[utoipa::path(post, path = "/invitation/passkey/options", tag = "Invitations", operation_id = "offerPasskeyToInvited",
    request_body = LinkSecret,
    responses((status = 200, description = "Options for the browser.", body = Value),
        (status = 404, description = "`invitation-void`: the link does not work.")))]
pub async fn offer_passkey_to_invited(
    State(access): State<Access>,
    facts: RequestFacts,
    headers: HeaderMap,
    Json(asked): Json<LinkSecret>,
) -> Answer<axum::Json<Value>> {
    // This use is not given back: each leaves a record, and nobody fills a log with one link.
    access.link_used_from(&facts)?;
    sessions::refuse_signed_in(&access, &headers).await?;
    let held = Held::by(&access, &asked.token).await?;
    held.admit(&access, &facts).await?;
    let found = &held.invitation;
    let member = found.member.unwrap_or_else(|| MemberId::new(access.now(), &**access.0.store.rng()));
    let (options, state) = access.0.relying_party.ask_new(member, &found.email, &found.name, &[])?;
    let (authority, digest) = (nobody(origin(&facts, None)), held.digest);
    let options = held.realm.write(authority, move |mut tx| {
        let found = rows::by_secret(&mut tx, &digest)?.ok_or_else(super::rules::void)?;
        keep(&mut tx, found.id, &(member, state))?;
        tx.commit(Event::new(&INVITATION_PASSKEY_ASKED, Subject::new("invitation", found.id)).label(found.name), options)
    });
    Ok(axum::Json(options.await?))
}

/// What was asked: of which member to be, and what their device must have signed.
pub(super) type Asked = (MemberId, PasskeyRegistration);

fn keep(tx: &mut WriteTx<'_>, id: InvitationId, asked: &Asked) -> Result<()> {
    let plain = serde_json::to_vec(asked).map_err(Error::internal)?;
    let sealed = tx.seal("invitation", "asked", id.as_str(), &plain)?;
    let until = tx.now().plus_millis(ASKED_MILLIS);
    diesel::update(invitation::table.find(id))
        .set((invitation::asked_sealed.eq(Some(sealed)), invitation::asked_until.eq(Some(until))))
        .execute(tx.db())?;
    Ok(())
}

/// What the holder of this invitation's link was asked, while there is time to answer.
pub(super) fn find(tx: &mut Tx<'_>, id: InvitationId) -> Result<Option<Asked>> {
    let columns = (invitation::asked_sealed, invitation::asked_until);
    let row: Option<(Option<Vec<u8>>, Option<Timestamp>)> = invitation::table.find(id).select(columns).get_result(tx.db()).optional()?;
    let now = tx.now();
    let Some((Some(sealed), Some(_))) = row.filter(|(_, until)| until.is_some_and(|until| now < until)) else { return Ok(None) };
    let plain = tx.open("invitation", "asked", id.as_str(), &sealed)?;
    serde_json::from_slice(&plain).map(Some).map_err(Error::internal)
}

/// The same, used up.
pub(super) fn take(tx: &mut WriteTx<'_>, id: InvitationId) -> Result<Option<Asked>> {
    let found = find(tx, id)?;
    diesel::update(invitation::table.find(id))
        .set((invitation::asked_sealed.eq(None::<Vec<u8>>), invitation::asked_until.eq(None::<Timestamp>)))
        .execute(tx.db())?;
    Ok(found)
}
