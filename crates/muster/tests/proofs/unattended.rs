//! What time does by itself is done in every organisation, also where nobody has been since the server started; and where an organisation
//! is suspended nobody is told and nothing is made.

use crate::world::{Client, World, on_both};
use access::Role;
use diesel::sql_types::{BigInt, Text};
use http::{Method, StatusCode};
use kernel::Actor;
use muster::{Care, Everywhere};
use serde_json::{Value, json};
use std::sync::Arc;
use store::door::{Authority, Standing};
use store::{Origin, Statement};

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;

fn operator() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

async fn id_of(client: &Client) -> Value {
    client.get("/api/v1/me").await.json()["member"]["id"].clone()
}

/// What the member was told of, in the order of the words. It is read past the door: nobody opens the organisation by it.
async fn told(world: &World, member: &Value) -> Vec<String> {
    let member = text(member).to_owned();
    let read = move |tx: &mut store::Tx<'_>| {
        let mut asked = Statement::<Text>::on(tx.db());
        asked.sql("SELECT kind FROM notice WHERE member_id = ").text(member).sql(" ORDER BY kind");
        asked.load::<String>(tx.db())
    };
    world.north.realm.read(operator(), read).await.unwrap()
}

/// How many jobs were made of the plan.
async fn made(world: &World) -> i64 {
    let read = |tx: &mut store::Tx<'_>| {
        let mut asked = Statement::<BigInt>::on(tx.db());
        asked.sql("SELECT COUNT(*) FROM job WHERE title = 'Inspect the boiler'");
        Ok(asked.load::<i64>(tx.db())?[0])
    };
    world.north.realm.read(operator(), read).await.unwrap()
}

/// A boiler to be inspected every day, from the day on which the world stands.
async fn plan(by: &Client) -> Value {
    let site = by.create("/api/v1/sites", crate::cases::site_body()).await;
    let plan = json!({"name": "Boiler", "on": [site["id"]], "job": {"title": "Inspect the boiler", "priority": "p3"}, "rule": "FREQ=DAILY",
        "first_date": "2026-11-21", "zone": "Europe/London", "window": {"days_before": 0, "days_after": 1}, "basis": "plan", "lead_days": 0});
    by.create("/api/v1/maintenance-plans", plan).await
}

async fn put(client: &Client, path: &str, row: &Value, body: Option<Value>) -> Value {
    let tag = format!("\"{}\"", row["version"]);
    let reply = client.send(Method::PUT, path, &[("if-match", &tag)], body).await;
    assert_eq!(reply.status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&reply.bytes));
    reply.json()
}

/// A place tomorrow at ten, which the member is to be reminded of two hours before.
async fn assigned(by: &Client, member: &Value) {
    let job = by.create("/api/v1/jobs", crate::cases::job_body(false)).await;
    let visit = json!({"start": "2026-11-22T10:00:00Z", "end": "2026-11-22T11:00:00Z", "people": {"min": 1, "max": 2}});
    let visit = by.create(&format!("/api/v1/jobs/{}/visits", text(&job["id"])), visit).await;
    let path = format!("/api/v1/requirements/{}/assignments", text(&visit["requirement_id"]));
    by.create(&path, json!({"member_id": member})).await;
}

/// A certificate of the member that ends in less than thirty days.
async fn ending(by: &Client, member: &Value) {
    let aid = by.create("/api/v1/competencies", json!({"name": "First aider"})).await;
    let paper = json!({"competency_id": aid["id"], "valid_from": "2026-01-01", "valid_until": "2026-12-15"});
    by.create(&format!("/api/v1/members/{}/certificates", text(member)), paper).await;
}

/// A place that was given back: it is offered to `first`, and after half a day to whoever waits behind them.
async fn offered(owner: &Client, first: &Client, second: &Client) {
    let event = owner.create("/api/v1/events", json!({"name": "Carnival"})).await;
    let id = text(&event["id"]);
    let session = json!({"name": "Saturday", "start_local": "2026-12-05T10:00", "end_local": "2026-12-05T14:00"});
    let session = owner.create(&format!("/api/v1/events/{id}/sessions"), session).await;
    let path = format!("/api/v1/event-sessions/{}/requirements", text(&session["id"]));
    let need = owner.create(&path, json!({"name": "Steward", "min": 1, "max": 1})).await;
    owner.publish(id).await;
    let bookings = format!("/api/v1/requirements/{}/bookings", text(&need["id"]));
    let booking = owner.create(&bookings, json!({})).await;
    for waits in [first, second] {
        assert_eq!(waits.create(&bookings, json!({})).await["state"], "waitlisted");
    }
    put(owner, &format!("/api/v1/bookings/{}/withdrawal", text(&booking["id"])), &booking, Some(json!({}))).await;
}

