//! Saying when one can be asked.

use super::set::carry_out;
use super::wire::{AvailabilityView, NewAvailability};
use access::edge::{Answer, IfMatch, Json, Versioned};
use access::{Cx, permit};

/// Set my availability
///
/// All of it, in the place of what I said before.
#[utoipa::path(put, path = "/me/availability", tag = "My work", operation_id = "setMyAvailability", request_body = NewAvailability,
    params(("If-Match" = String, Header, description = "The version you read; 0 where nothing was set.", example = "\"0\"")),
    responses((status = 200, description = "When I can be asked.", body = AvailabilityView)))]
pub async fn set_my_availability(
    cx: Cx<permit::AvailabilityWrite>,
    if_match: IfMatch,
    Json(new): Json<NewAvailability>,
) -> Answer<Versioned<AvailabilityView>> {
    let (id, zone) = (cx.member(), cx.zone());
    Ok(Versioned(cx.write(move |tx| carry_out(tx, id, &zone, if_match, new)).await?))
}
