//! Ending one of one's sessions from another: the telephone left in a taxi.

use super::create::SessionId;
use super::{SESSION_REVOKED, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::permission::all::SelfFactors;
use http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// End one of my sessions
///
/// It is refused from its next request on, at the latest half a second after this answer.
#[utoipa::path(delete, path = "/me/sessions/{id}", tag = "Session", operation_id = "endMySession",
    params(("id" = String, Path, description = "The session's id.", example = "ses_01jd7q3v9mf4x8t2c5k6w0ezya")),
    responses((status = 204, description = "It has ended.")))]
pub async fn end_my_session(cx: Cx<SelfFactors>, Path(id): Path<SessionId>) -> Answer<StatusCode> {
    let member = cx.member();
    cx.write(move |mut tx| {
        let device = rows::end_of(&mut tx, member, id.as_str())?.ok_or_else(|| Error::not_found("session"))?;
        tx.commit(Event::new(&SESSION_REVOKED, Subject::new("session", id)).label(device).touching(Subject::new("member", member)), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
