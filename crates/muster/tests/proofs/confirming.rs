//! What a second person confirms is judged again when they do, by what they and whoever asked may at that moment; and what can be held at
//! all, for how long, and by whom.

use crate::escalation::{Attempts, confirm, done, end, grant, held, hold, make_role};
use crate::people::{Cast, Person, cast};
use crate::world::{Client, World, on_both};
use access::Role;
use http::{Method, StatusCode};
use kernel::Actor;
use serde_json::{Value, json};
use store::door::Authority;
use store::{Action, Event, Origin, Subject};

const TRIED: Action = Action::new("test.tried", "A test tried something by hand");

async fn role(by: &Client, name: &str, permissions: &[&str]) -> Value {
    let grants: Vec<Value> = permissions.iter().map(|permission| grant(permission, "organisation")).collect();
    done(name, &make_role(by, name, json!(grants)).await)["id"].clone()
}

/// A role that decides about rights, given by two.
async fn given(world: &World, cast: &Cast, person: &Person, role: Value) {
    cast.given_by_two(world, &person.id, json!({"role": role})).await;
    world.clock.advance(600);
}

async fn suspended(by: &Client, id: &str) {
    let tag = format!("\"{}\"", by.get(&format!("/api/v1/members/{id}")).await.json()["version"]);
    let path = format!("/api/v1/members/{id}/suspension");
    done("suspended", &by.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({"reason": "away"}))).await);
}

/// Deciding is not enough: whoever confirms has to have the right to do it themselves.
#[test]
fn whoever_confirms_could_do_it_themselves() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let decider = role(&cast.owner, "Decider", &["approvals.decide"]).await;
        let person = cast.person(&world, "decider").await;
        given(&world, &cast, &person, decider).await;
        let tag = format!("\"{}\"", cast.owner.get("/api/v1/networks").await.json()["version"]);
        let put = async |tag: &str, mode: &str| {
            let body = json!({"mode": mode, "ranges": [{"cidr": "198.51.100.0/24"}], "by_role": []});
            cast.owner.send(Method::PUT, "/api/v1/networks", &[("if-match", tag)], Some(body)).await
        };
        let enforced = done("enforced", &put(&tag, "enforce").await);
        let asked = put(&format!("\"{}\"", enforced["version"]), "off").await;
        assert_eq!(asked.status, StatusCode::ACCEPTED);
        tried.refused("confirmed by who may not change networks", &confirm(&person.client, &asked.json()).await, 403, "forbidden");
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        done("confirmed by who may", &confirm(&administrator, &asked.json()).await);
        tried.refused("and once", &confirm(&administrator, &asked.json()).await, 422, "approval-decided");
    });
}

/// Whoever asked must still be here, and still give roles, when it is confirmed.
#[test]
fn whoever_asked_could_ask_again() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let guarded = role(&cast.owner, "Networks", &["networks.write", "networks.read"]).await;
        let member = cast.id(Role::Member);
        let ask = async |by: &Client| {
            let reply = hold(by, &member, json!({"role": guarded})).await;
            assert_eq!(reply.status, StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(&reply.bytes));
            reply.json()
        };
        // Suspended meanwhile: their roles wait for them, and they give none.
        let person = cast.person(&world, "asker").await;
        given(&world, &cast, &person, json!("administrator")).await;
        let asked = ask(&person.client).await;
        suspended(&cast.owner, &person.id).await;
        tried.refused("asked by somebody suspended since", &confirm(&administrator, &asked).await, 422, "asker-gone");
        // Every right that is given, but not the one to give.
        let person = cast.person(&world, "other asker").await;
        given(&world, &cast, &person, guarded.clone()).await;
        given(&world, &cast, &person, json!("administrator")).await;
        let asked = ask(&person.client).await;
        let path = format!("/api/v1/members/{}/holdings", person.id);
        let items = cast.owner.get(&path).await.json()["items"].clone();
        let theirs = items.as_array().unwrap().iter().find(|held| held["role"]["id"] == "administrator").unwrap().clone();
        done("they give roles no more", &end(&cast.owner, &theirs).await);
        tried.refused("asked by who gives no roles any more", &confirm(&administrator, &asked).await, 422, "asker-gone");
        done("counter-proof: asked by who does", &confirm(&cast.owner, &ask(&administrator).await).await);
    });
}

