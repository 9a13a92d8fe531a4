//! Whole sign-ins at a real provider, and what of them is good once.

use super::{Set, ana, begin, leads_to, me, parameter, reason, records, start};
use crate::letters::Letters;
use crate::two_steps::{WithApp, code_now};
use crate::world::{Client, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use test_support::Person;

#[test]
fn a_member_is_linked_by_address_once_and_known_by_subject_ever_after() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let letters = Letters::of(&set.world);
        let reply = begin(&set.world.anonymous(), json!({"organisation": "north-river", "then": "/jobs?status=open"})).await;
        let url = reply.json()["url"].as_str().unwrap().to_owned();
        for (name, value) in [("response_type", "code"), ("code_challenge_method", "S256"), ("client_id", "muster")] {
            assert_eq!(parameter(&url, name), value);
        }
        assert!(parameter(&url, "scope").contains("openid"));
        let browser = set.world.anonymous().after(&reply);
        let back = browser.get(&set.at_provider(&url, Some(&ana()))).await;
        assert_eq!(leads_to(&back), "/jobs?status=open");
        let client = browser.after(&back);
        let told = me(&client).await;
        assert_eq!((&told["member"]["email"], &told["session"]["factor"]), (&json!("member@example.org"), &json!("sso")));
        assert_eq!(records(&set.owner, "single_sign_on.linked").await, 1);
        let told = letters.of_house(&set.world.north).await;
        assert_eq!(told.len(), 1, "the member is told");
        assert!(told[0].text().contains("linked with the one that you have at your organisation"));
        let mine = client.get("/api/v1/me/single-sign-on").await.json();
        assert_eq!((&mine["offered"], &mine["linked"]["issuer"]), (&json!(true), &json!(set.provider.issuer)));

        // Known by issuer and subject: the address at the provider is another now, and not verified.
        let moved = Person { email: "owner@example.org".into(), is_verified: false, ..ana() };
        let again = set.world.anonymous();
        let back = set.sign_in(&again, &moved).await;
        assert_eq!(leads_to(&back), "/");
        // Whoever has the address there now is not the member who had it.
        let other = Person { subject: "bea-8".into(), ..ana() };
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &other).await), "/sign-in?sso=not-a-member");
        assert_eq!(reason(&set.owner).await, "linked to another account");
        assert_eq!(set.owner.get(super::SETTINGS).await.json()["linked_members"], 1);
    });
}

#[test]
fn a_provider_that_tells_addresses_elsewhere_is_asked_there() {
    on_both(|on| async move {
        let set = Set::telling(on, json!({}), true).await;
        let browser = set.world.anonymous();
        assert_eq!(leads_to(&set.sign_in(&browser, &ana()).await), "/");
        let unverified = Person { is_verified: false, ..Person::new("cy-9", "dispatcher@example.org", "Cy") };
        assert_eq!(leads_to(&set.sign_in(&browser, &unverified).await), "/sign-in?sso=not-a-member");
    });
}

#[test]
fn what_came_back_once_does_not_come_back_again() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let (browser, url) = start(&set.world.anonymous(), "north-river").await;
        let back = set.at_provider(&url, Some(&ana()));
        // In another browser: whoever was sent the link does not come in as somebody else.
        assert_eq!(leads_to(&set.world.anonymous().get(&back).await), "/sign-in?sso=expired");
        let (other, other_url) = start(&set.world.anonymous(), "north-river").await;
        assert_eq!(leads_to(&other.get(&back).await), "/sign-in?sso=failed");
        assert_eq!(reason(&set.owner).await, "wrong state");

        assert_eq!(leads_to(&browser.get(&back).await), "/");
        // The same return again, in the browser as it was: state and code are used.
        assert_eq!(leads_to(&browser.get(&back).await), "/sign-in?sso=expired");
        assert_eq!(reason(&set.owner).await, "used before");
        // The code alone, under an errand that is its own: the provider gives nothing for it.
        let state = parameter(&other_url, "state");
        let code = back.split(['?', '&']).find(|pair| pair.starts_with("code=")).unwrap();
        let place = back.split_once('?').unwrap().0;
        let sender = back.split(['?', '&']).find(|pair| pair.starts_with("iss=")).unwrap();
        assert_eq!(leads_to(&other.get(&format!("{place}?{code}&state={state}&{sender}")).await), "/sign-in?sso=failed");
        assert_eq!(reason(&set.owner).await, "code not accepted");

        // Ten minutes, and no longer. The provider's token is good for five.
        for (seconds, led) in [(240, "/"), (600, "/sign-in?sso=expired")] {
            let (slow, url) = start(&set.world.anonymous(), "north-river").await;
            let back = set.at_provider(&url, Some(&ana()));
            set.world.clock.advance_seconds(seconds);
            assert_eq!(leads_to(&slow.get(&back).await), led, "{seconds}");
        }
    });
}

