//! The list of hours.

use super::rows::{self, Keys};
use super::wire::{HoursQuery, HoursView};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page, Result};
use store::Tx;

/// List hours
///
/// The latest first. Whoever may see their own alone sees all of them, in whichever unit they served then.
#[utoipa::path(get, path = "/hours", tag = "Hours", operation_id = "listHours", params(HoursQuery),
    responses((status = 200, description = "A page of hours.", body = Page<HoursView>)))]
pub async fn list_hours(cx: Cx<permit::HoursRead>, Query(query): Query<HoursQuery>) -> Answer<Json<Page<HoursView>>> {
    Ok(Json(cx.read(move |tx| page(tx, &query)).await?))
}

fn page(tx: &mut Tx<'_>, query: &HoursQuery) -> Result<Page<HoursView>> {
    let refused = || Error::field("cursor", "not-acceptable", "belongs to another list");
    let after = query.cursor.as_ref().map(|cursor| cursor.place::<Keys>().ok_or_else(refused)).transpose()?;
    let found = rows::list(tx, query, after, query.limit.get() + 1)?;
    let page = Page::cut(found, query.limit, |(row, ..)| Keys::of(row));
    Ok(page.map(|named| HoursView::of(tx, named)))
}
