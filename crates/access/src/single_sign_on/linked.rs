//! Linking one's own account with the provider's: the end of the errand that `POST /me/single-sign-on` began.

use super::come_back::{Return, forget, to};
use super::fault::Fault;
use super::proof::Proven;
use super::{SIGN_IN_LINKED, rows};
use crate::cx::origin;
use crate::factors::tell::tell;
use crate::identify::identify;
use axum::response::Response;
use courier::FactorChange;
use kernel::{Actor, Error, MemberId, Result};
use store::door::Authority;
use store::{Event, Origin, Outcome, Subject};

/// Links the member in whose session the errand began, if it is still theirs.
pub(super) async fn link(coming: &Return<'_>, proven: Proven, member: MemberId, session: &str) -> Result<Response> {
    let identity = match identify(coming.access, coming.headers, coming.facts).await {
        Ok(identity) if identity.member.id == member && identity.session.id == session && identity.token.is_none() => identity,
        Ok(_) | Err(Error::NotSignedIn) => return coming.refuse(Fault::Changed, None).await,
        Err(Error::NetworkRefused) => return coming.refuse(Fault::Network, None).await,
        Err(other) => return Err(other),
    };
    let house = coming.access.house_of(&coming.offering.listing)?;
    let origin = Origin { session: Some(session.to_owned()), ..origin(coming.facts, None) };
    let authority = Authority::bare(Actor::Member(member), origin);
    let (errand, name) = (coming.errand.clone(), identity.member.name.clone());
    let word = coming.offering.realm.write(authority, move |mut tx| {
        let event = Event::new(&SIGN_IN_LINKED, Subject::new("member", member)).label(name).first("issuer", &proven.issuer);
        if !errand.use_up(&mut tx)? {
            return tx.commit(event.outcome(Outcome::Failed).first("reason", &Fault::Replayed.as_str()), "failed");
        }
        match rows::member_at(&mut tx, &proven.issuer, &proven.subject)? {
            Some(other) if other != member => tx.commit(event.outcome(Outcome::Refused).first("reason", &"taken"), "taken"),
            _ => {
                rows::link(&mut tx, member, &proven.issuer, &proven.subject)?;
                tell(&mut tx, house, member, FactorChange::AccountLinked)?;
                tx.commit(event.first("by", &"themselves"), "linked")
            }
        }
    });
    let mut answer = to(&format!("/account?sso={}", word.await?))?;
    forget(&mut answer);
    Ok(answer)
}
