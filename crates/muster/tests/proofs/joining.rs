//! Joining with a passkey instead of a password: what a true one opens, and what no other answer does.

use crate::authenticator::Authenticator;
use crate::letters::Letters;
use crate::passkeys::{alone, member_with, prove};
use crate::world::{Client, Reply, World, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const ANA: &str = "ana@example.org";

async fn post(client: &Client, path: &str, body: Value) -> Reply {
    client.send(Method::POST, path, &[], Some(body)).await
}

/// Somebody invited, and the secret of their link.
async fn invited(world: &World, letters: &Letters) -> String {
    let owner = world.signed_in(&world.north, Role::Owner).await;
    owner.create("/api/v1/invitations", json!({"name": "Ana Okafor", "email": ANA, "role": "dispatcher"})).await;
    letters.secret(&world.north, "join").await
}

async fn options(world: &World, link: &str) -> Reply {
    post(&world.anonymous(), "/api/v1/invitation/passkey/options", json!({ "token": link })).await
}

async fn accept(world: &World, link: &str, credential: Value) -> Reply {
    let body = json!({"token": link, "name": "Telephone", "credential": credential});
    post(&world.anonymous(), "/api/v1/invitation/acceptance", body).await
}

fn fault(reply: &Reply) -> (u16, String, String) {
    let told = reply.json();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (reply.status.as_u16(), word(&told["code"]), word(&told["errors"][0]["code"]))
}

#[test]
fn who_is_invited_joins_with_a_passkey_and_no_password() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        // Another's passkey is no way in for her.
        member_with(&world, Role::Auditor, &mut Authenticator::new()).await;
        letters.of_house(&world.north).await;
        let link = invited(&world, &letters).await;
        let mut key = Authenticator::new();
        let asked = options(&world, &link).await.json();
        assert_eq!((&asked["rp"]["id"], &asked["user"]["name"]), (&json!("muster.test"), &json!(ANA)));
        assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
        let before = world.north.log_size().await;
        let joined = accept(&world, &link, key.create(&asked)).await;
        assert_eq!(joined.status, StatusCode::OK, "{}", String::from_utf8_lossy(&joined.bytes));
        assert_eq!(world.north.log_size().await, before + 1, "one act, one record");
        let ana = world.renewed(&joined);
        let me = ana.get("/api/v1/me").await.json();
        assert_eq!(
            (&me["member"]["email"], &me["roles"], &me["session"]["factor"]),
            (&json!(ANA), &json!(["dispatcher"]), &json!("passkey"))
        );
        assert_eq!(options(&world, &link).await.json()["code"], "invitation-void", "the link is used");

        // She signs in with it, and shows in the directory as somebody who can.
        let (begun, asked) = alone(&world).await;
        let in_again = prove(&begun, key.get(&asked)).await;
        assert_eq!(in_again.json()["member"]["id"], me["member"]["id"], "{}", String::from_utf8_lossy(&in_again.bytes));
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let row = owner.get(&format!("/api/v1/members?q={ANA}")).await.json()["items"][0].clone();
        assert_eq!((&row["can_sign_in"], &row["name"]), (&json!(true), &json!("Ana Okafor")));
        let twice = post(&owner, "/api/v1/invitations", json!({"member_id": row["id"]})).await;
        assert_eq!(twice.json()["code"], "can-sign-in");

        // No password is one that fits, and the passkey that is all she has stays until there is another way in.
        let body = json!({"organisation": "north-river", "email": ANA, "password": crate::world::PASSWORD});
        assert_eq!(post(&world.anonymous(), "/api/v1/session", body).await.status, StatusCode::UNAUTHORIZED);
        let passkey = ana.get("/api/v1/me/factors").await.json()["passkeys"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/me/passkeys/{passkey}");
        assert_eq!(ana.send(Method::DELETE, &path, &[], None).await.json()["code"], "only-way-in");
        let codes = ana.send(Method::POST, "/api/v1/me/recovery-codes", &[], None).await;
        assert_eq!(codes.json()["codes"].as_array().unwrap().len(), 10);

        // A password chosen by a link from the mailbox stands beside the passkey, not in its place.
        let reset = format!("/api/v1/members/{}/password-reset", row["id"].as_str().unwrap());
        assert_eq!(owner.send(Method::POST, &reset, &[], None).await.status, StatusCode::ACCEPTED);
        let sent = letters.of_house(&world.north).await;
        let token = sent.iter().find(|letter| letter.text().contains("msr_")).unwrap().token("reset");
        let chosen = "seven lanterns over quiet water";
        let set =
            world.anonymous().send(Method::PUT, "/api/v1/password-reset", &[], Some(json!({"token": token, "password": chosen}))).await;
        assert_eq!(set.status, StatusCode::NO_CONTENT, "{}", String::from_utf8_lossy(&set.bytes));
        let body = json!({"organisation": "north-river", "email": ANA, "password": chosen});
        let half = post(&world.anonymous(), "/api/v1/session", body).await;
        assert_eq!((half.status, half.json()["factors"].clone()), (StatusCode::ACCEPTED, json!(["passkey", "recovery_code"])));
    });
}

