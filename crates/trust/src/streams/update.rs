//! Changing a stream, pausing it, going on. Where it goes is not changed: another receiver gets a stream of its own, from its beginning.

use super::create::authority;
use super::outbox::log_size;
use super::rows::{self, StreamRow};
use super::wire::{AuditStream, StreamChange};
use super::{STREAM_UPDATED, StreamId};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Patch, Result, Timestamp};
use store::{Event, Subject};

/// Change, pause or resume a stream of the audit log
#[utoipa::path(patch, path = "/audit/streams/{id}", operation_id = "updateAuditStream", tag = "Audit", request_body = StreamChange,
    params(("id" = StreamId, Path), ("If-Match" = String, Header, description = "The version as you read it.", example = "\"1\"")),
    responses((status = 200, body = AuditStream, description = "As it is now.")))]
pub async fn update_stream(
    cx: Cx<permit::StreamsWrite>,
    Path(id): Path<StreamId>,
    if_match: IfMatch,
    Json(change): Json<StreamChange>,
) -> Answer<Versioned<AuditStream>> {
    let view = cx.write(move |mut tx| {
        let (before, size) = (rows::find(&mut tx, id)?, log_size(&mut tx)?);
        if_match.hold(before.version, || Ok(AuditStream::of(before.clone(), size, true)))?;
        let after = changed(before.clone(), &change, tx.now())?;
        rows::save(&mut tx, &after)?;
        let event = Event::new(&STREAM_UPDATED, Subject::new("audit_stream", id))
            .label(&after.name)
            .change("name", &before.name, &after.name)
            .change("authority", &before.authority, &after.authority)
            .change("paused", &before.paused_at.is_some(), &after.paused_at.is_some());
        tx.commit(event, AuditStream::of(after, size + 1, true))
    });
    Ok(Versioned(view.await?))
}

fn changed(mut row: StreamRow, change: &StreamChange, now: Timestamp) -> Result<StreamRow> {
    if let Some(name) = &change.name {
        name.as_str().clone_into(&mut row.name);
    }
    match &change.authority {
        Patch::Keep => {}
        Patch::Clear => row.authority = None,
        Patch::Set(own) => row.authority = authority(Some(own))?,
    }
    match change.paused {
        Some(true) => row.paused_at = row.paused_at.or(Some(now)),
        Some(false) => row.paused_at = None,
        None => {}
    }
    // Whoever sees to it need not wait for the next try.
    (row.attempts, row.due_at) = (0, now);
    row.version += 1;
    row.updated_at = now;
    Ok(row)
}
