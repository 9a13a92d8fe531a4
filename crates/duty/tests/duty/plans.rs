//! Plans made elsewhere, brought in: looked at first, then drafted whole, each row taken or told. All of it is invented.

use crate::world::{World, at, on_both_engines};
use access::Role;
use serde_json::{Value, json};

on_both_engines!(
    shifts_become_an_event_and_odd_rows_are_told,
    a_programme_and_a_calendar_become_events_too,
    what_makes_no_session_makes_nothing,
    a_rule_makes_a_series,
);

fn shifts() -> String {
    let shift = |start: &str, end: &str, role: &str, least: u8, most: u8, signed_up: u8| json!({"start": start, "end": end, "role": role, "venue": "North gate", "min_needed": least, "max_needed": most, "signed_up": signed_up});
    let night = ("2026-12-05 20:00:00", "2026-12-06 02:00:00");
    Value::from(vec![
        shift(night.0, night.1, "Steward", 1, 3, 2),
        shift(night.0, night.1, "First aider", 1, 1, 2),
        shift("2026-12-06 12:00:00", "2026-12-06 10:00:00", "Steward", 1, 3, 1),
        shift("2026-12-06 12:00:00", "2026-12-06 12:00:00", "Steward", 1, 3, 1),
        shift("2027-03-28 01:30:00", "2027-03-28 05:00:00", "Steward", 0, 2, 0),
        shift("2026-10-25 01:30:00", "2026-10-25 05:00:00", "Steward", 0, 2, 1),
    ])
    .to_string()
}

async fn shifts_become_an_event_and_odd_rows_are_told(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let body = |dry_run: bool| json!({"format": "emf_shifts", "name": "Winter fair", "text": shifts(), "dry_run": dry_run});
    let before = world.log_size().await;
    let looked = planner.post("/planning-imports", body(true)).await.done();
    assert_eq!((looked["event"].clone(), world.log_size().await), (Value::Null, before), "only looked at");
    let brought = planner.post("/planning-imports", body(false)).await.done();
    assert_eq!(world.log_size().await, before + 1, "one record");
    let event = &brought["event"];
    assert_eq!(
        (event["name"].as_str(), event["state"].as_str(), event["sessions_count"].as_i64()),
        (Some("Winter fair"), Some("draft"), Some(3))
    );
    assert_eq!(event["places"], json!({"min": 2, "max": 8, "filled": 0}));
    for (field, number) in
        [("rows", 6), ("sessions", 3), ("requirements", 4), ("places", 8), ("signed_up", 5), ("signed_up_minutes", 4 * 360 + 270)]
    {
        assert_eq!((&brought[field], &looked[field]), (&json!(number), &json!(number)), "{field}");
    }
    let told = |list: &str, key: &str| -> Vec<(u64, String)> {
        let rows = brought[list].as_array().unwrap().iter();
        rows.map(|row| (row["row"].as_u64().unwrap(), row[key].as_str().unwrap().to_owned())).collect()
    };
    assert_eq!(told("refusals", "reason"), [(3, "ends before it begins".into()), (4, "ends when it begins".into())]);
    let odd = ["over_midnight", "over_midnight", "overbooked", "skipped_by_clocks", "shown_twice"].map(str::to_owned);
    assert_eq!(told("remarks", "what").into_iter().map(|(_, what)| what).collect::<Vec<_>>(), odd);

    let sessions = planner.get(&format!("{}/sessions", at("events", event))).await.done();
    let times: Vec<(&str, &str)> = sessions["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["start_local"].as_str().unwrap(), one["start"].as_str().unwrap()))
        .collect();
    assert_eq!(
        times,
        [
            ("2026-10-25T01:30+01:00", "2026-10-25T00:30:00.000Z"),
            ("2026-12-05T20:00", "2026-12-05T20:00:00.000Z"),
            ("2027-03-28T02:30", "2027-03-28T01:30:00.000Z"),
        ]
    );
    let needs = sessions["items"][1]["requirements"].as_array().unwrap();
    let mut names: Vec<(&str, i64)> = needs.iter().map(|need| (need["name"].as_str().unwrap(), need["max"].as_i64().unwrap())).collect();
    names.sort_unstable();
    assert_eq!(names, [("First aider", 1), ("Steward", 3)]);
    world.as_role(Role::Member).await.post("/planning-imports", body(false)).await.is(403, "forbidden");
}

async fn a_programme_and_a_calendar_become_events_too(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let xml = "<schedule><conference><title>Harbour Days</title><time_zone_name>Europe/Paris</time_zone_name></conference>\
        <day date=\"2026-12-05\"><room name=\"Quay\"><event guid=\"a\"><title>Knots</title><start>10:00</start><duration>1:30</duration></event></room></day></schedule>";
    let brought = planner.post("/planning-imports", json!({"format": "frab_xml", "text": xml})).await.done();
    assert_eq!(
        (brought["event"]["name"].as_str(), brought["event"]["first_start"].as_str()),
        (Some("Harbour Days"), Some("2026-12-05T09:00:00.000Z"))
    );
    let ics = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/London:20261201T190000\nDURATION:PT2H\nSUMMARY:Drill\n\
        RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/London:20261208T190000\nEND:VEVENT\nEND:VCALENDAR\n";
    let brought = planner.post("/planning-imports", json!({"format": "ics", "name": "Drills", "text": ics})).await.done();
    assert_eq!((brought["event"]["sessions_count"].as_i64(), brought["rows"].as_i64()), (Some(3), Some(1)));
    let tasks = "<tasks><task><name>Signs</name><day>-1</day><start_time>22:00</start_time><end_time>01:00</end_time><nbr_volunteers>3</nbr_volunteers></task></tasks>";
    let body = |first_day: Value| json!({"format": "fosdem_tasks", "name": "Fair", "text": tasks, "first_day": first_day});
    planner.post("/planning-imports", body(Value::Null)).await.refuses("text", "not-readable");
    let brought = planner.post("/planning-imports", body(json!("2027-02-06"))).await.done();
    assert_eq!(brought["event"]["first_start"], "2027-02-05T22:00:00.000Z");
}

async fn what_makes_no_session_makes_nothing(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let before = world.log_size().await;
    planner.post("/planning-imports", json!({"format": "emf_shifts", "text": "{"})).await.refuses("text", "not-readable");
    planner.post("/planning-imports", json!({"format": "emf_shifts", "text": "[]"})).await.is(422, "no-session");
    planner.post("/planning-imports", json!({"format": "spreadsheet", "text": "[]"})).await.is(422, "invalid");
    assert_eq!((world.log_size().await, planner.get("/events").await.done()["items"].clone()), (before, json!([])));
}

async fn a_rule_makes_a_series(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let event = planner.post("/events", json!({"name": "Drill"})).await.done();
    let body = |rule: &str| json!({"name": "Drill", "start_local": "2027-03-13T19:00", "end_local": "2027-03-13T21:00", "repeat": {"rule": rule, "until": "2027-04-10"}});
    let path = format!("{}/sessions", at("events", &event));
    planner.post(&path, body("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA")).await.done();
    let sessions = planner.get(&path).await.done();
    let starts: Vec<&str> = sessions["items"].as_array().unwrap().iter().map(|one| one["start"].as_str().unwrap()).collect();
    assert_eq!(starts, ["2027-03-13T19:00:00.000Z", "2027-03-27T19:00:00.000Z", "2027-04-10T18:00:00.000Z"], "nineteen o'clock stays so");
    planner.post(&path, body("FREQ=WEEKLY;BYDAY=XX")).await.refuses("repeat.rule", "not-acceptable");
}
