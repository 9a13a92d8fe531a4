//! Jobs as Muster answers them, member for member.

use crate::database::{Answer, Shared};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use rusqlite::Row;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
pub struct Job {
    #[serde(flatten)]
    item: Item,
    description: String,
    allowed: &'static [&'static str],
}

#[derive(Serialize)]
pub struct Item {
    id: String,
    version: i64,
    number: String,
    source: Option<Source>,
    r#type: String,
    title: String,
    priority: String,
    status: String,
    hold: Option<()>,
    cancellation: Option<Cancellation>,
    customer: Option<Customer>,
    site: Option<Site>,
    target_at: Option<String>,
    overdue: bool,
    created_at: String,
    opened_at: Option<String>,
    finished_at: Option<String>,
    closed_at: Option<String>,
    updated_at: String,
}

#[derive(Serialize)]
struct Source {
    system: String,
    reference: String,
}

#[derive(Serialize)]
struct Cancellation {
    reason: String,
    note: Option<()>,
    at: String,
}

#[derive(Serialize)]
struct Customer {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct Site {
    id: String,
    name: String,
    locality: Option<String>,
    postcode: Option<String>,
    time_zone: String,
}

const COLUMNS: &str = "j.id, j.version, j.number, j.source_system, j.source_reference, j.type, j.title, j.priority, j.status,
    j.cancel_reason, j.cancelled_at, c.id, c.name, s.id, s.name, s.locality, s.postcode, s.time_zone, j.target_at, j.created_at,
    j.opened_at, j.finished_at, j.closed_at, j.updated_at, j.description
    FROM jobs j LEFT JOIN customers c ON c.id = j.customer_id LEFT JOIN sites s ON s.id = j.site_id";

fn item(row: &Row<'_>) -> rusqlite::Result<Item> {
    let number: i64 = row.get(2)?;
    let (system, reference): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
    let (reason, at): (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
    let (customer, customer_name): (Option<String>, Option<String>) = (row.get(11)?, row.get(12)?);
    let site: Option<String> = row.get(13)?;
    let site = match site {
        Some(id) => Some(Site { id, name: row.get(14)?, locality: row.get(15)?, postcode: row.get(16)?, time_zone: row.get(17)? }),
        None => None,
    };
    Ok(Item {
        id: row.get(0)?,
        version: row.get(1)?,
        number: format!("J-{number:06}"),
        source: system.zip(reference).map(|(system, reference)| Source { system, reference }),
        r#type: row.get(5)?,
        title: row.get(6)?,
        priority: row.get(7)?,
        status: row.get(8)?,
        hold: None,
        cancellation: reason.zip(at).map(|(reason, at)| Cancellation { reason, note: None, at }),
        customer: customer.zip(customer_name).map(|(id, name)| Customer { id, name }),
        site,
        target_at: row.get(18)?,
        overdue: false,
        created_at: row.get(19)?,
        opened_at: row.get(20)?,
        finished_at: row.get(21)?,
        closed_at: row.get(22)?,
        updated_at: row.get(23)?,
    })
}

fn job(row: &Row<'_>) -> rusqlite::Result<Job> {
    let item = item(row)?;
    let allowed: &[&str] = match item.status.as_str() {
        "open" => &["hold", "complete", "cancel", "edit", "note"],
        _ => &["reopen", "note"],
    };
    Ok(Job { item, description: row.get(24)?, allowed })
}

pub async fn show(State(database): State<Shared>, Path(id): Path<String>) -> Answer<Json<Job>> {
    let sql = format!("SELECT {COLUMNS} WHERE j.id = ?1");
    database.read(move |db| db.prepare_cached(&sql)?.query_row([id], job)).await.map(Json)
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    status: String,
    #[serde(default)]
    priority: String,
    limit: Option<i64>,
}

#[derive(Serialize)]
pub struct Page {
    items: Vec<Item>,
    next: Option<String>,
}

/// Newest first, filtered by status and priority: the one list that is measured.
pub async fn list(State(database): State<Shared>, Query(asked): Query<Asked>) -> Answer<Json<Page>> {
    let limit = asked.limit.unwrap_or(50).min(200);
    let mut values: Vec<Value> = Vec::new();
    // The sum keeps the engine on the index of times: by status it would read and sort a tenth of all jobs.
    let mut within = |column: &str, words: &str| {
        let marks: Vec<&str> = words.split(',').map(|word| (values.push(Value::from(word.to_owned())), "?").1).collect();
        format!("{column} IN ({})", marks.join(","))
    };
    let mut conditions = vec!["1"].into_iter().map(str::to_owned).collect::<Vec<_>>();
    if !asked.status.is_empty() {
        conditions.push(within("+j.status", &asked.status));
    }
    if !asked.priority.is_empty() {
        conditions.push(within("+j.priority", &asked.priority));
    }
    let sql = format!("SELECT {COLUMNS} WHERE {} ORDER BY j.created_at DESC, j.id DESC LIMIT {}", conditions.join(" AND "), limit + 1);
    let items = database
        .read(move |db| db.prepare_cached(&sql)?.query_map(rusqlite::params_from_iter(values), item)?.collect::<Result<Vec<_>, _>>())
        .await?;
    Ok(Json(page(items, usize::try_from(limit).unwrap_or(50))))
}

fn page(mut items: Vec<Item>, limit: usize) -> Page {
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| format!("{}.{}", last.created_at, last.id));
    Page { items, next }
}

#[derive(Deserialize)]
pub struct New {
    r#type: String,
    title: String,
    #[serde(default)]
    description: String,
    priority: String,
}

/// The row, its line of history and its words, in one transaction.
pub async fn create(State(database): State<Shared>, Json(new): Json<New>) -> Answer<(StatusCode, Json<Job>)> {
    let made = database
        .write(move |db| {
            let number: i64 = db.prepare_cached("SELECT coalesce(max(rowid), 0) + 1 FROM jobs")?.query_row([], |row| row.get(0))?;
            let (id, now) = (format!("job_{number:026}"), "2026-01-01T00:00:00.000Z");
            db.prepare_cached(
                "INSERT INTO jobs (id, version, number, type, title, description, priority, status, created_at, opened_at, updated_at)
                 VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, 'open', ?7, ?7, ?7)",
            )?
            .execute((&id, number, &new.r#type, &new.title, &new.description, &new.priority, now))?;
            db.prepare_cached("INSERT INTO words (rowid, title, description, type) VALUES (?1, ?2, ?3, ?4)")?.execute((
                number,
                &new.title,
                &new.description,
                &new.r#type,
            ))?;
            db.prepare_cached("INSERT INTO history (job, at, actor, action, detail) VALUES (?1, ?2, 'somebody', 'job.created', ?3)")?
                .execute((&id, now, &new.title))?;
            db.prepare_cached(&format!("SELECT {COLUMNS} WHERE j.id = ?1"))?.query_row([&id], job)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(made)))
}
