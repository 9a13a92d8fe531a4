//! The second step of a sign-in that has begun: what is the same before and after the proof, whichever factor it is by.

use super::create::admit;
use super::guesses::Guess;
use super::half::{self, Begun, First, Half};
use super::opening::{Opening, before_it_opens};
use super::refusal::{SHUT, refused};
use super::seen::nobody;
use crate::cx::RequestFacts;
use crate::factors::passkeys::rows::StoredPasskey;
use crate::factors::{Factor, tries};
use crate::single_sign_on::required::shuts;
use crate::state::Access;
use axum::response::Response;
use courier::House;
use http::HeaderMap;
use kernel::{Error, Result};
use store::{Event, Origin, Tx, WriteTx};

/// A second step about to be judged: whoever takes it is known, and inside the networks.
pub(super) struct SecondStep<'a> {
    access: &'a Access,
    facts: &'a RequestFacts,
    begun: Begun,
    opening: Opening,
    half: Half,
    /// Taken by the first step; comes back when this one is right.
    guess: Guess,
}

/// By what the second step was proved.
pub(super) struct Proved {
    pub(super) by: Factor,
    pub(super) passkey: Option<StoredPasskey>,
}

/// A proof that is right, or the record of one that is not.
pub(super) type Judged = std::result::Result<Proved, Event>;

impl<'a> SecondStep<'a> {
    /// The step whose beginning is named by a cookie among `headers`.
    pub(super) async fn prepare(access: &'a Access, headers: &HeaderMap, facts: &'a RequestFacts) -> Result<Self> {
        let begun = Begun::of(access, headers).await?;
        let opening = Opening::prepare(access, headers)?;
        let digest = begun.digest;
        let look = move |tx: &mut Tx<'_>| {
            let half = half::find(tx, &digest)?;
            let is_shut = half.first == First::Password && shuts(tx, Some(half.member.id))?;
            Ok((half, is_shut))
        };
        let (half, is_shut) = begun.realm.read(nobody(Origin::default()), look).await?;
        if is_shut {
            let record = refused(&half.member, Factor::Password).first("reason", &SHUT);
            begun.realm.record(before_it_opens(half.member.id, facts), record).await?;
            return Err(Error::SignInFailed);
        }
        admit(access, &begun.realm, begun.listing.id, half.member.id, facts).await?;
        let guess = Guess::of(&begun.listing.slug, &half.member.email, facts, half.device);
        Ok(Self { access, facts, begun, opening, half, guess })
    }

    /// The organisation as its letters speak of it.
    pub(super) fn house(&self) -> Result<House> {
        self.access.house_of(&self.begun.listing)
    }

    /// Judges the proof and opens the session, or counts a wrong one: in one write.
    pub(super) async fn finish<F>(self, judge: F) -> Result<Response>
    where
        F: FnOnce(&mut WriteTx<'_>, &Half) -> Result<Judged> + Send + 'static,
    {
        let (ticket, digest) = (self.opening.ticket(self.house()?), self.begun.digest);
        let ticket = if self.half.first == First::Provider { ticket.by_provider() } else { ticket };
        let authority = before_it_opens(self.half.member.id, self.facts);
        let is_in = self
            .begun
            .realm
            .write(authority, move |mut tx| {
                // Looked at again under the writer's lock: of two guesses sent side by side each is counted.
                let half = half::find(&mut tx, &digest)?;
                tries::allow(&mut tx, half.member.id, &half.door())?;
                match judge(&mut tx, &half)? {
                    Ok(Proved { by, passkey }) => {
                        half::end(&mut tx, &half)?;
                        let event = ticket.open_by(&mut tx, &half.member, by, passkey.as_ref())?;
                        let first = (half.first == First::Provider).then_some(Factor::Sso);
                        tx.commit(event.first("first_factor", &first), true)
                    }
                    Err(record) => {
                        half::count(&mut tx, &half)?;
                        tx.commit(record, false)
                    }
                }
            })
            .await?;
        if !is_in {
            return Err(Error::SignInFailed);
        }
        // A step before this one that was no password took no try.
        if self.half.first == First::Password {
            self.guess.give_back(self.access);
        }
        self.opening.answer(&self.begun.realm, &self.begun.listing).await
    }
}
