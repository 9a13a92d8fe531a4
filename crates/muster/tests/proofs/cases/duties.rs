//! Sample requests of duties: duty types, events, sessions, what they need, bookings, swaps, duties booked for oneself.

use super::{NEEDLE, Prepared};
use crate::world::{Client, address};
use access::Role;
use http::Method;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    if route.contains("/duty-types") || route.contains("/duties") || route.contains("/reports/forced") {
        return own_route(maker, route).await;
    }
    if route.contains("/swaps") {
        return swap_route(maker, route).await;
    }
    if route.contains("/events") {
        return event_route(maker, route).await;
    }
    if route.contains("/event-sessions") {
        return session_route(maker, route).await;
    }
    booking_route(maker, route).await
}

/// A number that no other sample has: a day each, so that nobody is in two places.
fn fresh() -> u32 {
    static LAST: AtomicU32 = AtomicU32::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

/// A day that no other sample uses.
fn day() -> jiff::civil::Date {
    jiff::civil::date(2030, 1, 1).saturating_add(jiff::Span::new().days(i64::from(fresh())))
}

async fn own_route(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /duty-types" | "GET /reports/forced" => (None, None),
        "POST /duty-types" => (None, Some(type_body())),
        "PATCH /duty-types/{id}" => {
            let made = maker.create("/api/v1/duty-types", type_body()).await;
            // An organisation has two hundred at most, and samples are many.
            (Some(made), Some(json!({"name": format!("{NEEDLE} type {}", fresh()), "retired": true})))
        }
        "POST /me/duties" => (None, Some(duty_body(maker).await)),
        "PATCH /duties/{id}" => (Some(duty(maker).await), Some(json!({"note": format!("{NEEDLE} patched")}))),
        "PUT /duties/{id}/withdrawal" => (Some(duty(maker).await), Some(json!({"reason": NEEDLE}))),
        _ => return None,
    })
}

fn type_body() -> Value {
    json!({"name": format!("{NEEDLE} type {}", fresh()), "counts_towards_minimum": true})
}

async fn duty_body(maker: &Client) -> Value {
    let all = maker.get("/api/v1/duty-types").await.json();
    let offered = all["items"].as_array().unwrap().iter().find(|one| one["retired"] == false).cloned();
    let kind = match offered {
        Some(kind) => kind,
        None => maker.create("/api/v1/duty-types", type_body()).await,
    };
    let day = day();
    json!({"duty_type_id": kind["id"], "start": format!("{day}T09:00:00Z"), "end": format!("{day}T10:00:00Z"), "place": NEEDLE, "note": NEEDLE})
}

async fn duty(maker: &Client) -> Value {
    maker.create("/api/v1/me/duties", duty_body(maker).await).await
}

async fn event_route(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /events" | "GET /events/{id}" | "GET /events/{id}/sessions" | "PUT /events/{id}/publication" => {
            (Some(event(maker).await), None)
        }
        "POST /events" => (None, Some(event_body())),
        "PATCH /events/{id}" => (Some(event(maker).await), Some(json!({"name": format!("{NEEDLE} patched")}))),
        "PUT /events/{id}/cancellation" => (Some(event(maker).await), Some(json!({"reason": NEEDLE}))),
        "POST /events/{id}/sessions" => (Some(unversioned(event(maker).await)), Some(session_body())),
        _ => return None,
    })
}

fn event_body() -> Value {
    json!({"name": format!("{NEEDLE} event"), "description": NEEDLE, "place": "Square"})
}

async fn event(maker: &Client) -> Value {
    maker.create("/api/v1/events", event_body()).await
}

fn session_body() -> Value {
    let day = day();
    json!({"name": format!("{NEEDLE} session"), "start_local": format!("{day}T10:00"), "end_local": format!("{day}T14:00")})
}

/// A draft with one session as said, and the session.
async fn drafted(maker: &Client, body: Value) -> (Value, Value) {
    let event = event(maker).await;
    let session = maker.create(&format!("/api/v1/events/{}/sessions", id(&event)), body).await;
    (event, session)
}

/// The same, published.
async fn published(maker: &Client, body: Value) -> Value {
    let (event, session) = drafted(maker, body).await;
    act(maker, Method::PUT, &format!("/events/{}/publication", id(&event)), &event, None).await;
    maker.get(&format!("/api/v1/event-sessions/{}", id(&session))).await.json()
}

async fn session_route(maker: &Client, route: &str) -> Option<Prepared> {
    let over = || json!({"name": NEEDLE, "start_local": "2020-01-01T10:00", "end_local": "2020-01-01T14:00"});
    Some(match route {
        "GET /event-sessions/{id}" => (Some(drafted(maker, session_body()).await.1), None),
        "GET /event-sessions/{id}/bookings" => {
            let booking = booking(maker, "first_come").await;
            (Some(json!({"id": booking["session"]["id"]})), None)
        }
        "PATCH /event-sessions/{id}" => (Some(drafted(maker, session_body()).await.1), Some(json!({"name": format!("{NEEDLE} patched")}))),
        "PUT /event-sessions/{id}/publication" => {
            let event = event(maker).await;
            act(maker, Method::PUT, &format!("/events/{}/publication", id(&event)), &event, None).await;
            (Some(maker.create(&format!("/api/v1/events/{}/sessions", id(&event)), session_body()).await), None)
        }
        "PUT /event-sessions/{id}/cancellation" => (Some(published(maker, session_body()).await), Some(json!({"reason": NEEDLE}))),
        "PUT /event-sessions/{id}/reconciliation" => (Some(published(maker, over()).await), None),
        "POST /event-sessions/{id}/requirements" => {
            (Some(unversioned(drafted(maker, session_body()).await.1)), Some(need_body("first_come")))
        }
        "POST /event-sessions/{id}/invitations" => {
            let session = published(maker, session_body()).await;
            let need = need_of(maker, &session, "first_come").await;
            let body = json!({"requirement_id": need["id"], "member_ids": [somebody(maker).await["id"]]});
            (Some(unversioned(session)), Some(body))
        }
        _ => return None,
    })
}

