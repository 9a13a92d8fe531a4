//! Suggest: a proposal holds by every rule, reaches no further than whoever asks, and writes nothing; what is accepted is judged again,
//! and no place is filled twice however many accept at once.

use crate::world::{World, at, on_both_engines};
use diesel::prelude::*;
use kernel::{MemberId, Reach, Result, UnitId};
use roster::assignments::rows::insert;
use roster::assignments::{NewAssignment, Seat, of_requirement, place};
use roster::eligibility::Rule;
use roster::requirements::{Demand, RequirementId, RequirementRow};
use roster::suggest::{
    Accepted, AcceptedPlace, Fill, SuggestedPlace, Suggestion, SuggestionAcceptance, SuggestionRequest, Weights, fill, proposal, read,
};
use std::collections::BTreeSet;
use std::time::Duration;
use store::{Committed, WriteTx};
use tokio::task::JoinSet;

on_both_engines!(
    a_proposal_fills_what_can_be_filled_and_writes_nothing,
    what_several_places_come_to_is_judged_together,
    what_nobody_may_take_says_which_rules_stop_them,
    nobody_beyond_reach_is_proposed_or_placed,
    whoever_is_not_here_or_was_left_out_is_not_proposed,
    what_warns_is_avoided_where_somebody_else_can,
    what_no_longer_fits_is_told_and_the_others_are_placed,
    a_part_that_fails_leaves_the_rest,
    ten_acceptances_at_once_fill_no_place_twice
);

fn asked(rows: &[&RequirementRow], to: Fill) -> SuggestionRequest {
    let ids = rows.iter().map(|row| row.id).collect();
    SuggestionRequest { requirement_ids: ids, fill: Some(to), ..SuggestionRequest::default() }
}

async fn proposed(world: &World, asked: SuggestionRequest) -> Suggestion {
    let known = world.read(move |tx| read(tx, &asked)).await.unwrap();
    proposal(&known, Weights::default(), Duration::from_secs(20))
}

fn pairs(suggestion: &Suggestion) -> Vec<AcceptedPlace> {
    let of = |item: &SuggestedPlace| {
        let id = item.requirement.id;
        item.members.iter().map(move |one| AcceptedPlace { requirement_id: id, member_id: one.member.id }).collect::<Vec<_>>()
    };
    suggestion.items.iter().flat_map(of).collect()
}

fn accepting(places: Vec<AcceptedPlace>) -> impl for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<Accepted>> + Send + 'static {
    move |mut tx| {
        let (event, answer) = fill(&mut tx, None, &SuggestionAcceptance { places, offer: false })?;
        let event = event.ok_or_else(|| kernel::Error::refused("nothing-placed", "nothing fits"))?;
        tx.commit(event, answer)
    }
}

async fn taken(world: &World, id: RequirementId) -> usize {
    world.read(move |tx| of_requirement(tx, id)).await.unwrap().iter().filter(|row| row.live).count()
}

async fn a_proposal_fills_what_can_be_filled_and_writes_nothing(world: World) {
    let people = world.members(4, None).await;
    let aid = world.competency("First aider", "[]").await;
    let good = crate::written::Paper { level: 0, from: "2026-01-01", until: None, verified_by: Some(people[3]), revoked: false };
    world.certificate(people[0], aid, good).await.unwrap();
    let (early, late) = (world.requirement(0, 4, 2, None).await, world.requirement(2, 6, 2, None).await);
    world.demands(&early, &[Demand { competency: aid, level: 0 }]).await;
    let busy = world.requirement(1, 3, 1, None).await;
    let there = people[1];
    world.write(move |tx| place(tx, NewAssignment::at(&busy, there, Seat::Full), None)).await.unwrap();
    let before = world.records().await;

    // Whoever alone can take the early one is not wasted on the late one.
    let told = proposed(&world, asked(&[&early, &late], Fill::Needed)).await;
    let whom: Vec<Vec<MemberId>> = told.items.iter().map(|item| item.members.iter().map(|one| one.member.id).collect()).collect();
    assert_eq!(whom[0], [people[0]]);
    assert!(whom[1] == [people[2]] || whom[1] == [people[3]], "{whom:?}");
    assert_eq!((told.members, told.items[0].missing, told.items[1].missing), (4, 0, 0));
    assert_eq!(told.items[1].members[0].instead.len(), 1, "the other one who is free");

    let told = proposed(&world, asked(&[&early, &late], Fill::Room)).await;
    assert_eq!((told.items[0].missing, told.items[1].missing), (1, 0));
    let short = told.items[0].shortfall.as_ref().unwrap();
    assert_eq!((short.may, short.rules[0].rule, short.rules[0].members), (1, Rule::LacksCompetency, 3));
    assert_eq!(world.records().await, before);
    assert_eq!((taken(&world, early.id).await, taken(&world, late.id).await), (0, 0));
}

