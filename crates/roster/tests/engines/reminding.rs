//! Reminders: so long before as each member wants it, once whoever goes round, and of nothing that has begun.

use crate::world::{World, on_both_engines};
use courier::House;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Error, MemberId, Zone};
use notices::receipts;
use roster::assignments::{AssignmentId, NewAssignment, Seat, Shift, place, rows, shift};
use roster::reminders::{due, remind};
use store::Subject;

on_both_engines!(once_though_two_servers_go_round, as_long_before_as_each_wants_it, moved_it_is_called_to_mind_again);

fn house() -> House {
    House { name: "Harbour".into(), zone: Zone::parse("Europe/London").unwrap(), site: "https://muster.test".into() }
}

/// Somebody who has a place from noon to four on the 28th, given to them on the 20th.
async fn placed(world: &World) -> (MemberId, AssignmentId) {
    world.set_clock("2026-11-20T09:00:00Z");
    let (member, requirement) = (world.members(1, None).await[0], world.requirement(0, 4, 1, None).await);
    let row = world.write(move |tx| place(tx, NewAssignment::at(&requirement, member, Seat::Full), None)).await.unwrap().0;
    (member, row.id)
}

async fn told(world: &World, id: AssignmentId) -> usize {
    world.read(move |tx| receipts::of(tx, &Subject::new("assignment", id), None)).await.unwrap().len()
}

async fn prefers(world: &World, member: MemberId, minutes: Option<i64>) {
    let write = move |tx: &mut store::WriteTx<'_>| {
        let insert = "INSERT INTO notice_preference (member_id, version, by_kind, reminder_minutes, updated_at) VALUES (";
        match tx.db() {
            store::Connection::Sqlite(connection) => {
                let query = diesel::sql_query(format!("{insert}?, 1, '[]', ?, 0)"));
                query.bind::<Text, _>(member).bind::<Nullable<BigInt>, _>(minutes).execute(connection)?;
            }
            store::Connection::Postgres(connection) => {
                let query = diesel::sql_query(format!("{insert}$1, 1, '[]', $2, 0)"));
                query.bind::<Text, _>(member).bind::<Nullable<BigInt>, _>(minutes).execute(connection)?;
            }
        }
        Ok(())
    };
    world.write(write).await.unwrap();
}

async fn once_though_two_servers_go_round(world: World) {
    let (_, id) = placed(&world).await;
    world.set_clock("2026-11-28T09:59:59Z");
    assert_eq!(world.read(due).await.unwrap(), []);
    world.set_clock("2026-11-28T10:00:00Z");
    assert_eq!(world.read(due).await.unwrap().len(), 1);
    let (one, other) = tokio::join!(world.commit(|tx| remind(tx, &house())), world.commit_there(|tx| remind(tx, &house())));
    let done = [one, other];
    assert_eq!(done.iter().filter(|done| matches!(done, Ok(1))).count(), 1, "{done:?}");
    assert_eq!(done.iter().filter(|done| matches!(done, Err(Error::Clash { .. }))).count(), 1, "{done:?}");
    assert_eq!((told(&world, id).await, world.read(due).await.unwrap().len()), (1, 0));
    assert_eq!(world.letters("notice").await, 0, "no letter unless it was asked for");
}

async fn as_long_before_as_each_wants_it(world: World) {
    let (early, _) = placed(&world).await;
    let (never, _) = placed(&world).await;
    prefers(&world, early, Some(24 * 60)).await;
    prefers(&world, never, None).await;
    world.set_clock("2026-11-27T12:00:00Z");
    let found: Vec<MemberId> = world.read(due).await.unwrap().iter().map(|one| one.member).collect();
    assert_eq!(found, [early]);
    // What has begun is called to nobody's mind; whoever got a place an hour before needs no reminder.
    world.set_clock("2026-11-28T11:00:00Z");
    let (late, requirement) = (world.members(1, None).await[0], world.requirement(0, 4, 1, None).await);
    world.write(move |tx| place(tx, NewAssignment::at(&requirement, late, Seat::Full), None)).await.unwrap();
    let found: Vec<MemberId> = world.read(due).await.unwrap().iter().map(|one| one.member).collect();
    assert_eq!(found, [early]);
    world.set_clock("2026-11-28T12:00:00Z");
    assert_eq!(world.read(due).await.unwrap(), []);
}

async fn moved_it_is_called_to_mind_again(world: World) {
    let (member_id, id) = placed(&world).await;
    world.set_clock("2026-11-28T10:00:00Z");
    world.commit(|tx| remind(tx, &house())).await.unwrap();
    let to = Shift { member_id, start: crate::world::at(24), end: crate::world::at(27) };
    world
        .write(move |tx| {
            let mut row = rows::get(tx, id)?;
            shift(tx, &mut row, to, None)
        })
        .await
        .unwrap();
    assert_eq!(world.read(due).await.unwrap(), []);
    world.set_clock("2026-11-29T10:00:00Z");
    world.commit(|tx| remind(tx, &house())).await.unwrap();
    assert_eq!(told(&world, id).await, 2);
}
