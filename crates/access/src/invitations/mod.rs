//! Invitations: somebody is asked to join, as a colleague or as a customer's contact, and does so with a link that was mailed to them.
//!
//! Invariants: nobody is invited to more than who invites may do, when they invite and when it is accepted; a link works once, until it
//! expires, is sent anew or is taken back; one answer for every link that does not work; until it is accepted nobody can sign in by it.

mod accept;
mod asked;
mod bulk;
mod create;
mod joining;
mod list;
mod look;
mod revoke;
mod rows;
pub(crate) mod rules;
mod send;
mod sheet;
mod wire;

pub(crate) use rows::{end_of, ended_by};

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Somebody was invited.
pub const INVITATION_CREATED: Action = Action::new("invitation.created", "Somebody was invited to join");
/// An invitation was sent again.
pub const INVITATION_SENT_AGAIN: Action = Action::new("invitation.sent_again", "An invitation was sent again; its older link is void");
/// An invitation was taken back.
pub const INVITATION_REVOKED: Action = Action::new("invitation.revoked", "An invitation was taken back");
/// The device of somebody invited was asked for a passkey.
pub const INVITATION_PASSKEY_ASKED: Action =
    Action::new("invitation.passkey_asked", "Whoever holds the link of an invitation was asked for a passkey to join with");
/// An invitation was accepted.
pub const INVITATION_ACCEPTED: Action =
    Action::new("invitation.accepted", "An invitation was accepted, and who accepted it signed in; or the passkey for it was not accepted");

/// Every action of this slice.
pub const ACTIONS: &[Action] =
    &[INVITATION_CREATED, INVITATION_SENT_AGAIN, INVITATION_REVOKED, INVITATION_PASSKEY_ASKED, INVITATION_ACCEPTED];

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(list::list_invitations))
        .routes(crate::route!(create::create_invitation))
        .routes(crate::route!(bulk::invite_many))
        .routes(crate::route!(send::send_invitation))
        .routes(crate::route!(revoke::revoke_invitation))
        .routes(utoipa_axum::routes!(look::look_at_invitation))
        .routes(utoipa_axum::routes!(asked::offer_passkey_to_invited))
        .routes(utoipa_axum::routes!(accept::accept_invitation))
}
