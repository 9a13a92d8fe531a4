//! Telling how a visit goes: from a screen one step at a time, from a device as it comes.

use super::reports::{self, ReportRow};
use super::rows::{self, Named, VisitRow};
use super::rules::{Report, Told, VisitState};
use super::wire::{NewReport, VisitView};
use super::{REPORTED, ReportId, VisitId, follow};
use crate::forms;
use crate::jobs::rows as jobs;
use crate::service;
use access::edge::{Answer, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Result, Text};
use roster::assignments::{self, AssignmentRow, AssignmentState};
use roster::requirements;
use store::{Event, Subject, Tx, WriteTx};

/// How far a device's clock may be ahead: ten minutes.
const AHEAD: i64 = 10 * 60 * 1_000;

/// Say how a visit goes.
///
/// A device that was without a connection tells what happened with its own times, in any order: what is late fills the past and never
/// moves the visit backwards. What is sent again under the same number of the same device is taken once.
#[utoipa::path(post, path = "/visits/{id}/events", operation_id = "reportVisit", tag = "Visits", params(("id" = VisitId, Path)),
    request_body = NewReport, responses((status = 200, body = VisitView, description = "The visit as it stands now")))]
pub async fn report_visit(
    cx: Cx<permit::VisitsReport>,
    Path(id): Path<VisitId>,
    Json(report): Json<NewReport>,
) -> Answer<Versioned<VisitView>> {
    if report.kind == Told::Sent && cx.reach_of::<permit::VisitsWrite>().is_none() {
        return Err(Error::Forbidden { permission: "visits.write" }.into());
    }
    let asked = report.clone();
    if let Some(view) = cx.read(move |tx| repeated(tx, id, &asked)).await? {
        return Ok(Versioned(view));
    }
    let asked = report.clone();
    let written = cx.write(move |mut tx| {
        let event = hear(&mut tx, id, report)?;
        let named = rows::get(&mut tx, id)?;
        let view = VisitView::of(&mut tx, named)?;
        tx.commit(event, view)
    });
    match written.await {
        // The same was sent twice at once, and the other was quicker.
        Err(Error::Clash { code: TOLD, .. }) => {
            let view = cx.read(move |tx| repeated(tx, id, &asked)).await?;
            Ok(Versioned(view.ok_or_else(|| Error::internal("what was told is not there"))?))
        }
        view => Ok(Versioned(view?)),
    }
}

const TOLD: &str = "told-already";

/// The visit as it stands, if this was told before.
pub fn repeated(tx: &mut Tx<'_>, id: VisitId, report: &NewReport) -> Result<Option<VisitView>> {
    let Some(device) = &report.device else { return Ok(None) };
    match reports::told_by(tx, device.id.as_str(), device.counter)? {
        None => Ok(None),
        Some(other) if other != id => Err(Error::field("device.counter", "taken", "this device told of another visit under this number")),
        Some(_) => {
            let named = rows::get(tx, id)?;
            VisitView::of(tx, named).map(Some)
        }
    }
}

/// Takes what is told of a visit, and moves visit, job and the teller's own assignment along; gives the event to commit.
pub fn hear(tx: &mut WriteTx<'_>, id: VisitId, new: NewReport) -> Result<Event> {
    let named = rows::find(tx, id)?;
    let (at, now) = (new.at.unwrap_or(tx.now()), tx.now());
    if at > now.plus_millis(AHEAD) {
        return Err(Error::field("at", "in-the-future", format!("is later than now, which is {now}: the clock that told it is ahead")));
    }
    if let Some(device) = &new.device
        && reports::told_by(tx, device.id.as_str(), device.counter)?.is_some()
    {
        return Err(Error::Clash { code: TOLD, message: "This was told before.".to_owned() });
    }
    let note = new.note.map(Text::into_string).filter(|note| !note.is_empty());
    let report = Report { told: new.kind, at, reason: new.reason, note: note.clone(), from_device: new.device.is_some() };
    let taken = named.0.state().take(&report, reports::newest_presence(tx, id)?)?;
    let (mut row, before) = (named.0.clone(), named.0.state);
    let leaves_others = new.kind == Told::Declined && taken.moved && decline_alone(tx, &row, note.as_deref())?;
    let moved = taken.moved && !leaves_others;
    if moved {
        if new.kind == Told::Done {
            forms::missing(tx, id)?;
        }
        row.set_state(taken.state);
        settle_people(tx, &row, new.kind)?;
    }
    rows::save(tx, &mut row)?;
    let (device, counter) = new.device.map(|device| (device.id.into_string(), device.counter)).unzip();
    let told = ReportRow {
        id: ReportId::new(now, tx.rng()),
        visit_id: id,
        told: new.kind,
        at,
        heard_at: now,
        member_id: tx.actor().member(),
        device,
        counter,
        reason: new.reason,
        note: note.clone(),
        moved,
    };
    reports::insert(tx, &told)?;
    if told.told == Told::OnSite {
        service::attended(tx, row.job_id, at)?;
    }
    event(tx, &named, &told, before, &row)
}

fn event(tx: &mut WriteTx<'_>, named: &Named, told: &ReportRow, before: VisitState, row: &VisitRow) -> Result<Event> {
    let mut job = jobs::get(tx, row.job_id)?;
    let stood = follow::follow(tx, &mut job)?;
    let event = Event::new(&REPORTED, Subject::new("visit", row.id))
        .label(rows::called(named))
        .first("event", &told.told)
        .first("at", &told.at)
        .first("device", &told.device)
        .first("reason", &told.reason)
        .change("state", &before, &row.state);
    Ok(follow::told_of_job(event, &job, stood).note(told.note.clone()))
}

/// Who of several will not go leaves the visit to the others; tells whether there are any.
fn decline_alone(tx: &mut WriteTx<'_>, row: &VisitRow, note: Option<&str>) -> Result<bool> {
    let (mine, others): (Vec<AssignmentRow>, Vec<AssignmentRow>) =
        open_people(tx, row)?.into_iter().partition(|going| Some(going.member_id) == tx.actor().member());
    let alone = mine.is_empty() || others.is_empty();
    for mut going in if alone { [mine, others].concat() } else { mine } {
        going.set_state(AssignmentState::Declined);
        going.reason = note.map(str::to_owned);
        assignments::rows::save(tx, &mut going)?;
    }
    Ok(!alone)
}

fn open_people(tx: &mut WriteTx<'_>, row: &VisitRow) -> Result<Vec<AssignmentRow>> {
    let people = assignments::of_owner(tx, row.id.as_str())?;
    Ok(people.into_iter().filter(|going| going.live && going.state != AssignmentState::Worked).collect())
}

/// What a visit's state means for those who go: for whoever tells it alone, because each keeps their own times. When it has ended,
/// nobody else is placed.
fn settle_people(tx: &mut WriteTx<'_>, row: &VisitRow, told: Told) -> Result<()> {
    let state = match told {
        Told::Accepted => Some(AssignmentState::Confirmed),
        Told::OnSite | Told::Resumed => Some(AssignmentState::OnDuty),
        Told::Done | Told::Aborted => Some(AssignmentState::Worked),
        _ => None,
    };
    let me = tx.actor().member();
    if let Some(state) = state {
        for mut mine in open_people(tx, row)?.into_iter().filter(|going| Some(going.member_id) == me && going.state != state) {
            mine.set_state(state);
            assignments::rows::save(tx, &mut mine)?;
        }
    }
    if !row.state.is_live() {
        let mut wanted = requirements::find(tx, row.requirement_id)?;
        wanted.live = false;
        requirements::update(tx, &mut wanted)?;
    }
    Ok(())
}
