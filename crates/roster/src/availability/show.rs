//! A member's availability.

use super::rows;
use super::wire::AvailabilityView;
use crate::people;
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};
use kernel::MemberId;

/// Show a member's availability
#[utoipa::path(get, path = "/members/{id}/availability", tag = "Availability", operation_id = "showAvailability",
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 200, description = "When the member can be asked.", body = AvailabilityView)))]
pub async fn show_availability(cx: Cx<permit::AvailabilityRead>, Path(id): Path<MemberId>) -> Answer<Versioned<AvailabilityView>> {
    let zone = cx.zone();
    let one = cx.read(move |tx| {
        people::named(tx, id, "availability.read")?;
        rows::of_member(tx, id, &zone)
    });
    Ok(Versioned(AvailabilityView::of(&one.await?)))
}
