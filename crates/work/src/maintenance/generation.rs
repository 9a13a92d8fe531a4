//! Making the jobs that are due. What is to be made is read first and written then, by whoever comes first: the key of what became of a
//! time decides, however many ask at once.

use super::history::{self, Occurred};
use super::rows::{self, Filter, PlanRow};
use super::rules::{Outcome, PlanState, Timing};
use super::show::Known;
use super::targets::{self, Sight, TargetId};
use super::wire::{LeftOut, MadeLink, Why};
use super::{GENERATED, PlanId};
use crate::job_types;
use crate::jobs::{self, NewJob};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use jiff::civil::Date;
use kernel::{Error, Line, Result, Text, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{Committed, Event, Subject, Tx, WriteTx};
use utoipa::ToSchema;

/// Most times looked after by one write.
const FEW: usize = 25;

/// What a job is called that no type was named for.
const KIND: &str = "Planned maintenance";

/// What a plan has due.
#[derive(Debug, Clone)]
pub struct Slots {
    plan: PlanId,
    version: i64,
    /// To be made, or put on record as left out.
    now: Vec<(TargetId, Date)>,
    /// On what is out of use: left out for now.
    waiting: Vec<LeftOut>,
    more: bool,
}

/// What was made.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = MaintenanceGeneration)]
pub struct Generation {
    /// The jobs that were made.
    pub made: Vec<MadeJob>,
    /// What is due and has no job, and why.
    pub left_out: Vec<LeftOut>,
    /// Whether there is more to be made: ask again, or wait for Muster to go on.
    pub more: bool,
}

/// A job that was made.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = MadeMaintenanceJob)]
pub struct MadeJob {
    /// The job.
    pub job: MadeLink,
    /// On which asset or site.
    #[schema(value_type = String, example = "ast_01kam8nbvg8m5ajq1t0x6dzs52")]
    pub target: TargetId,
    /// When it is due.
    #[schema(value_type = String, format = "date", example = "2026-12-31")]
    pub due: Date,
}

/// Make the jobs of a plan of maintenance that are due now. Muster does it by itself too; asked twice, it makes each job once.
#[utoipa::path(put, path = "/maintenance-plans/{id}/generation", operation_id = "generateMaintenance", tag = "Maintenance",
    params(("id" = PlanId, Path)), responses((status = 200, body = Generation, description = "What was made")))]
pub async fn generate_maintenance(cx: Cx<permit::MaintenanceWrite>, Path(id): Path<PlanId>) -> Answer<Json<Generation>> {
    let slots = cx
        .read(move |tx| {
            let (row, _) = rows::find(tx, id)?;
            let known = Known::of(tx, [&row].into_iter())?;
            slots(&known, &row, tx.now())
        })
        .await?;
    let made = cx
        .write(move |mut tx| {
            let (event, made) = make(&mut tx, slots)?;
            tx.commit(event, made)
        })
        .await?;
    Ok(Json(made))
}

/// What active plans have due, a few times of each.
pub fn due(tx: &mut Tx<'_>) -> Result<Vec<Slots>> {
    let (mut found, mut after) = (Vec::new(), None);
    let active = Filter { state: Some(PlanState::Active), ..Filter::default() };
    loop {
        let page = rows::list(tx, &active, after, 200)?;
        let Some((last, _)) = page.last() else { return Ok(found) };
        after = Some(rows::Keys::of(last));
        let known = Known::of(tx, page.iter().map(|(row, _)| row))?;
        for (row, _) in &page {
            found.push(slots(&known, row, tx.now())?);
        }
        found.retain(|slots| !slots.now.is_empty());
    }
}

fn slots(known: &Known, row: &PlanRow, now: Timestamp) -> Result<Slots> {
    let (timing, zone, from, today) = (row.timing()?, row.zone(), row.from()?, row.today(now));
    let mut slots = Slots { plan: row.id, version: row.version, now: Vec::new(), waiting: Vec::new(), more: false };
    for target in known.targets(row.id) {
        let Some(sight) = &target.sight else { continue };
        let past = known.past(row.id, target.id, &zone);
        for due in timing.due(from.max(target.from), &past, today) {
            if sight.view.retired && timing.window(due).1 >= today {
                slots.waiting.push(LeftOut { target: target.id, due, why: Why::Retired });
            } else {
                slots.now.push((target.id, due));
            }
        }
    }
    slots.now.sort_unstable_by_key(|(target, due)| (*due, *target));
    slots.more = slots.now.len() > FEW;
    slots.now.truncate(FEW);
    Ok(slots)
}

