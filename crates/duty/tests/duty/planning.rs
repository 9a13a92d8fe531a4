//! Events and sessions: drafts, wall times, series, moving and cancelling with everybody booked.

use crate::world::{World, aiders, at, on_both_engines};
use access::Role;
use http::Method;
use serde_json::{Value, json};

on_both_engines!(
    a_draft_is_seen_by_those_who_plan,
    wall_times_are_kept_and_what_the_clock_skips_is_told,
    a_series_keeps_its_time_of_day,
    a_session_takes_everybody_along,
    cancelling_frees_and_tells_everybody_at_once,
);

async fn a_draft_is_seen_by_those_who_plan(world: World) {
    let (dispatcher, member) = (world.as_role(Role::Dispatcher).await, world.as_role(Role::Member).await);
    let event = dispatcher.post("/events", json!({"name": "Carnival", "description": "Annual"})).await.done();
    assert_eq!((event["number"].as_str(), event["state"].as_str()), (Some("E-000001"), Some("draft")));
    assert_eq!(event["zone"], "Europe/London");
    member.get(&at("events", &event)).await.is(404, "not-found");
    assert_eq!(member.get("/events").await.done()["items"], json!([]));
    assert_eq!(dispatcher.get("/events?q=carni").await.done()["items"][0]["id"], event["id"]);
    assert_eq!(dispatcher.get("/events?q=E-000001&state=draft").await.done()["items"].as_array().unwrap().len(), 1);

    let published = dispatcher.act(Method::PUT, &format!("{}/publication", at("events", &event)), &event, None).await.done();
    assert_eq!(published["state"], "published");
    assert_eq!(member.get(&at("events", &event)).await.done()["allowed"], json!([]));
    member.post("/events", json!({"name": "Mine"})).await.is(403, "forbidden");
    // Published after: by itself.
    let body = json!({"name": "Late", "start_local": "2026-11-28T19:00", "end_local": "2026-11-29T01:30"});
    let session = dispatcher.post(&format!("{}/sessions", at("events", &event)), body).await.done();
    member.get(&at("event-sessions", &session)).await.is(404, "not-found");
    let act = format!("{}/publication", at("event-sessions", &session));
    assert_eq!(dispatcher.act(Method::PUT, &act, &session, None).await.done()["state"], "published");
    assert_eq!(member.get(&at("event-sessions", &session)).await.done()["end"], "2026-11-29T01:30:00.000Z");
    let shown = member.get(&at("events", &event)).await.done();
    assert_eq!((shown["sessions_count"].as_i64(), shown["first_start"].as_str()), (Some(1), Some("2026-11-28T19:00:00.000Z")));
    world.clock.advance(8 * 24 * 60 * 60 * 1000);
    let client = world.as_role(Role::Member).await;
    assert_eq!(client.get(&at("events", &event)).await.done()["state"], "ended");
    assert_eq!(client.get("/events?state=ended").await.done()["items"].as_array().unwrap().len(), 1);
}

async fn wall_times_are_kept_and_what_the_clock_skips_is_told(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let event = planner.post("/events", json!({"name": "Marathon"})).await.done();
    let add = async |start: &str, end: &str| {
        planner.post(&format!("{}/sessions", at("events", &event)), json!({"name": "One", "start_local": start, "end_local": end})).await
    };
    add("2027-03-28T01:30", "2027-03-28T05:00").await.refuses("start_local", "does-not-exist");
    add("2026-10-25T01:30", "2026-10-25T05:00").await.refuses("start_local", "comes-twice");
    add("2027-03-28T05:00", "2027-03-28T05:00").await.refuses("end_local", "not-after-start");
    add("2027-03-28T05:00", "2027-03-28T00:30").await.refuses("end_local", "not-after-start");
    // The night in which the clocks go forward is an hour shorter, and says what was agreed.
    let night = add("2027-03-27T22:00", "2027-03-28T06:00").await.done();
    assert_eq!((night["start_local"].as_str(), night["end_local"].as_str()), (Some("2027-03-27T22:00"), Some("2027-03-28T06:00")));
    assert_eq!((night["start"].as_str(), night["end"].as_str()), (Some("2027-03-27T22:00:00.000Z"), Some("2027-03-28T05:00:00.000Z")));
    // Another zone: the wall times stay, the instants follow.
    let moved = planner.act(Method::PATCH, &at("event-sessions", &night), &night, Some(json!({"zone": "America/New_York"}))).await.done();
    assert_eq!(moved["start_local"], "2027-03-27T22:00");
    assert_eq!(moved["start"], "2027-03-28T02:00:00.000Z");
}

