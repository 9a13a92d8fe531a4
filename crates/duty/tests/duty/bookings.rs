//! Bookings: what is refused and why, the waiting list with its offers, the calendar's own acts, no-shows.

use crate::world::{Planned, World, aiders, at, on_both_engines};
use access::Role;
use http::Method;
use serde_json::{Value, json};

on_both_engines!(
    every_rule_is_told,
    a_free_place_is_offered_to_whoever_waits_longest,
    what_the_calendar_does_is_what_the_booking_says,
    force_needs_a_right_and_is_on_the_row,
    an_invitation_is_taken_up_or_declined,
    a_no_show_can_be_appealed_and_verified,
    a_place_is_ones_own,
);

const HOUR: i64 = 60 * 60 * 1000;

fn rules(reply: &crate::world::Reply) -> Vec<String> {
    reply.is(422, "not-eligible");
    reply.json()["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

async fn every_rule_is_told(world: World) {
    let (planner, member) = (world.as_role(Role::Dispatcher).await, world.as_role(Role::Member).await);
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(2)).await;
    let window = json!({"signup_opens_at": "2026-11-22T00:00:00Z", "signup_closes_at": "2026-11-27T12:00:00Z"});
    let session = planner.act(Method::PATCH, &at("event-sessions", &planned.session), &planned.session, Some(window)).await.done();
    assert_eq!(session["state"], "published");
    assert_eq!(rules(&member.book(&planned.need).await), ["signup-not-open"]);
    let asked = member.get(&format!("{}/sign-up", at("requirements", &planned.need))).await.done();
    assert_eq!((asked["outcome"].as_str(), asked["findings"][0]["rule"].as_str()), (Some("refused"), Some("signup-not-open")));
    world.clock.advance(24 * HOUR);
    let member = world.as_role(Role::Member).await;
    assert_eq!(member.book(&planned.need).await.done()["state"], "confirmed");
    let again = rules(&member.book(&planned.need).await);
    assert!(again.contains(&"already-booked".to_owned()), "{again:?}");
    // Somewhere else at that time; and at the limit of one for each member.
    let beside = planner_of(&world).await.published("2026-11-28T13:00", "2026-11-28T15:00", aiders(1)).await;
    assert_eq!(rules(&member.book(&beside.need).await), ["clash"]);
    let capped = json!({"name": "Steward", "min": 1, "max": 5, "cap_per_member": 1});
    let planner = planner_of(&world).await;
    let body = json!({"name": "Sunday", "start_local": "2026-11-29T10:00", "end_local": "2026-11-29T14:00"});
    let sunday = planner.post(&format!("{}/sessions", at("events", &planned.event)), body).await.done();
    let need = planner.post(&format!("{}/requirements", at("event-sessions", &sunday)), capped).await.done();
    planner.act(Method::PUT, &format!("{}/publication", at("event-sessions", &sunday)), &sunday, None).await.done();
    assert_eq!(rules(&member.book(&need).await), ["cap-reached"]);
    // Nobody but the invited.
    let event = planner.get(&at("events", &planned.event)).await.done();
    planner.act(Method::PATCH, &at("events", &event), &event, Some(json!({"invited_only": true}))).await.done();
    let auditor = world.as_role(Role::Auditor).await;
    assert_eq!(rules(&auditor.book(&need).await), ["not-invited"]);
    // The deadline is an instant.
    world.clock.advance(5 * 24 * HOUR + 3 * HOUR);
    let auditor = world.as_role(Role::Auditor).await;
    assert!(rules(&auditor.book(&planned.need).await).contains(&"signup-closed".to_owned()));
    world.clock.advance(3 * 24 * HOUR);
    let auditor = world.as_role(Role::Auditor).await;
    assert!(rules(&auditor.book(&planned.need).await).contains(&"session-over".to_owned()));
}

async fn planner_of(world: &World) -> crate::world::Client {
    world.as_role(Role::Dispatcher).await
}

async fn a_free_place_is_offered_to_whoever_waits_longest(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let Planned { need, .. } = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(1)).await;
    let (first, second, third) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await, world.as_role(Role::Owner).await);
    let held = first.book(&need).await.done();
    let (waits, waits_too) = (second.book(&need).await.done(), third.book(&need).await.done());
    assert_eq!((waits["place_in_queue"].as_i64(), waits_too["place_in_queue"].as_i64()), (Some(1), Some(2)));

    let withdrawn = first.put(&held, "withdrawal", Some(json!({"reason": "Ill"}))).await.done();
    assert_eq!(withdrawn["state"], "withdrawn");
    let offered = second.booking(&waits["id"]).await;
    assert_eq!((offered["state"].as_str(), offered["offer_until"].as_str()), (Some("offered"), Some("2026-11-21T21:00:00.000Z")));
    assert_eq!(world.letters(world.id("auditor").await).await, 1);
    // The place is kept: nobody else gets it meanwhile.
    assert_eq!(first.book(&need).await.done()["state"], "waitlisted");
    // It runs out at the instant, whether or not anybody looked; the next has it within a minute.
    world.clock.advance(12 * HOUR);
    let second = world.as_role(Role::Auditor).await;
    assert_eq!(second.booking(&waits["id"]).await["state"], "expired");
    second.put(&second.booking(&waits["id"]).await, "offer-answer", Some(json!({"accept": true}))).await.is(422, "offer-expired");
    assert_eq!(world.minute().await, 1);
    assert_eq!(world.minute().await, 0, "and once");
    let third = world.as_role(Role::Owner).await;
    let offered = third.booking(&waits_too["id"]).await;
    let confirmed = third.put(&offered, "offer-answer", Some(json!({"accept": true}))).await.done();
    assert_eq!(confirmed["state"], "confirmed");
    assert_eq!(world.minute().await, 0, "the place is taken");
}

