//! Networks: every operation × an address outside of them is a refusal with a record, whatever headers say. With its counter-proof.

use crate::authenticator::Authenticator;
use crate::cases;
use crate::letters::Letters;
use crate::passkeys::member_with;
use crate::two_steps::{WithApp, code_now, password};
use crate::world::{ADDRESS, Client, PASSWORD, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// Outside of every network of these proofs.
const OUTSIDE: &str = "203.0.113.9";
/// A proxy that the world trusts.
const PROXY: &str = "192.0.2.1";
/// What somebody outside may try in order to look like somebody inside.
const FORGED: &[(&str, &str)] = &[
    ("x-forwarded-for", "198.51.100.7"),
    ("x-real-ip", "198.51.100.7"),
    ("forwarded", "for=198.51.100.7"),
    ("true-client-ip", "198.51.100.7"),
    ("cf-connecting-ip", "198.51.100.7"),
];

/// Operations that no session is asked for. What each does from outside is said here; this list only shrinks.
const PUBLIC: &[&str] = &[
    "post /api/v1/session",                                     // with the right password: nobody_signs_in_from_outside
    "post /api/v1/session/totp",                                // nobody_finishes_a_sign_in_from_outside
    "post /api/v1/session/recovery-code",                       // likewise
    "post /api/v1/session/passkey",                             // likewise, and alone
    "post /api/v1/session/passkey/options",                     // the same answer for everybody; nobody is in by it
    "post /api/v1/session/single-sign-on",                      // sends somebody away; nobody is in by it
    "get /api/v1/session/single-sign-on/return/{organisation}", // single_sign_on/doors.rs
    "post /api/v1/invitation",                                  // with a link that works: nobody_joins_from_outside
    "post /api/v1/invitation/passkey/options",                  // likewise
    "post /api/v1/invitation/acceptance",                       // likewise
    "post /api/v1/call-out-answers", // with a link that works: call_outs.rs::nobody_answers_from_outside_or_once_they_are_out
    "post /api/v1/call-out-answers/opening", // likewise
    "post /api/v1/password-reset",   // the same answer for everybody, and no mail: no_password_is_reset_from_outside
    "put /api/v1/password-reset",    // with a link that works: likewise
    "get /api/v1/feeds/{secret}",    // asks as its maker: feeds.rs::the_networks_hold_for_feeds
];

async fn put(owner: &Client, mode: &str, ranges: Value, by_role: Value) -> Reply {
    let version = owner.get("/api/v1/networks").await.json()["version"].clone();
    let tag = format!("\"{version}\"");
    let body = json!({"mode": mode, "ranges": ranges, "by_role": by_role});
    owner.send(Method::PUT, "/api/v1/networks", &[("if-match", &tag)], Some(body)).await
}

fn head_office() -> Value {
    json!([{"cidr": "198.51.100.0/24", "note": "Head office"}])
}

async fn enforced(world: &World) -> Client {
    let owner = world.signed_in(&world.north, Role::Owner).await;
    let reply = put(&owner, "enforce", head_office(), json!([])).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.json());
    world.clock.advance(500);
    owner
}

fn is_refused(reply: &Reply) -> bool {
    reply.status == StatusCode::FORBIDDEN
        && serde_json::from_slice::<Value>(&reply.bytes).is_ok_and(|told| told["code"] == "network-refused")
}

#[test]
fn every_operation_is_refused_from_outside() {
    on_both(|on| async move {
        let world = World::new(on).await;
        enforced(&world).await;
        for (method, path, operation) in cases::operations() {
            if operation["x-permission"].is_null() {
                assert!(
                    PUBLIC.contains(&format!("{method} {path}").as_str()),
                    "{method} {path}: public, and not said how it is from outside"
                );
                continue;
            }
            // Some acts ask for a proof that is fresh, and time goes on below.
            let owner = world.signed_in(&world.north, Role::Owner).await;
            let sample = cases::sample(&owner, &method, &path).await.unwrap_or_else(|| panic!("no sample for {method} {path}"));
            if path == "/api/v1/networks" {
                put(&owner, "enforce", head_office(), json!([])).await;
            }
            // A flood of refusals is cut down to a trickle of records: time lets the next one through.
            world.clock.advance(20_000);
            let before = world.north.log_size().await;
            let outside = owner.at(OUTSIDE);
            let reply = refused_at(&outside, &sample, FORGED).await;
            assert!(is_refused(&reply), "{method} {path}: {} {}", reply.status, String::from_utf8_lossy(&reply.bytes));
            assert!(!String::from_utf8_lossy(&reply.bytes).contains("203.0.113"), "{method} {path}: the address is told");
            assert_eq!(world.north.log_size().await, before + 1, "{method} {path}: one record");
            let newest = owner.get("/api/v1/audit?limit=1").await.json()["items"][0].clone();
            assert_eq!((&newest["action"], &newest["outcome"]), (&json!("network.refused"), &json!("refused")), "{method} {path}");
        }
    });
}

