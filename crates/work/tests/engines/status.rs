//! Status changes leave their instants, and one event each.

use crate::world::{World, on_both_engines, seed};
use kernel::Limit;
use store::events;
use work::jobs::rules::{HoldReason, Status};
use work::jobs::{self, Filter, JobSort, rows};

on_both_engines!(a_job_goes_its_way);

async fn a_job_goes_its_way(world: World) {
    seed(&world, 16).await;
    let open = Filter { statuses: vec![Status::Open], ..Filter::default() };
    let (row, ..) = world.read(move |tx| jobs::list(tx, &open, JobSort::Number, None, 1)).await.remove(0);
    let id = row.id;
    let go = |act: &'static str| {
        let world = &world;
        async move {
            world
                .write(move |mut tx| {
                    let (mut row, ..) = rows::find(&mut tx, id)?;
                    let event = match act {
                        "hold" => jobs::move_in(&mut tx, None, &mut row, &jobs::HELD, None, |state, now| {
                            state.hold(HoldReason::Weather, Some("Storm".into()), now)
                        }),
                        "resume" => jobs::move_in(&mut tx, None, &mut row, &jobs::RESUMED, None, |state, _| state.resume()),
                        "complete" => jobs::move_in(&mut tx, None, &mut row, &jobs::COMPLETED, None, |state, _| state.complete()),
                        "close" => jobs::move_in(&mut tx, None, &mut row, &jobs::CLOSED, None, |state, _| state.close()),
                        _ => jobs::move_in(&mut tx, None, &mut row, &jobs::REOPENED, Some("Leaks".into()), |state, _| state.reopen()),
                    }?;
                    tx.commit(event, ())
                })
                .await
        }
    };
    assert_eq!(go("close").await.unwrap_err().code(), "work-not-done");
    for act in ["hold", "resume", "complete", "close", "reopen"] {
        world.clock.advance_seconds(60);
        go(act).await.unwrap();
        let (now, seen) = world.read(move |tx| Ok((tx.now(), rows::find(tx, id)?.0))).await;
        assert_eq!(seen.hold_note.is_some(), act == "hold");
        assert_eq!(seen.finished_at.is_some(), act == "complete" || act == "close");
        assert_eq!(seen.closed_at, (act == "close").then_some(now));
        assert_eq!(seen.opened_at, row.opened_at);
    }
    let limit = Limit::new(10).unwrap();
    let told = world.read(move |tx| events::list(tx, &events::Filter { subject: Some(id.to_string()), ..Default::default() }, limit)).await;
    let actions: Vec<&str> = told.iter().map(|record| record.action.as_str()).collect();
    assert_eq!(actions, ["job.reopened", "job.closed", "job.completed", "job.resumed", "job.held"]);
    let detail = told[4].detail.as_ref().map(|opened| &opened.detail).unwrap();
    assert_eq!((detail.changes[0].field.as_ref(), detail.changes[0].before.as_str()), ("status", Some("open")));
}
