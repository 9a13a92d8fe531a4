//! Saying that one's hours are right.

use super::rules::HoursAct;
use super::wire::HoursView;
use super::{CONFIRMED, HoursId, rows};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use kernel::Result;
use store::{Committed, Event, Subject, WriteTx};

/// Confirm hours
///
/// One's own.
#[utoipa::path(put, path = "/hours/{id}/confirmation", tag = "Hours", operation_id = "confirmHours",
    params(("id" = HoursId, Path, description = "The hours."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The hours as they stand now.", body = HoursView)))]
pub async fn confirm_hours(cx: Cx<permit::HoursConfirm>, Path(id): Path<HoursId>, if_match: IfMatch) -> Answer<Versioned<HoursView>> {
    Ok(Versioned(cx.write(move |tx| carry_out(tx, id, if_match)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, id: HoursId, if_match: IfMatch) -> Result<Committed<HoursView>> {
    let (mut row, ..) = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || HoursView::now(&mut tx, &row))?;
    let before = row.state;
    row.state = row.standing().after(HoursAct::Confirm, tx.actor().member())?;
    row.confirmed_at = Some(tx.now());
    rows::save(&mut tx, &mut row)?;
    let event = Event::new(&CONFIRMED, Subject::new("hours", id)).label(row.label()).change("state", &before, &row.state);
    let view = HoursView::now(&mut tx, &row)?;
    tx.commit(event.touching(Subject::new("member", row.member_id)), view)
}
