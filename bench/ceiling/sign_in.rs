//! A password and a session, with argon2id at Muster's standard cost.

use crate::database::{Answer, Shared, fault};
use argon2::{Algorithm, Argon2, Params, Version};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
pub struct Asked {
    email: String,
    password: String,
}

#[derive(Serialize)]
pub struct Me {
    email: String,
}

pub async fn sign_in(State(database): State<Shared>, Json(asked): Json<Asked>) -> Answer<Json<Me>> {
    let password = asked.password;
    let tag = tokio::task::spawn_blocking(move || {
        let mut tag = [0_u8; 32];
        let costs = Params::new(65_536, 3, 1, Some(32)).map_err(fault)?;
        Argon2::new(Algorithm::Argon2id, Version::V0x13, costs)
            .hash_password_into(password.as_bytes(), b"sixteen bytes ok", &mut tag)
            .map_err(fault)?;
        Ok::<_, StatusCode>(tag)
    })
    .await
    .map_err(fault)??;
    let email = asked.email.clone();
    database.write(move |db| db.execute("INSERT INTO sessions (email, tag) VALUES (?1, ?2)", (&email, &tag[..]))).await?;
    Ok(Json(Me { email: asked.email }))
}
