//! What weakens the rules that keep others out takes two people, on both engines: a policy that demands less, networks that keep less
//! out, the factors of somebody who decides about rights. Whoever is the only one who could confirm acts alone, on record.

use crate::authenticator::Authenticator;
use crate::escalation::{Attempts, confirm, done, end, grant, held, hold, make_role};
use crate::letters::Letters;
use crate::passkeys;
use crate::people::cast;
use crate::two_steps::WithApp;
use crate::world::{Client, PASSWORD, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const POLICY: &str = "/api/v1/security-policy";
const NETWORKS: &str = "/api/v1/networks";
/// Outside of the networks of these proofs.
const OUTSIDE: &str = "203.0.113.9";

fn demanding(factor: &str, minutes: i64) -> Value {
    json!({"minimum": [{"role": "auditor", "factor": factor}], "grace_days": 14, "session_idle_minutes": minutes, "session_hours": 12})
}

fn networks(mode: &str, ranges: &[&str], of_administrators: &[&str]) -> Value {
    let list = |ranges: &[&str]| ranges.iter().map(|cidr| json!({ "cidr": cidr })).collect::<Vec<_>>();
    let by_role =
        if of_administrators.is_empty() { json!([]) } else { json!([{"role": "administrator", "ranges": list(of_administrators)}]) };
    json!({"mode": mode, "ranges": list(ranges), "by_role": by_role})
}

async fn put(by: &Client, path: &str, body: Value) -> Reply {
    let tag = format!("\"{}\"", by.get(path).await.json()["version"]);
    by.send(Method::PUT, path, &[("if-match", &tag)], Some(body)).await
}

/// It waits, and changes nothing until it is confirmed.
async fn waits(by: &Client, path: &str, body: Value, act: &str) -> Value {
    let before = by.get(path).await.json();
    let reply = put(by, path, body).await;
    assert_eq!(reply.status, StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(&reply.bytes));
    let approval = reply.json();
    assert_eq!((&approval["act"], &approval["state"]), (&json!(act), &json!("open")));
    assert_eq!(by.get(path).await.json(), before, "nothing has changed");
    approval
}

#[test]
fn a_policy_that_demands_less_waits_for_another() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        done("what demands more is one person's", &put(&cast.owner, POLICY, demanding("passkey", 30)).await);
        let less = || demanding("second_factor", 30);
        let asked = waits(&cast.owner, POLICY, less(), "weaken_policy").await;
        assert_eq!(asked["label"], "Security policy: auditor may sign in with second_factor instead of passkey");
        tried.refused("whoever asked confirms", &confirm(&cast.owner, &asked).await, 422, "same-person");
        let elsewhere = world.signed_in(&world.north, Role::Owner).await;
        tried.refused("whoever asked confirms from another session", &confirm(&elsewhere, &asked).await, 422, "same-person");
        tried.refused("a member confirms", &confirm(&cast.member, &asked).await, 403, "forbidden");
        tried.refused("somebody of another organisation confirms", &confirm(&cast.foreign, &asked).await, 404, "not-found");
        let before = world.north.log_size().await;
        done("a second person confirms", &confirm(&administrator, &asked).await);
        assert_eq!(world.north.log_size().await, before + 1, "one act, one record");
        assert_eq!(cast.owner.get(POLICY).await.json()["minimum"][0]["factor"], "second_factor");
        let record = cast.owner.get("/api/v1/audit?action=policy.weakened").await.json()["items"][0].clone();
        assert_eq!((&record["actor"]["name"], &record["seq"].is_u64()), (&json!("The administrator"), &true));
        let told = |field: &str| record["changes"].as_array().unwrap().iter().find(|change| change["field"] == field).cloned();
        assert_eq!(told("asked_by").unwrap()["after"], "The owner", "the record names both");
        assert_eq!(told("minimum").unwrap()["after"], "auditor: second_factor");

        // Everything that is weaker waits, by whichever of its parts.
        for body in [demanding("password", 30), demanding("second_factor", 31)] {
            let asked = waits(&administrator, POLICY, body, "weaken_policy").await;
            let path = format!("/api/v1/approvals/{}", asked["id"].as_str().unwrap());
            assert_eq!(cast.owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
            tried.refused("confirmed after it was refused", &confirm(&cast.owner, &asked).await, 422, "approval-decided");
        }
        // What it was asked for is not there any more.
        let asked = waits(&cast.owner, POLICY, demanding("password", 30), "weaken_policy").await;
        done("a stricter policy meanwhile", &put(&administrator, POLICY, demanding("passkey", 20)).await);
        tried.refused("confirmed after a change in between", &confirm(&administrator, &asked).await, 409, "changed-meanwhile");
        assert_eq!(cast.owner.get(POLICY).await.json()["session_idle_minutes"], 20);
        // Who asked may not any more.
        let asked = waits(&administrator, POLICY, demanding("password", 20), "weaken_policy").await;
        done("the administrator's role ends", &end(&cast.owner, &held(&cast, Role::Administrator).await).await);
        tried.refused("asked by somebody who may not any more", &confirm(&cast.owner, &asked).await, 422, "asker-gone");
        assert_eq!(tried.0, 8);
    });
}

