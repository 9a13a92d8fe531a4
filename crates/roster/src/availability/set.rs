//! Saying when a member can be asked.

use super::wire::{AvailabilityView, NewAvailability};
use super::{SET, rows};
use crate::people;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{MemberId, Result, Zone};
use store::{Committed, Event, Subject, WriteTx};

/// Set a member's availability
///
/// All of it, in the place of what was said before.
#[utoipa::path(put, path = "/members/{id}/availability", tag = "Availability", operation_id = "setAvailability",
    params(("id" = MemberId, Path, description = "The member."),
        ("If-Match" = String, Header, description = "The version you read; 0 where nothing was set.", example = "\"0\"")),
    request_body = NewAvailability, responses((status = 200, description = "When the member can be asked.", body = AvailabilityView)))]
pub async fn set_availability(
    cx: Cx<permit::AvailabilityWrite>,
    Path(id): Path<MemberId>,
    if_match: IfMatch,
    Json(new): Json<NewAvailability>,
) -> Answer<Versioned<AvailabilityView>> {
    let zone = cx.zone();
    Ok(Versioned(cx.write(move |tx| carry_out(tx, id, &zone, if_match, new)).await?))
}

/// The same for oneself and for another.
pub(super) fn carry_out(
    mut tx: WriteTx<'_>,
    id: MemberId,
    zone: &Zone,
    if_match: IfMatch,
    new: NewAvailability,
) -> Result<Committed<AvailabilityView>> {
    let member = people::named(&mut tx, id, "availability.read")?;
    let before = rows::of_member(&mut tx, id, zone)?;
    if_match.hold(before.version, || Ok(AvailabilityView::of(&before)))?;
    let after = new.read(before.version + 1)?;
    rows::keep(&mut tx, id, &after)?;
    let (was, is) = (AvailabilityView::of(&before), AvailabilityView::of(&after));
    let event = Event::new(&SET, Subject::new("member", id))
        .label(member.name)
        .change("zone", &was.zone, &is.zone)
        .change("weekly", &was.weekly, &is.weekly)
        .change("exceptions", &was.exceptions, &is.exceptions)
        .change("ready_minutes", &was.ready_minutes, &is.ready_minutes);
    tx.commit(event, is)
}
