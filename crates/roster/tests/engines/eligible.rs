//! Who may take a place, from rows as they stand: each kind of fact is loaded, for the member it is about, and for many as for one.

use crate::world::{World, at, on_both_engines};
use crate::written::Paper;
use kernel::MemberId;
use roster::assignments::{NewAssignment, Seat, place};
use roster::eligibility::{Facts, Outcome, Place, Rule, Verdict, judge};
use roster::requirements::{Demand, RequirementRow, demands};

on_both_engines!(
    an_ability_is_proved_over_the_whole_place,
    nobody_vouches_for_themself_whatever_the_code_believes,
    leave_and_availability_are_looked_up,
    working_time_is_that_of_the_week_around,
    a_trainee_comes_beside_a_qualified_one,
    many_are_judged_as_each_is
);

async fn verdicts(world: &World, row: &RequirementRow, seat: Seat, members: &[MemberId]) -> Vec<Verdict> {
    let (row, members) = (row.clone(), members.to_vec());
    let read = move |tx: &mut store::Tx<'_>| {
        let asked = demands(tx, row.id)?;
        judge(tx, &Place::of(&row, asked, seat), &members)
    };
    world.read(read).await.unwrap()
}

fn rules(verdict: &Verdict) -> Vec<Rule> {
    verdict.findings.iter().map(|finding| finding.rule).collect()
}

/// The place is on Saturday, 28 November 2026, from noon to four.
async fn saturday(world: &World) -> RequirementRow {
    world.requirement(0, 4, 5, None).await
}

const GOOD: Paper = Paper { level: 2, from: "2026-01-01", until: Some("2026-11-28"), verified_by: None, revoked: false };

async fn an_ability_is_proved_over_the_whole_place(world: World) {
    let people = world.members(7, None).await;
    let (aid, boat) = (world.competency("First aider", "[\"Basic\",\"Leader\"]").await, world.competency("Boat", "[]").await);
    let by = Some(people[0]);
    let papers = [
        (1, Paper { verified_by: by, ..GOOD }),
        (2, GOOD),
        (3, Paper { verified_by: by, revoked: true, ..GOOD }),
        (4, Paper { verified_by: by, level: 1, ..GOOD }),
        (5, Paper { verified_by: by, until: Some("2026-11-27"), ..GOOD }),
    ];
    for (at, paper) in papers {
        world.certificate(people[at], aid, paper).await.unwrap();
    }
    world.certificate(people[6], boat, Paper { verified_by: by, ..GOOD }).await.unwrap();
    let row = saturday(&world).await;
    world.demands(&row, &[Demand { competency: aid, level: 2 }]).await;
    let told: Vec<_> = verdicts(&world, &row, Seat::Full, &people[1..]).await.iter().map(rules).collect();
    let lacks = || vec![Rule::LacksCompetency];
    assert_eq!(told, [vec![], lacks(), lacks(), vec![Rule::TooLowLevel], vec![Rule::CertificateEnds], lacks()]);
}

async fn nobody_vouches_for_themself_whatever_the_code_believes(world: World) {
    let people = world.members(2, None).await;
    let aid = world.competency("First aider", "[]").await;
    assert!(world.certificate(people[0], aid, Paper { level: 0, verified_by: Some(people[0]), ..GOOD }).await.is_err());
    assert!(world.certificate(people[0], aid, Paper { level: 0, verified_by: Some(people[1]), ..GOOD }).await.is_ok());
}

async fn leave_and_availability_are_looked_up(world: World) {
    let people = world.members(4, None).await;
    let row = saturday(&world).await;
    world.leave(people[0], at(3), at(30), "approved").await.unwrap();
    world.leave(people[1], at(4), at(30), "approved").await.unwrap();
    world.leave(people[2], at(3), at(30), "asked").await.unwrap();
    world.leave(people[2], at(0), at(1), "refused").await.unwrap();
    world.available(people[3], "[{\"weekday\":6,\"from\":720,\"until\":900}]").await;
    let told = verdicts(&world, &row, Seat::Full, &people).await;
    let said: Vec<_> = told.iter().map(|verdict| (verdict.outcome, rules(verdict))).collect();
    assert_eq!(
        said,
        [
            (Outcome::Refused, vec![Rule::OnLeave]),
            (Outcome::Clear, vec![]),
            (Outcome::Warned, vec![Rule::OnLeave]),
            (Outcome::Warned, vec![Rule::NotAvailable])
        ]
    );
    assert_eq!((told[3].findings[0].from, told[3].findings[0].until), (Some(at(3)), Some(at(4))));
    // The engine refuses leave twice at once, and lets neighbours be.
    assert!(world.leave(people[0], at(29), at(31), "approved").await.is_err());
    assert!(world.leave(people[0], at(30), at(31), "approved").await.is_ok());
    assert!(world.leave(people[0], at(29), at(31), "asked").await.is_ok());
}