fn need_body(allocation: &str) -> Value {
    json!({"name": format!("{NEEDLE} aider"), "min": 1, "max": 2, "allocation": allocation})
}

async fn need_of(maker: &Client, session: &Value, allocation: &str) -> Value {
    maker.create(&format!("/api/v1/event-sessions/{}/requirements", id(session)), need_body(allocation)).await
}

/// What a session of its own needs, to be asked for.
pub(super) async fn need(maker: &Client, allocation: &str) -> Value {
    let session = published(maker, session_body()).await;
    need_of(maker, &session, allocation).await
}

async fn booking_route(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "PATCH /requirements/{id}" => (Some(need(maker, "first_come").await), Some(json!({"name": format!("{NEEDLE} patched"), "max": 3}))),
        "DELETE /requirements/{id}" | "GET /requirements/{id}/sign-up" => (Some(need(maker, "first_come").await), None),
        "POST /requirements/{id}/bookings" => (Some(unversioned(need(maker, "first_come").await)), Some(json!({}))),
        "POST /requirements/{id}/ballot" => {
            let mut body = session_body();
            body["signup_closes_at"] = json!("2020-01-01T00:00:00Z");
            let session = published(maker, body).await;
            (Some(need_of(maker, &session, "ballot").await), None)
        }
        "GET /me/bookings" => (Some(booking(maker, "first_come").await), None),
        "PUT /bookings/{id}/confirmation" => (Some(booking(maker, "ballot").await), Some(json!({}))),
        "PUT /bookings/{id}/refusal" => (Some(booking(maker, "ballot").await), Some(json!({"reason": NEEDLE}))),
        "PUT /bookings/{id}/withdrawal" | "PUT /bookings/{id}/release" => {
            (Some(booking(maker, "first_come").await), Some(json!({"reason": NEEDLE})))
        }
        "PUT /bookings/{id}/offer-answer" => (Some(invited(maker).await), Some(json!({"accept": true}))),
        "PUT /bookings/{id}/no-show" => (Some(running(maker).await), Some(json!({"reason": NEEDLE}))),
        "PUT /bookings/{id}/appeal" => (Some(missed(maker).await), Some(json!({"text": NEEDLE}))),
        "PUT /bookings/{id}/verification" => (Some(missed(maker).await), None),
        _ => return None,
    })
}

/// The maker's own claim on a place.
async fn booking(maker: &Client, allocation: &str) -> Value {
    let need = need(maker, allocation).await;
    maker.create(&format!("/api/v1/requirements/{}/bookings", id(&need)), json!({})).await
}

/// An invitation of the maker's.
async fn invited(maker: &Client) -> Value {
    let session = published(maker, session_body()).await;
    let need = need_of(maker, &session, "first_come").await;
    let me = maker.get("/api/v1/me").await.json()["member"]["id"].clone();
    let body = json!({"requirement_id": need["id"], "member_ids": [me]});
    maker.create(&format!("/api/v1/event-sessions/{}/invitations", id(&session)), body).await;
    let mine = maker.get("/api/v1/me/bookings").await.json();
    mine["items"].as_array().unwrap().iter().find(|one| one["session"]["id"] == session["id"]).unwrap().clone()
}

/// The maker's place at a session that goes on at the time of the proofs, beside all others.
async fn running(maker: &Client) -> Value {
    let body = json!({"name": NEEDLE, "start_local": "2026-11-20T00:00", "end_local": "2026-12-15T00:00"});
    let mut need = need_body("first_come");
    need["max"] = json!(1);
    let (event, session) = drafted(maker, body).await;
    let need = maker.create(&format!("/api/v1/event-sessions/{}/requirements", id(&session)), need).await;
    // Once it is published it goes on.
    act(maker, Method::PUT, &format!("/events/{}/publication", id(&event)), &event, None).await;
    maker.create(&format!("/api/v1/requirements/{}/bookings", id(&need)), json!({"force": {"reason": NEEDLE}})).await
}

async fn missed(maker: &Client) -> Value {
    let booking = running(maker).await;
    act(maker, Method::PUT, &format!("/bookings/{}/no-show", id(&booking)), &booking, Some(json!({"reason": NEEDLE}))).await
}

async fn swap_route(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /swaps" => (Some(swap(maker).await), None),
        "POST /bookings/{id}/swaps" => {
            let body = json!({"to_member_id": somebody(maker).await["id"]});
            (Some(unversioned(booking(maker, "first_come").await)), Some(body))
        }
        "PUT /swaps/{id}/answer" | "PUT /swaps/{id}/approval" => (Some(swap(maker).await), Some(json!({"accept": false}))),
        _ => return None,
    })
}

async fn swap(maker: &Client) -> Value {
    let booking = booking(maker, "first_come").await;
    let to = somebody(maker).await;
    maker.create(&format!("/api/v1/bookings/{}/swaps", id(&booking)), json!({"to_member_id": to["id"]})).await
}

/// The member of the world whose role is `member`.
async fn somebody(maker: &Client) -> Value {
    let page = maker.get(&format!("/api/v1/members?q={}", address(Role::Member))).await.json();
    page["items"][0].clone()
}

/// A row whose version the operation does not ask for.
fn unversioned(mut row: Value) -> Value {
    row["version"] = Value::Null;
    row
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
