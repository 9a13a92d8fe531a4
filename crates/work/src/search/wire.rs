//! Search on the wire.

use crate::jobs::rules::Status;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

kernel::word! {
    /// What was found.
    HitKind {
        /// A job.
        Job = "job",
        /// A customer.
        Customer = "customer",
        /// A site.
        Site = "site",
        /// An asset.
        Asset = "asset",
        /// A member.
        Member = "member",
    }
}

/// Something found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchHit {
    /// What it is.
    pub kind: HitKind,
    /// Its id.
    pub id: String,
    /// What to show first.
    #[schema(example = "Pump in the cellar does not run")]
    pub title: String,
    /// What to show beside it.
    #[schema(example = "J-000123 · Pump repair")]
    pub subtitle: String,
    /// A job's status.
    pub status: Option<Status>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchHits {
    /// Jobs first, then customers, sites, assets and members.
    pub items: Vec<SearchHit>,
}

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Words; the last may be the beginning of one.
    #[param(max_length = 200, example = "cellar pum")]
    pub q: String,
    /// How many hits at most: 1 to 200.
    #[serde(default)]
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Option<kernel::Limit>,
}
