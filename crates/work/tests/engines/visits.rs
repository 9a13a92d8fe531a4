//! Visits: a job stands where they are, who goes is free again when they end, and what a device tells late or twice harms nothing.

use crate::world::{World, member, on_both_engines, seed};
use kernel::{Error, MemberId, Reach, Result, Timestamp, Zone};
use roster::assignments::{self, AssignmentState, NewAssignment, Seat, Shift};
use roster::requirements;
use serde_json::{Value, json};
use store::{Action, Event, Subject, Tx, WriteTx};
use work::jobs::rules::{CancelReason, HoldReason, Status};
use work::jobs::{self, JobId, rows as job_rows};
use work::visits::rules::VisitState;
use work::visits::wire::VisitItem;
use work::visits::{self, NewReport, NewVisit, VisitId, VisitView, rows};

on_both_engines!(
    a_job_stands_where_its_visits_are,
    a_visit_broken_off_is_carried_on_by_another,
    what_is_told_twice_is_taken_once,
    a_late_report_fills_the_past,
    one_of_two_declines_and_the_other_goes,
    a_cancelled_job_takes_its_visits_back,
    a_job_reopened_begins_anew,
    a_visit_moves_with_those_who_go,
    who_goes_sees_the_visit_and_others_do_not,
    each_visit_of_a_list_has_those_who_go,
);

const TESTED: Action = Action::new("test.tested", "A test wrote a row");

fn done<T: serde::Serialize>(tx: WriteTx<'_>, answer: T) -> Result<store::Committed<T>> {
    tx.commit(Event::new(&TESTED, Subject::unnamed("test")), answer)
}

/// An open job and two members.
async fn open_job(world: &World) -> (JobId, MemberId, MemberId) {
    seed(world, 1).await;
    let make = |tx: &mut WriteTx<'_>| -> Result<(JobId, MemberId, MemberId)> {
        let new = serde_json::from_value(json!({"type": "Pump repair", "title": "Mend it", "priority": "p2"})).unwrap();
        let job = jobs::create_in(tx, new)?.0.id;
        Ok((job, member(tx, "Ana")?, member(tx, "Ben")?))
    };
    world.write(move |mut tx| make(&mut tx).and_then(|made| done(tx, made))).await.unwrap()
}

/// Plans a visit in `hours`, an hour long; those who go are on it.
async fn plan(world: &World, job: JobId, hours: i64, going: &[MemberId], more: Value) -> Result<VisitId> {
    let going = going.to_vec();
    let make = move |tx: &mut WriteTx<'_>| -> Result<VisitId> {
        let start = tx.now().plus_millis(hours * 3_600_000);
        let mut new = json!({"start": start, "people": {"min": 1, "max": 2}});
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let new: NewVisit = serde_json::from_value(new).unwrap();
        let mut row = job_rows::find(tx, job)?.0;
        let (id, _) = visits::plan_in(tx, &mut row, new, &Zone::parse("Europe/London").unwrap())?;
        let wanted = requirements::of_owner(tx, id.as_str())?.remove(0);
        for member in going {
            assignments::place(tx, NewAssignment::at(&wanted, member, Seat::Full), None)?;
        }
        Ok(id)
    };
    world.write(move |mut tx| make(&mut tx).and_then(|id| done(tx, id))).await
}

/// Tells something, as a member who reaches their own alone.
async fn tell(world: &World, member: MemberId, visit: VisitId, report: Value) -> Result<()> {
    let report: NewReport = serde_json::from_value(report).unwrap();
    world
        .write_as(member, Reach::Own, move |mut tx| {
            let event = visits::hear(&mut tx, visit, report)?;
            tx.commit(event, ())
        })
        .await
}

async fn sent(world: &World, visit: VisitId) {
    let report: NewReport = serde_json::from_value(json!({"kind": "sent"})).unwrap();
    world.write(move |mut tx| visits::hear(&mut tx, visit, report).and_then(|event| tx.commit(event, ()))).await.unwrap();
}

async fn status(world: &World, job: JobId) -> Status {
    world.read(move |tx| Ok(job_rows::find(tx, job)?.0.status)).await
}

fn state(tx: &mut Tx<'_>, visit: VisitId) -> Result<VisitState> {
    Ok(rows::find(tx, visit)?.0.state)
}

