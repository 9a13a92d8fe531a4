//! The link of a call-out, from letter to answer: it arrives, answers once from where its member may come, and not when they are shut
//! out; whoever tries many is slowed down.

use crate::letters::Letters;
use crate::world::{Client, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use store::door::Standing;

/// Outside of the networks that are enforced here.
const OUTSIDE: &str = "203.0.113.9";

async fn id_of(world: &World, role: Role) -> String {
    world.id_of(&world.north, &address(role)).await
}

async fn called(world: &World, owner: &Client, roles: &[Role]) -> Value {
    let event = owner.create("/api/v1/events", json!({"name": "Carnival", "place": "Square"})).await;
    let event_id = event["id"].as_str().unwrap();
    let session = json!({"name": "Saturday", "start_local": "2030-01-05T10:00", "end_local": "2030-01-05T14:00"});
    let session = owner.create(&format!("/api/v1/events/{event_id}/sessions"), session).await;
    let need = json!({"name": "First aider", "min": 1, "max": 3});
    let need = owner.create(&format!("/api/v1/event-sessions/{}/requirements", session["id"].as_str().unwrap()), need).await;
    owner.publish(event_id).await;
    let mut members = Vec::new();
    for role in roles {
        members.push(id_of(world, *role).await);
    }
    let audience = json!({"member_ids": members});
    let body = json!({"requirement_id": need["id"], "text": "Who can come?", "audience": audience, "until": "2026-11-28T12:00:00Z", "reserve": true});
    owner.create("/api/v1/call-outs", body).await
}

async fn answer(client: &Client, token: &str) -> crate::world::Reply {
    client.send(Method::POST, "/api/v1/call-out-answers", &[], Some(json!({"token": token, "accept": true}))).await
}

async fn open(client: &Client, token: &str) -> crate::world::Reply {
    client.send(Method::POST, "/api/v1/call-out-answers/opening", &[], Some(json!({"token": token}))).await
}

#[test]
fn a_letter_answers_once_in_its_members_name() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let call = called(&world, &owner, &[Role::Member]).await;
        let token = letters.secret(&world.north, "call-out").await;
        let opened = open(&world.anonymous(), &token).await;
        assert_eq!((opened.status, &opened.json()["text"]), (StatusCode::OK, &json!("Who can come?")));
        assert!(opened.headers.get("set-cookie").is_none(), "nobody is signed in by it");
        let reply = answer(&world.anonymous(), &token).await;
        assert_eq!((reply.status, &reply.json()["outcome"]), (StatusCode::OK, &json!("placed")));
        assert!(reply.headers.get("set-cookie").is_none(), "nobody is signed in by it");
        assert_eq!(answer(&world.anonymous(), &token).await.json()["code"], "answer-void");
        assert_eq!(open(&world.anonymous(), &token).await.json()["code"], "answer-void");
        let seen = owner.get(&format!("/api/v1/call-outs/{}", call["id"].as_str().unwrap())).await.json();
        assert_eq!((&seen["answers"][0]["member"]["name"], &seen["accepted"]), (&json!("The member"), &json!(1)));
        let record = owner.get("/api/v1/audit?action=call_out.answered").await.json()["items"][0].clone();
        assert_eq!(record["actor"]["kind"], "member");
    });
}

#[test]
fn nobody_answers_from_outside_or_once_they_are_out() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let tag = format!("\"{}\"", owner.get("/api/v1/networks").await.json()["version"]);
        let ranges = json!([{"cidr": "198.51.100.0/24", "note": "Head office"}]);
        let body = json!({"mode": "enforce", "ranges": ranges, "by_role": []});
        assert_eq!(owner.send(Method::PUT, "/api/v1/networks", &[("if-match", &tag)], Some(body)).await.status, StatusCode::OK);
        world.clock.advance(500);
        called(&world, &owner, &[Role::Member, Role::Auditor]).await;
        let received = letters.of_house(&world.north).await;
        let of =
            |role: Role| received.iter().find(|letter| letter.header("To").unwrap().contains(&address(role))).unwrap().token("call-out");
        let (member, auditor) = (of(Role::Member), of(Role::Auditor));
        for refused in [answer(&world.anonymous().at(OUTSIDE), &member).await, open(&world.anonymous().at(OUTSIDE), &member).await] {
            assert_eq!((refused.status, &refused.json()["code"]), (StatusCode::FORBIDDEN, &json!("network-refused")));
        }
        assert_eq!(open(&world.anonymous(), &member).await.status, StatusCode::OK);
        assert_eq!(answer(&world.anonymous(), &member).await.status, StatusCode::OK, "the counter-proof: it was not used up");
        let id = id_of(&world, Role::Auditor).await;
        let out = owner.send(Method::PUT, &format!("/api/v1/members/{id}/revocation"), &[], Some(json!({"reason": "x"}))).await;
        assert_eq!(out.status, StatusCode::OK);
        assert_eq!(answer(&world.anonymous(), &auditor).await.json()["code"], "answer-void");
        assert_eq!(open(&world.anonymous(), &auditor).await.json()["code"], "answer-void");
    });
}

#[test]
fn whoever_tries_many_links_is_slowed_down() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let guess = |at: usize| format!("msc_01jd7q3v9mf4x8t2c5k6w0ezya_{at:043}");
        let mut last = StatusCode::NOT_FOUND;
        for at in 0..101 {
            // Opening and answering are counted together.
            let (anonymous, guess) = (world.anonymous(), guess(at));
            last = if at % 2 == 0 { open(&anonymous, &guess).await.status } else { answer(&anonymous, &guess).await.status };
            assert!(at == 100 || last == StatusCode::NOT_FOUND, "{at}: {last}");
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer(&world.anonymous(), &guess(0)).await.status, StatusCode::TOO_MANY_REQUESTS);
    });
}

