//! Passkeys: what a true one opens, and what no other answer does: another site's, another server's, an unverified, a repeated, a copied
//! one, another member's, another key's.

use crate::authenticator::Authenticator;
use crate::two_steps::password;
use crate::world::{Client, Reply, World, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

async fn post(client: &Client, path: &str, body: Value) -> Reply {
    client.send(Method::POST, path, &[], Some(body)).await
}

/// Sets a passkey up; the answer of the last step.
pub(crate) async fn set_up(client: &Client, authenticator: &mut Authenticator) -> Reply {
    let options = client.send(Method::POST, "/api/v1/me/passkeys/options", &[], None).await;
    assert_eq!(options.status, StatusCode::OK, "{}", String::from_utf8_lossy(&options.bytes));
    let credential = authenticator.create(&options.json());
    post(client, "/api/v1/me/passkeys", json!({"name": "Telephone", "credential": credential})).await
}

pub(crate) async fn member_with(world: &World, role: Role, authenticator: &mut Authenticator) -> Client {
    let client = world.signed_in(&world.north, role).await;
    let added = set_up(&client, authenticator).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", String::from_utf8_lossy(&added.bytes));
    client
}

/// The first step, and what the second is asked with.
async fn half(world: &World, role: Role) -> (Client, Value) {
    let half = world.anonymous().after(&password(&world.anonymous(), role).await);
    let options = post(&half, "/api/v1/session/passkey/options", json!({})).await;
    assert_eq!(options.status, StatusCode::OK, "{}", String::from_utf8_lossy(&options.bytes));
    (half, options.json())
}

/// What a sign-in without a password is asked with.
pub(crate) async fn alone(world: &World) -> (Client, Value) {
    let options = post(&world.anonymous(), "/api/v1/session/passkey/options", json!({"organisation": "north-river"})).await;
    assert_eq!(options.status, StatusCode::OK, "{}", String::from_utf8_lossy(&options.bytes));
    (world.anonymous().after(&options), options.json())
}

pub(crate) async fn prove(client: &Client, credential: Value) -> Reply {
    post(client, "/api/v1/session/passkey", json!({ "credential": credential })).await
}

#[test]
fn a_passkey_is_the_second_step_or_the_whole_sign_in() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut key = Authenticator::new();
        let client = world.signed_in(&world.north, Role::Member).await;
        let added = set_up(&client, &mut key).await.json();
        assert_eq!(added["recovery_codes"].as_array().unwrap().len(), 10);
        assert_eq!(added["passkey"]["device_bound"], true);
        assert_eq!(client.get("/api/v1/me").await.json()["session"]["factor"], "passkey");

        let asked = password(&world.anonymous(), Role::Member).await;
        assert_eq!(asked.json()["factors"], json!(["passkey", "recovery_code"]));
        let (begun, options) = half(&world, Role::Member).await;
        assert_eq!(options["allowCredentials"].as_array().unwrap().len(), 1);
        assert_eq!((&options["rpId"], &options["userVerification"]), (&json!("muster.test"), &json!("required")));
        let signed_in = prove(&begun, key.get(&options)).await;
        assert_eq!(signed_in.status, StatusCode::OK, "{}", String::from_utf8_lossy(&signed_in.bytes));
        assert_eq!(signed_in.json()["session"]["factor"], "passkey");
        assert_eq!(begun.after(&signed_in).get("/api/v1/overview").await.status, StatusCode::OK);

        let (begun, options) = alone(&world).await;
        assert_eq!(options["allowCredentials"], json!([]), "who may come in is not told");
        let signed_in = prove(&begun, key.get(&options)).await;
        assert_eq!(signed_in.status, StatusCode::OK, "{}", String::from_utf8_lossy(&signed_in.bytes));
        assert_eq!(signed_in.json()["member"]["email"], "member@example.org");
        assert!(client.get("/api/v1/me/factors").await.json()["passkeys"][0]["last_used_at"].is_string());
    });
}

