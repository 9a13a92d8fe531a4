//! Ranks, and the fields that an organisation makes for itself.

use crate::world::{World, at, on_both_engines};
use access::Role;
use http::Method;
use serde_json::{Value, json};

on_both_engines!(ranks_are_a_series, fields_have_a_kind);

async fn ranks_are_a_series(world: World) {
    let owner = world.owner().await;
    let sergeant = owner.post("/ranks", json!({"name": "Sergeant", "order": 20})).await.done();
    let constable = owner.post("/ranks", json!({"name": "Constable", "order": 30})).await.done();
    owner.post("/ranks", json!({"name": "SERGEANT", "order": 1})).await.is(409, "name-taken");
    owner.post("/ranks", json!({"name": "General", "order": -1})).await.refuses("order", "out-of-range");
    let renamed = owner.act(Method::PATCH, &at("ranks", &constable), &constable, Some(json!({"order": 10}))).await.done();
    assert_eq!(owner.get("/ranks").await.done()["items"], json!([renamed, sergeant]));
    let member = owner.id_of("member@example.org").await;
    let path = format!("/members/{member}/ranks");
    owner.post(&path, json!({"rank_id": constable["id"]})).await.done();
    owner.post(&path, json!({"rank_id": constable["id"]})).await.is(422, "rank-later");
    world.clock.advance_seconds(600);
    owner.post(&path, json!({"rank_id": constable["id"]})).await.is(422, "rank-held");
    let before = world.log_size().await;
    owner.post(&path, json!({"rank_id": sergeant["id"]})).await.done();
    assert_eq!(world.log_size().await, before + 1);
    let held = owner.get(&path).await.done();
    assert_eq!((&held["items"][0]["rank"]["name"], &held["items"][1]["until"]), (&json!("Sergeant"), &held["items"][0]["from"]));
    assert_eq!(owner.get(&format!("/members/{member}")).await.done()["rank"]["name"], "Sergeant");
    world.clock.advance_seconds(600);
    owner.post(&path, json!({"rank_id": null})).await.done();
    assert_eq!(owner.get(&format!("/members/{member}")).await.done()["rank"], Value::Null);
    owner.post(&path, json!({"rank_id": "rnk_01jd7q3v9mf4x8t2c5k6w0ezya"})).await.refuses("rank_id", "unknown");
    world.as_role(Role::Dispatcher).await.post("/ranks", json!({"name": "Mine", "order": 1})).await.is(403, "forbidden");
}

async fn fields_have_a_kind(world: World) {
    let owner = world.owner().await;
    let field = |key: &str, kind: &str, more: Value| {
        let mut body = json!({"key": key, "label": key, "kind": kind});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let licence = owner.post("/member-fields", field("licence", "choice", json!({"choices": ["B", "C1"]}))).await.done();
    owner.post("/member-fields", field("since", "date", json!({}))).await.done();
    owner.post("/member-fields", field("licence", "text", json!({}))).await.is(409, "key-taken");
    owner.post("/member-fields", field("email", "text", json!({}))).await.refuses("key", "taken");
    owner.post("/member-fields", field("other", "choice", json!({}))).await.refuses("choices", "not-acceptable");
    let row = owner.get("/members?q=member@example.org").await.done()["items"][0].clone();
    let set = |custom: Value| json!({"custom": custom});
    let path = at("members", &row);
    owner.act(Method::PATCH, &path, &row, Some(set(json!({"licence": "D"})))).await.refuses("custom.licence", "not-a-choice");
    owner.act(Method::PATCH, &path, &row, Some(set(json!({"since": "2026-02-30"})))).await.refuses("custom.since", "not-acceptable");
    owner.act(Method::PATCH, &path, &row, Some(set(json!({"colour": "red"})))).await.refuses("custom.colour", "unknown-field");
    let changed = owner.act(Method::PATCH, &path, &row, Some(set(json!({"licence": "C1", "since": "2020-01-31"})))).await.done();
    assert_eq!(changed["custom"], json!({"licence": "C1", "since": "2020-01-31"}));
    let retired = owner.act(Method::PATCH, &at("member-fields", &licence), &licence, Some(json!({"retired": true}))).await.done();
    assert_eq!(retired["retired"], true);
    owner.act(Method::PATCH, &path, &changed, Some(set(json!({"licence": "B"})))).await.refuses("custom.licence", "retired");
    let cleared = owner.act(Method::PATCH, &path, &changed, Some(set(json!({"licence": null})))).await.done();
    assert_eq!(cleared["custom"], json!({"since": "2020-01-31"}));
    owner.post("/member-fields", field("needed", "yes_no", json!({"required": true}))).await.done();
    let new = json!({"name": "New", "email": "new@example.org"});
    owner.post("/members", new).await.refuses("custom.needed", "missing");
    let new = json!({"name": "New", "email": "new@example.org", "custom": {"needed": true}});
    owner.post("/members", new).await.done();
    world.as_role(Role::Dispatcher).await.post("/member-fields", field("mine", "text", json!({}))).await.is(403, "forbidden");
}
