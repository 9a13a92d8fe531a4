//! Sending an invitation again, with another link.

use super::create::{Invited, Inviter};
use super::rules::{self, Times};
use super::wire::{InvitationId, InvitationView};
use super::{INVITATION_SENT_AGAIN, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Path, Versioned};
use crate::permission::all::InvitationsWrite;
use kernel::{Email, Error};
use store::{Event, Subject};

/// Send an invitation again
///
/// With a new link, valid as long as the first one was; the older link is void. What was accepted or taken back is not sent again.
#[utoipa::path(post, path = "/invitations/{id}/sending", tag = "Invitations", operation_id = "sendInvitation",
    params(("id" = InvitationId, Path, description = "The invitation.")),
    responses((status = 200, description = "The mail waits in the outbox.", body = InvitationView)))]
pub async fn send_invitation(cx: Cx<InvitationsWrite>, Path(id): Path<InvitationId>) -> Answer<Versioned<InvitationView>> {
    let by = Inviter::of(&cx);
    let sent = cx.write(move |mut tx| {
        let found = rows::find(&mut tx, id)?;
        if found.times.accepted_at.is_some() || found.times.revoked_at.is_some() {
            return Err(Error::refused("invitation-over", "it was accepted or taken back: invite anew"));
        }
        let email = Email::parse(&found.email).map_err(Error::internal)?;
        // Whoever sends it vouches for it too.
        found.vouched(&mut tx, by.id)?;
        if let Some(mail) = found.mail {
            courier::mail::take_back(&mut tx, mail)?;
        }
        let expires_at = again(found.times, found.created_at, tx.now());
        let invited =
            Invited { name: found.name, email, role: found.role, unit: found.unit, customer: found.customer, member: found.member };
        let (digest, mail) = by.write(&mut tx, &invited, expires_at)?;
        rows::renew(&mut tx, id, &digest, mail, expires_at)?;
        let event = Event::new(&INVITATION_SENT_AGAIN, Subject::new("invitation", id)).label(invited.name.as_str());
        let event = event.change("expires_at", &found.times.expires_at, &expires_at);
        let view = rows::view(&mut tx, id)?;
        tx.commit(event, view)
    });
    Ok(Versioned(sent.await?))
}

/// As long as the first time, or as the usual where it was sent again before.
fn again(times: Times, created_at: kernel::Timestamp, now: kernel::Timestamp) -> kernel::Timestamp {
    let first = times.expires_at.millis() - created_at.millis();
    let most = rules::until(Some(30), now).unwrap_or(now);
    now.plus_millis(first).min(most)
}
