//! The list of customers.

use super::rows::{self, Filter, Keys};
use super::wire::{CustomerQuery, CustomerView};
use crate::listing::{Place, Words};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List customers.
#[utoipa::path(get, path = "/customers", operation_id = "listCustomers", tag = "Customers", params(CustomerQuery),
    responses((status = 200, body = Page<CustomerView>, description = "A page of customers")))]
pub async fn list_customers(cx: Cx<permit::CustomersRead>, Query(query): Query<CustomerQuery>) -> Answer<Json<Page<CustomerView>>> {
    let CustomerQuery { q, unit, sort, cursor, limit } = query;
    let words = q.as_deref().filter(|typed| !typed.trim().is_empty()).map(|typed| Words::parse("q", typed)).transpose()?;
    let after = Place::<Keys>::keys(cursor.as_ref(), "customers", &(sort, &q, unit))?;
    let found = cx.read(move |tx| rows::list(tx, &Filter { words, unit }, sort, after, limit.get() + 1)).await?;
    let page = Page::cut(found, limit, |(row, ..)| Place::new("customers", &(sort, &q, unit), Keys::of(row)));
    Ok(Json(page.map(CustomerView::from)))
}
