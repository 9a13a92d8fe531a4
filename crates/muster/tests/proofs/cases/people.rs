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
    if route.contains("/ranks") || route.contains("/member-fields") {
        return fact_route(maker, route).await;
    }
    if route.contains("/contacts") {
        return contact_route(maker, route).await;
    }
    if route.ends_with("/photo") {
        return photo_route(maker, route).await;
    }
    if route.contains("/members") {
        return member_route(maker, route).await;
    }
    None
}

/// A text that no other row has: some things must be one of a kind.
pub(super) fn fresh(what: &str) -> String {
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

async fn fact_route(maker: &Client, route: &str) -> Option<Prepared> {
    let rank = || json!({"name": fresh("rank"), "order": 30});
    let field = || json!({"key": fresh("field").to_lowercase().replace(' ', "-"), "label": fresh("field"), "kind": "text"});
    Some(match route {
        "GET /ranks" | "GET /member-fields" => (None, None),
        "POST /ranks" => (None, Some(rank())),
        "PATCH /ranks/{id}" => (Some(maker.create("/api/v1/ranks", rank()).await), Some(rank())),
        "GET /members/{id}/ranks" => (Some(somebody(maker).await), None),
        "POST /members/{id}/ranks" => {
            let rank = maker.create("/api/v1/ranks", rank()).await;
            (Some(newcomer(maker).await), Some(json!({"rank_id": rank["id"]})))
        }
        "POST /member-fields" => (None, Some(field())),
        "PATCH /member-fields/{id}" => {
            let made = maker.create("/api/v1/member-fields", field()).await;
            // An organisation keeps fifty at most: what is only a sample is out of the way again.
            (Some(made), Some(json!({"label": fresh("field"), "retired": true})))
        }
        _ => return None,
    })
}

async fn contact_route(maker: &Client, route: &str) -> Option<Prepared> {
    let suspension = || json!({"reason": NEEDLE});
    Some(match route {
        "GET /contacts" | "GET /contacts/{id}" => (Some(contact(maker).await), None),
        "POST /contacts" => (None, Some(contact_body(maker).await)),
        "PATCH /contacts/{id}" => (Some(contact(maker).await), Some(json!({"name": fresh("contact")}))),
        "PUT /contacts/{id}/suspension" => (Some(contact(maker).await), Some(suspension())),
        "DELETE /contacts/{id}/suspension" => {
            let contact = contact(maker).await;
            (Some(act(maker, Method::PUT, &format!("/contacts/{}/suspension", id(&contact)), &contact, Some(suspension())).await), None)
        }
        _ => return None,
    })
}

async fn photo_route(maker: &Client, route: &str) -> Option<Prepared> {
    let picture = || Some(json!(PICTURE));
    let with_picture = async |path: &str| {
        let reply = maker.send(Method::PUT, path, &[], picture()).await;
        assert!(reply.status.is_success(), "{path}: {}", String::from_utf8_lossy(&reply.bytes));
    };
    Some(match route {
        "PUT /me/photo" => (None, picture()),
        "GET /me/photo" | "DELETE /me/photo" => {
            with_picture("/api/v1/me/photo").await;
            (None, None)
        }
        "PUT /members/{id}/photo" => (Some(unversioned(newcomer(maker).await)), picture()),
        "GET /members/{id}/photo" | "DELETE /members/{id}/photo" => {
            let member = newcomer(maker).await;
            with_picture(&format!("/api/v1/members/{}/photo", id(&member))).await;
            (Some(unversioned(member)), None)
        }
        _ => return None,
    })
}

async fn member_route(maker: &Client, route: &str) -> Option<Prepared> {
    let suspension = || json!({"reason": NEEDLE});
    let leave = || json!({"from": "2026-12-01T00:00:00Z", "until": "2026-12-24T00:00:00Z", "reason": NEEDLE});
    let leaving = || json!({"at": "2030-01-01T00:00:00Z", "reason": NEEDLE});
    let then = async |act_of: &str, body: Value| {
        let member = newcomer(maker).await;
        act(maker, Method::PUT, &format!("/members/{}/{act_of}", id(&member)), &member, Some(body)).await
    };
    Some(match route {
        "POST /members" => (None, Some(newcomer_body())),
        "POST /members/import" => (None, Some(json!(format!("name,email\r\n{0},{1}\r\n", fresh("member"), fresh_address())))),
        "GET /members/{id}" | "GET /members/{id}/orphans" => (Some(newcomer(maker).await), None),
        "PATCH /members/{id}" => (Some(newcomer(maker).await), Some(json!({"name": fresh("member"), "phone": "+44 20 7946 0000"}))),
        "PUT /members/{id}/suspension" => (Some(newcomer(maker).await), Some(suspension())),
        "DELETE /members/{id}/suspension" => (Some(then("suspension", suspension()).await), None),
        "PUT /members/{id}/leave-of-absence" => (Some(newcomer(maker).await), Some(leave())),
        "DELETE /members/{id}/leave-of-absence" => (Some(then("leave-of-absence", leave()).await), None),
        "PUT /members/{id}/leaving" => (Some(newcomer(maker).await), Some(leaving())),
        "DELETE /members/{id}/leaving" => (Some(then("leaving", leaving()).await), None),
        _ => return None,
    })
}

/// A picture of one pixel.
pub(crate) const PICTURE: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

fn fresh_address() -> String {
    format!("{}@example.org", fresh("x").to_lowercase().replace(' ', "-"))
}

fn newcomer_body() -> Value {
    json!({"name": fresh("member"), "email": fresh_address()})
}

/// Somebody new, about whom nothing has been said yet.
pub(super) async fn newcomer(maker: &Client) -> Value {
    maker.create("/api/v1/members", newcomer_body()).await
}

/// A row whose version the operation does not ask for.
fn unversioned(mut row: Value) -> Value {
    row["version"] = Value::Null;
    row
}

async fn contact_body(maker: &Client) -> Value {
    let customer = maker.create("/api/v1/customers", json!({"name": fresh("customer")})).await;
    json!({"customer_id": customer["id"], "name": fresh("contact"), "email": fresh_address()})
}

async fn contact(maker: &Client) -> Value {
    maker.create("/api/v1/contacts", contact_body(maker).await).await
}

async fn unit(maker: &Client) -> Value {
    maker.create("/api/v1/units", json!({"name": fresh("unit"), "kind": "Station"})).await
}

/// The member of the world whose role is `member`.
pub(super) async fn somebody(maker: &Client) -> Value {
    let page = maker.get(&format!("/api/v1/members?q={}", address(Role::Member))).await.json();
    page["items"][0].clone()
}

pub(super) fn id(row: &Value) -> String {
    row["id"].as_str().unwrap().to_owned()
}

/// Acts on a row as it is; gives the row as it is then.
async fn act(maker: &Client, method: Method, path: &str, row: &Value, body: Option<Value>) -> Value {
    let tag = format!("\"{}\"", row["version"]);
    let reply = maker.send(method, &format!("/api/v1{path}"), &[("if-match", &tag)], body).await;
    assert!(reply.status.is_success(), "{path}: {}", String::from_utf8_lossy(&reply.bytes));
    reply.json()
}
