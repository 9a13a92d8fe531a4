//! Finding somebody's hours right.

use super::rules::HoursAct;
use super::wire::HoursView;
use super::{APPROVED, HoursId, rows};
use crate::telling::{self, Decision};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::Result;
use notices::NoticeKind;
use store::{Committed, Event, Subject, WriteTx};

/// Approve hours
///
/// Somebody else's, when they have confirmed them. One's own are for another to approve.
#[utoipa::path(put, path = "/hours/{id}/approval", tag = "Hours", operation_id = "approveHours",
    params(("id" = HoursId, Path, description = "The hours."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The hours as they stand now.", body = HoursView)))]
pub async fn approve_hours(cx: Cx<permit::HoursApprove>, Path(id): Path<HoursId>, if_match: IfMatch) -> Answer<Versioned<HoursView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| carry_out(tx, &house, id, if_match)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, house: &House, id: HoursId, if_match: IfMatch) -> Result<Committed<HoursView>> {
    let (mut row, ..) = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || HoursView::now(&mut tx, &row))?;
    let before = row.state;
    row.state = row.standing().after(HoursAct::Approve, tx.actor().member())?;
    (row.approved_by, row.approved_at) = (tx.actor().member(), Some(tx.now()));
    rows::save(&mut tx, &mut row)?;
    let (member, subject) = (row.member_id, Subject::new("hours", id));
    let said = "Your hours were approved";
    telling::tell(&mut tx, house, Decision { member, kind: NoticeKind::Hours, subject, said, what: row.label(), reason: None })?;
    let event = Event::new(&APPROVED, Subject::new("hours", id)).label(row.label()).change("state", &before, &row.state);
    let view = HoursView::now(&mut tx, &row)?;
    tx.commit(event.touching(Subject::new("member", row.member_id)), view)
}
