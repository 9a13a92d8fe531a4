//! Swaps: both agree, both are judged anew, and it is one act; duties booked for oneself; what a unit reaches.

use crate::world::{Planned, World, aiders, at, on_both_engines};
use access::Role;
use http::Method;
use serde_json::{Value, json};

on_both_engines!(
    a_place_is_handed_over,
    two_places_are_swapped_or_none,
    whoever_plans_agrees_where_the_event_asks,
    a_duty_of_ones_own,
    what_was_forced_is_reported,
);

async fn offered(from: &crate::world::Client, booking: &Value, to: String, theirs: Option<&Value>) -> crate::world::Reply {
    let body = json!({"to_member_id": to, "their_booking_id": theirs.map(|other| other["id"].clone())});
    from.post(&format!("{}/swaps", at("bookings", booking)), body).await
}

async fn a_place_is_handed_over(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let Planned { need, .. } = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(1)).await;
    let (member, auditor) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    let booking = member.book(&need).await.done();
    // The other waits for the same: their claim is settled by it.
    let waiting = auditor.book(&need).await.done();
    offered(&auditor, &waiting, world.id("member").await.to_string(), None).await.is(422, "not-swappable");
    let swap = offered(&member, &booking, world.id("auditor").await.to_string(), None).await.done();
    assert_eq!((swap["state"].as_str(), &swap["allowed"]), (Some("proposed"), &json!(["withdraw"])));
    assert_eq!(world.letters(world.id("auditor").await).await, 1);
    let seen = auditor.get("/swaps").await.done()["items"][0].clone();
    assert_eq!(seen["allowed"], json!(["answer"]));
    member
        .act(Method::PUT, &format!("{}/answer", at("swaps", &swap)), &swap, Some(json!({"accept": true})))
        .await
        .is(422, "not-yours-to-accept");
    let before = world.log_size().await;
    let done = auditor.act(Method::PUT, &format!("{}/answer", at("swaps", &swap)), &swap, Some(json!({"accept": true}))).await.done();
    assert_eq!((done["state"].as_str(), world.log_size().await), (Some("done"), before + 1));
    // Whoever gave it away hears that it is taken; whoever took it knows.
    let told = member.get("/me/notices").await;
    assert_eq!(told.done()["items"].as_array().map_or(0, Vec::len), 1);
    let mine = auditor.booking(&booking["id"]).await;
    assert_eq!((mine["state"].as_str(), &mine["assignment_id"]), (Some("confirmed"), &booking["assignment_id"]));
    assert_eq!(auditor.booking(&waiting["id"]).await["state"], "released");
    let assignment = planner.get(&format!("/assignments/{}", booking["assignment_id"].as_str().unwrap())).await.done();
    assert_eq!(assignment["member"]["id"], json!(world.id("auditor").await.to_string()));
    assert_eq!(member.get("/me/bookings").await.done()["items"], json!([]));
}

async fn two_places_are_swapped_or_none(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    // At the same time: neither can have the other's while they have their own.
    let one = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(1)).await;
    let other = planner.published("2026-11-28T12:00", "2026-11-28T16:00", aiders(1)).await;
    let (member, auditor) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    let (first, second) = (member.book(&one.need).await.done(), auditor.book(&other.need).await.done());
    let accept = |swap: Value| {
        let auditor = auditor.clone();
        async move { auditor.act(Method::PUT, &format!("{}/answer", at("swaps", &swap)), &swap, Some(json!({"accept": true}))).await }
    };
    // Somewhere else meanwhile: nothing is done.
    let third = planner.published("2026-11-28T15:00", "2026-11-28T17:00", aiders(1)).await;
    let in_the_way = member.book(&third.need).await.done();
    let swap = offered(&member, &first, world.id("auditor").await.to_string(), Some(&second)).await.done();
    accept(swap.clone()).await.is(422, "not-eligible");
    assert_eq!(member.booking(&first["id"]).await["state"], "confirmed");
    assert_eq!(auditor.booking(&second["id"]).await["state"], "confirmed");
    member.put(&in_the_way, "withdrawal", Some(json!({}))).await.done();
    assert_eq!(accept(swap).await.done()["state"], "done");
    assert_eq!(auditor.booking(&first["id"]).await["state"], "confirmed");
    assert_eq!(member.booking(&second["id"]).await["state"], "confirmed");
}

