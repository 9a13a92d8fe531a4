//! Sample requests of announcements and call-outs.

use super::duties::need;
use super::people::id;
use super::{NEEDLE, Prepared};
use crate::world::Client;
use serde_json::{Value, json};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "POST /announcements" => (None, Some(announcement_body())),
        "POST /announcements/audience" => (None, Some(json!({"audience": announcement_body()["audience"]}))),
        "GET /announcements"
        | "GET /announcements/{id}"
        | "GET /announcements/{id}/receipts"
        | "GET /announcements/{id}/receipts.csv"
        | "PUT /announcements/{id}/withdrawal"
        | "GET /me/announcements/{id}" => (Some(maker.create("/api/v1/announcements", announcement_body()).await), None),
        "POST /call-outs" => (None, Some(call_out_body(maker).await)),
        "GET /call-outs" | "GET /call-outs/{id}" | "PUT /call-outs/{id}/end" | "GET /me/call-outs/{id}" => {
            (Some(called(maker).await), None)
        }
        "PUT /me/call-outs/{id}/answer" => {
            let call = called(maker).await;
            (Some(json!({"id": id(&call)})), Some(json!({"accept": true, "ready_minutes": 25})))
        }
        // A link that works is proved in call_outs.rs: here nobody holds one.
        "POST /call-out-answers" => {
            let token = "msc_01jd7q3v9mf4x8t2c5k6w0ezya_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
            (None, Some(json!({"token": token, "accept": true, "ready_minutes": 25})))
        }
        "POST /call-out-answers/opening" => {
            (None, Some(json!({"token": "msc_01jd7q3v9mf4x8t2c5k6w0ezya_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})))
        }
        _ => return None,
    })
}

fn announcement_body() -> Value {
    let audience = json!({"role_ids": ["auditor"]});
    json!({"title": format!("{NEEDLE} announced"), "text": format!("{NEEDLE} said"), "audience": audience, "acknowledge": true})
}

/// The maker calls themself, for a session on a day of its own.
async fn call_out_body(maker: &Client) -> Value {
    let me = maker.get("/api/v1/me").await.json()["member"]["id"].clone();
    let need = need(maker, "first_come").await;
    let audience = json!({"member_ids": [me]});
    json!({"requirement_id": need["id"], "text": format!("{NEEDLE} called"), "audience": audience, "until": "2026-11-28T12:00:00Z", "reserve": true})
}

async fn called(maker: &Client) -> Value {
    maker.create("/api/v1/call-outs", call_out_body(maker).await).await
}
