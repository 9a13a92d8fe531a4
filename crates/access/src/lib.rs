//! Who may do what.
//!
//! Invariants:
//! 1. A [`Cx`] exists only for a live session of an open organisation whose roles grant its permission; there is no other
//!    way for a handler to reach a database.
//! 2. What is not granted is denied. A permission that no role lists is held by nobody.
//! 3. Nothing about rights is in a token: every request asks what holds now, at most half a second old.
//! 4. A sign-in that fails tells nothing by body, status or work about why.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod answering;
pub mod approvals;
mod carried;
mod cookie;
mod cx;
pub mod deletion;
pub mod edge;
pub mod editor;
mod factors;
pub mod feeds;
mod giving;
pub mod holdings;
mod identify;
mod invitations;
mod lent;
pub mod links;
mod mail;
pub mod networks;
mod new_password;
mod oversight;
mod permission;
mod policy;
pub mod postings;
mod pushes;
mod resets;
pub mod retention;
pub mod reviews;
pub mod revocations;
mod roles;
mod route;
mod sensitive;
mod sessions;
mod single_sign_on;
mod state;
mod throttle;
pub mod tokens;
pub mod units;
mod watch;

pub use cx::{Cx, RequestFacts};
pub use permission::{Permission, Registered, permission_named, permissions};
pub use roles::{Grant, Role};
pub use route::{PermissionOf, mark, permission_of};
#[doc(hidden)]
pub use utoipa_axum;

pub use factors::Factor;
#[doc(hidden)]
pub use sessions::fuzz_cookie;
pub use sessions::{Identity, MeView, SESSION_COOKIE, rows as credentials};
pub use state::{Access, AccessConfig, Outside};
#[doc(hidden)]
pub use tokens::fuzz_token;
pub use watch::Watch;

/// The permissions there are; each route names one in its handler's signature.
pub use permission::all as permit;

/// Every action of this crate.
pub const ACTIONS: &[&[store::Action]] = &[
    sessions::ACTIONS,
    single_sign_on::ACTIONS,
    factors::ACTIONS,
    policy::ACTIONS,
    oversight::ACTIONS,
    mail::ACTIONS,
    invitations::ACTIONS,
    resets::ACTIONS,
    revocations::ACTIONS,
    tokens::ACTIONS,
    feeds::ACTIONS,
    networks::ACTIONS,
    editor::ACTIONS,
    holdings::ACTIONS,
    approvals::ACTIONS,
    reviews::ACTIONS,
    retention::ACTIONS,
    deletion::ACTIONS,
];

/// Every route of this crate.
pub fn routes() -> utoipa_axum::router::OpenApiRouter<Access> {
    sessions::routes()
        .merge(single_sign_on::routes())
        .merge(factors::routes())
        .merge(policy::routes())
        .merge(oversight::routes())
        .merge(mail::routes())
        .merge(invitations::routes())
        .merge(resets::routes())
        .merge(revocations::routes())
        .merge(tokens::routes())
        .merge(feeds::routes())
        .merge(networks::routes())
        .merge(editor::routes())
        .merge(holdings::routes())
        .merge(approvals::routes())
        .merge(reviews::routes())
        .merge(retention::routes())
        .merge(deletion::routes())
}
