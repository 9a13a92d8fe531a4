//! Sample requests of invitations, resets, factors, policy, sessions of others, mail.

use super::{NEEDLE, Prepared};
use crate::world::Client;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    letters(maker, route).await
}

/// Mail, invitations, resets, and shutting somebody out.
async fn letters(maker: &Client, route: &str) -> Option<Prepared> {
    let none = (None, None);
    let secret = json!({"token": "msi_01jd7q3v9mf4x8t2c5k6w0ezya_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"});
    let chosen = |kind: &str| {
        json!({"token": format!("{kind}_01jd7q3v9mf4x8t2c5k6w0ezya_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        "password": "seven lanterns over quiet water"})
    };
    Some(match route {
        "GET /mail" | "POST /mail/test" => none,
        "POST /invitations" => (None, Some(invitation())),
        "POST /invitations/bulk" => (None, Some(json!(format!("name,email\r\n{NEEDLE},{}@example.org\r\n", unheard_of())))),
        "GET /invitations" | "POST /invitations/{id}/sending" | "DELETE /invitations/{id}" => (Some(invited(maker).await), None),
        // Links that work are proved in invitations.rs and resets.rs: here nobody holds one.
        "POST /invitation" => (None, Some(secret)),
        "POST /invitation/acceptance" => (None, Some(chosen("msi"))),
        "POST /password-reset" => (None, Some(json!({"organisation": "north-river", "email": "nobody@example.org"}))),
        "PUT /password-reset" => (None, Some(chosen("msr"))),
        "POST /members/{id}/password-reset" => (Some(of_role(maker, "auditor").await), None),
        "PUT /members/{id}/revocation" => (Some(spare(maker).await), Some(json!({"reason": NEEDLE}))),
        _ => return None,
    })
}

/// An address that no earlier sample has used.
fn unheard_of() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    format!("somebody-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn invitation() -> Value {
    json!({"name": format!("{NEEDLE} invited"), "email": format!("{}@example.org", unheard_of()), "role": "dispatcher"})
}

async fn invited(maker: &Client) -> Value {
    maker.create("/api/v1/invitations", invitation()).await
}

/// Somebody who is not missed: shut out once, and then the next one.
async fn spare(maker: &Client) -> Value {
    maker.get("/api/v1/members?q=Spare&status=active").await.json()["items"][0].clone()
}

async fn of_role(maker: &Client, role: &str) -> Value {
    maker.get(&format!("/api/v1/members?role={role}")).await.json()["items"][0].clone()
}