#[test]
fn answers_of_another_site_server_key_or_nobody_are_refused() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut key = Authenticator::new();
        member_with(&world, Role::Member, &mut key).await;
        let other = world.signed_in(&world.north, Role::Auditor).await;
        let lies: [(&str, fn(&Authenticator) -> Authenticator); 8] = [
            ("another site", |key| Authenticator { origin: "https://muster.test.evil.example".into(), ..key.clone() }),
            ("a page below", |key| Authenticator { origin: "https://evil.muster.test".into(), ..key.clone() }),
            ("clear text", |key| Authenticator { origin: "http://muster.test".into(), ..key.clone() }),
            ("another server", |key| Authenticator { rp_id: "evil.example".into(), ..key.clone() }),
            ("nobody verified", |key| Authenticator { verified: false, ..key.clone() }),
            ("inside another site's page", |key| Authenticator { cross_origin: true, ..key.clone() }),
            ("another key", Authenticator::forged),
            ("of another make", |key| Authenticator { synchronised: true, ..key.clone() }),
        ];
        for (what, lie) in lies {
            world.clock.advance_seconds(60);
            let (begun, options) = half(&world, Role::Member).await;
            let told = prove(&begun, lie(&key).get(&options)).await;
            assert_eq!((told.status, told.json()["code"].clone()), (StatusCode::UNAUTHORIZED, json!("sign-in-failed")), "{what}");
            let (begun, options) = alone(&world).await;
            let told = prove(&begun, lie(&key).get(&options)).await;
            assert_eq!((told.status, told.json()["code"].clone()), (StatusCode::UNAUTHORIZED, json!("sign-in-failed")), "{what}, alone");
            if !["another key", "of another make"].contains(&what) {
                let told = set_up(&other, &mut lie(&Authenticator::new())).await;
                assert_eq!(
                    (told.status.as_u16(), told.json()["errors"][0]["code"].clone()),
                    (422, json!("not-accepted")),
                    "{what}, set up"
                );
            }
            // Counter-proof: the very same without the lie.
            let (begun, options) = half(&world, Role::Member).await;
            assert_eq!(prove(&begun, key.get(&options)).await.status, StatusCode::OK, "{what}");
            let (begun, options) = alone(&world).await;
            assert_eq!(prove(&begun, key.get(&options)).await.status, StatusCode::OK, "{what}");
        }
        assert_eq!(other.get("/api/v1/me/factors").await.json()["passkeys"], json!([]));
        assert_eq!(set_up(&other, &mut Authenticator::new()).await.status, StatusCode::CREATED);
    });
}

#[test]
fn an_answer_is_good_once_and_for_what_was_asked() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut key = Authenticator::new();
        member_with(&world, Role::Member, &mut key).await;
        let (begun, options) = alone(&world).await;
        let answer = key.get(&options);
        assert_eq!(prove(&begun, answer.clone()).await.status, StatusCode::OK);
        assert_eq!(prove(&begun, answer.clone()).await.status, StatusCode::UNAUTHORIZED, "the same again, with the same cookie");
        let (again, _) = alone(&world).await;
        assert_eq!(prove(&again, answer.clone()).await.status, StatusCode::UNAUTHORIZED, "the same to another question");
        let (second, options) = half(&world, Role::Member).await;
        assert_eq!(prove(&second, answer).await.status, StatusCode::UNAUTHORIZED, "the same as a second step");
        let late = prove(&second, key.get(&options)).await;
        assert_eq!(late.json()["code"], "sign-in-expired", "a question is used up by its first answer, right or wrong");

        let (begun, options) = alone(&world).await;
        world.clock.advance_seconds(300);
        assert_eq!(prove(&begun, key.get(&options)).await.status, StatusCode::UNAUTHORIZED, "after five minutes");
        let (begun, options) = alone(&world).await;
        let mut altered = begun.clone();
        altered = altered.after(&Reply {
            status: StatusCode::OK,
            headers: [(http::header::SET_COOKIE, "__Host-p=mpa_e30.AAAA".parse().unwrap())].into_iter().collect(),
            bytes: Vec::new(),
        });
        assert_eq!(prove(&altered, key.get(&options)).await.status, StatusCode::UNAUTHORIZED, "a cookie of one's own making");
        let forged = prove(&begun.with_altered_cookies(), key.get(&options)).await;
        assert_eq!(forged.json()["code"], "sign-in-expired", "what this server asked, under a tag that it did not write");
        world.clock.advance_seconds(299);
        assert_eq!(prove(&begun, key.get(&options)).await.status, StatusCode::OK);
    });
}

