//! Sample requests of roles, holdings, approvals, explanations, reviews.

use super::{NEEDLE, Prepared};
use crate::world::Client;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /permissions" | "GET /roles" | "GET /approvals" | "GET /access-reviews" => (None, None),
        "POST /roles" => (None, Some(role_body())),
        "PATCH /roles/{id}" => (Some(role(maker).await), Some(json!({"description": format!("{NEEDLE} described")}))),
        "DELETE /roles/{id}" => (Some(role(maker).await), None),
        "GET /members/{id}/holdings" => (Some(person(maker, "The member").await), None),
        "POST /members/{id}/holdings" => (Some(person(maker, "The member").await), Some(holding_body("auditor"))),
        "PUT /holdings/{id}/end" => (Some(holding(maker).await), Some(json!({}))),
        "PUT /approvals/{id}/confirmation" | "DELETE /approvals/{id}" => (Some(approval(maker).await), None),
        "GET /access/explanation" => {
            let (member, job) = (person(maker, "The member").await, super::job(maker).await);
            let query = format!("?member_id={}&permission=jobs.write&record={}", id(&member), id(&job));
            (Some(json!({ "asked": query })), None)
        }
        "GET /access/who" => (Some(json!({"asked": format!("?record={}", id(&super::job(maker).await))})), None),
        "POST /access-reviews" => (None, Some(review_body())),
        "GET /access-reviews/{id}" => (Some(maker.create("/api/v1/access-reviews", review_body()).await), None),
        "PUT /access-reviews/{id}/decisions" => {
            let review = maker.create("/api/v1/access-reviews", review_body()).await;
            let whole = maker.get(&format!("/api/v1/access-reviews/{}", id(&review))).await.json();
            let items = whole["items"].as_array().unwrap();
            let other = items.iter().find(|item| item["member"]["name"] == "The dispatcher").unwrap();
            (Some(review), Some(json!({"decisions": [{"holding_id": other["holding"]["id"], "decision": "keep"}]})))
        }
        _ => return None,
    })
}

/// A number that no other row has: some things must be one of a kind.
fn fresh() -> u32 {
    static LAST: AtomicU32 = AtomicU32::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap()
}

fn role_body() -> Value {
    json!({"name": format!("{NEEDLE} role {}", fresh()), "grants": [{"permission": "jobs.read", "scope": "unit"}]})
}

async fn role(maker: &Client) -> Value {
    maker.create("/api/v1/roles", role_body()).await
}

/// Held in a year in which no test is, each in a time of its own.
fn holding_body(role: &str) -> Value {
    let at = fresh();
    let (year, month) = (2040 + at / 12 % 100, at % 12 + 1);
    json!({"role": role, "from": format!("{year}-{month:02}-01T00:00:00Z"), "until": format!("{year}-{month:02}-28T00:00:00Z")})
}

/// Somebody by name, without a version: what is asked is not about the row.
async fn person(maker: &Client, name: &str) -> Value {
    let page = maker.get("/api/v1/members?limit=200").await.json();
    let found = page["items"].as_array().unwrap().iter().find(|member| member["name"] == name).unwrap();
    json!({"id": found["id"]})
}

async fn holding(maker: &Client) -> Value {
    let member = person(maker, "The member").await;
    maker.create(&format!("/api/v1/members/{}/holdings", id(&member)), holding_body("auditor")).await
}

/// Asked for by an administrator, so that the owner can confirm or refuse it.
async fn approval(maker: &Client) -> Value {
    let member = person(maker, "The member").await;
    let asker = maker.administrator().await;
    let asked = asker.create(&format!("/api/v1/members/{}/holdings", id(&member)), holding_body("administrator")).await;
    assert_eq!(asked["state"], "open", "{asked}");
    asked
}

fn review_body() -> Value {
    json!({"name": format!("{NEEDLE} review"), "due_at": "2040-01-01T00:00:00Z", "unreviewed_end": false})
}