#[test]
fn networks_that_keep_less_out_wait_for_another() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut tried = Attempts(0);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let here = &["198.51.100.0/24"][..];
        done("what keeps more out is one person's", &put(&owner, NETWORKS, networks("enforce", here, here)).await);
        world.clock.advance(500);
        let is_in = async || owner.at(OUTSIDE).get("/api/v1/me").await.status == StatusCode::OK;
        assert!(!is_in().await);
        let mut last = Value::Null;
        for weaker in [
            networks("report_only", here, here),
            networks("enforce", &[], here),
            networks("enforce", &["198.51.100.0/24", "0.0.0.0/0"], here),
            networks("enforce", &["0.0.0.0/1", "128.0.0.0/1"], here),
            networks("enforce", here, &[]),
            networks("off", here, here),
        ] {
            last = waits(&owner, NETWORKS, weaker, "weaken_networks").await;
            world.clock.advance(500);
            assert!(!is_in().await, "until it is confirmed");
            tried.refused("whoever asked confirms", &confirm(&owner, &last).await, 422, "same-person");
        }
        assert_eq!(last["label"], "Networks: the networks are not enforced any more");
        // What would shut out whoever confirms is not confirmed by them.
        let without_them = networks("enforce", &[], &["10.0.0.0/8"]);
        let asked = waits(&owner, NETWORKS, without_them, "weaken_networks").await;
        tried.refused("confirmed by who would be shut out", &confirm(&administrator, &asked).await, 422, "would-lock-you-out");
        done("a second person confirms", &confirm(&administrator, &last).await);
        world.clock.advance(500);
        assert!(is_in().await);
        tried.refused("confirmed after a change in between", &confirm(&administrator, &asked).await, 409, "changed-meanwhile");
        let weakened = owner.get("/api/v1/audit?action=networks.weakened").await.json();
        assert_eq!(weakened["items"].as_array().unwrap().len(), 1, "and on record as what it is");
        assert_eq!(tried.0, 8);
    });
}

#[test]
fn whoever_is_alone_acts_alone_and_on_record() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (id, path) = (world.id_of(&world.north, &address(Role::Administrator)).await, "suspension");
        done("more is demanded", &put(&owner, POLICY, demanding("passkey", 30)).await);
        waits(&owner, POLICY, demanding("password", 30), "weaken_policy").await;
        // Somebody who decides, and is not here, could not confirm; nor could one who decides for one unit alone.
        let row = owner.get(&format!("/api/v1/members/{id}")).await.json();
        let (path, tag) = (format!("/api/v1/members/{id}/{path}"), format!("\"{}\"", row["version"]));
        done("suspended", &owner.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({"reason": "away"}))).await);
        let unit = crate::people::unit(&owner, "North", None).await;
        let auditor = world.id_of(&world.north, &address(Role::Auditor)).await;
        let narrow = hold(&owner, &auditor, json!({"role": "administrator", "unit_id": unit})).await;
        assert!(narrow.status.is_success(), "{}", String::from_utf8_lossy(&narrow.bytes));
        let alone = put(&owner, POLICY, demanding("password", 30)).await;
        assert_eq!(alone.status, StatusCode::OK, "{}", String::from_utf8_lossy(&alone.bytes));
        let record = owner.get("/api/v1/audit?action=policy.weakened").await.json()["items"][0].clone();
        assert_eq!(record["actor"]["name"], "The owner");
        // Counter-proof: the other is back, and it takes two again.
        let row = owner.get(&format!("/api/v1/members/{id}")).await.json();
        let tag = format!("\"{}\"", row["version"]);
        done("back", &owner.send(Method::DELETE, &path, &[("if-match", &tag)], None).await);
        waits(&owner, POLICY, json!({"minimum": [], "grace_days": 20, "session_idle_minutes": 30, "session_hours": 12}), "weaken_policy")
            .await;
    });
}

#[test]
fn confirming_asks_for_a_fresh_proof() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        world.clock.advance_seconds(600);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        done("more is demanded", &put(&owner, POLICY, demanding("passkey", 30)).await);
        let asked = waits(&owner, POLICY, demanding("password", 30), "weaken_policy").await;
        assert_eq!(administrator.get("/api/v1/approvals").await.status, StatusCode::OK, "looking needs none");
        let stale = confirm(&administrator, &asked).await;
        assert_eq!((stale.status.as_u16(), &stale.json()["code"]), (403, &json!("step-up-needed")));
        let proof = Some(json!({ "password": PASSWORD }));
        let proved = administrator.send(Method::POST, "/api/v1/session/step-up", &[], proof).await;
        done("with a fresh one", &confirm(&administrator.after(&proved), &asked).await);
    });
}

