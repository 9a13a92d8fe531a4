//! Hours from recorded to locked, corrected and reversed; who sees them.

use crate::world::{Client, World, on_both_engines};
use access::Role;
use serde_json::{Value, json};

on_both_engines!(
    recorded_confirmed_approved_locked,
    a_correction_makes_a_version_and_keeps_the_old,
    a_reversal_stands_beside_what_it_takes_back,
    hours_by_hand_are_ones_own_unless_one_approves,
    past_hours_stay_ones_own_after_a_move,
    a_unit_reaches_what_was_served_in_it,
    rates_count_by_the_day_and_stay,
);

pub async fn by_hand(client: &Client, from: &str, until: &str) -> Value {
    client.post("/hours", json!({"title": "Cleaning the boats", "start": from, "end": until, "reason": "Was not planned"})).await.done()
}

/// Confirmed by Ana and approved by the supervisor.
pub async fn approved(world: &World, from: &str, until: &str) -> Value {
    let (ana, boss) = (world.signed_in("ana").await, world.signed_in("boss").await);
    let row = by_hand(&ana, from, until).await;
    let row = ana.act("hours", &row, "confirmation", None).await.done();
    boss.act("hours", &row, "approval", None).await.done()
}

async fn recorded_confirmed_approved_locked(world: World) {
    let (ana, boss, owner) = (world.signed_in("ana").await, world.signed_in("boss").await, world.signed_in("owner").await);
    let row = by_hand(&ana, "2026-11-16T10:00:00Z", "2026-11-16T12:30:00Z").await;
    assert_eq!((row["hours"].as_str(), row["source"].as_str(), row["state"].as_str()), (Some("2:30"), Some("hand"), Some("recorded")));
    boss.act("hours", &row, "approval", None).await.is(422, "not-confirmed");
    boss.act("hours", &row, "confirmation", None).await.is(404, "not-found");
    ana.act("hours", &row, "approval", None).await.is(403, "forbidden");
    let row = ana.act("hours", &row, "confirmation", None).await.done();
    let row = boss.act("hours", &row, "approval", None).await.done();
    assert_eq!((row["state"].as_str(), row["approved_by"]["name"].as_str()), (Some("approved"), Some("boss")));
    // One's own, even with every right.
    let own = by_hand(&owner, "2026-11-16T10:00:00Z", "2026-11-16T11:00:00Z").await;
    let own = owner.act("hours", &own, "confirmation", None).await.done();
    owner.act("hours", &own, "approval", None).await.is(422, "own-hours");
    assert_eq!(boss.act("hours", &json!({"id": own["id"], "version": 1}), "approval", None).await.status.as_u16(), 412, "a stale version");
    owner.post("/hours/lock", json!({"until": "2026-11-18"})).await.refuses("until", "not-over");
    boss.post("/hours/lock", json!({"until": "2026-11-17"})).await.is(403, "forbidden");
    let locked = owner.post("/hours/lock", json!({"until": "2026-11-17"})).await.done();
    assert_eq!((locked["locked"].as_i64(), locked["left_open"].as_i64()), (Some(1), Some(1)));
    let row = boss.get(&format!("/hours/{}", row["id"].as_str().unwrap())).await.done();
    assert_eq!((row["state"].as_str(), &row["allowed"]), (Some("locked"), &json!([])));
    let correction = json!({"start": "2026-11-16T10:00:00Z", "end": "2026-11-16T11:00:00Z", "reason": "Left early"});
    boss.act("hours", &row, "correction", Some(correction)).await.is(422, "hours-locked");
    boss.act("hours", &row, "reversal", Some(json!({"reason": "x"}))).await.is(422, "hours-locked");
    let late = json!({"title": "More", "start": "2026-11-17T10:00:00Z", "end": "2026-11-17T11:00:00Z", "reason": "Forgot"});
    ana.post("/hours", late).await.is(422, "day-locked");
    by_hand(&ana, "2026-11-18T08:00:00Z", "2026-11-18T09:00:00Z").await;
    // What was left open goes on, and is locked by asking again.
    boss.act("hours", &own, "approval", None).await.done();
    assert_eq!(owner.post("/hours/lock", json!({"until": "2026-11-17"})).await.done()["locked"], 1);
}