#[test]
fn a_copied_key_is_refused_and_on_record() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut key = Authenticator { counter: 7, ..Authenticator::new() };
        member_with(&world, Role::Member, &mut key).await;
        let mut copy = key.clone();
        let (begun, options) = half(&world, Role::Member).await;
        assert_eq!(prove(&begun, key.get(&options)).await.status, StatusCode::OK);
        let (begun, options) = half(&world, Role::Member).await;
        assert_eq!(prove(&begun, copy.get(&options)).await.status, StatusCode::UNAUTHORIZED, "the same number a second time");
        let (begun, options) = half(&world, Role::Member).await;
        assert_eq!(prove(&begun, key.get(&options)).await.status, StatusCode::OK, "the true one goes on");
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let refused = owner.get("/api/v1/audit?action=session.refused").await.json();
        assert!(refused["items"][0]["note"].as_str().unwrap().contains("copy"), "{refused}");
    });
}

#[test]
fn another_members_passkey_opens_nothing_of_mine() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (mut mine, mut theirs) = (Authenticator::new(), Authenticator::new());
        member_with(&world, Role::Member, &mut mine).await;
        let other = member_with(&world, Role::Auditor, &mut theirs).await;
        let (begun, options) = half(&world, Role::Member).await;
        assert_eq!(prove(&begun, theirs.get(&options)).await.status, StatusCode::UNAUTHORIZED);
        // A key that says it is of somebody else, and one that says nothing.
        for handle in [mine.handle.clone(), None] {
            let (begun, options) = alone(&world).await;
            let mut lying = Authenticator { handle, ..theirs.clone() };
            assert_eq!(prove(&begun, lying.get(&options)).await.status, StatusCode::UNAUTHORIZED);
        }
        let taken = set_up(&other, &mut Authenticator { handle: None, ..mine.clone() }).await;
        assert_eq!(taken.json()["errors"][0]["code"], "not-accepted", "a key that is somebody's already");
        // In another organisation it is nobody's.
        let options = post(&world.anonymous(), "/api/v1/session/passkey/options", json!({"organisation": "south-hill"})).await;
        let elsewhere = world.anonymous().after(&options);
        assert_eq!(prove(&elsewhere, mine.get(&options.json())).await.status, StatusCode::UNAUTHORIZED);
        let (begun, options) = alone(&world).await;
        assert_eq!(prove(&begun, mine.get(&options)).await.json()["member"]["email"], "member@example.org");
    });
}

