//! Sample requests of assignments and the board.

use super::people::{id, newcomer};
use super::{NEEDLE, Prepared, job};
use crate::world::Client;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

/// A day that all of the samples lie in.
const DAY: &str = "?from=2027-03-01T00:00:00Z&until=2027-03-30T00:00:00Z";

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /assignments" | "GET /assignments/{id}" => (Some(assigned(maker).await), None),
        "POST /requirements/{id}/assignments" => {
            let visit = visit(maker).await;
            (Some(json!({"id": visit["requirement_id"]})), Some(json!({"member_id": newcomer(maker).await["id"]})))
        }
        "PATCH /assignments/{id}" => (Some(assigned(maker).await), Some(json!({"member_id": newcomer(maker).await["id"]}))),
        "PUT /assignments/{id}/release" => (Some(assigned(maker).await), Some(json!({"reason": format!("{NEEDLE} released")}))),
        "PUT /assignments/{id}/exchange" => (Some(assigned(maker).await), Some(json!({"with": assigned(maker).await["id"]}))),
        "PUT /assignments/{id}/answer" => {
            let me = maker.get("/api/v1/me").await.json()["member"]["id"].clone();
            (Some(give(maker, me).await), Some(json!({"accept": false, "reason": format!("{NEEDLE} answered")})))
        }
        "GET /board" | "GET /board/coverage" => {
            assigned(maker).await;
            (Some(json!({"asked": DAY})), None)
        }
        "POST /board/suggestions" => {
            let asked = json!({
                "requirement_ids": [visit(maker).await["requirement_id"]],
                "from": "2027-03-01T00:00:00Z",
                "until": "2027-03-30T00:00:00Z",
                "fill": "needed",
                "weights": {"fairness": 5, "travel": 3, "continuity": 3},
                "seconds": 1,
            });
            (None, Some(asked))
        }
        "POST /board/suggestions/acceptance" => {
            let place = json!({"requirement_id": visit(maker).await["requirement_id"], "member_id": newcomer(maker).await["id"]});
            (None, Some(json!({"places": [place], "offer": false})))
        }
        "GET /board/changes" | "GET /board/situation" | "GET /me/work" => (None, None),
        _ => return None,
    })
}

/// A visit at an hour of its own, so that nobody is asked to be in two places.
async fn visit(maker: &Client) -> Value {
    static LAST: AtomicU32 = AtomicU32::new(0);
    let at = LAST.fetch_add(1, Ordering::Relaxed);
    let (day, hour) = (1 + at / 24 % 28, at % 24);
    let people = json!({"min": 1, "max": 2});
    let body = json!({
        "start": format!("2027-03-{day:02}T{hour:02}:00:00Z"),
        "end": format!("2027-03-{day:02}T{hour:02}:30:00Z"),
        "note": format!("{NEEDLE} visit"),
        "people": people,
    });
    let job = job(maker).await;
    maker.create(&format!("/api/v1/jobs/{}/visits", id(&job)), body).await
}

pub(super) async fn assigned(maker: &Client) -> Value {
    let member = newcomer(maker).await;
    give(maker, member["id"].clone()).await
}

pub(crate) async fn give(maker: &Client, member: Value) -> Value {
    let visit = visit(maker).await;
    let requirement = visit["requirement_id"].as_str().unwrap();
    maker.create(&format!("/api/v1/requirements/{requirement}/assignments"), json!({"member_id": member})).await
}
