//! Accepting an invitation: a password or a passkey is chosen, the member is there, and has signed in. One write, so that of two
//! acceptances one wins.

use super::asked;
use super::joining::{Proof, join, judge};
use super::look::Held;
use super::rules::void;
use super::wire::Acceptance;
use super::{INVITATION_ACCEPTED, rows};
use crate::credentials::MemberCredentials;
use crate::cx::{RequestFacts, origin};
use crate::edge::{Answer, Json};
use crate::new_password::{self, Whose};
use crate::sessions::opening::Ticket;
use crate::sessions::{self, MeView, Opening, nobody};
use crate::single_sign_on::required::shuts;
use crate::state::Access;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use kernel::{Error, MemberId, Result};
use serde_json::Value;
use store::{Committed, Event, Origin, Outcome, Subject, Tx, WriteTx};
use vault::TokenDigest;

/// Accept an invitation
///
/// With a password of your own, or with the passkey that `POST /invitation/passkey/options` asked for; you are signed in. What your
/// organisation demands beyond it is asked for then.
#[utoipa::path(post, path = "/invitation/acceptance", tag = "Invitations", operation_id = "acceptInvitation", request_body = Acceptance,
    responses((status = 200, description = "You belong to the organisation, and are signed in; the cookie is set.", body = MeView),
        (status = 404, description = "`invitation-void`: the link does not work.")))]
pub async fn accept_invitation(
    State(access): State<Access>,
    facts: RequestFacts,
    headers: HeaderMap,
    Json(asked): Json<Acceptance>,
) -> Answer<Response> {
    let from = access.link_used_from(&facts)?;
    sessions::refuse_signed_in(&access, &headers).await?;
    let held = Held::by(&access, &asked.token).await?;
    access.0.links_by_network.give_back(&from);
    refuse_shut(&held).await?;
    held.admit(&access, &facts).await?;
    let proof = chosen(&access, &held, asked).await?;
    let member = to_be(&access, &held, &proof).await?;
    refuse_wrong_answer(&access, &held, member, &proof, &facts).await?;
    let opening = Opening::prepare(&access, &headers)?;
    let (ticket, authority, digest) = (opening.ticket(access.house_of(&held.listing)?), opening.authority(member, &facts), held.digest);
    let judging = access.clone();
    held.realm.write(authority, move |tx| take_up(tx, &judging, &digest, member, proof, &ticket)).await?;
    Ok(opening.answer(&held.realm, &held.listing).await?)
}

/// Refuses a device's answer that is not accepted, before anybody is there who could have given it: the record of it names nobody, and what
/// was asked is used up.
async fn refuse_wrong_answer(access: &Access, held: &Held, member: MemberId, proof: &Proof, facts: &RequestFacts) -> Result<()> {
    if matches!(proof, Proof::Password(_)) {
        return Ok(());
    }
    let (id, judging, proof) = (held.invitation.id, access.clone(), proof.clone());
    let look = move |tx: &mut Tx<'_>| {
        let asked = asked::find(tx, id)?.filter(|(asked, _)| *asked == member);
        Ok(judge(tx, &judging, proof, asked)?.is_some())
    };
    if held.realm.read(nobody(Origin::default()), look).await? {
        return Ok(());
    }
    let event = Event::new(&INVITATION_ACCEPTED, Subject::new("invitation", id)).label(held.invitation.name.as_str());
    let fail = move |mut tx: WriteTx<'_>| {
        asked::take(&mut tx, id)?;
        tx.commit(event.outcome(Outcome::Failed), ())
    };
    held.realm.write(nobody(origin(facts, None)), fail).await?;
    Err(not_accepted())
}

fn not_accepted() -> Error {
    Error::field("credential", "not-accepted", "this passkey was not accepted")
}

/// Takes the invitation up.
fn take_up(
    mut tx: WriteTx<'_>,
    access: &Access,
    digest: &TokenDigest,
    member: MemberId,
    proof: Proof,
    ticket: &Ticket,
) -> Result<Committed<()>> {
    // Two at once, or taken back meanwhile: the first counts.
    let found = rows::by_secret(&mut tx, digest)?.ok_or_else(void)?;
    found.vouched(&mut tx, found.invited_by).map_err(|_| void())?;
    let asked = asked::take(&mut tx, found.id)?.filter(|(asked, _)| *asked == member);
    let event = Event::new(&INVITATION_ACCEPTED, Subject::new("invitation", found.id)).label(found.name.as_str());
    // It was accepted a moment ago; only somebody else's key that came in between is not.
    let judged = judge(&mut tx, access, proof, asked)?.ok_or_else(not_accepted)?;
    let (factor, passkey) = join(&mut tx, &found, member, &judged)?;
    let joined = MemberCredentials { id: member, name: found.name.clone(), email: found.email.clone(), password: None };
    ticket.open(&mut tx, &joined, factor, passkey.as_deref())?;
    rows::accepted(&mut tx, found.id, member)?;
    let event = event.first("factor", &factor);
    tx.commit(event.touching(Subject::new("member", member)).touching(ticket.subject()), ())
}

/// What was chosen to sign in with: one of the two, a password only if it is acceptable.
async fn chosen(access: &Access, held: &Held, asked: Acceptance) -> Result<Proof> {
    match (asked.password, asked.credential, asked.name) {
        (Some(password), None, None) => {
            let (listing, invitation) = (&held.listing, &held.invitation);
            let whose = Whose { slug: &listing.slug, organisation: &listing.name, name: &invitation.name, email: &invitation.email };
            Ok(Proof::Password(new_password::record(access, "password", &password, &whose).await?))
        }
        (None, Some(credential), Some(name)) => Ok(Proof::Passkey(name, Value::Object(credential))),
        (None, Some(_), None) => Err(Error::field("name", "missing", "say what you call the passkey")),
        (None, None, _) => Err(Error::field("password", "missing", "choose a password, or use a passkey")),
        (Some(_), ..) => Err(Error::field("password", "not-with-passkey", "choose a password or a passkey, not both")),
    }
}

/// Who they will be: who they are already, whom their device was told to sign for, or somebody new.
async fn to_be(access: &Access, held: &Held, proof: &Proof) -> Result<MemberId> {
    if let Some(known) = held.member() {
        return Ok(known);
    }
    let anybody = MemberId::new(access.now(), &**access.0.store.rng());
    if matches!(proof, Proof::Password(_)) {
        return Ok(anybody);
    }
    let id = held.invitation.id;
    let asked = held.realm.read(nobody(Origin::default()), move |tx| asked::find(tx, id)).await?;
    Ok(asked.map_or(anybody, |(member, _)| member))
}

/// Where members sign in at the organisation's own provider alone, a password of their own lets nobody in but a customer's contact.
async fn refuse_shut(held: &Held) -> Result<()> {
    let member = held.member();
    let is_shut = held.realm.read(nobody(Origin::default()), move |tx| shuts(tx, member)).await?;
    if is_shut && held.invitation.customer.is_none() {
        let message = "this organisation has its members sign in with their own account there: ask who invited you";
        return Err(Error::refused("single-sign-on-required", message));
    }
    Ok(())
}
