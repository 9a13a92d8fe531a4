//! Calendars as feeds: what changed is said by a higher SEQUENCE, what is gone by a cancellation, and nothing is said of others.

use crate::world::{World, at, on_both_engines};
use calendar::ics::{Event, events, read, spans};
use calendar::recurrence::Window;
use kernel::{MemberId, Reach, UnitId};
use roster::assignments::rows::{get, save};
use roster::assignments::{AssignmentRow, AssignmentState, NewAssignment, Seat, Shift, place, shift};
use roster::feeds::{Whose, calendar};

on_both_engines!(
    a_change_raises_the_sequence,
    what_is_called_off_is_told_for_thirty_days,
    what_went_to_somebody_else_is_told_as_cancelled,
    a_units_calendar_shows_what_its_maker_may_see,
    what_did_not_change_reads_the_same,
);

async fn text(world: &World, whose: Whose) -> String {
    world.read(move |tx| calendar(tx, "A calendar", whose)).await.unwrap()
}

fn told(text: &str) -> Vec<Event> {
    let (events, problems) = events(&read(text.as_bytes()).unwrap(), &jiff::tz::TimeZone::UTC);
    assert_eq!(problems, []);
    events
}

async fn of(world: &World, member: MemberId) -> Vec<Event> {
    told(&text(world, Whose::Member(member)).await)
}

async fn placed(world: &World, member: MemberId, unit: Option<UnitId>) -> AssignmentRow {
    let requirement = world.requirement(0, 4, 9, unit).await;
    world.write(move |tx| place(tx, NewAssignment::at(&requirement, member, Seat::Full), None)).await.unwrap().0
}

async fn a_change_raises_the_sequence(world: World) {
    let member = world.members(1, None).await[0];
    let row = placed(&world, member, None).await;
    let before = of(&world, member).await.remove(0);
    assert_eq!((before.title.as_str(), before.place.as_str(), before.cancelled), ("Carnival", "North gate", false));
    assert_eq!(before.description, "First aider");
    let mut moved = row.clone();
    let to = Shift { member_id: member, start: at(1), end: at(5) };
    world.write(move |tx| shift(tx, &mut moved, to, None).map(|_| ())).await.unwrap();
    let after = of(&world, member).await.remove(0);
    assert!(after.uid == before.uid && after.sequence > before.sequence, "{before:?} {after:?}");
    let (times, problems) = spans(&[after], Window::whole(9));
    assert_eq!(problems, []);
    assert_eq!((times[0].start.as_millisecond(), times[0].end.as_millisecond()), (at(1).millis(), at(5).millis()));
}

async fn what_is_called_off_is_told_for_thirty_days(world: World) {
    let member = world.members(1, None).await[0];
    let mut row = placed(&world, member, None).await;
    let before = of(&world, member).await.remove(0);
    world
        .write(move |tx| {
            row.set_state(AssignmentState::Released);
            row.reason = Some("Needed elsewhere".into());
            save(tx, &mut row)
        })
        .await
        .unwrap();
    let after = of(&world, member).await.remove(0);
    assert!(after.cancelled && after.uid == before.uid && after.sequence > before.sequence);
    assert!(after.description.ends_with("Needed elsewhere"));
    world.days(29);
    assert_eq!(of(&world, member).await.len(), 1);
    world.days(2);
    assert_eq!(of(&world, member).await, []);
}

async fn what_went_to_somebody_else_is_told_as_cancelled(world: World) {
    let people = world.members(2, None).await;
    let (one, other) = (people[0], people[1]);
    let row = placed(&world, one, None).await;
    let before = of(&world, one).await.remove(0);
    let give = |from: AssignmentRow, to: MemberId| {
        let world = world.clone();
        async move {
            let (mut row, to) = (from.clone(), Shift { member_id: to, start: from.start_at, end: from.end_at });
            world.write(move |tx| shift(tx, &mut row, to, None).map(|_| ())).await.unwrap();
            world.read(move |tx| get(tx, from.id)).await.unwrap()
        }
    };
    let now_others = give(row, other).await;
    let gone = of(&world, one).await.remove(0);
    assert!(gone.cancelled && gone.uid == before.uid && gone.sequence > before.sequence, "{gone:?}");
    let theirs = of(&world, other).await.remove(0);
    assert!(!theirs.cancelled && theirs.uid != gone.uid);
    // And back again: it stands, and is told once.
    give(now_others, one).await;
    let back = of(&world, one).await;
    assert!(back.len() == 1 && !back[0].cancelled && back[0].uid == before.uid && back[0].sequence > gone.sequence, "{back:?}");
    assert!(of(&world, other).await[0].cancelled);
    world.days(31);
    assert_eq!(of(&world, other).await, []);
}

async fn a_units_calendar_shows_what_its_maker_may_see(world: World) {
    let (north, south) = (world.unit("North").await, world.unit("South").await);
    let people = world.members(2, Some(north)).await;
    let here = people[0];
    let there = world.members(1, Some(south)).await[0];
    placed(&world, here, None).await;
    placed(&world, people[1], None).await;
    placed(&world, there, Some(south)).await;
    // They begin at the same time: which comes first is for their ids to say.
    let seen = told(&text(&world, Whose::Unit(north)).await);
    let titles: std::collections::BTreeSet<_> = seen.iter().map(|event| event.title.as_str()).collect();
    assert_eq!((seen.len(), titles), (2, ["Carnival · Member 0", "Carnival · Member 1"].into()));
    let look = |reach: Reach, unit| {
        let world = world.clone();
        async move { told(&world.read_as(here, reach, move |tx| calendar(tx, "A", Whose::Unit(unit))).await.unwrap()).len() }
    };
    assert_eq!(look(Reach::Units([south].into()), south).await, 1);
    assert_eq!(look(Reach::Units([south].into()), north).await, 1, "no further than the right reaches: their own");
    assert_eq!(look(Reach::Own, south).await, 0);
    assert_eq!(look(Reach::Own, north).await, 1, "their own");
}

async fn what_did_not_change_reads_the_same(world: World) {
    let people = world.members(2, None).await;
    placed(&world, people[0], None).await;
    let before = text(&world, Whose::Member(people[0])).await;
    world.days(1);
    placed(&world, people[1], None).await;
    assert_eq!(text(&world, Whose::Member(people[0])).await, before);
    assert!(before.contains("BEGIN:VTIMEZONE") && before.contains("TZID=Europe/London:20261128T120000"));
}
