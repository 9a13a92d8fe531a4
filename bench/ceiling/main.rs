//! The ceiling: the same rows and the same answers from axum and SQLCipher alone. No sessions, no permissions, no organisations,
//! no log that proves anything: what is above this is what Muster's promises cost.

mod database;
mod jobs;
mod search;
mod sign_in;

use axum::Router;
use axum::routing::{get, post};
use database::Database;
use std::sync::Arc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(port)) = (arguments.next(), arguments.next()) else {
        return Err("usage: ceiling DATABASE PORT".into());
    };
    let database = Arc::new(Database::open(&file)?);
    let app = Router::new()
        .route("/api/v1/jobs/{id}", get(jobs::show))
        .route("/api/v1/jobs", get(jobs::list).post(jobs::create))
        .route("/api/v1/search", get(search::search))
        .route("/api/v1/session", post(sign_in::sign_in))
        .with_state(database);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port.parse()?)).await?;
    axum::serve(listener, app).await?;
    Ok(())
}
