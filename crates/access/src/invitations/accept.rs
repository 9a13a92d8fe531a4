//! Accepting an invitation: a password is chosen, the member is there, and has signed in. One write, so that of two acceptances one wins.

use super::look::Held;
use super::rows::Invitation;
use super::rules::void;
use super::wire::Acceptance;
use super::{INVITATION_ACCEPTED, rows};
use crate::credentials::MemberCredentials;
use crate::cx::RequestFacts;
use crate::edge::{Answer, Json};
use crate::factors::Factor;
use crate::holdings;
use crate::networks::admit_sign_in;
use crate::new_password::{self, Whose};
use crate::postings;
use crate::sessions::{self, MeView, Opening};
use crate::single_sign_on::required::shuts;
use crate::state::Access;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use diesel::prelude::*;
use http::HeaderMap;
use kernel::{Error, MemberId, Result, folded};
use store::schema::member;
use store::{Event, Origin, Subject, WriteTx};

/// Accept an invitation
///
/// With a password of your own; you are signed in. What your organisation demands beyond a password is asked for then.
#[utoipa::path(post, path = "/invitation/acceptance", tag = "Invitations", operation_id = "acceptInvitation", request_body = Acceptance,
    responses((status = 200, description = "You belong to the organisation, and are signed in; the cookie is set.", body = MeView),
        (status = 404, description = "`invitation-void`: the link does not work.")))]
pub async fn accept_invitation(
    State(access): State<Access>,
    facts: Option<Extension<RequestFacts>>,
    headers: HeaderMap,
    Json(asked): Json<Acceptance>,
) -> Answer<Response> {
    let from = access.link_used_from(facts.as_ref())?;
    sessions::refuse_signed_in(&access, &headers).await?;
    let held = Held::by(&access, &asked.token).await?;
    access.0.links_by_network.give_back(&from);
    let (listing, invitation) = (held.listing.clone(), held.invitation.clone());
    refuse_shut(&held).await?;
    let whose = Whose { slug: &listing.slug, organisation: &listing.name, name: &invitation.name, email: &invitation.email };
    let record = new_password::record(&access, "password", &asked.password, &whose).await?;
    let member = held.member().unwrap_or_else(|| MemberId::new(access.now(), &**access.0.store.rng()));
    let facts = facts.map(|Extension(facts)| facts).unwrap_or_default();
    admit_sign_in(&access, listing.id, member, &roles(&invitation), &facts).await?;
    let opening = Opening::prepare(&access, &headers)?;
    let (ticket, authority, digest) = (opening.ticket(), opening.authority(member, &facts), held.digest);
    held.realm
        .write(authority, move |mut tx| {
            // Two at once, or taken back meanwhile: the first counts.
            let found = rows::by_secret(&mut tx, &digest)?.ok_or_else(void)?;
            found.vouched(&mut tx, found.invited_by).map_err(|_| void())?;
            join(&mut tx, &found, member, &record)?;
            let joined = MemberCredentials { id: member, name: found.name.clone(), email: found.email.clone(), password: None };
            ticket.open(&mut tx, &joined, Factor::Password, None)?;
            rows::accepted(&mut tx, found.id, member)?;
            let event = Event::new(&INVITATION_ACCEPTED, Subject::new("invitation", found.id)).label(found.name.as_str());
            tx.commit(event.touching(Subject::new("member", member)).touching(ticket.subject()), ())
        })
        .await?;
    Ok(opening.answer(&held.realm, &listing).await?)
}

/// Where members sign in at the organisation's own provider alone, a password of their own lets nobody in but a customer's contact.
async fn refuse_shut(held: &Held) -> Result<()> {
    let member = held.member();
    let is_shut = held.realm.read(sessions::nobody(Origin::default()), move |tx| shuts(tx, member)).await?;
    if is_shut && held.invitation.customer.is_none() {
        let message = "this organisation has its members sign in with their own account there: ask who invited you";
        return Err(Error::refused("single-sign-on-required", message));
    }
    Ok(())
}

/// The roles that joining gives, as networks go by them.
fn roles(invitation: &Invitation) -> Vec<String> {
    if invitation.customer.is_some() { vec!["contact".to_owned()] } else { invitation.role.clone().into_iter().collect() }
}

/// Makes the member, or lets the one there is sign in.
fn join(tx: &mut WriteTx<'_>, found: &Invitation, id: MemberId, record: &str) -> Result<()> {
    if found.member.is_some() {
        let known = rows::in_directory(tx, id)?.filter(|known| known.status == "active" && !known.can_sign_in);
        // An address that was changed since is not the one the link went to.
        known.filter(|known| known.email == found.email).ok_or_else(void)?;
    } else {
        insert(tx, found, id)?;
        if let Some(role) = &found.role {
            let role = holdings::RoleName::parse(role).ok_or_else(void)?;
            holdings::hold_as(tx, id, role, found.unit, found.invited_by)?;
        }
        if let Some(unit) = found.unit {
            postings::post(tx, id, unit)?;
        }
    }
    crate::credentials::set_password(tx, id, record)
}

fn insert(tx: &mut WriteTx<'_>, found: &Invitation, id: MemberId) -> Result<()> {
    let email = kernel::Email::parse(&found.email).map_err(Error::internal)?;
    if rows::is_taken(tx, &email)? {
        return Err(void());
    }
    let now = tx.now();
    diesel::insert_into(member::table)
        .values((
            member::id.eq(id),
            member::version.eq(1),
            member::name.eq(&found.name),
            member::sort_name.eq(folded(&found.name)),
            member::email.eq(&found.email),
            member::status.eq("active"),
            member::customer_id.eq(found.customer),
            member::created_at.eq(now),
            member::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}
