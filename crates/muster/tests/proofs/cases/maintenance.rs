//! Sample requests of planned maintenance.

use super::{NEEDLE, Prepared};
use crate::world::Client;
use http::Method;
use serde_json::{Value, json};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "POST /maintenance-plans" => (None, Some(plan_body(maker).await)),
        "GET /maintenance-plans" => {
            plan(maker).await;
            (None, None)
        }
        "GET /maintenance-plans/forecast" => {
            plan(maker).await;
            (Some(json!({"asked": "?from=2026-11-01&until=2027-03-31"})), None)
        }
        "GET /maintenance-plans/{id}" | "PUT /maintenance-plans/{id}/generation" => (Some(plan(maker).await), None),
        "PATCH /maintenance-plans/{id}" => {
            let changed = json!({"name": format!("{NEEDLE} patched"), "lead_days": 30, "window": {"days_before": 2, "days_after": 5}});
            (Some(plan(maker).await), Some(changed))
        }
        "PUT /maintenance-plans/{id}/suspension" | "PUT /maintenance-plans/{id}/end" => {
            (Some(plan(maker).await), Some(json!({"reason": NEEDLE})))
        }
        "PUT /maintenance-plans/{id}/resumption" => (Some(suspended(maker).await), None),
        "PUT /maintenance-plans/{id}/skips" => {
            let plan = plan(maker).await;
            let skip = json!({"target": plan["on"][0]["id"], "due": plan["next_due"], "reason": NEEDLE});
            (Some(plan), Some(skip))
        }
        _ => return None,
    })
}

/// Due today and every day after, so that there is always something to be made.
async fn plan_body(maker: &Client) -> Value {
    let site = super::site(maker).await;
    json!({"name": format!("{NEEDLE} plan"), "on": [site["id"]], "job": {"title": format!("{NEEDLE} inspection"), "priority": "p3"},
        "rule": "FREQ=DAILY", "first_date": "2026-11-01", "zone": "Europe/London", "window": {"days_before": 1, "days_after": 1},
        "basis": "plan", "lead_days": 2})
}

async fn plan(maker: &Client) -> Value {
    maker.create("/api/v1/maintenance-plans", plan_body(maker).await).await
}

async fn suspended(maker: &Client) -> Value {
    let plan = plan(maker).await;
    let (id, tag) = (plan["id"].as_str().unwrap(), format!("\"{}\"", plan["version"]));
    let path = format!("/api/v1/maintenance-plans/{id}/suspension");
    let reply = maker.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({"reason": NEEDLE}))).await;
    assert!(reply.status.is_success(), "{}", String::from_utf8_lossy(&reply.bytes));
    reply.json()
}