/// Makes the jobs by Muster itself; tells whether there are more. Refused when another server made all of them.
pub fn make_due(mut tx: WriteTx<'_>, slots: Slots) -> Result<Committed<bool>> {
    let (event, done) = make(&mut tx, slots)?;
    if done.made.is_empty() && done.left_out.is_empty() {
        return Err(Error::refused("made-already", "somebody else was quicker"));
    }
    tx.commit(event, done.more)
}

/// Makes the jobs; gives the event to commit, and what was made. What another made meanwhile is made no more.
pub fn make(tx: &mut WriteTx<'_>, slots: Slots) -> Result<(Event, Generation)> {
    let (row, _) = rows::find(tx, slots.plan)?;
    if row.state != PlanState::Active {
        return Err(Error::refused("not-active", format!("only an active plan makes jobs; this one is {}", row.state)));
    }
    if row.version != slots.version {
        return Err(Error::refused("plan-changed", "the plan was changed meanwhile; ask again"));
    }
    let timing = row.timing()?;
    let ids = slots.now.iter().map(|(target, _)| *target).collect();
    let sights = targets::sights(tx, &ids)?;
    let mut done = Generation { made: Vec::new(), left_out: slots.waiting, more: slots.more };
    let mut event = Event::new(&GENERATED, Subject::new("maintenance_plan", row.id)).label(row.name.as_str());
    // Each once, however many of its times are due.
    let mut touched = BTreeSet::new();
    for (target, due) in slots.now {
        let Some(sight) = sights.get(&target) else { continue };
        let outcome = if sight.view.retired { Outcome::LeftOut } else { Outcome::Made };
        let reason = sight.view.retired.then_some(Why::Retired.as_str());
        if !history::insert(tx, row.id, target, (&timing, due), (outcome, reason))? {
            continue;
        }
        if sight.view.retired {
            done.left_out.push(LeftOut { target, due, why: Why::Retired });
            touched.insert(target);
            continue;
        }
        let job = job(tx, &row, (&timing, due), target, sight)?;
        history::has_job(tx, row.id, target, due, job.id)?;
        event = event.touching(Subject::new("job", job.id));
        touched.extend([target, TargetId::Site(sight.site)]);
        done.made.push(MadeJob { job, target, due });
    }
    let touched: Vec<TargetId> = touched.into_iter().collect();
    let event = super::create::touching(event, &touched)
        .first("made", &Some(&done.made).filter(|made| !made.is_empty()))
        .first("left_out", &Some(&done.left_out).filter(|left| !left.is_empty()));
    Ok((event, done))
}

/// One job, by the jobs' own door. Its target is the end of its window; no other promise runs on it.
fn job(tx: &mut WriteTx<'_>, row: &PlanRow, (timing, due): (&Timing, Date), target: TargetId, sight: &Sight) -> Result<MadeLink> {
    let unreadable = |_| Error::internal("a plan of maintenance cannot be read");
    let kind = match row.type_id {
        Some(id) => job_types::rows::find(tx, id)?.name,
        None => KIND.to_owned(),
    };
    let new = NewJob {
        kind: Line::parse(&kind).map_err(unreadable)?,
        title: Line::parse(&row.title).map_err(unreadable)?,
        description: Text::parse(&row.description).map_err(unreadable)?,
        priority: row.priority,
        customer_id: None,
        site_id: Some(sight.site),
        target_at: end_of(timing.window(due).1, row),
        unit_id: if sight.unit.is_none() { open_unit(tx, row)? } else { None },
        asset_ids: if let TargetId::Asset(id) = target { vec![id] } else { Vec::new() },
        draft: false,
    };
    let (made, ..) = jobs::create_planned_in(tx, new)?;
    Ok(MadeLink { id: made.id, number: made.label(), status: made.status })
}

/// The plan's unit, unless it was closed meanwhile: the work is to be done all the same.
fn open_unit(tx: &mut WriteTx<'_>, row: &PlanRow) -> Result<Option<UnitId>> {
    use diesel::prelude::*;
    use store::schema::unit;
    let Some(id) = row.unit_id else { return Ok(None) };
    let closed: Option<Option<Timestamp>> = unit::table.find(id).select(unit::closed_at).get_result(tx.db()).optional()?;
    Ok(if closed == Some(None) { Some(id) } else { None })
}

/// The last minute of a day, as clocks show it there.
fn end_of(day: Date, row: &PlanRow) -> Option<Timestamp> {
    let landed = calendar::wall::land(day.at(23, 59, 0, 0), &row.zone())?;
    Timestamp::from_millis(landed.instant.as_millisecond())
}

impl MadeLink {
    /// Of what became of one time.
    pub(super) fn of(occurred: &Occurred) -> Option<Self> {
        let job = occurred.job.as_ref()?;
        Some(Self { id: job.id, number: jobs::rows::label(job.number), status: job.status })
    }
}
