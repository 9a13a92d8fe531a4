//! The people of an organisation: units, postings, ranks, members and what is kept about them, contacts.
//!
//! Invariants: an address belongs to one person of the organisation; a password is stored sealed and only as its record; whoever is
//! suspended or leaves is signed out everywhere in the same transaction; what somebody keeps out of the directory is told to nobody
//! who lacks the right to see it.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod announcements;
pub mod contacts;
pub mod fields;
mod fold;
pub mod intake;
mod links;
pub mod members;
pub mod photos;
pub mod postings;
pub mod ranks;
mod schema;
mod sheet;
pub mod units;

pub use links::{ContactCustomer, MemberLink, UnitLink};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Every action of this crate, slice by slice.
pub const ACTIONS: &[&[Action]] = &[
    units::ACTIONS,
    postings::ACTIONS,
    ranks::ACTIONS,
    fields::ACTIONS,
    members::ACTIONS,
    contacts::ACTIONS,
    photos::ACTIONS,
    intake::ACTIONS,
    announcements::ACTIONS,
];

/// The routes of this crate, without `/api/v1`.
pub fn routes() -> OpenApiRouter<Access> {
    let places = units::routes().merge(postings::routes()).merge(ranks::routes());
    let people = fields::routes().merge(members::routes()).merge(contacts::routes()).merge(photos::routes()).merge(intake::routes());
    places.merge(people).merge(announcements::routes())
}