#[test]
fn whoever_is_to_be_told_is_told_where_nobody_is_at_work() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (dispatcher, member) =
            (world.signed_in(&world.north, Role::Dispatcher).await, world.signed_in(&world.north, Role::Member).await);
        let them = id_of(&member).await;
        assigned(&dispatcher, &them).await;
        ending(&owner, &them).await;
        offered(&owner, &dispatcher, &member).await;
        plan(&owner).await;
        let before = told(&world, &them).await;
        // The server is started anew, and nobody comes.
        world.store.close().await;
        world.clock.advance_seconds(DAY - HOUR / 2);
        let care = Arc::new(Care::new(world.access.clone()));
        care.of_those_in_use().await;
        assert_eq!((told(&world, &them).await, made(&world).await), (before.clone(), 0), "counter-proof: where nobody is nothing is done");

        let mut everywhere = Everywhere::new(Arc::clone(&care));
        let mut looked_after = 0;
        while let some @ 1.. = everywhere.second().await {
            looked_after += some;
        }
        assert_eq!(looked_after, 2, "both organisations");
        let mut after = before;
        after.extend(["certificate", "place-offered", "reminder"].map(str::to_owned));
        after.sort_unstable();
        assert_eq!(told(&world, &them).await, after, "{on:?}");
        assert_eq!(made(&world).await, 2, "yesterday's, which can still be done, and today's");
        assert_eq!(world.store.organisations_in_use().len(), 0, "being looked after is not being in use");

        // It is gone once in a quarter of an hour, and tells nobody twice.
        world.clock.advance_seconds(15 * 60 - 1);
        assert_eq!(everywhere.second().await, 0);
        world.clock.advance_seconds(1);
        assert_eq!((everywhere.second().await, everywhere.second().await, everywhere.second().await), (1, 1, 0));
        assert_eq!((told(&world, &them).await, made(&world).await), (after, 2));
    });
}

#[test]
fn a_suspended_organisation_tells_nobody_anything() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (dispatcher, member) =
            (world.signed_in(&world.north, Role::Dispatcher).await, world.signed_in(&world.north, Role::Member).await);
        let them = id_of(&member).await;
        assigned(&dispatcher, &them).await;
        let before = told(&world, &them).await;
        world.stands(&world.north, Standing::Suspended).await;
        world.clock.advance_seconds(DAY - HOUR / 2);
        let care = Care::new(world.access.clone());
        care.of(&world.north.realm).await;
        assert_eq!(told(&world, &them).await, before, "{on:?}");
        world.stands(&world.north, Standing::Active).await;
        care.of(&world.north.realm).await;
        assert_eq!(told(&world, &them).await.len(), before.len() + 1, "counter-proof: it is reminded of what still lies ahead");
    });
}

/// One step of the days of a plan: what happens before the day's round, and how many jobs there are after it.
async fn next_day(world: &World, care: &Care) -> i64 {
    world.clock.advance_seconds(DAY);
    care.of(&world.north.realm).await;
    made(world).await
}

#[test]
fn planned_maintenance_is_made_by_the_clock_once_a_day_and_not_while_it_rests() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let made_by = world.signed_in(&world.north, Role::Owner).await;
        let row = plan(&made_by).await;
        let path = format!("/api/v1/maintenance-plans/{}", text(&row["id"]));
        let care = Care::new(world.access.clone());
        assert_eq!(made(&world).await, 0, "the clock makes them, and nothing else");
        care.of(&world.north.realm).await;
        assert_eq!(made(&world).await, 1, "{on:?}");
        // Again at once, by a server that knows nothing of it, and in ten minutes: each job is made once.
        care.of(&world.north.realm).await;
        Care::new(world.access.clone()).of(&world.north.realm).await;
        world.clock.advance_seconds(10 * 60);
        care.of(&world.north.realm).await;
        assert_eq!(made(&world).await, 1);
        assert_eq!(next_day(&world, &care).await, 2);

        // A plan that rests makes none; afterwards it goes on with what can still be done.
        let by = world.signed_in(&world.north, Role::Owner).await;
        let row = by.get(&path).await.json();
        let resting = put(&by, &format!("{path}/suspension"), &row, Some(json!({"reason": "Closed for a while"}))).await;
        assert_eq!((next_day(&world, &care).await, next_day(&world, &care).await), (2, 2));
        let by = world.signed_in(&world.north, Role::Owner).await;
        put(&by, &format!("{path}/resumption"), &resting, None).await;
        Care::new(world.access.clone()).of(&world.north.realm).await;
        assert_eq!(made(&world).await, 4, "yesterday's and today's: both can still be done");

        // So does a suspended organisation.
        world.stands(&world.north, Standing::Suspended).await;
        assert_eq!(next_day(&world, &care).await, 4);
        world.stands(&world.north, Standing::Active).await;
        assert_eq!(next_day(&world, &care).await, 6, "what can still be done is made up for");
    });
}
