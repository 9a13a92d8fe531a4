//! Approving an expense.

use super::rules::ExpenseAct;
use super::verdict::{Move, carry_out, decided};
use super::wire::ExpenseView;
use super::{APPROVED, ExpenseId};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};

/// Approve an expense
///
/// Somebody else's.
#[utoipa::path(put, path = "/expenses/{id}/approval", tag = "Expenses", operation_id = "approveExpense",
    params(("id" = ExpenseId, Path, description = "The expense."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The expense as it stands now.", body = ExpenseView)))]
pub async fn approve_expense(
    cx: Cx<permit::ExpensesApprove>,
    Path(id): Path<ExpenseId>,
    if_match: IfMatch,
) -> Answer<Versioned<ExpenseView>> {
    let house = cx.house();
    let moved = Move { id, if_match, act: ExpenseAct::Approve, action: &APPROVED, note: None };
    Ok(Versioned(cx.write(move |tx| carry_out(tx, &house, moved, decided)).await?))
}
