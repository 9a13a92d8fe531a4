//! One's own bookings.

use super::wire::{BookingQuery, BookingView};
use super::{rows, told};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page, Result};
use store::Tx;

/// List my bookings
///
/// The latest first.
#[utoipa::path(get, path = "/me/bookings", tag = "Bookings", operation_id = "listMyBookings", params(BookingQuery),
    responses((status = 200, description = "A page of bookings.", body = Page<BookingView>)))]
pub async fn list_my_bookings(cx: Cx<permit::BookingsWrite>, Query(query): Query<BookingQuery>) -> Answer<Json<Page<BookingView>>> {
    Ok(Json(cx.read(move |tx| of_mine(tx, &query)).await?))
}

fn of_mine(tx: &mut Tx<'_>, query: &BookingQuery) -> Result<Page<BookingView>> {
    let me = tx.actor().member().ok_or(Error::NotSignedIn)?;
    let bad = || Error::field("cursor", "not-acceptable", "not a cursor of this list");
    let before = query.cursor.as_ref().map(|cursor| cursor.place().ok_or_else(bad)).transpose()?;
    let found = rows::of_member(tx, me, before, query.limit.get() + 1)?;
    let page = Page::cut(found, query.limit, |last| (last.row.created_at, last.row.id));
    Ok(Page { items: told::all(tx, page.items)?, next: page.next })
}
