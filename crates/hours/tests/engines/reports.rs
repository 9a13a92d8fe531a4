//! Months against the minimum, reports and files.

use crate::agreed::{approved, by_hand};
use crate::world::{SESSION, World, on_both_engines};
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};
use store::Connection;

on_both_engines!(
    a_month_is_red_yellow_or_green,
    a_report_says_what_it_adds_up,
    a_report_names_what_it_adds_up_by,
    a_file_opens_as_text_alone,
    the_list_is_taken_away_as_it_is_shown,
);

async fn a_month_is_red_yellow_or_green(world: World) {
    let (owner, ana) = (world.signed_in("owner").await, world.signed_in("ana").await);
    assert_eq!(owner.get("/minimum-hours").await.done()["minutes_per_month"], 0);
    let marks = |months: &Value| -> Vec<Value> {
        months["items"].as_array().unwrap().iter().find(|item| item["member"]["name"] == "ana").unwrap()["months"]
            .as_array()
            .unwrap()
            .iter()
            .map(|month| month["mark"].clone())
            .collect()
    };
    assert!(marks(&owner.get("/hours/months?year=2026").await.done()).iter().all(Value::is_null), "nothing is asked, nothing is marked");
    let put = async |version: i64, minutes: i64| {
        owner
            .send(http::Method::PUT, "/minimum-hours", Some(version), Some(json!({"minutes_per_month": minutes, "duty_type_ids": []})))
            .await
    };
    put(1, 44_641).await.refuses("minutes_per_month", "out-of-range");
    put(1, 120).await.done();
    approved(&world, "2026-09-16T10:00:00Z", "2026-09-16T12:00:00Z").await;
    by_hand(&ana, "2026-10-16T10:00:00Z", "2026-10-16T12:00:00Z").await;
    let months = owner.get("/hours/months?year=2026").await.done();
    let marks = marks(&months);
    assert_eq!(marks[7..], [json!("red"), json!("green"), json!("yellow"), json!("yellow"), Value::Null], "August to December");
    assert_eq!((months["zone"].as_str(), &months["zones"]), (Some("Europe/London"), &json!(["Europe/London"])));
    let own = ana.get("/hours/months?year=2026").await.done();
    assert_eq!(own["items"].as_array().unwrap().len(), 1, "one's own alone");
    let north = owner.get(&format!("/hours/months?year=2026&unit_id={}", world.north)).await.done();
    assert_eq!(north["items"].as_array().unwrap().len(), 1);
    assert_eq!(months["items"].as_array().unwrap().len(), 4, "whoever did nothing is there too");
    // A duty type that counts: hours that are booked as nothing do not.
    let other = json!({"minutes_per_month": 120, "duty_type_ids": [DUTY_TYPE]});
    owner.send(http::Method::PUT, "/minimum-hours", Some(2), Some(other.clone())).await.refuses("duty_type_ids", "unknown");
    duty_type(&world).await;
    owner.send(http::Method::PUT, "/minimum-hours", Some(2), Some(other)).await.done();
    assert_eq!(owner.get("/hours/months?year=2026").await.done()["items"][0]["minutes"], 0);
}

async fn a_report_says_what_it_adds_up(world: World) {
    let (ana, ben, boss) = (world.signed_in("ana").await, world.signed_in("ben").await, world.signed_in("boss").await);
    by_hand(&ana, "2026-11-12T21:00:00Z", "2026-11-13T07:00:00Z").await;
    by_hand(&ben, "2026-11-14T10:00:00Z", "2026-11-14T11:00:00Z").await;
    let report = boss.get("/hours/report?by=unit&from=2026-11-01&until=2026-11-30").await.done();
    assert_eq!(
        (report["title"].as_str(), report["zone_note"].as_str()),
        (Some("Hours by unit, 2026-11-01 – 2026-11-30"), Some("Days by the clock of Europe/London."))
    );
    let north = &report["items"][0];
    assert_eq!((north["name"].as_str(), north["hours"].as_str()), (Some("North"), Some("10:00")));
    assert_eq!((north["normal_minutes"].as_i64(), north["night_minutes"].as_i64()), (Some(120), Some(480)));
    assert_eq!(report["items"][1]["weekend_minutes"], 60, "a Saturday");
    let half = boss.get("/hours/report?by=unit&from=2026-11-13&until=2026-11-13").await.done();
    assert_eq!(half["total"]["hours"], "7:00", "from midnight on");
    let own = ana.get("/hours/report?by=member&from=2026-11-01&until=2026-11-30").await.done();
    assert_eq!((own["items"].as_array().unwrap().len(), own["total"]["minutes"].as_i64()), (1, Some(600)), "one's own alone");
    boss.get("/hours/report?by=unit&from=2026-11-02&until=2026-11-01").await.refuses("until", "before-from");
    boss.get("/hours/report?by=colour&from=2026-11-02&until=2026-11-03").await.refuses("by", "not-acceptable");
    boss.get("/hours/report?by=unit&until=2026-11-03").await.refuses("from", "missing");
}