async fn moved(
    world: &World,
    job: JobId,
    action: &'static Action,
    rule: impl FnOnce(work::jobs::rules::State, Timestamp) -> Result<work::jobs::rules::State> + Send + 'static,
) -> Result<()> {
    world
        .write(move |mut tx| {
            let mut row = job_rows::find(&mut tx, job)?.0;
            let event = jobs::move_in(&mut tx, None, &mut row, action, None, rule)?;
            tx.commit(event, ())
        })
        .await
}

async fn a_job_stands_where_its_visits_are(world: World) {
    let (job, ana, _) = open_job(&world).await;
    assert_eq!(status(&world, job).await, Status::Open);
    let first = plan(&world, job, 1, &[ana], json!({})).await.unwrap();
    assert_eq!(status(&world, job).await, Status::Planned);
    sent(&world, first).await;
    for (kind, stands) in [("accepted", Status::Planned), ("travelling", Status::InProgress), ("on_site", Status::InProgress)] {
        tell(&world, ana, first, json!({"kind": kind})).await.unwrap();
        assert_eq!(status(&world, job).await, stands, "{kind}");
    }
    // What is left over needs a second trip; by hand the job is not done before.
    let second = plan(&world, job, 30, &[], json!({})).await.unwrap();
    tell(&world, ana, first, json!({"kind": "done"})).await.unwrap();
    assert_eq!(status(&world, job).await, Status::InProgress);
    let refused = moved(&world, job, &jobs::COMPLETED, |state, _| state.complete()).await.unwrap_err();
    assert_eq!(refused.code(), "visit-open");
    // A hold lasts whatever the visits do, and goes on from where they are.
    moved(&world, job, &jobs::HELD, |state, now| state.hold(HoldReason::Parts, None, now)).await.unwrap();
    let recall = world.write(move |mut tx| {
        let mut row = rows::find(&mut tx, second)?.0;
        row.set_state(row.state().recall("Not needed".into())?);
        rows::save(&mut tx, &mut row)?;
        let mut job = job_rows::find(&mut tx, job)?.0;
        visits::follow(&mut tx, &mut job)?;
        done(tx, ())
    });
    recall.await.unwrap();
    assert_eq!(status(&world, job).await, Status::OnHold);
    moved(&world, job, &jobs::RESUMED, |state, _| state.resume()).await.unwrap();
    assert_eq!(status(&world, job).await, Status::WorkDone);
    let went = world.read(move |tx| Ok(assignments::of_owner(tx, first.as_str())?[0].state)).await;
    assert_eq!(went, AssignmentState::Worked);
}

async fn each_visit_of_a_list_has_those_who_go(world: World) {
    let (job, ana, ben) = open_job(&world).await;
    let mut planned = Vec::new();
    for (hours, who) in [(1, vec![ana]), (20, vec![]), (40, vec![ben, ana])] {
        planned.push(plan(&world, job, hours, &who, json!({})).await.unwrap());
    }
    let shown = world.read(move |tx| {
        let found = rows::list(tx, &rows::Filter::default(), None, 10)?;
        let together = VisitItem::all(tx, found)?;
        let mut alone = Vec::new();
        for id in planned {
            let named = rows::find(tx, id)?;
            alone.push(VisitItem::of(tx, named)?);
        }
        Ok((json!(together), json!(alone)))
    });
    let (together, alone) = shown.await;
    assert_eq!(together, alone);
    let going = |at: usize| together[at]["people"].as_array().unwrap().iter().map(|one| one["member"]["id"].clone()).collect::<Vec<_>>();
    assert_eq!((going(0), going(1)), (vec![json!(ana)], vec![]));
    assert_eq!(going(2).len(), 2);
}

async fn a_visit_broken_off_is_carried_on_by_another(world: World) {
    let (job, ana, ben) = open_job(&world).await;
    let first = plan(&world, job, 1, &[ana], json!({})).await.unwrap();
    sent(&world, first).await;
    tell(&world, ana, first, json!({"kind": "on_site"})).await.unwrap();
    let silent = tell(&world, ana, first, json!({"kind": "aborted"})).await.unwrap_err();
    assert_eq!(silent.code(), "invalid");
    tell(&world, ana, first, json!({"kind": "aborted", "reason": "no_access", "note": "Gate locked"})).await.unwrap();
    assert_eq!(status(&world, job).await, Status::Open);
    // Nobody is placed on what has ended.
    let late = world.write(move |mut tx| {
        let wanted = requirements::of_owner(&mut tx, first.as_str())?.remove(0);
        assignments::place(&mut tx, NewAssignment::at(&wanted, ben, Seat::Full), None)?;
        done(tx, ())
    });
    assert_eq!(late.await.unwrap_err().code(), "not-open");
    let second = plan(&world, job, 24, &[ben], json!({"follows": first})).await.unwrap();
    assert_eq!(status(&world, job).await, Status::Planned);
    let follows = plan(&world, job, 48, &[], json!({"follows": second})).await.unwrap_err();
    assert_eq!(follows.code(), "invalid");
    let called = world.read(move |tx| Ok(rows::called(&rows::find(tx, second)?))).await;
    assert!(called.ends_with("/2"), "{called}");
}

