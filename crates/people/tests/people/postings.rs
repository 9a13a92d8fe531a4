//! Postings: a series that is never overwritten.

use crate::world::{World, at, on_both_engines};
use http::Method;
use serde_json::{Value, json};

on_both_engines!(a_move_ends_what_was, beside_one_another, what_is_refused);

fn told(postings: &Value) -> Vec<(String, bool)> {
    let items = postings["items"].as_array().unwrap();
    items.iter().map(|item| (item["unit"]["name"].as_str().unwrap().to_owned(), item["until"].is_null())).collect()
}

async fn a_move_ends_what_was(world: World) {
    let owner = world.owner().await;
    let (north, south) = (owner.unit("North", None).await, owner.unit("South", None).await);
    let (member, above) = (owner.id_of("member@example.org").await, owner.id_of("dispatcher@example.org").await);
    let path = format!("/members/{member}/postings");
    owner.post(&path, json!({"unit_id": north["id"], "supervisor_id": above})).await.done();
    world.clock.advance_seconds(1800);
    let before = world.log_size().await;
    let second = owner.post(&path, json!({"unit_id": south["id"]})).await.done();
    assert_eq!(world.log_size().await, before + 1, "one record for the end and the beginning");
    let all = owner.get(&path).await.done();
    assert_eq!(told(&all), [("South".to_owned(), true), ("North".to_owned(), false)]);
    assert_eq!(all["items"][1]["until"], second["from"]);
    assert_eq!(all["items"][1]["supervisor"]["name"], "The dispatcher");
    let units = owner.get("/units").await.done();
    assert_eq!((&units["items"][0]["members"], &units["items"][1]["members"]), (&json!(0), &json!(1)));
}

async fn beside_one_another(world: World) {
    let owner = world.owner().await;
    let (north, south) = (owner.unit("North", None).await, owner.unit("South", None).await);
    let member = owner.id_of("member@example.org").await;
    let path = format!("/members/{member}/postings");
    owner.post(&path, json!({"unit_id": north["id"]})).await.done();
    world.clock.advance_seconds(60);
    let also = owner.post(&path, json!({"unit_id": south["id"], "beside": true})).await.done();
    assert_eq!(told(&owner.get(&path).await.done()), [("South".to_owned(), true), ("North".to_owned(), true)]);
    owner.post(&path, json!({"unit_id": south["id"], "beside": true})).await.is(422, "posting-repeated");
    let end = format!("{}/end", at("postings", &also));
    owner.act(Method::PUT, &end, &also, Some(json!({"at": "2026-11-21T09:00:30Z"}))).await.refuses("at", "not-after-start");
    let ended = owner.act(Method::PUT, &end, &also, Some(json!({"at": "2026-11-21T09:02:00Z"}))).await.done();
    assert_eq!(ended["until"], "2026-11-21T09:02:00.000Z");
    world.clock.advance_seconds(120);
    owner.act(Method::PUT, &end, &ended, Some(json!({"at": "2026-11-21T10:00:00Z"}))).await.is(422, "posting-ended");
    // Counter-proof of the history: the first one still runs.
    assert_eq!(told(&owner.get(&path).await.done()), [("South".to_owned(), false), ("North".to_owned(), true)]);
}

async fn what_is_refused(world: World) {
    let owner = world.owner().await;
    let north = owner.unit("North", None).await;
    let member = owner.id_of("member@example.org").await;
    let path = format!("/members/{member}/postings");
    owner.post(&path, json!({"unit_id": north["id"], "supervisor_id": member})).await.refuses("supervisor_id", "oneself");
    let nobody = "mem_01jd7q3v9mf4x8t2c5k6w0ezya";
    owner.post(&path, json!({"unit_id": north["id"], "supervisor_id": nobody})).await.refuses("supervisor_id", "unknown");
    owner.post(&format!("/members/{nobody}/postings"), json!({"unit_id": north["id"]})).await.is(404, "not-found");
    let backwards = json!({"unit_id": north["id"], "from": "2026-11-22T00:00:00Z", "until": "2026-11-21T00:00:00Z"});
    owner.post(&path, backwards).await.refuses("until", "not-after-start");
    let planned = json!({"unit_id": north["id"], "from": "2026-12-01T00:00:00Z"});
    let planned = owner.post(&path, planned).await.done();
    owner.post(&path, json!({"unit_id": north["id"]})).await.is(422, "posting-clash");
    let until = json!({"unit_id": north["id"], "until": "2026-12-01T00:00:00Z"});
    owner.post(&path, until).await.done();
    let elsewhere = world.signed_in("south-hill", "owner@example.org").await;
    let end = format!("{}/end", at("postings", &planned));
    elsewhere.act(Method::PUT, &end, &planned, Some(json!({"at": "2026-12-02T00:00:00Z"}))).await.is(404, "not-found");
    elsewhere.get(&path).await.is(404, "not-found");
}
