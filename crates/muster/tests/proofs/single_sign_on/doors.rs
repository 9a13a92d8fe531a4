//! What `required` shuts, to whom, and that shutting it tells nobody anything; networks hold here as at every other door.

use super::{SETTINGS, Set, ana, begin, decide, leads_to, reason, records, start, wanted};
use crate::two_steps::{WithApp, code_now, password};
use crate::world::{Client, PASSWORD, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

async fn by_password(browser: &Client, organisation: &str, email: &str, password: &str) -> Reply {
    let body = json!({"organisation": organisation, "email": email, "password": password});
    browser.send(Method::POST, "/api/v1/session", &[], Some(body)).await
}

async fn require(set: &Set) {
    let decided = decide(&set.owner, wanted(&set.provider.issuer, &json!({"mode": "required"}))).await;
    assert_eq!(decided.status, StatusCode::OK, "{}", String::from_utf8_lossy(&decided.bytes));
}

/// Everything that an answer tells, but the id of the request.
fn told(reply: &Reply) -> (StatusCode, Value, Vec<String>) {
    let mut body = reply.json();
    body["request_id"] = Value::Null;
    let mut names: Vec<String> = reply.headers.keys().map(ToString::to_string).collect();
    names.sort();
    (reply.status, body, names)
}

#[test]
fn where_it_is_required_no_password_signs_in_but_an_owners() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let refused = decide(&set.owner, wanted(&set.provider.issuer, &json!({"mode": "required"}))).await;
        assert_eq!(refused.json()["code"], "nobody-linked", "nobody locks everybody out");
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &ana()).await), "/");
        let elsewhere = decide(&set.owner, wanted("https://login.example.org", &json!({"mode": "required"}))).await;
        assert_eq!(elsewhere.json()["code"], "nobody-linked", "who is linked at one provider is nobody at another");
        assert_eq!(by_password(&set.world.anonymous(), "north-river", &address(Role::Member), PASSWORD).await.status, StatusCode::OK);
        require(&set).await;
        let right = by_password(&set.world.anonymous(), "north-river", &address(Role::Member), PASSWORD).await;
        let wrong = by_password(&set.world.anonymous(), "north-river", &address(Role::Member), "not-the-password").await;
        let nobody = by_password(&set.world.anonymous(), "north-river", "nobody@example.org", PASSWORD).await;
        let nowhere = by_password(&set.world.anonymous(), "no-such-place", &address(Role::Member), PASSWORD).await;
        assert_eq!(right.status, StatusCode::UNAUTHORIZED);
        for other in [&wrong, &nobody, &nowhere] {
            assert_eq!(told(&right), told(other), "a right password, a wrong one, nobody and nowhere are one answer");
        }
        for role in [Role::Administrator, Role::Dispatcher, Role::Auditor] {
            assert_eq!(password(&set.world.anonymous(), role).await.status, StatusCode::UNAUTHORIZED, "{role:?}");
        }
        assert_eq!(reason(&set.owner).await, "single sign-on is required");
        // The way back in, and those who have no account at the provider.
        for role in [Role::Owner, Role::Contact] {
            assert_eq!(password(&set.world.anonymous(), role).await.status, StatusCode::OK, "{role:?}");
        }
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &ana()).await), "/");
        // The counter-proof: with it optional again the same password signs in; and that is a weakening.
        set.world.clock.advance_seconds(600);
        assert_eq!(records(&set.owner, "single_sign_on.weakened").await, 0);
        let owner = set.world.signed_in(&set.world.north, Role::Owner).await;
        assert_eq!(decide(&owner, wanted(&set.provider.issuer, &json!({}))).await.status, StatusCode::OK);
        assert_eq!(records(&owner, "single_sign_on.weakened").await, 1);
        assert_eq!(password(&set.world.anonymous(), Role::Administrator).await.status, StatusCode::OK);
    });
}

#[test]
fn where_it_is_required_a_sign_in_that_began_by_password_does_not_end() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let member = WithApp::new(&set.world, Role::Member).await;
        let half = set.world.anonymous().after(&password(&set.world.anonymous(), Role::Member).await);
        let (sent, url) = start(&set.world.anonymous(), "north-river").await;
        let by_provider = sent.after(&sent.get(&set.at_provider(&url, Some(&ana()))).await);
        require(&set).await;
        let finish = async |half: &Client| {
            let code = code_now(&set.world, &member.secret);
            half.send(Method::POST, "/api/v1/session/totp", &[], Some(json!({ "code": code }))).await.status
        };
        assert_eq!(finish(&half).await, StatusCode::UNAUTHORIZED);
        assert_eq!(reason(&set.owner).await, "single sign-on is required");
        let paper = half.send(Method::POST, "/api/v1/session/recovery-code", &[], Some(json!({ "code": member.codes[0] }))).await;
        assert_eq!(paper.status, StatusCode::UNAUTHORIZED);
        assert_eq!(finish(&by_provider).await, StatusCode::OK, "the counter-proof: begun at the provider, it ends");
    });
}

