//! Saying that one has looked at an alert.

use super::wire::{Acknowledgement, AlertView};
use super::{ALERT_SEEN, AlertId, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use store::{Event, Subject};

/// Acknowledge an alert
///
/// Says that somebody looked at it, and what came of it. Doing so again replaces the words.
#[utoipa::path(put, path = "/alerts/{id}/acknowledgement", tag = "Alerts", operation_id = "acknowledgeAlert",
    params(("id" = AlertId, Path, description = "The alert."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Acknowledgement,
    responses((status = 200, description = "The alert.", body = AlertView)))]
pub async fn acknowledge_alert(
    cx: Cx<permit::AlertsAcknowledge>,
    Path(id): Path<AlertId>,
    if_match: IfMatch,
    Json(body): Json<Acknowledgement>,
) -> Answer<Versioned<AlertView>> {
    let by = cx.member();
    let seen = cx.write(move |mut tx| {
        let before = rows::find(&mut tx, id)?;
        if_match.hold(before.version, || Ok(before.clone()))?;
        let note = body.note.as_ref().map(kernel::Line::as_str);
        rows::acknowledge(&mut tx, id, by, note)?;
        let event = Event::new(&ALERT_SEEN, Subject::new("alert", id)).label(before.rule.as_str()).note(note);
        let after = rows::find(&mut tx, id)?;
        tx.commit(event, after)
    });
    Ok(Versioned(seen.await?))
}
