//! Customers, sites and jobs: what is to be done, where and for whom.
//!
//! Invariants: a job's status moves only along `jobs::rules`; every change leaves one event record; lists answer in pages and are
//! walks along an index, however many rows there are; what is searched for can only ever be a bound value.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod assets;
pub mod customers;
pub mod explanations;
mod few;
pub mod forms;
pub mod imports;
pub mod job_types;
pub mod jobs;
pub mod listing;
pub mod maintenance;
pub mod overview;
#[expect(missing_docs, reason = "the table macro makes public items without documentation")]
pub mod schema;
pub mod search;
pub mod service;
pub mod sites;
pub mod timeline;
pub mod units;
pub mod views;
pub mod visits;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Every action of this crate, a slice each.
pub const ACTIONS: &[&[Action]] = &[
    customers::ACTIONS,
    sites::ACTIONS,
    assets::ACTIONS,
    jobs::ACTIONS,
    visits::ACTIONS,
    forms::ACTIONS,
    job_types::ACTIONS,
    service::ACTIONS,
    maintenance::ACTIONS,
    views::ACTIONS,
    imports::ACTIONS,
];

/// Every route of this crate.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .merge(customers::routes())
        .merge(sites::routes())
        .merge(assets::routes())
        .merge(jobs::routes())
        .merge(visits::routes())
        .merge(forms::routes())
        .merge(job_types::routes())
        .merge(service::routes())
        .merge(maintenance::routes())
        .merge(views::routes())
        .merge(search::routes())
        .merge(overview::routes())
        .merge(explanations::routes())
        .merge(imports::routes())
}