async fn what_the_calendar_does_is_what_the_booking_says(world: World) {
    let (planner, member) = (world.as_role(Role::Dispatcher).await, world.as_role(Role::Member).await);
    let Planned { need, session, .. } = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(1)).await;
    let booking = member.book(&need).await.done();
    let waiting = world.as_role(Role::Auditor).await.book(&need).await.done();
    let path = format!("/assignments/{}", booking["assignment_id"].as_str().unwrap());
    let assignment = planner.get(&path).await.done();
    planner.act(Method::PUT, &format!("{path}/release"), &assignment, Some(json!({"reason": "Needed elsewhere"}))).await.done();
    let shown = member.booking(&booking["id"]).await;
    assert_eq!(shown["state"], "released");
    assert!(shown["version"].as_i64() > booking["version"].as_i64());
    // Its place goes to whoever waits, within a minute.
    assert_eq!(world.minute().await, 1);
    assert_eq!(world.as_role(Role::Auditor).await.booking(&waiting["id"]).await["state"], "offered");
    // A booking that ended is no claim: it can be asked for again.
    assert_eq!(member.book(&need).await.done()["state"], "waitlisted");
    // Whoever was placed without asking stands beside the bookings.
    let direct = planner.published("2026-11-30T10:00", "2026-11-30T14:00", aiders(1)).await;
    let me = world.id("member").await.to_string();
    planner.post(&format!("{}/assignments", at("requirements", &direct.need)), json!({"member_id": me})).await.done();
    let listed = planner.get(&format!("{}/bookings", at("event-sessions", &direct.session))).await.done();
    assert_eq!((listed["items"].as_array().unwrap().len(), listed["placed"].as_array().unwrap().len()), (0, 1));
    let listed = planner.get(&format!("{}/bookings", at("event-sessions", &session))).await.done();
    assert_eq!((listed["items"].as_array().unwrap().len(), listed["placed"].as_array().unwrap().len()), (3, 0));
}

async fn force_needs_a_right_and_is_on_the_row(world: World) {
    let (planner, member) = (world.as_role(Role::Dispatcher).await, world.as_role(Role::Member).await);
    let one = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(1)).await;
    let capped = json!({"name": "Steward", "min": 1, "max": 5, "cap_per_member": 1});
    member.book(&one.need).await.done();
    let beside = planner.published("2026-11-28T13:00", "2026-11-28T15:00", capped).await;
    let me = world.id("member").await.to_string();
    let path = format!("{}/bookings", at("requirements", &beside.need));
    let forced = || json!({"member_id": me.clone(), "force": {"reason": "Nobody else has a boat"}});
    assert_eq!(rules(&planner.post(&path, json!({"member_id": me.clone()})).await), ["clash"]);
    member.post(&path, json!({"force": {"reason": "I want to"}})).await.is(403, "forbidden");
    let made = planner.post(&path, forced()).await.done();
    assert_eq!(made["state"], "confirmed");
    let assignment = planner.get(&format!("/assignments/{}", made["assignment_id"].as_str().unwrap())).await.done();
    assert_eq!(
        (assignment["forced"]["reason"].as_str(), &assignment["forced"]["rules"]),
        (Some("Nobody else has a boat"), &json!(["clash"]))
    );
    // Whoever was booked by somebody else is told.
    assert_eq!(world.letters(world.id("member").await).await, 1);
    // Places that are not there are not forced.
    let other = world.id("auditor").await.to_string();
    let full = format!("{}/bookings", at("requirements", &one.need));
    let waits = planner.post(&full, json!({"member_id": other, "force": {"reason": "Please"}})).await.done();
    assert_eq!(waits["state"], "waitlisted");
}

