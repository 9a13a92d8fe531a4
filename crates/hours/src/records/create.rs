//! Writing hours down by hand.

use super::lines::{self, Worked};
use super::lock::check_open;
use super::rows::{self, HoursRow};
use super::rules::{HoursSource, HoursState, check_times};
use super::wire::{HoursView, NewHours};
use super::{HoursId, RECORDED};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{Error, MemberId, Reach, Result, Span, Zone};
use roster::requirements::DutyTypeId;
use store::schema::member;
use store::{Committed, Event, Statement, Subject, Tx, WriteTx};

/// Write hours down
///
/// By hand, with a reason, for time that was not planned. One's own; with the right to approve hours also others'. They are recorded,
/// and go on as all hours do.
#[utoipa::path(post, path = "/hours", tag = "Hours", operation_id = "recordHours", params(OnceHeader), request_body = NewHours,
    responses((status = 201, description = "The hours.", body = HoursView)))]
pub async fn record_hours(cx: Cx<permit::HoursConfirm>, once: OnceKey, Json(new): Json<NewHours>) -> Answer<Created<HoursView>> {
    let zone = new.zone.clone().unwrap_or_else(|| cx.zone());
    let row = cx.write_once(once.of(&new)?, move |tx| carry_out(tx, &new, &zone)).await?;
    let location = format!("/api/v1/hours/{}", row.id);
    Ok(Created { row, location })
}

fn carry_out(mut tx: WriteTx<'_>, new: &NewHours, zone: &Zone) -> Result<Committed<HoursView>> {
    check_times(new.start, new.end, new.minutes, tx.now())?;
    let member = whose(&mut tx, new.member_id)?;
    if let Some(duty) = new.duty_type_id {
        check_duty_type(&mut tx, duty)?;
    }
    let span = Span::new(new.start, new.end).map_err(|_| Error::field("end", "not-after-start", "must be after the start"))?;
    let worked = Worked { member, spans: vec![span], zone: zone.rules(), on_call: false, minutes: new.minutes, unit: None };
    let counted = lines::count(&mut tx, &worked)?;
    if tx.actor().member() != Some(member) {
        check_reached(&tx, counted.unit)?;
    }
    check_open(&mut tx, counted.first_day, counted.unit)?;
    let (id, now) = (HoursId::new(tx.now(), tx.rng()), tx.now());
    let row = HoursRow {
        id,
        version: 1,
        member_id: member,
        assignment_id: None,
        unit_id: counted.unit,
        duty_type_id: new.duty_type_id,
        customer_id: None,
        source: HoursSource::Hand,
        title: new.title.as_str().to_owned(),
        place: new.place.as_ref().map(|place| place.as_str().to_owned()).unwrap_or_default(),
        zone: zone.as_str().to_owned(),
        start_at: counted.start,
        end_at: counted.end,
        first_day: counted.first_day,
        last_day: counted.last_day,
        minutes: counted.minutes,
        revision: 1,
        state: HoursState::Recorded,
        made_by: tx.actor().member(),
        confirmed_at: None,
        approved_by: None,
        approved_at: None,
        locked_at: None,
        reverses: None,
        reversed_by: None,
        created_at: now,
        updated_at: now,
    };
    rows::insert(&mut tx, &row, &counted.lines, Some(new.reason.as_str().to_owned()))?;
    let event = Event::new(&RECORDED, Subject::new("hours", id))
        .label(row.label())
        .first("start", &row.start_at)
        .first("end", &row.end_at)
        .first("minutes", &row.minutes)
        .note(Some(new.reason.as_str()))
        .touching(Subject::new("member", member));
    let view = HoursView::now(&mut tx, &row)?;
    tx.commit(event, view)
}

/// Refuses a duty type that there is not, or that is not booked any more.
fn check_duty_type(tx: &mut Tx<'_>, id: DutyTypeId) -> Result<()> {
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT duty_type.id FROM duty_type WHERE NOT duty_type.retired AND duty_type.id = ").text(id.as_str());
    let found: Vec<DutyTypeId> = statement.load(tx.db())?;
    if found.is_empty() { Err(Error::field("duty_type_id", "unknown", "there is no such duty type")) } else { Ok(()) }
}

/// Whose hours they are to be: one's own, or, for those who may approve, of somebody who is there.
fn whose(tx: &mut Tx<'_>, asked: Option<MemberId>) -> Result<MemberId> {
    let me = tx.actor().member().ok_or_else(|| Error::internal("hours are written down by a member"))?;
    let Some(other) = asked.filter(|other| *other != me) else { return Ok(me) };
    if tx.right("hours.approve").is_none() {
        return Err(Error::field("member_id", "not-own", "you may write down your own hours alone"));
    }
    let found = member::table.find(other).filter(member::customer_id.is_null()).count().get_result::<i64>(tx.db())?;
    if found == 1 { Ok(other) } else { Err(Error::field("member_id", "unknown", "there is no such member")) }
}

fn check_reached(tx: &Tx<'_>, unit: Option<kernel::UnitId>) -> Result<()> {
    match tx.right("hours.approve") {
        Some(Reach::Organisation) => Ok(()),
        Some(reach) if reach.holds(None, unit, None, None) => Ok(()),
        _ => Err(Error::field("member_id", "unknown", "there is no such member")),
    }
}
