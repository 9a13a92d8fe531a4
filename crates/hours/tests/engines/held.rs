//! What the engines hold, whatever the code believes; and that sums stay true whatever is done in whatever order.

use crate::agreed::approved;
use crate::world::{Client, SESSION, World, on_both_engines};
use diesel::connection::SimpleConnection;
use kernel::Timestamp;
use serde_json::{Value, json};
use store::Connection;

on_both_engines!(the_engine_refuses_what_may_not_be, sums_of_locked_versions_are_what_reports_say);

/// Runs a statement as the serving role would, and tells whether the engine let it.
async fn engine_lets(world: &World, statement: String) -> bool {
    world
        .write(move |tx| {
            match tx.db() {
                Connection::Sqlite(connection) => connection.batch_execute(&statement)?,
                Connection::Postgres(connection) => connection.batch_execute(&statement)?,
            }
            Ok(())
        })
        .await
        .is_ok()
}

async fn the_engine_refuses_what_may_not_be(world: World) {
    let row = approved(&world, "2026-11-16T10:00:00Z", "2026-11-16T12:00:00Z").await;
    let (id, ana, owner) = (row["id"].as_str().unwrap().to_owned(), world.ana, world.signed_in("owner").await);
    let place = world.place(world.ana, SESSION, "2026-11-18T09:00:00Z", "2026-11-18T12:00:00Z").await;
    let on = json!({"kind": "on", "at": "2026-11-18T09:00:00Z"});
    world.signed_in("ana").await.post(&format!("/assignments/{place}/attendance"), on).await.done();
    let expense = json!({"kind": "travel", "day": "2026-11-16", "description": "Train", "amount_minor": 850, "currency": "GBP"});
    world.signed_in("ana").await.post("/expenses", expense).await.done();
    for refused in [
        format!("UPDATE hours SET approved_by = '{ana}' WHERE id = '{id}'"),
        format!("UPDATE hours SET approved_by = NULL WHERE id = '{id}'"),
        format!("UPDATE hours SET minutes = -1 WHERE id = '{id}'"),
        format!("DELETE FROM hours WHERE id = '{id}'"),
        "UPDATE hours_version SET minutes = 0".into(),
        "DELETE FROM hours_version".into(),
        "UPDATE hours_line SET minutes = 0".into(),
        "DELETE FROM hours_line".into(),
        "UPDATE attendance_event SET at = 0".into(),
        "DELETE FROM attendance_event".into(),
        format!("UPDATE expense SET state = 'approved', decided_by = '{ana}'"),
        "UPDATE expense SET state = 'approved'".into(),
        "UPDATE expense SET amount_minor = 0".into(),
    ] {
        assert!(!engine_lets(&world, refused.clone()).await, "{refused}");
    }
    let harmless = format!("UPDATE hours SET updated_at = updated_at WHERE id = '{id}'");
    assert!(engine_lets(&world, harmless.clone()).await, "counter-proof: it is each time the one wrong thing that is refused");
    owner.post("/hours/lock", json!({"until": "2026-11-17"})).await.done();
    assert!(!engine_lets(&world, harmless).await, "what is locked is final");
}

/// The same numbers every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

async fn sums_of_locked_versions_are_what_reports_say(world: World) {
    let (ana, ben) = (world.signed_in("ana").await, world.signed_in("ben").await);
    let (boss, owner) = (world.signed_in("boss").await, world.signed_in("owner").await);
    let (mut chance, mut rows, mut locks): (Chance, Vec<String>, u32) = (Chance(41), Vec::new(), 0);
    let people: [&Client; 3] = [&ana, &ben, &boss];
    for step in 0..150 {
        let who = people[chance.below(3)];
        if rows.is_empty() || chance.below(4) == 0 {
            let day = i64::try_from(chance.below(16)).unwrap();
            let start = Timestamp::parse("2026-11-01T20:00:00Z").unwrap().plus_millis(day * 86_400_000);
            let end = start.plus_millis(i64::try_from(chance.below(700) + 1).unwrap() * 60_000);
            let reply = who.post("/hours", json!({"title": "Stall", "start": start, "end": end, "reason": "Forgot"})).await;
            if reply.status.is_success() {
                rows.push(reply.json()["id"].as_str().unwrap().to_owned());
            } else {
                reply.is(422, "day-locked");
            }
            continue;
        }
        let id = rows[chance.below(rows.len())].clone();
        let row = boss.get(&format!("/hours/{id}")).await.done();
        let body = json!({"start": row["start"], "end": row["end"], "minutes": chance.below(30), "reason": "Right"});
        let reply = match chance.below(8) {
            0 => who.act("hours", &row, "confirmation", None).await,
            1..=2 => {
                let whose = ["ana", "ben", "boss"].iter().position(|name| row["member"]["name"] == *name).unwrap();
                people[whose].act("hours", &row, "confirmation", None).await
            }
            3 => who.act("hours", &row, "approval", None).await,
            4..=5 => owner.act("hours", &row, "approval", None).await,
            6 => boss.act("hours", &row, "correction", Some(body)).await,
            _ if step % 3 == 0 => boss.act("hours", &row, "reversal", Some(json!({"reason": "Twice"}))).await,
            _ => {
                locks += 1;
                let until = format!("2026-11-{:02}", chance.below(4) + 2);
                owner.post("/hours/lock", json!({ "until": until })).await
            }
        };
        assert!(reply.status.is_success() || matches!(reply.status.as_u16(), 403 | 404 | 422), "{} {}", reply.status, reply.text());
    }
    assert!(locks > 2, "{locks}");
    let mut by_state: std::collections::BTreeMap<String, i64> = std::collections::BTreeMap::new();
    let all = boss.get("/hours?limit=200").await.done();
    assert!(all["next"].is_null());
    for row in all["items"].as_array().unwrap() {
        // The version that holds, as it was kept when it was made, and its lines: three ways to the same minutes.
        let whole = boss.get(&format!("/hours/{}", row["id"].as_str().unwrap())).await.done();
        let held = whole["versions"].as_array().unwrap().iter().find(|version| version["revision"] == row["revision"]).unwrap();
        let lines: i64 = whole["lines"].as_array().unwrap().iter().map(|line| line["minutes"].as_i64().unwrap()).sum();
        assert_eq!((&held["minutes"], lines), (&row["minutes"], row["minutes"].as_i64().unwrap()));
        *by_state.entry(row["state"].as_str().unwrap().to_owned()).or_default() += held["minutes"].as_i64().unwrap();
    }
    assert!(by_state.get("locked").is_some_and(|minutes| *minutes > 0), "{by_state:?}");
    for (state, minutes) in by_state {
        let report: Value = boss.get(&format!("/hours/report?by=period&from=2026-10-01&until=2026-12-31&state={state}")).await.done();
        assert_eq!(report["total"]["minutes"].as_i64(), Some(minutes), "{state}");
    }
}