#[test]
fn a_removed_passkey_ends_its_sessions_and_ten_are_the_most() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut key = Authenticator { synchronised: true, ..Authenticator::new() };
        let client = member_with(&world, Role::Member, &mut key).await;
        let (begun, options) = alone(&world).await;
        let stolen = begun.after(&prove(&begun, key.get(&options)).await);
        assert_eq!(stolen.get("/api/v1/me").await.status, StatusCode::OK);
        for _ in 0..9 {
            assert_eq!(set_up(&client, &mut Authenticator::new()).await.status, StatusCode::CREATED);
        }
        let refused = client.send(Method::POST, "/api/v1/me/passkeys/options", &[], None).await;
        assert_eq!(refused.json()["code"], "too-many-passkeys");

        let listed = client.get("/api/v1/me/factors").await.json()["passkeys"].as_array().unwrap().clone();
        let lost: Vec<_> = listed.iter().filter(|passkey| passkey["device_bound"] == false).collect();
        assert_eq!((listed.len(), lost.len()), (10, 1));
        let path = format!("/api/v1/me/passkeys/{}", lost[0]["id"].as_str().unwrap());
        let renamed = client.send(Method::PATCH, &path, &[], Some(json!({"name": "The lost one"}))).await;
        assert_eq!(renamed.status, StatusCode::NO_CONTENT);
        let now = client.get("/api/v1/me/factors").await.json()["passkeys"].as_array().unwrap().clone();
        let called: Vec<_> = now.iter().filter(|passkey| passkey["name"] == "The lost one").map(|passkey| &passkey["id"]).collect();
        assert_eq!(called, [&lost[0]["id"]], "it has its new name, and no other has");
        let owner = world.signed_in(&world.north, Role::Owner).await;
        assert_eq!(owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NOT_FOUND, "not even an owner");
        assert_eq!(client.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        world.clock.advance_seconds(1);
        assert_eq!(stolen.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "what it had opened");
        assert_eq!(client.get("/api/v1/me").await.status, StatusCode::OK);
        let (begun, options) = alone(&world).await;
        assert_eq!(prove(&begun, key.get(&options)).await.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn a_passkey_is_a_fresh_proof() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut key = Authenticator::new();
        let client = member_with(&world, Role::Member, &mut key).await;
        world.clock.advance_seconds(600);
        let needed = client.send(Method::POST, "/api/v1/me/recovery-codes", &[], None).await;
        assert_eq!(needed.json()["code"], "step-up-needed");
        let options = client.send(Method::POST, "/api/v1/session/step-up/options", &[], None).await.json();
        let answer = key.get(&options);
        let mut unverified = Authenticator { verified: false, ..key.clone() };
        let refused = post(&client, "/api/v1/session/step-up", json!({"credential": unverified.get(&options)})).await;
        assert_eq!(refused.json()["errors"][0]["code"], "not-accepted");
        let used_up = post(&client, "/api/v1/session/step-up", json!({ "credential": answer })).await;
        assert_eq!(used_up.json()["code"], "no-passkey-asked");
        let options = client.send(Method::POST, "/api/v1/session/step-up/options", &[], None).await.json();
        let proved = post(&client, "/api/v1/session/step-up", json!({"credential": key.get(&options)})).await;
        assert_eq!(proved.status, StatusCode::OK, "{}", String::from_utf8_lossy(&proved.bytes));
        let fresh = client.after(&proved);
        assert_eq!(fresh.send(Method::POST, "/api/v1/me/recovery-codes", &[], None).await.status, StatusCode::OK);
    });
}

#[test]
fn who_is_shut_out_is_out_by_every_factor() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut key = Authenticator::new();
        let client = member_with(&world, Role::Member, &mut key).await;
        let (begun, options) = half(&world, Role::Member).await;
        let (by_key, options_alone) = alone(&world).await;
        let id = client.get("/api/v1/me").await.json()["member"]["id"].as_str().unwrap().to_owned();
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let path = format!("/api/v1/members/{id}/revocation");
        let ended = owner.send(Method::PUT, &path, &[], Some(json!({"reason": "Lost telephone"}))).await;
        assert_eq!(ended.status, StatusCode::OK, "{}", String::from_utf8_lossy(&ended.bytes));
        assert_eq!((&ended.json()["passkeys"], &ended.json()["devices"]), (&json!(1), &json!(1)));
        world.clock.advance_seconds(1);
        assert_eq!(client.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(prove(&begun, key.get(&options)).await.status, StatusCode::UNAUTHORIZED, "begun before");
        assert_eq!(prove(&by_key, key.get(&options_alone)).await.status, StatusCode::UNAUTHORIZED, "asked before");
        assert_eq!(password(&world.anonymous(), Role::Member).await.status, StatusCode::UNAUTHORIZED);
    });
}

