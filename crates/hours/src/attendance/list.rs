//! What was said about one assignment.

use super::wire::Attendance;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use roster::assignments::{AssignmentId, rows as assignments};

/// Show attendance
///
/// Who was there from when to when, and everything that was said about it, corrections with what they correct.
#[utoipa::path(get, path = "/assignments/{id}/attendance", tag = "Hours", operation_id = "listAttendance",
    params(("id" = AssignmentId, Path, description = "The assignment.")),
    responses((status = 200, description = "The attendance.", body = Attendance)))]
pub async fn list_attendance(cx: Cx<permit::HoursRead>, Path(id): Path<AssignmentId>) -> Answer<Json<Attendance>> {
    let found = cx.read(move |tx| {
        let row = assignments::find(tx, id)?;
        Attendance::of(tx, &row)
    });
    Ok(Json(found.await?))
}
