//! Suspending a contact, and ending that.

use super::wire::Contact;
use super::{SUSPENDED, SUSPENSION_ENDED, rows};
use crate::members::ending;
use crate::members::wire::{MemberStatus, Reason};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, MemberId, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Suspend a contact
///
/// Signed out everywhere at once, and let in again by nothing until the suspension ends.
#[utoipa::path(put, path = "/contacts/{id}/suspension", tag = "Contacts", operation_id = "suspendContact",
    params(("id" = MemberId, Path, description = "The contact."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Reason, responses((status = 200, description = "The contact as they stand now.", body = Contact)))]
pub async fn suspend_contact(
    cx: Cx<permit::ContactsWrite>,
    Path(id): Path<MemberId>,
    if_match: IfMatch,
    Json(why): Json<Reason>,
) -> Answer<Versioned<Contact>> {
    Ok(Versioned(cx.write(move |tx| set(tx, id, if_match, Some(why))).await?))
}

/// End a contact's suspension
#[utoipa::path(delete, path = "/contacts/{id}/suspension", tag = "Contacts", operation_id = "endContactSuspension",
    params(("id" = MemberId, Path, description = "The contact."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The contact as they stand now.", body = Contact)))]
pub async fn end_contact_suspension(
    cx: Cx<permit::ContactsWrite>,
    Path(id): Path<MemberId>,
    if_match: IfMatch,
) -> Answer<Versioned<Contact>> {
    Ok(Versioned(cx.write(move |tx| set(tx, id, if_match, None)).await?))
}

/// Suspends for a reason, or lets in again.
fn set(mut tx: WriteTx<'_>, id: MemberId, if_match: IfMatch, why: Option<Reason>) -> Result<Committed<Contact>> {
    let before = rows::find(&mut tx, id)?;
    if_match.hold(before.version, || Ok(before.clone()))?;
    match (&why, before.status) {
        (Some(_), MemberStatus::Suspended) => return Err(Error::refused("suspended-already", "the contact is suspended already")),
        (None, status) if status != MemberStatus::Suspended => return Err(Error::refused("not-suspended", "the contact is not suspended")),
        _ => {}
    }
    rows::save(&mut tx, &before, why.is_some())?;
    let action = if why.is_some() { &SUSPENDED } else { &SUSPENSION_ENDED };
    let mut event = Event::new(action, Subject::new("contact", id)).label(before.name.as_str());
    if let Some(why) = why {
        let ended = ending::all_ways_in(&mut tx, id)?;
        event = event.first("ended", &ended).note(Some(why.reason.into_string()).filter(|why| !why.is_empty()));
    }
    let shown = rows::find(&mut tx, id)?;
    tx.commit(event, shown)
}
