//! What a sign-in costs and where that is counted: of an account, of a network, of a known browser, each by itself; what is given back, and
//! what ends together with whom it belongs to.

use crate::escalation::{Attempts, done, grant, hold, make_role};
use crate::people::cast;
use crate::two_steps::{WithApp, code_now, password};
use crate::world::{Client, PASSWORD, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::json;
use std::time::Duration;
use store::door::Standing;

async fn sign_in(client: &Client, email: &str, password: &str) -> StatusCode {
    let body = json!({"organisation": "north-river", "email": email, "password": password});
    client.send(Method::POST, "/api/v1/session", &[], Some(body)).await.status
}

fn other(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

/// Whoever tries one password at many accounts has no more tries than whoever tries many at one.
#[test]
fn a_network_runs_out_at_many_accounts() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let client = world.anonymous();
        for number in 0..10 {
            assert_eq!(sign_in(&client, &format!("spare-{number}@example.org"), "wrong-wrong-wrong").await, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(sign_in(&client, "spare-11@example.org", "wrong-wrong-wrong").await, StatusCode::TOO_MANY_REQUESTS);
        let elsewhere = client.at("203.0.113.9");
        assert_eq!(sign_in(&elsewhere, "spare-11@example.org", "wrong-wrong-wrong").await, StatusCode::UNAUTHORIZED, "its own tries");
    });
}

/// An account has ten tries, from however many networks and however its address is written.
#[test]
fn an_account_runs_out_from_many_networks_however_it_is_spelled() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let spellings = ["owner@example.org", "Owner@Example.org", " owner@example.org", "OWNER@EXAMPLE.ORG "];
        for number in 0..10_usize {
            let client = world.anonymous().at(&format!("203.0.113.{number}"));
            let tried = sign_in(&client, spellings[number % spellings.len()], "wrong-wrong-wrong").await;
            assert_eq!(tried, StatusCode::UNAUTHORIZED, "{number}");
        }
        for (number, spelling) in spellings.iter().enumerate() {
            let client = world.anonymous().at(&format!("192.0.2.{}", 100 + number));
            assert_eq!(sign_in(&client, spelling, "wrong-wrong-wrong").await, StatusCode::TOO_MANY_REQUESTS, "{spelling:?}");
        }
    });
}

/// A busy office signs in behind one address, and takes nobody's tries.
#[test]
fn a_right_password_gives_its_tries_back() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let client = world.anonymous();
        for number in 0..25 {
            assert_eq!(sign_in(&client, &address(Role::Owner), PASSWORD).await, StatusCode::OK, "{number}");
        }
        for number in 0..25 {
            let role = Role::ALL[number % Role::ALL.len()];
            assert_eq!(sign_in(&client, &address(role), PASSWORD).await, StatusCode::OK, "{number}");
        }
    });
}

/// Whoever has found the password out, and guesses codes elsewhere, does not keep the member's own browser waiting.
#[test]
fn codes_are_counted_at_each_door() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        let finish =
            async |half: &Client, code: String| half.send(Method::POST, "/api/v1/session/totp", &[], Some(json!({ "code": code }))).await;
        let signed_in = finish(&half, code_now(&world, &member.secret)).await;
        assert_eq!(signed_in.status, StatusCode::OK);
        let browser = world.anonymous().after(&signed_in).only("__Host-d");
        world.clock.advance_seconds(30);

        let thief = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        for _ in 0..3 {
            assert_eq!(finish(&thief, other(&code_now(&world, &member.secret))).await.status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(finish(&thief, code_now(&world, &member.secret)).await.status, StatusCode::TOO_MANY_REQUESTS);
        let at_home = browser.after(&password(&browser, Role::Member).await);
        assert_eq!(finish(&at_home, code_now(&world, &member.secret)).await.status, StatusCode::OK, "a door of its own");
    });
}

