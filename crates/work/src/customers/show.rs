//! One customer.

use super::wire::CustomerView;
use super::{CustomerId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Read a customer.
#[utoipa::path(get, path = "/customers/{id}", operation_id = "getCustomer", tag = "Customers",
    params(("id" = CustomerId, Path)),
    responses((status = 200, body = CustomerView, description = "The customer")))]
pub async fn get_customer(cx: Cx<permit::CustomersRead>, Path(id): Path<CustomerId>) -> Answer<Versioned<CustomerView>> {
    let found = cx.read(move |tx| rows::find(tx, id)).await?;
    Ok(Versioned(found.into()))
}
