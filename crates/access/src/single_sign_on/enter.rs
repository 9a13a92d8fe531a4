//! Somebody whom the provider vouches for comes in: with a session, or, where they have set up a second factor and the provider's word
//! for one does not count, with a half sign-in that their own factor finishes.

use super::come_back::{Return, forget, to};
use super::fault::{Fault, inside};
use super::proof::Proven;
use super::rows;
use super::who::{self, Newcomer, Who};
use crate::credentials::MemberCredentials;
use crate::cx::origin;
use crate::factors::Factor;
use crate::factors::held::Held;
use crate::networks::admit_sign_in;
use crate::sessions::admit;
use crate::sessions::half::{self, First};
use crate::sessions::known;
use crate::sessions::token::{DEVICE, HALF};
use crate::sessions::{FACTOR_ASKED, Opening, nobody};
use axum::response::Response;
use http::header::SET_COOKIE;
use kernel::{Actor, Error, Result};
use std::sync::Arc;
use store::door::Authority;
use store::{Event, Origin, Subject};
use vault::{OsRandom, Token};

/// Lets them in, or says why not.
pub(super) async fn enter(coming: &Return<'_>, proven: Proven, then: &str) -> Result<Response> {
    let (proven, who) = whose(coming, proven).await?;
    let member = match who {
        Who::Nobody(fault) => return coming.refuse(fault, None).await,
        Who::Newcomer(new) => match joined(coming, &proven, new).await? {
            Ok(member) => member,
            Err(fault) => return coming.refuse(fault, None).await,
        },
        Who::Linked(member) | Who::Addressed(member) => {
            let admitted = admit(coming.access, &coming.offering.realm, coming.offering.listing.id, member.id, coming.facts).await;
            if let Err(fault) = inside(admitted)? {
                return coming.refuse(fault, Some((member.id, &member.email))).await;
            }
            linked(coming, &proven, member).await?
        }
    };
    let id = member.id;
    let held = coming.offering.realm.read(nobody(Origin::default()), move |tx| Held::of(tx, id)).await?;
    let second = coming.offering.settings.trust_second_factor && proven.second_factor;
    if held.asks_for_more() && !second {
        return ask(coming, &proven, member, held, then).await;
    }
    open(coming, &proven, member, second, then).await
}

/// Whom the proof stands for; the provider is asked further only where an address could decide.
async fn whose(coming: &Return<'_>, proven: Proven) -> Result<(Arc<Proven>, Who)> {
    let look = async |proven: &Arc<Proven>| {
        let (settings, proven) = (coming.offering.settings.clone(), Arc::clone(proven));
        coming.offering.realm.read(nobody(Origin::default()), move |tx| who::find(tx, &settings, &proven)).await
    };
    let proven = Arc::new(proven);
    let who = look(&proven).await?;
    let is_unknown = matches!(who, Who::Nobody(Fault::Stranger));
    if !is_unknown || proven.email.is_some() || !coming.offering.settings.goes_by_address() {
        return Ok((proven, who));
    }
    let Some(proven) = Arc::into_inner(proven) else { return Err(Error::internal("a proof is looked at twice")) };
    let redirect = coming.offering.redirect(coming.access)?;
    let proven = Arc::new(proven.complete(coming.access, &coming.offering.settings, &redirect).await);
    let who = look(&proven).await?;
    Ok((proven, who))
}

/// A newcomer joins, from inside of the networks.
async fn joined(coming: &Return<'_>, proven: &Arc<Proven>, new: Newcomer) -> Result<std::result::Result<MemberCredentials, Fault>> {
    let roles = [new.role.to_string()];
    let admitted = admit_sign_in(coming.access, coming.offering.listing.id, new.id, &roles, coming.facts).await;
    if let Err(fault) = inside(admitted)? {
        return Ok(Err(fault));
    }
    let (settings, proven) = (coming.offering.settings.clone(), Arc::clone(proven));
    let authority = Authority::bare(Actor::Member(new.id), origin(coming.facts, None));
    let joining = new.clone();
    coming.offering.realm.write(authority, move |tx| who::join(tx, &settings, &proven, &joining)).await?;
    Ok(Ok(new.into()))
}

