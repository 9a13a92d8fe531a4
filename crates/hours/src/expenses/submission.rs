//! Submitting an expense.

use super::rules::ExpenseAct;
use super::verdict::{Move, carry_out};
use super::wire::ExpenseView;
use super::{ExpenseId, SUBMITTED};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};

/// Submit an expense
///
/// One's own. It is no longer changed from then on.
#[utoipa::path(put, path = "/expenses/{id}/submission", tag = "Expenses", operation_id = "submitExpense",
    params(("id" = ExpenseId, Path, description = "The expense."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The expense as it stands now.", body = ExpenseView)))]
pub async fn submit_expense(cx: Cx<permit::ExpensesClaim>, Path(id): Path<ExpenseId>, if_match: IfMatch) -> Answer<Versioned<ExpenseView>> {
    let house = cx.house();
    let moved = Move { id, if_match, act: ExpenseAct::Submit, action: &SUBMITTED, note: None };
    Ok(Versioned(cx.write(move |tx| carry_out(tx, &house, moved, |tx, row| row.submitted_at = Some(tx.now()))).await?))
}