/// What was asked is answered within five minutes.
#[test]
fn an_answer_that_is_late_is_none() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut key = Authenticator::new();
        let client = member_with(&world, Role::Member, &mut key).await;
        let options = client.send(Method::POST, "/api/v1/session/step-up/options", &[], None).await.json();
        world.clock.advance_seconds(5 * 60);
        let late = post(&client, "/api/v1/session/step-up", json!({"credential": key.get(&options)})).await;
        assert_eq!((late.status.as_u16(), &late.json()["code"]), (422, &json!("no-passkey-asked")));
        let options = client.send(Method::POST, "/api/v1/session/step-up/options", &[], None).await.json();
        world.clock.advance_seconds(5 * 60 - 1);
        assert_eq!(post(&client, "/api/v1/session/step-up", json!({"credential": key.get(&options)})).await.status, StatusCode::OK);
    });
}

/// A passkey that comes or goes is told by mail.
#[test]
fn a_passkey_that_comes_or_goes_is_told() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, mut key) = (crate::letters::Letters::of(&world), Authenticator::new());
        let client = member_with(&world, Role::Member, &mut key).await;
        let told = letters.of_house(&world.north).await;
        assert_eq!(told.len(), 1);
        assert!(told[0].text().contains("Telephone"), "{}", told[0].text());
        let held = client.get("/api/v1/me/factors").await.json();
        let path = format!("/api/v1/me/passkeys/{}", held["passkeys"][0]["id"].as_str().unwrap());
        assert_eq!(client.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(letters.of_house(&world.north).await.len(), 1);
        assert_eq!(client.get("/api/v1/me/factors").await.json()["recovery_codes_left"], 0, "codes without a factor are none");
    });
}

/// Whoever has another factor is asked for that one.
#[test]
fn nobody_is_asked_for_a_passkey_they_have_not() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let app = crate::two_steps::WithApp::new(&world, Role::Member).await;
        let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        for (client, path) in [(&half, "/api/v1/session/passkey/options"), (&app.client, "/api/v1/session/step-up/options")] {
            let asked = post(client, path, json!({})).await;
            assert_eq!((asked.status.as_u16(), &asked.json()["code"]), (422, &json!("no-passkey")), "{path}");
        }
    });
}

/// A session that a passkey opened stays one when its member proves with less; another member's passkey proves nothing in it.
#[test]
fn a_session_keeps_its_passkey() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (mut mine, mut theirs) = (Authenticator::new(), Authenticator::new());
        let app = crate::two_steps::WithApp::new(&world, Role::Member).await;
        assert_eq!(set_up(&app.client, &mut mine).await.status, StatusCode::CREATED);
        member_with(&world, Role::Auditor, &mut theirs).await;
        let (begun, options) = alone(&world).await;
        let client = begun.after(&prove(&begun, mine.get(&options)).await);
        let by_code = post(&client, "/api/v1/session/step-up", json!({"code": app.codes[0]})).await;
        assert_eq!(by_code.status, StatusCode::OK, "{}", String::from_utf8_lossy(&by_code.bytes));
        let client = client.after(&by_code);
        assert_eq!(client.get("/api/v1/me").await.json()["session"]["factor"], "passkey");
        let asked = client.send(Method::POST, "/api/v1/session/step-up/options", &[], None).await.json();
        let others = post(&client, "/api/v1/session/step-up", json!({"credential": theirs.get(&asked)})).await;
        assert_eq!(others.json()["errors"][0]["code"], "not-accepted");
    });
}

/// Asked again in one session, it is the later question that counts.
#[test]
fn of_two_questions_the_later_one_is_answered() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut key = Authenticator::new();
        let client = member_with(&world, Role::Member, &mut key).await;
        let ask = async || {
            let options = client.send(Method::POST, "/api/v1/session/step-up/options", &[], None).await;
            assert_eq!(options.status, StatusCode::OK, "{}", String::from_utf8_lossy(&options.bytes));
            options.json()
        };
        let (earlier, _) = (ask().await, ask().await);
        let refused = post(&client, "/api/v1/session/step-up", json!({"credential": key.get(&earlier)})).await;
        assert_eq!(refused.json()["errors"][0]["code"], "not-accepted");
        let (_, later) = (ask().await, ask().await);
        assert_eq!(post(&client, "/api/v1/session/step-up", json!({"credential": key.get(&later)})).await.status, StatusCode::OK);
    });
}
