//! Adding a customer's person. They cannot sign in until invited.

use super::wire::{Contact, NewContact};
use super::{ADDED, rows};
use crate::members::rows::{self as members, Arrival};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::{Line, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Add a contact
#[utoipa::path(post, path = "/contacts", tag = "Contacts", operation_id = "createContact", params(OnceHeader), request_body = NewContact,
    responses((status = 201, description = "The contact as they stand now.", body = Contact)))]
pub async fn create_contact(cx: Cx<permit::ContactsWrite>, once: OnceKey, Json(new): Json<NewContact>) -> Answer<Created<Contact>> {
    let row = cx.write_once(once.of(&new)?, move |tx| carry_out(tx, new)).await?;
    let location = format!("/api/v1/contacts/{}", row.id);
    Ok(Created { row, location })
}

fn carry_out(mut tx: WriteTx<'_>, new: NewContact) -> Result<Committed<Contact>> {
    let customer = rows::customer(&mut tx, new.customer_id)?;
    members::check_email_free(&mut tx, new.email.as_str(), None)?;
    let arrival = Arrival {
        name: new.name.into_string(),
        email: new.email.into_string(),
        phone: new.phone.map(Line::into_string),
        reference: None,
        custom: "{}".to_owned(),
        customer: Some(customer.id),
    };
    let id = members::insert(&mut tx, &arrival)?;
    let event = Event::new(&ADDED, Subject::new("contact", id))
        .label(arrival.name.as_str())
        .first("customer", &customer.name)
        .first("name", &arrival.name)
        .first("email", &arrival.email)
        .first("phone", &arrival.phone)
        .touching(Subject::new("customer", customer.id));
    let shown = rows::find(&mut tx, id)?;
    tx.commit(event, shown)
}