async fn what_is_told_twice_is_taken_once(world: World) {
    let (job, ana, ben) = open_job(&world).await;
    let visit = plan(&world, job, 1, &[ana, ben], json!({})).await.unwrap();
    sent(&world, visit).await;
    let report = || json!({"kind": "accepted", "device": {"id": "phone", "counter": 7}});
    tell(&world, ana, visit, report()).await.unwrap();
    let again = tell(&world, ana, visit, report()).await.unwrap_err();
    assert!(matches!(again, Error::Clash { code: "told-already", .. }), "{again:?}");
    let asked: NewReport = serde_json::from_value(report()).unwrap();
    let answer = world.read_as(ana, Reach::Own, move |tx| visits::repeated(tx, visit, &asked)).await.unwrap();
    assert_eq!(answer.map(|view| view.events.len()), Some(2));
    // Another's device counts for itself.
    tell(&world, ben, visit, report()).await.unwrap();
    let told = world.read(move |tx| rows::find(tx, visit).and_then(|named| VisitView::of(tx, named))).await;
    assert_eq!(told.events.len(), 3);
}

async fn a_late_report_fills_the_past(world: World) {
    let (job, ana, _) = open_job(&world).await;
    let visit = plan(&world, job, 1, &[ana], json!({})).await.unwrap();
    sent(&world, visit).await;
    let now = world.read(|tx| Ok(tx.now())).await;
    let at = |minutes: i64| now.plus_millis(minutes * 60_000).to_string();
    let say =
        |kind: &str, minutes: i64, counter: i64| json!({"kind": kind, "at": at(minutes), "device": {"id": "phone", "counter": counter}});
    // The telephone had no connection: its end is heard first, its beginning last.
    for (kind, minutes, counter) in [("done", -1, 5), ("paused", -30, 3), ("travelling", -60, 1), ("resumed", -20, 4), ("on_site", -50, 2)]
    {
        tell(&world, ana, visit, say(kind, minutes, counter)).await.unwrap();
        assert_eq!(world.read(move |tx| state(tx, visit)).await, VisitState::Done, "{kind}");
    }
    assert_eq!(status(&world, job).await, Status::WorkDone);
    let told = world.read(move |tx| rows::find(tx, visit).and_then(|named| VisitView::of(tx, named))).await;
    let kinds: Vec<&str> = told.events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["travelling", "on_site", "paused", "resumed", "done", "sent"]);
    assert_eq!(told.events.iter().filter(|event| event.moved).count(), 2);
    let ahead = tell(&world, ana, visit, say("on_site", 60, 6)).await.unwrap_err();
    assert_eq!(ahead.code(), "invalid");
}

async fn one_of_two_declines_and_the_other_goes(world: World) {
    let (job, ana, ben) = open_job(&world).await;
    let visit = plan(&world, job, 1, &[ana, ben], json!({})).await.unwrap();
    sent(&world, visit).await;
    tell(&world, ana, visit, json!({"kind": "declined", "note": "Ill"})).await.unwrap();
    assert_eq!(world.read(move |tx| state(tx, visit)).await, VisitState::Sent);
    // Whoever declined does not see it any more.
    assert_eq!(tell(&world, ana, visit, json!({"kind": "accepted"})).await.unwrap_err(), Error::not_found("visit"));
    tell(&world, ben, visit, json!({"kind": "declined", "note": "Ill too"})).await.unwrap();
    assert_eq!(world.read(move |tx| state(tx, visit)).await, VisitState::Declined);
    assert_eq!(status(&world, job).await, Status::Open);
    let free = world.read(move |tx| Ok(assignments::of_owner(tx, visit.as_str())?.iter().all(|row| !row.live))).await;
    assert!(free);
}

