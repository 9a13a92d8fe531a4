//! Ends of certificates that come near: told once for each stage, to holder and supervisor, with what is no longer covered, and nobody
//! loses a place by it.

use crate::world::{World, on_both_engines};
use crate::written::Paper;
use courier::House;
use kernel::{Error, MemberId, Zone};
use roster::assignments::{AssignmentState, NewAssignment, Seat, place};
use roster::certificates::{Expiring, due, tell};
use roster::requirements::{Demand, of_owner};
use store::{Subject, events};

on_both_engines!(an_end_is_told_once_for_each_stage, what_was_replaced_or_revoked_is_not_told);

fn house() -> House {
    House { name: "Harbour".into(), zone: Zone::parse("Europe/London").unwrap(), site: "https://muster.test".into() }
}

async fn due_at(world: &World, instant: &str) -> Vec<Expiring> {
    world.set_clock(instant);
    world.read(|tx| due(tx, &house().zone)).await.unwrap()
}

async fn told(world: &World, expiring: Expiring) -> Result<(), Error> {
    world.commit(move |tx| tell(tx, expiring, &house())).await
}

const PAPER: Paper = Paper { level: 0, from: "2026-01-01", until: Some("2026-11-28"), verified_by: None, revoked: false };

async fn an_end_is_told_once_for_each_stage(world: World) {
    let unit = world.unit("North").await;
    let (holder, above) = (world.members(1, Some(unit)).await[0], world.members(1, None).await[0]);
    world.supervised_by(holder, above).await;
    let aid = world.competency("First aider", "[]").await;
    let id = world.certificate(holder, aid, Paper { verified_by: Some(above), ..PAPER }).await.unwrap();
    // From noon on its last day, and from noon on the day after.
    world.set_clock("2026-10-01T09:00:00Z");
    let (covered, beyond) = (world.requirement(0, 4, 1, None).await, world.requirement(24, 28, 1, None).await);
    for row in [covered.clone(), beyond.clone()] {
        world.write(move |tx| place(tx, NewAssignment::at(&row, holder, Seat::Full), None)).await.unwrap();
    }
    for row in [&covered, &beyond] {
        world.demands(row, &[Demand { competency: aid, level: 0 }]).await;
    }
    assert_eq!(due_at(&world, "2026-10-28T23:00:00Z").await, []);
    let stages = [("2026-10-29T09:00:00Z", 30), ("2026-11-21T09:00:00Z", 7), ("2026-11-29T09:00:00Z", -1)];
    for (instant, stage) in stages {
        let wanted = Expiring { id, stage };
        assert_eq!(due_at(&world, instant).await, [wanted], "{instant}");
        told(&world, wanted).await.unwrap();
        assert_eq!(due_at(&world, instant).await, []);
        assert!(matches!(told(&world, wanted).await, Err(Error::Clash { .. })), "another server was quicker");
    }
    assert_eq!(due_at(&world, "2026-12-20T09:00:00Z").await, []);
    // Two letters each time, and the record names the one assignment that is no longer covered.
    assert_eq!(world.letters("certificate_ends").await, 6);
    // The holder is led to their own certificates, and who answers for them to the holder.
    for (subject, reader) in [(Subject::new("certificate", id), holder), (Subject::new("member", holder), above)] {
        let told = world.read(move |tx| notices::receipts::of(tx, &subject, None)).await.unwrap();
        assert_eq!(told.iter().map(|one| one.member.id).collect::<Vec<_>>(), [reader; 3]);
    }
    let kept = world.read(|tx| events::since(tx, &["certificate.expiring"], kernel::Timestamp::MIN, 10)).await.unwrap();
    assert_eq!(kept.len(), 3);
    let uncovered = |field: &str| {
        let detail = &kept[0].detail.as_ref().unwrap().detail;
        detail.changes.iter().find(|change| change.field == field).map(|change| change.after.clone())
    };
    assert_eq!(uncovered("uncovered"), Some(serde_json::json!(1)));
    let there = world.read(|tx| roster::assignments::of_owner(tx, "esn_test")).await.unwrap();
    assert!(there.iter().all(|row| row.live && row.state == AssignmentState::Confirmed), "nobody loses a place by it");
    assert_eq!(world.read(|tx| of_owner(tx, "esn_test")).await.unwrap().len(), 2);
}

async fn what_was_replaced_or_revoked_is_not_told(world: World) {
    let people: Vec<MemberId> = world.members(5, None).await;
    let aid = world.competency("First aider", "[\"Basic\",\"Leader\"]").await;
    let by = Some(people[4]);
    let paper = |level, until| Paper { level, until, verified_by: by, ..PAPER };
    world.certificate(people[0], aid, paper(1, Some("2026-11-28"))).await.unwrap();
    world.certificate(people[0], aid, paper(2, Some("2029-11-28"))).await.unwrap();
    world.certificate(people[1], aid, Paper { revoked: true, ..paper(1, Some("2026-11-28")) }).await.unwrap();
    world.certificate(people[2], aid, Paper { verified_by: None, ..paper(1, Some("2026-11-28")) }).await.unwrap();
    let left = world.certificate(people[3], aid, paper(2, Some("2026-11-28"))).await.unwrap();
    // A later one of a lower level does not stand in for it.
    world.certificate(people[3], aid, paper(1, None)).await.unwrap();
    assert_eq!(due_at(&world, "2026-11-21T09:00:00Z").await, [Expiring { id: left, stage: 7 }]);
}