async fn refused_at(client: &Client, sample: &cases::Sample, headers: &[(&str, &str)]) -> Reply {
    let tag = sample.version.map(|version| format!("\"{version}\""));
    let tag = tag.as_deref().map(|tag| ("if-match", tag));
    let headers: Vec<_> = headers.iter().copied().chain(tag).collect();
    client.send(sample.method.clone(), &sample.path, &headers, sample.body.clone()).await
}

/// The counter-proof: were the networks not looked at, the proof above would see it.
#[test]
fn without_networks_the_same_requests_pass() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let outside = owner.at(OUTSIDE);
        for mode in ["off", "report_only"] {
            assert_eq!(put(&owner, mode, head_office(), json!([])).await.status, StatusCode::OK);
            world.clock.advance(500);
            let before = world.north.log_size().await;
            let sample = cases::sample(&owner, "get", "/api/v1/jobs").await.unwrap();
            let made = world.north.log_size().await - before;
            let reply = refused_at(&outside, &sample, &[]).await;
            assert_eq!(reply.status, StatusCode::OK, "{mode}");
            let left = world.north.log_size().await - before - made;
            assert_eq!(left, u64::from(mode == "report_only"), "{mode}: who would be refused is on record");
        }
        let newest = owner.get("/api/v1/audit?action=network.outside").await.json()["items"][0].clone();
        assert_eq!(newest["changes"][0]["after"], "organisation");
    });
}

#[test]
fn nobody_signs_in_from_outside() {
    on_both(|on| async move {
        let world = World::new(on).await;
        enforced(&world).await;
        let with = |password: &str| json!({"organisation": "north-river", "email": address(Role::Owner), "password": password});
        let stranger = world.anonymous().at(OUTSIDE);
        let sign_in = |body: Value| stranger.send(Method::POST, "/api/v1/session", FORGED, Some(body));
        let before = world.north.log_size().await;
        let right = sign_in(with(PASSWORD)).await;
        assert!(is_refused(&right) && right.headers.get("set-cookie").is_none(), "{}", right.json());
        assert_eq!(world.north.log_size().await, before + 1);
        // A wrong password looks as it does everywhere: from outside nobody learns which organisations have networks.
        assert_eq!(sign_in(with("not-the-password")).await.json()["code"], "sign-in-failed");
        let elsewhere = json!({"organisation": "south-hill", "email": address(Role::Owner), "password": PASSWORD});
        assert_eq!(sign_in(elsewhere).await.status, StatusCode::OK, "another organisation's networks are its own");
    });
}

#[test]
fn nobody_finishes_a_sign_in_from_outside() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let mut key = Authenticator::new();
        member_with(&world, Role::Auditor, &mut key).await;
        enforced(&world).await;
        let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        let code = || Some(json!({"code": code_now(&world, &member.secret)}));
        assert!(is_refused(&half.at(OUTSIDE).send(Method::POST, "/api/v1/session/totp", FORGED, code()).await));
        let paper = Some(json!({"code": member.codes[0]}));
        assert!(is_refused(&half.at(OUTSIDE).send(Method::POST, "/api/v1/session/recovery-code", FORGED, paper).await));
        let asked = json!({"organisation": "north-river"});
        let asked = world.anonymous().at(OUTSIDE).send(Method::POST, "/api/v1/session/passkey/options", FORGED, Some(asked)).await;
        let alone = world.anonymous().at(OUTSIDE).after(&asked);
        let proof = json!({"credential": key.get(&asked.json())});
        assert!(is_refused(&alone.send(Method::POST, "/api/v1/session/passkey", FORGED, Some(proof.clone())).await));
        // Counter-proof: the very same from inside.
        assert_eq!(half.send(Method::POST, "/api/v1/session/totp", &[], code()).await.status, StatusCode::OK);
        let inside = world.anonymous().after(&asked);
        assert_eq!(inside.send(Method::POST, "/api/v1/session/passkey", &[], Some(proof)).await.status, StatusCode::OK);
    });
}

