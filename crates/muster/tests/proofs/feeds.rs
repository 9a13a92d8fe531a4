//! Calendar feeds: the address is the proof, it opens a calendar and nothing else, and what shuts its maker out shuts it.

use crate::escalation::{done, hold};
use crate::people::cast;
use crate::world::{Client, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use store::door::Standing;

async fn made(by: &Client) -> (String, Value) {
    let made = by.create("/api/v1/me/feeds", json!({"name": "Telephone"})).await;
    let path = made["address"].as_str().unwrap().split_once("/api/").unwrap().1.to_owned();
    (format!("/api/{path}"), made)
}

fn is_shut(reply: &Reply) {
    assert_eq!((reply.status, reply.json()["code"].as_str().unwrap().to_owned()), (StatusCode::NOT_FOUND, "not-found".into()));
}

#[test]
fn the_address_alone_opens_the_calendar_and_nothing_else() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        let (path, made) = made(&member).await;
        let before = world.north.log_size().await;
        let reply = world.anonymous().get(&path).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(reply.headers["content-type"], "text/calendar; charset=utf-8");
        assert_eq!(reply.headers["cache-control"], "private, no-cache");
        let text = String::from_utf8(reply.bytes).unwrap();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        let tag = reply.headers["etag"].to_str().unwrap();
        let again = world.anonymous().send(Method::GET, &path, &[("if-none-match", tag)], None).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
        assert_eq!(again.headers["etag"], tag);
        let other = world.anonymous().send(Method::GET, &path, &[("if-none-match", "\"other\"")], None).await;
        assert_eq!(other.status, StatusCode::OK);
        assert_eq!(world.north.log_size().await, before, "reading leaves no record");
        // It is no token, and a token is no address.
        let secret = path.rsplit('/').next().unwrap().trim_end_matches(".ics");
        assert_eq!(world.anonymous().with_token(secret).get("/api/v1/assignments").await.status, StatusCode::UNAUTHORIZED);
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        let token = dispatcher.create("/api/v1/tokens", json!({"name": "A", "permissions": ["assignments.read"]})).await;
        is_shut(&world.anonymous().get(&format!("/api/v1/feeds/{}.ics", token["token"].as_str().unwrap())).await);
        for wrong in ["", "x", &secret[..50], &secret.to_lowercase(), &format!("{secret}.ics.ics")] {
            assert_eq!(world.anonymous().get(&format!("/api/v1/feeds/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        let listed = member.get("/api/v1/me/feeds").await;
        assert_eq!(listed.json()["items"][0]["id"], made["id"]);
        assert!(!String::from_utf8_lossy(&listed.bytes).contains("mcf_"), "an address is shown once");
    });
}

#[test]
fn what_is_revoked_is_shut_at_once() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        let (path, made) = made(&member).await;
        let (kept, _) = self::made(&member).await;
        let own = format!("/api/v1/me/feeds/{}", made["id"].as_str().unwrap());
        let owner = world.signed_in(&world.north, Role::Owner).await;
        is_shut(&owner.send(Method::DELETE, &own, &[], None).await);
        assert_eq!(member.send(Method::DELETE, &own, &[], None).await.status, StatusCode::NO_CONTENT);
        is_shut(&world.anonymous().get(&path).await);
        is_shut(&member.send(Method::DELETE, &own, &[], None).await);
        assert_eq!(world.anonymous().get(&kept).await.status, StatusCode::OK);

        let id = world.id_of(&world.north, &address(Role::Member)).await;
        let revoked = owner.send(Method::PUT, &format!("/api/v1/members/{id}/revocation"), &[], Some(json!({"reason": "Lost"}))).await;
        assert_eq!(revoked.json()["feeds"], 1, "{}", revoked.json());
        is_shut(&world.anonymous().get(&kept).await);
    });
}

#[test]
fn whoever_is_suspended_has_no_feed_meanwhile() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let auditor = world.signed_in(&world.north, Role::Auditor).await;
        let (path, _) = made(&auditor).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let id = world.id_of(&world.north, &address(Role::Auditor)).await;
        let row = owner.get(&format!("/api/v1/members/{id}")).await.json();
        let tag = format!("\"{}\"", row["version"]);
        let suspended = owner
            .send(Method::PUT, &format!("/api/v1/members/{id}/suspension"), &[("if-match", &tag)], Some(json!({"reason": "Away"})))
            .await;
        assert!(suspended.status.is_success(), "{}", String::from_utf8_lossy(&suspended.bytes));
        is_shut(&world.anonymous().get(&path).await);
    });
}

