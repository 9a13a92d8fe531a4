//! Booking on and off: by oneself, on a list, by a code; corrected and never overwritten.

use crate::world::{OTHER_SESSION, SESSION, World, on_both_engines};
use serde_json::json;

on_both_engines!(
    booking_on_and_off_makes_hours,
    corrections_are_said_beside_what_they_correct,
    nobody_books_for_somebody_else,
    a_list_is_written_down_whole_or_not_at_all,
    who_did_not_come_has_no_hours,
    the_code_that_is_shown_books_on_and_off,
    wrong_codes_run_out,
    where_nobody_booked_on_the_plan_counts_and_says_so,
);

async fn booking_on_and_off_makes_hours(world: World) {
    let place = world.place(world.ana, SESSION, "2026-11-18T09:00:00Z", "2026-11-18T09:50:00Z").await;
    let (ana, path) = (world.signed_in("ana").await, format!("/assignments/{place}/attendance"));
    let on = ana.post(&path, json!({"kind": "on", "at": "2026-11-18T09:01:00+00:00", "device": "Phone"})).await.done();
    assert_eq!((on["state"].as_str(), on["on_since"].as_str()), (Some("on_duty"), Some("2026-11-18T09:01:00.000Z")));
    assert_eq!(on["events"][0]["noted_at"], "2026-11-18T09:00:00.000Z", "the server's own time beside the device's");
    assert!(on["hours"].is_null());
    ana.post(&path, json!({"kind": "on", "at": "2026-11-18T09:01:30Z"})).await.is(422, "already-on");
    world.at("2026-11-18T09:52:00Z");
    let off = ana.post(&path, json!({"kind": "off", "at": "2026-11-18T09:51:00Z"})).await.done();
    assert_eq!((off["state"].as_str(), off["minutes"].as_i64(), off["hours"]["hours"].as_str()), (Some("worked"), Some(50), Some("0:50")));
    let hours = ana.get("/hours").await.done();
    let row = &hours["items"][0];
    assert_eq!(
        (row["source"].as_str(), row["state"].as_str(), row["unit"]["name"].as_str()),
        (Some("attendance"), Some("recorded"), Some("North"))
    );
    assert_eq!(row["allowed"], json!(["confirm"]));
    let seen = world.signed_in("boss").await.get(&format!("/assignments/{place}")).await.done();
    assert_eq!(seen["state"], "worked");
}

async fn corrections_are_said_beside_what_they_correct(world: World) {
    let place = world.place(world.ana, SESSION, "2026-11-18T08:00:00Z", "2026-11-18T12:00:00Z").await;
    let (ana, path) = (world.signed_in("ana").await, format!("/assignments/{place}/attendance"));
    ana.post(&path, json!({"kind": "on", "at": "2026-11-18T08:00:00Z"})).await.refuses("late_reason", "missing");
    let on = ana.post(&path, json!({"kind": "on", "at": "2026-11-18T08:00:00Z", "late_reason": "Forgot"})).await.done();
    ana.post(&path, json!({"kind": "off", "at": "2026-11-18T09:00:00Z"})).await.done();
    let first = on["events"][0]["id"].clone();
    let body = json!({"kind": "on", "at": "2026-11-18T08:30:00Z", "corrects": first, "late_reason": "It was half past"});
    let right = ana.post(&path, body.clone()).await.done();
    assert_eq!(right["minutes"], 30);
    let events = right["events"].as_array().unwrap();
    assert_eq!(events.len(), 3, "what was said first stays readable");
    assert_eq!((events[0]["at"].as_str(), events[2]["corrects"] == first), (Some("2026-11-18T08:00:00.000Z"), true));
    ana.post(&path, body).await.refuses("corrects", "unknown");
    let hours = ana.get("/hours").await.done()["items"][0].clone();
    let whole = ana.get(&format!("/hours/{}", hours["id"].as_str().unwrap())).await.done();
    let minutes: Vec<i64> = whole["versions"].as_array().unwrap().iter().map(|version| version["minutes"].as_i64().unwrap()).collect();
    assert_eq!(minutes, [60, 30], "and so does what followed from it");
}