#[test]
fn codes_at_a_step_up_pause_after_three() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let step_up =
            async |code: String| member.client.send(Method::POST, "/api/v1/session/step-up", &[], Some(json!({ "code": code }))).await;
        for _ in 0..3 {
            assert_eq!(step_up(other(&code_now(&world, &member.secret))).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(step_up(code_now(&world, &member.secret)).await.status, StatusCode::TOO_MANY_REQUESTS, "even a right one");
        world.clock.advance_seconds(30);
        assert_eq!(step_up(code_now(&world, &member.secret)).await.status, StatusCode::OK);
    });
}

/// The record is written after the answer has left, so that its time tells nothing; it is written.
#[test]
fn a_failed_sign_in_is_on_record() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let before = world.north.log_size().await;
        for email in [address(Role::Member), "nobody@example.org".to_owned()] {
            assert_eq!(sign_in(&world.anonymous(), &email, "wrong-wrong-wrong").await, StatusCode::UNAUTHORIZED);
        }
        let both = async {
            while world.north.log_size().await < before + 2 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), both).await.expect("two records");
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let told = owner.get("/api/v1/audit?action=session.refused").await.json();
        let mut labels: Vec<_> =
            told["items"].as_array().unwrap().iter().map(|record| record["subject"]["label"].as_str().unwrap()).collect();
        labels.sort_unstable();
        assert_eq!(labels, ["member@example.org", "nobody@example.org"]);
    });
}

/// Whoever had found the old password out, and waits for a code, has proved nothing any more.
#[test]
fn a_half_sign_in_ends_with_a_new_password() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        let body = json!({"current": PASSWORD, "new": "seven lanterns over quiet water"});
        let changed = member.client.send(Method::PUT, "/api/v1/me/password", &[], Some(body)).await;
        assert!(changed.status.is_success(), "{}", String::from_utf8_lossy(&changed.bytes));
        let code = json!({"code": code_now(&world, &member.secret)});
        let reply = half.send(Method::POST, "/api/v1/session/totp", &[], Some(code)).await;
        assert_eq!(reply.json()["code"], "sign-in-expired");
    });
}

/// Half a year after its last sign-in a browser is a stranger like any other.
#[test]
fn a_browser_is_known_for_180_days() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let browser = world.anonymous().after(&password(&world.anonymous(), Role::Member).await).only("__Host-d");
        let use_up = async || {
            for _ in 0..20 {
                sign_in(&world.anonymous(), &address(Role::Member), "wrong-wrong-wrong").await;
            }
        };
        let day = 24 * 60 * 60;
        world.clock.advance_seconds(179 * day);
        use_up().await;
        assert_eq!(password(&browser, Role::Member).await.status, StatusCode::OK, "known, and known anew from here on");
        world.clock.advance_seconds(179 * day);
        use_up().await;
        assert_eq!(password(&browser, Role::Member).await.status, StatusCode::OK, "and again");
        world.clock.advance_seconds(180 * day);
        use_up().await;
        assert_eq!(password(&browser, Role::Member).await.status, StatusCode::TOO_MANY_REQUESTS);
    });
}

#[test]
fn a_suspended_organisations_tokens_stop() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let made =
            owner.create("/api/v1/tokens", json!({"name": "Report", "permissions": ["jobs.read"], "networks": [], "days": 30})).await;
        let program = owner.with_token(made["token"].as_str().unwrap());
        assert_eq!(program.get("/api/v1/jobs").await.status, StatusCode::OK);
        let stand = async |standing| {
            world.stands(&world.north, standing).await;
            world.clock.advance_seconds(1);
        };
        stand(Standing::Suspended).await;
        assert_eq!(program.get("/api/v1/jobs").await.status, StatusCode::UNAUTHORIZED);
        stand(Standing::Active).await;
        assert_eq!(program.get("/api/v1/jobs").await.status, StatusCode::OK, "counter-proof");
    });
}

