//! Changing a customer.

use super::rows::{self, CustomerRow};
use super::wire::{CustomerChanges, CustomerView};
use super::{CustomerId, UPDATED};
use crate::units;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Email, Line, Patch, Result};
use store::{Event, Subject, WriteTx};

/// Change a customer.
#[utoipa::path(patch, path = "/customers/{id}", operation_id = "updateCustomer", tag = "Customers",
    params(("id" = CustomerId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = CustomerChanges,
    responses((status = 200, body = CustomerView, description = "The customer as it stands now")))]
pub async fn update_customer(
    cx: Cx<permit::CustomersWrite>,
    Path(id): Path<CustomerId>,
    if_match: IfMatch,
    Json(changes): Json<CustomerChanges>,
) -> Answer<Versioned<CustomerView>> {
    let view = cx
        .write(move |mut tx| {
            let found = rows::find(&mut tx, id)?;
            if_match.hold(found.0.version, || Ok(CustomerView::from(found.clone())))?;
            let (before, sites, jobs, unit) = found;
            let (mut after, unit) = changes.over(&mut tx, before.clone(), unit)?;
            rows::save(&mut tx, &mut after)?;
            tx.commit(updated(&before, &after), CustomerView::from((after, sites, jobs, unit)))
        })
        .await?;
    Ok(Versioned(view))
}

impl CustomerChanges {
    /// The row as it will be, and the name of its unit then.
    fn over(self, tx: &mut WriteTx<'_>, row: CustomerRow, unit: Option<String>) -> Result<(CustomerRow, Option<String>)> {
        let (unit_id, unit) = match self.unit_id {
            Patch::Keep => (row.unit_id, unit),
            moved => units::moved_to(tx, moved.over(None))?.map_or((None, None), |(id, name)| (Some(id), name)),
        };
        let line = |patch: Patch<Line<80>>, now| over(patch, now, Line::into_string);
        let row = CustomerRow {
            name: self.name.map_or(row.name, Line::into_string),
            reference: line(self.reference, row.reference),
            email: over(self.email, row.email, Email::into_string),
            phone: over(self.phone, row.phone, Line::into_string),
            notes: self.notes.map_or(row.notes, kernel::Text::into_string),
            unit_id,
            ..row
        };
        Ok((row, unit))
    }
}

fn over<T>(patch: Patch<T>, now: Option<String>, text: impl FnOnce(T) -> String) -> Option<String> {
    match patch {
        Patch::Keep => now,
        Patch::Clear => None,
        Patch::Set(value) => Some(text(value)),
    }
}

fn updated(before: &CustomerRow, after: &CustomerRow) -> Event {
    Event::new(&UPDATED, Subject::new("customer", after.id))
        .label(after.label())
        .change("name", &before.name, &after.name)
        .change("reference", &before.reference, &after.reference)
        .change("email", &before.email, &after.email)
        .change("phone", &before.phone, &after.phone)
        .change("notes", &before.notes, &after.notes)
        .change("unit_id", &before.unit_id, &after.unit_id)
}
