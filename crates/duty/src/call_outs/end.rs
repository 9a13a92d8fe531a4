//! Ending a call-out.

use super::wire::CallOutView;
use super::{CallOutId, ENDED, rows, told};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, answering, permit};
use kernel::Error;
use store::{Event, Subject};

/// End a call-out
///
/// Nobody answers it any more: its links are void, and nobody follows from the reserve. Places that were given stay.
#[utoipa::path(put, path = "/call-outs/{id}/end", tag = "Call-outs", operation_id = "endCallOut",
    params(("id" = CallOutId, Path, description = "The call-out."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The call-out as it stands now.", body = CallOutView)))]
pub async fn end_call_out(cx: Cx<permit::CallOutsWrite>, Path(id): Path<CallOutId>, if_match: IfMatch) -> Answer<Versioned<CallOutView>> {
    let view = cx.write(move |mut tx| {
        let (mut row, requirement) = rows::find(&mut tx, id)?;
        if_match.hold(row.version, || told::one(&mut tx, row.clone(), requirement.clone()))?;
        if row.ended_at.is_some() {
            return Err(Error::refused("ended", "it was ended already"));
        }
        rows::end(&mut tx, &mut row)?;
        let links = answering::end_about(&mut tx, id.as_str(), None)?;
        let event = Event::new(&ENDED, Subject::new("call_out", id)).label(requirement.title.as_str());
        let event = event.first("ended_at", &row.ended_at).first("links", &links).touching(Subject::new("requirement", requirement.id));
        let view = told::one(&mut tx, row, requirement)?;
        tx.commit(event, view)
    });
    Ok(Versioned(view.await?))
}
