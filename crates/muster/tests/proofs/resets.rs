//! Resets of passwords and their abuse: asked for in another's name, used twice, too late, in another's browser, at once, in a flood.

use crate::letters::Letters;
use crate::two_steps::{WithApp, code_now, password};
use crate::world::{Client, PASSWORD, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// How many links of a member work at a time.
const MOST: usize = 3;
const CHOSEN: &str = "seven lanterns over quiet water";

async fn ask(client: &Client, organisation: &str, email: &str, headers: &[(&str, &str)]) -> Reply {
    client.send(Method::POST, "/api/v1/password-reset", headers, Some(json!({"organisation": organisation, "email": email}))).await
}

async fn set(world: &World, token: &str, password: &str, headers: &[(&str, &str)]) -> Reply {
    let body = json!({"token": token, "password": password});
    world.anonymous().send(Method::PUT, "/api/v1/password-reset", headers, Some(body)).await
}

/// What is done after the answer is seen by the log's growth.
async fn asked(world: &World, email: &str) -> Reply {
    let before = world.north.log_size().await;
    let reply = ask(&world.anonymous(), "north-river", email, &[]).await;
    assert_eq!(reply.status, StatusCode::ACCEPTED);
    let done = async {
        while world.north.log_size().await == before {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), done).await.unwrap();
    reply
}

fn cookie(reply: &Reply) -> String {
    reply.headers.get("set-cookie").unwrap().to_str().unwrap().split(';').next().unwrap().to_owned()
}

async fn is_void(world: &World, token: &str, why: &str) {
    let mut told = Vec::new();
    for token in [token, "nonsense"] {
        let reply = set(world, token, CHOSEN, &[]).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{why}");
        let mut problem = reply.json();
        problem["request_id"] = Value::Null;
        assert_eq!(problem["code"], "reset-void", "{why}");
        told.push(problem);
    }
    assert_eq!(told[0], told[1], "{why}");
}

async fn sign_in(world: &World, email: &str, password: &str) -> StatusCode {
    let body = json!({"organisation": "north-river", "email": email, "password": password});
    world.anonymous().send(Method::POST, "/api/v1/session", &[], Some(body)).await.status
}

#[test]
fn asking_tells_nothing_about_anybody() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = address(Role::Member);
        let mut told = BTreeSet::new();
        for (organisation, email) in [
            ("north-river", member.as_str()),
            ("north-river", "nobody@example.org"),
            ("no-such-place", member.as_str()),
            ("NOT A SLUG", "not an address"),
            ("", ""),
        ] {
            let reply = ask(&world.anonymous(), organisation, email, &[]).await;
            let names: Vec<String> = reply.headers.keys().map(ToString::to_string).collect();
            let cookie = cookie(&reply);
            told.insert((reply.status.as_u16(), reply.bytes.clone(), names, cookie.split('=').next().unwrap().to_owned(), cookie.len()));
        }
        assert_eq!(told.len(), 1, "{told:?}");
    });
}

#[test]
fn a_new_password_ends_every_session_and_opens_none() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let member = address(Role::Member);
        let (desk, phone) = (world.signed_in(&world.north, Role::Member).await, world.signed_in(&world.north, Role::Member).await);
        let namesake = world.signed_in(&world.south, Role::Member).await;
        asked(&world, &member).await;
        let token = letters.secret(&world.north, "reset").await;
        assert_eq!(sign_in(&world, &member, PASSWORD).await, StatusCode::OK, "asking changes nothing");
        let before = world.north.log_size().await;
        let done = set(&world, &token, CHOSEN, &[]).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", String::from_utf8_lossy(&done.bytes));
        assert_eq!(world.north.log_size().await, before + 1);
        let cookies: Vec<_> = done.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap().to_owned()).collect();
        assert!(cookies.iter().all(|cookie| cookie.contains("Max-Age=0")), "it signs nobody in: {cookies:?}");
        world.clock.advance_seconds(1);
        for out in [&desk, &phone] {
            assert_eq!(out.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(namesake.get("/api/v1/me").await.status, StatusCode::OK, "the same address elsewhere is somebody else");
        assert_eq!(sign_in(&world, &member, PASSWORD).await, StatusCode::UNAUTHORIZED);
        assert_eq!(sign_in(&world, &member, CHOSEN).await, StatusCode::OK);
        is_void(&world, &token, "used").await;
        let told = letters.of_house(&world.north).await;
        assert!(told[0].header("Subject").unwrap().contains("password") && told[0].to == [member]);
    });
}

