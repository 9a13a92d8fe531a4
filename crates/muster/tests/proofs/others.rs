//! What is taken from one member is taken from nobody else: the same is set up for two, one loses it, the other has it as before.

use crate::authenticator::Authenticator;
use crate::escalation::done;
use crate::passkeys;
use crate::two_steps::{WithApp, password};
use crate::world::{Client, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// Somebody with everything that can be set up, half signed in in another browser and asked for a passkey in this one.
struct Whole {
    app: WithApp,
    key: Authenticator,
    half: Client,
    asked: Value,
}

async fn post(client: &Client, path: &str, body: Option<Value>) -> Reply {
    client.send(Method::POST, path, &[], body).await
}

impl Whole {
    async fn new(world: &World, role: Role) -> Self {
        let (app, mut key) = (WithApp::new(world, role).await, Authenticator::new());
        done("a passkey", &passkeys::set_up(&app.client, &mut key).await);
        let half = world.anonymous().after(&password(&world.anonymous(), role).await);
        let asked = done("asked", &post(&app.client, "/api/v1/session/step-up/options", None).await);
        Self { app, key, half, asked }
    }

    /// Everything is there, and works.
    async fn works_as_before(mut self) {
        let held = self.app.client.get("/api/v1/me/factors").await.json();
        assert_eq!((held["totp"].is_object(), held["passkeys"].as_array().unwrap().len()), (true, 1), "{held}");
        assert_eq!(held["recovery_codes_left"], 10);
        let code = json!({"code": self.app.codes[0]});
        done("the sign-in that had begun", &post(&self.half, "/api/v1/session/recovery-code", Some(code)).await);
        let proof = json!({"credential": self.key.get(&self.asked)});
        done("the answer to what was asked", &post(&self.app.client, "/api/v1/session/step-up", Some(proof)).await);
    }
}

#[test]
fn factors_that_are_reset_are_one_members() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (others, mut theirs) = (Whole::new(&world, Role::Auditor).await, Whole::new(&world, Role::Member).await);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let path = format!("/api/v1/members/{}/factors", world.id_of(&world.north, &address(Role::Member)).await);
        let reset = owner.send(Method::DELETE, &path, &[], Some(json!({"reason": "She came in person"}))).await;
        let ended = done("reset", &reset);
        assert_eq!((&ended["totp"], &ended["passkeys"], &ended["sessions"]), (&json!(true), &json!(1), &json!(1)));
        world.clock.advance(600);
        others.works_as_before().await;
        assert_eq!(theirs.app.client.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
        let late = post(&theirs.half, "/api/v1/session/recovery-code", Some(json!({"code": theirs.app.codes[0]}))).await;
        assert_eq!(late.json()["code"], "sign-in-expired");
        let (begun, asked) = passkeys::alone(&world).await;
        assert_eq!(passkeys::prove(&begun, theirs.key.get(&asked)).await.status, StatusCode::UNAUTHORIZED);
        let again = world.signed_in(&world.north, Role::Member).await;
        let held = again.get("/api/v1/me/factors").await.json();
        assert_eq!(held, json!({"totp": null, "passkeys": [], "recovery_codes_left": 0}));
    });
}

#[test]
fn codes_that_are_made_anew_are_one_members() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (others, theirs) = (Whole::new(&world, Role::Auditor).await, Whole::new(&world, Role::Member).await);
        done("new ones", &post(&theirs.app.client, "/api/v1/me/recovery-codes", None).await);
        others.works_as_before().await;
        let void = post(&theirs.half, "/api/v1/session/recovery-code", Some(json!({"code": theirs.app.codes[0]}))).await;
        assert_eq!(void.json()["code"], "sign-in-failed");
    });
}

/// A new password ends what was begun with the old one: its own member's alone.
#[test]
fn a_new_password_ends_what_one_member_began() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (others, theirs) = (Whole::new(&world, Role::Auditor).await, Whole::new(&world, Role::Member).await);
        let body = json!({"current": crate::world::PASSWORD, "new": "seven lanterns over quiet water"});
        let changed = theirs.app.client.send(Method::PUT, "/api/v1/me/password", &[], Some(body)).await;
        assert_eq!(changed.status, StatusCode::NO_CONTENT);
        world.clock.advance(600);
        others.works_as_before().await;
        let late = post(&theirs.half, "/api/v1/session/recovery-code", Some(json!({"code": theirs.app.codes[0]}))).await;
        assert_eq!(late.json()["code"], "sign-in-expired");
    });
}
