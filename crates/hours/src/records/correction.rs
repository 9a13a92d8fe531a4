//! Putting hours right: a new version, beside which the old stays.

use super::lines::{self, Worked};
use super::rows::{self, HoursRow};
use super::rules::{HoursAct, HoursSource, check_times};
use super::wire::{HoursCorrection, HoursView};
use super::{CORRECTED, HoursId};
use crate::telling::{self, Decision};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, Result, Span, Zone};
use notices::NoticeKind;
use roster::assignments::AssignmentKind;
use store::{Committed, Event, Subject, Tx, WriteTx};

/// Correct hours
///
/// Makes a new version with the reason; the old stays readable. Whatever they were agreed to before, the member confirms them anew.
/// Locked hours are not corrected: write the difference down as hours of a day that is open.
#[utoipa::path(put, path = "/hours/{id}/correction", tag = "Hours", operation_id = "correctHours",
    params(("id" = HoursId, Path, description = "The hours."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = HoursCorrection, responses((status = 200, description = "The hours as they stand now.", body = HoursView)))]
pub async fn correct_hours(
    cx: Cx<permit::HoursApprove>,
    Path(id): Path<HoursId>,
    if_match: IfMatch,
    Json(correction): Json<HoursCorrection>,
) -> Answer<Versioned<HoursView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| carry_out(tx, &house, id, if_match, &correction)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, house: &House, id: HoursId, if_match: IfMatch, to: &HoursCorrection) -> Result<Committed<HoursView>> {
    let (before, ..) = rows::find(&mut tx, id)?;
    if_match.hold(before.version, || HoursView::now(&mut tx, &before))?;
    check_times(to.start, to.end, to.minutes, tx.now())?;
    let mut row = before.clone();
    row.state = row.standing().after(HoursAct::Correct, tx.actor().member())?;
    let span = Span::new(to.start, to.end).map_err(|_| Error::field("end", "not-after-start", "must be after the start"))?;
    let worked = worked(&mut tx, &row, vec![span], to.minutes)?;
    set(&mut row, HoursSource::Hand, lines::count(&mut tx, &worked)?, &mut tx, Some(to.reason.as_str().to_owned()))?;
    let (member, subject) = (row.member_id, Subject::new("hours", id));
    let said = "Your hours were corrected: look whether they are right";
    telling::tell(
        &mut tx,
        house,
        Decision { member, kind: NoticeKind::Hours, subject, said, what: row.label(), reason: Some(to.reason.as_str()) },
    )?;
    let event = Event::new(&CORRECTED, Subject::new("hours", id))
        .label(row.label())
        .change("start", &before.start_at, &row.start_at)
        .change("end", &before.end_at, &row.end_at)
        .change("minutes", &before.minutes, &row.minutes)
        .change("state", &before.state, &row.state)
        .note(Some(to.reason.as_str()))
        .touching(Subject::new("member", row.member_id));
    let view = HoursView::now(&mut tx, &row)?;
    tx.commit(event, view)
}

/// The same hours with other times.
fn worked(tx: &mut Tx<'_>, row: &HoursRow, spans: Vec<Span>, minutes: Option<i64>) -> Result<Worked> {
    let zone = Zone::parse(&row.zone).map_err(Error::internal)?.rules();
    let kind = row.assignment_id.map(|id| roster::assignments::rows::get(tx, id)).transpose()?.map(|assignment| assignment.kind);
    Ok(Worked { member: row.member_id, spans, zone, on_call: kind == Some(AssignmentKind::OnCall), minutes, unit: row.unit_id })
}

/// Gives hours the next version, which is to be confirmed and approved anew.
pub(super) fn set(
    row: &mut HoursRow,
    source: HoursSource,
    counted: lines::Counted,
    tx: &mut WriteTx<'_>,
    reason: Option<String>,
) -> Result<()> {
    let lines::Counted { start, end, first_day, last_day, minutes, unit, lines } = counted;
    (row.start_at, row.end_at, row.first_day, row.last_day) = (start, end, first_day, last_day);
    (row.minutes, row.unit_id, row.source) = (minutes, unit, source);
    (row.confirmed_at, row.approved_by, row.approved_at) = (None, None, None);
    row.revision += 1;
    rows::save(tx, row)?;
    rows::add_version(tx, row, &lines, reason)
}
