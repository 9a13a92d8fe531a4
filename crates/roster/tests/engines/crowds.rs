//! A thousand at once: as many get a place as there are places, and one of two moves that would overlap.

use crate::world::{World, on_both_engines};
use kernel::Error;
use roster::assignments::{AssignmentRow, NewAssignment, Seat, of_requirement, place};
use tokio::task::JoinSet;

on_both_engines!(a_thousand_for_seven_places, one_member_asked_by_everybody);

async fn a_thousand_for_seven_places(world: World) {
    const PLACES: i64 = 7;
    let requirement = world.requirement(0, 4, PLACES, None).await;
    let mut crowd: JoinSet<Result<AssignmentRow, Error>> = JoinSet::new();
    for member in world.members(1_000, None).await {
        let (world, new) = (world.clone(), NewAssignment::at(&requirement, member, Seat::Full));
        crowd.spawn(async move { world.write(move |tx| place(tx, new, None).map(|(row, _)| row)).await });
    }
    let mut codes: Vec<&str> = Vec::new();
    while let Some(done) = crowd.join_next().await {
        codes.push(done.unwrap().map_or_else(|error| error.code(), |_| "placed"));
    }
    let placed = codes.iter().filter(|code| **code == "placed").count();
    assert_eq!(i64::try_from(placed).unwrap(), PLACES);
    assert!(codes.iter().all(|code| ["placed", "not-eligible", "full"].contains(code)), "everybody else hears why: {codes:?}");
    let id = requirement.id;
    let there = world.read(move |tx| of_requirement(tx, id)).await.unwrap();
    assert_eq!(there.iter().filter(|row| row.live).count(), placed);
}

async fn one_member_asked_by_everybody(world: World) {
    let member = world.members(1, None).await[0];
    let mut crowd: JoinSet<Result<AssignmentRow, Error>> = JoinSet::new();
    for hour in 0..40 {
        let requirement = world.requirement(hour, hour + 10, 1, None).await;
        let (world, new) = (world.clone(), NewAssignment::at(&requirement, member, Seat::Full));
        crowd.spawn(async move { world.write(move |tx| place(tx, new, None).map(|(row, _)| row)).await });
    }
    let mut kept: Vec<AssignmentRow> = Vec::new();
    while let Some(done) = crowd.join_next().await {
        kept.extend(done.unwrap());
    }
    kept.sort_by_key(|row| row.start_at);
    assert!(!kept.is_empty() && kept.windows(2).all(|pair| pair[0].end_at <= pair[1].start_at));
}
