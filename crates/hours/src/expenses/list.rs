//! The list of expenses.

use super::rows;
use super::wire::{ExpenseQuery, ExpenseView};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page, Result};
use store::Tx;

/// List expenses
///
/// One's own, and those one may decide on; the latest first. A draft is its claimant's alone.
#[utoipa::path(get, path = "/expenses", tag = "Expenses", operation_id = "listExpenses", params(ExpenseQuery),
    responses((status = 200, description = "A page of expenses.", body = Page<ExpenseView>)))]
pub async fn list_expenses(cx: Cx<permit::ExpensesClaim>, Query(query): Query<ExpenseQuery>) -> Answer<Json<Page<ExpenseView>>> {
    Ok(Json(cx.read(move |tx| page(tx, &query)).await?))
}

fn page(tx: &mut Tx<'_>, query: &ExpenseQuery) -> Result<Page<ExpenseView>> {
    let refused = || Error::field("cursor", "not-acceptable", "belongs to another list");
    let after = query.cursor.as_ref().map(|cursor| cursor.place::<i64>().ok_or_else(refused)).transpose()?;
    let found = rows::list(tx, query, after, query.limit.get() + 1)?;
    let page = Page::cut(found, query.limit, |(row, ..)| row.number);
    Ok(page.map(|named| ExpenseView::of(tx, named)))
}
