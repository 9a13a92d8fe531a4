//! Taking leave back.

use super::wire::LeaveView;
use super::{LeaveId, WITHDRAWN, rows};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use store::{Event, Subject};

/// Withdraw leave
///
/// What was asked for, or was approved and is not over.
#[utoipa::path(put, path = "/leave/{id}/withdrawal", tag = "Leave", operation_id = "withdrawLeave",
    params(("id" = LeaveId, Path, description = "The leave."),
        ("If-Match" = String, Header, description = "The version that is withdrawn, as its ETag")),
    responses((status = 200, description = "The leave as it is now.", body = LeaveView)))]
pub async fn withdraw_leave(cx: Cx<permit::LeaveWrite>, Path(id): Path<LeaveId>, if_match: IfMatch) -> Answer<Versioned<LeaveView>> {
    let view = cx
        .write(move |mut tx| {
            let before = rows::find(&mut tx, id)?;
            if_match.hold(before.version, || Ok(&before))?;
            before.state.withdraw(before.end, tx.now())?;
            rows::withdraw(&mut tx, id)?;
            let after = rows::find(&mut tx, id)?;
            let event = Event::new(&WITHDRAWN, Subject::new("leave", id))
                .label(after.member.name.as_str())
                .change("state", &before.state, &after.state)
                .touching(Subject::new("member", after.member.id));
            tx.commit(event, after)
        })
        .await?;
    Ok(Versioned(view))
}