async fn working_time_is_that_of_the_week_around(world: World) {
    let member = world.members(1, None).await[0];
    let row = saturday(&world).await;
    for day in 1..=4 {
        let other = world.requirement(-24 * day, -24 * day + 10, 1, None).await;
        world.write(move |tx| place(tx, NewAssignment::at(&other, member, Seat::Full), None)).await.unwrap();
    }
    assert_eq!(verdicts(&world, &row, Seat::Full, &[member]).await[0].outcome, Outcome::Clear, "44 hours with these");
    world
        .working_rules(
            "[{\"rule\":\"week-hours\",\"limit\":43,\"effect\":\"block\"},{\"rule\":\"consecutive-days\",\"limit\":4,\"effect\":\"warn\"}]",
        )
        .await;
    let told = verdicts(&world, &row, Seat::Full, &[member]).await;
    assert_eq!(rules(&told[0]), [Rule::WeekHours, Rule::ConsecutiveDays]);
    assert!(told[0].findings[0].says.starts_with("Would work 44 hours in the week from 23 November 2026"), "{}", told[0].findings[0].says);
}

async fn a_trainee_comes_beside_a_qualified_one(world: World) {
    let people = world.members(3, None).await;
    let aid = world.competency("First aider", "[]").await;
    world.certificate(people[0], aid, Paper { level: 0, verified_by: Some(people[2]), ..GOOD }).await.unwrap();
    let row = saturday(&world).await;
    world.demands(&row, &[Demand { competency: aid, level: 0 }]).await;
    assert_eq!(rules(&verdicts(&world, &row, Seat::Supervised, &people[1..2]).await[0]), [Rule::LacksCompetency]);
    let (qualified, there) = (people[0], row.clone());
    world.write(move |tx| place(tx, NewAssignment::at(&there, qualified, Seat::Full), None)).await.unwrap();
    assert_eq!(verdicts(&world, &row, Seat::Supervised, &people[1..2]).await[0].outcome, Outcome::Clear);
    assert_eq!(rules(&verdicts(&world, &row, Seat::Full, &people[1..2]).await[0]), [Rule::LacksCompetency], "a trainee has no whole place");
}

/// Five hundred members are read without being named one by one; what is said of each is what is said of them alone.
async fn many_are_judged_as_each_is(world: World) {
    let people = world.members(500, None).await;
    let aid = world.competency("First aider", "[]").await;
    for at in [0, 100, 499] {
        let by = Some(people[1]);
        world.certificate(people[at], aid, Paper { level: 0, verified_by: by, ..GOOD }).await.unwrap();
    }
    let (row, later) = (saturday(&world).await, world.requirement(30, 34, 5, None).await);
    let (busy, there) = (people[100], world.requirement(2, 8, 1, None).await);
    world.write(move |tx| place(tx, NewAssignment::at(&there, busy, Seat::Full), None)).await.unwrap();
    world.demands(&row, &[Demand { competency: aid, level: 0 }]).await;
    world.leave(people[499], at(31), at(33), "approved").await.unwrap();
    let (asked, all) = ([row.clone(), later.clone()], people.clone());
    let read = move |tx: &mut store::Tx<'_>| {
        let mut places = Vec::new();
        for row in &asked {
            places.push(Place::of(row, demands(tx, row.id)?, Seat::Full));
        }
        let facts = Facts::load(tx, &places, &all)?;
        Ok(places.iter().map(|place| facts.judge(place, &all)).collect::<Vec<_>>())
    };
    let together = world.read(read).await.unwrap();
    for (row, told) in [row, later].iter().zip(together) {
        assert_eq!(told.len(), 500);
        for at in [0, 1, 100, 250, 499] {
            assert_eq!(told[at], verdicts(&world, row, Seat::Full, &people[at..=at]).await[0], "{at}");
        }
    }
}
