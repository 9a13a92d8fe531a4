//! Sample requests of attendance, hours, rates, reports and expenses.

use super::{NEEDLE, Prepared};
use crate::world::{ATTENDED, Client, SESSIONS};
use http::Method;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI64, Ordering};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    if route.contains("/expenses") {
        return expense_route(maker, route).await;
    }
    if route.contains("attendance") {
        return attendance_route(maker, route).await;
    }
    let reason = || json!({"reason": NEEDLE});
    Some(match route {
        "GET /hours"
        | "GET /hours/export"
        | "GET /hours/months"
        | "GET /hours/report"
        | "GET /hours/report.csv"
        | "GET /hour-rates"
        | "GET /minimum-hours" => (None, None),
        "POST /hours" => (None, Some(hours_body())),
        "GET /hours/{id}" | "PUT /hours/{id}/confirmation" => (Some(maker.create("/api/v1/hours", hours_body()).await), None),
        "PUT /hours/{id}/approval" => (Some(confirmed(&maker.administrator().await).await), None),
        "PUT /hours/{id}/correction" => (
            Some(maker.create("/api/v1/hours", hours_body()).await),
            Some(json!({"start": "2026-11-20T10:00:00Z", "end": "2026-11-20T11:30:00Z", "minutes": 80, "reason": NEEDLE})),
        ),
        "PUT /hours/{id}/reversal" => (Some(confirmed(&maker.administrator().await).await), Some(reason())),
        "POST /hours/lock" => (None, Some(json!({"until": "2026-10-31"}))),
        "POST /hours/derivations" => (None, Some(json!({"from": "2026-11-01", "until": "2026-11-10"}))),
        "PUT /hour-rates" => (Some(maker.get("/api/v1/hour-rates").await.json()), Some(rates_body())),
        "PUT /minimum-hours" => {
            let body = json!({"minutes_per_month": next() % 900, "duty_type_ids": []});
            (Some(maker.get("/api/v1/minimum-hours").await.json()), Some(body))
        }
        _ => return None,
    })
}

/// A number that was not given before.
fn next() -> i64 {
    static LAST: AtomicI64 = AtomicI64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

fn hours_body() -> Value {
    json!({"title": format!("{NEEDLE} hours"), "start": "2026-11-20T10:00:00Z", "end": "2026-11-20T11:30:00Z", "reason": NEEDLE})
}

fn rates_body() -> Value {
    json!({"currency": "GBP", "night_from": "22:00", "night_until": "06:00", "weekend": [6, 7],
        "rates": [{"from": "2026-04-01", "category": "night", "per_hour_minor": 1_300 + next() % 100}]})
}

/// Hours that somebody else confirmed.
async fn confirmed(other: &Client) -> Value {
    let row = other.create("/api/v1/hours", hours_body()).await;
    act(other, "hours", &row, "confirmation").await
}

async fn act(client: &Client, kind: &str, row: &Value, act: &str) -> Value {
    let (path, tag) = (format!("/api/v1/{kind}/{}/{act}", row["id"].as_str().unwrap()), format!("\"{}\"", row["version"]));
    let reply = client.send(Method::PUT, &path, &[("if-match", &tag)], None).await;
    assert!(reply.status.is_success(), "{path}: {}", String::from_utf8_lossy(&reply.bytes));
    reply.json()
}

async fn attendance_route(maker: &Client, route: &str) -> Option<Prepared> {
    let of = |id: &str| Some(json!({ "id": id }));
    Some(match route {
        "GET /assignments/{id}/attendance" => (of(ATTENDED[0]), None),
        "POST /assignments/{id}/attendance" => {
            let now = maker.get(&format!("/api/v1/assignments/{}/attendance", ATTENDED[0])).await.json();
            let kind = if now["on_since"].is_null() { "on" } else { "off" };
            // Each later than the one before, whoever said it.
            let at = kernel::Timestamp::parse("2026-11-20T22:00:00Z").unwrap().plus_millis(next() * 1_000);
            (of(ATTENDED[0]), Some(json!({"kind": kind, "at": at, "late_reason": NEEDLE})))
        }
        "GET /event-sessions/{id}/attendance" | "GET /event-sessions/{id}/attendance-code" => (of(SESSIONS[1]), None),
        "PUT /event-sessions/{id}/attendance" => {
            let mark = json!({"assignment_id": ATTENDED[1], "on": "2026-11-20T22:00:00Z", "off": "2026-11-20T23:00:00Z"});
            (of(SESSIONS[1]), Some(json!({ "marks": [mark] })))
        }
        "POST /me/attendance" => {
            let shown = maker.get(&format!("/api/v1/event-sessions/{}/attendance-code", SESSIONS[2])).await.json();
            (None, Some(json!({"code": shown["code"], "device": "Phone"})))
        }
        _ => return None,
    })
}

fn expense_body() -> Value {
    json!({"kind": "travel", "day": "2026-11-20", "description": format!("{NEEDLE} train"), "amount_minor": 850, "currency": "GBP"})
}

/// A claim of the administrator's, submitted.
async fn submitted(maker: &Client) -> Value {
    let other = maker.administrator().await;
    let row = other.create("/api/v1/expenses", expense_body()).await;
    act(&other, "expenses", &row, "submission").await
}

async fn expense_route(maker: &Client, route: &str) -> Option<Prepared> {
    let own = async || maker.create("/api/v1/expenses", expense_body()).await;
    let receipt = || Some(json!(format!("%PDF-1.7 {NEEDLE}")));
    Some(match route {
        "GET /expenses" => (None, None),
        "POST /expenses" => (None, Some(expense_body())),
        "GET /expenses/{id}" | "PUT /expenses/{id}/submission" => (Some(own().await), None),
        "PUT /expenses/{id}" => (Some(own().await), Some(expense_body())),
        "PUT /expenses/{id}/approval" => (Some(submitted(maker).await), None),
        "PUT /expenses/{id}/refusal" => (Some(submitted(maker).await), Some(json!({"reason": NEEDLE}))),
        "PUT /expenses/{id}/payment" => (Some(act(maker, "expenses", &submitted(maker).await, "approval").await), None),
        "PUT /expenses/{id}/receipt" => (Some(json!({"id": own().await["id"]})), receipt()),
        "GET /expenses/{id}/receipt" => {
            let row = own().await;
            let path = format!("/api/v1/expenses/{}/receipt", row["id"].as_str().unwrap());
            assert!(maker.send(Method::PUT, &path, &[], receipt()).await.status.is_success(), "{path}");
            (Some(json!({"id": row["id"]})), None)
        }
        _ => return None,
    })
}
