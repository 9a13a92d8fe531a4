//! The return from the provider. What the browser brings is held against what it was sent away with, before anything is asked of
//! anybody; then the code is changed for a proof, and the proof judged. Whatever is not right is on record, with its reason, and the
//! browser is told a word.

use super::brought::Brought;
use super::errand::{self, Errand, Purpose};
use super::fault::{Fault, Word};
use super::home::Offering;
use super::proof::{Proven, prove};
use super::provider::Provider;
use super::{enter, linked};
use crate::cx::{RequestFacts, origin};
use crate::edge::{Answer, Path};
use crate::factors::Factor;
use crate::sessions::{SESSION_REFUSED, nobody};
use crate::state::Access;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::header::{LOCATION, SET_COOKIE};
use http::{HeaderMap, HeaderValue, StatusCode};
use kernel::{Error, MemberId, OrganisationId, Result};
use std::sync::Arc;
use store::{Event, Outcome, Subject};

/// A return that is being judged.
pub(super) struct Return<'a> {
    pub(super) access: &'a Access,
    pub(super) facts: &'a RequestFacts,
    pub(super) headers: &'a HeaderMap,
    pub(super) offering: Offering,
    pub(super) errand: Errand,
}

/// Come back from your organisation's provider
///
/// Where the provider sends the browser: with `code` and `state`, `iss` where the provider names itself, or `error`. Goes on to the page
/// asked for, or to the sign-in page with a word.
#[utoipa::path(get, path = "/session/single-sign-on/return/{organisation}", tag = "Session", operation_id = "finishSingleSignOn",
    params(("organisation" = OrganisationId, Path, description = "The organisation's id.")),
    responses((status = 303, description = "On to the page asked for; or to `/sign-in?sso=` with `failed`, `expired`, `not-a-member`, `elsewhere` or `second-step`.")))]
pub async fn come_back(
    State(access): State<Access>,
    facts: RequestFacts,
    headers: HeaderMap,
    Path(organisation): Path<OrganisationId>,
    RawQuery(query): RawQuery,
) -> Answer<Response> {
    let from = access.link_used_from(&facts)?;
    let Some(errand) = Errand::among(&access, &headers).filter(|errand| errand.organisation == organisation) else {
        return Ok(to_sign_in(Word::Expired)?);
    };
    let Some(offering) = Offering::of(&access, organisation).await? else { return Ok(to_sign_in(Word::Expired)?) };
    let coming = Return { access: &access, facts: &facts, headers: &headers, offering, errand };
    let answer = match coming.judge(query.as_deref().unwrap_or_default()).await? {
        Err(fault) => coming.refuse(fault, None).await?,
        Ok(proven) => {
            // One try for the way there, one for the way back.
            access.0.links_by_network.give_back(&from);
            access.0.links_by_network.give_back(&from);
            match &coming.errand.purpose {
                Purpose::SignIn { then, .. } => enter::enter(&coming, proven, then).await?,
                Purpose::Link { member, session } => linked::link(&coming, proven, *member, session).await?,
            }
        }
    };
    Ok(answer)
}

impl Return<'_> {
    /// What was brought is held against the errand, and changed for a proof.
    async fn judge(&self, query: &str) -> Result<std::result::Result<Proven, Fault>> {
        let Some(brought) = Brought::read(query) else { return Ok(Err(Fault::State)) };
        if !brought.state.as_deref().is_some_and(|state| self.errand.is_state(self.access, state)) {
            return Ok(Err(Fault::State));
        }
        if self.errand.version != self.offering.settings.version {
            return Ok(Err(Fault::Changed));
        }
        let errand = self.errand.clone();
        if self.offering.realm.read(nobody(origin(self.facts, None)), move |tx| errand.is_used(tx)).await? {
            return Ok(Err(Fault::Replayed));
        }
        let Ok(provider) = Provider::of(self.access, self.offering.issuer()).await else { return Ok(Err(Fault::Provider)) };
        // Before the code goes anywhere: one that another provider gave is not shown to this one.
        if !is_from(&provider, brought.sender.as_deref()) {
            return Ok(Err(Fault::Sender));
        }
        if brought.is_refusal {
            return Ok(Err(Fault::Denied));
        }
        let Some(code) = brought.code else { return Ok(Err(Fault::Code)) };
        let redirect = self.offering.redirect(self.access)?;
        Ok(prove(self.access, &self.offering.settings, provider, &self.errand, &redirect, code).await)
    }

    /// Puts a failure on record, and answers with its word. The errand is done with, unless what came back was never its own: a page
    /// elsewhere that sends a browser here ends nobody's sign-in.
    pub(super) async fn refuse(&self, fault: Fault, member: Option<(MemberId, &str)>) -> Result<Response> {
        let subject = member.map_or_else(|| Subject::unnamed("member"), |(id, _)| Subject::new("member", id));
        let event =
            Event::new(&SESSION_REFUSED, subject).outcome(Outcome::Failed).label(member.map(|(_, email)| email).unwrap_or_default());
        let event = event.first("factor", &Factor::Sso).first("reason", &fault.as_str());
        let (errand, is_its_own) = (self.errand.clone(), fault != Fault::State);
        let authority = nobody(origin(self.facts, None));
        let record = move |mut tx: store::WriteTx<'_>| {
            if is_its_own {
                errand.use_up(&mut tx)?;
            }
            tx.commit(event, ())
        };
        self.offering.realm.write(authority, record).await?;
        let mut answer = match self.errand.purpose {
            Purpose::SignIn { .. } => to(&format!("/sign-in?sso={}", fault.word().as_str()))?,
            Purpose::Link { .. } => to("/account?sso=failed")?,
        };
        if is_its_own {
            forget(&mut answer);
        }
        Ok(answer)
    }
}

/// Whether the right provider sent somebody back: one that names itself must, and whoever names anybody names it.
fn is_from(provider: &Arc<Provider>, sender: Option<&str>) -> bool {
    match sender {
        Some(sender) => sender == provider.metadata.issuer().as_str(),
        None => !provider.names_itself(),
    }
}

fn to_sign_in(word: Word) -> Result<Response> {
    to(&format!("/sign-in?sso={}", word.as_str()))
}

/// On to a page of ours.
pub(super) fn to(page: &str) -> Result<Response> {
    let place = HeaderValue::try_from(page).map_err(Error::internal)?;
    let mut answer = StatusCode::SEE_OTHER.into_response();
    answer.headers_mut().insert(LOCATION, place);
    Ok(answer)
}

/// Takes the errand from the browser.
pub(super) fn forget(answer: &mut Response) {
    if let Some(cookie) = errand::done() {
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
}