/// A suspended organisation's feeds open nothing meanwhile; a member's nothing from the day of leaving on.
#[test]
fn feeds_are_shut_while_the_organisation_is_suspended_and_once_their_maker_has_left() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (owner, auditor) = (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.north, Role::Auditor).await);
        let (path, _) = made(&auditor).await;
        world.stands(&world.north, Standing::Suspended).await;
        is_shut(&world.anonymous().get(&path).await);
        world.stands(&world.north, Standing::Active).await;
        let member = format!("/api/v1/members/{}", world.id_of(&world.north, &address(Role::Auditor)).await);
        let tag = format!("\"{}\"", owner.get(&member).await.json()["version"]);
        let leaves = json!({"at": world.clock_in(60), "reason": "moves away"});
        let told = owner.send(Method::PUT, &format!("{member}/leaving"), &[("if-match", &tag)], Some(leaves)).await;
        assert!(told.status.is_success(), "{}", String::from_utf8_lossy(&told.bytes));
        world.clock.advance_seconds(59);
        assert_eq!(world.anonymous().get(&path).await.status, StatusCode::OK, "counter-proof: resumed, and not gone yet");
        world.clock.advance_seconds(1);
        is_shut(&world.anonymous().get(&path).await);
    });
}

#[test]
fn the_networks_hold_for_feeds() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (path, _) = made(&owner).await;
        let version = owner.get("/api/v1/networks").await.json()["version"].clone();
        let body = json!({"mode": "enforce", "ranges": [{"cidr": "198.51.100.0/24", "note": "Head office"}], "by_role": []});
        let set = owner.send(Method::PUT, "/api/v1/networks", &[("if-match", &format!("\"{version}\""))], Some(body)).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.json());
        world.clock.advance(500);
        assert_eq!(world.anonymous().get(&path).await.status, StatusCode::OK, "from within");
        let outside = world.anonymous().at("203.0.113.9").get(&path).await;
        assert_eq!((outside.status, outside.json()["code"].clone()), (StatusCode::FORBIDDEN, json!("network-refused")));
    });
}

#[test]
fn a_units_feed_is_for_those_who_may_see_the_unit() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let unit = owner.create("/api/v1/units", json!({"name": "Harbour", "kind": "Station"})).await["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/units/{unit}/feeds");
        let made = owner.create(&path, json!({"name": "Wall"})).await;
        assert_eq!(made["unit_id"], json!(unit));
        let feed = format!("/api/{}", made["address"].as_str().unwrap().split_once("/api/").unwrap().1);
        let reply = world.anonymous().get(&feed).await;
        assert!(reply.status.is_success() && String::from_utf8_lossy(&reply.bytes).contains("X-WR-CALNAME:Harbour"));
        let member = world.signed_in(&world.north, Role::Member).await;
        let refused = member.send(Method::POST, &path, &[], Some(json!({"name": "Wall"}))).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "whoever may not read its calendar is told of no unit");
        let south = world.signed_in(&world.south, Role::Owner).await;
        assert_eq!(south.send(Method::POST, &path, &[], Some(json!({"name": "Wall"}))).await.status, StatusCode::NOT_FOUND);
    });
}

/// Whoever oversees a part of the organisation makes feeds of its units, and of no others.
#[test]
fn a_units_feed_is_made_by_whose_reach_holds_the_unit() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let cast = cast(&world).await;
        let person = cast.person(&world, "part").await;
        done("a part", &hold(&cast.owner, &person.id, json!({"role": "dispatcher", "unit_id": cast.north_unit})).await);
        world.clock.advance(600);
        let make = async |by: &Client, unit: &str| {
            by.send(Method::POST, &format!("/api/v1/units/{unit}/feeds"), &[], Some(json!({"name": "Wall"}))).await
        };
        for within in [&cast.north_unit, &cast.below_north] {
            assert_eq!(make(&person.client, within).await.status, StatusCode::CREATED);
        }
        for beyond in [&cast.top_unit, &cast.south_unit, &cast.foreign_unit] {
            is_shut(&make(&person.client, beyond).await);
        }
        is_shut(&make(&cast.owner, "unt_01jd7q3v9mf4x8t2c5k6w0ezzz").await);
    });
}

#[test]
fn a_member_has_twenty_feeds_and_no_more() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (member, auditor) = (world.signed_in(&world.north, Role::Member).await, world.signed_in(&world.north, Role::Auditor).await);
        let mut last = Value::Null;
        for _ in 0..20 {
            last = made(&member).await.1;
        }
        let one_more = async || member.send(Method::POST, "/api/v1/me/feeds", &[], Some(json!({"name": "Telephone"}))).await;
        let refused = one_more().await;
        assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (422, &json!("too-many-feeds")));
        made(&auditor).await;
        let revoked = member.send(Method::DELETE, &format!("/api/v1/me/feeds/{}", last["id"].as_str().unwrap()), &[], None).await;
        assert_eq!(revoked.status, StatusCode::NO_CONTENT);
        assert_eq!(one_more().await.status, StatusCode::CREATED, "one that is revoked makes room");
    });
}
