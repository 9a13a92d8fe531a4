//! A job stands where its visits are: in the transaction of whatever happened to one of them.

use super::rows::{self, VisitRow};
use super::rules::{self, VisitState};
use crate::jobs::rows::{self as jobs, JobRow};
use crate::jobs::rules::{State, Status};
use crate::service;
use courier::House;
use kernel::{Error, Result};
use roster::assignments::{Heard, tell_member};
use roster::requirements;
use store::{Event, Subject, WriteTx};

fn standing(visits: &[VisitRow]) -> Option<Status> {
    let counted: Vec<VisitState> = visits.iter().filter(|row| !row.past).map(|row| row.state).collect();
    rules::job_follows(&counted)
}

/// Moves the job to where its visits are; tells where it stood.
pub fn follow(tx: &mut WriteTx<'_>, job: &mut JobRow) -> Result<Status> {
    let (before, now) = (job.clone(), tx.now());
    if let Some(status) = standing(&rows::all_of_job(tx, job.id)?) {
        job.set_state(before.state().follow(status), now);
    }
    if (job.status, job.hold_from) != (before.status, before.hold_from) {
        service::moved(tx, &before, job)?;
        jobs::save(tx, job)?;
    }
    Ok(before.status)
}

/// What happened to a visit, told at its job too, and at its site.
pub(super) fn told_of_job(event: Event, job: &JobRow, before: Status) -> Event {
    let event = event.change("job.status", &before, &job.status).touching(Subject::new("job", job.id));
    match job.site_id {
        Some(site) => event.touching(Subject::new("site", site)),
        None => event,
    }
}

/// A job is moved by hand: what that means for its visits, and what they make of it.
///
/// Whoever says that the work is done, while somebody is still to go, is told so. A job that is cancelled takes its visits back. One that
/// is opened again begins anew: the visits it had do not count. One that is resumed stands where its visits are meanwhile. Letters to
/// those who were to go are written for `house`, if there is one.
pub fn meet(tx: &mut WriteTx<'_>, house: Option<&House>, before: &JobRow, next: State) -> Result<State> {
    match (before.status, next.status()) {
        (_, Status::WorkDone) => match rows::all_of_job(tx, before.id)?.iter().find(|row| row.state.is_live()) {
            None => Ok(next),
            Some(open) => {
                let stands = open.state.as_str().replace('_', " ");
                let fact = format!("visit {}/{} is {stands}: finish it or take it back first", before.label(), open.place);
                Err(Error::refused("visit-open", fact))
            }
        },
        (_, Status::Cancelled) => {
            for row in rows::all_of_job(tx, before.id)?.into_iter().filter(|row| row.state.is_live()) {
                take_back(tx, house, row, "The job was cancelled")?;
            }
            Ok(next)
        }
        (Status::OnHold, _) => {
            let standing = standing(&rows::all_of_job(tx, before.id)?);
            Ok(standing.map_or(next.clone(), |status| next.follow(status)))
        }
        (Status::WorkDone | Status::Closed | Status::Cancelled, Status::Open) => rows::all_past(tx, before.id).map(|()| next),
        _ => Ok(next),
    }
}

/// Recalls a visit, frees everybody who was to go, and tells them.
pub(super) fn take_back(tx: &mut WriteTx<'_>, house: Option<&House>, mut row: VisitRow, reason: &str) -> Result<()> {
    row.set_state(row.state().recall(reason.to_owned())?);
    for freed in requirements::cancel_of_owner(tx, row.id.as_str(), reason)? {
        tell_member(tx, house, &freed, Heard::VisitTakenBack(reason))?;
    }
    rows::save(tx, &mut row)
}

/// A job got another name, site or unit: its visits that are still to come go by it too, and so do those who go.
pub fn job_changed(tx: &mut WriteTx<'_>, job: &JobRow) -> Result<()> {
    for visit in rows::all_of_job(tx, job.id)?.into_iter().filter(|row| row.state.is_live()) {
        let mut wanted = requirements::find(tx, visit.requirement_id)?;
        let before = wanted.clone();
        super::plan::describe(tx, job, &mut wanted)?;
        if wanted == before {
            continue;
        }
        requirements::update(tx, &mut wanted)?;
        for mut going in roster::assignments::of_owner(tx, visit.id.as_str())?.into_iter().filter(|row| row.live) {
            (going.title, going.place, going.zone) = (wanted.title.clone(), wanted.place.clone(), wanted.zone.clone());
            (going.site_id, going.unit_id) = (wanted.site_id, wanted.unit_id);
            roster::assignments::rows::save(tx, &mut going)?;
        }
    }
    Ok(())
}
