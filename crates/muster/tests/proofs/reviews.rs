//! Reviews: what nobody decided on ends on the day, if the review says so; what was kept stays, and so do owners. Explanations tell what
//! is so.

use crate::people::cast;
use crate::world::{World, on_both};
use access::Role;
use access::reviews::{close_due, is_due};
use http::{Method, StatusCode};
use kernel::Actor;
use serde_json::{Value, json};
use store::Origin;
use store::door::Authority;

#[test]
fn what_nobody_decided_on_ends_on_the_day() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let cast = cast(&world).await;
        for (unreviewed_end, kept) in [(false, true), (true, false)] {
            let owner = world.signed_in(&world.north, Role::Owner).await;
            let due = world.clock_in(60 * 60);
            let review =
                owner.create("/api/v1/access-reviews", json!({"name": "Autumn", "due_at": due, "unreviewed_end": unreviewed_end})).await;
            let path = format!("/api/v1/access-reviews/{}", review["id"].as_str().unwrap());
            let whole = owner.get(&path).await.json();
            let of = |role: Role| {
                let items = whole["items"].as_array().unwrap();
                items.iter().find(|item| item["member"]["id"] == cast.id(role).as_str()).unwrap()["holding"]["id"].clone()
            };
            let keep = json!({"decisions": [{"holding_id": of(Role::Dispatcher), "decision": "keep"}]});
            assert_eq!(owner.send(Method::PUT, &format!("{path}/decisions"), &[], Some(keep)).await.status, StatusCode::OK);
            let system = || Authority::whole(Actor::System, Origin::default());
            assert!(!world.north.realm.read(system(), is_due).await.unwrap(), "not before the day");
            world.clock.advance_seconds(60 * 60);
            let before = world.north.log_size().await;
            assert!(world.north.realm.read(system(), is_due).await.unwrap());
            world.north.realm.write(system(), close_due).await.unwrap();
            assert!(!world.north.realm.read(system(), is_due).await.unwrap());
            assert_eq!(world.north.log_size().await, before + 1, "one record");
            let status = |role: Role, path: &'static str| {
                let world = &world;
                async move { world.signed_in(&world.north, role).await.get(path).await.status }
            };
            let expected = if kept { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(status(Role::Auditor, "/api/v1/audit").await, expected, "nobody decided on it");
            assert_eq!(status(Role::Dispatcher, "/api/v1/jobs").await, StatusCode::OK, "it was kept");
            assert_eq!(status(Role::Owner, "/api/v1/roles").await, StatusCode::OK, "owners stay");
            let late = json!({"decisions": [{"holding_id": of(Role::Member), "decision": "keep"}]});
            let owner = world.signed_in(&world.north, Role::Owner).await;
            let late = owner.send(Method::PUT, &format!("{path}/decisions"), &[], Some(late)).await;
            assert_eq!((late.status.as_u16(), late.json()["code"].clone()), (422, json!("review-closed")));
        }
    });
}

