//! Who is linked by an address, and who joins: only where it was decided, only a verified address of a listed domain, and never with a
//! role that decides about rights.

use super::{Set, ana, decide, leads_to, me, reason, records, set_status, wanted};
use crate::world::on_both;
use http::StatusCode;
use serde_json::{Value, json};
use test_support::Person;

#[test]
fn an_address_links_only_when_it_is_verified_listed_and_a_members() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let led = async |person: &Person| leads_to(&set.sign_in(&set.world.anonymous(), person).await).to_owned();
        let unverified = Person { is_verified: false, ..ana() };
        assert_eq!(led(&unverified).await, "/sign-in?sso=not-a-member");
        let stranger = Person::new("eve-1", "eve@example.org", "Eve");
        assert_eq!(led(&stranger).await, "/sign-in?sso=not-a-member", "nobody joins here");
        assert_eq!(reason(&set.owner).await, "not a member");
        set_status(&set.world, &set.world.north, "member@example.org", "suspended").await;
        assert_eq!(led(&ana()).await, "/sign-in?sso=not-a-member", "whoever is suspended is told what strangers are told");
        assert_eq!(reason(&set.owner).await, "member is shut out");
        set_status(&set.world, &set.world.north, "member@example.org", "active").await;
        for (change, told) in [(json!({"domains": ["example.net"]}), "unlisted"), (json!({"link_by_address": false}), "not wanted")] {
            assert_eq!(decide(&set.owner, wanted(&set.provider.issuer, &change)).await.status, StatusCode::OK);
            assert_eq!(led(&ana()).await, "/sign-in?sso=not-a-member", "{told}");
        }
        assert_eq!(records(&set.owner, "single_sign_on.linked").await, 0);
        assert_eq!(decide(&set.owner, wanted(&set.provider.issuer, &json!({}))).await.status, StatusCode::OK);
        assert_eq!(led(&ana()).await, "/", "the counter-proof: with everything right");
        // A link that is there does not help whoever is suspended, nor a session that they have.
        let browser = set.world.anonymous();
        let client = browser.after(&set.sign_in(&browser, &ana()).await);
        assert_eq!(client.get("/api/v1/me").await.status, StatusCode::OK);
        set_status(&set.world, &set.world.north, "member@example.org", "suspended").await;
        assert_eq!(client.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(led(&ana()).await, "/sign-in?sso=not-a-member");
    });
}

#[test]
fn whoever_the_provider_knows_joins_with_the_role_that_was_decided() {
    on_both(|on| async move {
        let set = Set::new(on, json!({"new_members": {"role": "member"}, "link_by_address": false})).await;
        let new = Person::new("dee-1", "dee@example.org", "Dee Ålund");
        let unverified = Person { is_verified: false, ..new.clone() };
        let elsewhere = Person { email: "dee@example.net".into(), ..new.clone() };
        let taken = Person { email: "dispatcher@example.org".into(), ..new.clone() };
        for refused in [&unverified, &elsewhere, &taken] {
            let led = set.sign_in(&set.world.anonymous(), refused).await;
            assert_eq!(leads_to(&led), "/sign-in?sso=not-a-member", "{}", refused.email);
        }
        let browser = set.world.anonymous();
        let back = set.sign_in(&browser, &new).await;
        assert_eq!(leads_to(&back), "/");
        let told = me(&browser.after(&back)).await;
        assert_eq!((&told["member"]["name"], &told["roles"]), (&json!("Dee Ålund"), &json!(["member"])));
        let again = set.world.anonymous();
        let back = set.sign_in(&again, &new).await;
        assert_eq!(me(&again.after(&back)).await["member"]["id"], told["member"]["id"], "the same, not another");
        assert_eq!(records(&set.owner, "single_sign_on.joined").await, 1);
        assert_eq!(set.owner.get("/api/v1/members?q=Dee").await.json()["items"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn nobody_joins_with_a_role_that_decides_about_rights() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        for role in ["owner", "administrator"] {
            let refused = decide(&set.owner, wanted(&set.provider.issuer, &json!({"new_members": {"role": role}}))).await;
            assert_eq!(refused.json()["code"], "needs-second-person", "{role}");
        }
        // A role of the organisation's own that grows afterwards lets nobody join any more.
        let grants = json!([{"permission": "jobs.read", "scope": "organisation"}]);
        let role = set.owner.create("/api/v1/roles", json!({"name": "Newcomer", "description": "Looks around", "grants": &grants})).await;
        let id = role["id"].as_str().unwrap();
        let decided = decide(&set.owner, wanted(&set.provider.issuer, &json!({"new_members": {"role": id}}))).await;
        assert_eq!(decided.status, StatusCode::OK, "{}", String::from_utf8_lossy(&decided.bytes));
        let becomes = async |version: &Value, grants: Value| {
            let (tag, path) = (format!("\"{version}\""), format!("/api/v1/roles/{id}"));
            let reply = set.owner.send(http::Method::PATCH, &path, &[("if-match", &tag)], Some(json!({ "grants": grants }))).await;
            assert!(reply.status.is_success(), "{}", String::from_utf8_lossy(&reply.bytes));
            reply.json()["version"].clone()
        };
        let grown = json!([{"permission": "policy.write", "scope": "organisation"}]);
        let version = becomes(&role["version"], grown).await;
        let new = Person::new("gil-1", "gil@example.org", "Gil");
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &new).await), "/sign-in?sso=not-a-member");
        becomes(&version, grants).await;
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &new).await), "/", "the counter-proof");
    });
}
