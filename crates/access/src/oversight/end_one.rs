//! Ending one session of anybody.

use super::{SESSION_CUT, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::permission::all::SignInsEnd;
use crate::sessions::{self, SessionId};
use http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// End a session
#[utoipa::path(delete, path = "/sessions/{id}", tag = "Security", operation_id = "endSession",
    params(("id" = String, Path, description = "The session's id.", example = "ses_01jd7q3v9mf4x8t2c5k6w0ezya")),
    responses((status = 204, description = "It has ended.")))]
pub async fn end_session_of_anybody(cx: Cx<SignInsEnd>, Path(id): Path<SessionId>) -> Answer<StatusCode> {
    cx.write(move |mut tx| {
        let (member, device) = rows::session_of(&mut tx, id.as_str())?.ok_or_else(|| Error::not_found("session"))?;
        sessions::rows::end(&mut tx, id.as_str())?;
        tx.commit(Event::new(&SESSION_CUT, Subject::new("session", id)).label(device).touching(Subject::new("member", member)), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
