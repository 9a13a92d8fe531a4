//! What was promised: counted in time of work, waiting while the job waits, put on record once.

use crate::world::{World, on_both_engines, seed};
use kernel::{Limit, Result, Timestamp, Zone};
use serde_json::json;
use store::{Action, Event, Subject, WriteTx, events};
use work::job_types::{self, JobTypeId};
use work::jobs::rules::{HoldReason, Status};
use work::jobs::{self, JobId, rows as job_rows};
use work::service::{self, JobClocks};
use work::visits::{self, NewVisit};

on_both_engines!(a_promise_is_kept_waits_and_runs_out_once, a_visit_is_as_long_as_its_type_says);

const TESTED: Action = Action::new("test.tested", "A test wrote a row");
const MINUTE: i64 = 60_000;

async fn made(world: &World) -> JobId {
    let make = |tx: &mut WriteTx<'_>| -> Result<JobId> {
        let targets = json!({"p2": {"respond": 30, "attend": 60, "fix": 120}});
        let row = json!({"id": JobTypeId::new(tx.now(), tx.rng()), "version": 1, "name": "Pump repair", "minutes": 90, "competencies": [],
            "targets": targets, "form_ids": [], "retired": false});
        job_types::rows::put(tx, &serde_json::from_value(row).unwrap())?;
        let new = json!({"type": "Pump repair", "title": "Mend it", "priority": "p2"});
        Ok(jobs::create_in(tx, serde_json::from_value(new).unwrap())?.0.id)
    };
    let write = world.write(move |mut tx| make(&mut tx).and_then(|id| tx.commit(Event::new(&TESTED, Subject::unnamed("test")), id)));
    write.await.unwrap()
}

async fn clocks(world: &World, job: JobId) -> JobClocks {
    world.read(move |tx| service::clocks_of(tx, job)).await.unwrap()
}

async fn moved(world: &World, job: JobId, action: &'static Action, hold: bool) {
    let write = world.write(move |mut tx| {
        let mut row = job_rows::find(&mut tx, job)?.0;
        let event = jobs::move_in(&mut tx, None, &mut row, action, None, |state, now| match (hold, state.status()) {
            (true, _) => state.hold(HoldReason::Parts, None, now),
            (_, Status::OnHold) => state.resume(),
            _ => state.complete(),
        })?;
        tx.commit(event, ())
    });
    write.await.unwrap();
}

/// What the round puts on record.
async fn round(world: &World) -> usize {
    let due = world.read(service::due).await;
    let mut missed = 0;
    for job in due {
        missed += world.write(move |tx| service::record(tx, job)).await.unwrap();
    }
    missed
}

async fn target(world: &World, job: JobId) -> Option<Timestamp> {
    world.read(move |tx| Ok(job_rows::find(tx, job)?.0.target_at)).await
}

async fn a_promise_is_kept_waits_and_runs_out_once(world: World) {
    seed(&world, 1).await;
    let job = made(&world).await;
    let opened = world.read(|tx| Ok(tx.now())).await;
    let first = clocks(&world, job).await;
    assert_eq!(first.fix.as_ref().unwrap().due, Some(opened.plus_millis(120 * MINUTE)));
    assert_eq!(target(&world, job).await, first.fix.unwrap().due);
    // Ten minutes of work, then an hour of waiting: what was left is left. A hold is an answer.
    world.clock.advance_seconds(10 * 60);
    moved(&world, job, &jobs::HELD, true).await;
    world.clock.advance_seconds(60 * 60);
    let waits = clocks(&world, job).await;
    assert!(waits.fix.as_ref().is_some_and(|fix| fix.paused && fix.due.is_none() && fix.breached_at.is_none()));
    assert_eq!(waits.respond.unwrap().met_at, Some(opened.plus_millis(10 * MINUTE)));
    assert_eq!((target(&world, job).await, round(&world).await), (None, 0));
    moved(&world, job, &jobs::RESUMED, false).await;
    let runs = clocks(&world, job).await;
    assert_eq!(runs.fix.unwrap().due, Some(opened.plus_millis(180 * MINUTE)));
    // Nobody came: read at once, put on record once, and by no reading.
    world.clock.advance_seconds(51 * 60);
    let late = Some(opened.plus_millis(120 * MINUTE));
    assert_eq!(clocks(&world, job).await.attend.unwrap().breached_at, late);
    assert_eq!((round(&world).await, round(&world).await), (1, 0));
    assert!(world.write(move |tx| service::record(tx, job)).await.is_err());
    moved(&world, job, &jobs::COMPLETED, false).await;
    let kept = clocks(&world, job).await;
    assert_eq!((kept.attend.unwrap().breached_at, kept.fix.as_ref().unwrap().breached_at), (late, None));
    assert!(kept.fix.unwrap().met_at.is_some());
    world.clock.advance_seconds(1_000 * 60);
    assert_eq!(round(&world).await, 0);
    let limit = Limit::new(50).unwrap();
    let filter = events::Filter { subject: Some(job.to_string()), ..Default::default() };
    let told = world.read(move |tx| events::list(tx, &filter, limit)).await;
    assert_eq!(told.iter().filter(|record| record.action == "job.target_missed").count(), 1);
}

async fn a_visit_is_as_long_as_its_type_says(world: World) {
    seed(&world, 1).await;
    let job = made(&world).await;
    let write = world.write(move |mut tx| {
        let mut row = job_rows::find(&mut tx, job)?.0;
        let new: NewVisit = serde_json::from_value(json!({"start": tx.now()})).unwrap();
        let (id, event) = visits::plan_in(&mut tx, &mut row, new, &Zone::parse("Europe/London").unwrap())?;
        tx.commit(event, id)
    });
    let id = write.await.unwrap();
    let (start, end) = world.read(move |tx| visits::rows::find(tx, id).map(|(_, _, when, _)| (when.0, when.1))).await;
    assert_eq!(end, start.plus_millis(90 * MINUTE));
}
