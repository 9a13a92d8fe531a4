//! What demands single sign-on less, or lets more in by it, takes two people; and what is open by another way ends when it is required.

use super::{SECRET, SETTINGS, Set, ana, ask, begin, leads_to, reason, records, start, wanted};
use crate::authenticator::Authenticator;
use crate::escalation::{Attempts, confirm, done, end, held};
use crate::passkeys::{alone, member_with, prove};
use crate::people::cast;
use crate::two_steps::{WithApp, code_now, password};
use crate::world::{Client, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use test_support::Person;

fn told(reply: &Reply) -> String {
    String::from_utf8_lossy(&reply.bytes).into_owned()
}

async fn is_in(client: &Client) -> bool {
    client.get("/api/v1/me").await.status == StatusCode::OK
}

/// It waits, and changes nothing until it is confirmed.
async fn waits(owner: &Client, wanted: Value) -> Value {
    let before = owner.get(SETTINGS).await.json();
    let reply = ask(owner, wanted).await;
    assert_eq!(reply.status, StatusCode::ACCEPTED, "{}", told(&reply));
    assert_eq!(owner.get(SETTINGS).await.json(), before, "nothing has changed");
    reply.json()
}

#[test]
fn what_lets_more_in_waits_for_another() {
    on_both(|on| async move {
        let (world, mut tried) = (World::new(on).await, Attempts(0));
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let with = |further: Value| {
            let mut all = json!({"link_by_address": false});
            all.as_object_mut().unwrap().extend(further.as_object().unwrap().clone());
            wanted("https://login.example.org", &all)
        };
        done("turned on, which lets nobody in who was kept out", &ask(&owner, with(json!({}))).await);
        for further in [
            json!({"mode": "off"}),
            json!({"issuer": "https://other.example.org"}),
            json!({"trust_second_factor": true}),
            json!({"link_by_address": true}),
            json!({"new_members": {"role": "member"}}),
        ] {
            let asked = waits(&owner, with(further)).await;
            assert_eq!(asked["act"], "weaken_single_sign_on");
            assert!(!asked.to_string().contains(SECRET), "the secret waits under seal");
            tried.refused("whoever asked confirms", &confirm(&owner, &asked).await, 422, "same-person");
        }
        let asked = waits(&owner, with(json!({"new_members": {"role": "member"}}))).await;
        let stale = waits(&owner, with(json!({"mode": "off"}))).await;
        assert_eq!(records(&owner, "single_sign_on.weakened").await, 0);
        let before = world.north.log_size().await;
        done("a second person confirms", &confirm(&administrator, &asked).await);
        assert_eq!(world.north.log_size().await, before + 1, "one act, one record");
        let record = owner.get("/api/v1/audit?action=single_sign_on.weakened").await.json()["items"][0].clone();
        assert_eq!(record["actor"]["name"], "The administrator");
        assert!(record["changes"].as_array().unwrap().iter().any(|change| change["field"] == "asked_by"), "{record}");
        assert!(!owner.get("/api/v1/audit?limit=50").await.bytes.windows(SECRET.len()).any(|bytes| bytes == SECRET.as_bytes()));
        tried.refused("confirmed after a change in between", &confirm(&administrator, &stale).await, 409, "changed-meanwhile");
        // A role raised is one more; given back, one person is enough.
        waits(&owner, with(json!({"new_members": {"role": "dispatcher"}}))).await;
        done("what lets less in is one person's", &ask(&owner, with(json!({}))).await);
        assert_eq!(owner.get(SETTINGS).await.json()["has_secret"], true, "the secret came through");
        assert_eq!(tried.0, 6);
    });
}

#[test]
fn making_it_required_ends_what_is_open_by_another_way() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let world = &set.world;
        let browser = world.anonymous();
        let by_provider = browser.after(&set.sign_in(&browser, &ana()).await);
        let shut = [Role::Administrator, Role::Auditor];
        let mut others = Vec::new();
        for role in shut {
            others.push(world.signed_in(&world.north, role).await);
        }
        let (member, contact) = (world.signed_in(&world.north, Role::Member).await, world.signed_in(&world.north, Role::Contact).await);
        let app = WithApp::new(world, Role::Dispatcher).await;
        let half = browser.after(&password(&browser, Role::Dispatcher).await);
        let elsewhere = world.signed_in(&world.south, Role::Member).await;
        let pushed = async || by_provider.get("/api/v1/me/push-subscriptions").await.json()["items"].as_array().unwrap().len();
        member.create("/api/v1/me/push-subscriptions", crate::cases::notices::browser()).await;
        assert_eq!(pushed().await, 1, "to the member's other browser");
        let required = ask(&set.owner, wanted(&set.provider.issuer, &json!({"mode": "required"}))).await;
        done("one person's: it lets less in", &required);
        world.clock.advance(500);
        assert_eq!(pushed().await, 0, "it is told nothing any more");
        for ended in others.iter().chain([&member]) {
            assert!(!is_in(ended).await, "a session that the provider did not open");
        }
        let code = half.send(Method::POST, "/api/v1/session/totp", &[], Some(json!({"code": code_now(world, &app.secret)}))).await;
        assert_eq!(code.status, StatusCode::UNAUTHORIZED, "half a sign-in begun by password");
        for kept in [&by_provider, &set.owner, &contact, &elsewhere] {
            assert!(is_in(kept).await, "the provider's, owners', contacts', and nobody's elsewhere");
        }
        let record = set.owner.get("/api/v1/audit?action=single_sign_on.changed&limit=1").await.json()["items"][0].clone();
        let ended = record["changes"].as_array().unwrap().iter().find(|change| change["field"] == "sessions_ended").cloned();
        assert!(ended.is_some_and(|ended| ended["after"].as_u64().unwrap() >= 4), "{record}");
    });
}

