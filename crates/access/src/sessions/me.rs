//! Who am I, and what may I do.

use super::seen::Identity;
use crate::cx::Cx;
use crate::edge::Answer;
use crate::factors::Factor;
use crate::permission::all::SelfRead;
use crate::policy::Must;
use crate::roles::{Grant, Role};
use crate::sensitive::FRESH_MILLIS;
use axum::Json;
use kernel::{MemberId, OrganisationId, Timestamp};
use serde::Serialize;

/// The signed-in member, the organisation, what is granted, the session.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MeView {
    member: MeMember,
    organisation: MeOrganisation,
    /// The member's roles.
    roles: Vec<Role>,
    /// What the roles grant together.
    grants: Vec<Grant>,
    session: MeSession,
    /// What you have to do before you can do anything else; until then everything but your own account answers 403 `factor-needed`.
    must: Vec<Must>,
    /// Until when you may go on without what is demanded of you; null where nothing is lacking, or the time is over.
    grace_until: Option<Timestamp>,
}

/// The signed-in member.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MeMember {
    id: MemberId,
    #[schema(example = "Ana Okafor")]
    name: String,
    #[schema(example = "ana@example.org")]
    email: String,
}

/// The member's organisation.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MeOrganisation {
    id: OrganisationId,
    #[schema(example = "north-river")]
    slug: String,
    #[schema(example = "North River Maintenance")]
    name: String,
    /// IANA time zone of dates without one.
    #[schema(example = "America/Chicago")]
    time_zone: String,
}

/// The session in use.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MeSession {
    #[schema(example = "ses_01jd7q3v9mf4x8t2c5k6w0ezya")]
    id: String,
    created_at: Timestamp,
    /// It ends then at the latest.
    expires_at: Timestamp,
    /// It ends then unless there is another request before.
    idle_expires_at: Timestamp,
    /// With what it was opened, or proved since.
    factor: Factor,
    /// Until then sensitive acts are done without another proof.
    fresh_until: Timestamp,
}

impl MeView {
    pub(super) fn at(identity: &Identity, now: Timestamp) -> Self {
        let (member, home, session) = (&identity.member, &identity.organisation, &identity.session);
        Self {
            member: MeMember { id: member.id, name: member.name.clone(), email: member.email.clone() },
            organisation: MeOrganisation {
                id: home.id,
                slug: home.slug.clone(),
                name: home.name.clone(),
                time_zone: home.zone.as_str().to_owned(),
            },
            roles: identity.roles.clone(),
            grants: identity.grants(),
            must: identity.must.clone(),
            grace_until: identity.grace_until,
            session: MeSession {
                id: session.id.clone(),
                created_at: session.created_at,
                expires_at: session.expires_at,
                idle_expires_at: now.plus_millis(session.idle_millis).min(session.expires_at),
                factor: session.factor,
                fresh_until: session.proved_at.plus_millis(FRESH_MILLIS),
            },
        }
    }
}

/// Who am I
///
/// The member behind the session, and what they may do.
#[utoipa::path(get, path = "/me", tag = "Session", operation_id = "me",
    responses((status = 200, description = "You.", body = MeView)))]
pub async fn me(cx: Cx<SelfRead>) -> Answer<Json<MeView>> {
    Ok(Json(MeView::at(cx.identity(), cx.now())))
}