async fn nobody_books_for_somebody_else(world: World) {
    let place = world.place(world.ana, SESSION, "2026-11-18T09:00:00Z", "2026-11-18T12:00:00Z").await;
    let body = json!({"kind": "on", "at": "2026-11-18T09:00:00Z"});
    let before = world.log_size().await;
    for other in ["ben", "boss", "owner"] {
        world.signed_in(other).await.post(&format!("/assignments/{place}/attendance"), body.clone()).await.is(404, "not-found");
    }
    world.signed_in("ben").await.get(&format!("/assignments/{place}/attendance")).await.is(404, "not-found");
    world.signed_in("ben").await.get(&format!("/event-sessions/{SESSION}/attendance")).await.is(403, "forbidden");
    world.signed_in("ana").await.post(&format!("/assignments/{place}/attendance"), body).await.done();
    assert!(world.log_size().await > before);
}

async fn a_list_is_written_down_whole_or_not_at_all(world: World) {
    let ana = world.place(world.ana, SESSION, "2026-11-18T06:00:00Z", "2026-11-18T08:00:00Z").await;
    let ben = world.place(world.ben, SESSION, "2026-11-18T06:00:00Z", "2026-11-18T08:00:00Z").await;
    let elsewhere = world.place(world.ben, OTHER_SESSION, "2026-11-18T04:00:00Z", "2026-11-18T05:00:00Z").await;
    let (boss, path) = (world.signed_in("boss").await, format!("/event-sessions/{SESSION}/attendance"));
    let both = |second: &str| {
        json!({"marks": [
            {"assignment_id": ana, "on": "2026-11-18T06:00:00Z", "off": "2026-11-18T08:00:00Z"},
            {"assignment_id": second, "on": "2026-11-18T06:15:00Z", "off": "2026-11-18T07:45:00Z"}]})
    };
    boss.put(&path, both(elsewhere.as_str())).await.refuses("marks[1].assignment_id", "unknown");
    boss.put(&path, both(ana.as_str())).await.refuses("marks[1].assignment_id", "twice");
    let seen = boss.get(&path).await.done();
    assert!(seen["items"].as_array().unwrap().iter().all(|one| one["events"] == json!([])), "nothing of the list was written");
    let before = world.log_size().await;
    let told = boss.put(&path, both(ben.as_str())).await.done();
    assert_eq!(world.log_size().await, before + 1, "one record for the whole list");
    assert_eq!((told["items"][0]["minutes"].as_i64(), told["items"][1]["minutes"].as_i64()), (Some(120), Some(90)));
    // Again with other times, later than what stands: said beside it, and counted instead of it.
    let later = json!({"marks": [{"assignment_id": ben, "on": "2026-11-18T07:50:00Z", "off": "2026-11-18T08:10:00Z"}]});
    let told = boss.put(&path, later).await.done();
    let bens = told["items"].as_array().unwrap().iter().find(|one| one["member"]["name"] == "ben").unwrap();
    assert_eq!((bens["minutes"].as_i64(), bens["events"].as_array().unwrap().len()), (Some(20), 4));
    assert_eq!(bens["hours"]["hours"], "0:20");
    // Everybody's attendance together is each one's own, by name.
    let names: Vec<&str> = told["items"].as_array().unwrap().iter().map(|one| one["member"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["ana", "ben"]);
    for one in told["items"].as_array().unwrap() {
        let alone = boss.get(&format!("/assignments/{}/attendance", one["assignment_id"].as_str().unwrap())).await.done();
        assert_eq!(*one, alone);
    }
}

async fn who_did_not_come_has_no_hours(world: World) {
    let ana = world.place(world.ana, SESSION, "2026-11-18T06:00:00Z", "2026-11-18T08:00:00Z").await;
    let (boss, path) = (world.signed_in("boss").await, format!("/event-sessions/{SESSION}/attendance"));
    let absent = json!({"marks": [{"assignment_id": ana, "absent": true}]});
    let told = boss.put(&path, absent.clone()).await.done();
    assert_eq!(told["items"][0]["state"], "no_show");
    boss.post("/hours/derivations", json!({"from": "2026-11-18", "until": "2026-11-18"})).await.done();
    assert_eq!(boss.get("/hours").await.done()["items"], json!([]));
    // They came after all: said beside the absence.
    let came = json!({"marks": [{"assignment_id": ana, "on": "2026-11-18T06:30:00Z", "off": "2026-11-18T08:00:00Z"}]});
    let told = boss.put(&path, came).await.done();
    assert_eq!((told["items"][0]["state"].as_str(), told["items"][0]["hours"]["hours"].as_str()), (Some("worked"), Some("1:30")));
    boss.put(&path, absent).await.is(422, "has-hours");
}

async fn the_code_that_is_shown_books_on_and_off(world: World) {
    world.place(world.ana, SESSION, "2026-11-18T09:30:00Z", "2026-11-18T11:00:00Z").await;
    world.place(world.ben, OTHER_SESSION, "2026-11-18T09:30:00Z", "2026-11-18T11:00:00Z").await;
    let (boss, ana, ben) = (world.signed_in("boss").await, world.signed_in("ana").await, world.signed_in("ben").await);
    let shown = boss.get(&format!("/event-sessions/{SESSION}/attendance-code")).await.done();
    assert_eq!(shown["until"], "2026-11-18T09:01:00.000Z");
    let code = json!({"code": shown["code"], "device": "Phone"});
    ana.get(&format!("/event-sessions/{SESSION}/attendance-code")).await.is(403, "forbidden");
    ben.post("/me/attendance", code.clone()).await.is(422, "wrong-code");
    world.at("2026-11-18T09:01:59Z");
    let on = ana.post("/me/attendance", code.clone()).await.done();
    assert_eq!(
        (on["state"].as_str(), on["events"][0]["way"].as_str()),
        (Some("on_duty"), Some("code")),
        "a minute longer than it is shown"
    );
    world.at("2026-11-18T09:02:00Z");
    ana.post("/me/attendance", code).await.is(422, "wrong-code");
    let again = boss.get(&format!("/event-sessions/{SESSION}/attendance-code")).await.done();
    world.clock.advance_seconds(30);
    let off = ana.post("/me/attendance", json!({"code": again["code"]})).await.done();
    assert_eq!(off["state"], "worked");
}

async fn wrong_codes_run_out(world: World) {
    world.place(world.ana, SESSION, "2026-11-18T09:00:00Z", "2026-11-18T11:00:00Z").await;
    let (boss, ana) = (world.signed_in("boss").await, world.signed_in("ana").await);
    let shown = boss.get(&format!("/event-sessions/{SESSION}/attendance-code")).await.done()["code"].as_str().unwrap().to_owned();
    let wrong = if shown == "000000" { "000001" } else { "000000" };
    let before = world.log_size().await;
    for _ in 0..5 {
        ana.post("/me/attendance", json!({"code": wrong})).await.is(422, "wrong-code");
    }
    assert_eq!(world.log_size().await, before + 5, "each is on record");
    ana.post("/me/attendance", json!({"code": shown})).await.is(429, "too-many");
    world.clock.advance_seconds(30);
    assert_eq!(ana.post("/me/attendance", json!({"code": shown})).await.status.as_u16(), 201, "a try has come back, and the code is right");
}

async fn where_nobody_booked_on_the_plan_counts_and_says_so(world: World) {
    let planned = world.place(world.ana, SESSION, "2026-11-17T10:00:00Z", "2026-11-17T14:00:00Z").await;
    world.place(world.ben, SESSION, "2026-11-18T08:00:00Z", "2026-11-18T12:00:00Z").await;
    let boss = world.signed_in("boss").await;
    let wanted = json!({"from": "2026-11-01", "until": "2026-11-30"});
    let told = boss.post("/hours/derivations", wanted.clone()).await.done();
    assert_eq!((told["from_assignment"].as_i64(), told["from_attendance"].as_i64()), (Some(1), Some(0)), "what is not over is left alone");
    let hours = boss.get("/hours").await.done();
    assert_eq!((hours["items"][0]["source"].as_str(), hours["items"][0]["hours"].as_str()), (Some("assignment"), Some("4:00")));
    assert_eq!(boss.post("/hours/derivations", wanted).await.done()["from_assignment"], 0, "and not twice");
    // Booking on afterwards, with a reason, makes a new version from attendance.
    let (ana, path) = (world.signed_in("ana").await, format!("/assignments/{planned}/attendance"));
    ana.post(&path, json!({"kind": "on", "at": "2026-11-17T10:00:00Z", "late_reason": "Forgot"})).await.done();
    let off = ana.post(&path, json!({"kind": "off", "at": "2026-11-17T13:00:00Z", "late_reason": "Forgot"})).await.done();
    assert_eq!(off["hours"]["hours"], "3:00");
    let hours = ana.get("/hours").await.done();
    assert_eq!((hours["items"][0]["source"].as_str(), hours["items"][0]["revision"].as_i64()), (Some("attendance"), Some(2)));
}