#[test]
fn nobody_joins_from_outside() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = enforced(&world).await;
        owner.create("/api/v1/invitations", json!({"name": "Jo", "email": "jo@example.org", "role": "member"})).await;
        let token = letters.secret(&world.north, "join").await;
        let body = json!({"token": token, "password": "seven lanterns over quiet water"});
        let join =
            |client: Client, path: &'static str, body: Value| async move { client.send(Method::POST, path, FORGED, Some(body)).await };
        let steps = [
            ("/api/v1/invitation", json!({ "token": token })),
            ("/api/v1/invitation/passkey/options", json!({ "token": token })),
            ("/api/v1/invitation/acceptance", body),
        ];
        for (path, body) in steps.clone() {
            let before = world.north.log_size().await;
            assert!(is_refused(&join(world.anonymous().at(OUTSIDE), path, body).await), "{path}");
            assert_eq!(world.north.log_size().await, before + 1, "{path}: one record");
            let newest = owner.get("/api/v1/audit?limit=1").await.json()["items"][0].clone();
            assert_eq!((&newest["action"], &newest["actor"]["kind"]), (&json!("network.refused"), &json!("anonymous")), "{path}");
        }
        for (path, body) in steps {
            assert_eq!(join(world.anonymous(), path, body).await.status, StatusCode::OK, "the link is not used up by it");
        }
    });
}

#[test]
fn no_password_is_reset_from_outside() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = enforced(&world).await;
        let body = json!({"organisation": "north-river", "email": address(Role::Member)});
        let ask =
            |client: Client, body: Value| async move { client.send(Method::POST, "/api/v1/password-reset", FORGED, Some(body)).await };
        // The answer is the same from everywhere: what came of it stands in the log, once the work behind the answer is done.
        assert_eq!(ask(world.anonymous().at(OUTSIDE), body.clone()).await.status, StatusCode::ACCEPTED);
        while owner.get("/api/v1/audit?action=network.refused").await.json()["items"].as_array().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        assert!(letters.of_house(&world.north).await.is_empty(), "no link leaves");
        assert_eq!(ask(world.anonymous(), body).await.status, StatusCode::ACCEPTED);
        while owner.get("/api/v1/audit?action=password_reset.asked").await.json()["items"].as_array().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        let new = json!({"token": letters.secret(&world.north, "reset").await, "password": "seven lanterns over quiet water"});
        let set = |client: Client, new: Value| async move { client.send(Method::PUT, "/api/v1/password-reset", FORGED, Some(new)).await };
        let before = world.north.log_size().await;
        assert!(is_refused(&set(world.anonymous().at(OUTSIDE), new.clone()).await));
        assert_eq!(world.north.log_size().await, before + 1);
        assert_eq!(set(world.anonymous(), new).await.status, StatusCode::NO_CONTENT, "the counter-proof: the link is not used up by it");
    });
}

#[test]
fn a_trusted_proxy_tells_the_address_and_nobody_else() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = enforced(&world).await;
        let by_proxy = |told: &'static str| {
            let owner = owner.at(PROXY);
            async move { owner.send(Method::GET, "/api/v1/me", &[("x-forwarded-for", told)], None).await }
        };
        assert_eq!(by_proxy("198.51.100.7").await.status, StatusCode::OK);
        assert_eq!(by_proxy("203.0.113.9, 198.51.100.7").await.status, StatusCode::OK, "the rightmost stranger counts");
        assert!(is_refused(&by_proxy("198.51.100.7, 203.0.113.9").await), "what the stranger sent along does not");
        assert_eq!(by_proxy("198.51.100.7, 192.0.2.3").await.status, StatusCode::OK, "proxies in a row");
        assert_eq!(by_proxy("198.51.100.7, nonsense").await.json()["code"], "malformed");
        assert!(is_refused(&owner.at(PROXY).get("/api/v1/me").await), "the proxy itself is nobody inside");
        assert!(is_refused(&owner.at("192.0.2.16").send(Method::GET, "/api/v1/me", &[("x-forwarded-for", "198.51.100.7")], None).await));
    });
}

#[test]
fn roles_and_the_mapped_form() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let auditor = world.signed_in(&world.north, Role::Auditor).await;
        let vault = json!([{"role": "auditor", "ranges": [{"cidr": "198.51.100.128/25"}]}]);
        assert_eq!(put(&owner, "enforce", json!([{"cidr": "::ffff:198.51.100.0/120"}]), vault).await.status, StatusCode::OK);
        assert_eq!(owner.get("/api/v1/networks").await.json()["ranges"][0]["cidr"], "198.51.100.0/24");
        world.clock.advance(500);
        assert_eq!(owner.at("::ffff:198.51.100.9").get("/api/v1/me").await.status, StatusCode::OK);
        assert!(is_refused(&auditor.get("/api/v1/me").await));
        assert_eq!(auditor.at("198.51.100.200").get("/api/v1/me").await.status, StatusCode::OK);
        let check = |address: &str, role: Option<&str>| {
            let (owner, body) = (owner.clone(), json!({"address": address, "role": role}));
            async move { owner.send(Method::POST, "/api/v1/networks/check", &[], Some(body)).await.json() }
        };
        assert_eq!(check("198.51.100.9", None).await["passes"], true);
        assert_eq!(
            check("198.51.100.9", Some("auditor")).await,
            json!({"passes": false, "rule": "none of the ranges of auditor holds it"})
        );
        assert_eq!(check("203.0.113.9", None).await["rule"], "none of the organisation's ranges holds it");
    });
}

