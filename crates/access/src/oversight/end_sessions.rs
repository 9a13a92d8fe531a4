//! Ending every session of a member.

use super::SESSIONS_ENDED;
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::holdings;
use crate::permission::all::SignInsEnd;
use crate::sessions;
use http::StatusCode;
use kernel::MemberId;
use store::{Event, Subject};

/// End every session of a member
///
/// They are refused from their next request on, at the latest half a second after this answer. The member may sign in again.
#[utoipa::path(delete, path = "/members/{id}/sessions", tag = "Security", operation_id = "endSessionsOfMember",
    params(("id" = MemberId, Path, description = "The member's id.")),
    responses((status = 204, description = "They have ended.")))]
pub async fn end_sessions_of_member(cx: Cx<SignInsEnd>, Path(id): Path<MemberId>) -> Answer<StatusCode> {
    cx.write(move |mut tx| {
        let name = holdings::name_of(&mut tx, id)?;
        let ended = sessions::rows::end_all(&mut tx, id)?;
        tx.commit(Event::new(&SESSIONS_ENDED, Subject::new("member", id)).label(name).first("sessions_ended", &ended), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
