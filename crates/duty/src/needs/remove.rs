//! Taking back what a session needs, as long as nobody asked for it.

use super::{REMOVED, RequirementId, rows};
use access::edge::{Answer, IfMatch, Path};
use access::{Cx, permit};
use http::StatusCode;
use store::{Event, Subject};

/// Remove what a session needs
///
/// As long as nobody has or had a place of it, or asked for one.
#[utoipa::path(delete, path = "/requirements/{id}", tag = "Sessions of events", operation_id = "removeRequirement",
    params(("id" = RequirementId, Path, description = "The requirement."), ("If-Match" = String, Header, description = "The version that is removed, as its ETag")),
    responses((status = 204, description = "It is gone.")))]
pub async fn remove_requirement(cx: Cx<permit::EventsWrite>, Path(id): Path<RequirementId>, if_match: IfMatch) -> Answer<StatusCode> {
    cx.write(move |mut tx| {
        let need = rows::find(&mut tx, id)?;
        if_match.hold(need.requirement.version, || rows::told(&mut tx, need.requirement.clone()))?;
        need.session.state(tx.now()).check_open()?;
        rows::delete(&mut tx, id)?;
        let record = Event::new(&REMOVED, Subject::new("requirement", id))
            .label(format!("{} · {}", need.requirement.title, need.requirement.detail));
        tx.commit(record.touching(Subject::new("event_session", need.session.id)), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
