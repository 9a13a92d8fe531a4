//! The contacts of customers.

use super::rows;
use super::wire::{Contact, ContactQuery};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List contacts
///
/// Customers' people, by name.
#[utoipa::path(get, path = "/contacts", tag = "Contacts", operation_id = "listContacts", params(ContactQuery),
    responses((status = 200, description = "A page of contacts.", body = Page<Contact>)))]
pub async fn list_contacts(cx: Cx<permit::ContactsRead>, Query(query): Query<ContactQuery>) -> Answer<Json<Page<Contact>>> {
    Ok(Json(cx.read(move |tx| rows::page(tx, &query)).await?))
}
