//! The rows of Muster, put into the ceiling's own file: both then serve the same.

use crate::Outcome;
use crate::http::Connection;
use rusqlite::Connection as Database;
use serde_json::Value;
use std::path::Path;

/// As the ceiling opens it.
const KEY: &str = "PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"; PRAGMA journal_mode = WAL;";

/// The ids of the newest jobs, as many as wanted and there.
pub async fn ids(server: &mut Connection, most: usize) -> Outcome<Vec<String>> {
    let (mut ids, mut path) = (Vec::new(), "/api/v1/jobs?limit=200".to_owned());
    while ids.len() < most {
        let page = server.json("GET", &path, None).await?;
        let items = page["items"].as_array().ok_or("no items")?;
        ids.extend(items.iter().filter_map(|item| item["id"].as_str()).map(str::to_owned));
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/jobs?limit=200&cursor={next}"),
            None => break,
        }
    }
    Ok(ids)
}

pub async fn copy(server: &mut Connection, ids: &[String], file: &Path) -> Outcome<()> {
    let mut database = Database::open(file)?;
    database.execute_batch(KEY)?;
    database.execute_batch(include_str!("../schema.sql"))?;
    let transaction = database.transaction()?;
    for id in ids {
        let job = server.json("GET", &format!("/api/v1/jobs/{id}"), None).await?;
        insert(&transaction, &job)?;
    }
    transaction.commit()?;
    database.execute_batch("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);")?;
    Ok(())
}

fn insert(database: &Database, job: &Value) -> rusqlite::Result<()> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let number = job["number"].as_str().and_then(|number| number.trim_start_matches("J-").parse::<i64>().ok());
    let (customer, site) = (&job["customer"], &job["site"]);
    if customer.is_object() {
        let mut statement = database.prepare_cached("INSERT OR IGNORE INTO customers VALUES (?1, ?2)")?;
        statement.execute((text(&customer["id"]), text(&customer["name"])))?;
    }
    if site.is_object() {
        let mut statement = database.prepare_cached("INSERT OR IGNORE INTO sites VALUES (?1, ?2, ?3, ?4, ?5)")?;
        statement.execute((
            text(&site["id"]),
            text(&site["name"]),
            text(&site["locality"]),
            text(&site["postcode"]),
            text(&site["time_zone"]),
        ))?;
    }
    database
        .prepare_cached("INSERT INTO jobs (rowid, id, version, number, source_system, source_reference, type, title, description, priority, status, cancel_reason, cancelled_at, customer_id, site_id, target_at, created_at, opened_at, finished_at, closed_at, updated_at) VALUES (?2, ?1, ?3, ?2, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)")?
        .execute(rusqlite::params![
            text(&job["id"]), number, job["version"].as_i64(), text(&job["source"]["system"]), text(&job["source"]["reference"]),
            text(&job["type"]), text(&job["title"]), text(&job["description"]), text(&job["priority"]), text(&job["status"]),
            text(&job["cancellation"]["reason"]), text(&job["cancellation"]["at"]), text(&customer["id"]), text(&site["id"]),
            text(&job["target_at"]), text(&job["created_at"]), text(&job["opened_at"]), text(&job["finished_at"]),
            text(&job["closed_at"]), text(&job["updated_at"]),
        ])?;
    let mut statement = database.prepare_cached("INSERT INTO words (rowid, title, description, type) VALUES (?1, ?2, ?3, ?4)")?;
    statement.execute((number, text(&job["title"]), text(&job["description"]), text(&job["type"])))?;
    Ok(())
}
