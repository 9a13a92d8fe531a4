//! Taking a visit back.

use super::wire::VisitView;
use super::{RECALLED, VisitId, follow, rows};
use crate::jobs::rows as jobs;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::Text;
use serde::Deserialize;
use store::{Event, Subject};
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitRecall)]
pub struct Recall {
    /// Told to those who were to go.
    #[schema(value_type = String, min_length = 1, max_length = 500, example = "The customer called it off")]
    pub reason: Text<500>,
}

/// Take a visit back; everybody who was to go is free again.
#[utoipa::path(put, path = "/visits/{id}/recall", operation_id = "recallVisit", tag = "Visits",
    params(("id" = VisitId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Recall,
    responses((status = 200, body = VisitView, description = "The visit as it stands now")))]
pub async fn recall_visit(
    cx: Cx<permit::VisitsWrite>,
    Path(id): Path<VisitId>,
    if_match: IfMatch,
    Json(recall): Json<Recall>,
) -> Answer<Versioned<VisitView>> {
    let house = cx.house();
    let view = cx
        .write(move |mut tx| {
            let named = rows::find(&mut tx, id)?;
            if_match.hold(named.0.version, || VisitView::of(&mut tx, named.clone()))?;
            let (before, mut job) = (named.0.state, jobs::get(&mut tx, named.0.job_id)?);
            follow::take_back(&mut tx, Some(&house), named.0.clone(), recall.reason.as_str())?;
            let stood = follow::follow(&mut tx, &mut job)?;
            let after = rows::get(&mut tx, id)?;
            let event =
                Event::new(&RECALLED, Subject::new("visit", id)).label(rows::called(&after)).change("state", &before, &after.0.state);
            let view = VisitView::of(&mut tx, after)?;
            tx.commit(follow::told_of_job(event, &job, stood).note(Some(recall.reason.into_string())), view)
        })
        .await?;
    Ok(Versioned(view))
}