#[test]
fn where_it_is_required_no_link_lets_a_colleague_in() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let letters = crate::letters::Letters::of(&set.world);
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &ana()).await), "/");
        letters.of_house(&set.world.north).await;
        set.owner.create("/api/v1/invitations", json!({"name": "Hal", "email": "hal@example.org"})).await;
        let token = letters.secret(&set.world.north, "join").await;
        let accept = async || {
            let body = json!({"token": token, "password": "seven lanterns over quiet water"});
            set.world.anonymous().send(Method::POST, "/api/v1/invitation/acceptance", &[], Some(body)).await
        };
        require(&set).await;
        let refused = accept().await;
        assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (422, &json!("single-sign-on-required")));
        assert_eq!(decide(&set.owner, wanted(&set.provider.issuer, &json!({}))).await.status, StatusCode::OK);
        assert_eq!(accept().await.status, StatusCode::OK, "the counter-proof");
    });
}

#[test]
fn whether_it_is_offered_tells_nothing_else() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let asked = async |organisation: &str| told(&begin(&world.anonymous(), json!({ "organisation": organisation })).await);
        let off = asked("north-river").await;
        assert_eq!((off.0, &off.1["code"]), (StatusCode::NOT_FOUND, &json!("single-sign-on-not-offered")));
        for other in ["no-such-place", "NOT A SLUG", "", &"x".repeat(300)] {
            assert_eq!(asked(other).await, off, "{other}");
        }
        for then in ["//evil.example", "https://evil.example", "jobs", "/a\\b", "/api/v1/me"] {
            let refused = begin(&world.anonymous(), json!({"organisation": "north-river", "then": then})).await;
            assert_eq!(refused.json()["errors"][0]["field"], "then", "{then}");
        }
        let owner = world.signed_in(&world.north, Role::Owner).await;
        assert_eq!(owner.get("/api/v1/me/single-sign-on").await.json(), json!({"offered": false, "label": null, "linked": null}));
        assert_eq!(owner.send(Method::POST, "/api/v1/me/single-sign-on", &[], None).await.status, StatusCode::NOT_FOUND);
    });
}

/// Beginning costs a try of the network, whatever comes of it.
#[test]
fn a_network_begins_a_hundred_times_and_then_waits() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let begun = async |browser: &Client| begin(browser, json!({"organisation": "north-river"})).await.status;
        for number in 0..100 {
            assert_eq!(begun(&world.anonymous()).await, StatusCode::NOT_FOUND, "{number}");
        }
        assert_eq!(begun(&world.anonymous()).await, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(begun(&world.anonymous().at("203.0.113.9")).await, StatusCode::NOT_FOUND, "counter-proof");
    });
}

#[test]
fn a_suspended_organisation_offers_nothing() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let (browser, url) = start(&set.world.anonymous(), "north-river").await;
        let back = set.at_provider(&url, Some(&ana()));
        set.world.stands(&set.world.north, store::door::Standing::Suspended).await;
        let refused = begin(&set.world.anonymous(), json!({"organisation": "north-river"})).await;
        assert_eq!(refused.json()["code"], "single-sign-on-not-offered");
        assert_eq!(leads_to(&browser.get(&back).await), "/sign-in?sso=expired");
    });
}

#[test]
fn from_outside_of_the_networks_nobody_comes_in_by_the_provider() {
    on_both(|on| async move {
        let set = Set::new(on, json!({"new_members": {"role": "member"}})).await;
        let tag = format!("\"{}\"", set.owner.get("/api/v1/networks").await.json()["version"]);
        let inside = json!({"mode": "enforce", "ranges": [{"cidr": "198.51.100.0/24", "note": null}], "by_role": []});
        let decided = set.owner.send(Method::PUT, "/api/v1/networks", &[("if-match", &tag)], Some(inside)).await;
        assert_eq!(decided.status, StatusCode::OK, "{}", String::from_utf8_lossy(&decided.bytes));
        let outside = set.world.anonymous().at("203.0.113.9");
        assert_eq!(leads_to(&set.sign_in(&outside, &ana()).await), "/sign-in?sso=elsewhere");
        assert_eq!(reason(&set.owner).await, "outside of the networks");
        let new = test_support::Person::new("ivy-1", "ivy@example.org", "Ivy");
        assert_eq!(leads_to(&set.sign_in(&outside, &new).await), "/sign-in?sso=elsewhere");
        assert_eq!(records(&set.owner, "single_sign_on.joined").await, 0, "nobody joins from there either");
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &ana()).await), "/", "the counter-proof");
        assert_eq!(set.owner.get(SETTINGS).await.json()["linked_members"], 1);
    });
}
