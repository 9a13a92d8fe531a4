//! Factors: what a member proves who they are with, beside the password. Each may set up and remove their own, with a fresh proof.
//!
//! Invariants:
//! 1. A code is good once: of an authenticator app by its step, of the paper by being deleted.
//! 2. Whoever has set up an app or a passkey is asked for one at every sign-in, whatever the organisation demands.
//! 3. The first factor comes with recovery codes; the last one takes them along.

mod add_app;
pub(crate) mod app;
pub(crate) mod held;
mod kind;
mod offer_app;
pub(crate) mod paper;
pub(crate) mod passkeys;
mod remove_app;
mod renew_codes;
mod show;
pub(crate) mod tell;
pub(crate) mod tries;

pub use kind::Factor;

use crate::state::Access;
use store::{Action, WriteTx};
use utoipa_axum::router::OpenApiRouter;

/// A member begins to set up an authenticator app.
pub const FACTOR_OFFERED: Action = Action::new("factor.offered", "A member began to set up a factor");
/// A member set up a factor.
pub const FACTOR_ADDED: Action = Action::new("factor.added", "A member set up a factor, or tried with a wrong code");
/// A member removed a factor.
pub const FACTOR_REMOVED: Action = Action::new("factor.removed", "A member removed one of their factors");
/// A member renamed one of their passkeys.
pub const PASSKEY_RENAMED: Action = Action::new("passkey.renamed", "A member renamed one of their passkeys");
/// A member had new recovery codes made.
pub const RECOVERY_CODES_RENEWED: Action = Action::new("recovery_codes.renewed", "A member had new recovery codes made");

/// Every action of factors.
pub const ACTIONS: &[Action] = &[FACTOR_OFFERED, FACTOR_ADDED, FACTOR_REMOVED, PASSKEY_RENAMED, RECOVERY_CODES_RENEWED];

/// One's own factors.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(show::show_my_factors))
        .routes(crate::route!(offer_app::offer_app))
        .routes(crate::route!(add_app::add_app))
        .routes(crate::route!(remove_app::remove_app))
        .routes(crate::route!(renew_codes::renew_recovery_codes))
        .merge(passkeys::routes())
}

/// After a factor was removed: without any left, the recovery codes have nothing to stand in for.
fn tidy(tx: &mut WriteTx<'_>, member: kernel::MemberId) -> kernel::Result<()> {
    if !held::Held::of(tx, member)?.asks_for_more() {
        paper::remove(tx, member)?;
    }
    tries::forget_all(tx, member)
}