#[test]
fn answers_that_are_not_what_was_asked_for_let_nobody_in() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let link = invited(&world, &letters).await;
        let key = Authenticator::new();
        let lies: [(&str, fn(&Authenticator) -> Authenticator); 5] = [
            ("another site", |key| Authenticator { origin: "https://muster.test.evil.example".into(), ..key.clone() }),
            ("clear text", |key| Authenticator { origin: "http://muster.test".into(), ..key.clone() }),
            ("another server", |key| Authenticator { rp_id: "evil.example".into(), ..key.clone() }),
            ("nobody verified", |key| Authenticator { verified: false, ..key.clone() }),
            ("inside another site's page", |key| Authenticator { cross_origin: true, ..key.clone() }),
        ];
        for (what, lie) in lies {
            let asked = options(&world, &link).await.json();
            let told = accept(&world, &link, lie(&key).create(&asked)).await;
            assert_eq!(fault(&told), (422, "invalid".into(), "not-accepted".into()), "{what}");
            assert!(told.headers.get("set-cookie").is_none(), "{what}");
            let right = accept(&world, &link, key.clone().create(&asked)).await;
            assert_eq!(right.json()["code"], "no-passkey-asked", "{what}: a question is used up by its first answer");
        }
        // Asked of one invitation and answered for another, too late, and never asked.
        let owner = world.signed_in(&world.north, Role::Owner).await;
        owner.create("/api/v1/invitations", json!({"name": "Ben", "email": "ben@example.org", "role": "member"})).await;
        let other = letters.secret(&world.north, "join").await;
        assert_eq!(accept(&world, &other, key.clone().create(&json!({"challenge": "AAAA"}))).await.json()["code"], "no-passkey-asked");
        let theirs = options(&world, &other).await.json();
        options(&world, &link).await;
        assert_eq!(fault(&accept(&world, &link, key.clone().create(&theirs)).await).2, "not-accepted", "another's question");
        let first = options(&world, &link).await.json();
        let second = options(&world, &link).await.json();
        assert_ne!(first["user"]["id"], second["user"]["id"], "who they will be is chosen with each question");
        assert_eq!(fault(&accept(&world, &link, key.clone().create(&first)).await).2, "not-accepted", "asking again voids what was asked");
        let late = options(&world, &link).await.json();
        world.clock.advance_seconds(300);
        assert_eq!(accept(&world, &link, key.clone().create(&late)).await.json()["code"], "no-passkey-asked", "after five minutes");
        // A key that is somebody's already.
        let member = world.signed_in(&world.north, Role::Member).await;
        let mut taken = Authenticator::new();
        assert_eq!(crate::passkeys::set_up(&member, &mut taken).await.status, StatusCode::CREATED);
        let asked = options(&world, &link).await.json();
        assert_eq!(fault(&accept(&world, &link, taken.create(&asked)).await).2, "not-accepted", "a key that is somebody's already");
        assert_eq!(owner.get(&format!("/api/v1/members?q={ANA}")).await.json()["items"], json!([]), "nobody was made");
        // Nobody is there yet whom the record of a failure could name.
        let failed = owner.get("/api/v1/audit?action=invitation.accepted&limit=50").await.json();
        let failed = failed["items"].as_array().unwrap();
        assert!(failed.len() == 8 && failed.iter().all(|record| record["outcome"] == "failed"), "{}", failed.len());
        assert!(failed.iter().all(|record| record["actor"]["kind"] == "anonymous"), "{}", failed[0]);
        // Counter-proof: the very same, as it was asked.
        let asked = options(&world, &link).await.json();
        assert_eq!(accept(&world, &link, key.clone().create(&asked)).await.status, StatusCode::OK);
    });
}

