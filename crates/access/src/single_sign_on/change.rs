//! Deciding about single sign-on. What lets more in than before is a weakening, and on record as such.

use super::home::redirect_uri;
use super::rules::{Mode, Settings, weaker};
use super::weakening::{Weakening, somebody_could_confirm};
use super::wire::{NewSingleSignOn, SingleSignOn};
use super::{SINGLE_SIGN_ON_CHANGED, SINGLE_SIGN_ON_WEAKENED, required, rows};
use crate::approvals::{self, Act, ApprovalView, Settled};
use crate::cx::Cx;
use crate::edge::{Answer, IfMatch, Json, Versioned};
use crate::giving;
use crate::permission::{Permission as _, all::PolicyWrite};
use crate::state::Access;
use axum::extract::State;
use kernel::{Error, MemberId, Result};
use store::{Event, Subject, Tx, WriteTx};

/// Decide how members sign in at the organisation's provider
///
/// Begin with `optional`, and sign in by it once: `required` is refused while nobody is linked. Making it required ends the sessions of
/// everybody who did not sign in by it, but owners and customers' contacts. The secret is kept sealed, and belongs to its issuer: it is
/// forgotten when that changes. Sign-ins under way begin again. What demands it less, or lets more in than before, waits for a second
/// person, where somebody else could confirm it: then the answer is 202 with the approval.
#[utoipa::path(put, path = "/single-sign-on", tag = "Security", operation_id = "changeSingleSignOn", request_body = NewSingleSignOn,
    params(("If-Match" = String, Header, description = "The version you read.", example = "\"1\"")),
    responses((status = 200, description = "As it is now.", body = SingleSignOn),
        (status = 202, description = "It lets more in, and waits for a second person.", body = ApprovalView)))]
pub async fn change_single_sign_on(
    cx: Cx<PolicyWrite>,
    State(access): State<Access>,
    if_match: IfMatch,
    Json(asked): Json<NewSingleSignOn>,
) -> Answer<Settled<Versioned<SingleSignOn>>> {
    let (by, redirect_uri) = (cx.member(), redirect_uri(&access, cx.organisation()));
    let settled = cx.write(move |mut tx| {
        let before = rows::settings(&mut tx)?;
        let linked = rows::linked_at(&mut tx, before.issuer.as_deref())?;
        if_match.hold(before.version, || Ok(SingleSignOn::of(&before, redirect_uri.clone(), linked)))?;
        let after = asked.clone().settings(&before)?;
        possible(&mut tx, by, &before, &after)?;
        if !weaker(&before, &after).is_empty() && somebody_could_confirm(&mut tx, PolicyWrite::NAME, &before)? {
            let view = approvals::ask(&mut tx, Act::WeakenSingleSignOn(Weakening::of(&before, asked)))?;
            return tx.commit(approvals::asked(&view), Settled::Waits(Box::new(view)));
        }
        let event = decide(&mut tx, &before, &after)?;
        let linked = rows::linked_at(&mut tx, after.issuer.as_deref())?;
        tx.commit(event, Settled::Done(SingleSignOn::of(&after, redirect_uri, linked)))
    });
    Ok(settled.await?.map(Versioned))
}

/// Refuses what would shut everybody out, and a role that the asker may not give.
pub(super) fn possible(tx: &mut Tx<'_>, by: MemberId, before: &Settings, after: &Settings) -> Result<()> {
    if after.mode == Mode::Required && rows::linked_at(tx, after.issuer.as_deref())? == 0 {
        return Err(Error::refused(
            "nobody-linked",
            "nobody could sign in: make it optional, and sign in by it once, before you require it",
        ));
    }
    match &after.new_role {
        Some(role) if before.new_role.as_ref() != Some(role) => giving::may_give(tx, by, role, None),
        _ => Ok(()),
    }
}

/// Keeps it, ends the sessions that it shuts, and gives its record.
pub(super) fn decide(tx: &mut WriteTx<'_>, before: &Settings, after: &Settings) -> Result<Event> {
    rows::keep(tx, after)?;
    let is_newly_required = before.mode != Mode::Required && after.mode == Mode::Required;
    let ended = if is_newly_required { Some(required::end_shut(tx)?) } else { None };
    Ok(changed(before, after).first("sessions_ended", &ended.filter(|ended| *ended > 0)))
}

fn changed(before: &Settings, after: &Settings) -> Event {
    let weaker = weaker(before, after);
    let action = if weaker.is_empty() { SINGLE_SIGN_ON_CHANGED } else { SINGLE_SIGN_ON_WEAKENED };
    let label = if weaker.is_empty() { "Single sign-on".to_owned() } else { format!("Single sign-on: {}", weaker.join("; ")) };
    let secret = |settings: &Settings| settings.secret.as_ref().map(|secret| secret.secret().clone());
    let is_new = secret(before) != secret(after);
    Event::new(&action, Subject::unnamed("single_sign_on"))
        .label(label)
        .change("mode", &before.mode, &after.mode)
        .change("issuer", &before.issuer, &after.issuer)
        .change("client_id", &before.client_id, &after.client_id)
        .first("secret_changed", &is_new.then_some(true))
        .change("label", &before.label, &after.label)
        .change("domains", &before.domains, &after.domains)
        .change("link_by_address", &before.link_by_address, &after.link_by_address)
        .change("new_members", &before.new_role, &after.new_role)
        .change("trust_second_factor", &before.trust_second_factor, &after.trust_second_factor)
}