/// Each alone would be clear; all of them together would not.
async fn what_several_places_come_to_is_judged_together(world: World) {
    let people = world.members(2, None).await;
    let mut rows = Vec::new();
    for day in 0..6 {
        rows.push(world.requirement(24 * day, 24 * day + 8, 1, None).await);
    }
    world.working_rules("[{\"rule\":\"consecutive-days\",\"limit\":2,\"effect\":\"block\"}]").await;
    let told = proposed(&world, asked(&rows.iter().collect::<Vec<_>>(), Fill::Needed)).await;
    let accepted = pairs(&told);
    assert!(accepted.len() >= 4, "{accepted:?}");
    let done = world.commit(accepting(accepted.clone())).await.unwrap();
    assert_eq!((done.placed.len(), done.refused.len()), (accepted.len(), 0), "what is proposed is placed: {:?}", done.refused);
    // Counter-proof: somebody given every day is refused the third.
    let all = rows.iter().map(|row| AcceptedPlace { requirement_id: row.id, member_id: people[0] }).collect();
    let refused = world.commit(accepting(all)).await;
    assert!(refused.is_err() || refused.unwrap().placed.len() < 6 - accepted.len() + 1);
}

async fn what_nobody_may_take_says_which_rules_stop_them(world: World) {
    let people = world.members(3, None).await;
    world.leave(people[0], at(-1), at(9), "approved").await.unwrap();
    world.leave(people[1], at(-1), at(9), "approved").await.unwrap();
    let (one, other) = (world.requirement(0, 4, 1, None).await, world.requirement(3, 7, 1, None).await);
    let told = proposed(&world, asked(&[&one, &other], Fill::Needed)).await;
    let missing: Vec<_> = told.items.iter().filter_map(|item| item.shortfall.as_ref()).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].may, missing[0].elsewhere), (1, 1));
    assert_eq!((missing[0].rules[0].rule, missing[0].rules[0].members), (Rule::OnLeave, 2));
    // What has begun, or is full, is not asked about.
    world.set_clock("2026-11-28T12:30:00Z");
    let told = proposed(&world, asked(&[&one, &other], Fill::Needed)).await;
    assert_eq!((told.left_out.as_slice(), told.items.len()), ([one.id].as_slice(), 1));
}

async fn nobody_beyond_reach_is_proposed_or_placed(world: World) {
    let (north, south) = (world.unit("North").await, world.unit("South").await);
    let (of_north, of_south) = (world.members(2, Some(north)).await, world.members(2, Some(south)).await);
    let (here, there) = (world.requirement(0, 4, 4, Some(north)).await, world.requirement(0, 4, 4, Some(south)).await);
    let (from, until) = (Some(at(-1)), Some(at(9)));
    let window = SuggestionRequest { from, until, fill: Some(Fill::Room), ..SuggestionRequest::default() };
    let seen = |asked: SuggestionRequest, units: Vec<UnitId>| {
        let (world, me) = (world.clone(), of_north[0]);
        async move {
            let known = world.read_as(me, Reach::units(units), move |tx| read(tx, &asked)).await?;
            Ok::<_, kernel::Error>(proposal(&known, Weights::default(), Duration::from_secs(20)))
        }
    };
    let told = seen(window.clone(), vec![north]).await.unwrap();
    let places: Vec<RequirementId> = told.items.iter().map(|item| item.requirement.id).collect();
    let whom: BTreeSet<MemberId> = pairs(&told).iter().map(|one| one.member_id).collect();
    assert_eq!((places, whom), (vec![here.id], of_north.iter().copied().collect()));
    assert_eq!(told.members, 2);
    assert_eq!(seen(asked(&[&here, &there], Fill::Room), vec![north]).await.unwrap_err(), kernel::Error::not_found("requirement"));
    // Counter-proof: with both units in reach both are there.
    let told = seen(window, vec![north, south]).await.unwrap();
    assert_eq!((told.items.len(), told.members), (2, 4));

    let pair = |row: &RequirementRow, member: MemberId| AcceptedPlace { requirement_id: row.id, member_id: member };
    let all = vec![pair(&here, of_north[1]), pair(&here, of_south[0]), pair(&there, of_north[0])];
    let done = world.commit_as(of_north[0], Reach::units([north]), accepting(all.clone())).await.unwrap();
    let placed: Vec<MemberId> = done.placed.iter().map(|view| view.member.id).collect();
    assert_eq!(placed, [of_north[1]]);
    assert!(done.refused.iter().all(|one| one.code == "not-found") && done.refused.len() == 2, "{:?}", done.refused);
    let done = world.commit_as(of_north[0], Reach::units([north, south]), accepting(all[1..].to_vec())).await.unwrap();
    assert_eq!(done.placed.len(), 2);
}