async fn a_file_opens_as_text_alone(world: World) {
    let (ana, boss) = (world.signed_in("ana").await, world.signed_in("boss").await);
    world
        .write(|tx| {
            use diesel::prelude::*;
            diesel::update(store::schema::unit::table.filter(store::schema::unit::name.eq("North")))
                .set(store::schema::unit::name.eq("=cmd()"))
                .execute(tx.db())?;
            Ok(())
        })
        .await
        .unwrap();
    by_hand(&ana, "2026-11-12T10:00:00Z", "2026-11-12T12:30:00Z").await;
    ana.get("/hours/report.csv?by=unit&from=2026-11-01&until=2026-11-30").await.is(403, "forbidden");
    let file = boss.get("/hours/report.csv?by=unit&from=2026-11-01&until=2026-11-30").await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let text = file.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[1].starts_with("\"'=cmd()\"") && lines[1].contains("\"150\",\"2:30\""), "{text}");
    assert!(lines[2].starts_with("\"Total\"") && lines[2].ends_with("\"Europe/London\""), "{text}");
}

async fn the_list_is_taken_away_as_it_is_shown(world: World) {
    let (ana, ben, boss) = (world.signed_in("ana").await, world.signed_in("ben").await, world.signed_in("boss").await);
    by_hand(&ana, "2026-11-12T10:00:00Z", "2026-11-12T12:30:00Z").await;
    let odd = json!({"title": "=cmd()", "place": "Quay, \"north\"", "start": "2026-11-13T10:00:00Z", "end": "2026-11-13T11:00:00Z", "reason": "x"});
    ben.post("/hours", odd).await.done();
    approved(&world, "2026-11-10T10:00:00Z", "2026-11-10T11:00:00Z").await;
    ana.get("/hours/export").await.is(403, "forbidden");
    for query in ["", "?state=approved", "?state=recorded&from=2026-11-13", "?until=2026-11-01"] {
        let listed = boss.get(&format!("/hours{query}")).await.done();
        let file = boss.get(&format!("/hours/export{query}")).await;
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
        let text = file.text();
        let ids: Vec<&str> = text.lines().skip(1).map(|line| line.rsplit_once(',').unwrap().1.trim_matches('"')).collect();
        let shown: Vec<&str> = listed["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(ids, shown, "{query}: {text}");
    }
    let text = boss.get("/hours/export").await.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines[0].contains("\"member\",\"member_id\",\"title\",") && lines[0].ends_with("\"id\""), "{text}");
    assert!(lines[1].starts_with("\"ben\",") && lines[1].contains(",\"'=cmd()\",\"Quay, \"\"north\"\"\","), "{text}");
    assert!(lines[2].starts_with("\"ana\",") && lines[2].contains(",\"150\",\"2:30\","), "{text}");
}

const DUTY_TYPE: &str = "dty_01jd7q3v9mf4x8t2c5k6w0ezya";

