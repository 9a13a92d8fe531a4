//! Sample requests of competencies, certificates, availability, leave, working rules, and of who may take a place.

use super::people::{fresh, id, somebody};
use super::{NEEDLE, Prepared, field};
use crate::world::Client;
use http::Method;
use serde_json::{Value, json};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    if route.contains("/competencies") {
        return competency_route(maker, route).await;
    }
    if route.contains("/certificates") {
        return certificate_route(maker, route).await;
    }
    if route.contains("/leave") && !route.contains("/leave-of-absence") {
        return leave_route(maker, route).await;
    }
    Some(match route {
        "GET /me/availability" | "GET /working-rules" => (None, None),
        "PUT /me/availability" => (Some(version_of(maker, "/api/v1/me/availability").await), Some(availability())),
        "GET /members/{id}/availability" => (Some(somebody(maker).await), None),
        "PUT /members/{id}/availability" => {
            let member = somebody(maker).await;
            let mut row = version_of(maker, &format!("/api/v1/members/{}/availability", id(&member))).await;
            row["id"] = member["id"].clone();
            (Some(row), Some(availability()))
        }
        "PUT /working-rules" => {
            let rules = json!([{"rule": "rest", "limit": 10, "effect": "warn"}]);
            let body = json!({"rules": rules, "night_from": "22:30", "night_until": "06:00"});
            (Some(version_of(maker, "/api/v1/working-rules").await), Some(body))
        }
        "GET /requirements/{id}/candidates" | "GET /requirements/{id}/eligibility" => {
            let visit = field::visit(maker).await;
            (Some(json!({"id": visit["requirement_id"]})), None)
        }
        _ => return None,
    })
}

async fn competency_route(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /competencies" | "GET /competencies/{id}" => (Some(competency(maker).await), None),
        "POST /competencies" => (None, Some(competency_body())),
        "PATCH /competencies/{id}" => {
            let changes = json!({"name": fresh("competency"), "description": NEEDLE, "retired": true});
            (Some(competency(maker).await), Some(changes))
        }
        _ => return None,
    })
}

async fn certificate_route(maker: &Client, route: &str) -> Option<Prepared> {
    let paper = || Some(json!(format!("%PDF-1.4 {NEEDLE}")));
    Some(match route {
        "GET /certificates" | "GET /certificates/{id}" => (Some(recorded(maker).await), None),
        "GET /me/certificates" => (None, None),
        "POST /me/certificates" => (None, Some(certificate_body(maker).await)),
        "POST /members/{id}/certificates" => (Some(json!({"id": somebody(maker).await["id"]})), Some(certificate_body(maker).await)),
        // Nobody vouches for themself: an administrator claims, and the owner is asked.
        "PUT /certificates/{id}/verification" => {
            let body = certificate_body(maker).await;
            (Some(maker.administrator().await.create("/api/v1/me/certificates", body).await), None)
        }
        "PUT /certificates/{id}/revocation" => (Some(recorded(maker).await), Some(json!({"reason": NEEDLE}))),
        "PUT /certificates/{id}/evidence" => (Some(unversioned(&recorded(maker).await)), paper()),
        "GET /certificates/{id}/evidence" | "DELETE /certificates/{id}/evidence" => {
            let row = recorded(maker).await;
            let path = format!("/api/v1/certificates/{}/evidence?name={NEEDLE}.pdf", id(&row));
            let reply = maker.send(Method::PUT, &path, &[], paper()).await;
            assert!(reply.status.is_success(), "{path}: {}", String::from_utf8_lossy(&reply.bytes));
            (Some(unversioned(&row)), None)
        }
        _ => return None,
    })
}

async fn leave_route(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /leave" => (None, None),
        "POST /leave" => (None, Some(leave_body())),
        "PUT /leave/{id}/decision" => {
            let decision = json!({"approve": false, "reason": NEEDLE});
            (Some(maker.create("/api/v1/leave", leave_body()).await), Some(decision))
        }
        "PUT /leave/{id}/withdrawal" => (Some(maker.create("/api/v1/leave", leave_body()).await), None),
        _ => return None,
    })
}

fn competency_body() -> Value {
    json!({"name": fresh("competency"), "levels": ["Trainee", "Qualified"], "valid_months": 36})
}

async fn competency(maker: &Client) -> Value {
    maker.create("/api/v1/competencies", competency_body()).await
}

async fn certificate_body(maker: &Client) -> Value {
    let competency = competency(maker).await;
    json!({"competency_id": competency["id"], "level": 2, "valid_from": "2026-01-01", "reference": fresh("paper"), "note": NEEDLE})
}

async fn recorded(maker: &Client) -> Value {
    let path = format!("/api/v1/members/{}/certificates", id(&somebody(maker).await));
    maker.create(&path, certificate_body(maker).await).await
}

fn availability() -> Value {
    let exception = json!({"start": "2026-12-24T09:00:00Z", "end": "2026-12-27T09:00:00Z", "available": false, "note": NEEDLE});
    json!({"zone": "Europe/London", "weekly": [{"weekday": 5, "from": "18:00", "until": "02:00"}], "exceptions": [exception], "ready_minutes": 30})
}

fn leave_body() -> Value {
    json!({"start": "2027-02-01T00:00:00Z", "end": "2027-02-08T00:00:00Z", "kind": "annual", "note": NEEDLE})
}

/// What one setting stands at.
async fn version_of(maker: &Client, path: &str) -> Value {
    json!({"version": maker.get(path).await.json()["version"]})
}

fn unversioned(row: &Value) -> Value {
    json!({"id": row["id"]})
}
