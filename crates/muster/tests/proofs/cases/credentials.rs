//! Sample requests of invitations, resets, factors, policy, sessions of others, mail.

use super::{NEEDLE, Prepared};
use crate::world::{Client, PASSWORD, SPARE};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    if let Some(found) = factors(route) {
        return Some(found);
    }
    if let Some(found) = sign_ins(maker, route).await {
        return Some(found);
    }
    letters(maker, route).await
}

/// Samples that would change how somebody of the cast signs in are refused ones: what they do is proved in `two_steps.rs` and
/// `passkeys.rs`.
fn factors(route: &str) -> Option<Prepared> {
    let nobodys = json!({"id": "pky_01jd7q3v9mf4x8t2c5k6w0ezya"});
    Some(match route {
        "GET /me/factors"
        | "POST /me/totp"
        | "DELETE /me/totp"
        | "POST /me/recovery-codes"
        | "GET /me/devices"
        | "POST /me/passkeys/options"
        | "POST /session/step-up/options"
        | "GET /security-policy"
        | "GET /security-policy/compliance" => (None, None),
        "PUT /me/totp" | "POST /session/totp" | "POST /session/recovery-code" | "POST /session/step-up" => {
            (None, Some(json!({"code": "not-it"})))
        }
        "POST /me/passkeys" => (None, Some(json!({"name": "Telephone", "credential": {}}))),
        "PATCH /me/passkeys/{id}" => (Some(nobodys), Some(json!({"name": "Telephone"}))),
        "DELETE /me/passkeys/{id}" => (Some(nobodys), None),
        "POST /session/passkey/options" => (None, Some(json!({}))),
        "POST /session/passkey" => (None, Some(json!({"credential": {}}))),
        _ => return None,
    })
}

async fn sign_ins(maker: &Client, route: &str) -> Option<Prepared> {
    let in_anew = |email: &'static str| async move {
        let body = json!({"organisation": "north-river", "email": email, "password": PASSWORD});
        maker.anonymous().create("/api/v1/session", body).await["session"].clone()
    };
    Some(match route {
        "PUT /security-policy" => {
            let policy = maker.get("/api/v1/security-policy").await.json();
            let body = json!({"minimum": [], "grace_days": 14, "session_idle_minutes": 60, "session_hours": 12});
            (Some(policy), Some(body))
        }
        "GET /members/{id}/sign-ins" | "DELETE /members/{id}/sessions" => (Some(the_spare(maker).await), None),
        "DELETE /members/{id}/factors" => (Some(the_spare(maker).await), Some(json!({"reason": "Telephone lost"}))),
        "DELETE /sessions/{id}" => (Some(in_anew(SPARE).await), None),
        "DELETE /me/devices/{id}" => {
            // Not the browser that asks: push messages go to browsers that are known.
            let known = async || maker.get("/api/v1/me/devices").await.json()["items"].as_array().unwrap().clone();
            let before = known().await;
            in_anew("owner@example.org").await;
            (known().await.into_iter().find(|one| before.iter().all(|other| other["id"] != one["id"])), None)
        }
        _ => return None,
    })
}

/// The member whom nothing in the proofs depends on.
async fn the_spare(maker: &Client) -> Value {
    let page = maker.get("/api/v1/members?q=Spare").await.json();
    let mut member = page["items"].as_array().unwrap().iter().find(|member| member["email"] == SPARE).unwrap().clone();
    // These acts take no version.
    member.as_object_mut().unwrap().remove("version");
    member
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
        "POST /invitation" | "POST /invitation/passkey/options" => (None, Some(secret)),
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
