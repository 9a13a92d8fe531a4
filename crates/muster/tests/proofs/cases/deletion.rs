//! Sample requests of the organisation's deletion. Nothing is erased by them: no week passes, and nobody looks.

use super::{NEEDLE, Prepared};
use crate::world::Client;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const PATH: &str = "/api/v1/organisation/deletion";

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /organisation/deletion" => (None, None),
        "PUT /organisation/deletion" => {
            let before = if is_waiting(maker).await { take_back(maker).await } else { maker.get(PATH).await.json() };
            (Some(json!({"version": before["version"]})), Some(body(maker).await))
        }
        "DELETE /organisation/deletion" => {
            if !is_waiting(maker).await {
                decide(maker).await;
            }
            (None, None)
        }
        _ => return None,
    })
}

async fn is_waiting(maker: &Client) -> bool {
    maker.get(PATH).await.json()["state"] == "waiting"
}

async fn take_back(maker: &Client) -> Value {
    maker.send(Method::DELETE, PATH, &[], None).await.json()
}

async fn body(maker: &Client) -> Value {
    let name = maker.get("/api/v1/me").await.json()["organisation"]["name"].clone();
    json!({"name": name, "reason": format!("{NEEDLE} reason")})
}

/// Asked for and confirmed.
async fn decide(maker: &Client) {
    let tag = format!("\"{}\"", maker.get(PATH).await.json()["version"]);
    let asked = maker.send(Method::PUT, PATH, &[("if-match", &tag)], Some(body(maker).await)).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(&asked.bytes));
    let path = format!("/api/v1/approvals/{}/confirmation", asked.json()["id"].as_str().unwrap());
    let confirmed = maker.administrator().await.send(Method::PUT, &path, &[], None).await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", String::from_utf8_lossy(&confirmed.bytes));
}