/// Whoever is known by their address is linked before they come in.
async fn linked(coming: &Return<'_>, proven: &Arc<Proven>, member: MemberCredentials) -> Result<MemberCredentials> {
    let (issuer, subject) = (proven.issuer.clone(), proven.subject.clone());
    let known = coming.offering.realm.read(nobody(Origin::default()), move |tx| rows::member_at(tx, &issuer, &subject)).await?;
    if known.is_some() {
        return Ok(member);
    }
    let (settings, proven) = (coming.offering.settings.clone(), Arc::clone(proven));
    let house = coming.access.house_of(&coming.offering.listing)?;
    let authority = Authority::bare(Actor::Member(member.id), origin(coming.facts, None));
    coming.offering.realm.write(authority, move |tx| who::link(tx, &settings, &proven, house)).await?;
    Ok(member)
}

/// Opens the session.
async fn open(coming: &Return<'_>, proven: &Arc<Proven>, member: MemberCredentials, second: bool, then: &str) -> Result<Response> {
    let opening = Opening::prepare(coming.access, coming.headers)?;
    let house = coming.access.house_of(&coming.offering.listing)?;
    let (ticket, authority) = (opening.ticket(house).by_provider(), opening.authority(member.id, coming.facts));
    let (errand, proven) = (coming.errand.clone(), Arc::clone(proven));
    let known = member.clone();
    let is_in = coming
        .offering
        .realm
        .write(authority, move |mut tx| {
            // Of two returns of one errand, side by side, one opens a session.
            if !errand.use_up(&mut tx)? {
                return Err(Error::SignInExpired);
            }
            rows::used(&mut tx, &proven.issuer, &proven.subject)?;
            let event = ticket.open_elsewhere(&mut tx, &known, proven.proved_at, second)?;
            tx.commit(event.first("second_factor_elsewhere", &second.then_some(true)), ())
        })
        .await;
    match is_in {
        Ok(()) => {
            let mut answer = opening.on_the_way(&coming.offering.realm, &coming.offering.listing, to(then)?).await?;
            forget(&mut answer);
            Ok(answer)
        }
        Err(Error::SignInExpired) => coming.refuse(Fault::Replayed, Some((member.id, &member.email))).await,
        Err(other) => Err(other),
    }
}

/// Asks for the second factor.
async fn ask(coming: &Return<'_>, proven: &Arc<Proven>, member: MemberCredentials, held: Held, then: &str) -> Result<Response> {
    let token = Token::generate(&mut OsRandom).map_err(Error::internal)?;
    let (digest, id, offers) = (token.digest(), member.id, held.offers());
    let (errand, proven, browser) = (coming.errand.clone(), Arc::clone(proven), DEVICE.bare_among(coming.headers));
    let event = Event::new(&FACTOR_ASKED, Subject::new("member", id)).label(member.email.as_str());
    let event = event.first("first_factor", &Factor::Sso).first("factors", &offers);
    let begun = coming
        .offering
        .realm
        .write(Authority::bare(Actor::Member(id), origin(coming.facts, None)), move |mut tx| {
            if !errand.use_up(&mut tx)? {
                return Err(Error::SignInExpired);
            }
            rows::used(&mut tx, &proven.issuer, &proven.subject)?;
            let known = browser.map(|browser| known::find(&mut tx, id, &browser)).transpose()?.flatten();
            half::begin(&mut tx, id, known, &digest, First::Provider)?;
            tx.commit(event, ())
        })
        .await;
    match begun {
        Ok(()) => {}
        Err(Error::SignInExpired) => return coming.refuse(Fault::Replayed, Some((id, &member.email))).await,
        Err(other) => return Err(other),
    }
    let factors = offers.iter().map(|factor| factor.as_str()).collect::<Vec<_>>().join(",");
    let then: String = form_urlencoded::byte_serialize(then.as_bytes()).collect();
    let mut answer = to(&format!("/sign-in?sso=second-step&factors={factors}&then={then}"))?;
    let cookie = HALF.set(&HALF.write(coming.offering.listing.id, &token), half::HALF_MILLIS / 1000);
    answer.headers_mut().append(SET_COOKIE, cookie.ok_or_else(|| Error::internal("a token makes no cookie"))?);
    forget(&mut answer);
    Ok(answer)
}
