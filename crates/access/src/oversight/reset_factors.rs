//! Resetting a member's factors: for somebody who has lost them all. Their sessions end; the password alone signs them in again, until
//! they have set up what is demanded.

use super::FACTORS_RESET;
use super::rows::{self, FactorsEnded};
use crate::cx::Cx;
use crate::edge::{Answer, Json, Path};
use crate::factors::tell::tell;
use crate::holdings;
use crate::permission::all::SignInsEnd;
use courier::FactorChange;
use kernel::{Error, Line, MemberId};
use serde::Deserialize;
use store::{Event, Subject};

/// Why.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetReason {
    /// How you know that it is they who ask; it is on record.
    reason: Line<200>,
}

/// Reset a member's factors
///
/// Their authenticator app, passkeys and recovery codes are void, and their sessions end.
#[utoipa::path(delete, path = "/members/{id}/factors", tag = "Security", operation_id = "resetFactors", request_body = ResetReason,
    params(("id" = MemberId, Path, description = "The member's id.")),
    responses((status = 200, description = "What there was.", body = FactorsEnded)))]
pub async fn reset_factors(
    cx: Cx<SignInsEnd>,
    Path(id): Path<MemberId>,
    Json(asked): Json<ResetReason>,
) -> Answer<axum::Json<FactorsEnded>> {
    let house = cx.house();
    let ended = cx
        .write(move |mut tx| {
            let name = rows::name_of(&mut tx, id)?;
            // Whoever resets their own would need no factor to be rid of them.
            if tx.actor().member() == Some(id) {
                return Err(Error::refused("own-factors", "remove your own factors in your account"));
            }
            // Whoever resets the factors of somebody with more rights is halfway to being them.
            holdings::not_above(&mut tx, id)?;
            let ended = rows::remove_factors(&mut tx, id)?;
            tell(&mut tx, house, id, FactorChange::AllRemoved)?;
            let event = Event::new(&FACTORS_RESET, Subject::new("member", id)).label(name).note(Some(asked.reason.into_string()));
            let event = event.first("totp", &ended.totp).first("passkeys", &ended.passkeys).first("sessions_ended", &ended.sessions);
            tx.commit(event, ended)
        })
        .await?;
    Ok(axum::Json(ended))
}
