//! One's own availability.

use super::rows;
use super::wire::AvailabilityView;
use access::edge::{Answer, Versioned};
use access::{Cx, permit};

/// Show my availability
#[utoipa::path(get, path = "/me/availability", tag = "My work", operation_id = "showMyAvailability",
    responses((status = 200, description = "When I can be asked.", body = AvailabilityView)))]
pub async fn show_my_availability(cx: Cx<permit::AvailabilityRead>) -> Answer<Versioned<AvailabilityView>> {
    let (id, zone) = (cx.member(), cx.zone());
    let one = cx.read(move |tx| rows::of_member(tx, id, &zone)).await?;
    Ok(Versioned(AvailabilityView::of(&one)))
}
