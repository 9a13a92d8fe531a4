//! Months against the minimum, reports and files.

use crate::agreed::{approved, by_hand};
use crate::world::{World, on_both_engines};
use serde_json::{Value, json};

on_both_engines!(a_month_is_red_yellow_or_green, a_report_says_what_it_adds_up, a_file_opens_as_text_alone);

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
    let other = json!({"minutes_per_month": 120, "duty_type_ids": ["dty_01jd7q3v9mf4x8t2c5k6w0ezya"]});
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
