//! Sample requests of single sign-on. What needs a provider is proved in `single_sign_on.rs`; here nobody answers.

use super::Prepared;
use crate::world::{Client, SPARE};
use serde_json::{Value, json};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /single-sign-on" | "GET /me/single-sign-on" | "DELETE /me/single-sign-on" | "POST /me/single-sign-on" => (None, None),
        "PUT /single-sign-on" => {
            let before = maker.get("/api/v1/single-sign-on").await.json();
            (Some(json!({"version": before["version"]})), Some(wanted()))
        }
        "POST /single-sign-on/check" => (None, Some(json!({"issuer": "https://login.example.org"}))),
        "POST /session/single-sign-on" => (None, Some(json!({"organisation": "nobody", "then": "/jobs", "fresh": false}))),
        "GET /session/single-sign-on/return/{organisation}" => {
            let home = maker.get("/api/v1/me").await.json()["organisation"]["id"].clone();
            (Some(json!({ "id": home })), None)
        }

        "DELETE /members/{id}/single-sign-on" => {
            let page = maker.get("/api/v1/members?q=Spare").await.json();
            let spare = page["items"].as_array().unwrap().iter().find(|member| member["email"] == SPARE).unwrap();
            (Some(json!({"id": spare["id"]})), None)
        }
        _ => return None,
    })
}

fn wanted() -> Value {
    json!({
        "mode": "off", "issuer": "https://login.example.org", "client_id": "muster", "client_secret": "not-a-secret",
        "label": "Example account", "domains": ["example.org"], "link_by_address": true, "new_members": {"role": "member"},
        "trust_second_factor": false,
    })
}
