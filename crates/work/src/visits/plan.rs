//! Planning a visit for a job.

use super::rows::{self, VisitRow};
use super::rules::VisitState;
use super::wanted::People;
use super::wire::{NewVisit, VisitView};
use super::{PLANNED, VisitId, follow};
use crate::forms::{self, TemplateId};
use crate::jobs::JobId;
use crate::jobs::rows::{self as jobs, JobRow};
use crate::jobs::rules::Status;
use crate::{job_types, sites};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use kernel::{Error, Result, Timestamp, Zone};
use roster::requirements::{self, RequirementId, RequirementKind, RequirementRow};
use store::{Event, Subject, WriteTx};

/// Most visits of a job.
const MOST: usize = 200;

/// Plan a visit for a job. Who goes is said at its requirement: `POST /requirements/{id}/assignments`.
#[utoipa::path(post, path = "/jobs/{id}/visits", operation_id = "planVisit", tag = "Visits", params(("id" = JobId, Path), OnceHeader),
    request_body = NewVisit, responses((status = 201, body = VisitView, description = "The visit as it stands now")))]
pub async fn plan_visit(
    cx: Cx<permit::VisitsWrite>,
    Path(id): Path<JobId>,
    once: OnceKey,
    Json(new): Json<NewVisit>,
) -> Answer<Created<VisitView>> {
    let zone = cx.zone();
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let (mut job, ..) = jobs::find(&mut tx, id)?;
            let (visit, event) = plan_in(&mut tx, &mut job, new, &zone)?;
            let named = rows::get(&mut tx, visit)?;
            let view = VisitView::of(&mut tx, named)?;
            tx.commit(event, view)
        })
        .await?;
    let location = format!("/api/v1/visits/{}", row.item.id);
    Ok(Created { row, location })
}

/// Writes a new visit of `job`, which follows it; gives the event to commit. `zone` is that of a job without a site.
pub fn plan_in(tx: &mut WriteTx<'_>, job: &mut JobRow, new: NewVisit, zone: &Zone) -> Result<(VisitId, Event)> {
    if !matches!(job.status, Status::Open | Status::Planned | Status::InProgress | Status::OnHold) {
        let stands = job.status.as_str().replace('_', " ");
        return Err(Error::refused("not-under-way", format!("a visit is planned for a job that is to be done; this one is {stands}")));
    }
    let before = rows::all_of_job(tx, job.id)?;
    if before.len() >= MOST {
        return Err(Error::refused("too-many-visits", format!("a job has at most {MOST} visits")));
    }
    check_follows(&before, new.follows)?;
    let (now, id) = (tx.now(), VisitId::new(tx.now(), tx.rng()));
    let kind = job_types::rows::named(tx, &job.kind)?;
    let usual = kind.as_ref().map_or(USUAL, |kind| kind.minutes * 60_000);
    let asked: Vec<TemplateId> = kind.iter().flat_map(|kind| &kind.form_ids).chain(&new.form_ids).copied().collect();
    let usually = || People { competencies: kind.map(|kind| kind.competencies).unwrap_or_default(), ..People::default() };
    // What the type of the job asks for was looked at when it was described.
    new.people.as_ref().map(|people| people.check_named(tx, &People::default())).transpose()?;
    let people = new.people.unwrap_or_else(usually);
    let demands = people.demands()?;
    let end = new.end.unwrap_or(new.start.plus_millis(usual));
    check_span(new.start, end)?;
    let mut wanted = requirement(tx, job, id, zone)?;
    (wanted.start_at, wanted.end_at) = (new.start, end);
    (wanted.least, wanted.most) = (people.min, people.max);
    requirements::insert(tx, &wanted, &demands)?;
    let row = VisitRow {
        id,
        version: 1,
        job_id: job.id,
        place: before.last().map_or(1, |last| last.place + 1),
        requirement_id: wanted.id,
        follows_id: new.follows,
        state: VisitState::Planned,
        end_reason: None,
        end_note: None,
        note: new.note.into_string(),
        past: false,
        created_by: tx.actor().member(),
        created_at: now,
        updated_at: now,
    };
    rows::insert(tx, &row)?;
    forms::ask(tx, id, &asked)?;
    let event = Event::new(&PLANNED, Subject::new("visit", id))
        .label(format!("{}/{}", job.label(), row.place))
        .first("start", &wanted.start_at)
        .first("end", &wanted.end_at)
        .first("people.min", &wanted.least)
        .first("people.max", &wanted.most)
        .first("follows", &row.follows_id)
        .first("note", &Some(&row.note).filter(|note| !note.is_empty()));
    let stood = follow::follow(tx, job)?;
    Ok((id, follow::told_of_job(event, job, stood)))
}

/// How long a visit is, unless its job's type or somebody says otherwise: an hour.
const USUAL: i64 = 60 * 60 * 1_000;

/// Longest visit: 31 days, as the roster has it.
const LONGEST: i64 = 31 * 24 * 60 * 60 * 1_000;

pub(super) fn check_span(start: Timestamp, end: Timestamp) -> Result<()> {
    if start >= end {
        return Err(Error::field("end", "not-after-start", "must be after the start"));
    }
    if end.millis() - start.millis() > LONGEST {
        return Err(Error::field("end", "too-long", "a visit lasts at most 31 days"));
    }
    Ok(())
}

fn check_follows(before: &[VisitRow], follows: Option<VisitId>) -> Result<()> {
    let Some(id) = follows else { return Ok(()) };
    let broken_off = |row: &&VisitRow| matches!(row.state, VisitState::Aborted | VisitState::Declined);
    let found = before.iter().find(|row| row.id == id).filter(broken_off);
    let wrong = || Error::field("follows", "not-acceptable", "must be a visit of this job that was broken off or declined");
    found.map(|_| ()).ok_or_else(wrong)
}

/// The requirement of a visit of `job`, an hour long and without a start.
fn requirement(tx: &mut WriteTx<'_>, job: &JobRow, visit: VisitId, zone: &Zone) -> Result<RequirementRow> {
    let now = tx.now();
    let mut row = RequirementRow {
        id: RequirementId::new(now, tx.rng()),
        version: 1,
        kind: RequirementKind::Visit,
        owner_id: visit.to_string(),
        title: String::new(),
        detail: String::new(),
        start_at: now,
        end_at: now.plus_millis(USUAL),
        zone: zone.as_str().to_owned(),
        place: String::new(),
        site_id: None,
        unit_id: None,
        duty_type_id: None,
        least: 1,
        most: 1,
        supervised: 0,
        exclusive: true,
        paid: true,
        live: true,
        created_at: now,
        updated_at: now,
    };
    describe(tx, job, &mut row)?;
    Ok(row)
}

/// What lists call it, and where it is, as the job says.
pub(super) fn describe(tx: &mut WriteTx<'_>, job: &JobRow, row: &mut RequirementRow) -> Result<()> {
    let site = job.site_id.map(|id| sites::rows::there(tx, id)).transpose()?.flatten();
    row.title = format!("{} {}", job.label(), job.title);
    row.detail.clone_from(&job.kind);
    (row.site_id, row.unit_id) = (job.site_id, job.unit_id);
    if let Some(site) = site {
        row.place = match &site.locality {
            Some(town) => format!("{}, {town}", site.name),
            None => site.name,
        };
        row.zone = site.time_zone;
    }
    Ok(())
}
