//! Sample requests of tokens, networks, support, webhooks.

use super::{NEEDLE, Prepared};
use crate::world::Client;
use serde_json::{Value, json};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /tokens"
        | "GET /networks"
        | "GET /support-grants"
        | "GET /webhooks"
        | "GET /alerts/letters"
        | "GET /audit/streams"
        | "GET /audit/publication"
        | "GET /audit/retention"
        | "GET /me/feeds" => (None, None),
        "POST /audit/streams" => (None, Some(with_room(maker).await)),
        "PATCH /audit/streams/{id}" => (Some(stream(maker).await), Some(json!({"name": format!("{NEEDLE} patched")}))),
        "DELETE /audit/streams/{id}" | "POST /audit/streams/{id}/trial" => (Some(stream(maker).await), None),
        "PUT /audit/publication" => (Some(maker.get("/api/v1/audit/publication").await.json()), Some(publication())),
        "POST /audit/publication/trial" => {
            let tag = format!("\"{}\"", maker.get("/api/v1/audit/publication").await.json()["version"]);
            let set = maker.send(http::Method::PUT, "/api/v1/audit/publication", &[("if-match", &tag)], Some(publication())).await;
            assert!(set.status.is_success(), "{}", String::from_utf8_lossy(&set.bytes));
            (None, None)
        }
        "PUT /alerts/letters" => (Some(maker.get("/api/v1/alerts/letters").await.json()), Some(alert_letters(maker).await)),
        "POST /planning-imports" => (None, Some(plan())),
        "POST /me/feeds" => (None, Some(new_feed())),
        "DELETE /me/feeds/{id}" => (Some(feed(maker).await), None),
        "GET /feeds/{secret}" => {
            let made = feed(maker).await;
            (Some(json!({"id": made["address"].as_str().unwrap().rsplit('/').next()})), None)
        }
        "POST /units/{id}/feeds" => {
            make_room(maker).await;
            (Some(maker.create("/api/v1/units", json!({"name": super::people::fresh("watch"), "kind": "Station"})).await), Some(new_feed()))
        }
        "POST /tokens" => (None, Some(new_token())),
        "DELETE /tokens/{id}" => (Some(maker.create("/api/v1/tokens", new_token()).await), None),
        "PUT /networks" => (Some(maker.get("/api/v1/networks").await.json()), Some(networks())),
        "PUT /audit/retention" => (Some(maker.get("/api/v1/audit/retention").await.json()), Some(json!({"months": null}))),
        "POST /networks/check" => (None, Some(json!({"address": "203.0.113.9", "role": "administrator"}))),
        "PUT /support-grants/{id}/approval" => (Some(asked(maker).await), Some(json!({"hours": 2}))),
        "DELETE /support-grants/{id}" => (Some(asked(maker).await), None),
        "POST /webhooks" => (None, Some(new_webhook())),
        "PATCH /webhooks/{id}" => (Some(webhook(maker).await), Some(json!({"name": format!("{NEEDLE} patched")}))),
        "POST /deliveries/{id}/replay" => (Some(tried(maker).await), None),
        _ if route.contains("/webhooks/{id}") => (Some(webhook(maker).await), None),
        _ => return None,
    })
}

/// A file of one shift.
fn plan() -> Value {
    let shift = json!([{"start": "2027-06-05 20:00:00", "end": "2027-06-05 23:00:00", "role": "Steward", "venue": format!("{NEEDLE} gate"),
        "min_needed": 1, "max_needed": 3, "signed_up": 0}]);
    json!({"format": "emf_shifts", "name": format!("{NEEDLE} fair"), "text": shift.to_string()})
}

fn new_feed() -> Value {
    json!({"name": format!("{NEEDLE} feed")})
}

/// A feed; one of the twenty there may be gives way.
async fn feed(maker: &Client) -> Value {
    make_room(maker).await;
    maker.create("/api/v1/me/feeds", new_feed()).await
}

async fn make_room(maker: &Client) {
    let all = maker.get("/api/v1/me/feeds").await.json();
    let all = all["items"].as_array().unwrap();
    for old in all.iter().skip(10) {
        maker.send(http::Method::DELETE, &format!("/api/v1/me/feeds/{}", old["id"].as_str().unwrap()), &[], None).await;
    }
}

/// One of the operator's questions that is still open: the world begins with some.
async fn asked(maker: &Client) -> Value {
    let all = maker.get("/api/v1/support-grants").await.json();
    all["items"].as_array().unwrap().iter().find(|one| one["state"] == "asked").unwrap().clone()
}

fn new_webhook() -> Value {
    json!({"name": format!("{NEEDLE} hook"), "url": "https://tickets.example.org/hooks", "actions": ["job.*"]})
}

/// A webhook; one of the fifty there may be gives way.
async fn webhook(maker: &Client) -> Value {
    let all = maker.get("/api/v1/webhooks").await.json();
    let all = all["items"].as_array().unwrap();
    if all.len() > 40 {
        let path = format!("/api/v1/webhooks/{}", all[0]["id"].as_str().unwrap());
        maker.send(http::Method::DELETE, &path, &[], None).await;
    }
    maker.create("/api/v1/webhooks", new_webhook()).await
}

/// A delivery, made by trying a webhook out.
async fn tried(maker: &Client) -> Value {
    let webhook = webhook(maker).await;
    maker.create(&format!("/api/v1/webhooks/{}/test", webhook["id"].as_str().unwrap()), Value::Null).await
}

/// What a new stream is made of; one of the ten there may be gives way.
async fn with_room(maker: &Client) -> Value {
    let all = maker.get("/api/v1/audit/streams").await.json();
    let all = all["items"].as_array().unwrap();
    if all.len() > 6 {
        let (path, tag) = (format!("/api/v1/audit/streams/{}", all[0]["id"].as_str().unwrap()), format!("\"{}\"", all[0]["version"]));
        maker.send(http::Method::DELETE, &path, &[("if-match", &tag)], None).await;
    }
    json!({"name": format!("{NEEDLE} stream"), "kind": "syslog", "host": "logs.example.org", "from": "now"})
}

async fn stream(maker: &Client) -> Value {
    let new = with_room(maker).await;
    maker.create("/api/v1/audit/streams", new).await
}

fn publication() -> Value {
    json!({"every": "day", "mail": ["log@auditors.example.org"]})
}

/// The asker themself gets letters of alerts.
async fn alert_letters(maker: &Client) -> Value {
    json!({"on": true, "members": [maker.get("/api/v1/me").await.json()["member"]["id"]]})
}

fn new_token() -> Value {
    json!({"name": "A program", "permissions": ["jobs.read"], "networks": ["198.51.100.0/24"]})
}

fn networks() -> Value {
    let ranges = json!([{"cidr": "198.51.100.0/24", "note": "Head office"}, {"cidr": "2001:db8::/32"}]);
    json!({"mode": "report_only", "ranges": ranges, "by_role": [{"role": "administrator", "ranges": [{"cidr": "198.51.100.0/25"}]}]})
}
