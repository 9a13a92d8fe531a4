//! Reconciled to the minute: a set of invented sign-ups, booked as people do, comes to exactly the hours it should; also over the nights in
//! which the clock is changed, and wherever the place is.

use crate::world::{SESSION, World, on_both_engines, put_place};
use kernel::{MemberId, Timestamp};
use roster::assignments::AssignmentId;
use serde_json::{Value, json};

on_both_engines!(sign_ups_come_to_their_minutes, a_clock_change_is_neither_lost_nor_made);

/// Shifts as events have them: a role, a venue, from when to when by the clock of the place, how many signed up. Invented.
const SHIFTS: &[(&str, &str, &str, usize)] = &[
    ("Kitchen", "2026-10-22T05:45:00Z", "2026-10-22T08:00:00Z", 3),
    ("Gate", "2026-10-22T07:45:00Z", "2026-10-22T10:00:00Z", 1),
    ("Runner", "2026-10-22T09:15:00Z", "2026-10-22T11:30:00Z", 4),
    ("Bar", "2026-10-23T19:00:00Z", "2026-10-23T23:00:00Z", 2),
    ("Bar", "2026-10-23T22:45:00Z", "2026-10-24T02:15:00Z", 3),
    ("Night watch", "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z", 2),
    ("Take-down", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", 2),
    ("Take-down", "2026-10-26T08:59:00Z", "2026-10-26T09:00:00Z", 1),
];

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

async fn sign_ups_come_to_their_minutes(world: World) {
    // Places for everybody who signed up, one person after the other.
    let people = [world.ana, world.ben];
    let signed: Vec<(MemberId, (Timestamp, Timestamp))> = SHIFTS
        .iter()
        .flat_map(|(_, from, until, count)| (0..*count).map(move |index| (index, (at(from), at(until)))))
        .map(|(index, span)| (people[index % 2], span))
        .collect();
    let places: Vec<(AssignmentId, MemberId, Timestamp, Timestamp)> = world
        .write(move |tx| {
            signed
                .into_iter()
                .map(|(member, span)| Ok((put_place(tx, member, SESSION, span, "Europe/London")?, member, span.0, span.1)))
                .collect()
        })
        .await
        .unwrap();
    // Two of three are booked on the list, a few minutes late or early; nobody booked the rest.
    let shift = |index: usize| (i64::try_from(index % 4).unwrap() * 3 - 4) * 60_000;
    let marks: Vec<Value> = places
        .iter()
        .enumerate()
        .filter(|(index, _)| index % 3 != 0)
        .map(|(index, (id, _, from, until))| json!({"assignment_id": id, "on": from, "off": until.plus_millis(shift(index).max(-30_000))}))
        .collect();
    let boss = world.signed_in("boss").await;
    boss.put(&format!("/event-sessions/{SESSION}/attendance"), json!({ "marks": marks })).await.done();
    let derived = boss.post("/hours/derivations", json!({"from": "2026-10-20", "until": "2026-10-31"})).await.done();
    assert_eq!(derived["from_attendance"], 0, "booking off derived them already");
    let wanted = |member: Option<MemberId>| -> i64 {
        let minutes = |index: usize, from: Timestamp, until: Timestamp| {
            let booked = if index.is_multiple_of(3) { 0 } else { shift(index).max(-30_000) };
            (until.millis() + booked - from.millis()) / 60_000
        };
        let of = places.iter().enumerate().filter(|(_, (_, who, ..))| member.is_none_or(|member| member == *who));
        of.map(|(index, (_, _, from, until))| minutes(index, *from, *until)).sum()
    };
    let report = boss.get("/hours/report?by=member&from=2026-10-20&until=2026-10-31").await.done();
    assert_eq!(report["total"]["minutes"].as_i64(), Some(wanted(None)));
    for (name, member) in [("ana", world.ana), ("ben", world.ben)] {
        let item = report["items"].as_array().unwrap().iter().find(|item| item["name"] == name).unwrap();
        assert_eq!(item["minutes"].as_i64(), Some(wanted(Some(member))), "{name}");
    }
    // However it is added up, it is the same; and day by day it is the days' own.
    for by in ["unit", "duty_type", "customer", "competency", "period"] {
        let other = boss.get(&format!("/hours/report?by={by}&from=2026-10-20&until=2026-10-31")).await.done();
        assert_eq!(other["total"], report["total"], "{by}");
    }
    let mut by_day = 0;
    for day in 20..=31 {
        let one = boss.get(&format!("/hours/report?by=member&from=2026-10-{day}&until=2026-10-{day}")).await.done();
        by_day += one["total"]["minutes"].as_i64().unwrap();
    }
    assert_eq!(by_day, wanted(None), "what is split at midnight is on one day or the other");
}

async fn a_clock_change_is_neither_lost_nor_made(world: World) {
    let boss = world.signed_in("boss").await;
    // 22:00 to 06:00 by the clock of the place, in the night in which an hour is shown twice, and in the one that has an hour less.
    let autumn = world.place(world.ana, SESSION, "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z").await;
    world.place_in(world.ben, SESSION, "2026-03-08T06:00:00Z", "2026-03-08T13:00:00Z", "America/Los_Angeles").await;
    boss.post("/hours/derivations", json!({"from": "2026-03-01", "until": "2026-11-17"})).await.done();
    let hours = boss.get("/hours").await.done();
    let told: Vec<(&str, &str)> =
        hours["items"].as_array().unwrap().iter().map(|row| (row["zone"].as_str().unwrap(), row["hours"].as_str().unwrap())).collect();
    assert_eq!(told, [("Europe/London", "9:00"), ("America/Los_Angeles", "7:00")]);
    let report = boss.get("/hours/report?by=period&from=2026-10-25&until=2026-10-25").await.done();
    assert_eq!(report["total"]["minutes"], 7 * 60, "the Sunday has the hour twice: midnight to six is seven hours");
    assert_eq!(report["zone_note"], "Days by the clock of Europe/London.");
    let all = boss.get("/hours/report?by=period&from=2026-03-01&until=2026-10-31").await.done();
    assert_eq!(all["zones"], json!(["America/Los_Angeles", "Europe/London"]), "a sum over places says whose days it counts");
    let booked = json!({"marks": [{"assignment_id": autumn, "on": "2026-10-25T01:30:00+01:00", "off": "2026-10-25T01:30:00+00:00"}]});
    boss.put(&format!("/event-sessions/{SESSION}/attendance"), booked).await.done();
    let hours = boss.get("/hours").await.done();
    assert_eq!(hours["items"][0]["minutes"], 60, "half past one to half past one");
}
