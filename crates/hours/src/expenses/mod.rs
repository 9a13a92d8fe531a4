//! Expenses: what a duty cost whoever did it, with a receipt, decided by somebody else.
//!
//! Invariants: nobody decides on their own claim or pays it, which the database holds as well; what was submitted is no longer changed
//! by the claimant; what a mileage comes to is worked out here, by the organisation's rate where it has one; receipts are sealed.

mod approval;
mod create;
mod list;
mod payment;
mod receipt;
mod refusal;
mod rows;
pub mod rules;
mod show;
mod submission;
mod update;
mod verdict;
pub mod wire;

pub use rules::{ExpenseKind, ExpenseState};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// An expense.
    ExpenseId, "exp"
);

/// An expense was written down.
pub const CLAIMED: Action = Action::new("expense.claimed", "A member wrote an expense down");
/// An expense was changed.
pub const CHANGED: Action = Action::new("expense.changed", "A member changed an expense that was not submitted");
/// An expense was submitted.
pub const SUBMITTED: Action = Action::new("expense.submitted", "A member submitted an expense");
/// An expense was approved.
pub const APPROVED: Action = Action::new("expense.approved", "Somebody else approved an expense");
/// An expense was refused.
pub const REJECTED: Action = Action::new("expense.rejected", "Somebody else refused an expense");
/// An expense was paid.
pub const PAID: Action = Action::new("expense.paid", "An approved expense was paid");
/// A receipt was added.
pub const RECEIPT_SET: Action = Action::new("expense.receipt_set", "A receipt was put with an expense");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CLAIMED, CHANGED, SUBMITTED, APPROVED, REJECTED, PAID, RECEIPT_SET];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_expenses))
        .routes(access::route!(create::claim_expense))
        .routes(access::route!(show::get_expense))
        .routes(access::route!(update::change_expense))
        .routes(access::route!(submission::submit_expense))
        .routes(access::route!(approval::approve_expense))
        .routes(access::route!(refusal::refuse_expense))
        .routes(access::route!(payment::pay_expense))
        .routes(access::route!(receipt::set_receipt))
        .routes(access::route!(receipt::show_receipt))
}
