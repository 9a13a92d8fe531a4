//! Everybody's attendance at a session.

use super::wire::{Attendance, SessionAttendance};
use super::{SessionId, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::Result;
use store::Tx;

/// Show a session's attendance
///
/// Everybody who has a place, by name: the list on which whoever leads the session ticks who came.
#[utoipa::path(get, path = "/event-sessions/{id}/attendance", tag = "Hours", operation_id = "listSessionAttendance",
    params(("id" = SessionId, Path, description = "The session.")),
    responses((status = 200, description = "Everybody's attendance.", body = SessionAttendance)))]
pub async fn list_session_attendance(cx: Cx<permit::AttendanceManage>, Path(id): Path<SessionId>) -> Answer<Json<SessionAttendance>> {
    Ok(Json(cx.read(move |tx| all(tx, id)).await?))
}

pub(super) fn all(tx: &mut Tx<'_>, id: SessionId) -> Result<SessionAttendance> {
    let found = rows::of_session(tx, id.as_str())?;
    Ok(SessionAttendance { items: Attendance::all(tx, &found)? })
}
