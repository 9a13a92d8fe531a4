//! Removing a passkey: the telephone that was lost.

use super::rows::{self, PasskeyId};
use crate::credentials;
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::factors::tell::tell;
use crate::factors::{FACTOR_REMOVED, tidy};
use crate::permission::all::SelfFactors;
use courier::FactorChange;
use http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// Remove one of my passkeys
///
/// The sessions that were opened with it end, but the one in use. The only one of somebody who has no password stays.
#[utoipa::path(delete, path = "/me/passkeys/{id}", tag = "Session", operation_id = "removePasskey",
    params(("id" = PasskeyId, Path, description = "The passkey's id.")),
    responses((status = 204, description = "It is gone.")))]
pub async fn remove_passkey(cx: Cx<SelfFactors>, Path(id): Path<PasskeyId>) -> Answer<StatusCode> {
    let (member, name, session) = (cx.member(), cx.identity().member.name.clone(), cx.identity().session.id.clone());
    let house = cx.house();
    cx.write(move |mut tx| {
        let called = rows::named(&mut tx, member, id)?.ok_or_else(|| Error::not_found("passkey"))?;
        let ended = rows::remove(&mut tx, id, &session)?;
        if !credentials::has_way_in(&mut tx, member)? {
            let message = "it is all that you sign in with: choose a password first, by the link that you get when you say you forgot it";
            return Err(Error::refused("only-way-in", message));
        }
        tidy(&mut tx, member)?;
        tell(&mut tx, house, member, FactorChange::PasskeyRemoved(called.clone()))?;
        let event = Event::new(&FACTOR_REMOVED, Subject::new("member", member)).label(name).first("factor", &"passkey");
        tx.commit(event.first("passkey", &called).first("sessions_ended", &ended), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
