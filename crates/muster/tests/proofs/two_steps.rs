//! Signing in in two steps: codes are good once, guesses run out wherever they come from and side by side, nobody is locked out by
//! somebody else's guesses, and sensitive acts ask for a fresh proof.

use crate::letters::Letters;
use crate::world::{Client, PASSWORD, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use kernel::Clock as _;
use serde_json::{Value, json};
use vault::TotpSecret;

/// A member who has set up an authenticator app, signed in.
pub(crate) struct WithApp {
    pub(crate) client: Client,
    pub(crate) secret: TotpSecret,
    pub(crate) codes: Vec<String>,
}

impl WithApp {
    pub(crate) async fn new(world: &World, role: Role) -> Self {
        let client = world.signed_in(&world.north, role).await;
        let offered = post(&client, "/api/v1/me/totp", json!(null)).await.json();
        let secret = TotpSecret::parse(offered["secret"].as_str().unwrap()).unwrap();
        let added = client.send(Method::PUT, "/api/v1/me/totp", &[], Some(json!({"code": code_now(world, &secret)}))).await;
        assert_eq!(added.status, StatusCode::OK, "{}", String::from_utf8_lossy(&added.bytes));
        let codes: Vec<String> = serde_json::from_value(added.json()["recovery_codes"].clone()).unwrap();
        assert_eq!(codes.len(), 10);
        // The next step: the code just given is used up.
        world.clock.advance_seconds(30);
        Self { client, secret, codes }
    }
}

pub(crate) fn code_now(world: &World, secret: &TotpSecret) -> String {
    secret.code(TotpSecret::step_at(world.clock.now().millis())).to_string()
}

fn other_code(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

async fn post(client: &Client, path: &str, body: Value) -> Reply {
    client.send(Method::POST, path, &[], (!body.is_null()).then_some(body)).await
}

/// The first step.
pub(crate) async fn password(client: &Client, role: Role) -> Reply {
    post(client, "/api/v1/session", json!({"organisation": "north-river", "email": address(role), "password": PASSWORD})).await
}

async fn code(client: &Client, code: &str) -> Reply {
    post(client, "/api/v1/session/totp", json!({ "code": code })).await
}

fn told(reply: &Reply) -> (u16, String) {
    (reply.status.as_u16(), reply.json()["code"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_second_step_is_asked_for_and_a_code_is_good_once() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let asked = password(&world.anonymous(), Role::Member).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED);
        assert_eq!(asked.json()["factors"], json!(["totp", "recovery_code"]));
        let half = world.anonymous().after(&asked);
        assert_eq!(half.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "half is not in");

        let right = code_now(&world, &member.secret);
        let signed_in = code(&half, &right).await;
        assert_eq!(signed_in.status, StatusCode::OK);
        assert_eq!(signed_in.json()["session"]["factor"], "totp");
        assert_eq!(half.after(&signed_in).get("/api/v1/me").await.status, StatusCode::OK);
        assert_eq!(told(&code(&half, &right).await), (401, "sign-in-expired".into()), "the half sign-in is used up");

        // The same code again in the same step: replayed, at the sign-in and at a step-up.
        let again = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        assert_eq!(told(&code(&again, &right).await), (401, "sign-in-failed".into()));
        let replayed = post(&half.after(&signed_in), "/api/v1/session/step-up", json!({ "code": right })).await;
        assert_eq!(replayed.json()["errors"][0]["code"], "wrong-code");
        // Counter-proof: it was the code's being used that refused it.
        world.clock.advance_seconds(30);
        assert_eq!(code(&again, &code_now(&world, &member.secret)).await.status, StatusCode::OK);
        let failed = world.signed_in(&world.north, Role::Owner).await.get("/api/v1/audit?action=session.refused").await.json();
        assert_eq!(failed["items"].as_array().unwrap().len(), 1, "and it is on record");
    });
}

#[test]
fn a_recovery_code_is_good_once_and_new_ones_void_the_old() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let finish = |typed: String| {
            let world = &world;
            async move {
                let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
                let reply = post(&half, "/api/v1/session/recovery-code", json!({ "code": typed })).await;
                (reply.status, half.after(&reply))
            }
        };
        let (status, client) = finish(member.codes[0].to_lowercase()).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(client.get("/api/v1/me/factors").await.json()["recovery_codes_left"], 9);
        assert_eq!(finish(member.codes[0].clone()).await.0, StatusCode::UNAUTHORIZED, "used");
        let renewed = post(&client, "/api/v1/me/recovery-codes", json!(null)).await.json();
        assert_eq!(finish(member.codes[1].clone()).await.0, StatusCode::UNAUTHORIZED, "void");
        assert_eq!(finish(renewed["codes"][0].as_str().unwrap().to_owned()).await.0, StatusCode::OK);
    });
}

