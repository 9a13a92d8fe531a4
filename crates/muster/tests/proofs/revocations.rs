//! Shutting somebody out: one act, one record, everything dead, and nobody able to lock the organisation out of itself.

use crate::letters::Letters;
use crate::world::{World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::json;

#[test]
fn everything_ends_in_one_act() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (desk, phone) = (world.signed_in(&world.north, Role::Auditor).await, world.signed_in(&world.north, Role::Auditor).await);
        let colleague = world.signed_in(&world.north, Role::Member).await;
        let auditor = owner.get("/api/v1/members?role=auditor").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        owner.send(Method::POST, &format!("/api/v1/members/{auditor}/password-reset"), &[], None).await;
        let reset = letters.secret(&world.north, "reset").await;
        owner.send(Method::POST, &format!("/api/v1/members/{auditor}/password-reset"), &[], None).await;

        let before = world.north.log_size().await;
        let path = format!("/api/v1/members/{auditor}/revocation");
        let reply = owner.send(Method::PUT, &path, &[], Some(json!({"reason": "Lost telephone"}))).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", String::from_utf8_lossy(&reply.bytes));
        assert_eq!(reply.json()["sessions"], 2);
        assert_eq!(reply.json()["invitations"], 2, "two links to choose a password");
        assert_eq!(world.north.log_size().await, before + 1);
        world.clock.advance(501);
        for out in [&desk, &phone] {
            assert_eq!(out.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(colleague.get("/api/v1/me").await.status, StatusCode::OK);
        let set = json!({"token": reset, "password": "seven lanterns over quiet water"});
        let reply = world.anonymous().send(Method::PUT, "/api/v1/password-reset", &[], Some(set)).await;
        assert_eq!(reply.json()["code"], "reset-void");
        let body = json!({"organisation": "north-river", "email": address(Role::Auditor), "password": crate::world::PASSWORD});
        assert_eq!(world.anonymous().send(Method::POST, "/api/v1/session", &[], Some(body)).await.status, StatusCode::UNAUTHORIZED);
        let left = letters.of_house(&world.north).await;
        assert_eq!(left.len(), 1, "the second link never leaves");
        assert!(left[0].header("Subject").unwrap().contains("has ended"));
        let record = owner.get("/api/v1/audit?action=member.revoked").await.json()["items"][0].clone();
        assert_eq!((&record["note"], &record["outcome"]), (&json!("Lost telephone"), &json!("done")));
    });
}

#[test]
fn an_organisation_keeps_somebody_who_answers_for_it() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (owner, administrator) =
            (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.north, Role::Administrator).await);
        let id = async |role: &str| {
            owner.get(&format!("/api/v1/members?role={role}")).await.json()["items"][0]["id"].as_str().unwrap().to_owned()
        };
        let revoke = async |client: &crate::world::Client, id: &str| {
            client.send(Method::PUT, &format!("/api/v1/members/{id}/revocation"), &[], Some(json!({"reason": "x"}))).await
        };
        let before = world.north.log_size().await;
        let (own, admin) = (id("owner").await, id("administrator").await);
        assert_eq!(revoke(&owner, &own).await.json()["code"], "own-access");
        assert_eq!(revoke(&administrator, &admin).await.json()["code"], "own-access");
        assert_eq!(revoke(&administrator, &own).await.json()["code"], "beyond-own-rights");
        let foreign = world.signed_in(&world.south, Role::Owner).await;
        assert_eq!(revoke(&foreign, &admin).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.north.log_size().await, before, "nothing was written");
        for role in [Role::Dispatcher, Role::Member, Role::Auditor] {
            assert_eq!(revoke(&world.signed_in(&world.north, role).await, &admin).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(administrator.get("/api/v1/me").await.status, StatusCode::OK);
    });
}

/// Whoever is shut out is told, and nobody else.
#[test]
fn the_letter_goes_to_whoever_was_shut_out() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, owner) = (Letters::of(&world), world.signed_in(&world.north, Role::Owner).await);
        for role in [Role::Auditor, Role::Member] {
            let path = format!("/api/v1/members/{}/revocation", world.id_of(&world.north, &address(role)).await);
            let ended = owner.send(Method::PUT, &path, &[], Some(json!({"reason": "Lost telephone"}))).await;
            assert_eq!(ended.status, StatusCode::OK, "{}", String::from_utf8_lossy(&ended.bytes));
            let told = letters.of_house(&world.north).await;
            assert_eq!(told.iter().flat_map(|letter| letter.to.clone()).collect::<Vec<_>>(), [address(role)]);
        }
    });
}
