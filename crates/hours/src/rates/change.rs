//! Deciding on rates.

use super::wire::{HourRates, HourRatesBody};
use super::{CHANGED, NAME, Rates};
use crate::settings;
use access::edge::{Answer, IfMatch, Json, Versioned};
use access::{Cx, permit};
use kernel::Result;
use store::{Committed, Event, Subject, WriteTx};

/// Change rates
///
/// Counts for hours that are recorded or corrected from now on: what there is keeps the rates it was made with.
#[utoipa::path(put, path = "/hour-rates", tag = "Hours", operation_id = "changeHourRates",
    params(("If-Match" = String, Header, description = "The version that is changed, as its ETag")), request_body = HourRatesBody,
    responses((status = 200, description = "The rates as they stand now.", body = HourRates)))]
pub async fn change_hour_rates(
    cx: Cx<permit::HoursLock>,
    if_match: IfMatch,
    Json(body): Json<HourRatesBody>,
) -> Answer<Versioned<HourRates>> {
    let rates = body.checked()?;
    Ok(Versioned(cx.write(move |tx| carry_out(tx, if_match, rates)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, if_match: IfMatch, after: Rates) -> Result<Committed<HourRates>> {
    let (version, before): (i64, Rates) = settings::of(&mut tx, NAME)?;
    if_match.hold(version, || Ok(HourRates::of((version, before.clone()))))?;
    let next = settings::put(&mut tx, NAME, version, &after)?;
    let event = Event::new(&CHANGED, Subject::unnamed("hour_rates"))
        .change("currency", &before.currency, &after.currency)
        .change("night_from", &before.night_from, &after.night_from)
        .change("night_until", &before.night_until, &after.night_until)
        .change("weekend", &before.weekend, &after.weekend)
        .change("rates", &before.rates, &after.rates)
        .change("mileage", &before.mileage, &after.mileage);
    tx.commit(event, HourRates::of((next, after)))
}
