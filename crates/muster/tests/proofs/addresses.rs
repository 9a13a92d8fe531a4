//! Another address for somebody: whoever has it can have the password, so it asks for a fresh proof, is told to the old one and the new
//! one, and what was sent to the old one opens nothing any more.

use crate::letters::Letters;
use crate::world::{Client, PASSWORD, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

async fn change(by: &Client, path: &str, body: Value) -> Reply {
    let tag = format!("\"{}\"", by.get(path).await.json()["version"]);
    by.send(Method::PATCH, path, &[("if-match", &tag)], Some(body)).await
}

#[test]
fn another_address_asks_for_a_fresh_proof_and_is_told_to_both() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let member = world.id_of(&world.north, &address(Role::Member)).await;
        let contact = world.id_of(&world.north, &address(Role::Contact)).await;
        for (path, old) in
            [(format!("/api/v1/members/{member}"), address(Role::Member)), (format!("/api/v1/contacts/{contact}"), address(Role::Contact))]
        {
            let owner = world.signed_in(&world.north, Role::Owner).await;
            world.clock.advance_seconds(600);
            let (new, before) = (old.replace("example.org", "elsewhere.example"), world.north.log_size().await);
            let stale = change(&owner, &path, json!({ "email": new })).await;
            assert_eq!((stale.status.as_u16(), &stale.json()["code"]), (403, &json!("step-up-needed")));
            assert_eq!(world.north.log_size().await, before, "nothing was written");
            assert_eq!(
                change(&owner, &path, json!({"phone": "+44 20 7946 0000"})).await.status,
                StatusCode::OK,
                "what is no address needs none"
            );
            assert_eq!(letters.of_house(&world.north).await, [], "and is told to nobody");
            let proof = Some(json!({ "password": PASSWORD }));
            let owner = owner.after(&owner.send(Method::POST, "/api/v1/session/step-up", &[], proof).await);
            let changed = change(&owner, &path, json!({ "email": new })).await;
            assert_eq!(changed.status, StatusCode::OK, "{}", String::from_utf8_lossy(&changed.bytes));
            let sent = letters.of_house(&world.north).await;
            assert_eq!(sent.len(), 2);
            let told = |to: &str| sent.iter().find(|letter| letter.to == [to.to_owned()]).unwrap().text();
            assert!(!told(&new).contains(&old), "the new one does not learn the old: {}", told(&new));
            assert!(told(&old).contains(&new) && told(&old).contains("The owner"), "{}", told(&old));
            for (email, status) in [(old, StatusCode::UNAUTHORIZED), (new, StatusCode::OK)] {
                let body = json!({"organisation": "north-river", "email": email, "password": PASSWORD});
                assert_eq!(world.anonymous().send(Method::POST, "/api/v1/session", &[], Some(body)).await.status, status);
            }
        }
    });
}

#[test]
fn what_was_sent_to_the_old_address_opens_nothing() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let member = world.id_of(&world.north, &address(Role::Member)).await;
        let path = format!("/api/v1/members/{member}");
        let reset = format!("{path}/password-reset");
        assert_eq!(owner.send(Method::POST, &reset, &[], None).await.status, StatusCode::ACCEPTED);
        let arrived = letters.secret(&world.north, "reset").await;
        assert_eq!(owner.send(Method::POST, &reset, &[], None).await.status, StatusCode::ACCEPTED);
        let body = |token: &str| json!({"token": token, "password": "short"});
        let works = async |token: &str| {
            world.anonymous().send(Method::PUT, "/api/v1/password-reset", &[], Some(body(token))).await.status.as_u16() == 422
        };
        assert!(works(&arrived).await, "before");
        assert_eq!(change(&owner, &path, json!({"email": "elsewhere@example.org"})).await.status, StatusCode::OK);
        assert!(!works(&arrived).await, "what had arrived");
        let left = letters.of_house(&world.north).await;
        assert!(left.iter().all(|letter| !letter.text().contains("msr_")), "what waits never leaves");
        // An invitation of somebody in the directory, likewise.
        let known = owner.create("/api/v1/members", json!({"name": "Kim", "email": "kim@example.org"})).await;
        owner.create("/api/v1/invitations", json!({"member_id": known["id"]})).await;
        let join = letters.secret(&world.north, "join").await;
        let path = format!("/api/v1/members/{}", known["id"].as_str().unwrap());
        assert_eq!(change(&owner, &path, json!({"email": "kim-2@example.org"})).await.status, StatusCode::OK);
        let looked = world.anonymous().send(Method::POST, "/api/v1/invitation", &[], Some(json!({ "token": join }))).await;
        assert_eq!(looked.json()["code"], "invitation-void");
        assert_eq!(letters.of_house(&world.north).await, [], "who has no account has nothing to fear for");
        let state = owner.get("/api/v1/invitations?state=revoked").await.json();
        assert_eq!(state["items"].as_array().unwrap().len(), 1);
    });
}
