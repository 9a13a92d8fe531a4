//! The minimum as it is.

use super::NAME;
use super::wire::MinimumHours;
use access::edge::{Answer, Versioned};
use access::{Cx, permit};

/// Show the minimum
#[utoipa::path(get, path = "/minimum-hours", tag = "Hours", operation_id = "showMinimumHours",
    responses((status = 200, description = "The minimum.", body = MinimumHours)))]
pub async fn show_minimum_hours(cx: Cx<permit::HoursRead>) -> Answer<Versioned<MinimumHours>> {
    Ok(Versioned(cx.read(|tx| crate::settings::of(tx, NAME).map(MinimumHours::of)).await?))
}
