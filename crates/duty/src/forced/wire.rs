//! What the report on forced places is asked for.

use kernel::{Cursor, Limit, Timestamp};
use serde::Deserialize;
use utoipa::IntoParams;

/// From when to when.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ForcedQuery {
    /// What begins at this instant or later.
    pub from: Option<Timestamp>,
    /// What begins before this instant.
    pub until: Option<Timestamp>,
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}