/// Every change of one's factors is told by a letter, with the write that made it.
#[test]
fn a_change_of_factors_is_told_by_mail() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let member = WithApp::new(&world, Role::Member).await;
        let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        let used = post(&half, "/api/v1/session/recovery-code", json!({"code": member.codes[0]})).await;
        assert_eq!(used.status, StatusCode::OK);
        assert_eq!(post(&member.client, "/api/v1/me/recovery-codes", json!(null)).await.status, StatusCode::OK);
        assert_eq!(member.client.send(Method::DELETE, "/api/v1/me/totp", &[], None).await.status, StatusCode::NO_CONTENT);
        let told = letters.of_house(&world.north).await;
        assert_eq!(told.len(), 4, "set up, a code used, new codes, removed");
        assert!(told.iter().all(|letter| letter.to == ["member@example.org"]));
    });
}

#[test]
fn codes_run_out_three_a_step_and_ten_in_all_then_the_password_again() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        for tried in 0..10 {
            if tried > 0 && tried % 3 == 0 {
                let refused = code(&half, &code_now(&world, &member.secret)).await;
                assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "even a right one, after three wrong ones");
                assert!(refused.headers.contains_key("retry-after"));
                world.clock.advance_seconds(30);
            }
            let wrong = other_code(&code_now(&world, &member.secret));
            assert_eq!(told(&code(&half, &wrong).await), (401, "sign-in-failed".into()), "try {tried}");
        }
        let right = code_now(&world, &member.secret);
        assert_eq!(told(&code(&half, &right).await), (401, "sign-in-expired".into()), "ten in all");
        // Never for good: with the password again, and in the next step.
        world.clock.advance_seconds(30);
        let anew = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        assert_eq!(code(&anew, &code_now(&world, &member.secret)).await.status, StatusCode::OK);
    });
}

#[test]
fn the_second_step_has_five_minutes() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        world.clock.advance_seconds(300);
        assert_eq!(told(&code(&half, &code_now(&world, &member.secret)).await), (401, "sign-in-expired".into()));
        let late = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        world.clock.advance_seconds(299);
        assert_eq!(code(&late, &code_now(&world, &member.secret)).await.status, StatusCode::OK);
    });
}

/// Forty guesses at the same moment, through two half sign-ins: three are looked at.
#[test]
fn guesses_side_by_side_are_each_counted() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let mut halves = Vec::new();
        for _ in 0..2 {
            halves.push(world.anonymous().after(&password(&world.anonymous(), Role::Member).await));
        }
        let wrong = other_code(&code_now(&world, &member.secret));
        let tried = (0..40).map(|at| {
            let (half, wrong) = (halves[at % 2].clone(), wrong.clone());
            tokio::spawn(async move { code(&half, &wrong).await.status })
        });
        let mut looked_at = 0;
        for status in futures_util::future::join_all(tried).await {
            match status.unwrap() {
                StatusCode::UNAUTHORIZED => looked_at += 1,
                other => assert_eq!(other, StatusCode::TOO_MANY_REQUESTS),
            }
        }
        assert_eq!(looked_at, 3);
    });
}

/// Forty wrong passwords at the same moment: ten are hashed.
#[test]
fn passwords_side_by_side_are_each_counted() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let tried = (0..40).map(|_| {
            let client = world.anonymous();
            tokio::spawn(async move {
                let body = json!({"organisation": "north-river", "email": address(Role::Member), "password": "not-the-password"});
                post(&client, "/api/v1/session", body).await.status
            })
        });
        let answers: Vec<_> = futures_util::future::join_all(tried).await.into_iter().map(Result::unwrap).collect();
        let of = |status| answers.iter().filter(|answer| **answer == status).count();
        assert_eq!((of(StatusCode::TOO_MANY_REQUESTS), of(StatusCode::OK)), (30, 0), "{answers:?}");
    });
}