async fn a_correction_makes_a_version_and_keeps_the_old(world: World) {
    let row = approved(&world, "2026-11-16T10:00:00Z", "2026-11-16T14:00:00Z").await;
    let (ana, boss) = (world.signed_in("ana").await, world.signed_in("boss").await);
    let correction =
        |minutes: Value| json!({"start": "2026-11-16T10:00:00Z", "end": "2026-11-16T14:00:00Z", "minutes": minutes, "reason": "A break"});
    boss.act("hours", &row, "correction", Some(correction(json!(241)))).await.refuses("minutes", "out-of-range");
    ana.act("hours", &row, "correction", Some(correction(json!(210)))).await.is(403, "forbidden");
    let row = boss.act("hours", &row, "correction", Some(correction(json!(210)))).await.done();
    assert_eq!((row["state"].as_str(), row["minutes"].as_i64(), row["revision"].as_i64()), (Some("recorded"), Some(210), Some(2)));
    assert!(row["approved_by"].is_null(), "what was approved was another version");
    let whole = ana.get(&format!("/hours/{}", row["id"].as_str().unwrap())).await.done();
    assert_eq!((whole["versions"][0]["minutes"].as_i64(), whole["versions"][1]["reason"].as_str()), (Some(240), Some("A break")));
    assert_eq!(whole["lines"].as_array().unwrap().iter().map(|line| line["minutes"].as_i64().unwrap()).sum::<i64>(), 210);
    boss.act("hours", &row, "approval", None).await.is(422, "not-confirmed");
}

async fn a_reversal_stands_beside_what_it_takes_back(world: World) {
    let row = approved(&world, "2026-11-16T10:00:00Z", "2026-11-16T14:00:00Z").await;
    let boss = world.signed_in("boss").await;
    let back = boss.act("hours", &row, "reversal", Some(json!({"reason": "Counted twice"}))).await.done();
    assert_eq!((back["minutes"].as_i64(), back["hours"].as_str(), back["state"].as_str()), (Some(-240), Some("-4:00"), Some("approved")));
    let row = boss.get(&format!("/hours/{}", row["id"].as_str().unwrap())).await.done();
    assert_eq!((row["minutes"].as_i64(), &row["reversed_by"]), (Some(240), &back["id"]), "what was taken back stays as it was");
    boss.act("hours", &row, "reversal", Some(json!({"reason": "Again"}))).await.is(422, "hours-reversed");
    boss.act("hours", &back, "reversal", Some(json!({"reason": "Back"}))).await.is(422, "hours-reversed");
    let report = boss.get("/hours/report?by=member&from=2026-11-01&until=2026-11-30&state=approved").await.done();
    assert_eq!((report["total"]["minutes"].as_i64(), report["total"]["records"].as_i64()), (Some(0), Some(2)));
}

async fn hours_by_hand_are_ones_own_unless_one_approves(world: World) {
    let (ana, boss) = (world.signed_in("ana").await, world.signed_in("boss").await);
    let body = |whose: Option<&str>| json!({"member_id": whose, "title": "Stall", "start": "2026-11-16T10:00:00Z", "end": "2026-11-16T11:00:00Z", "reason": "Forgot"});
    ana.post("/hours", body(Some(world.ben.as_str()))).await.refuses("member_id", "not-own");
    boss.post("/hours", body(Some("mem_01jd7q3v9mf4x8t2c5k6w0ezya"))).await.refuses("member_id", "unknown");
    assert_eq!(boss.post("/hours", body(Some(world.ben.as_str()))).await.done()["member"]["name"], "ben");
    let mut ahead = body(None);
    ahead["end"] = json!("2026-11-19T11:00:00Z");
    ana.post("/hours", ahead).await.refuses("end", "in-the-future");
    let mut empty = body(None);
    empty["end"] = empty["start"].clone();
    ana.post("/hours", empty).await.refuses("end", "not-after-start");
}