/// What others' crates would have written: an event for a customer, its session, a duty type that does not count, two competencies that
/// the place asked for.
async fn named(world: &World, place: String) {
    duty_type(world).await;
    let (type_id, one, two) = (DUTY_TYPE, "cmp_01jd7q3v9mf4x8t2c5k6w0ezya", "cmp_01jd7q3v9mf4x8t2c5k6w0ezyb");
    let statement = format!(
        "INSERT INTO competency (id, version, name, sort_name, description, levels, retired, created_at, updated_at)
             VALUES ('{one}', 1, 'First aid', 'first aid', '', '[]', FALSE, 0, 0), ('{two}', 1, 'Boat', 'boat', '', '[]', FALSE, 0, 0);
         INSERT INTO customer (id, number, version, name, sort_name, notes, created_at, updated_at)
             VALUES ('cus_01jd7q3v9mf4x8t2c5k6w0ezya', 1, 1, 'Harbour Mills', 'harbour mills', '', 0, 0);
         INSERT INTO duty_event (id, version, number, name, sort_name, description, status, customer_id, zone, place, invited_only, swaps_approved, created_at, updated_at)
             VALUES ('evt_01jd7q3v9mf4x8t2c5k6w0ezya', 1, 1, 'Carnival', 'carnival', '', 'published', 'cus_01jd7q3v9mf4x8t2c5k6w0ezya', 'Europe/London', '', FALSE, FALSE, 0, 0);
         INSERT INTO event_session (id, version, event_id, name, place, zone, start_local, end_local, start_at, end_at, status, created_at, updated_at)
             VALUES ('{SESSION}', 1, 'evt_01jd7q3v9mf4x8t2c5k6w0ezya', 'Night', '', 'Europe/London', '', '', 1, 2, 'published', 0, 0);
         INSERT INTO requirement (id, version, kind, owner_id, title, detail, start_at, end_at, zone, place, least, most, supervised, exclusive, paid, live, created_at, updated_at)
             VALUES ('req_01jd7q3v9mf4x8t2c5k6w0ezya', 1, 'session', '{SESSION}', '', '', 1, 2, 'Europe/London', '', 0, 5, 0, FALSE, FALSE, TRUE, 0, 0);
         INSERT INTO requirement_competency (requirement_id, competency_id, level)
             VALUES ('req_01jd7q3v9mf4x8t2c5k6w0ezya', '{one}', 0), ('req_01jd7q3v9mf4x8t2c5k6w0ezya', '{two}', 0);
         UPDATE assignment SET requirement_id = 'req_01jd7q3v9mf4x8t2c5k6w0ezya', duty_type_id = '{type_id}' WHERE id = '{place}'"
    );
    batch(world, statement).await;
}

/// A duty type that does not count.
async fn duty_type(world: &World) {
    let statement = format!(
        "INSERT INTO duty_type (id, version, name, sort_name, counts_towards_minimum, retired, created_at, updated_at)
             VALUES ('{DUTY_TYPE}', 1, 'Training', 'training', FALSE, FALSE, 0, 0)"
    );
    batch(world, statement).await;
}

async fn batch(world: &World, statement: String) {
    world
        .write(move |tx| {
            match tx.db() {
                Connection::Sqlite(connection) => connection.batch_execute(&statement)?,
                Connection::Postgres(connection) => connection.batch_execute(&statement)?,
            }
            Ok(())
        })
        .await
        .unwrap();
}

async fn a_report_names_what_it_adds_up_by(world: World) {
    let place = world.place(world.ana, SESSION, "2026-11-16T10:00:00Z", "2026-11-16T12:00:00Z").await;
    named(&world, place.to_string()).await;
    let (boss, owner) = (world.signed_in("boss").await, world.signed_in("owner").await);
    boss.post("/hours/derivations", json!({"from": "2026-11-16", "until": "2026-11-16"})).await.done();
    let rows = async |by: &str| {
        let report = boss.get(&format!("/hours/report?by={by}&from=2026-11-01&until=2026-11-30")).await.done();
        assert_eq!(report["total"]["minutes"], 120, "{by}");
        let row = |item: &Value| (item["name"].as_str().unwrap().to_owned(), item["minutes"].as_i64().unwrap());
        report["items"].as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(rows("duty_type").await, [("Training".to_owned(), 120)]);
    assert_eq!(rows("customer").await, [("Harbour Mills".to_owned(), 120)]);
    assert_eq!(rows("competency").await, [("Boat".to_owned(), 120), ("First aid".to_owned(), 120)], "in both, and once in all");
    assert_eq!(rows("period").await, [("2026-11".to_owned(), 120)]);
    let months = owner.get("/hours/months?year=2026").await.done();
    assert_eq!(months["items"][0]["minutes"], 0, "a duty type that does not count towards the minimum");
}
