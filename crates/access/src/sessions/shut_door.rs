//! Telling a member that the door of their account was shut because of wrong passwords. Whoever asked has been answered by then, and
//! the same is done whomever they asked for: how long it takes tells nobody whether there is such a member.

use super::create::SignIn;
use super::guesses::Guess;
use super::seen::nobody;
use super::{SESSION_SHUT, rows};
use crate::cx::{RequestFacts, origin};
use crate::state::{Access, BURST, DOOR_TOLD_MILLIS};
use courier::mail::{self, Mail};
use courier::{House, Letter};
use kernel::{Email, Error, Result, Slug};
use store::door::{Authority, Standing};
use store::{Committed, Event, Origin, Outcome, Subject, WriteTx};

/// Tells, after the answer, if it was the account's door that shut and not a network's alone.
pub(super) fn tell_later(access: &Access, guess: &Guess, asked: &SignIn, facts: &RequestFacts) {
    let (Ok(slug), Ok(email)) = (Slug::parse(&asked.organisation), Email::parse(&asked.email)) else { return };
    let account = (slug.to_string(), email.to_string());
    if !guess.door_is_shut(access) || access.0.doors_told.take(&account, access.now()).is_err() {
        return;
    }
    let (access, authority) = (access.clone(), nobody(origin(facts, None)));
    tokio::spawn(async move {
        if let Err(error) = tell(&access, slug, email, authority).await {
            tracing::error!(%error, "a member could not be told of wrong passwords");
        }
    });
}

async fn tell(access: &Access, slug: Slug, email: Email, authority: Authority) -> Result<()> {
    let listing = access.0.store.organisation_by_slug(slug).await?;
    let Some(listing) = listing.filter(|listing| listing.standing == Standing::Active) else { return Ok(()) };
    let (realm, house) = (access.0.store.realm(listing.id).await?, access.house_of(&listing)?);
    let wanted = email.clone();
    if realm.read(nobody(Origin::default()), move |tx| rows::by_email(tx, &wanted)).await?.is_none() {
        return Ok(());
    }
    match realm.write(authority, move |tx| put(tx, &email, house)).await {
        // Another server told them today.
        Err(Error::Refused { .. }) => Ok(()),
        other => other,
    }
}

fn put(mut tx: WriteTx<'_>, email: &Email, house: House) -> Result<Committed<()>> {
    let member = rows::by_email(&mut tx, email)?.ok_or_else(|| Error::not_found("member"))?;
    let letter = Letter::ManyFailures { at: tx.now(), failures: i64::from(BURST) };
    let since = tx.now().plus_millis(-DOOR_TOLD_MILLIS);
    if mail::was_put(&mut tx, member.id, letter.kind(), since)? {
        return Err(Error::refused("told-already", "they were told today"));
    }
    let event = Event::new(&SESSION_SHUT, Subject::new("member", member.id)).outcome(Outcome::Refused).label(member.email.as_str());
    mail::put(&mut tx, Mail { member: Some(member.id), name: member.name, email: email.clone(), house, letter })?;
    tx.commit(event, ())
}
