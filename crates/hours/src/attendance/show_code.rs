//! The code of a session.

use super::wire::AttendanceCode;
use super::{SessionId, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;

/// Show a session's code
///
/// For whoever leads the session to show. It changes every minute and is good for one minute more. No secret behind it is kept: the
/// server makes it from the organisation's key.
#[utoipa::path(get, path = "/event-sessions/{id}/attendance-code", tag = "Hours", operation_id = "showAttendanceCode",
    params(("id" = SessionId, Path, description = "The session.")),
    responses((status = 200, description = "The code.", body = AttendanceCode)))]
pub async fn show_attendance_code(cx: Cx<permit::AttendanceManage>, Path(id): Path<SessionId>) -> Answer<Json<AttendanceCode>> {
    let shown = cx.read(move |tx| {
        rows::of_session(tx, id.as_str())?;
        let (code, until) = tx.code(id.as_str())?;
        Ok(AttendanceCode { session_id: id, code, until })
    });
    Ok(Json(shown.await?))
}