#[test]
fn what_cannot_be_held_is_not_given() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let person = cast.person(&world, "person").await;
        let at = |seconds| world.clock_in(seconds);
        for (what, body) in [
            ("until before from", json!({"role": "auditor", "from": at(7_200), "until": at(3_600)})),
            ("until a moment ago", json!({"role": "auditor", "until": at(-1)})),
        ] {
            tried.refused(what, &hold(&cast.owner, &person.id, body).await, 422, "not-acceptable");
        }
        let lasts = done("for an hour", &hold(&cast.owner, &person.id, json!({"role": "auditor", "until": at(3_600)})).await);
        let ending = async |at: String| {
            let (path, tag) = (format!("/api/v1/holdings/{}/end", lasts["id"].as_str().unwrap()), format!("\"{}\"", lasts["version"]));
            cast.owner.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({ "at": at }))).await
        };
        tried.refused("ended two minutes ago", &ending(at(-120)).await, 422, "in-the-past");
        tried.refused("ended after its end", &ending(at(3_601)).await, 422, "not-acceptable");
        done("ended within it", &ending(at(1_800)).await);

        let leaver = cast.person(&world, "leaver").await;
        let tag = format!("\"{}\"", cast.owner.get(&format!("/api/v1/members/{}", leaver.id)).await.json()["version"]);
        let path = format!("/api/v1/members/{}/leaving", leaver.id);
        done(
            "leaves",
            &cast.owner.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({"at": at(0), "reason": "moved away"}))).await,
        );
        tried.refused("to who has left", &hold(&cast.owner, &leaver.id, json!({"role": "auditor"})).await, 422, "member-left");

        let nobody = cast.owner.get("/api/v1/members/mem_01jd7q3v9mf4x8t2c5k6w0ezzz/holdings").await;
        tried.refused("what nobody holds", &nobody, 404, "not-found");
    });
}

/// The operator's way to give a role knows contacts, too.
#[test]
fn a_contact_holds_no_role_by_the_operator_either() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let operator = || Authority::whole(Actor::Operator, Origin::default());
        let by_hand = async |id: &str, role| {
            let id = kernel::MemberId::parse(id).unwrap();
            let write = move |mut tx: store::WriteTx<'_>| {
                access::holdings::hold(&mut tx, id, role)?;
                tx.commit(Event::new(&TRIED, Subject::new("member", id)), ())
            };
            world.north.realm.write(operator(), write).await
        };
        let contact = world.id_of(&world.north, &crate::world::address(Role::Contact)).await;
        assert!(by_hand(&contact, Role::Auditor).await.is_err());
        let member = world.id_of(&world.north, &crate::world::address(Role::Member)).await;
        assert!(by_hand(&member, Role::Contact).await.is_err());
        by_hand(&member, Role::Auditor).await.unwrap();
    });
}

/// Whoever is posted elsewhere now reaches nothing of where they were.
#[test]
fn a_posting_that_is_over_reaches_nothing() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let cast = cast(&world).await;
        let keeper = done("a role", &make_role(&cast.owner, "Keeper", json!([grant("jobs.read", "unit")])).await)["id"].clone();
        let person = cast.person(&world, "keeper").await;
        done("held", &hold(&cast.owner, &person.id, json!({ "role": keeper })).await);
        let post = async |unit: &str| {
            let path = format!("/api/v1/members/{}/postings", person.id);
            cast.owner.create(&path, json!({ "unit_id": unit })).await
        };
        let posting = post(&cast.north_unit).await;
        world.clock.advance(600);
        let job = json!({"type": "Repair", "title": "Mend it", "priority": "p2", "unit_id": cast.north_unit});
        let job = cast.owner.create("/api/v1/jobs", job).await;
        let path = format!("/api/v1/jobs/{}", job["id"].as_str().unwrap());
        assert_eq!(person.client.get(&path).await.status, StatusCode::OK);
        let (ended, tag) = (format!("/api/v1/postings/{}/end", posting["id"].as_str().unwrap()), format!("\"{}\"", posting["version"]));
        done("over", &cast.owner.send(Method::PUT, &ended, &[("if-match", &tag)], Some(json!({"at": world.clock_in(0)}))).await);
        world.clock.advance(600);
        assert_eq!(person.client.get(&path).await.status, StatusCode::NOT_FOUND);
    });
}

