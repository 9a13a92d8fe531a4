//! Units: a dated tree that holds together whatever is done to it.

use crate::world::{World, at, on_both_engines};
use access::Role;
use http::Method;
use serde_json::{Value, json};

on_both_engines!(a_tree_is_made_and_told, moves_are_dated, what_is_in_use_stays, names_and_versions, who_may);

fn paths(units: &Value) -> Vec<String> {
    let path = |unit: &Value| unit["path"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect::<Vec<_>>().join(" / ");
    units["items"].as_array().unwrap().iter().map(path).collect()
}

async fn a_tree_is_made_and_told(world: World) {
    let owner = world.owner().await;
    let north = owner.unit("North", None).await;
    let harbour = owner.unit("Harbour", Some(&north)).await;
    owner.unit("Élan", Some(&north)).await;
    owner.unit("Early watch", Some(&harbour)).await;
    owner.unit("Central", None).await;
    let told = owner.get("/units").await.done();
    assert_eq!(paths(&told), ["Central", "North", "North / Élan", "North / Harbour", "North / Harbour / Early watch"]);
    assert_eq!(told["items"][3]["parent_id"], north["id"]);
    owner
        .post("/units", json!({"name": "X", "kind": "Team", "parent_id": "unt_01jd7q3v9mf4x8t2c5k6w0ezya"}))
        .await
        .refuses("parent_id", "unknown");
    owner.post("/units", json!({"name": "A / B", "kind": "Team"})).await.refuses("name", "not-acceptable");
    // Another organisation sees none of it.
    let elsewhere = world.signed_in("south-hill", "owner@example.org").await;
    assert_eq!(elsewhere.get("/units").await.done()["items"], json!([]));
    elsewhere.send(Method::PATCH, &at("units", &north), Some(1), Some(json!({"name": "Mine"}))).await.is(404, "not-found");
}

async fn moves_are_dated(world: World) {
    let owner = world.owner().await;
    let (north, south) = (owner.unit("North", None).await, owner.unit("South", None).await);
    let team = owner.unit("Team", Some(&north)).await;
    world.clock.advance_seconds(1800);
    let parent = format!("{}/parent", at("units", &team));
    let before = world.log_size().await;
    let moved = owner.act(Method::PUT, &parent, &team, Some(json!({"parent_id": south["id"]}))).await.done();
    assert_eq!(moved["path"], json!(["South", "Team"]));
    assert_eq!(world.log_size().await, before + 1);
    let history = owner.get(&format!("{}/parents", at("units", &team))).await.done();
    let names: Vec<_> = history["items"].as_array().unwrap().iter().map(|item| item["parent"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["South", "North"]);
    assert_eq!(history["items"][1]["until"], history["items"][0]["from"]);

    // Below itself: neither at once nor later.
    let under_own_child = format!("{}/parent", at("units", &south));
    owner.act(Method::PUT, &under_own_child, &south, Some(json!({"parent_id": team["id"]}))).await.is(422, "unit-cycle");
    owner.act(Method::PUT, &under_own_child, &south, Some(json!({"parent_id": south["id"]}))).await.is(422, "unit-cycle");
    let planned = json!({"parent_id": north["id"], "from": "2026-12-01T00:00:00Z"});
    let planned = owner.act(Method::PUT, &parent, &moved, Some(planned)).await.done();
    assert_eq!(planned["path"], json!(["South", "Team"]), "not yet");
    owner.act(Method::PUT, &parent, &planned, Some(json!({"parent_id": null}))).await.is(422, "unit-moved-later");
    let north_later = format!("{}/parent", at("units", &north));
    owner.act(Method::PUT, &north_later, &north, Some(json!({"parent_id": team["id"]}))).await.is(422, "unit-cycle");
    world.clock.set(kernel::Timestamp::parse("2026-12-02T00:00:00Z").unwrap());
    let owner = world.owner().await;
    assert_eq!(paths(&owner.get("/units").await.done()), ["North", "North / Team", "South"]);
}

async fn what_is_in_use_stays(world: World) {
    let owner = world.owner().await;
    let north = owner.unit("North", None).await;
    let team = owner.unit("Team", Some(&north)).await;
    let closure = |unit: &Value| format!("{}/closure", at("units", unit));
    let refused = owner.act(Method::PUT, &closure(&north), &north, None).await;
    refused.is(422, "unit-in-use");
    assert!(refused.json()["detail"].as_str().unwrap().contains("1 open units below"), "{}", refused.text());
    let member = owner.id_of("member@example.org").await;
    let posting = owner.post(&format!("/members/{member}/postings"), json!({"unit_id": team["id"]})).await.done();
    assert_eq!(owner.get("/units").await.done()["items"][1]["members"], 1);
    let refused = owner.act(Method::PUT, &closure(&team), &team, None).await;
    assert!(refused.json()["detail"].as_str().unwrap().contains("1 postings"), "{}", refused.text());
    world.clock.advance_seconds(60);
    let end = format!("{}/end", at("postings", &posting));
    owner.act(Method::PUT, &end, &posting, Some(json!({"at": "2026-11-21T09:01:00Z"}))).await.done();
    let closed = owner.act(Method::PUT, &closure(&team), &team, None).await.done();
    assert!(closed["closed_at"].is_string());
    let closed_north = owner.act(Method::PUT, &closure(&north), &north, None).await.done();
    // Nothing is put into what is closed, and below it nothing is opened.
    owner.post("/units", json!({"name": "X", "kind": "Team", "parent_id": north["id"]})).await.is(422, "unit-closed");
    owner.post(&format!("/members/{member}/postings"), json!({"unit_id": team["id"]})).await.is(422, "unit-closed");
    owner.act(Method::DELETE, &closure(&team), &closed, None).await.is(422, "unit-closed");
    owner.act(Method::DELETE, &closure(&north), &closed_north, None).await.done();
    let open = owner.act(Method::DELETE, &closure(&team), &closed, None).await.done();
    assert_eq!(open["closed_at"], Value::Null);
    owner.act(Method::DELETE, &closure(&team), &open, None).await.is(422, "unit-open");
}

async fn names_and_versions(world: World) {
    let owner = world.owner().await;
    let north = owner.unit("North", None).await;
    owner.post("/units", json!({"name": "NÓRTH", "kind": "Area"})).await.is(409, "name-taken");
    owner.unit("North", Some(&north)).await;
    let south = owner.unit("South", None).await;
    owner.act(Method::PATCH, &at("units", &south), &south, Some(json!({"name": "north"}))).await.is(409, "name-taken");
    let renamed = owner.act(Method::PATCH, &at("units", &south), &south, Some(json!({"name": "South coast"}))).await.done();
    assert_eq!((renamed["name"].as_str(), renamed["kind"].as_str()), (Some("South coast"), Some("Station")));
    let stale = owner.act(Method::PATCH, &at("units", &south), &south, Some(json!({"kind": "Area"}))).await;
    stale.is(412, "stale");
    assert_eq!(stale.json()["current"]["name"], "South coast");
    owner.send(Method::PATCH, &at("units", &south), None, Some(json!({}))).await.is(428, "precondition-required");
}

async fn who_may(world: World) {
    let owner = world.owner().await;
    let north = owner.unit("North", None).await;
    for role in [Role::Dispatcher, Role::Member, Role::Auditor] {
        let client = world.as_role(role).await;
        assert_eq!(client.get("/units").await.done()["items"][0]["id"], north["id"]);
        client.post("/units", json!({"name": "Mine", "kind": "Team"})).await.is(403, "forbidden");
        client.act(Method::PUT, &format!("{}/closure", at("units", &north)), &north, None).await.is(403, "forbidden");
    }
}
