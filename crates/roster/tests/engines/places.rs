//! Giving, moving and forcing places through the rules.

use crate::world::{World, at, on_both_engines};
use kernel::{Error, Text};
use roster::assignments::rows::get;
use roster::assignments::{AssignmentState, Force, NewAssignment, Seat, Shift, place, shift};
use roster::eligibility::{Finding, Rule};
use roster::requirements::cancel_of_owner;

on_both_engines!(
    a_clash_names_what_it_meets,
    what_is_forced_is_on_the_row,
    a_move_does_not_stand_in_its_own_way,
    what_is_cancelled_frees_everybody
);

fn findings(error: &Error) -> Vec<Finding> {
    let found = if let Error::NotEligible { findings, .. } = error { Some((**findings).clone()) } else { None };
    serde_json::from_value(found.unwrap()).unwrap()
}

async fn a_clash_names_what_it_meets(world: World) {
    let member = world.members(1, None).await[0];
    let (one, other) = (world.requirement(0, 4, 1, None).await, world.requirement(3, 6, 1, None).await);
    let there = world.write(move |tx| place(tx, NewAssignment::at(&one, member, Seat::Full), None)).await.unwrap().0;
    let refused = world.write(move |tx| place(tx, NewAssignment::at(&other, member, Seat::Full), None)).await.unwrap_err();
    let found = findings(&refused);
    let clash = found.iter().find(|finding| finding.rule == Rule::Clash).unwrap();
    assert_eq!((clash.about.as_deref(), clash.from, clash.until), (Some(there.id.as_str()), Some(at(0)), Some(at(4))));
    assert!(clash.says.contains("Carnival"), "{}", clash.says);
}

async fn what_is_forced_is_on_the_row(world: World) {
    let member = world.members(1, None).await[0];
    let (one, other) = (world.requirement(0, 4, 1, None).await, world.requirement(3, 6, 1, None).await);
    let full = other.clone();
    let reason = || Some(Force { reason: Text::parse("Nobody else can drive the boat").unwrap() });
    let plain = world.write(move |tx| place(tx, NewAssignment::at(&one, member, Seat::Full), reason())).await.unwrap().0;
    assert_eq!((plain.forced_reason, plain.beside), (None, false), "nothing was in the way, so nothing was forced");
    let forced = world.write(move |tx| place(tx, NewAssignment::at(&other, member, Seat::Full), reason())).await.unwrap().0;
    assert_eq!((forced.forced_reason.as_deref(), forced.beside), (Some("Nobody else can drive the boat"), true));
    assert_eq!(forced.forced_rules, "[\"clash\"]");
    let late = world.members(1, None).await[0];
    let refused = world.write(move |tx| place(tx, NewAssignment::at(&full, late, Seat::Full), reason())).await.unwrap_err();
    assert_eq!(findings(&refused).iter().map(|finding| finding.rule).collect::<Vec<_>>(), [Rule::Full], "no reason makes a place");
}

async fn a_move_does_not_stand_in_its_own_way(world: World) {
    let member = world.members(1, None).await[0];
    let requirement = world.requirement(0, 4, 1, None).await;
    let mut row = world.write(move |tx| place(tx, NewAssignment::at(&requirement, member, Seat::Full), None)).await.unwrap().0;
    let id = row.id;
    let to = Shift { member_id: member, start: at(1), end: at(5) };
    world.write(move |tx| shift(tx, &mut row, to, None).map(|_| ())).await.unwrap();
    let moved = world.read(move |tx| get(tx, id)).await.unwrap();
    assert_eq!((moved.start_at, moved.end_at, moved.version), (at(1), at(5), 2));
}

async fn what_is_cancelled_frees_everybody(world: World) {
    let requirement = world.requirement(0, 4, 3, None).await;
    let owner = requirement.owner_id.clone();
    let id = requirement.id;
    for member in world.members(3, None).await {
        let new = NewAssignment::at(&requirement, member, Seat::Full);
        world.write(move |tx| place(tx, new, None)).await.unwrap();
    }
    let freed = world.write(move |tx| cancel_of_owner(tx, &owner, "Storm")).await.unwrap();
    assert_eq!(freed.len(), 3);
    assert!(freed.iter().all(|row| row.state == AssignmentState::Cancelled && !row.live && row.reason.as_deref() == Some("Storm")));
    let live = world.read(move |tx| roster::requirements::find(tx, id)).await.unwrap().live;
    assert!(!live, "it takes nobody any more");
}