#[test]
fn a_link_works_for_ten_minutes_and_for_whom_it_was_sent() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        asked(&world, &address(Role::Member)).await;
        let token = letters.secret(&world.north, "reset").await;
        let (head, random) = token.rsplit_once('_').unwrap();
        let of_south = format!("msr_{}_{random}", world.south.realm.name().trim_start_matches("org_"));
        is_void(&world, &of_south, "another organisation").await;
        is_void(&world, &format!("{head}_{}", "A".repeat(43)), "a guess").await;
        is_void(&world, &token.replace("msr_", "msi_"), "another kind").await;
        world.clock.advance_seconds(10 * 60 - 1);
        assert_eq!(set(&world, &token, "short", &[]).await.json()["errors"][0]["code"], "too-short", "a weak one costs nothing");
        world.clock.advance_seconds(1);
        is_void(&world, &token, "expired").await;
    });
}

#[test]
fn a_link_does_not_work_in_the_browser_of_somebody_who_asked_for_another() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let mine = cookie(&asked(&world, &address(Role::Member)).await);
        let token = letters.secret(&world.north, "reset").await;
        let others = cookie(&ask(&world.anonymous(), "north-river", "nobody@example.org", &[]).await);
        assert_ne!(mine, others);
        assert_eq!(set(&world, &token, CHOSEN, &[("cookie", &others)]).await.json()["code"], "reset-void");
        assert_eq!(set(&world, &token, CHOSEN, &[("cookie", &mine)]).await.status, StatusCode::NO_CONTENT);
        // Read on a telephone that asked for nothing, it works.
        asked(&world, &address(Role::Auditor)).await;
        let letters = letters.of_house(&world.north).await;
        let token = letters.iter().find(|letter| letter.to == [address(Role::Auditor)]).unwrap().token("reset");
        assert_eq!(set(&world, &token, CHOSEN, &[]).await.status, StatusCode::NO_CONTENT);
    });
}

#[test]
fn of_two_uses_at_once_one_counts() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        asked(&world, &address(Role::Member)).await;
        let token = letters.secret(&world.north, "reset").await;
        let uses = (0..5).map(|number| {
            let (world, token) = (&world, token.clone());
            async move { set(world, &token, &format!("{CHOSEN} number {number}"), &[]).await.status.as_u16() }
        });
        let mut told = futures_util::future::join_all(uses).await;
        told.sort_unstable();
        assert_eq!(told, [204, 404, 404, 404, 404]);
    });
}

#[test]
fn nobodys_mailbox_is_filled_and_asking_does_not_void_the_link_in_use() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let member = address(Role::Member);
        asked(&world, &member).await;
        let first = letters.secret(&world.north, "reset").await;
        asked(&world, &member).await;
        asked(&world, &member).await;
        for _ in 0..20 {
            assert_eq!(ask(&world.anonymous(), "north-river", &member, &[]).await.status, StatusCode::ACCEPTED);
        }
        // Whatever those twenty did is done once somebody asked later has been served.
        asked(&world, &address(Role::Auditor)).await;
        let sent = letters.of_house(&world.north).await;
        assert_eq!(sent.iter().filter(|letter| letter.to == [member.clone()]).count(), 2);
        assert_eq!(set(&world, &first, CHOSEN, &[]).await.status, StatusCode::NO_CONTENT);
        let later = sent.iter().find(|letter| letter.to == [member.clone()]).unwrap().token("reset");
        is_void(&world, &later, "another link was used").await;
    });
}

#[test]
fn an_administrator_has_a_link_sent_and_sees_none() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let (owner, administrator) =
            (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.north, Role::Administrator).await);
        let id = async |role: &str| {
            owner.get(&format!("/api/v1/members?role={role}")).await.json()["items"][0]["id"].as_str().unwrap().to_owned()
        };
        let send =
            async |client: &Client, id: &str| client.send(Method::POST, &format!("/api/v1/members/{id}/password-reset"), &[], None).await;
        let auditor = id("auditor").await;
        let reply = send(&administrator, &auditor).await;
        assert_eq!((reply.status, reply.bytes.len()), (StatusCode::ACCEPTED, 0));
        let letter = letters.of_house(&world.north).await.pop().unwrap();
        assert_eq!(letter.to, [address(Role::Auditor)]);
        assert!(letter.text().contains("The administrator asks you"), "{}", letter.text());
        assert_eq!(sign_in(&world, &address(Role::Auditor), PASSWORD).await, StatusCode::OK, "until another is chosen");
        // Whoever can have an owner's password sent anew to an address they have changed could become that owner.
        assert_eq!(send(&administrator, &id("owner").await).await.json()["code"], "beyond-own-rights");
        let foreign = world.signed_in(&world.south, Role::Owner).await;
        assert_eq!(send(&foreign, &auditor).await.status, StatusCode::NOT_FOUND);
        assert_eq!(letters.of_house(&world.north).await, []);
    });
}