async fn an_invitation_is_taken_up_or_declined(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(2)).await;
    let event = planner.get(&at("events", &planned.event)).await.done();
    planner.act(Method::PATCH, &at("events", &event), &event, Some(json!({"invited_only": true}))).await.done();
    let (one, other) = (world.id("member").await.to_string(), world.id("auditor").await.to_string());
    let invite = json!({"requirement_id": planned.need["id"], "member_ids": [one, other]});
    let path = format!("{}/invitations", at("event-sessions", &planned.session));
    assert_eq!(planner.post(&path, invite.clone()).await.done(), json!({"invited": 2, "passed_over": 0}));
    assert_eq!(planner.post(&path, invite).await.done(), json!({"invited": 0, "passed_over": 2}));
    // Nobody serves in that unit, and nobody can do that.
    let unit = world.unit().await;
    let rare = world.as_role(Role::Owner).await.post("/competencies", json!({"name": "Semaphore"})).await.done();
    let nobody = json!({"requirement_id": planned.need["id"], "unit_id": unit, "competency_id": rare["id"]});
    planner.post(&path, nobody).await.refuses("member_ids", "nobody");
    let (member, auditor) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    let mine = member.get("/me/bookings").await.done()["items"][0].clone();
    assert_eq!((mine["state"].as_str(), &mine["allowed"]), (Some("invited"), &json!(["answer"])));
    assert_eq!(member.put(&mine, "offer-answer", Some(json!({"accept": true}))).await.done()["state"], "confirmed");
    let theirs = auditor.get("/me/bookings").await.done()["items"][0].clone();
    assert_eq!(auditor.put(&theirs, "offer-answer", Some(json!({"accept": false}))).await.done()["state"], "declined");
    assert_eq!(rules(&auditor.book(&planned.need).await), ["not-invited"]);
}

async fn a_no_show_can_be_appealed_and_verified(world: World) {
    let member = world.as_role(Role::Member).await;
    let planned = world.as_role(Role::Dispatcher).await.published("2026-11-21T12:00", "2026-11-21T14:00", aiders(1)).await;
    let booking = member.book(&planned.need).await.done();
    let planner = world.as_role(Role::Dispatcher).await;
    planner.put(&booking, "no-show", Some(json!({"reason": "Not there"}))).await.is(422, "not-begun");
    world.clock.advance(4 * HOUR);
    let (planner, member) = (world.as_role(Role::Dispatcher).await, world.as_role(Role::Member).await);
    let missed = planner.put(&booking, "no-show", Some(json!({"reason": "Not there"}))).await.done();
    assert_eq!((missed["state"].as_str(), missed["reason"].as_str()), (Some("no_show"), Some("Not there")));
    let mine = member.booking(&booking["id"]).await;
    let appealed = member.put(&mine, "appeal", Some(json!({"text": "I was at the gate."}))).await.done();
    assert_eq!(appealed["appeal"], "I was at the gate.");
    let verified = planner.put(&appealed, "verification", None).await.done();
    assert_eq!(verified["state"], "verified");
    let assignment = planner.get(&format!("/assignments/{}", booking["assignment_id"].as_str().unwrap())).await.done();
    assert_eq!(assignment["state"], "worked");
    world.clock.advance(HOUR);
    let planner = world.as_role(Role::Dispatcher).await;
    let session = planner.get(&at("event-sessions", &planned.session)).await.done();
    let act = format!("{}/reconciliation", at("event-sessions", &session));
    assert_eq!(planner.act(Method::PUT, &act, &session, None).await.done()["state"], "reconciled");
}

async fn a_place_is_ones_own(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let Planned { need, session, .. } = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(2)).await;
    let (member, other) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    let booking = member.book(&need).await.done();
    // The auditor sees everybody's and may withdraw nobody's but their own.
    other.put(&booking, "withdrawal", Some(json!({}))).await.is(404, "not-found");
    member.put(&booking, "release", Some(json!({"reason": "x"}))).await.is(403, "forbidden");
    let body = json!({"member_id": world.id("auditor").await.to_string()});
    member.post(&format!("{}/bookings", at("requirements", &need)), body).await.is(403, "forbidden");
    other.book(&need).await.done();
    let seen = |listed: Value| listed["items"].as_array().unwrap().len();
    let path = format!("{}/bookings", at("event-sessions", &session));
    assert_eq!(seen(member.get(&path).await.done()), 1, "one's own alone");
    assert_eq!(seen(other.get(&path).await.done()), 2);
    // A stale change is told.
    let released = planner.put(&booking, "release", Some(json!({"reason": "Too many"}))).await.done();
    assert_eq!(released["state"], "released");
    planner.put(&booking, "release", Some(json!({"reason": "Again"}))).await.is(412, "stale");
}