/// Of a passkey alone, which is no password and asks for none.
#[test]
fn a_passkey_alone_signs_nobody_in_where_it_is_required() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let (mut key, mut owners) = (Authenticator::new(), Authenticator::new());
        member_with(&set.world, Role::Auditor, &mut key).await;
        member_with(&set.world, Role::Owner, &mut owners).await;
        assert_eq!(leads_to(&set.sign_in(&set.world.anonymous(), &ana()).await), "/");
        let sign_in = async |key: &mut Authenticator| {
            let (browser, asked) = alone(&set.world).await;
            prove(&browser, key.get(&asked)).await
        };
        assert_eq!(sign_in(&mut key).await.status, StatusCode::OK, "the counter-proof");
        done("required", &ask(&set.owner, wanted(&set.provider.issuer, &json!({"mode": "required"}))).await);
        let refused = sign_in(&mut key).await;
        assert_eq!((refused.status, &refused.json()["code"]), (StatusCode::UNAUTHORIZED, &json!("sign-in-failed")));
        assert_eq!(reason(&set.owner).await, "single sign-on is required");
        assert_eq!(sign_in(&mut owners).await.status, StatusCode::OK, "an owner's is the way back in");
    });
}

/// Should the provider fail, the way back must not lead through it: whoever could not come in does not count as a second person.
#[test]
fn a_provider_that_fails_is_left_by_an_owner_alone() {
    on_both(|on| async move {
        let set = Set::new(on, json!({})).await;
        let world = &set.world;
        let chief = Person::new("chief-1", &address(Role::Administrator), "The administrator");
        let browser = world.anonymous();
        let administrator = browser.after(&set.sign_in(&browser, &chief).await);
        let optional = || wanted(&set.provider.issuer, &json!({}));
        done("required", &ask(&set.owner, wanted(&set.provider.issuer, &json!({"mode": "required"}))).await);
        world.clock.advance(500);
        assert!(is_in(&administrator).await);
        let asked = waits(&set.owner, optional()).await;
        done("whoever is in by the provider confirms", &confirm(&administrator, &asked).await);
        assert_eq!(set.owner.get(SETTINGS).await.json()["mode"], "optional");
        done("required again", &ask(&set.owner, wanted(&set.provider.issuer, &json!({"mode": "required"}))).await);
        // Nobody who decides is in any more, and nobody can come in.
        done("signed out", &administrator.send(Method::DELETE, "/api/v1/session", &[], None).await);
        let alone = ask(&set.owner, optional()).await;
        assert_eq!((alone.status, &alone.json()["mode"]), (StatusCode::OK, &json!("optional")), "{}", told(&alone));
        assert_eq!(records(&set.owner, "single_sign_on.weakened").await, 2, "and on record");
        let (_, url) = start(&world.anonymous(), "north-river").await;
        assert!(url.starts_with(&set.provider.issuer));
        assert_eq!(begin(&world.anonymous(), json!({"organisation": "north-river"})).await.status, StatusCode::OK);
    });
}

