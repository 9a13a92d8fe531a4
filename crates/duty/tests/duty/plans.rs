//! Plans made elsewhere, brought in: looked at first, then drafted whole, each row taken or told. All of it is invented.

use crate::world::{World, at, on_both_engines};
use access::Role;
use serde_json::{Value, json};

on_both_engines!(
    shifts_become_an_event_and_odd_rows_are_told,
    a_programme_and_a_calendar_become_events_too,
    what_makes_no_session_makes_nothing,
    brought_in_again_nothing_is_made_twice,
    what_the_file_says_otherwise_now_is_told_and_left,
    without_a_mark_a_session_is_what_it_is_where_and_when,
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

/// A drill every week, the second of which is moved by an hour; and an evening once.
fn drills(count: u8, moved_to: &str, evening: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:drill\nDTSTART;TZID=Europe/London:20261201T190000\nDURATION:PT2H\nSUMMARY:Drill\n\
        RRULE:FREQ=WEEKLY;COUNT={count}\nEND:VEVENT\nBEGIN:VEVENT\nUID:drill\nRECURRENCE-ID;TZID=Europe/London:20261208T190000\n\
        DTSTART;TZID=Europe/London:{moved_to}\nDURATION:PT2H\nSUMMARY:Drill\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:evening\nDTSTART;TZID=Europe/London:{evening}\nDURATION:PT3H\nSUMMARY:Evening\nEND:VEVENT\nEND:VCALENDAR\n"
    )
}

fn calendar(text: &str) -> Value {
    json!({"format": "ics", "name": "Drills", "text": text})
}

fn counts(report: &Value) -> (i64, i64) {
    (report["sessions"].as_i64().unwrap(), report["sessions_kept"].as_i64().unwrap())
}

async fn brought_in_again_nothing_is_made_twice(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let first = drills(4, "20261208T200000", "20261215T180000");
    let brought = planner.post("/planning-imports", calendar(&first)).await.done();
    assert_eq!(counts(&brought), (5, 0), "four of a series, and one");
    let before = world.log_size().await;
    for _ in 0..2 {
        let again = planner.post("/planning-imports", calendar(&first)).await.done();
        assert_eq!((counts(&again), &again["event"]["id"], &again["remarks"]), ((0, 5), &brought["event"]["id"], &json!([])));
    }
    assert_eq!(world.log_size().await, before, "nothing is changed, and nothing is on record");
    // Two more of the series join the event that the others are in.
    let longer = drills(6, "20261208T200000", "20261215T180000");
    let looked = planner.post("/planning-imports", json!({"format": "ics", "text": longer, "dry_run": true})).await.done();
    let more = planner.post("/planning-imports", calendar(&longer)).await.done();
    assert_eq!((counts(&looked), counts(&more)), ((2, 5), (2, 5)));
    assert_eq!((&more["event"]["id"], more["event"]["sessions_count"].as_i64()), (&brought["event"]["id"], Some(7)));
    assert_eq!(planner.get("/events").await.done()["items"].as_array().unwrap().len(), 1);
    // Counter-proof: it is the same plan that is known. Another calendar's is not, and whoever wants another event of it says so.
    let other = first.replace("UID:", "UID:other-");
    assert_eq!(counts(&planner.post("/planning-imports", calendar(&other)).await.done()), (5, 0));
    let mut anew = calendar(&first);
    anew["anew"] = json!(true);
    assert_eq!(counts(&planner.post("/planning-imports", anew).await.done()), (5, 0));
    assert_eq!(planner.get("/events").await.done()["items"].as_array().unwrap().len(), 3);
}

async fn what_the_file_says_otherwise_now_is_told_and_left(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let brought = planner.post("/planning-imports", calendar(&drills(4, "20261208T200000", "20261215T180000"))).await.done();
    let path = format!("{}/sessions", at("events", &brought["event"]));
    let before = planner.get(&path).await.done();
    let moved = planner.post("/planning-imports", calendar(&drills(4, "20261208T210000", "20261216T180000"))).await.done();
    assert_eq!(counts(&moved), (0, 5));
    let told: Vec<&str> = moved["remarks"].as_array().unwrap().iter().map(|remark| remark["what"].as_str().unwrap()).collect();
    assert_eq!(told, ["changed", "changed"], "{}", moved["remarks"]);
    assert!(moved["remarks"][1]["says"].as_str().unwrap().starts_with("Evening is here already"), "{}", moved["remarks"]);
    assert_eq!(planner.get(&path).await.done(), before, "somebody may count on it: it stays as it is");
    // A cancelled event is no place for what comes again: it becomes another.
    let event = planner.get(&at("events", &brought["event"])).await.done();
    planner
        .act(http::Method::PUT, &format!("{}/cancellation", at("events", &event)), &event, Some(json!({"reason": "Flooded"})))
        .await
        .done();
    let anew = planner.post("/planning-imports", calendar(&drills(4, "20261208T210000", "20261216T180000"))).await.done();
    assert_eq!(counts(&anew), (5, 0));
    assert_ne!(anew["event"]["id"], brought["event"]["id"]);
}

async fn without_a_mark_a_session_is_what_it_is_where_and_when(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let body = |text: String| json!({"format": "emf_shifts", "name": "Winter fair", "text": text});
    let first = planner.post("/planning-imports", body(shifts())).await.done();
    let again = planner.post("/planning-imports", body(shifts())).await.done();
    assert_eq!((counts(&first), counts(&again)), ((3, 0), (0, 3)));
    // Another hour is another shift; another number of people is the same one, told otherwise.
    let later = planner.post("/planning-imports", body(shifts().replace("2026-12-05 20:00:00", "2026-12-05 21:00:00"))).await.done();
    assert_eq!((counts(&later), &later["event"]["id"]), ((1, 2), &first["event"]["id"]));
    let more = planner.post("/planning-imports", body(shifts().replace("\"max_needed\":2", "\"max_needed\":4"))).await.done();
    let changed = more["remarks"].as_array().unwrap().iter().filter(|remark| remark["what"] == "changed").count();
    assert_eq!((counts(&more), changed), ((0, 3), 2), "{}", more["remarks"]);
    // Days that are counted from another first day are another plan.
    let tasks = "<tasks><task><name>Signs</name><day>1</day><start_time>20:00</start_time><end_time>21:00</end_time><nbr_volunteers>3</nbr_volunteers></task></tasks>";
    let of = |first_day: &str| json!({"format": "fosdem_tasks", "name": "Fair", "text": tasks, "first_day": first_day});
    for (first_day, expected) in [("2027-02-06", (1, 0)), ("2027-02-06", (0, 1)), ("2028-02-05", (1, 0))] {
        assert_eq!(counts(&planner.post("/planning-imports", of(first_day)).await.done()), expected, "{first_day}");
    }
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