async fn past_hours_stay_ones_own_after_a_move(world: World) {
    let ana = world.signed_in("ana").await;
    by_hand(&ana, "2026-11-10T10:00:00Z", "2026-11-10T12:00:00Z").await;
    world.moves(world.ana, world.south, "2026-11-12T00:00:00Z").await;
    by_hand(&ana, "2026-11-14T10:00:00Z", "2026-11-14T11:00:00Z").await;
    let seen = ana.get("/hours").await.done();
    let units: Vec<&str> = seen["items"].as_array().unwrap().iter().map(|row| row["unit"]["name"].as_str().unwrap()).collect();
    assert_eq!(units, ["South", "North"], "each in the unit of its day, and both seen by whoever worked them");
    let months = ana.get("/hours/months?year=2026").await.done();
    assert_eq!((months["items"].as_array().unwrap().len(), months["items"][0]["minutes"].as_i64()), (1, Some(180)));
}

async fn a_unit_reaches_what_was_served_in_it(world: World) {
    let (ana, ben) = (world.signed_in("ana").await, world.signed_in("ben").await);
    let in_north = by_hand(&ana, "2026-11-10T10:00:00Z", "2026-11-10T12:00:00Z").await;
    let in_south = by_hand(&ben, "2026-11-10T10:00:00Z", "2026-11-10T12:00:00Z").await;
    let in_south = ben.act("hours", &in_south, "confirmation", None).await.done();
    world.only_in("boss", Role::Dispatcher, world.north).await;
    let boss = world.signed_in("boss").await;
    let seen = boss.get("/hours").await.done();
    assert_eq!((seen["items"].as_array().unwrap().len(), &seen["items"][0]["id"]), (1, &in_north["id"]));
    boss.get(&format!("/hours/{}", in_south["id"].as_str().unwrap())).await.is(404, "not-found");
    boss.act("hours", &in_south, "approval", None).await.is(404, "not-found");
    let body = |whose: &str| json!({"member_id": whose, "title": "Stall", "start": "2026-11-16T10:00:00Z", "end": "2026-11-16T11:00:00Z", "reason": "x"});
    boss.post("/hours", body(world.ben.as_str())).await.refuses("member_id", "unknown");
    boss.post("/hours", body(world.ana.as_str())).await.done();
    let report = boss.get("/hours/report?by=unit&from=2026-11-01&until=2026-11-30").await.done();
    assert_eq!((report["items"].as_array().unwrap().len(), report["total"]["minutes"].as_i64()), (1, Some(180)));
    let owner = world.signed_in("owner").await;
    assert_eq!(owner.get("/hours").await.done()["items"].as_array().unwrap().len(), 3, "counter-proof: there is more");
}

async fn rates_count_by_the_day_and_stay(world: World) {
    let (ana, owner) = (world.signed_in("ana").await, world.signed_in("owner").await);
    let rates = owner.get("/hour-rates").await.done();
    let body = |per_hour: i64| {
        json!({"currency": "GBP", "night_from": "22:00", "night_until": "06:00", "weekend": [6, 7],
            "rates": [{"from": "2026-01-01", "category": "normal", "per_hour_minor": per_hour}, {"from": "2026-11-11", "category": "night", "per_hour_minor": 2000}]})
    };
    let put = async |version: i64, body: Value| owner.send(http::Method::PUT, "/hour-rates", Some(version), Some(body)).await;
    let rates = put(rates["version"].as_i64().unwrap(), body(1_200)).await.done();
    let row = by_hand(&ana, "2026-11-10T20:00:00Z", "2026-11-11T01:00:00Z").await;
    let path = format!("/hours/{}", row["id"].as_str().unwrap());
    let amounts =
        |whole: &Value| -> Vec<Value> { whole["lines"].as_array().unwrap().iter().map(|line| line["amount"]["minor"].clone()).collect() };
    assert_eq!(amounts(&ana.get(&path).await.done()), [json!(2_400), Value::Null, json!(2_000)], "by day and category");
    put(rates["version"].as_i64().unwrap(), body(9_900)).await.done();
    assert_eq!(amounts(&ana.get(&path).await.done())[0], 2_400, "what there is keeps what it was made with");
    let mut wrong = body(1);
    wrong["night_from"] = json!("25:00");
    put(3, wrong).await.refuses("night_from", "not-a-time");
    world.signed_in("boss").await.send(http::Method::PUT, "/hour-rates", Some(3), Some(body(1))).await.is(403, "forbidden");
}
