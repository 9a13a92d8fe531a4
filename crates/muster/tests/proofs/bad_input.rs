//! Bad input gets a specific problem, nothing is half-written, and the server stays up.

use crate::cases::job_body;
use crate::world::{World, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

#[test]
fn bodies() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let long = "x".repeat(201);
        let cases: &[(&[u8], u16, &str)] = &[
            (b"", 400, "malformed"),
            (b"{", 400, "malformed"),
            (b"{\"type\":\"Repair\"} trailing", 422, "invalid"),
            (br#"{"type":"Repair","title":"a","priority":"p2"} trailing"#, 400, "malformed"),
            (b"[]", 422, "invalid"),
            (b"null", 422, "invalid"),
            (b"\xff\xfe", 400, "malformed"),
            (br#"{"type":"Repair","title":7,"priority":"p2"}"#, 422, "invalid"),
            (br#"{"type":"Repair","title":"a","priority":"p9"}"#, 422, "invalid"),
            (br#"{"type":"Repair","title":"","priority":"p2"}"#, 422, "invalid"),
            (br#"{"type":"Repair","title":"a\u0000b","priority":"p2"}"#, 422, "invalid"),
            (br#"{"type":"Repair","title":"a","priority":"p2","colour":"red"}"#, 422, "invalid"),
            (br#"{"type":"Repair","title":"a","title":"b","priority":"p2"}"#, 422, "invalid"),
            (br#"{"type":"Repair","title":"a","priority":"p2","target_at":"9999-01-01T00:00:00Z"}"#, 422, "invalid"),
            (br#"{"type":"Repair","title":"a","priority":"p2","target_at":"yesterday"}"#, 422, "invalid"),
            (br#"{"type":"Repair","title":"a","priority":"p2","customer_id":"job_01jd7q3v9mf4x8t2c5k6w0ezya"}"#, 422, "invalid"),
        ];
        let before = world.north.log_size().await;
        for (body, status, code) in cases {
            let reply = owner.send_bytes(Method::POST, "/api/v1/jobs", &[("content-type", "application/json")], body.to_vec()).await;
            told(&reply, *status, code, &String::from_utf8_lossy(body));
        }
        let reply = owner.send(Method::POST, "/api/v1/jobs", &[], Some(json!({"type": "R", "title": long, "priority": "p1"}))).await;
        told(&reply, 422, "invalid", "too long");
        assert_eq!(reply.json()["errors"][0]["field"], "title");
        let huge = vec![b' '; 2 * 1024 * 1024];
        let reply = owner.send_bytes(Method::POST, "/api/v1/jobs", &[("content-type", "application/json")], huge).await;
        told(&reply, 413, "too-large", "2 MiB");
        let reply = owner.send_bytes(Method::POST, "/api/v1/jobs", &[("content-type", "text/plain")], b"{}".to_vec()).await;
        told(&reply, 415, "unsupported-media-type", "text");
        assert_eq!(world.north.log_size().await, before, "nothing was written");
        assert_eq!(owner.get("/api/v1/me").await.status, StatusCode::OK);
    });
}

#[test]
fn addresses_and_preconditions() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        for (path, status, code) in [
            ("/api/v1/jobs?cursor=zzz", 422, "invalid"),
            ("/api/v1/jobs?limit=0", 422, "invalid"),
            ("/api/v1/jobs?limit=201", 422, "invalid"),
            ("/api/v1/jobs?sort=colour", 422, "invalid"),
            ("/api/v1/jobs?colour=red", 422, "invalid"),
            ("/api/v1/jobs?created_from=2026-02-30", 422, "invalid"),
            ("/api/v1/jobs/mem_01jd7q3v9mf4x8t2c5k6w0ezya", 422, "invalid"),
            ("/api/v1/jobs/job_01jd7q3v9mf4x8t2c5k6w0ezya", 404, "not-found"),
            ("/api/v1/jobs/%ff", 400, "malformed"),
            ("/api/v1/nothing", 404, "not-found"),
        ] {
            told(&owner.get(path).await, status, code, path);
        }
        let job = owner.create("/api/v1/jobs", job_body(false)).await;
        let path = format!("/api/v1/jobs/{}", job["id"].as_str().unwrap());
        let patch = |title: &str| Some(json!({ "title": title }));
        told(&owner.send(Method::PATCH, &path, &[], patch("a")).await, 428, "precondition-required", "no If-Match");
        told(&owner.send(Method::PATCH, &path, &[("if-match", "seven")], patch("a")).await, 400, "malformed", "bad If-Match");
        let first = owner.send(Method::PATCH, &path, &[("if-match", "\"1\"")], patch("first")).await;
        assert_eq!(first.status, StatusCode::OK);
        let second = owner.send(Method::PATCH, &path, &[("if-match", "\"1\"")], patch("second")).await;
        told(&second, 412, "stale", "stale");
        assert_eq!(second.json()["current"]["title"], "first");
    });
}

#[test]
fn a_request_sent_twice_is_done_once() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let send = |body: Value| owner.send(Method::POST, "/api/v1/jobs", &[("idempotency-key", "k-1")], Some(body));
        let (first, second) = (send(job_body(false)).await, send(job_body(false)).await);
        assert_eq!(first.status, StatusCode::CREATED);
        assert_eq!(first.json()["id"], second.json()["id"]);
        told(&send(job_body(true)).await, 409, "idempotency-key-reused", "another body");
    });
}

#[test]
fn what_must_be_one_of_a_kind() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let named = |reference: &str| Some(json!({"name": "Harbour Mills", "reference": reference}));
        let send = |body| owner.send(Method::POST, "/api/v1/customers", &[], body);
        assert_eq!(send(named("HM-1")).await.status, StatusCode::CREATED);
        let other = send(named("HM-2")).await.json();
        let before = world.north.log_size().await;
        for taken in ["HM-1", " HM-1 "] {
            told(&send(named(taken)).await, 409, "reference-taken", taken);
        }
        let path = format!("/api/v1/customers/{}", other["id"].as_str().unwrap());
        let reply = owner.send(Method::PATCH, &path, &[("if-match", "\"1\"")], Some(json!({"reference": "HM-1"}))).await;
        told(&reply, 409, "reference-taken", "changed into another's");
        assert_eq!(world.north.log_size().await, before, "nothing was written");
        // Another organisation has references of its own.
        let elsewhere = world.signed_in(&world.south, Role::Owner).await;
        let reply = elsewhere.send(Method::POST, "/api/v1/customers", &[], named("HM-1")).await;
        assert_eq!(reply.status, StatusCode::CREATED);
    });
}

#[test]
fn keys_that_are_none() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (long, before) = ("k".repeat(129), world.north.log_size().await);
        for key in ["", " ", "two words", "schl\u{fc}ssel", long.as_str()] {
            let reply = owner.send(Method::POST, "/api/v1/jobs", &[("idempotency-key", key)], Some(job_body(false))).await;
            told(&reply, 400, "malformed", key);
        }
        assert_eq!(world.north.log_size().await, before, "nothing was written");
    });
}

fn told(reply: &crate::world::Reply, status: u16, code: &str, what: &str) {
    assert_eq!(reply.status.as_u16(), status, "{what}: {}", String::from_utf8_lossy(&reply.bytes));
    assert_eq!(reply.headers.get("content-type").unwrap(), "application/problem+json", "{what}");
    let problem = reply.json();
    assert_eq!(problem["code"], code, "{what}: {problem}");
    assert!(problem["request_id"].is_string(), "{what}: {problem}");
}
