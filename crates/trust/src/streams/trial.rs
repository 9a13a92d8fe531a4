//! Trying a stream out, at once and whether or not it is paused.

use super::carry::carry;
use super::wire::Trial;
use super::{STREAM_TRIED, StreamId, outbox, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use store::{Event, Outcome, Subject};

/// Send a message to try a stream of the audit log out
///
/// Its action is `audit_stream.trial`, and it has no number. The answer tells what became of it; how far the stream has come is not
/// changed.
#[utoipa::path(post, path = "/audit/streams/{id}/trial", operation_id = "tryAuditStream", tag = "Audit", params(("id" = StreamId, Path)),
    responses((status = 200, body = Trial, description = "What became of it.")))]
pub async fn try_stream(cx: Cx<permit::StreamsWrite>, Path(id): Path<StreamId>) -> Answer<Json<Trial>> {
    let host = cx.log_host();
    let read = cx.read(move |tx| {
        let row = rows::find(tx, id)?;
        Ok((outbox::trial(tx, &row, &host)?, row.name))
    });
    let (parcel, name) = read.await?;
    let fault = match cx.envoy() {
        Some(envoy) => carry(envoy, &parcel).await.fault().map(str::to_owned),
        None => Some("nothing-leaves-here".to_owned()),
    };
    let event = Event::new(&STREAM_TRIED, Subject::new("audit_stream", id)).label(name).note(fault.clone());
    let event = if fault.is_some() { event.outcome(Outcome::Failed) } else { event };
    cx.write(move |tx| tx.commit(event, ())).await?;
    Ok(Json(Trial { ok: fault.is_none(), fault }))
}