/// Contacts, those who are suspended, have left, are on leave or on leave of absence; and whoever the asker leaves out.
async fn whoever_is_not_here_or_was_left_out_is_not_proposed(world: World) {
    let people = world.members(8, None).await;
    let aid = world.competency("First aider", "[]").await;
    let row = world.requirement(0, 4, 20, None).await;
    let whom = |told: &Suggestion| pairs(told).iter().map(|one| one.member_id).collect::<BTreeSet<_>>();
    let all: BTreeSet<MemberId> = people.iter().copied().collect();
    let counted = proposed(&world, asked(&[&row], Fill::Room)).await;
    assert_eq!((whom(&counted), counted.members), (all, 8), "counter-proof: nobody is missed");
    let customer = world.customer().await;
    let change = {
        let people = people.clone();
        move |tx: &mut WriteTx<'_>| {
            use store::schema::member::dsl;
            let of = |at: usize| diesel::update(dsl::member.find(people[at]));
            of(0).set(dsl::customer_id.eq(Some(customer))).execute(tx.db())?;
            of(1).set(dsl::status.eq("suspended")).execute(tx.db())?;
            of(2).set(dsl::status.eq("left")).execute(tx.db())?;
            of(3).set(dsl::leave_from.eq(Some(at(-100)))).execute(tx.db())?;
            Ok(of(4).set(dsl::leaves_at.eq(Some(at(2)))).execute(tx.db())?)
        }
    };
    world.write(change).await.unwrap();
    world.leave(people[5], at(3), at(9), "approved").await.unwrap();
    let told = proposed(&world, asked(&[&row], Fill::Room)).await;
    assert_eq!((whom(&told), told.members), ([people[6], people[7]].into(), 5));
    let without = SuggestionRequest { without_member_ids: vec![people[6]], ..asked(&[&row], Fill::Room) };
    let told = proposed(&world, without).await;
    assert_eq!((whom(&told), told.members), ([people[7]].into(), 4));
    // Those who have proved something by then, and whose proof has not ended before.
    let paper = crate::written::Paper { level: 0, from: "2026-01-01", until: None, verified_by: Some(people[7]), revoked: false };
    world.certificate(people[6], aid, paper).await.unwrap();
    world
        .certificate(people[7], aid, crate::written::Paper { until: Some("2026-11-27"), verified_by: Some(people[6]), ..paper })
        .await
        .unwrap();
    let able = SuggestionRequest { competency_id: Some(aid), ..asked(&[&row], Fill::Room) };
    let told = proposed(&world, able).await;
    assert_eq!((whom(&told), told.members), ([people[6]].into(), 1));
}

/// Rest that is too short warns: two places with a short night between go to two, also where one of them has more to do already.
async fn what_warns_is_avoided_where_somebody_else_can(world: World) {
    let people = world.members(2, None).await;
    let (before, busy) = (world.requirement(-60, -50, 1, None).await, people[1]);
    world.write(move |tx| place(tx, NewAssignment::at(&before, busy, Seat::Full), None)).await.unwrap();
    let (late, early) = (world.requirement(0, 8, 1, None).await, world.requirement(12, 20, 1, None).await);
    let whom = |told: Suggestion| told.items.iter().map(|item| item.members[0].member.id).collect::<BTreeSet<_>>();
    world.working_rules("[{\"rule\":\"rest\",\"limit\":11,\"effect\":\"off\"}]").await;
    let told = proposed(&world, asked(&[&late, &early], Fill::Needed)).await;
    assert_eq!(whom(told), [people[0]].into(), "counter-proof: without the rule whoever has less gets both");
    world.working_rules("[{\"rule\":\"rest\",\"limit\":11,\"effect\":\"warn\"}]").await;
    let told = proposed(&world, asked(&[&late, &early], Fill::Needed)).await;
    assert!(told.items.iter().all(|item| item.members[0].findings.is_empty()));
    assert_eq!(whom(told), people.iter().copied().collect());
}

