//! What a link invites to, for whoever holds it.

use super::rows::{self, Invitation};
use super::rules::void;
use super::wire::LinkSecret;
use crate::carried::Carried;
use crate::cx::RequestFacts;
use crate::edge::{Answer, Json};
use crate::networks::admit_link;
use crate::roles::Role;
use crate::sessions::nobody;
use crate::state::Access;
use axum::extract::State;
use kernel::{MemberId, Result, Timestamp};
use serde::Serialize;
use std::sync::Arc;
use store::Origin;
use store::door::{Listing, Realm, Standing};
use vault::TokenDigest;

/// What a link invites to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct InvitationShown {
    organisation: InvitingOrganisation,
    /// Who is invited.
    #[schema(example = "Ana Okafor")]
    name: String,
    /// The address they will sign in with.
    #[schema(example = "ana@example.org")]
    email: String,
    /// Who invites.
    #[schema(example = "Ben Field")]
    invited_by: String,
    /// Until when the link works.
    expires_at: Timestamp,
}

/// The organisation that invites.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct InvitingOrganisation {
    /// Its short name, with which to sign in later.
    #[schema(example = "north-river")]
    slug: String,
    /// Its name.
    #[schema(example = "North River Maintenance")]
    name: String,
}

/// A link that works.
pub(super) struct Held {
    pub(super) listing: Listing,
    pub(super) realm: Arc<Realm>,
    pub(super) digest: TokenDigest,
    pub(super) invitation: Invitation,
    pub(super) invited_by: String,
}

impl Held {
    /// Finds what a link invites to; one answer for every link that does not work.
    pub(super) async fn by(access: &Access, token: &str) -> Result<Self> {
        let (organisation, digest) = Carried::Invitation.read(token).ok_or_else(void)?;
        let listing = access.0.store.organisation(organisation).await?.ok_or_else(void)?;
        if listing.standing != Standing::Active {
            return Err(void());
        }
        let realm = access.0.store.realm(organisation).await?;
        let found = realm.read(nobody(Origin::default()), move |tx| {
            let Some(found) = rows::by_secret(tx, &digest)? else { return Ok(None) };
            if found.vouched(tx, found.invited_by).is_err() {
                return Ok(None);
            }
            Ok(rows::in_directory(tx, found.invited_by)?.map(|inviter| (found, inviter.name)))
        });
        let (invitation, invited_by) = found.await?.ok_or_else(void)?;
        Ok(Self { listing, realm, digest, invitation, invited_by })
    }

    /// Refuses whoever comes from outside of the networks: a link does not reach further than what it leads to.
    pub(super) async fn admit(&self, access: &Access, facts: &RequestFacts) -> Result<()> {
        let invitation = &self.invitation;
        let contact = || vec![Role::Contact.as_str().to_owned()];
        let roles = if invitation.customer.is_some() { contact() } else { invitation.role.clone().into_iter().collect() };
        admit_link(access, self.listing.id, self.member(), &roles, facts).await
    }

    /// The member they are already.
    pub(super) fn member(&self) -> Option<MemberId> {
        self.invitation.member
    }
}

/// What does this link invite to
///
/// For whoever holds the link. Used, expired, taken back and unknown ones are not told apart.
#[utoipa::path(post, path = "/invitation", tag = "Invitations", operation_id = "lookAtInvitation", request_body = LinkSecret,
    responses((status = 200, description = "What it invites to.", body = InvitationShown),
        (status = 404, description = "`invitation-void`: the link does not work.")))]
pub async fn look_at_invitation(
    State(access): State<Access>,
    facts: RequestFacts,
    Json(asked): Json<LinkSecret>,
) -> Answer<axum::Json<InvitationShown>> {
    let from = access.link_used_from(&facts)?;
    let held = Held::by(&access, &asked.token).await?;
    access.0.links_by_network.give_back(&from);
    held.admit(&access, &facts).await?;
    Ok(axum::Json(InvitationShown {
        organisation: InvitingOrganisation { slug: held.listing.slug, name: held.listing.name },
        name: held.invitation.name,
        email: held.invitation.email,
        invited_by: held.invited_by,
        expires_at: held.invitation.times.expires_at,
    }))
}