/// A link answers for whom it was written, by its secret alone, and until its time.
#[test]
fn a_link_that_is_not_it_or_is_late_answers_for_nobody() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        called(&world, &owner, &[Role::Member, Role::Auditor]).await;
        let received = letters.of_house(&world.north).await;
        let of =
            |role: Role| received.iter().find(|letter| letter.header("To").unwrap().contains(&address(role))).unwrap().token("call-out");
        let (member, auditor) = (of(Role::Member), of(Role::Auditor));
        let (kept, last) = member.split_at(member.len() - 4);
        let altered = format!("{kept}{}", if last == "AAAA" { "BBBB" } else { "AAAA" });
        for reply in [answer(&world.anonymous(), &altered).await, open(&world.anonymous(), &altered).await] {
            assert_eq!((reply.status, &reply.json()["code"]), (StatusCode::NOT_FOUND, &json!("answer-void")));
        }
        assert_eq!(answer(&world.anonymous(), &member).await.status, StatusCode::OK);
        assert_eq!(open(&world.anonymous(), &auditor).await.status, StatusCode::OK, "one answer is one member's");
        world.clock.advance_seconds(8 * 24 * 60 * 60);
        for reply in [answer(&world.anonymous(), &auditor).await, open(&world.anonymous(), &auditor).await] {
            assert_eq!((reply.status, &reply.json()["code"]), (StatusCode::NOT_FOUND, &json!("answer-void")));
        }
    });
}

/// Suspended, and not shut out for good: their link waits for them, and answers for nobody meanwhile.
#[test]
fn a_suspended_members_link_is_void() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        called(&world, &owner, &[Role::Auditor]).await;
        let token = letters.secret(&world.north, "call-out").await;
        let id = id_of(&world, Role::Auditor).await;
        let tag = format!("\"{}\"", owner.get(&format!("/api/v1/members/{id}")).await.json()["version"]);
        let path = format!("/api/v1/members/{id}/suspension");
        assert!(owner.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({"reason": "away"}))).await.status.is_success());
        assert_eq!(open(&world.anonymous(), &token).await.json()["code"], "answer-void");
        assert_eq!(answer(&world.anonymous(), &token).await.json()["code"], "answer-void");
    });
}

/// Shutting one member out ends their links, and ending one call-out its own; nobody else's.
#[test]
fn what_ends_ones_links_ends_nobody_elses() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, owner) = (Letters::of(&world), world.signed_in(&world.north, Role::Owner).await);
        called(&world, &owner, &[Role::Member, Role::Auditor]).await;
        let received = letters.of_house(&world.north).await;
        let of =
            |role: Role| received.iter().find(|letter| letter.header("To").unwrap().contains(&address(role))).unwrap().token("call-out");
        let (member, auditor) = (of(Role::Member), of(Role::Auditor));
        let other = called(&world, &owner, &[Role::Dispatcher]).await;
        let dispatcher = letters.secret(&world.north, "call-out").await;
        let path = format!("/api/v1/members/{}/revocation", id_of(&world, Role::Auditor).await);
        let out = owner.send(Method::PUT, &path, &[], Some(json!({"reason": "x"}))).await;
        assert_eq!(out.json()["invitations"], 1, "{}", String::from_utf8_lossy(&out.bytes));
        let (path, tag) = (format!("/api/v1/call-outs/{}/end", other["id"].as_str().unwrap()), format!("\"{}\"", other["version"]));
        assert_eq!(owner.send(Method::PUT, &path, &[("if-match", &tag)], None).await.status, StatusCode::OK);
        for ended in [&auditor, &dispatcher] {
            assert_eq!(open(&world.anonymous(), ended).await.json()["code"], "answer-void");
        }
        assert_eq!(open(&world.anonymous(), &member).await.status, StatusCode::OK);
        assert_eq!(answer(&world.anonymous(), &member).await.status, StatusCode::OK);
    });
}

/// A suspended organisation's links answer for nobody meanwhile; a member's for nobody from the day of leaving on.
#[test]
fn links_are_void_while_the_organisation_is_suspended_and_once_their_member_has_left() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, owner) = (Letters::of(&world), world.signed_in(&world.north, Role::Owner).await);
        called(&world, &owner, &[Role::Auditor]).await;
        let token = letters.secret(&world.north, "call-out").await;
        let is_void = async || {
            assert_eq!(open(&world.anonymous(), &token).await.json()["code"], "answer-void");
            assert_eq!(answer(&world.anonymous(), &token).await.json()["code"], "answer-void");
        };
        world.stands(&world.north, Standing::Suspended).await;
        is_void().await;
        world.stands(&world.north, Standing::Active).await;
        let path = format!("/api/v1/members/{}", id_of(&world, Role::Auditor).await);
        let tag = format!("\"{}\"", owner.get(&path).await.json()["version"]);
        let leaves = json!({"at": world.clock_in(60), "reason": "moves away"});
        let told = owner.send(Method::PUT, &format!("{path}/leaving"), &[("if-match", &tag)], Some(leaves)).await;
        assert!(told.status.is_success(), "{}", String::from_utf8_lossy(&told.bytes));
        world.clock.advance_seconds(59);
        assert_eq!(open(&world.anonymous(), &token).await.status, StatusCode::OK, "counter-proof: resumed, and not gone yet");
        world.clock.advance_seconds(1);
        is_void().await;
    });
}
