//! Everybody at once: places are filled exactly, and nobody is in two places, whatever is tried at the same moment.
//!
//! What holds it is the database. The counter-proof takes its triggers (or its constraint) away, goes past the rules that are asked before,
//! and sees both promises broken.

use crate::world::{World, aiders, house, on_both_engines, operator};
use access::Role;
use duty::bookings::wire::NewBooking;
use kernel::{Error, MemberId, Timestamp};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use roster::assignments::{AssignmentRow, AssignmentState, NewAssignment, Seat, rows};
use roster::requirements::{self, RequirementId, RequirementRow};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

on_both_engines!(a_thousand_sign_up_for_forty_places, whatever_overlaps_never_stands_together, without_the_database_both_promises_break);

const MEMBERS: usize = 1_000;
const PLACES: u16 = 40;

async fn a_thousand_sign_up_for_forty_places(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(PLACES)).await;
    let id = RequirementId::parse(planned.need["id"].as_str().unwrap()).unwrap();
    let world = Arc::new(world);
    let crowd = World::crowd(&world, MEMBERS).await;
    let asked = crowd.into_iter().map(|member| {
        let world = Arc::clone(&world);
        tokio::spawn(async move {
            let new = NewBooking { member_id: None, seat: None, force: None };
            world.write_as(member, move |tx| duty::bookings::book(tx, &house(), id, new)).await.unwrap()
        })
    });
    let mut by_state: BTreeMap<&str, usize> = BTreeMap::new();
    for asked in asked.collect::<Vec<_>>() {
        *by_state.entry(asked.await.unwrap().state.as_str()).or_default() += 1;
    }
    let places = usize::from(PLACES);
    assert_eq!(by_state, BTreeMap::from([("confirmed", places), ("waitlisted", MEMBERS - places)]));
    let (taken, _) = world.realm.read(operator(), move |tx| requirements::rows::filled(tx, id)).await.unwrap();
    assert_eq!(taken, i64::from(PLACES));
    let need = planner.get(&crate::world::at("event-sessions", &planned.session)).await.done()["requirements"][0].clone();
    assert_eq!((need["filled"].as_i64(), need["waiting"].as_i64()), (Some(i64::from(PLACES)), Some(960)));
}

/// Times of day, in quarters of an hour, that a member is to be somewhere.
fn spans() -> Vec<(usize, i64, i64)> {
    let mut runner = TestRunner::deterministic();
    let span = (0..6_usize, 0..60_i64, 1..12_i64).prop_map(|(member, start, length)| (member, start, start + length));
    prop::collection::vec(span, 300).new_tree(&mut runner).unwrap().current()
}

async fn whatever_overlaps_never_stands_together(world: World) {
    let world = Arc::new(world);
    let crowd = World::crowd(&world, 6).await;
    let placed = spans().into_iter().map(|(member, start, end)| {
        let (world, member) = (Arc::clone(&world), crowd[member]);
        // Past the rules: the database alone is asked.
        tokio::spawn(async move {
            world
                .write_as(member, move |mut tx| {
                    let row = bare(&tx, member, start, end, None);
                    rows::insert(&mut tx, &row)?;
                    tx.commit(event(), ())
                })
                .await
        })
    });
    let mut refused = 0;
    for placed in placed.collect::<Vec<_>>() {
        match placed.await.unwrap() {
            Ok(()) => {}
            Err(Error::Clash { code: "overlap", .. }) => refused += 1,
            Err(other) => panic!("{other}"),
        }
    }
    let stand = standing(&world, crowd.iter().copied().collect()).await;
    assert!(refused > 0 && stand.len() + refused == 300, "{refused} refused, {} stand", stand.len());
    assert_eq!(overlapping(&stand), 0);
}

