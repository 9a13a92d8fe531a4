//! Letters of alerts: which members get one when the watch over the log raises an alert.
//!
//! Invariants: a letter is put into the outbox by the very write that raises the alert; it says of what kind the alert is, when, and
//! where to look, and names nobody; whoever has lost the right to read alerts, or has left, gets none, whatever was decided once.

mod change;
mod rows;
mod show;
mod wire;

pub(crate) use rows::put;
pub use wire::{AlertLetters, NewAlertLetters};

use access::{Access, route};
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// It was decided anew who gets letters of alerts.
pub const ALERT_LETTERS_CHANGED: Action = Action::new("alert_letters.changed", "It was decided who gets a letter when an alert is raised");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[ALERT_LETTERS_CHANGED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(route!(show::show_alert_letters)).routes(route!(change::change_alert_letters))
}
