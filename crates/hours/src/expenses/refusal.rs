//! Refusing an expense.

use super::rules::ExpenseAct;
use super::verdict::{Move, carry_out, decided};
use super::wire::{ExpenseRefusal, ExpenseView};
use super::{ExpenseId, REJECTED};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};

/// Refuse an expense
///
/// Somebody else's, with a reason that they are told.
#[utoipa::path(put, path = "/expenses/{id}/refusal", tag = "Expenses", operation_id = "refuseExpense",
    params(("id" = ExpenseId, Path, description = "The expense."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = ExpenseRefusal, responses((status = 200, description = "The expense as it stands now.", body = ExpenseView)))]
pub async fn refuse_expense(
    cx: Cx<permit::ExpensesApprove>,
    Path(id): Path<ExpenseId>,
    if_match: IfMatch,
    Json(refusal): Json<ExpenseRefusal>,
) -> Answer<Versioned<ExpenseView>> {
    let house = cx.house();
    let moved = Move { id, if_match, act: ExpenseAct::Reject, action: &REJECTED, note: Some(refusal.reason.into_string()) };
    Ok(Versioned(cx.write(move |tx| carry_out(tx, &house, moved, decided)).await?))
}
