//! What one member is told: by the act of another, in the same commit, theirs alone, and seen by whoever plans.

use crate::cases::job_body;
use crate::world::{Client, Reply, World, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// A place for this member on a visit of tomorrow, given by somebody.
async fn given(by: &Client, member: &Value, hour: u8) -> Value {
    let job = by.create("/api/v1/jobs", job_body(false)).await;
    let body = json!({"start": format!("2026-11-22T{hour:02}:00:00Z"), "end": format!("2026-11-22T{hour:02}:45:00Z"),
        "people": {"min": 1, "max": 2}});
    let visit = by.create(&format!("/api/v1/jobs/{}/visits", text(&job["id"])), body).await;
    let path = format!("/api/v1/requirements/{}/assignments", text(&visit["requirement_id"]));
    by.create(&path, json!({"member_id": member})).await
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

async fn id_of(client: &Client) -> Value {
    client.get("/api/v1/me").await.json()["member"]["id"].clone()
}

async fn inbox(client: &Client) -> Value {
    client.get("/api/v1/me/notices").await.json()
}

async fn put(client: &Client, path: &str, version: Option<&Value>, body: Option<Value>) -> Reply {
    let tag = version.map(|version| format!("\"{version}\""));
    let headers: Vec<(&str, &str)> = tag.as_deref().map(|tag| ("if-match", tag)).into_iter().collect();
    client.send(Method::PUT, path, &headers, body).await
}

#[test]
fn who_is_given_moved_and_freed_hears_of_it_and_whoever_does_it_does_not() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (dispatcher, member) =
            (world.signed_in(&world.north, Role::Dispatcher).await, world.signed_in(&world.north, Role::Member).await);
        let (me, them) = (id_of(&dispatcher).await, id_of(&member).await);
        let row = given(&dispatcher, &them, 10).await;
        let path = format!("/api/v1/assignments/{}", text(&row["id"]));
        let tag = |row: &Value| format!("\"{}\"", row["version"]);
        let change = json!({"end": "2026-11-22T10:30:00Z"});
        world.clock.advance(1);
        let moved = dispatcher.send(Method::PATCH, &path, &[("if-match", &tag(&row))], Some(change)).await.json();
        world.clock.advance(1);
        let released =
            put(&dispatcher, &format!("{path}/release"), Some(&moved["version"]), Some(json!({"reason": "Needed elsewhere"}))).await;
        assert_eq!(released.status, StatusCode::OK);
        let told = inbox(&member).await;
        let kinds: Vec<&str> = told["items"].as_array().unwrap().iter().map(|one| text(&one["kind"])).collect();
        assert_eq!(kinds, ["assignment-ended", "assignment-changed", "assignment-given"], "{told}");
        assert_eq!((told["unread"].as_i64(), &told["items"][0]["subject"]["id"]), (Some(3), &row["id"]));
        assert!(text(&told["items"][0]["text"]).contains("Needed elsewhere"));
        // It begins within two days, and not within twelve hours.
        assert_eq!((&told["items"][2]["acknowledge"], &told["items"][2]["urgent"]), (&json!(true), &json!(false)));
        // A refused act tells nobody: the version is an old one.
        let stale = dispatcher.send(Method::PATCH, &path, &[("if-match", &tag(&row))], Some(json!({"end": "2026-11-22T10:40:00Z"}))).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(inbox(&member).await["unread"], 3);
        // A place given to oneself is no news.
        let before = inbox(&dispatcher).await["unread"].clone();
        given(&dispatcher, &me, 12).await;
        assert_eq!(inbox(&dispatcher).await["unread"], before);
    });
}

