//! The rates as they are.

use super::NAME;
use super::wire::HourRates;
use access::edge::{Answer, Versioned};
use access::{Cx, permit};

/// Show rates
///
/// When night and weekend are, and what an hour of each is worth. Where nothing was decided, night is from 22:00 to 06:00, the weekend is
/// Saturday and Sunday, and there are no rates.
#[utoipa::path(get, path = "/hour-rates", tag = "Hours", operation_id = "showHourRates",
    responses((status = 200, description = "The rates.", body = HourRates)))]
pub async fn show_hour_rates(cx: Cx<permit::HoursRead>) -> Answer<Versioned<HourRates>> {
    Ok(Versioned(cx.read(|tx| crate::settings::of(tx, NAME).map(HourRates::of)).await?))
}