async fn what_no_longer_fits_is_told_and_the_others_are_placed(world: World) {
    let people = world.members(3, None).await;
    let (one, other) = (world.requirement(0, 4, 2, None).await, world.requirement(2, 6, 1, None).await);
    let pair = |row: &RequirementRow, member: usize| AcceptedPlace { requirement_id: row.id, member_id: people[member] };
    let before = world.records().await;
    let done = world.commit(accepting(vec![pair(&other, 0), pair(&one, 0), pair(&one, 1), pair(&other, 2)])).await.unwrap();
    // By time; among those of one hour by their ids, which have no order here.
    let placed: Vec<_> = done.placed.iter().map(|view| (view.requirement_id.unwrap(), view.member.id)).collect();
    let first: BTreeSet<_> = placed[..2].iter().copied().collect();
    assert_eq!((first, placed[2]), ([(one.id, people[0]), (one.id, people[1])].into(), (other.id, people[2])));
    assert_eq!((done.refused[0].code.as_str(), done.refused[0].findings[0].rule), ("not-eligible", Rule::Clash));
    assert_eq!(world.records().await, before + 1, "one record for all of it");
    // Once more: nothing fits, and nothing is written.
    let again = world.commit(accepting(vec![pair(&one, 0), pair(&other, 1)])).await.unwrap_err();
    assert_eq!((again.code(), world.records().await), ("nothing-placed", before + 1));
}

/// What the database itself refuses within a write undoes that part alone.
async fn a_part_that_fails_leaves_the_rest(world: World) {
    let people = world.members(2, None).await;
    let (one, other) = (world.requirement(0, 4, 1, None).await, world.requirement(10, 14, 1, None).await);
    let ids = (one.id, other.id);
    let write = move |tx: &mut WriteTx<'_>| {
        let (row, _) = place(tx, NewAssignment::at(&one, people[0], Seat::Full), None)?;
        let mut beside = row.clone();
        beside.id = roster::assignments::AssignmentId::new(tx.now(), tx.rng());
        beside.member_id = people[1];
        let refused = tx.attempt(|tx| insert(tx, &beside)).unwrap_err();
        place(tx, NewAssignment::at(&other, people[1], Seat::Full), None)?;
        Ok(refused)
    };
    assert_eq!(world.write(write).await.unwrap().code(), "full");
    assert_eq!((taken(&world, ids.0).await, taken(&world, ids.1).await), (1, 1));
}

async fn ten_acceptances_at_once_fill_no_place_twice(world: World) {
    let people = world.members(12, None).await;
    let mut rows = Vec::new();
    for hour in 0..6 {
        rows.push(world.requirement(3 * hour, 3 * hour + 4, 2, None).await);
    }
    let told = proposed(&world, asked(&rows.iter().collect::<Vec<_>>(), Fill::Room)).await;
    let all = pairs(&told);
    assert_eq!(all.len(), 12);
    let mut crowd: JoinSet<Result<Accepted>> = JoinSet::new();
    for turn in 0..10 {
        // Half of them want the same, and half want others for it; half of all ask at another server.
        let places: Vec<AcceptedPlace> = match turn % 2 {
            0 => all.clone(),
            _ => all
                .iter()
                .map(|one| AcceptedPlace {
                    member_id: people[(turn + people.iter().position(|id| *id == one.member_id).unwrap()) % 12],
                    ..*one
                })
                .collect(),
        };
        let world = world.clone();
        crowd.spawn(async move {
            if turn % 4 < 2 { world.commit(accepting(places)).await } else { world.commit_there(accepting(places)).await }
        });
    }
    let mut placed = 0;
    while let Some(done) = crowd.join_next().await {
        match done.unwrap() {
            Ok(done) => placed += done.placed.len(),
            Err(error) => assert_eq!(error.code(), "nothing-placed"),
        }
    }
    let mut there = 0;
    for row in &rows {
        let taken = taken(&world, row.id).await;
        assert!(taken <= 2, "{taken} of 2 places");
        there += taken;
    }
    assert_eq!(there, placed);
    assert_eq!(there, 12, "and everything is filled");
}