#[test]
fn whoever_guesses_elsewhere_does_not_shut_the_member_out() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let first = password(&world.anonymous(), Role::Member).await;
        let browser = world.anonymous().after(&first).only("__Host-d");
        // Somebody uses up the account's tries and the network's, which here is the member's own.
        for _ in 0..20 {
            let body = json!({"organisation": "north-river", "email": address(Role::Member), "password": "not-the-password"});
            post(&world.anonymous(), "/api/v1/session", body).await;
        }
        assert_eq!(password(&browser, Role::Member).await.status, StatusCode::OK, "a known browser has tries of its own");
        // Counter-proofs: a browser that is not known, one known to somebody else, and a cookie made up.
        assert_eq!(password(&world.anonymous(), Role::Member).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(password(&browser, Role::Owner).await.status, StatusCode::TOO_MANY_REQUESTS);
        let made_up = world.anonymous().after(&Reply {
            status: StatusCode::OK,
            headers: [(http::header::SET_COOKIE, "__Host-d=mds_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".parse().unwrap())]
                .into_iter()
                .collect(),
            bytes: Vec::new(),
        });
        assert_eq!(password(&made_up, Role::Member).await.status, StatusCode::TOO_MANY_REQUESTS);
        // A known browser guesses no better than any other.
        let mut looked_at = 0;
        for _ in 0..30 {
            let body = json!({"organisation": "north-river", "email": address(Role::Member), "password": "not-the-password"});
            looked_at += usize::from(post(&browser, "/api/v1/session", body).await.status == StatusCode::UNAUTHORIZED);
        }
        assert_eq!(looked_at, 10);
    });
}

/// The right password does not give its try back while the code is missing: who found it out cannot go on asking for half sign-ins.
#[test]
fn a_password_found_out_gives_no_more_tries() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let mut halves = Vec::new();
        for _ in 0..30 {
            let reply = password(&world.anonymous(), Role::Member).await;
            if reply.status == StatusCode::TOO_MANY_REQUESTS {
                break;
            }
            halves.push(world.anonymous().after(&reply));
        }
        assert!((9..=10).contains(&halves.len()), "{}", halves.len());
        // Finished, it does.
        assert_eq!(code(&halves[0], &code_now(&world, &member.secret)).await.status, StatusCode::OK);
        assert_eq!(password(&world.anonymous(), Role::Member).await.status, StatusCode::ACCEPTED);
    });
}

#[test]
fn sensitive_acts_ask_for_a_fresh_proof() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let client = world.signed_in(&world.north, Role::Member).await;
        world.clock.advance_seconds(599);
        assert_eq!(post(&client, "/api/v1/me/totp", json!(null)).await.status, StatusCode::OK);
        world.clock.advance_seconds(1);
        assert_eq!(told(&post(&client, "/api/v1/me/totp", json!(null)).await), (403, "step-up-needed".into()));
        assert_eq!(client.get("/api/v1/me/factors").await.status, StatusCode::OK, "looking needs none");

        let wrong = post(&client, "/api/v1/session/step-up", json!({"password": "not-the-password"})).await;
        assert_eq!((wrong.status.as_u16(), wrong.json()["errors"][0]["code"].clone()), (422, json!("wrong-password")));
        let proved = post(&client, "/api/v1/session/step-up", json!({ "password": PASSWORD })).await;
        assert_eq!(proved.status, StatusCode::OK, "{}", String::from_utf8_lossy(&proved.bytes));
        let fresh = client.after(&proved);
        let offered = post(&fresh, "/api/v1/me/totp", json!(null)).await.json();
        assert_eq!(client.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "the token before the proof is void");

        // With an app, the password alone proves nothing any more.
        let secret = TotpSecret::parse(offered["secret"].as_str().unwrap()).unwrap();
        let added = fresh.send(Method::PUT, "/api/v1/me/totp", &[], Some(json!({"code": code_now(&world, &secret)}))).await;
        assert_eq!(added.status, StatusCode::OK);
        world.clock.advance_seconds(600);
        let by_password = post(&fresh, "/api/v1/session/step-up", json!({ "password": PASSWORD })).await;
        assert_eq!(by_password.json()["errors"][0]["code"], "code-needed");
        let removal = fresh.send(Method::DELETE, "/api/v1/me/totp", &[], None).await;
        assert_eq!(told(&removal), (403, "step-up-needed".into()), "whoever took over the session cannot remove the app");
        let proved = post(&fresh, "/api/v1/session/step-up", json!({"code": code_now(&world, &secret)})).await;
        let fresh = fresh.after(&proved);
        assert_eq!(fresh.send(Method::DELETE, "/api/v1/me/totp", &[], None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(fresh.get("/api/v1/me/factors").await.json(), json!({"totp": null, "passkeys": [], "recovery_codes_left": 0}));
        assert_eq!(password(&world.anonymous(), Role::Member).await.status, StatusCode::OK);
    });
}