async fn a_cancelled_job_takes_its_visits_back(world: World) {
    let (job, ana, _) = open_job(&world).await;
    let visit = plan(&world, job, 1, &[ana], json!({})).await.unwrap();
    moved(&world, job, &jobs::CANCELLED, |state, now| state.cancel(CancelReason::Duplicate, None, now)).await.unwrap();
    assert_eq!(world.read(move |tx| state(tx, visit)).await, VisitState::Recalled);
    let freed = world.read(move |tx| Ok(assignments::of_owner(tx, visit.as_str())?[0].state)).await;
    assert_eq!(freed, AssignmentState::Cancelled);
    assert_eq!(plan(&world, job, 2, &[], json!({})).await.unwrap_err().code(), "not-under-way");
}

async fn a_job_reopened_begins_anew(world: World) {
    let (job, ana, _) = open_job(&world).await;
    let first = plan(&world, job, 1, &[ana], json!({})).await.unwrap();
    sent(&world, first).await;
    for kind in ["on_site", "done"] {
        tell(&world, ana, first, json!({"kind": kind})).await.unwrap();
    }
    moved(&world, job, &jobs::REOPENED, |state, _| state.reopen()).await.unwrap();
    assert_eq!(status(&world, job).await, Status::Open);
    plan(&world, job, 24, &[], json!({})).await.unwrap();
    assert_eq!(status(&world, job).await, Status::Planned);
}

async fn a_visit_moves_with_those_who_go(world: World) {
    let (job, ana, ben) = open_job(&world).await;
    let visit = plan(&world, job, 1, &[ana], json!({})).await.unwrap();
    let (start, end) = world.read(move |tx| rows::find(tx, visit).map(|(_, _, when, _)| (when.0, when.1))).await;
    let later = start.plus_millis(50 * 24 * 3_600_000);
    let shift = world.write(move |mut tx| {
        let mut going = assignments::of_owner(&mut tx, visit.as_str())?.remove(0);
        assignments::shift(&mut tx, &mut going, Shift { member_id: ana, start: later, end: later.plus_millis(7_200_000) }, None)?;
        done(tx, ())
    });
    shift.await.unwrap();
    let when = world.read(move |tx| rows::find(tx, visit).map(|(_, _, when, _)| (when.0, when.1))).await;
    assert_eq!(when, (later, later.plus_millis(7_200_000)));
    // Judged again: nobody is moved onto something else.
    plan(&world, job, 1, &[ana, ben], json!({})).await.unwrap();
    let back = world.write(move |mut tx| {
        let mut going = assignments::of_owner(&mut tx, visit.as_str())?.remove(0);
        assignments::shift(&mut tx, &mut going, Shift { member_id: ana, start, end }, None)?;
        done(tx, ())
    });
    assert_eq!(back.await.unwrap_err().code(), "not-eligible");
    let listed = |from: Timestamp, until: Timestamp| {
        let filter = rows::Filter { from: Some(from), until: Some(until), ..rows::Filter::default() };
        world.read(move |tx| Ok(rows::list(tx, &filter, None, 10)?.len()))
    };
    assert_eq!((listed(start, end).await, listed(later, later.plus_millis(1)).await), (1, 1));
}

async fn who_goes_sees_the_visit_and_others_do_not(world: World) {
    let (job, ana, ben) = open_job(&world).await;
    let visit = plan(&world, job, 1, &[ana], json!({})).await.unwrap();
    let lists = |member| world.read_as(member, Reach::Own, |tx| Ok(rows::list(tx, &rows::Filter::default(), None, 10)?.len()));
    assert_eq!((lists(ana).await.unwrap(), lists(ben).await.unwrap()), (1, 0));
    let finds = |member| world.read_as(member, Reach::Own, move |tx| rows::find(tx, visit).map(|_| ()));
    assert_eq!((finds(ana).await, finds(ben).await), (Ok(()), Err(Error::not_found("visit"))));
    assert_eq!(tell(&world, ben, visit, json!({"kind": "accepted"})).await.unwrap_err(), Error::not_found("visit"));
    let customer = world.read_as(ana, Reach::Customer(world.read(|tx| Ok(kernel::CustomerId::new(tx.now(), tx.rng()))).await), move |tx| {
        rows::find(tx, visit)
    });
    assert!(customer.await.is_err());
}
