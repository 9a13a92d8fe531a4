//! Asking for leave.

use super::rows::{self, NewRow};
use super::wire::{LeaveView, NewLeave};
use super::{ASKED, LeaveId, rules};
use crate::people;
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::Error;
use store::{Event, Subject};

/// Ask for leave
///
/// For oneself, or for a member within reach. It waits until it is decided on.
#[utoipa::path(post, path = "/leave", tag = "Leave", operation_id = "askForLeave", params(OnceHeader), request_body = NewLeave,
    responses((status = 201, description = "The leave, which waits.", body = LeaveView)))]
pub async fn ask_for_leave(cx: Cx<permit::LeaveWrite>, once: OnceKey, Json(new): Json<NewLeave>) -> Answer<Created<LeaveView>> {
    let me = cx.member();
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let unknown = |_| Error::field("member_id", "unknown", "there is no such member");
            let member = people::named(&mut tx, new.member_id.unwrap_or(me), rows::READING).map_err(unknown)?;
            let span = rules::span(new.start, new.end)?;
            let id = LeaveId::new(tx.now(), tx.rng());
            rows::insert(&mut tx, &NewRow { id, member: member.id, span, kind: new.kind, note: new.note.into_string() })?;
            let view = rows::find(&mut tx, id)?;
            let event = Event::new(&ASKED, Subject::new("leave", id))
                .label(member.name)
                .first("start", &view.start)
                .first("end", &view.end)
                .first("kind", &view.kind)
                .note(Some(view.note.as_str()).filter(|note| !note.is_empty()))
                .touching(Subject::new("member", member.id));
            tx.commit(event, view)
        })
        .await?;
    let location = format!("/api/v1/leave?member_id={}", row.member.id);
    Ok(Created { row, location })
}
