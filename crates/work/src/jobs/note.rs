//! Writing a note on a job. A note is an event record: it can be read in the timeline and never changed.

use super::{JobId, NOTED, rows};
use crate::timeline::{ActorView, SubjectView, TimelineItem};
use access::edge::{Answer, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use axum::http::StatusCode;
use kernel::{Error, Result, Text};
use serde::{Deserialize, Serialize};
use store::{Event, Subject, WriteTx};
use utoipa::ToSchema;

/// A note.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// A person's words.
    #[schema(value_type = String, min_length = 1, max_length = 10_000, example = "Key is with the porter")]
    pub text: Text<10_000>,
}

/// Write a note on a job.
#[utoipa::path(post, path = "/jobs/{id}/notes", operation_id = "noteJob", tag = "Jobs", params(("id" = JobId, Path), OnceHeader),
    request_body = NewNote,
    responses((status = 201, body = TimelineItem, description = "The note as it stands in the timeline")))]
pub async fn note_job(
    cx: Cx<permit::JobsNote>,
    Path(id): Path<JobId>,
    once: OnceKey,
    Json(note): Json<NewNote>,
) -> Answer<(StatusCode, axum::Json<TimelineItem>)> {
    let (once, text) = (once.of(&note)?, said(note)?);
    let author = cx.identity().member.name.clone();
    let item = cx
        .write_once(once, move |mut tx| {
            let label = rows::find(&mut tx, id)?.0.label();
            let item = told(&tx, id, &label, author, &text);
            tx.commit(Event::new(&NOTED, Subject::new("job", id)).label(label).note(Some(text)), item)
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(item)))
}

fn said(note: NewNote) -> Result<String> {
    let text = note.text.into_string();
    if text.trim().is_empty() { Err(Error::field("text", "empty", "must not be empty")) } else { Ok(text) }
}

/// The event of this transaction, as the timeline will show it.
fn told(tx: &WriteTx<'_>, id: JobId, label: &str, author: String, text: &str) -> TimelineItem {
    TimelineItem {
        seq: tx.next_seq(),
        at: tx.now(),
        actor: ActorView { kind: tx.actor().kind(), id: tx.actor().member(), name: author },
        action: NOTED.name.to_owned(),
        subject: SubjectView { kind: "job".to_owned(), id: Some(id.to_string()), label: label.to_owned() },
        changes: Vec::new(),
        note: Some(text.to_owned()),
        erased: false,
    }
}
