//! The check itself, and what it leaves on record.

use super::rules::{Mode, Verdict, token_passes};
use super::{NETWORK_OUTSIDE, NETWORK_REFUSED};
use crate::cx::{RequestFacts, origin};
use crate::sessions::Identity;
use crate::state::Access;
use kernel::{Actor, Error, MemberId, OrganisationId, Result};
use store::door::Authority;
use store::{Event, Origin, Outcome, Subject};

/// Whether whoever was identified may come from where they come.
pub(crate) async fn admit(access: &Access, identity: &Identity, facts: &RequestFacts) -> Result<()> {
    let (organisation, member) = (identity.organisation.id, identity.member.id);
    let by = By { organisation, member: Some(member), origin: origin(facts, Some(identity)) };
    if let Some(token) = &identity.token
        && !token_passes(&token.networks, facts.address)
    {
        record(access, by, facts, "token", Mode::Enforce).await?;
        return Err(Error::NetworkRefused);
    }
    decide(access, by, facts, &identity.role_words).await
}

/// Whether a member whose password was right may sign in from where they are. Asked after the password, so that from outside the
/// networks every failure looks the same as before.
pub(crate) async fn admit_sign_in(
    access: &Access,
    organisation: OrganisationId,
    member: MemberId,
    roles: &[String],
    facts: &RequestFacts,
) -> Result<()> {
    decide(access, By { organisation, member: Some(member), origin: origin(facts, None) }, facts, roles).await
}

/// The same for whoever holds a link that works: who they are, if they are anybody yet, and the roles that it concerns.
pub(crate) async fn admit_link(
    access: &Access,
    organisation: OrganisationId,
    member: Option<MemberId>,
    roles: &[String],
    facts: &RequestFacts,
) -> Result<()> {
    decide(access, By { organisation, member, origin: origin(facts, None) }, facts, roles).await
}

struct By {
    organisation: OrganisationId,
    /// Nobody yet, where somebody is invited.
    member: Option<MemberId>,
    origin: Origin,
}

async fn decide(access: &Access, by: By, facts: &RequestFacts, roles: &[String]) -> Result<()> {
    let rules = access.0.networks.of(access, by.organisation).await?;
    if rules.mode == Mode::Off {
        return Ok(());
    }
    let Verdict { passes, list, .. } = rules.judge(facts.address, roles);
    if passes {
        return Ok(());
    }
    record(access, by, facts, &list, rules.mode).await?;
    if rules.mode == Mode::Enforce { Err(Error::NetworkRefused) } else { Ok(()) }
}

async fn record(access: &Access, by: By, facts: &RequestFacts, list: &str, mode: Mode) -> Result<()> {
    let Some(left_out) = access.0.networks.is_told(by.organisation, facts.address, access.now()) else { return Ok(()) };
    let subject = by.member.map_or_else(|| Subject::unnamed("member"), |member| Subject::new("member", member));
    let event = match mode {
        Mode::Enforce => Event::new(&NETWORK_REFUSED, subject).outcome(Outcome::Refused),
        _ => Event::new(&NETWORK_OUTSIDE, subject),
    };
    let event = event.first("list", &list).first("not_recorded_before", &(left_out > 0).then_some(left_out));
    let actor = by.member.map_or(Actor::Anonymous, Actor::Member);
    let authority = Authority::bare(actor, by.origin);
    let realm = access.0.store.realm(by.organisation).await?;
    realm.record(authority, event).await
}
