//! Removing a stream.

use super::outbox::log_size;
use super::wire::AuditStream;
use super::{STREAM_REMOVED, StreamId, rows};
use access::edge::{Answer, IfMatch, Path};
use access::{Cx, permit};
use axum::http::StatusCode;
use store::{Event, Subject};

/// Remove a stream of the audit log
///
/// Nothing more is sent by it, not even the record of its removal.
#[utoipa::path(delete, path = "/audit/streams/{id}", operation_id = "removeAuditStream", tag = "Audit",
    params(("id" = StreamId, Path), ("If-Match" = String, Header, description = "The version as you read it.", example = "\"1\"")),
    responses((status = 204, description = "It is gone.")))]
pub async fn remove_stream(cx: Cx<permit::StreamsWrite>, Path(id): Path<StreamId>, if_match: IfMatch) -> Answer<StatusCode> {
    cx.write(move |mut tx| {
        let (row, size) = (rows::find(&mut tx, id)?, log_size(&mut tx)?);
        if_match.hold(row.version, || Ok(AuditStream::of(row.clone(), size, true)))?;
        rows::remove(&mut tx, id)?;
        let unsent = size - row.cursor_seq;
        tx.commit(Event::new(&STREAM_REMOVED, Subject::new("audit_stream", id)).label(row.name).first("unsent", &unsent), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
