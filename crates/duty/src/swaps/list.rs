//! Swaps that were proposed.

use super::wire::{SwapQuery, SwapView};
use super::{rows, told};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page, Result};
use store::Tx;

/// List swaps
///
/// The latest first: one's own, and those that one's right over bookings reaches.
#[utoipa::path(get, path = "/swaps", tag = "Bookings", operation_id = "listSwaps", params(SwapQuery),
    responses((status = 200, description = "A page of swaps.", body = Page<SwapView>)))]
pub async fn list_swaps(cx: Cx<permit::BookingsRead>, Query(query): Query<SwapQuery>) -> Answer<Json<Page<SwapView>>> {
    Ok(Json(cx.read(move |tx| page(tx, &query)).await?))
}

fn page(tx: &mut Tx<'_>, query: &SwapQuery) -> Result<Page<SwapView>> {
    let bad = || Error::field("cursor", "not-acceptable", "not a cursor of this list");
    let before = query.cursor.as_ref().map(|cursor| cursor.place().ok_or_else(bad)).transpose()?;
    let found = rows::some(tx, before, query.limit.get() + 1)?;
    let page = Page::cut(found, query.limit, |last| (last.created_at, last.id));
    let items = page.items.into_iter().map(|row| told::one(tx, row)).collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next: page.next })
}