#[test]
fn an_explanation_says_what_is_so() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let cast = cast(&world).await;
        let body = json!({"type": "Repair", "title": "Mend it", "priority": "p2", "unit_id": cast.south_unit});
        let job = cast.owner.create("/api/v1/jobs", body).await;
        let person = cast.person(&world, "north").await;
        let narrow = json!({"role": "dispatcher", "unit_id": cast.north_unit});
        cast.owner.create(&format!("/api/v1/members/{}/holdings", person.id), narrow).await;
        let id = job["id"].as_str().unwrap();
        let explained = |member: String, permission: &'static str| {
            let (owner, path) = (&cast.owner, format!("/api/v1/access/explanation?member_id={member}&permission={permission}&record={id}"));
            async move { owner.get(&path).await.json() }
        };
        let rules = |told: &Value| -> Vec<(String, bool)> {
            let steps = told["steps"].as_array().unwrap().iter();
            steps.map(|step| (step["rule"].as_str().unwrap().to_owned(), step["holds"].as_bool().unwrap())).collect()
        };
        let told = explained(person.id.clone(), "jobs.close").await;
        assert_eq!((&told["allowed"], &told["scope"]), (&json!(false), &json!("unit")));
        let expected = [("active", true), ("role", true), ("granted", true), ("seen", false), ("reached", false)];
        assert_eq!(rules(&told), expected.map(|(rule, holds)| (rule.to_owned(), holds)));
        let told = explained(cast.id(Role::Dispatcher), "jobs.close").await;
        assert_eq!((&told["allowed"], &told["scope"]), (&json!(true), &json!("organisation")));
        let told = explained(cast.id(Role::Contact), "jobs.read").await;
        assert_eq!(told["allowed"], false, "another customer's: {told}");
        let who = cast.owner.get(&format!("/api/v1/access/who?record={id}&permission=jobs.close")).await.json();
        let names: Vec<&str> = who["items"].as_array().unwrap().iter().map(|item| item["member"]["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["The administrator", "The dispatcher", "The owner"]);
        // What is told is what happens.
        for (role, allowed) in [(Role::Dispatcher, true), (Role::Auditor, false)] {
            let told = explained(cast.id(role), "jobs.note").await;
            let client = world.signed_in(&world.north, role).await;
            let reply = client.send(Method::POST, &format!("/api/v1/jobs/{id}/notes"), &[], Some(json!({"text": "Seen"}))).await;
            assert_eq!((told["allowed"] == true, reply.status.is_success()), (allowed, allowed), "{told}");
        }
    });
}

/// What is ended in a review ends now; nobody decides on what they hold themselves, nor takes away what they could not give.
#[test]
fn what_a_review_ends_ends_now() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, crate::escalation::Attempts(0));
        let (auditor, administrator) =
            (world.signed_in(&world.north, Role::Auditor).await, world.signed_in(&world.north, Role::Administrator).await);
        let due = world.clock_in(60 * 60);
        let review = cast.owner.create("/api/v1/access-reviews", json!({"name": "Autumn", "due_at": due, "unreviewed_end": false})).await;
        let path = format!("/api/v1/access-reviews/{}", review["id"].as_str().unwrap());
        let whole = cast.owner.get(&path).await.json();
        let of = |role: Role| {
            let items = whole["items"].as_array().unwrap();
            items.iter().find(|item| item["member"]["id"] == cast.id(role).as_str()).unwrap()["holding"]["id"].clone()
        };
        let decide = async |by: &crate::world::Client, role: Role, decision: &str| {
            let body = json!({"decisions": [{"holding_id": of(role), "decision": decision}]});
            by.send(Method::PUT, &format!("{path}/decisions"), &[], Some(body)).await
        };
        tried.refused("one's own", &decide(&administrator, Role::Administrator, "keep").await, 422, "own-holding");
        tried.refused("what one could not give", &decide(&administrator, Role::Owner, "end").await, 422, "beyond-own-rights");
        let none = cast.owner.send(Method::PUT, &format!("{path}/decisions"), &[], Some(json!({"decisions": []}))).await;
        tried.refused("nothing", &none, 422, "out-of-range");
        assert_eq!(auditor.get("/api/v1/audit").await.status, StatusCode::OK);
        crate::escalation::done("ended", &decide(&cast.owner, Role::Auditor, "end").await);
        world.clock.advance(600);
        assert_eq!(auditor.get("/api/v1/audit").await.status, StatusCode::FORBIDDEN);
        tried.refused("kept after it was ended", &decide(&cast.owner, Role::Auditor, "keep").await, 422, "holding-ended");
        let late = json!({"name": "Yesterday's", "due_at": world.clock_in(-60), "unreviewed_end": false});
        assert_eq!(cast.owner.send(Method::POST, "/api/v1/access-reviews", &[], Some(late)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}
