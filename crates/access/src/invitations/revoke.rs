//! Taking an invitation back.

use super::wire::InvitationId;
use super::{INVITATION_REVOKED, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::permission::all::InvitationsWrite;
use http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// Take an invitation back
///
/// Its link is void at once, and its mail does not leave if it has not.
#[utoipa::path(delete, path = "/invitations/{id}", tag = "Invitations", operation_id = "revokeInvitation",
    params(("id" = InvitationId, Path, description = "The invitation.")),
    responses((status = 204, description = "It is void.")))]
pub async fn revoke_invitation(cx: Cx<InvitationsWrite>, Path(id): Path<InvitationId>) -> Answer<StatusCode> {
    cx.write(move |mut tx| {
        let found = rows::find(&mut tx, id)?;
        if found.times.accepted_at.is_some() || found.times.revoked_at.is_some() {
            return Err(Error::refused("invitation-over", "it was accepted or taken back already"));
        }
        rows::revoked(&mut tx, &found)?;
        tx.commit(Event::new(&INVITATION_REVOKED, Subject::new("invitation", id)).label(found.name), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
