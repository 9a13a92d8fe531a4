//! Sample requests of units, postings, ranks, members, contacts, further facts.

use super::{NEEDLE, Prepared};
use crate::world::{Client, address};
use access::Role;
use http::Method;
use serde_json::{Value, json};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    if route.contains("/units") {
        return unit_route(maker, route).await;
    }
    if route.contains("/postings") {
        return posting_route(maker, route).await;
    }
    None
}

/// A text that no other row has: some things must be one of a kind.
fn fresh(what: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("{NEEDLE} {what} {}", LAST.fetch_add(1, Ordering::Relaxed))
}

async fn unit_route(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /units" => (None, None),
        "POST /units" => (None, Some(json!({"name": fresh("unit"), "kind": "Station"}))),
        "PATCH /units/{id}" => (Some(unit(maker).await), Some(json!({"name": fresh("unit")}))),
        "PUT /units/{id}/parent" => {
            let above = unit(maker).await;
            (Some(unit(maker).await), Some(json!({"parent_id": above["id"]})))
        }
        "GET /units/{id}/parents" | "PUT /units/{id}/closure" => (Some(unit(maker).await), None),
        "DELETE /units/{id}/closure" => {
            let unit = unit(maker).await;
            (Some(act(maker, Method::PUT, &format!("/units/{}/closure", id(&unit)), &unit, None).await), None)
        }
        _ => return None,
    })
}

async fn posting_route(maker: &Client, route: &str) -> Option<Prepared> {
    let body = |unit: &Value| json!({"unit_id": unit["id"]});
    Some(match route {
        "GET /members/{id}/postings" => (Some(somebody(maker).await), None),
        "POST /members/{id}/postings" => {
            let mut member = somebody(maker).await;
            member["version"] = Value::Null;
            let mut posting = body(&unit(maker).await);
            posting["beside"] = json!(true);
            (Some(member), Some(posting))
        }
        "PUT /postings/{id}/end" => {
            let path = format!("/api/v1/members/{}/postings", id(&somebody(maker).await));
            let mut posting = body(&unit(maker).await);
            posting["beside"] = json!(true);
            (Some(maker.create(&path, posting).await), Some(json!({"at": "2030-01-01T00:00:00Z"})))
        }
        _ => return None,
    })
}

async fn unit(maker: &Client) -> Value {
    maker.create("/api/v1/units", json!({"name": fresh("unit"), "kind": "Station"})).await
}

/// The member of the world whose role is `member`.
async fn somebody(maker: &Client) -> Value {
    let page = maker.get(&format!("/api/v1/members?q={}", address(Role::Member))).await.json();
    page["items"][0].clone()
}

fn id(row: &Value) -> String {
    row["id"].as_str().unwrap().to_owned()
}

/// Acts on a row as it is; gives the row as it is then.
async fn act(maker: &Client, method: Method, path: &str, row: &Value, body: Option<Value>) -> Value {
    let tag = format!("\"{}\"", row["version"]);
    let reply = maker.send(method, &format!("/api/v1{path}"), &[("if-match", &tag)], body).await;
    assert!(reply.status.is_success(), "{path}: {}", String::from_utf8_lossy(&reply.bytes));
    reply.json()
}
