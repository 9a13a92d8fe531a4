//! Full text over jobs.

use crate::database::{Answer, Shared};
use axum::Json;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
pub struct Asked {
    q: String,
    limit: Option<i64>,
}

#[derive(Serialize)]
pub struct Found {
    items: Vec<Hit>,
}

#[derive(Serialize)]
struct Hit {
    kind: &'static str,
    id: String,
    title: String,
    subtitle: String,
    status: String,
}

pub async fn search(State(database): State<Shared>, Query(asked): Query<Asked>) -> Answer<Json<Found>> {
    let words: Vec<String> = asked.q.split_whitespace().map(|word| format!("\"{}\"*", word.replace('"', ""))).collect();
    let limit = asked.limit.unwrap_or(20);
    let items = database
        .read(move |db| {
            db.prepare_cached(
                "SELECT j.id, j.title, j.number, j.type, j.status FROM words w JOIN jobs j ON j.rowid = w.rowid
                 WHERE words MATCH ?1 ORDER BY w.rowid DESC LIMIT ?2",
            )?
            .query_map((words.join(" "), limit), |row| {
                let (number, kind): (i64, String) = (row.get(2)?, row.get(3)?);
                Ok(Hit {
                    kind: "job",
                    id: row.get(0)?,
                    title: row.get(1)?,
                    subtitle: format!("J-{number:06} · {kind}"),
                    status: row.get(4)?,
                })
            })?
            .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    Ok(Json(Found { items }))
}