async fn whoever_plans_agrees_where_the_event_asks(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(1)).await;
    let event = planner.get(&at("events", &planned.event)).await.done();
    planner.act(Method::PATCH, &at("events", &event), &event, Some(json!({"swaps_approved": true}))).await.done();
    let (member, auditor) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    let booking = member.book(&planned.need).await.done();
    let swap = offered(&member, &booking, world.id("auditor").await.to_string(), None).await.done();
    let answer = format!("{}/answer", at("swaps", &swap));
    let accepted = auditor.act(Method::PUT, &answer, &swap, Some(json!({"accept": true}))).await.done();
    assert_eq!(accepted["state"], "accepted");
    assert_eq!(member.booking(&booking["id"]).await["state"], "confirmed", "nothing moved yet");
    let decide = format!("{}/approval", at("swaps", &swap));
    auditor.act(Method::PUT, &decide, &accepted, Some(json!({"accept": true}))).await.is(403, "forbidden");
    let done = planner.act(Method::PUT, &decide, &accepted, Some(json!({"accept": true}))).await.done();
    assert_eq!(done["state"], "done");
    // It runs out after a week, or when it begins.
    let booking = auditor.booking(&booking["id"]).await;
    let again = offered(&auditor, &booking, world.id("member").await.to_string(), None).await.done();
    world.clock.advance(7 * 24 * 60 * 60 * 1000);
    let member = world.as_role(Role::Member).await;
    let late = member.act(Method::PUT, &format!("{}/answer", at("swaps", &again)), &again, Some(json!({"accept": true}))).await;
    late.is(422, "swap-not-open");
}

async fn a_duty_of_ones_own(world: World) {
    let (admin, member) = (world.as_role(Role::Administrator).await, world.as_role(Role::Member).await);
    let kind = admin.post("/duty-types", json!({"name": "Foot patrol", "counts_towards_minimum": true})).await.done();
    let body =
        |start: &str, end: &str| json!({"duty_type_id": kind["id"], "start": start, "end": end, "place": "North", "note": "With Ana"});
    let duty = member.post("/me/duties", body("2026-11-21T18:00:00Z", "2026-11-21T22:00:00Z")).await.done();
    assert_eq!(
        (duty["title"].as_str(), duty["kind"].as_str(), duty["note"].as_str()),
        (Some("Foot patrol"), Some("duty"), Some("With Ana"))
    );
    // Neighbours touch without overlapping; what overlaps is refused.
    member.post("/me/duties", body("2026-11-21T22:00:00Z", "2026-11-21T23:00:00Z")).await.done();
    member.post("/me/duties", body("2026-11-21T21:00:00Z", "2026-11-21T23:00:00Z")).await.is(422, "not-eligible");
    member.post("/me/duties", body("2026-11-20T18:00:00Z", "2026-11-20T22:00:00Z")).await.refuses("end", "over");
    let path = at("duties", &duty);
    let changed = member.act(Method::PATCH, &path, &duty, Some(json!({"start": "2026-11-21T17:00:00Z", "note": "Alone"}))).await.done();
    assert_eq!((changed["start"].as_str(), changed["note"].as_str()), (Some("2026-11-21T17:00:00.000Z"), Some("Alone")));
    admin.act(Method::PATCH, &path, &changed, Some(json!({"note": "Mine"}))).await.is(404, "not-found");
    let withdrawn = member.act(Method::PUT, &format!("{path}/withdrawal"), &changed, Some(json!({}))).await.done();
    assert_eq!(withdrawn["state"], "withdrawn");
    // A retired type is not offered.
    admin.act(Method::PATCH, &at("duty-types", &kind), &kind, Some(json!({"retired": true}))).await.done();
    member.post("/me/duties", body("2026-11-22T18:00:00Z", "2026-11-22T22:00:00Z")).await.refuses("duty_type_id", "unknown");
    admin.post("/duty-types", json!({"name": "foot PATROL", "counts_towards_minimum": true})).await.is(409, "name-taken");
}

async fn what_was_forced_is_reported(world: World) {
    let (planner, member) = (world.as_role(Role::Dispatcher).await, world.as_role(Role::Member).await);
    let one = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(1)).await;
    let beside = planner.published("2026-11-28T13:00", "2026-11-28T15:00", aiders(1)).await;
    member.book(&one.need).await.done();
    let body = json!({"member_id": world.id("member").await.to_string(), "force": {"reason": "Nobody else has a boat"}});
    planner.post(&format!("{}/bookings", at("requirements", &beside.need)), body).await.done();
    let report = world.as_role(Role::Auditor).await.get("/reports/forced?from=2026-11-01T00:00:00Z").await.done();
    assert_eq!(report["items"].as_array().unwrap().len(), 1);
    assert_eq!(report["items"][0]["forced"]["by"]["name"], "The dispatcher");
    assert_eq!(planner.get("/reports/forced?until=2026-11-28T13:00:00Z").await.done()["items"], json!([]));
}
