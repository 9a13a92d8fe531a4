//! Adding a customer.

use super::rows::{self, CustomerRow};
use super::wire::{CustomerView, NewCustomer};
use super::{CREATED, CustomerId};
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
            let row = create_in(&mut tx, new)?;
            let event = created(&row);
            tx.commit(event, CustomerView::from((row, 0, 0)))
        })
        .await?;
    let location = format!("/api/v1/customers/{}", row.id);
    Ok(Created { row, location })
}

/// Writes a new customer in a transaction that says itself what it did.
pub fn create_in(tx: &mut WriteTx<'_>, new: NewCustomer) -> Result<CustomerRow> {
    let now = tx.now();
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
    };
    rows::insert(tx, &row)?;
    Ok(row)
}

fn created(row: &CustomerRow) -> Event {
    Event::new(&CREATED, Subject::new("customer", row.id))
        .label(row.label())
        .first("name", &row.name)
        .first("reference", &row.reference)
        .first("email", &row.email)
        .first("phone", &row.phone)
        .first("notes", &Some(&row.notes).filter(|notes| !notes.is_empty()))
}
