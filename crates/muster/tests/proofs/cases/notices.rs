//! Sample requests of notices. What one does oneself is not told to one: an administrator tells the owner.

use super::{Prepared, board};
use crate::world::Client;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};
use test_support::Browser;

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /me/notices" => {
            told(maker).await;
            (None, None)
        }
        "GET /me/notices/changes" | "GET /me/notice-preferences" | "GET /me/push-key" | "GET /me/push-subscriptions" => (None, None),
        "PUT /me/notices/{id}/reading" | "PUT /me/notices/{id}/acknowledgement" => (Some(told(maker).await), None),
        "PUT /me/notices/reading" => (None, Some(json!({"until_id": told(maker).await["id"]}))),
        "PUT /me/notice-preferences" => {
            let before = maker.get("/api/v1/me/notice-preferences").await.json();
            // Whatever it was, it is another one now.
            let minutes = before["reminder_minutes"].as_i64().map_or(30, |minutes| minutes % 1_000 + 5);
            let quiet = json!({"from": "22:00", "until": "07:00", "zone": "Europe/London", "urgent_through": true});
            let ways = json!([{"kind": "leave", "mail": false, "push": true}]);
            (Some(before), Some(json!({"by_kind": ways, "quiet": quiet, "reminder_minutes": minutes})))
        }
        "POST /me/push-subscriptions" => (None, Some(browser())),
        "DELETE /me/push-subscriptions/{id}" => (Some(maker.create("/api/v1/me/push-subscriptions", browser()).await), None),
        "GET /assignments/{id}/notices" => (Some(board::assigned(maker).await), None),
        _ => return None,
    })
}

/// A browser of its own, at a push service that the world's operator named.
pub(crate) fn browser() -> Value {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let endpoint = format!("https://push.example.net/send/{}", NEXT.fetch_add(1, Ordering::Relaxed));
    Browser::new().subscription(&endpoint)
}

/// A notice that the maker has not read, of an assignment that an administrator gave them.
pub(crate) async fn told(maker: &Client) -> Value {
    let me = maker.get("/api/v1/me").await.json()["member"]["id"].clone();
    let given = board::give(&maker.administrator().await, me).await;
    let page = maker.get("/api/v1/me/notices?unread=true&limit=200").await.json();
    let told = page["items"].as_array().unwrap().iter().find(|one| one["subject"]["id"] == given["id"]);
    told.unwrap_or_else(|| panic!("told of what was just given: {page}")).clone()
}