async fn a_series_keeps_its_time_of_day(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let event = planner.post("/events", json!({"name": "Market"})).await.done();
    let body = json!({"name": "Market day", "start_local": "2027-03-20T09:00", "end_local": "2027-03-20T17:00",
        "signup_closes_at": "2027-03-19T18:00:00Z", "repeat": {"dates": ["2027-03-27", "2027-04-03"]}});
    planner.post(&format!("{}/sessions", at("events", &event)), body).await.done();
    let sessions = planner.get(&format!("{}/sessions", at("events", &event))).await.done()["items"].clone();
    let told = |field: &str| sessions.as_array().unwrap().iter().map(|one| one[field].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(told("start_local"), ["2027-03-20T09:00", "2027-03-27T09:00", "2027-04-03T09:00"]);
    assert_eq!(told("start"), ["2027-03-20T09:00:00.000Z", "2027-03-27T09:00:00.000Z", "2027-04-03T08:00:00.000Z"]);
    // The deadline is an instant each; six in the evening of the day before by the clock there.
    assert_eq!(told("signup_closes_at"), ["2027-03-19T18:00:00.000Z", "2027-03-26T18:00:00.000Z", "2027-04-02T17:00:00.000Z"]);
    // All of them or none, and the day is named.
    let body =
        json!({"name": "Night", "start_local": "2027-03-21T01:30", "end_local": "2027-03-21T03:00", "repeat": {"dates": ["2027-03-28"]}});
    let refused = planner.post(&format!("{}/sessions", at("events", &event)), body).await;
    refused.refuses("start_local", "does-not-exist");
    assert!(refused.json()["errors"][0]["message"].as_str().unwrap().starts_with("on 2027-03-28"));
    assert_eq!(planner.get(&at("events", &event)).await.done()["sessions_count"], 3);
}

async fn a_session_takes_everybody_along(world: World) {
    let (planner, member) = (world.as_role(Role::Dispatcher).await, world.as_role(Role::Member).await);
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(2)).await;
    let booking = member.book(&planned.need).await.done();
    let moved = json!({"start_local": "2026-11-28T12:00", "end_local": "2026-11-28T16:00", "place": "Harbour"});
    planner.act(Method::PATCH, &at("event-sessions", &planned.session), &planned.session, Some(moved)).await.done();
    let assignment = member.get(&format!("/assignments/{}", booking["assignment_id"].as_str().unwrap())).await.done();
    assert_eq!((assignment["start"].as_str(), assignment["place"].as_str()), (Some("2026-11-28T12:00:00.000Z"), Some("Harbour")));
    let me = world.id("member").await;
    assert_eq!(world.letters(me).await, 1);

    // Null takes the place away, from whoever is booked as well; what is not mentioned stays.
    let session = planner.get(&at("event-sessions", &planned.session)).await.done();
    let named = planner.act(Method::PATCH, &at("event-sessions", &session), &session, Some(json!({"name": "Day"}))).await.done();
    assert_eq!(named["place"], "Harbour");
    let bare = planner.act(Method::PATCH, &at("event-sessions", &named), &named, Some(json!({"place": null}))).await.done();
    assert_eq!(bare["place"], "");
    let assignment = member.get(&format!("/assignments/{}", booking["assignment_id"].as_str().unwrap())).await.done();
    assert_eq!(assignment["place"], "");
    assert_eq!(world.letters(me).await, 2);
    let event = planner.get(&at("events", &planned.event)).await.done();
    assert_eq!(event["place"], "Square");
    let bare = planner.act(Method::PATCH, &at("events", &event), &event, Some(json!({"place": null}))).await.done();
    assert_eq!(bare["place"], "");
    let kept = planner.act(Method::PATCH, &at("events", &bare), &bare, Some(json!({"description": "By the river"}))).await.done();
    assert_eq!(kept["place"], "");

    // To where somebody cannot come, nothing moves, and the answer says who and why.
    let other = planner.published("2026-11-28T17:00", "2026-11-28T19:00", aiders(1)).await;
    member.book(&other.need).await.done();
    let session = planner.get(&at("event-sessions", &planned.session)).await.done();
    let later = json!({"start_local": "2026-11-28T16:00", "end_local": "2026-11-28T18:00"});
    let refused = planner.act(Method::PATCH, &at("event-sessions", &session), &session, Some(later)).await;
    refused.is(422, "not-eligible");
    assert_eq!(refused.json()["findings"][0]["rule"], "clash");
    assert!(refused.json()["detail"].as_str().unwrap().starts_with("The member:"), "{}", refused.text());
    assert_eq!(planner.get(&at("event-sessions", &session)).await.done(), session);
}

async fn cancelling_frees_and_tells_everybody_at_once(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(1)).await;
    let (member, auditor) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    let booked = member.book(&planned.need).await.done();
    let waiting = auditor.book(&planned.need).await.done();
    assert_eq!((booked["state"].as_str(), waiting["state"].as_str()), (Some("confirmed"), Some("waitlisted")));
    let (before, session) = (world.log_size().await, planner.get(&at("event-sessions", &planned.session)).await.done());
    let why = || Some(json!({"reason": "The ground is under water."}));
    planner.act(Method::PUT, &format!("{}/cancellation", at("event-sessions", &session)), &session, why()).await.done();
    assert_eq!(world.log_size().await, before + 1, "all of it is one commit");
    let state = async |client: &crate::world::Client, booking: &Value| client.booking(&booking["id"]).await["state"].clone();
    assert_eq!((state(&member, &booked).await, state(&auditor, &waiting).await), (json!("released"), json!("released")));
    for role in ["member", "auditor"] {
        assert_eq!(world.letters(world.id(role).await).await, 1, "{role}");
    }
    member.book(&planned.need).await.is(422, "not-eligible");
    let event = planner.get(&at("events", &planned.event)).await.done();
    let gone = planner.act(Method::PUT, &format!("{}/cancellation", at("events", &event)), &event, why()).await.done();
    assert_eq!((gone["state"].as_str(), gone["places"]["filled"].as_i64()), (Some("cancelled"), Some(0)));
}