#[test]
fn ten_wrong_codes_at_a_step_up_end_the_session() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        for tried in 0..10 {
            if tried > 0 && tried % 3 == 0 {
                world.clock.advance_seconds(30);
            }
            let wrong = other_code(&code_now(&world, &member.secret));
            let reply = post(&member.client, "/api/v1/session/step-up", json!({ "code": wrong })).await;
            assert_eq!(reply.status.as_u16(), if tried < 9 { 422 } else { 401 }, "try {tried}");
        }
        world.clock.advance_seconds(1);
        assert_eq!(member.client.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn an_app_counts_from_its_first_code_on() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let client = world.signed_in(&world.north, Role::Member).await;
        let add = |code: String| {
            let client = client.clone();
            async move { client.send(Method::PUT, "/api/v1/me/totp", &[], Some(json!({ "code": code }))).await }
        };
        assert_eq!(told(&add("123456".into()).await), (422, "no-app-pending".into()));
        let offered = post(&client, "/api/v1/me/totp", json!(null)).await.json();
        let secret = TotpSecret::parse(offered["secret"].as_str().unwrap()).unwrap();
        assert!(offered["uri"].as_str().unwrap().starts_with("otpauth://totp/Organisation%20north-river:member%40example.org?secret="));
        assert_eq!(add(other_code(&code_now(&world, &secret))).await.json()["errors"][0]["code"], "wrong-code");
        assert_eq!(password(&world.anonymous(), Role::Member).await.status, StatusCode::OK, "not in use yet");
        assert_eq!(add(code_now(&world, &secret)).await.status, StatusCode::OK);
        assert_eq!(password(&world.anonymous(), Role::Member).await.status, StatusCode::ACCEPTED);
        assert_eq!(password(&world.anonymous(), Role::Owner).await.status, StatusCode::OK, "nobody else is concerned");
    });
}

/// Whoever sits at an open session does not guess the code of an app that is being set up; what was offered lapses.
#[test]
fn the_first_code_of_an_app_pauses_and_lapses() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let client = world.signed_in(&world.north, Role::Member).await;
        let offer = async |client: &Client| {
            let offered = post(client, "/api/v1/me/totp", json!(null)).await.json();
            TotpSecret::parse(offered["secret"].as_str().unwrap()).unwrap()
        };
        let add = async |client: &Client, code: String| {
            client.send(Method::PUT, "/api/v1/me/totp", &[], Some(json!({ "code": code }))).await.status
        };
        let secret = offer(&client).await;
        for _ in 0..3 {
            assert_eq!(add(&client, other_code(&code_now(&world, &secret))).await, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(add(&client, code_now(&world, &secret)).await, StatusCode::TOO_MANY_REQUESTS, "even a right one");
        // Proved anew on the way, so that it is the offer that lapses and nothing else.
        world.clock.advance_seconds(9 * 60);
        let client = client.after(&post(&client, "/api/v1/session/step-up", json!({ "password": PASSWORD })).await);
        world.clock.advance_seconds(6 * 60);
        let late = add(&client, code_now(&world, &secret)).await;
        assert_eq!(late, StatusCode::UNPROCESSABLE_ENTITY, "fifteen minutes after it was offered");
        let secret = offer(&client).await;
        assert_eq!(add(&client, code_now(&world, &secret)).await, StatusCode::OK, "counter-proof: offered anew");
        assert_eq!(client.get("/api/v1/me").await.json()["session"]["factor"], "totp", "the session is proved by it");
    });
}

/// A recovery code proves who one is within a session too: once, and it gives the tries back.
#[test]
fn a_recovery_code_steps_up_once() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let step_up = async |client: &Client, typed: &str| post(client, "/api/v1/session/step-up", json!({ "code": typed })).await;
        for _ in 0..2 {
            let wrong = other_code(&code_now(&world, &member.secret));
            assert_eq!(step_up(&member.client, &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let proved = step_up(&member.client, &member.codes[0]).await;
        assert_eq!(proved.status, StatusCode::OK, "{}", String::from_utf8_lossy(&proved.bytes));
        let client = member.client.after(&proved);
        for _ in 0..3 {
            assert_eq!(step_up(&client, &member.codes[0]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "used");
        }
        assert_eq!(step_up(&client, &member.codes[1]).await.status, StatusCode::TOO_MANY_REQUESTS);
    });
}
