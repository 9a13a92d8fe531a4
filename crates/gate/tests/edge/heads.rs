//! The headers of every kind of answer, and whose requests are served.

use crate::world::{World, status};

const ALWAYS: &[&str] = &[
    "x-content-type-options: nosniff",
    "referrer-policy: no-referrer",
    "cross-origin-opener-policy: same-origin",
    "cross-origin-resource-policy: same-origin",
    "permissions-policy: ",
    "content-security-policy: default-src 'none'",
    "x-request-id: ",
];

#[tokio::test]
async fn every_answer_carries_them() {
    let world = World::plain().await;
    for path in [
        "/",
        "/theme.js",
        "/_app/nothing.js",
        "/api/v1/me",
        "/api/v1/nothing",
        "/api/docs",
        "/api/openapi.json",
        "/healthz",
        "/api/v1/panic",
        "/%ff",
    ] {
        let answer = world.ask(&format!("GET {path}"), &[]).await.to_lowercase();
        for header in ALWAYS {
            assert!(answer.contains(header), "{path} lacks {header}: {answer}");
        }
        assert!(!answer.contains("\r\nserver:"), "{path}");
        assert!(!answer.contains("strict-transport-security"), "{path}: clear text promises no encryption");
    }
}

#[tokio::test]
async fn pages_have_the_pages_policy_and_the_api_is_kept_by_nobody() {
    let world = World::plain().await;
    let page = world.ask("GET /", &[]).await;
    assert!(page.contains("require-trusted-types-for 'script'; trusted-types svelte-trusted-html default"), "{page}");
    assert!(page.contains("cache-control: no-cache"), "{page}");
    let me = world.ask("GET /api/v1/me", &[]).await;
    assert_eq!(status(&me), 401);
    assert!(me.contains("cache-control: no-store") && me.contains("default-src 'none'; frame-ancestors 'none'"), "{me}");
}

#[tokio::test]
async fn a_problem_carries_the_id_of_its_head() {
    let world = World::plain().await;
    for (line, wanted, code) in [
        ("GET /api/v1/nothing", 404, "not-found"),
        ("PATCH /api/v1/me", 405, "method-not-allowed"),
        ("GET /api/v1/panic", 500, "internal"),
        ("GET /api/v1/never", 503, "unavailable"),
        ("GET /%ff", 400, "malformed"),
    ] {
        let answer = world.ask(line, &[]).await;
        assert_eq!(status(&answer), wanted, "{answer}");
        let id = answer.split("x-request-id: ").nth(1).and_then(|rest| rest.get(..26)).unwrap();
        assert!(answer.contains(&format!("\"request_id\":\"{id}\"")) && answer.contains(&format!("\"code\":\"{code}\"")), "{answer}");
    }
}

#[tokio::test]
async fn other_hosts_are_not_served() {
    let world = World::plain().await;
    for (host, wanted) in
        [("localhost:1", 200), ("muster.example.org", 200), ("evil.example", 421), ("localhost.evil.example", 421), ("", 421)]
    {
        let answer = world.ask("GET /healthz", &[("host", host)]).await;
        assert_eq!(status(&answer), wanted, "{host}: {answer}");
    }
    let none = world.send(b"GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n").await;
    assert_eq!(status(&none), 421, "{none}");
}

#[tokio::test]
async fn what_another_site_causes_changes_nothing() {
    let world = World::plain().await;
    let json = ("content-type", "application/json");
    for (headers, wanted) in [
        (vec![json, ("content-length", "0")], 400),
        (vec![json, ("content-length", "0"), ("origin", "http://localhost")], 400),
        (vec![json, ("content-length", "0"), ("origin", "http://evil.example")], 403),
        (vec![json, ("content-length", "0"), ("origin", "null")], 403),
        (vec![json, ("content-length", "0"), ("cookie", "__Host-s=a")], 403),
        (vec![json, ("content-length", "0"), ("sec-fetch-site", "cross-site")], 403),
    ] {
        let answer = world.ask("POST /api/v1/session", &headers).await;
        assert_eq!(status(&answer), wanted, "{headers:?}: {answer}");
        assert!(!answer.contains("access-control-"), "CORS is off");
    }
}
