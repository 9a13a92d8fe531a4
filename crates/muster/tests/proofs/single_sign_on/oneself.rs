//! Linking one's own account, ending the link, and the end of everything.

use super::{Set, ana, decide, leads_to, records, wanted};
use crate::letters::Letters;
use crate::world::{Client, Reply, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::json;
use test_support::Person;

const MINE: &str = "/api/v1/me/single-sign-on";

/// A member links their account, as this person at the provider; where they are led.
async fn link(set: &Set, client: &Client, person: &Person) -> (String, Reply) {
    let reply = client.send(Method::POST, MINE, &[], None).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", String::from_utf8_lossy(&reply.bytes));
    let url = reply.json()["url"].as_str().unwrap().to_owned();
    let sent = client.after(&reply);
    let back = sent.get(&set.at_provider(&url, Some(person))).await;
    (leads_to(&back).to_owned(), back)
}

#[test]
fn one_links_ones_own_account_whatever_its_address() {
    on_both(|on| async move {
        let set = Set::new(on, json!({"link_by_address": false, "domains": []})).await;
        let member = set.world.signed_in(&set.world.north, Role::Member).await;
        let begun = records(&set.owner, "single_sign_on.link_begun").await;
        let elsewhere = Person { email: "ana@private.example".into(), is_verified: false, ..ana() };
        assert_eq!(link(&set, &member, &elsewhere).await.0, "/account?sso=linked");
        assert_eq!(records(&set.owner, "single_sign_on.link_begun").await, begun + 1);
        assert_eq!(member.get(MINE).await.json()["linked"]["issuer"], json!(set.provider.issuer));
        let browser = set.world.anonymous();
        let back = set.sign_in(&browser, &elsewhere).await;
        assert_eq!(super::me(&browser.after(&back)).await["member"]["email"], "member@example.org");
        // Somebody else's is taken, and stays theirs.
        let other = set.world.signed_in(&set.world.north, Role::Dispatcher).await;
        assert_eq!(link(&set, &other, &elsewhere).await.0, "/account?sso=taken");
        assert!(other.get(MINE).await.json()["linked"].is_null());
        let letters = Letters::of(&set.world);
        let to = async || letters.of_house(&set.world.north).await.iter().flat_map(|letter| letter.to.clone()).collect::<Vec<_>>();
        assert_eq!(to().await, [address(Role::Member)], "told that it is linked");
        assert_eq!(member.send(Method::DELETE, MINE, &[], None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(to().await, [address(Role::Member)], "and that it is not");
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &elsewhere).await), "/sign-in?sso=not-a-member");
        assert_eq!(member.send(Method::DELETE, MINE, &[], None).await.status, StatusCode::NOT_FOUND);
    });
}

/// Whoever links another account has it in place of the one before.
#[test]
fn another_account_takes_the_place_of_the_one_before() {
    on_both(|on| async move {
        let set = Set::new(on, json!({"link_by_address": false, "domains": []})).await;
        let member = set.world.signed_in(&set.world.north, Role::Member).await;
        let (first, second) = (ana(), Person::new("ana-8", "ana@private.example", "Ana Okafor"));
        for person in [&first, &second] {
            assert_eq!(link(&set, &member, person).await.0, "/account?sso=linked");
        }
        assert_eq!(set.owner.get(super::SETTINGS).await.json()["linked_members"], 1);
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &first).await), "/sign-in?sso=not-a-member");
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &second).await), "/");
    });
}

#[test]
fn a_link_belongs_to_the_session_in_which_it_began() {
    on_both(|on| async move {
        let set = Set::new(on, json!({"link_by_address": false})).await;
        let member = set.world.signed_in(&set.world.north, Role::Member).await;
        let other = set.world.signed_in(&set.world.north, Role::Dispatcher).await;
        let reply = member.send(Method::POST, MINE, &[], None).await;
        let url = reply.json()["url"].as_str().unwrap().to_owned();
        let back = set.at_provider(&url, Some(&ana()));
        // The errand's cookie, in a browser where somebody else is signed in meanwhile.
        let swapped = other.after(&reply);
        assert_eq!(leads_to(&swapped.get(&back).await), "/account?sso=failed");
        assert!(other.get(MINE).await.json()["linked"].is_null() && member.get(MINE).await.json()["linked"].is_null());
        assert_eq!(link(&set, &member, &ana()).await.0, "/account?sso=linked", "the counter-proof");
        // And it asks for a fresh proof.
        set.world.clock.advance_seconds(601);
        assert_eq!(member.send(Method::POST, MINE, &[], None).await.json()["code"], "step-up-needed");
        assert_eq!(member.send(Method::DELETE, MINE, &[], None).await.json()["code"], "step-up-needed");
    });
}

#[test]
fn where_it_is_required_one_does_not_shut_oneself_out() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let browser = set.world.anonymous();
        let client = browser.after(&set.sign_in(&browser, &ana()).await);
        let required = wanted(&set.provider.issuer, &json!({"mode": "required"}));
        assert_eq!(decide(&set.owner, required).await.status, StatusCode::OK);
        let refused = client.send(Method::DELETE, MINE, &[], None).await;
        assert_eq!(refused.json()["code"], "single-sign-on-required");
    });
}

#[test]
fn an_administrator_ends_a_link_and_shutting_out_ends_it_too() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let signed_in = async || leads_to(&set.sign_in(&set.world.anonymous(), &ana()).await).to_owned();
        assert_eq!(signed_in().await, "/");
        let id = set.world.id_of(&set.world.north, "member@example.org").await;
        let path = format!("/api/v1/members/{id}/single-sign-on");
        let auditor = set.world.signed_in(&set.world.north, Role::Auditor).await;
        assert_eq!(auditor.send(Method::DELETE, &path, &[], None).await.status, StatusCode::FORBIDDEN);
        // Nobody ends the link of somebody who may more.
        let chief = Person::new("chief-1", &address(Role::Owner), "The owner");
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &chief).await), "/");
        let administrator = set.world.signed_in(&set.world.north, Role::Administrator).await;
        let owners = format!("/api/v1/members/{}/single-sign-on", set.world.id_of(&set.world.north, &address(Role::Owner)).await);
        let above = administrator.send(Method::DELETE, &owners, &[], None).await;
        assert_eq!((above.status.as_u16(), &above.json()["code"]), (422, &json!("beyond-own-rights")));
        let letters = Letters::of(&set.world);
        letters.of_house(&set.world.north).await;
        assert_eq!(set.owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        let told = letters.of_house(&set.world.north).await;
        assert_eq!(told.iter().map(|letter| letter.to.clone()).collect::<Vec<_>>(), [[address(Role::Member)]], "who is told of it");
        assert_eq!(set.owner.get(super::SETTINGS).await.json()["linked_members"], 1, "the owner's stays");
        assert_eq!(set.owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NOT_FOUND, "ended already");
        assert_eq!(records(&set.owner, "single_sign_on.unlinked").await, 1);
        assert_eq!(signed_in().await, "/", "linked anew, by the address");
        let revoke = format!("/api/v1/members/{id}/revocation");
        let ended = set.owner.send(Method::PUT, &revoke, &[], Some(json!({"reason": "Left in a hurry"}))).await;
        assert_eq!(ended.json()["single_sign_on"], 1, "{}", String::from_utf8_lossy(&ended.bytes));
        assert_eq!(signed_in().await, "/sign-in?sso=not-a-member");
        assert_eq!(set.owner.get(super::SETTINGS).await.json()["linked_members"], 1);
    });
}
