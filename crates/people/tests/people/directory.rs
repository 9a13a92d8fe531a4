//! What somebody keeps out of the directory is told nowhere to whoever may not see it: not in a list, not by a search, not in a file.

use crate::world::{Client, World, at, on_both_engines};
use access::Role;
use http::Method;
use serde_json::{Value, json};

on_both_engines!(told_to_few, known_names_alone);

const PHONE: &str = "07700900123";
const NUMBER: &str = "Needle7041";

async fn hidden_member(world: &World) -> Value {
    let owner = world.owner().await;
    let field = json!({"key": "licence", "label": "Licence", "kind": "text"});
    owner.post("/member-fields", field).await.done();
    let new = json!({"name": "Hester Quiet", "email": "secret-address@example.org", "phone": PHONE, "reference": NUMBER, "custom": {"licence": "C1-hidden"}});
    let row = owner.post("/members", new).await.done();
    let hide = json!({"hidden": ["email", "phone", "reference", "photo", "custom.licence"]});
    owner.act(Method::PATCH, &at("members", &row), &row, Some(hide)).await.done()
}

async fn everything_told(client: &Client, row: &Value) -> String {
    let mut told = String::new();
    for path in [
        "/members?limit=200".to_owned(),
        at("members", row),
        "/members?q=Hester".to_owned(),
        "/members/export".to_owned(),
        "/members/export?q=Hester".to_owned(),
    ] {
        told.push_str(&client.get(&path).await.text());
    }
    told
}

async fn told_to_few(world: World) {
    let row = hidden_member(&world).await;
    let secrets = ["secret-address", PHONE, NUMBER, "C1-hidden"];
    // The auditor reads and exports members, and may not see what is private.
    for role in [Role::Auditor, Role::Member] {
        let client = world.as_role(role).await;
        let told = everything_told(&client, &row).await;
        assert!(told.contains("Hester Quiet"));
        for secret in secrets {
            assert!(!told.contains(secret), "{secret} was told to {role:?}");
            let found = client.get(&format!("/members?q={secret}")).await.done();
            assert_eq!(found["items"], json!([]), "{secret} was found by {role:?}");
        }
        let seen = client.get(&at("members", &row)).await.done();
        assert_eq!((&seen["email"], &seen["phone"], &seen["custom"]["licence"]), (&Value::Null, &Value::Null, &Value::Null));
        client.get(&format!("{}/photo", at("members", &row))).await.is(404, "not-found");
    }
    // Counter-proof: who may see it is told all of it, and finds it.
    for role in [Role::Owner, Role::Dispatcher] {
        let client = world.as_role(role).await;
        let told = everything_told(&client, &row).await;
        for secret in secrets {
            assert!(told.contains(secret), "{secret} was not told to {role:?}");
        }
        let found = client.get(&format!("/members?q={NUMBER}")).await.done();
        assert_eq!(found["items"][0]["id"], row["id"]);
    }
    // Oneself is told everything about oneself.
    let owner = world.owner().await;
    let me = owner.get("/members?q=member@example.org").await.done()["items"][0].clone();
    owner.act(Method::PATCH, &at("members", &me), &me, Some(json!({"hidden": ["email"]}))).await.done();
    let member = world.as_role(Role::Member).await;
    assert_eq!(member.get(&at("members", &me)).await.done()["email"], "member@example.org");
    assert_eq!(member.get("/members?q=member@example.org").await.done()["items"][0]["id"], me["id"]);
    assert_eq!(world.as_role(Role::Auditor).await.get(&at("members", &me)).await.done()["email"], Value::Null);
}

async fn known_names_alone(world: World) {
    let owner = world.owner().await;
    let row = owner.get("/members?q=member@example.org").await.done()["items"][0].clone();
    for bad in ["name", "custom.nothing", "custom.", ""] {
        owner.act(Method::PATCH, &at("members", &row), &row, Some(json!({"hidden": [bad]}))).await.refuses("hidden", "unknown");
    }
}
