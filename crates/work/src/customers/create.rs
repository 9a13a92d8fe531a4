//! Adding a customer.

use super::rows::{self, CustomerRow};
use super::wire::{CustomerView, NewCustomer};
use super::{CREATED, CustomerId};
use crate::units;
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::Result;
use store::{Event, Subject, WriteTx};

/// Add a customer.
#[utoipa::path(post, path = "/customers", operation_id = "createCustomer", tag = "Customers", params(OnceHeader),
    request_body = NewCustomer,
    responses((status = 201, body = CustomerView, description = "The customer as it stands now")))]
pub async fn create_customer(cx: Cx<permit::CustomersWrite>, once: OnceKey, Json(new): Json<NewCustomer>) -> Answer<Created<CustomerView>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let (row, unit) = create_in(&mut tx, new)?;
            let event = created(&row);
            tx.commit(event, CustomerView::from((row, 0, 0, unit)))
        })
        .await?;
    let location = format!("/api/v1/customers/{}", row.id);
    Ok(Created { row, location })
}

/// Writes a new customer in a transaction that says itself what it did; gives it with the name of its unit.
pub fn create_in(tx: &mut WriteTx<'_>, new: NewCustomer) -> Result<(CustomerRow, Option<String>)> {
    let (now, posted) = (tx.now(), units::own_unit(tx)?);
    let unit = units::chosen(tx, new.unit_id, &[posted])?;
    let row = CustomerRow {
        number: tx.next_number("customer")?,
        id: CustomerId::new(now, tx.rng()),
        version: 1,
        sort_name: new.name.as_str().to_lowercase(),
        name: new.name.into_string(),
        reference: new.reference.map(kernel::Line::into_string),
        email: new.email.map(kernel::Email::into_string),
        phone: new.phone.map(kernel::Line::into_string),
        notes: new.notes.into_string(),
        created_at: now,
        updated_at: now,
        unit_id: unit.as_ref().map(|(id, _)| *id),
    };
    rows::insert(tx, &row)?;
    Ok((row, unit.and_then(|(_, name)| name)))
}

fn created(row: &CustomerRow) -> Event {
    Event::new(&CREATED, Subject::new("customer", row.id))
        .label(row.label())
        .first("name", &row.name)
        .first("reference", &row.reference)
        .first("email", &row.email)
        .first("phone", &row.phone)
        .first("notes", &Some(&row.notes).filter(|notes| !notes.is_empty()))
        .first("unit_id", &row.unit_id)
}