#[test]
fn whoever_is_refused_at_the_provider_is_on_record() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let (browser, url) = start(&set.world.anonymous(), "north-river").await;
        let back = set.at_provider(&url, None);
        assert_eq!(leads_to(&browser.get(&back).await), "/sign-in?sso=failed");
        assert_eq!(reason(&set.owner).await, "denied at the provider");
    });
}

async fn demand_second_factor(owner: &Client) {
    let tag = format!("\"{}\"", owner.get("/api/v1/security-policy").await.json()["version"]);
    let body = json!({"minimum": [{"role": "member", "factor": "second_factor"}], "grace_days": 0, "session_idle_minutes": 60, "session_hours": 12});
    let reply = owner.send(Method::PUT, "/api/v1/security-policy", &[("if-match", &tag)], Some(body)).await;
    assert_eq!(reply.status, StatusCode::OK);
}

#[test]
fn the_providers_second_factor_counts_only_where_it_is_trusted() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        demand_second_factor(&set.owner).await;
        let strong = Person { methods: vec!["pwd".into(), "mfa".into()], ..ana() };
        let signed_in = async |person: &Person| {
            let browser = set.world.anonymous();
            let back = set.sign_in(&browser, person).await;
            assert_eq!(leads_to(&back), "/");
            me(&browser.after(&back)).await["must"].clone()
        };
        assert_eq!(signed_in(&strong).await, json!(["enrol_factor"]), "nobody said that it counts");
        let trusting = super::wanted(&set.provider.issuer, &json!({"trust_second_factor": true}));
        assert_eq!(super::decide(&set.owner, trusting).await.status, StatusCode::OK);
        assert_eq!(signed_in(&strong).await, json!([]));
        assert_eq!(signed_in(&ana()).await, json!(["enrol_factor"]), "the counter-proof: there was a password alone");
    });
}

#[test]
fn whoever_has_set_up_a_factor_is_asked_for_it() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let member = WithApp::new(&set.world, Role::Member).await;
        let browser = set.world.anonymous();
        let (sent, url) = start(&browser, "north-river").await;
        let back = sent.get(&set.at_provider(&url, Some(&ana()))).await;
        assert_eq!(leads_to(&back), "/sign-in?sso=second-step&factors=totp,recovery_code&then=%2F");
        let half = sent.after(&back);
        assert_eq!(half.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "half is not in");
        let code = code_now(&set.world, &member.secret);
        let reply = half.send(Method::POST, "/api/v1/session/totp", &[], Some(json!({ "code": code }))).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", String::from_utf8_lossy(&reply.bytes));
        assert_eq!(me(&half.after(&reply)).await["session"]["factor"], "totp");
        let started = set.owner.get("/api/v1/audit?action=session.started&limit=1").await.json();
        let fields: Vec<&Value> = started["items"][0]["changes"].as_array().unwrap().iter().map(|change| &change["after"]).collect();
        assert!(fields.contains(&&json!("sso")) && fields.contains(&&json!("totp")), "{started}");
        // Where the provider is trusted with it, its own factor is enough.
        let trusting = super::wanted(&set.provider.issuer, &json!({"trust_second_factor": true}));
        assert_eq!(super::decide(&set.owner, trusting).await.status, StatusCode::OK);
        let strong = Person { methods: vec!["hwk".into()], ..ana() };
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &strong).await), "/");
    });
}

#[test]
fn a_fresh_sign_in_allows_sensitive_acts_to_who_has_no_other_proof() {
    on_both(|on| async move {
        let set = Set::new(on, json!({"new_members": {"role": "member"}})).await;
        let new = Person::new("dee-1", "dee@example.org", "Dee");
        let browser = set.world.anonymous();
        let back = set.sign_in(&browser, &new).await;
        let client = browser.after(&back);
        set.world.clock.advance_seconds(601);
        let stale = client.send(Method::POST, "/api/v1/me/totp", &[], None).await;
        assert_eq!(stale.json()["code"], "step-up-needed");
        set.world.clock.advance_seconds(-601);
        let reply = begin(&client, json!({"organisation": "north-river", "fresh": true})).await;
        let url = reply.json()["url"].as_str().unwrap().to_owned();
        assert_eq!(parameter(&url, "max_age"), "0");
        let sent = client.after(&reply);
        let back = sent.get(&set.at_provider(&url, Some(&new))).await;
        assert_eq!(leads_to(&back), "/");
        let fresh = sent.after(&back).send(Method::POST, "/api/v1/me/totp", &[], None).await;
        assert_eq!(fresh.status, StatusCode::OK);
        assert_eq!(client.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "the session before it is over");
    });
}
