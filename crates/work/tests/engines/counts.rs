//! Counts, kept or counted, are what counting all rows gives, after every kind of change.

use crate::world::{World, on_both_engines, seed};
use work::jobs::rows;
use work::jobs::rules::Status;
use work::jobs::{self, COMPLETED, Filter, JobSort, Priority, Tally};

on_both_engines!(counts_follow_every_change, counting_comes_to_an_end);

async fn counted(world: &World, filter: Filter) -> (Tally, Tally) {
    world
        .read(move |tx| {
            let told = jobs::count(tx, &filter)?;
            let mut plain = Tally::default();
            for (row, ..) in jobs::list(tx, &filter, JobSort::Number, None, 10_000)? {
                *plain.counts.of(row.status) += 1;
                plain.total += 1;
                plain.overdue += i64::from(row.due_at.is_some_and(|due| due < tx.now()));
            }
            Ok((told, plain))
        })
        .await
}

async fn check(world: &World, customer: work::customers::CustomerId) {
    let none = Filter::default;
    for filter in [
        none(),
        Filter { kind: Some("Lift".into()), ..none() },
        Filter { priorities: vec![Priority::P1, Priority::P2], ..none() },
        Filter { customer: Some(customer), ..none() },
        Filter { overdue: true, ..none() },
    ] {
        let (told, plain) = counted(world, filter).await;
        assert_eq!(told, plain);
        assert!(told.total > 0);
    }
}

async fn counts_follow_every_change(world: World) {
    let ids = seed(&world, 120).await;
    check(&world, ids.customer).await;
    world
        .write(move |mut tx| {
            let open = Filter { statuses: vec![Status::Open], ..Filter::default() };
            let (mut row, ..) = jobs::list(&mut tx, &open, JobSort::Number, None, 1)?.remove(0);
            row.kind = "Another".into();
            let event = jobs::move_in(&mut tx, None, &mut row, &COMPLETED, None, |state, _| state.complete())?;
            let (again, ..) = rows::find(&mut tx, row.id)?;
            assert_eq!((again.status, again.version, again.due_at), (Status::WorkDone, 2, None));
            tx.commit(event, ())
        })
        .await
        .unwrap();
    check(&world, ids.customer).await;
    let (told, _) = counted(&world, Filter { kind: Some("Another".into()), ..Filter::default() }).await;
    assert_eq!((told.total, told.counts.work_done), (1, 1));
}

async fn counting_comes_to_an_end(world: World) {
    seed(&world, 10_200).await;
    let hour = |at: i64| Filter { created: (kernel::Timestamp::from_millis(at), None), ..Filter::default() };
    let all = world.read(move |tx| jobs::count(tx, &hour(0))).await;
    assert_eq!((all.total, all.capped), (10_001, true), "what is counted one by one is counted up to a bound");
    let lifts = Filter { kind: Some("Lift".into()), ..hour(0) };
    let some = world.read(move |tx| jobs::count(tx, &lifts)).await;
    assert_eq!((some.total, some.capped), (2_550, false));
    let kept = world.read(|tx| jobs::count(tx, &Filter::default())).await;
    assert_eq!((kept.total, kept.capped), (10_200, false), "what is kept has no bound");
}