/// Whoever asked for less of it must still be one who decides.
#[test]
fn what_was_asked_by_who_decides_no_more_is_not_done() {
    on_both(|on| async move {
        let (world, mut tried) = (World::new(on).await, Attempts(0));
        let cast = cast(&world).await;
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let read = format!("\"{}\"", cast.owner.get(SETTINGS).await.json()["version"]);
        let on = || wanted("https://login.example.org", &json!({}));
        done("turned on", &ask(&cast.owner, on()).await);
        let stale = cast.owner.send(Method::PUT, SETTINGS, &[("if-match", &read)], Some(on())).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let off = || wanted("https://login.example.org", &json!({"mode": "off"}));
        let asked = waits(&administrator, off()).await;
        done("the administrator's role ends", &end(&cast.owner, &held(&cast, Role::Administrator).await).await);
        tried.refused("asked by somebody who may not any more", &confirm(&cast.owner, &asked).await, 422, "asker-gone");
        assert_eq!(cast.owner.get(SETTINGS).await.json()["mode"], "optional");
        assert_eq!(done("counter-proof: an owner, alone now", &ask(&cast.owner, off()).await)["mode"], "off");
    });
}

#[test]
fn what_is_decided_has_its_bounds() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let with = |further: Value| wanted("https://login.example.org", &further);
        let many: Vec<String> = (0..21).map(|number| format!("d{number}.example.org")).collect();
        for (further, field, code) in [
            (json!({"issuer": "https://login.example.org?tenant=1"}), "issuer", "not-acceptable"),
            (json!({"issuer": null}), "issuer", "missing"),
            (json!({"client_id": null}), "client_id", "missing"),
            (json!({"domains": []}), "domains", "missing"),
            (json!({"domains": ["localhost"]}), "domains[0]", "not-acceptable"),
            (json!({"domains": ["example.org", "EXAMPLE.org"]}), "domains[1]", "duplicate"),
            (json!({"domains": many}), "domains", "too-many"),
            (json!({"client_secret": "bell\u{7}"}), "client_secret", "not-acceptable"),
            (json!({"client_secret": "x".repeat(1_001)}), "client_secret", "not-acceptable"),
        ] {
            let reply = ask(&owner, with(further)).await;
            let fault = reply.json()["errors"][0].clone();
            assert_eq!((reply.status.as_u16(), &fault["field"], &fault["code"]), (422, &json!(field), &json!(code)), "{}", told(&reply));
        }
        let mut tried = Attempts(0);
        tried.refused("nobody could come in", &ask(&owner, with(json!({"mode": "required"}))).await, 422, "nobody-linked");
        assert_eq!(done("counter-proof", &ask(&owner, with(json!({}))).await)["has_secret"], true);
        assert_eq!(done("a secret of no letters is none", &ask(&owner, with(json!({"client_secret": ""}))).await)["has_secret"], false);
    });
}
