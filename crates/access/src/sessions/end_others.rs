//! Ending every session but the one in use.

use super::{SESSIONS_REVOKED, rows};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::SelfFactors;
use http::StatusCode;
use store::{Event, Subject};

/// End all my other sessions
///
/// They are refused from their next request on, at the latest half a second after this answer.
#[utoipa::path(delete, path = "/me/sessions", tag = "Session", operation_id = "endMyOtherSessions",
    responses((status = 204, description = "Only the session in use is left.")))]
pub async fn end_my_other_sessions(cx: Cx<SelfFactors>) -> Answer<StatusCode> {
    let (member, name, current) = (cx.member(), cx.identity().member.name.clone(), cx.identity().session.id.clone());
    cx.write(move |mut tx| {
        let ended = rows::end_others(&mut tx, member, &current)?;
        tx.commit(Event::new(&SESSIONS_REVOKED, Subject::new("member", member)).label(name).first("sessions_ended", &ended), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
