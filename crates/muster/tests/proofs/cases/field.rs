//! Sample requests of what is done in the field: assets, visits.

use super::{NEEDLE, Prepared};
use crate::world::Client;
use serde_json::{Value, json};

pub(super) async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "POST /assets" => (None, Some(asset_body(maker).await)),
        "GET /assets" | "GET /assets/{id}" | "GET /assets/{id}/history" => (Some(asset(maker).await), None),
        "PATCH /assets/{id}" => (Some(asset(maker).await), Some(json!({"name": format!("{NEEDLE} patched"), "retired": true}))),
        "PUT /assets/{id}/placement" => {
            let elsewhere = super::site(maker).await;
            (Some(asset(maker).await), Some(json!({"site_id": elsewhere["id"]})))
        }
        "GET /assets/labels" => {
            let asset = asset(maker).await;
            (Some(json!({"asked": format!("?ids={}", id(&asset))})), None)
        }
        "GET /sites/{id}/assets" => {
            let asset = asset(maker).await;
            (Some(json!({"id": asset["site"]["id"]})), None)
        }
        "GET /job-types" | "GET /service-hours" | "GET /form-templates" => (None, None),
        "POST /job-types" => (None, Some(job_type_body())),
        "PATCH /job-types/{id}" => {
            (Some(maker.create("/api/v1/job-types", job_type_body()).await), Some(json!({"minutes": 30, "retired": true})))
        }
        "PUT /service-hours" => (Some(maker.get("/api/v1/service-hours").await.json()), Some(hours_body())),
        "POST /form-templates" => (None, Some(template_body())),
        "PATCH /form-templates/{id}" => {
            let changed = json!({"name": super::people::fresh("form"), "retired": true});
            (Some(maker.create("/api/v1/form-templates", template_body()).await), Some(changed))
        }
        "GET /visits/{id}/forms" => (Some(visit(maker).await), None),
        "POST /visits/{id}/forms" => {
            let (visit, form) = asked(maker).await;
            (Some(json!({"id": visit["id"]})), Some(form))
        }
        "GET /forms/{id}" | "GET /forms/{id}/pdf" => {
            let (visit, form) = asked(maker).await;
            (Some(maker.create(&format!("/api/v1/visits/{}/forms", id(&visit)), form).await), None)
        }
        "POST /visits/{id}/pictures" => {
            let visit = visit(maker).await;
            (Some(json!({"id": visit["id"]})), Some(json!(super::people::PICTURE)))
        }
        "GET /visit-pictures/{id}" => {
            let visit = visit(maker).await;
            let path = format!("/api/v1/visits/{}/pictures", id(&visit));
            (Some(maker.create(&path, json!(super::people::PICTURE)).await), None)
        }
        _ => return visit_route(maker, route).await,
    })
}

async fn visit_route(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "GET /visits" | "GET /visits/{id}" => (Some(visit(maker).await), None),
        "GET /jobs/{id}/visits" => {
            let visit = visit(maker).await;
            (Some(json!({"id": visit["job"]["id"]})), None)
        }
        "POST /jobs/{id}/visits" => {
            let job = super::job(maker).await;
            (Some(json!({"id": job["id"]})), Some(visit_body()))
        }
        "PATCH /visits/{id}" => {
            (Some(visit(maker).await), Some(json!({"note": format!("{NEEDLE} patched"), "people": {"min": 1, "max": 3}})))
        }
        "PUT /visits/{id}/recall" => (Some(visit(maker).await), Some(json!({"reason": NEEDLE}))),
        "POST /visits/{id}/events" => {
            let visit = visit(maker).await;
            (
                Some(json!({"id": visit["id"]})),
                Some(json!({"kind": "accepted", "note": NEEDLE, "device": {"id": super::people::fresh("phone"), "counter": 1}})),
            )
        }
        _ => return None,
    })
}

fn visit_body() -> Value {
    json!({"start": "2026-12-01T09:00:00Z", "end": "2026-12-01T10:00:00Z", "note": format!("{NEEDLE} visit"), "people": {"min": 1, "max": 2}})
}

pub(super) async fn visit(maker: &Client) -> Value {
    let job = super::job(maker).await;
    maker.create(&format!("/api/v1/jobs/{}/visits", id(&job)), visit_body()).await
}

fn job_type_body() -> Value {
    let targets = json!({"p1": {"respond": 30, "attend": 120, "fix": 480}});
    json!({"name": super::people::fresh("type"), "minutes": 90, "targets": targets})
}

fn hours_body() -> Value {
    let weekly: Vec<Value> = (1..=5).map(|weekday| json!({"weekday": weekday, "from": "09:00", "until": "17:00"})).collect();
    json!({"zone": "Europe/London", "weekly": weekly, "holidays": ["2026-12-25"], "targets": {"p2": {"respond": 60, "fix": 960}}})
}

fn template_body() -> Value {
    let fields = json!([{"key": "seen", "label": format!("{NEEDLE} seen"), "kind": "text", "required": true}]);
    json!({"name": super::people::fresh("form"), "fields": fields})
}

/// A visit of which a form is asked, and the form filled in.
async fn asked(maker: &Client) -> (Value, Value) {
    let template = maker.create("/api/v1/form-templates", template_body()).await;
    let (job, mut body) = (super::job(maker).await, visit_body());
    body["form_ids"] = json!([template["id"]]);
    let visit = maker.create(&format!("/api/v1/jobs/{}/visits", id(&job)), body).await;
    (visit, json!({"template_id": template["id"], "values": {"seen": NEEDLE}}))
}

async fn asset_body(maker: &Client) -> Value {
    let site = super::site(maker).await;
    json!({"site_id": site["id"], "name": format!("{NEEDLE} asset"), "kind": "Pump", "serial": "SN-1", "from": "2026-01-01T00:00:00Z"})
}

async fn asset(maker: &Client) -> Value {
    maker.create("/api/v1/assets", asset_body(maker).await).await
}

fn id(row: &Value) -> String {
    row["id"].as_str().unwrap().to_owned()
}