/// The most that waits for a second person.
#[test]
fn no_more_waits_than_can_be_read() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let cast = cast(&world).await;
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let body = json!({"role": "administrator"});
        let mut waiting = 0;
        let last = loop {
            let reply = hold(&administrator, &cast.id(Role::Member), body.clone()).await;
            if reply.status != StatusCode::ACCEPTED {
                break reply;
            }
            waiting += 1;
        };
        Attempts(0).refused("one more", &last, 422, "too-many-approvals");
        assert_eq!(waiting, 200);
        // What lapsed makes room.
        world.clock.advance_seconds(72 * 60 * 60);
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        assert_eq!(hold(&administrator, &cast.id(Role::Member), body).await.status, StatusCode::ACCEPTED);
        assert!(held(&cast.as_owner(world.signed_in(&world.north, Role::Owner).await), Role::Owner).await.is_object());
    });
}

/// A role of one's own is what was last said of it, by one at a time, under a name of its own, and gone when it is removed.
#[test]
fn a_role_of_ones_own_is_what_was_last_said() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        done("another", &make_role(&cast.owner, "Keeper", json!([grant("jobs.read", "organisation")])).await);
        let made = done("one", &make_role(&cast.owner, "Reader", json!([grant("jobs.read", "organisation")])).await);
        let path = format!("/api/v1/roles/{}", made["id"].as_str().unwrap());
        let person = cast.person(&world, "reader").await;
        let holding = done("held", &hold(&cast.owner, &person.id, json!({"role": made["id"]})).await);
        world.clock.advance(600);
        assert_eq!(person.client.get("/api/v1/customers").await.status, StatusCode::FORBIDDEN);
        let change = async |version: &Value, body: Value| {
            cast.owner.send(Method::PATCH, &path, &[("if-match", &format!("\"{version}\""))], Some(body)).await
        };
        tried.refused("a name that is taken", &change(&made["version"], json!({"name": "Keeper"})).await, 409, "role-name-taken");
        let changed = done("changed", &change(&made["version"], json!({"grants": [grant("customers.read", "organisation")]})).await);
        world.clock.advance(600);
        assert_eq!(person.client.get("/api/v1/customers").await.status, StatusCode::OK);
        assert_eq!(person.client.get("/api/v1/jobs").await.status, StatusCode::FORBIDDEN);
        let stale = change(&made["version"], json!({"name": "Other"})).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        done("ended", &end(&cast.owner, &holding).await);
        let tag = format!("\"{}\"", changed["version"]);
        let removed = cast.owner.send(Method::DELETE, &path, &[("if-match", &tag)], None).await;
        assert_eq!(removed.status, StatusCode::NO_CONTENT, "{}", String::from_utf8_lossy(&removed.bytes));
        let left = cast.owner.get("/api/v1/roles").await.json().to_string();
        assert!(!left.contains(made["id"].as_str().unwrap()) && left.contains("Keeper"), "{left}");
    });
}

#[test]
fn an_organisation_has_two_hundred_roles_of_its_own() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (owner, foreign) = (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.south, Role::Owner).await);
        let reader = json!([grant("jobs.read", "organisation")]);
        let mut last = Value::Null;
        for number in 0..200 {
            last = done("one of them", &make_role(&owner, &format!("Reader {number}"), reader.clone()).await);
        }
        Attempts(0).refused("one more", &make_role(&owner, "Reader", reader.clone()).await, 422, "too-many-roles");
        done("another organisation's", &make_role(&foreign, "Reader", reader.clone()).await);
        let (path, tag) = (format!("/api/v1/roles/{}", last["id"].as_str().unwrap()), format!("\"{}\"", last["version"]));
        let changed = owner.send(Method::PATCH, &path, &[("if-match", &tag)], Some(json!({"name": "Another name"}))).await;
        done("the last is changed all the same", &changed);
        assert_eq!(owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        done("one that is removed makes room", &make_role(&owner, "Reader", reader).await);
    });
}

/// The same of what is asked for about nobody: whoever is suspended by then asks for nothing.
#[test]
fn whoever_asked_for_less_is_still_here() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let put = async |by: &Client, days: i64| {
            let tag = format!("\"{}\"", by.get("/api/v1/security-policy").await.json()["version"]);
            let body = json!({"minimum": [], "grace_days": days, "session_idle_minutes": 60, "session_hours": 12});
            by.send(Method::PUT, "/api/v1/security-policy", &[("if-match", &tag)], Some(body)).await
        };
        let asked = put(&administrator, 15).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(&asked.bytes));
        suspended(&cast.owner, &cast.id(Role::Administrator)).await;
        tried.refused("asked by somebody suspended since", &confirm(&cast.owner, &asked.json()).await, 422, "asker-gone");
        done("counter-proof: an owner, alone now", &put(&cast.owner, 15).await);
    });
}
