//! One contact.

use super::rows;
use super::wire::Contact;
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};
use kernel::MemberId;

/// Show a contact
#[utoipa::path(get, path = "/contacts/{id}", tag = "Contacts", operation_id = "showContact",
    params(("id" = MemberId, Path, description = "The contact.")),
    responses((status = 200, description = "The contact.", body = Contact)))]
pub async fn show_contact(cx: Cx<permit::ContactsRead>, Path(id): Path<MemberId>) -> Answer<Versioned<Contact>> {
    Ok(Versioned(cx.read(move |tx| rows::find(tx, id)).await?))
}
