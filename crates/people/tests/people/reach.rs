//! A right that reaches some units: whoever serves elsewhere is in no list, no file, and found by nothing.

use crate::world::{World, at, on_both_engines};
use access::Role;
use http::Method;
use serde_json::json;

on_both_engines!(others_units_are_not_there, nobody_chooses_their_own_reach);

const CLERK: &[(&str, &str)] = &[
    ("self.read", "own"),
    ("members.read", "unit"),
    ("members.write", "unit"),
    ("members.private", "unit"),
    ("exports.run", "organisation"),
    ("imports.run", "organisation"),
    ("units.read", "organisation"),
];

async fn others_units_are_not_there(world: World) {
    let owner = world.owner().await;
    let (north, south) = (owner.unit("North", None).await, owner.unit("South", None).await);
    let new = |name: &str, unit: &serde_json::Value| json!({"name": name, "email": format!("{name}@example.org"), "phone": format!("07-{name}"), "unit_id": unit["id"]});
    let near = owner.post("/members", new("near", &north)).await.done();
    let far = owner.post("/members", new("far", &south)).await.done();
    let clerk = world.member("Clerk", "clerk@example.org", Role::Member).await;
    world.holds_only(clerk, CLERK, Some(kernel::UnitId::parse(north["id"].as_str().unwrap()).unwrap())).await;
    let clerk = world.signed_in("north-river", "clerk@example.org").await;
    let names = |page: serde_json::Value| {
        page["items"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(clerk.get("/members").await.done()), ["Clerk", "near"]);
    assert_eq!(names(clerk.get("/members?q=far").await.done()), [""; 0]);
    assert!(!clerk.get("/members/export").await.text().contains("far"));
    clerk.get(&at("members", &far)).await.is(404, "not-found");
    for path in ["/postings", "/ranks", "/orphans", "/photo"] {
        clerk.get(&format!("{}{path}", at("members", &far))).await.is(404, "not-found");
    }
    clerk.act(Method::PATCH, &at("members", &far), &far, Some(json!({"name": "x"}))).await.is(404, "not-found");
    clerk.act(Method::PUT, &format!("{}/suspension", at("members", &far)), &far, Some(json!({"reason": "x"}))).await.is(404, "not-found");
    // Into a unit beyond reach nobody is put, and a file reaches everybody: it needs a right that does.
    let posting = json!({"unit_id": south["id"]});
    clerk.post(&format!("{}/postings", at("members", &near)), posting).await.refuses("unit_id", "unknown");
    let file = b"name,email\nX,x@example.org\n".to_vec();
    clerk.send_bytes(Method::POST, "/members/import", None, Some("text/csv"), file).await.is(403, "forbidden");
    // Counter-proof: near is within reach.
    clerk.act(Method::PATCH, &at("members", &near), &near, Some(json!({"phone": "1"}))).await.done();
}

async fn nobody_chooses_their_own_reach(world: World) {
    let owner = world.owner().await;
    let (north, south) = (owner.unit("North", None).await, owner.unit("South", None).await);
    let id = world.member("Mover", "mover@example.org", Role::Member).await;
    owner.post(&format!("/members/{id}/postings"), json!({"unit_id": north["id"]})).await.done();
    world
        .holds_only(
            id,
            &[("self.read", "own"), ("members.read", "organisation"), ("members.write", "organisation"), ("jobs.read", "unit")],
            None,
        )
        .await;
    let mover = world.signed_in("north-river", "mover@example.org").await;
    world.clock.advance_seconds(60);
    mover.post(&format!("/members/{id}/postings"), json!({"unit_id": south["id"]})).await.is(422, "own-posting");
    // Counter-proof: somebody else may be posted, and the owner, whose rights follow no posting, may post himself.
    let me = owner.id_of("owner@example.org").await;
    owner.post(&format!("/members/{me}/postings"), json!({"unit_id": south["id"]})).await.done();
    let member = owner.id_of("member@example.org").await;
    mover.post(&format!("/members/{member}/postings"), json!({"unit_id": south["id"]})).await.done();
}
