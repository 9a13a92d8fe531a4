//! Paying an expense.

use super::rules::ExpenseAct;
use super::verdict::{Move, carry_out};
use super::wire::ExpenseView;
use super::{ExpenseId, PAID};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};

/// Mark an expense as paid
///
/// Somebody else's, when it was approved.
#[utoipa::path(put, path = "/expenses/{id}/payment", tag = "Expenses", operation_id = "payExpense",
    params(("id" = ExpenseId, Path, description = "The expense."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The expense as it stands now.", body = ExpenseView)))]
pub async fn pay_expense(cx: Cx<permit::ExpensesApprove>, Path(id): Path<ExpenseId>, if_match: IfMatch) -> Answer<Versioned<ExpenseView>> {
    let house = cx.house();
    let moved = Move { id, if_match, act: ExpenseAct::Pay, action: &PAID, note: None };
    Ok(Versioned(
        cx.write(move |tx| carry_out(tx, &house, moved, |tx, row| (row.paid_by, row.paid_at) = (tx.actor().member(), Some(tx.now()))))
            .await?,
    ))
}