#[test]
fn one_of_the_two_and_a_link_that_works() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let link = invited(&world, &letters).await;
        let asked = options(&world, &link).await.json();
        let credential = Authenticator::new().create(&asked);
        for (body, field, code) in [
            (json!({ "token": link }), "password", "missing"),
            (json!({"token": link, "credential": credential}), "name", "missing"),
            (json!({"token": link, "name": "Key"}), "password", "missing"),
            (
                json!({"token": link, "name": "Key", "credential": credential, "password": "seven lanterns over quiet water"}),
                "password",
                "not-with-passkey",
            ),
        ] {
            let told = post(&world.anonymous(), "/api/v1/invitation/acceptance", body).await;
            let error = &told.json()["errors"][0];
            assert_eq!((&error["field"], &error["code"]), (&json!(field), &json!(code)));
        }
        let guess = format!("{}_{}", link.rsplit_once('_').unwrap().0, "A".repeat(43));
        assert_eq!(options(&world, &guess).await.json()["code"], "invitation-void");
        let busy = world.signed_in(&world.north, Role::Member).await;
        let signed_in = post(&busy, "/api/v1/invitation/passkey/options", json!({ "token": link })).await;
        assert_eq!(signed_in.json()["code"], "signed-in-already");
        // Each question leaves a record; one link does not fill a log.
        let before = world.north.log_size().await;
        let mut answered = 0;
        while options(&world, &link).await.status == StatusCode::OK {
            answered += 1;
            assert!(answered <= 100, "without end");
        }
        assert_eq!(world.north.log_size().await, before + answered);
        // Of two who answer at once, one joins.
        world.clock.advance_seconds(60);
        let asked = options(&world, &link).await.json();
        let answers = (0..4).map(|_| accept(&world, &link, Authenticator::new().create(&asked)));
        let mut told: Vec<u16> = futures_util::future::join_all(answers).await.iter().map(|reply| reply.status.as_u16()).collect();
        told.sort_unstable();
        assert_eq!((told[0], told.iter().filter(|status| **status == 200).count()), (200, 1), "{told:?}");
        // The member who was shut out has no way in left, and may be invited again.
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let row = owner.get(&format!("/api/v1/members?q={ANA}")).await.json()["items"][0].clone();
        let path = format!("/api/v1/members/{}/factors", row["id"].as_str().unwrap());
        assert_eq!(owner.send(Method::DELETE, &path, &[], Some(json!({"reason": "Telephone lost"}))).await.status, StatusCode::OK);
        letters.of_house(&world.north).await;
        owner.create("/api/v1/invitations", json!({"member_id": row["id"]})).await;
        let link = letters.secret(&world.north, "join").await;
        let mut key = Authenticator::new();
        let asked = options(&world, &link).await.json();
        let again = accept(&world, &link, key.create(&asked)).await;
        assert_eq!(again.json()["member"]["id"], row["id"], "{}", String::from_utf8_lossy(&again.bytes));
        assert_eq!(signs_in(&world, &mut key).await, row["id"]);
    });
}

async fn signs_in(world: &World, key: &mut Authenticator) -> Value {
    let (begun, options) = alone(world).await;
    prove(&begun, key.get(&options)).await.json()["member"]["id"].clone()
}