#[test]
fn factors_of_who_decides_are_reset_by_two() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let letters = Letters::of(&world);
        let lost = WithApp::new(&world, Role::Administrator).await;
        let reset = async |by: &Client, member: &str| {
            let path = format!("/api/v1/members/{member}/factors");
            by.send(Method::DELETE, &path, &[], Some(json!({"reason": "Telephone lost; she came in person"}))).await
        };
        // An owner and an administrator: nobody else could confirm, and the owner acts alone.
        let administrator = cast.id(Role::Administrator);
        assert_eq!(done("nobody else could confirm", &reset(&cast.owner, &administrator).await)["totp"], true);
        let again = WithApp::new(&world, Role::Administrator).await;
        drop((lost, again));
        let third = cast.person(&world, "third").await;
        world.hold_by_hand(&world.north, &third.id, Role::Administrator, None).await;
        world.clock.advance(600);
        letters.of_house(&world.north).await;
        let asked = reset(&cast.owner, &administrator).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(&asked.bytes));
        let asked = asked.json();
        assert_eq!((&asked["act"], &asked["label"]), (&json!("reset_factors"), &json!("Remove every factor of The administrator")));
        let signs = format!("/api/v1/members/{administrator}/sign-ins");
        assert_eq!(cast.owner.get(&signs).await.json()["factors"]["totp"], true, "nothing has changed");
        assert_eq!(letters.of_house(&world.north).await, [], "and nobody was told that it has");
        tried.refused("whoever asked confirms", &confirm(&cast.owner, &asked).await, 422, "same-person");
        let before = world.north.log_size().await;
        done("a third confirms", &confirm(&third.client, &asked).await);
        assert_eq!(world.north.log_size().await, before + 1);
        assert_eq!(cast.owner.get(&signs).await.json()["factors"]["totp"], false);
        assert_eq!(letters.of_house(&world.north).await.len(), 1, "and the member is told");
        let record = cast.owner.get("/api/v1/audit?action=member.factors_reset").await.json()["items"][0].clone();
        assert_eq!(record["note"], "Telephone lost; she came in person");
        // Whom it is about does not confirm it: asked of the third, the first administrator is left.
        let mut key = Authenticator::new();
        assert_eq!(passkeys::set_up(&third.client, &mut key).await.status, StatusCode::CREATED);
        let asked = reset(&cast.owner, &third.id).await.json();
        tried.refused("whom it is about confirms", &confirm(&third.client, &asked).await, 422, "own-factors");
        // Of whoever decides nothing, one person's word is enough.
        let member = WithApp::new(&world, Role::Member).await;
        assert_eq!(done("a member's", &reset(&cast.owner, &cast.id(Role::Member)).await)["totp"], true);
        drop(member);
        assert_eq!(tried.0, 2);
    });
}

/// Whoever watches the log sees what two people agreed on as well as what one did alone.
#[test]
fn the_watch_sees_what_two_agreed_on() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let cast = cast(&world).await;
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let asked = hold(&cast.owner, &cast.id(Role::Member), json!({"role": "administrator"})).await.json();
        done("given by two", &confirm(&administrator, &asked).await);
        done("more is demanded", &put(&cast.owner, POLICY, demanding("passkey", 30)).await);
        let asked = waits(&cast.owner, POLICY, demanding("password", 30), "weaken_policy").await;
        done("weakened by two", &confirm(&administrator, &asked).await);
        let authority = store::door::Authority::whole(kernel::Actor::Operator, store::Origin::default());
        muster::Watch::new(world.access.clone()).round(&world.north.realm, &authority).await.unwrap();
        let alerts = cast.owner.get("/api/v1/alerts").await.json();
        let told = |rule: &str| alerts["items"].as_array().unwrap().iter().filter(|alert| alert["rule"] == rule).count();
        assert_eq!((told("administrator_granted"), told("policy_weakened")), (1, 1), "{alerts}");
    });
}

/// Networks are confirmed for roles that there are.
#[test]
fn networks_of_a_role_that_was_removed_meanwhile_are_asked_for_again() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (owner, administrator) =
            (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.north, Role::Administrator).await);
        let watch = done("a role", &make_role(&owner, "Night watch", json!([grant("jobs.read", "organisation")])).await);
        let here = json!([{"cidr": "198.51.100.0/24"}]);
        let of_it = |mode: &str| json!({"mode": mode, "ranges": here, "by_role": [{"role": watch["id"], "ranges": here}]});
        done("enforced", &put(&owner, NETWORKS, of_it("enforce")).await);
        let asked = waits(&owner, NETWORKS, of_it("off"), "weaken_networks").await;
        let removed = owner.send(Method::DELETE, &format!("/api/v1/roles/{}", watch["id"].as_str().unwrap()), &[], None).await;
        assert_eq!(removed.status, StatusCode::NO_CONTENT);
        Attempts(0).refused("the role is none any more", &confirm(&administrator, &asked).await, 422, "unknown-role");
        let asked = waits(&owner, NETWORKS, networks("off", &["198.51.100.0/24"], &[]), "weaken_networks").await;
        done("counter-proof", &confirm(&administrator, &asked).await);
    });
}
