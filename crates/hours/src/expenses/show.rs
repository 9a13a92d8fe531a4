//! One expense.

use super::wire::ExpenseView;
use super::{ExpenseId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Show an expense
#[utoipa::path(get, path = "/expenses/{id}", tag = "Expenses", operation_id = "getExpense",
    params(("id" = ExpenseId, Path, description = "The expense.")),
    responses((status = 200, description = "The expense.", body = ExpenseView)))]
pub async fn get_expense(cx: Cx<permit::ExpensesClaim>, Path(id): Path<ExpenseId>) -> Answer<Versioned<ExpenseView>> {
    let found = cx.read(move |tx| {
        let named = rows::find(tx, id)?;
        Ok(ExpenseView::of(tx, named))
    });
    Ok(Versioned(found.await?))
}