/// A member has as many links as can work at a time; the oldest gives way, and nobody else's does.
#[test]
fn the_oldest_link_gives_way_and_nobody_elses_does() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, owner) = (Letters::of(&world), world.signed_in(&world.north, Role::Owner).await);
        let link = async |role: Role| {
            let path = format!("/api/v1/members/{}/password-reset", world.id_of(&world.north, &address(role)).await);
            assert!(owner.send(Method::POST, &path, &[], None).await.status.is_success());
            world.clock.advance_seconds(1);
            letters.secret(&world.north, "reset").await
        };
        let (other, first) = (link(Role::Auditor).await, link(Role::Member).await);
        let mut later = Vec::new();
        for _ in 0..MOST {
            later.push(link(Role::Member).await);
        }
        is_void(&world, &first, "one too many").await;
        assert_eq!(set(&world, &later[0], CHOSEN, &[]).await.status, StatusCode::NO_CONTENT, "the others work");
        is_void(&world, &later[1], "its member has chosen").await;
        assert_eq!(set(&world, &other, CHOSEN, &[]).await.status, StatusCode::NO_CONTENT, "another member's is another matter");
    });
}

/// Which of a member's links are the newest does not hang on what was sent to others.
#[test]
fn newer_links_of_others_void_nobodys() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, owner) = (Letters::of(&world), world.signed_in(&world.north, Role::Owner).await);
        let mut sent = Vec::new();
        for role in [Role::Member, Role::Auditor, Role::Dispatcher, Role::Administrator, Role::Member] {
            let path = format!("/api/v1/members/{}/password-reset", world.id_of(&world.north, &address(role)).await);
            assert_eq!(owner.send(Method::POST, &path, &[], None).await.status, StatusCode::ACCEPTED);
            world.clock.advance_seconds(1);
            sent.push(letters.secret(&world.north, "reset").await);
        }
        assert_eq!(set(&world, &sent[0], CHOSEN, &[]).await.status, StatusCode::NO_CONTENT, "the older of two");
    });
}

#[test]
fn a_network_asks_a_hundred_times_and_then_waits() {
    on_both(|on| async move {
        let world = World::new(on).await;
        for number in 0..100 {
            let email = format!("nobody-{number}@example.org");
            assert_eq!(ask(&world.anonymous(), "north-river", &email, &[]).await.status, StatusCode::ACCEPTED, "{number}");
        }
        let refused = ask(&world.anonymous(), "north-river", "nobody@example.org", &[]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        let elsewhere = ask(&world.anonymous().at("203.0.113.9"), "north-river", "nobody@example.org", &[]).await;
        assert_eq!(elsewhere.status, StatusCode::ACCEPTED);
    });
}

/// A link that still waits to be sent is not sent once another was used; what waits for somebody else is.
#[test]
fn a_link_that_waits_is_taken_back_when_another_is_used() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, owner) = (Letters::of(&world), world.signed_in(&world.north, Role::Owner).await);
        let send = async |role: Role| {
            let path = format!("/api/v1/members/{}/password-reset", world.id_of(&world.north, &address(role)).await);
            assert_eq!(owner.send(Method::POST, &path, &[], None).await.status, StatusCode::ACCEPTED);
        };
        send(Role::Member).await;
        let first = letters.secret(&world.north, "reset").await;
        for role in [Role::Member, Role::Auditor] {
            send(role).await;
        }
        assert_eq!(set(&world, &first, CHOSEN, &[]).await.status, StatusCode::NO_CONTENT);
        let sent = letters.of_house(&world.north).await;
        let with_link: Vec<_> = sent.iter().filter(|letter| letter.text().contains("msr_")).flat_map(|letter| letter.to.clone()).collect();
        assert_eq!((with_link, sent.len()), (vec![address(Role::Auditor)], 2), "and the member is told of the new password");
    });
}

/// Whoever had proved the old password, and waits for a code, has proved nothing any more.
#[test]
fn a_half_sign_in_ends_with_a_reset() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, member) = (Letters::of(&world), WithApp::new(&world, Role::Member).await);
        letters.of_house(&world.north).await;
        let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        asked(&world, &address(Role::Member)).await;
        let token = letters.secret(&world.north, "reset").await;
        assert_eq!(set(&world, &token, CHOSEN, &[]).await.status, StatusCode::NO_CONTENT);
        let code = json!({"code": code_now(&world, &member.secret)});
        let late = half.send(Method::POST, "/api/v1/session/totp", &[], Some(code)).await;
        assert_eq!(late.json()["code"], "sign-in-expired");
    });
}
