//! Changing a contact.

use super::wire::{Contact, ContactChanges};
use super::{UPDATED, rows};
use crate::members::address::{self, Addressee, Changer};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Email, Line, MemberId, Patch, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Change a contact
///
/// A change of address asks for a proof of who you are that is not older than ten minutes, ends the links that were sent to the old one,
/// and is told to both.
#[utoipa::path(patch, path = "/contacts/{id}", tag = "Contacts", operation_id = "updateContact",
    params(("id" = MemberId, Path, description = "The contact."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = ContactChanges, responses((status = 200, description = "The contact as they stand now.", body = Contact)))]
pub async fn update_contact(
    cx: Cx<permit::ContactsWrite>,
    Path(id): Path<MemberId>,
    if_match: IfMatch,
    Json(changes): Json<ContactChanges>,
) -> Answer<Versioned<Contact>> {
    let by = Changer::of(&cx);
    Ok(Versioned(cx.write(move |tx| carry_out(tx, by, id, if_match, changes)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, by: Changer, id: MemberId, if_match: IfMatch, changes: ContactChanges) -> Result<Committed<Contact>> {
    let before = rows::find(&mut tx, id)?;
    if_match.hold(before.version, || Ok(before.clone()))?;
    let mut after = before.clone();
    after.name = changes.name.map_or(after.name, Line::into_string);
    after.email = changes.email.map_or(after.email, Email::into_string);
    after.phone = match changes.phone {
        Patch::Keep => after.phone,
        Patch::Clear => None,
        Patch::Set(phone) => Some(phone.into_string()),
    };
    if after.email != before.email {
        let whose = Addressee { id, name: &after.name, before: &before.email, after: &after.email };
        address::change(&mut tx, by, &whose)?;
    }
    rows::save(&mut tx, &after, before.status == crate::members::MemberStatus::Suspended)?;
    let event = Event::new(&UPDATED, Subject::new("contact", id))
        .label(after.name.as_str())
        .change("name", &before.name, &after.name)
        .change("email", &before.email, &after.email)
        .change("phone", &before.phone, &after.phone);
    let shown = rows::find(&mut tx, id)?;
    tx.commit(event, shown)
}
