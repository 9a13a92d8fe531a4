//! Contacts: a customer's people, and no members.

use crate::world::{World, at, on_both_engines};
use access::Role;
use http::Method;
use serde_json::{Value, json};

on_both_engines!(in_no_list_of_members, changed_and_suspended);

async fn in_no_list_of_members(world: World) {
    let owner = world.owner().await;
    let (mills, trust) = (world.customer("Harbour Mills").await, world.customer("Lantern Trust").await);
    let new = |name: &str, email: &str, customer| json!({"customer_id": customer, "name": name, "email": email});
    let jo = owner.post("/contacts", new("Jo Müller", "jo@mills.example", mills)).await.done();
    owner.post("/contacts", new("Ann Trust", "ann@trust.example", trust)).await.done();
    assert_eq!((&jo["customer"]["name"], &jo["can_sign_in"], &jo["status"]), (&json!("Harbour Mills"), &json!(false), &json!("active")));
    let names =
        |page: Value| page["items"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(owner.get("/contacts").await.done()), ["Ann Trust", "Jo Müller"]);
    assert_eq!(names(owner.get(&format!("/contacts?customer_id={mills}")).await.done()), ["Jo Müller"]);
    assert_eq!(names(owner.get("/contacts?q=muller").await.done()), ["Jo Müller"]);
    let first = owner.get("/contacts?limit=1").await.done();
    let cursor = first["next"].as_str().unwrap();
    assert_eq!(names(owner.get(&format!("/contacts?limit=1&cursor={cursor}")).await.done()), ["Jo Müller"]);
    // A contact is no member, and a member is no contact.
    let all = owner.get("/members?limit=200").await.text() + &owner.get("/members/export").await.text();
    assert!(!all.contains("Jo M") && !all.contains("jo@mills"));
    for path in ["", "/postings", "/ranks", "/orphans", "/photo"] {
        owner.get(&format!("{}{path}", at("members", &jo))).await.is(404, "not-found");
    }
    owner.act(Method::PATCH, &at("members", &jo), &jo, Some(json!({"name": "x"}))).await.is(404, "not-found");
    let member = owner.id_of("member@example.org").await;
    owner.get(&format!("/contacts/{member}")).await.is(404, "not-found");
    // One address, one person.
    owner.post("/contacts", new("Twin", "member@example.org", mills)).await.is(409, "email-taken");
    owner.post("/members", json!({"name": "Twin", "email": "jo@mills.example"})).await.is(409, "email-taken");
    owner
        .post("/contacts", json!({"customer_id": "cus_01jd7q3v9mf4x8t2c5k6w0ezya", "name": "X", "email": "x@x.org"}))
        .await
        .refuses("customer_id", "unknown");
    let elsewhere = world.signed_in("south-hill", "owner@example.org").await;
    elsewhere.get(&at("contacts", &jo)).await.is(404, "not-found");
    assert_eq!(elsewhere.get("/contacts").await.done()["items"], json!([]));
    let member = world.as_role(Role::Member).await;
    member.get("/contacts").await.is(403, "forbidden");
}

async fn changed_and_suspended(world: World) {
    let dispatcher = world.as_role(Role::Dispatcher).await;
    let mills = world.customer("Harbour Mills").await;
    let jo = dispatcher.post("/contacts", json!({"customer_id": mills, "name": "Jo", "email": "jo@mills.example"})).await.done();
    let before = world.log_size().await;
    let changed =
        dispatcher.act(Method::PATCH, &at("contacts", &jo), &jo, Some(json!({"phone": "1", "email": "jo2@mills.example"}))).await.done();
    assert_eq!((&changed["phone"], &changed["email"], &changed["version"]), (&json!("1"), &json!("jo2@mills.example"), &json!(2)));
    dispatcher.act(Method::PATCH, &at("contacts", &jo), &jo, Some(json!({"name": "Late"}))).await.is(412, "stale");
    let path = format!("{}/suspension", at("contacts", &jo));
    let suspended = dispatcher.act(Method::PUT, &path, &changed, Some(json!({"reason": "left them"}))).await.done();
    assert_eq!(suspended["status"], "suspended");
    dispatcher.act(Method::PUT, &path, &suspended, Some(json!({"reason": ""}))).await.is(422, "suspended-already");
    let back = dispatcher.act(Method::DELETE, &path, &suspended, None).await.done();
    assert_eq!(back["status"], "active");
    assert_eq!(world.log_size().await, before + 3);
}
