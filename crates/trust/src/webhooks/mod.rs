//! Webhooks: where event records are told to, as Standard Webhooks has it.
//!
//! Invariants: the records are the outbox. Each webhook keeps the number up to which it has been served, so that nothing is missed and
//! no write is made twice; a delivery is sent at least once and carries the same id each time; what is told are ids, times and names of
//! acts, never a label, a change or a word of anybody's; each attempt is signed anew, while a secret is exchanged under both.

mod create;
mod deliveries;
mod list;
pub mod outbox;
mod remove;
mod replay;
mod rows;
mod rules;
mod secret;
mod trial;
mod update;
mod wire;

pub use wire::{Delivery, DeliveryState, Webhook, Webhooks};

use access::{Access, route};
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A webhook.
    WebhookId, "whk"
);
kernel::typed_id!(
    /// One record told to one webhook; the `webhook-id` of its messages.
    DeliveryId, "dlv"
);

/// A webhook was made.
pub const WEBHOOK_CREATED: Action = Action::new("webhook.created", "A webhook was made");
/// A webhook was changed.
pub const WEBHOOK_UPDATED: Action = Action::new("webhook.updated", "A webhook was changed, paused or resumed");
/// A webhook was removed.
pub const WEBHOOK_REMOVED: Action = Action::new("webhook.removed", "A webhook was removed, with what it had still to tell");
/// Its secret was exchanged.
pub const WEBHOOK_SECRET_CHANGED: Action = Action::new("webhook.secret_changed", "The secret of a webhook was exchanged");
/// Something was sent to try it out.
pub const WEBHOOK_TRIED: Action = Action::new("webhook.tried", "A message was sent to a webhook to try it out");
/// A delivery is sent again.
pub const WEBHOOK_REPLAYED: Action = Action::new("webhook.replayed", "A delivery of a webhook is sent again");
/// It was paused because nobody took anything for days, or its receiver is gone.
pub const WEBHOOK_GIVEN_UP: Action =
    Action::new("webhook.given_up", "A webhook was paused: its receiver took nothing for five days, or is gone");

/// Every action of this slice.
pub const ACTIONS: &[Action] =
    &[WEBHOOK_CREATED, WEBHOOK_UPDATED, WEBHOOK_REMOVED, WEBHOOK_SECRET_CHANGED, WEBHOOK_TRIED, WEBHOOK_REPLAYED, WEBHOOK_GIVEN_UP];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(route!(list::list_webhooks))
        .routes(route!(create::create_webhook))
        .routes(route!(update::update_webhook))
        .routes(route!(remove::remove_webhook))
        .routes(route!(secret::change_secret))
        .routes(route!(trial::try_webhook))
        .routes(route!(deliveries::list_deliveries))
        .routes(route!(replay::replay_delivery))
}
