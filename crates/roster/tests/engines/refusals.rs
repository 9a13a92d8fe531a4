//! What the database refuses whatever the code believes: two places at once, and more people than places.

use crate::world::{World, at, on_both_engines};
use crate::written::row;
use kernel::{Error, MemberId};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};
use roster::assignments::rows::{self, AssignmentRow};
use roster::assignments::{AssignmentState, Seat};
use roster::requirements::{self, RequirementRow};
use store::WriteTx;

on_both_engines!(
    nobody_is_in_two_places,
    what_ends_when_another_begins_does_not_touch_it,
    what_takes_no_time_may_stand_beside,
    nothing_is_overfilled,
    places_that_are_taken_stay,
    overlaps_never_both_commit,
);

async fn write(
    world: &World,
    member: MemberId,
    (from, until): (i64, i64),
    change: impl FnOnce(&mut AssignmentRow) + Send + 'static,
) -> Result<AssignmentRow, Error> {
    let act = move |tx: &mut WriteTx<'_>| {
        let mut row = row(tx, member, at(from), at(until));
        change(&mut row);
        rows::insert(tx, &row)?;
        Ok(row)
    };
    world.write(act).await
}

fn code(refused: Result<AssignmentRow, Error>) -> &'static str {
    refused.map_or_else(|error| error.code(), |_| "written")
}

async fn nobody_is_in_two_places(world: World) {
    let member = world.members(1, None).await[0];
    write(&world, member, (0, 4), |_| {}).await.unwrap();
    for within in [(0, 4), (1, 2), (-1, 1), (3, 5), (-2, 6)] {
        assert_eq!(code(write(&world, member, within, |_| {}).await), "overlap", "{within:?}");
    }
    let mut moved = write(&world, member, (10, 12), |_| {}).await.unwrap();
    (moved.start_at, moved.end_at) = (at(3), at(5));
    let refused = world.write(move |tx| rows::save(tx, &mut moved)).await.unwrap_err();
    assert_eq!(refused.code(), "overlap", "a move is held to it as well");
    let other = world.members(1, None).await[0];
    write(&world, other, (0, 4), |_| {}).await.unwrap();
}

async fn what_ends_when_another_begins_does_not_touch_it(world: World) {
    let member = world.members(1, None).await[0];
    for neighbours in [(0, 4), (4, 8), (-3, 0)] {
        write(&world, member, neighbours, |_| {}).await.unwrap();
    }
}

async fn what_takes_no_time_may_stand_beside(world: World) {
    let member = world.members(1, None).await[0];
    write(&world, member, (0, 4), |_| {}).await.unwrap();
    write(&world, member, (0, 4), |row| row.exclusive = false).await.unwrap();
    write(&world, member, (0, 4), |row| row.beside = true).await.unwrap();
    let mut gone = write(&world, member, (0, 4), |row| row.set_state(AssignmentState::Withdrawn)).await.unwrap();
    gone.set_state(AssignmentState::Confirmed);
    assert_eq!(world.write(move |tx| rows::save(tx, &mut gone)).await.unwrap_err().code(), "overlap", "it does not come back");
}

async fn nothing_is_overfilled(world: World) {
    let requirement = world.requirement(0, 4, 2, None).await;
    let fill = |seat: Seat| {
        let (world, id) = (world.clone(), requirement.id);
        async move {
            let member = world.members(1, None).await[0];
            write(&world, member, (0, 4), move |row| (row.requirement_id, row.seat) = (Some(id), seat)).await
        }
    };
    let first = fill(Seat::Full).await.unwrap();
    fill(Seat::Full).await.unwrap();
    assert_eq!(code(fill(Seat::Full).await), "full");
    fill(Seat::Supervised).await.unwrap();
    assert_eq!(code(fill(Seat::Supervised).await), "full");
    let mut freed = first.clone();
    freed.set_state(AssignmentState::Released);
    world.write(move |tx| rows::save(tx, &mut freed)).await.unwrap();
    fill(Seat::Full).await.unwrap();
    let mut back = first;
    let refused = world.write(move |tx| rows::save(tx, &mut back)).await.unwrap_err();
    assert_eq!(refused.code(), "full", "whoever was released does not come back into a place that was given away");
}

async fn places_that_are_taken_stay(world: World) {
    let mut requirement: RequirementRow = world.requirement(0, 4, 3, None).await;
    for member in world.members(2, None).await {
        let id = requirement.id;
        write(&world, member, (0, 4), move |row| row.requirement_id = Some(id)).await.unwrap();
    }
    requirement.most = 2;
    let mut fewer = requirement.clone();
    world.write(move |tx| requirements::update(tx, &mut fewer)).await.unwrap();
    requirement.most = 1;
    let refused = world.write(move |tx| requirements::update(tx, &mut requirement)).await.unwrap_err();
    assert_eq!(refused.code(), "full");
}

/// Random stretches of one member's time: what is in the end written never overlaps, and what was refused did.
async fn overlaps_never_both_commit(world: World) {
    let stretches = proptest::collection::vec((-200_i64..200, 1_i64..30), 40);
    let mut runner = TestRunner::new(Config { cases: 1, ..Config::default() });
    for _ in 0..4 {
        let member = world.members(1, None).await[0];
        let drawn = stretches.new_tree(&mut runner).unwrap().current();
        let mut written: Vec<(i64, i64)> = Vec::new();
        for (from, length) in drawn {
            let wanted = (from, from + length);
            let meets = written.iter().any(|other| other.0 < wanted.1 && wanted.0 < other.1);
            let told = code(write(&world, member, wanted, |_| {}).await);
            assert_eq!(told, if meets { "overlap" } else { "written" }, "{wanted:?} beside {written:?}");
            if !meets {
                written.push(wanted);
            }
        }
        assert!(written.len() > 3, "something was written");
    }
}
