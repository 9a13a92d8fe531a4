//! Rows brought in as a person in a browser does it: uploaded, mapped, run in the background.

use crate::Outcome;
use crate::http::Connection;
use std::path::Path;
use std::time::{Duration, Instant};

/// Seconds from the run's start to its end.
pub async fn import(server: &mut Connection, file: &Path) -> Outcome<f64> {
    let text = std::fs::read_to_string(file)?;
    let made = server.upload("/api/v1/imports?filename=jobs.csv", &text).await?;
    let id = made["id"].as_str().ok_or("no import")?;
    let ready = server.json("GET", "/api/v1/imports/mappings", None).await?;
    let suggested = &made["detected"]["suggested_mapping"];
    let found = ready["items"].as_array().into_iter().flatten().find(|item| item["id"] == *suggested);
    let mapping = &found.ok_or("no ready mapping fits")?["mapping"];
    let start = Instant::now();
    let body = serde_json::json!({ "mapping": mapping, "dry_run": false }).to_string();
    server.json("POST", &format!("/api/v1/imports/{id}/run"), Some(&body)).await?;
    loop {
        let now = server.json("GET", &format!("/api/v1/imports/{id}"), None).await?;
        match now["state"].as_str() {
            Some("done") => return Ok(start.elapsed().as_secs_f64()),
            Some("running") => tokio::time::sleep(Duration::from_millis(100)).await,
            _ => return Err(format!("the import ended: {now}").into()),
        }
    }
}