#[test]
fn customers_contacts_come_from_the_networks_that_are_theirs() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let contact = world.signed_in(&world.north, Role::Contact).await;
        let theirs = json!([{"role": "contact", "ranges": [{"cidr": "198.51.100.128/25"}]}]);
        let told = put(&owner, "enforce", json!([]), theirs).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.json());
        world.clock.advance(500);
        assert!(is_refused(&contact.get("/api/v1/me").await));
        assert_eq!(contact.at("198.51.100.200").get("/api/v1/me").await.status, StatusCode::OK);
        assert_eq!(owner.get("/api/v1/me").await.status, StatusCode::OK, "members come from anywhere");
    });
}

#[test]
fn nobody_locks_themself_out() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let elsewhere = json!([{"cidr": "10.0.0.0/8"}]);
        let before = world.north.log_size().await;
        let reply = put(&owner, "enforce", elsewhere.clone(), json!([])).await;
        assert_eq!((reply.status.as_u16(), &reply.json()["code"]), (422, &json!("would-lock-you-out")));
        assert!(!String::from_utf8_lossy(&reply.bytes).contains(&ADDRESS.to_string()));
        let by_role = json!([{"role": "owner", "ranges": [{"cidr": "10.0.0.0/8"}]}]);
        assert_eq!(put(&owner, "enforce", json!([]), by_role).await.json()["code"], "would-lock-you-out");
        assert_eq!(world.north.log_size().await, before, "nothing was written");
        assert_eq!(put(&owner, "report_only", elsewhere, json!([])).await.status, StatusCode::OK, "trying out locks nobody out");
        for (ranges, by_role, field) in [
            (json!([{"cidr": "10.0.0.1/8"}]), json!([]), "ranges[0].cidr"),
            (json!([{"cidr": "10.0.0.0/8"}, {"cidr": "::ffff:10.0.0.0/104"}]), json!([]), "ranges[1].cidr"),
            (json!([]), json!([{"role": "wizard", "ranges": [{"cidr": "10.0.0.0/8"}]}]), "by_role"),
            (json!([]), json!([{"role": "owner", "ranges": []}, {"role": "owner", "ranges": []}]), "by_role[1].role"),
            (json!(vec![json!({"cidr": "10.0.0.0/8"}); 201]), json!([]), "ranges"),
        ] {
            let reply = put(&owner, "off", ranges, by_role).await;
            assert_eq!((reply.status.as_u16(), reply.json()["errors"][0]["field"].as_str().unwrap()), (422, field), "{}", reply.json());
        }
    });
}

#[test]
fn the_operator_lets_an_organisation_back_in_and_the_log_says_so() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = enforced(&world).await;
        assert!(is_refused(&owner.at(OUTSIDE).get("/api/v1/me").await));
        let authority = store::door::Authority::whole(kernel::Actor::Operator, store::Origin::default());
        world.north.realm.write(authority, access::networks::turn_off).await.unwrap();
        world.clock.advance(500);
        assert_eq!(owner.at(OUTSIDE).get("/api/v1/me").await.status, StatusCode::OK);
        let networks = owner.get("/api/v1/networks").await.json();
        assert_eq!((&networks["mode"], &networks["ranges"]), (&json!("off"), &head_office()));
        let newest = owner.get("/api/v1/audit?action=networks.weakened").await.json()["items"][0].clone();
        assert_eq!((&newest["actor"]["kind"], &newest["changes"][0]["after"]), (&json!("operator"), &json!("off")));
    });
}

/// Whoever read the networks before somebody else changed them changes nothing.
#[test]
fn networks_that_were_changed_meanwhile_are_read_again() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let read = owner.get("/api/v1/networks").await.json();
        assert_eq!(put(&owner, "report_only", head_office(), json!([])).await.status, StatusCode::OK);
        let body = json!({"mode": "off", "ranges": [], "by_role": []});
        let stale = owner.send(Method::PUT, "/api/v1/networks", &[("if-match", &format!("\"{}\"", read["version"]))], Some(body)).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let now = owner.get("/api/v1/networks").await.json();
        assert_eq!((&now["mode"], &now["ranges"]), (&json!("report_only"), &head_office()));
    });
}