async fn without_the_database_both_promises_break(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(2)).await;
    let id = RequirementId::parse(planned.need["id"].as_str().unwrap()).unwrap();
    let world = Arc::new(world);
    let crowd = World::crowd(&world, 3).await;
    let overfill = |world: Arc<World>, crowd: Vec<MemberId>| async move {
        let mut refused = 0;
        for member in crowd {
            let done = world.write_as(member, move |mut tx| {
                let requirement = requirements::find(&mut tx, id)?;
                let row = bare(&tx, member, 40, 44, Some(&requirement));
                rows::insert(&mut tx, &row)?;
                tx.commit(event(), ())
            });
            refused += usize::from(matches!(done.await, Err(Error::Clash { code: "full", .. })));
        }
        refused
    };
    assert_eq!(overfill(Arc::clone(&world), crowd.clone()).await, 1, "the database refuses the third of two");
    let beside = |world: Arc<World>, member: MemberId| async move {
        let done = world.write_as(member, move |mut tx| {
            let row = bare(&tx, member, 41, 43, None);
            rows::insert(&mut tx, &row)?;
            tx.commit(event(), ())
        });
        done.await.is_ok()
    };
    assert!(!beside(Arc::clone(&world), crowd[0]).await, "and whoever is there already");

    world.without_guards().await;
    assert_eq!(overfill(Arc::clone(&world), World::crowd(&world, 2).await).await, 0, "nothing refuses the fourth of two");
    assert!(beside(Arc::clone(&world), crowd[0]).await, "nor somebody in two places");
    let (taken, _) = world.realm.read(operator(), move |tx| requirements::rows::filled(tx, id)).await.unwrap();
    assert!(taken > 2, "{taken} of two");
    assert!(overlapping(&standing(&world, crowd.into_iter().collect()).await) > 0);
}

const PLACED: store::Action = store::Action::new("test.placed", "A test gave a place");

fn event() -> store::Event {
    store::Event::new(&PLACED, store::Subject::unnamed("test"))
}

/// An assignment as nobody judged it.
fn bare(tx: &store::WriteTx<'_>, member: MemberId, start: i64, end: i64, requirement: Option<&RequirementRow>) -> AssignmentRow {
    let quarter = |count: i64| Timestamp::parse("2026-11-28T00:00:00Z").unwrap().plus_millis(count * 15 * 60 * 1000);
    let wanted = requirement.map(|row| NewAssignment::at(row, member, Seat::Full));
    AssignmentRow {
        id: roster::assignments::AssignmentId::new(tx.now(), tx.rng()),
        version: 1,
        kind: wanted.as_ref().map_or(roster::assignments::AssignmentKind::Duty, |wanted| wanted.kind),
        requirement_id: requirement.map(|row| row.id),
        owner_id: wanted.and_then(|wanted| wanted.owner_id),
        member_id: member,
        start_at: quarter(start),
        end_at: quarter(end),
        zone: "Europe/London".into(),
        title: "Somewhere".into(),
        place: String::new(),
        site_id: None,
        unit_id: None,
        duty_type_id: None,
        seat: Seat::Full,
        exclusive: true,
        paid: false,
        beside: false,
        state: AssignmentState::Confirmed,
        live: true,
        reason: None,
        forced_by: None,
        forced_reason: None,
        forced_rules: "[]".into(),
        created_by: None,
        created_at: tx.now(),
        updated_at: tx.now(),
    }
}

async fn standing(world: &World, members: BTreeSet<MemberId>) -> Vec<AssignmentRow> {
    let read = move |tx: &mut store::Tx<'_>| {
        let mut all = Vec::new();
        for member in members {
            all.extend(rows::touching(
                tx,
                member,
                Timestamp::parse("2026-11-27T00:00:00Z").unwrap(),
                Timestamp::parse("2026-12-05T00:00:00Z").unwrap(),
            )?);
        }
        Ok(all)
    };
    world.realm.read(operator(), read).await.unwrap()
}

/// How many pairs of one member share an instant.
fn overlapping(rows: &[AssignmentRow]) -> usize {
    let pairs = rows.iter().enumerate().flat_map(|(at, one)| rows[at + 1..].iter().map(move |other| (one, other)));
    pairs.filter(|(one, other)| one.member_id == other.member_id && one.start_at < other.end_at && other.start_at < one.end_at).count()
}