#[test]
fn a_notice_is_its_members_alone_and_acknowledged_once() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (dispatcher, member) =
            (world.signed_in(&world.north, Role::Dispatcher).await, world.signed_in(&world.north, Role::Member).await);
        let foreign = world.signed_in(&world.south, Role::Owner).await;
        let row = given(&dispatcher, &id_of(&member).await, 10).await;
        let told = inbox(&member).await["items"][0].clone();
        let of = |act: &str| format!("/api/v1/me/notices/{}/{act}", text(&told["id"]));
        for other in [&dispatcher, &foreign] {
            for act in ["reading", "acknowledgement"] {
                assert_eq!(put(other, &of(act), None, None).await.status, StatusCode::NOT_FOUND, "{act}");
            }
            let until = put(other, "/api/v1/me/notices/reading", None, Some(json!({"until_id": told["id"]}))).await;
            assert_eq!(until.json()["errors"][0]["field"], "until_id");
        }
        let seen = format!("/api/v1/assignments/{}/notices", text(&row["id"]));
        let by_planner = |page: &Value| page["items"][0].clone();
        let before = by_planner(&dispatcher.get(&seen).await.json());
        assert_eq!((&before["id"], &before["read_at"], &before["acknowledged_at"]), (&told["id"], &Value::Null, &Value::Null));
        let size = world.north.log_size().await;
        let first = put(&member, &of("acknowledgement"), None, None).await.json();
        world.clock.advance_seconds(60);
        let again = put(&member, &of("acknowledgement"), None, None).await;
        assert_eq!((again.status, &again.json()["acknowledged_at"]), (StatusCode::OK, &first["acknowledged_at"]));
        assert_eq!(put(&member, &of("reading"), None, None).await.json()["read_at"], first["acknowledged_at"]);
        assert_eq!(world.north.log_size().await, size + 1, "one record: asked again, nothing changes");
        let after = by_planner(&dispatcher.get(&seen).await.json());
        assert_eq!(after["acknowledged_at"], first["acknowledged_at"]);
        assert_eq!(foreign.get(&seen).await.status, StatusCode::NOT_FOUND);
        // Reading everything stops at what was seen.
        given(&dispatcher, &id_of(&member).await, 14).await;
        let done = put(&member, "/api/v1/me/notices/reading", None, Some(json!({"until_id": told["id"]}))).await.json();
        assert_eq!((&done["read"], &done["unread"]), (&json!(0), &json!(1)));
    });
}

#[test]
fn a_decision_on_leave_is_told_and_preferences_are_ones_own() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (dispatcher, member) =
            (world.signed_in(&world.north, Role::Dispatcher).await, world.signed_in(&world.north, Role::Member).await);
        let asked = json!({"start": "2027-05-01T00:00:00Z", "end": "2027-05-08T00:00:00Z", "kind": "annual", "note": ""});
        let leave = member.create("/api/v1/leave", asked).await;
        let path = format!("/api/v1/leave/{}/decision", text(&leave["id"]));
        let decided = put(&dispatcher, &path, Some(&leave["version"]), Some(json!({"approve": false, "reason": "Two are away"}))).await;
        assert_eq!(decided.status, StatusCode::OK, "{}", String::from_utf8_lossy(&decided.bytes));
        let told = inbox(&member).await["items"][0].clone();
        assert_eq!((text(&told["kind"]), text(&told["title"])), ("leave", "Your leave was refused"));
        let ways = json!([{"kind": "leave", "mail": false, "push": false}]);
        let quiet = json!({"from": "21:30", "until": "06:00", "zone": "Europe/Lisbon"});
        let new = json!({"by_kind": ways, "quiet": quiet, "reminder_minutes": 45});
        let mine = "/api/v1/me/notice-preferences";
        let set = put(&member, mine, Some(&json!(0)), Some(new.clone())).await.json();
        assert_eq!((&set["version"], &set["quiet"]["urgent_through"], &set["reminder_minutes"]), (&json!(1), &json!(true), &json!(45)));
        assert_eq!(put(&member, mine, Some(&json!(0)), Some(new)).await.status, StatusCode::PRECONDITION_FAILED);
        let theirs = dispatcher.get(mine).await.json();
        assert_eq!((&theirs["version"], &theirs["quiet"], &theirs["reminder_minutes"]), (&json!(0), &Value::Null, &json!(120)));
    });
}