/// What one server was told of networks, another that has just looked believes for half a second, and no longer.
#[test]
fn networks_hold_on_another_server_half_a_second_later() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let there = world.another_server().served(&owner).at("203.0.113.9");
        assert_eq!(there.get("/api/v1/jobs").await.status, StatusCode::OK);
        let tag = format!("\"{}\"", owner.get("/api/v1/networks").await.json()["version"]);
        let body = json!({"mode": "enforce", "ranges": [{"cidr": "198.51.100.0/24", "note": "Head office"}], "by_role": []});
        assert_eq!(owner.send(Method::PUT, "/api/v1/networks", &[("if-match", &tag)], Some(body)).await.status, StatusCode::OK);
        world.clock.advance(500);
        assert_eq!(there.get("/api/v1/jobs").await.status, StatusCode::FORBIDDEN);
        assert_eq!(there.at("198.51.100.7").get("/api/v1/jobs").await.status, StatusCode::OK, "counter-proof");
    });
}

/// What becomes anybody's rows takes every right over them for the whole organisation: a part of it is not the whole.
#[test]
fn a_part_of_the_organisation_is_not_the_whole() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let importer = done("a role", &make_role(&cast.owner, "Importer", json!([grant("imports.run", "organisation")])).await);
        let person = cast.person(&world, "part").await;
        done("may import", &hold(&cast.owner, &person.id, json!({"role": importer["id"]})).await);
        let narrow = hold(&cast.owner, &person.id, json!({"role": "dispatcher", "unit_id": cast.north_unit})).await;
        done("a dispatcher of the north", &narrow);
        world.clock.advance(600);
        let send = async || {
            let kind = [("content-type", "text/csv")];
            person.client.send_bytes(Method::POST, "/api/v1/imports?filename=sent.csv", &kind, b"number,title\n".to_vec()).await
        };
        tried.refused("a file whose rows may become any unit's", &send().await, 403, "forbidden");
        done("a dispatcher of all", &hold(&cast.owner, &person.id, json!({"role": "dispatcher"})).await);
        world.clock.advance(600);
        done("the same by who sees them all", &send().await);
    });
}

/// Asking for a passkey names nobody, and takes a try of the network all the same.
#[test]
fn asking_for_a_passkey_takes_a_try_of_the_network() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let ask = async |from: &str| {
            let body = json!({"organisation": "north-river"});
            world.anonymous().at(from).send(Method::POST, "/api/v1/session/passkey/options", &[], Some(body)).await.status
        };
        for number in 0..10 {
            assert_eq!(ask("203.0.113.9").await, StatusCode::OK, "{number}");
        }
        assert_eq!(ask("203.0.113.9").await, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(ask("192.0.2.200").await, StatusCode::OK, "another network's are its own");
    });
}

/// A browser that was forgotten by time is met again; a member's twenty are known, and nobody else's are fewer for it.
#[test]
fn twenty_browsers_are_known_and_one_forgotten_is_met_again() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let first = world.anonymous().after(&password(&world.anonymous(), Role::Member).await).only("__Host-d");
        world.clock.advance_seconds(180 * 24 * 60 * 60);
        assert_eq!(password(&first, Role::Member).await.status, StatusCode::OK, "with the token that it had");
        let auditor = world.signed_in(&world.north, Role::Auditor).await;
        let mut last = auditor.clone();
        for _ in 0..21 {
            world.clock.advance_seconds(1);
            last = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        }
        let known = async |client: &Client| client.get("/api/v1/me/devices").await.json()["items"].as_array().unwrap().len();
        assert_eq!((known(&last).await, known(&auditor).await), (20, 1));
    });
}

/// A wrong password at a step-up is a wrong password: it takes a try, and is on record.
#[test]
fn passwords_at_a_step_up_run_out() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let client = world.signed_in(&world.north, Role::Member).await;
        let step_up =
            async |password: &str| client.send(Method::POST, "/api/v1/session/step-up", &[], Some(json!({ "password": password }))).await;
        let before = world.north.log_size().await;
        for _ in 0..10 {
            assert_eq!(step_up("wrong-wrong-wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(world.north.log_size().await, before + 10);
        assert_eq!(step_up(PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS, "even the right one");
        world.clock.advance_seconds(30);
        assert_eq!(step_up(PASSWORD).await.status, StatusCode::OK);
    });
}
