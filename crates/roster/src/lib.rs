//! What is to be filled and who fills it: one calendar for duties and for visits.
//!
//! Invariants: a member is not in two places at once and no place is taken twice, which the database refuses; whether somebody may
//! take a place is asked of one engine, and its answer names the rule and the fact.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod assignments;
pub mod audience;
pub mod availability;
pub mod board;
pub mod certificates;
pub mod competencies;
mod day;
pub mod eligibility;
pub mod feeds;
pub mod leave;
mod people;
mod reach;
pub mod reminders;
pub mod requirements;
mod schema;
mod spans;
pub mod suggest;
mod wall_time;
pub mod working_rules;

pub use reach::{hold_assignments, in_units as assignments_in_units};

use access::Access;
use kernel::Error;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Every action of this crate, a slice each.
pub const ACTIONS: &[&[Action]] = &[
    assignments::ACTIONS,
    competencies::ACTIONS,
    certificates::ACTIONS,
    availability::ACTIONS,
    leave::ACTIONS,
    reminders::ACTIONS,
    suggest::ACTIONS,
    working_rules::ACTIONS,
];

/// Every route of this crate.
pub fn routes() -> OpenApiRouter<Access> {
    let planning = OpenApiRouter::new()
        .merge(assignments::routes())
        .merge(eligibility::routes())
        .merge(board::routes())
        .merge(suggest::routes())
        .merge(feeds::routes());
    let abilities = competencies::routes().merge(certificates::routes());
    planning.merge(abilities).merge(availability::routes()).merge(leave::routes()).merge(working_rules::routes())
}

/// What the database refuses, as a clash that people understand: somebody was quicker than the rules that were asked before.
fn refused(error: diesel::result::Error) -> Error {
    use diesel::result::Error as Db;
    let named = |info: &(dyn diesel::result::DatabaseErrorInformation + Send + Sync), name: &str| {
        info.constraint_name() == Some(name) || info.message() == name
    };
    match error {
        Db::DatabaseError(_, ref info) if named(&**info, "assignment_overlap") => {
            Error::Clash { code: "overlap", message: "The member is somewhere else at that time.".to_owned() }
        }
        Db::DatabaseError(_, ref info) if named(&**info, "requirement_full") => {
            Error::Clash { code: "full", message: "More places are taken than there would be.".to_owned() }
        }
        other => other.into(),
    }
}
