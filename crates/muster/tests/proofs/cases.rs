//! One sample request for every operation of the OpenAPI document. An operation without one fails the proofs: add it here.

mod abilities;
pub(crate) mod board;
mod calls;
mod credentials;
mod deletion;
mod duties;
mod field;
mod hours;
mod maintenance;
pub(crate) mod notices;
mod people;
mod programs;
mod roles;
mod single_sign_on;

use crate::world::{Client, PASSWORD, address};
use access::Role;
use http::Method;
use serde_json::{Value, json};

/// A request ready to be sent.
pub(crate) struct Sample {
    pub(crate) method: Method,
    /// The path as in the document, such as `/api/v1/jobs/{id}`.
    pub(crate) template: String,
    pub(crate) path: String,
    pub(crate) version: Option<i64>,
    pub(crate) body: Option<Value>,
}

/// Text planted in every row the samples make; nobody outside the organisation may ever see it.
pub(crate) const NEEDLE: &str = "Needle-7f3a";

/// Makes what the operation needs, as `maker` (an owner), and gives the request.
pub(crate) async fn sample(maker: &Client, method: &str, template: &str) -> Option<Sample> {
    let route = format!("{} {}", method.to_uppercase(), template.strip_prefix("/api/v1")?);
    let (row, body) = prepare(maker, &route).await?;
    let id = row.as_ref().and_then(|row| row.get("id").or_else(|| row.get("seq"))).map(|id| id.to_string().replace('"', ""));
    let mut path = template.to_owned();
    if let Some(start) = path.find('{') {
        let end = path.find('}')?;
        path.replace_range(start..=end, &id?);
    }
    path.push_str(query(&route));
    path.push_str(row.as_ref().and_then(|row| row["asked"].as_str()).unwrap_or_default());
    let version = row.as_ref().and_then(|row| row.get("version")).and_then(Value::as_i64);
    Some(Sample { method: method.to_uppercase().parse().ok()?, template: template.to_owned(), path, version, body })
}

fn query(route: &str) -> &'static str {
    match route {
        "GET /search" => "?q=Needle",
        "GET /audit/proof" => "?seq=1&size=2",
        "GET /audit/consistency" => "?from=1&to=2",
        "POST /imports" => "?filename=sample.csv",
        "GET /hours/report" | "GET /hours/report.csv" => "?by=member&from=2026-11-01&until=2026-11-30",
        _ => "",
    }
}

/// The row that the operation is about, if it is about one, and the body to send.
type Prepared = (Option<Value>, Option<Value>);

async fn prepare(maker: &Client, route: &str) -> Option<Prepared> {
    let none = (None, None);
    Some(match route {
        "GET /me"
        | "GET /me/sessions"
        | "DELETE /me/sessions"
        | "DELETE /session"
        | "GET /overview"
        | "GET /members"
        | "GET /members/export"
        | "GET /search"
        | "GET /imports"
        | "GET /imports/mappings"
        | "GET /views"
        | "GET /customers/export"
        | "GET /sites/export"
        | "GET /jobs/export"
        | "GET /jobs/counts"
        | "GET /jobs/types"
        | "GET /audit"
        | "GET /audit/actions"
        | "GET /audit/checkpoint"
        | "GET /audit/proof"
        | "GET /audit/consistency"
        | "GET /audit/export.csv"
        | "GET /audit/export.ndjson"
        | "GET /alerts"
        | "GET /audit/log/checkpoint"
        | "GET /audit/log/witnesses"
        | "GET /audit/checkpoints"
        | "GET /organisation" => none,
        "POST /session" => (None, Some(json!({"organisation": "nobody", "email": "x@example.org", "password": "not-the-password"}))),
        // Another session of the maker's, who is the owner; anybody else asks in vain.
        "DELETE /me/sessions/{id}" => {
            let again = json!({"organisation": "north-river", "email": address(Role::Owner), "password": PASSWORD});
            (Some(maker.anonymous().create("/api/v1/session", again).await["session"].clone()), None)
        }
        "PUT /me/password" => (None, Some(json!({"current": "not-the-password", "new": "seven lanterns over quiet water"}))),
        "GET /audit/log/tile/{path}" | "GET /audit/log/tile/{*path}" => (Some(json!({"id": "0/000.p/1"})), None),
        "GET /audit/{seq}" | "GET /audit/{seq}/receipt" => (Some(json!({"seq": 1})), None),
        "PUT /alerts/{id}/acknowledgement" => (Some(alert(maker).await), Some(json!({"note": format!("{NEEDLE} noted")}))),
        "POST /customers" => (None, Some(json!({"name": format!("{NEEDLE} posted")}))),
        "GET /customers" | "GET /customers/{id}" => (Some(customer(maker).await), None),
        "PATCH /customers/{id}" => (Some(customer(maker).await), Some(json!({"name": format!("{NEEDLE} patched")}))),
        "POST /sites" => (None, Some(site_body())),
        "GET /sites" | "GET /sites/{id}" => (Some(site(maker).await), None),
        "PATCH /sites/{id}" => (Some(site(maker).await), Some(json!({"name": format!("{NEEDLE} patched")}))),
        "POST /views" => (None, Some(view_body())),
        "DELETE /views/{id}" => (Some(maker.create("/api/v1/views", view_body()).await), None),
        _ if route.contains("/jobs") => return job_route(maker, route).await,
        _ if route.contains("/imports") => return import_route(maker, route).await,
        _ => return elsewhere(maker, route).await,
    })
}

/// The routes whose samples have a file of their own.
async fn elsewhere(maker: &Client, route: &str) -> Option<Prepared> {
    if let Some(found) = board::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = notices::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = field::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = calls::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = abilities::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = duties::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = people::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = hours::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = maintenance::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = roles::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = credentials::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = single_sign_on::prepare(maker, route).await {
        return Some(found);
    }
    if let Some(found) = deletion::prepare(maker, route).await {
        return Some(found);
    }
    programs::prepare(maker, route).await
}

async fn job_route(maker: &Client, route: &str) -> Option<Prepared> {
    Some(match route {
        "POST /jobs" => (None, Some(job_body(false))),
        "GET /jobs" | "GET /jobs/{id}" | "GET /jobs/{id}/timeline" => (Some(job(maker).await), None),
        "PATCH /jobs/{id}" => (Some(job(maker).await), Some(json!({"title": format!("{NEEDLE} patched")}))),
        "POST /jobs/{id}/notes" => (Some(job(maker).await), Some(json!({"text": format!("{NEEDLE} noted")}))),
        "PUT /jobs/{id}/opening" => (Some(maker.create("/api/v1/jobs", job_body(true)).await), None),
        "PUT /jobs/{id}/hold" => (Some(job(maker).await), Some(json!({"reason": "parts", "note": NEEDLE}))),
        "DELETE /jobs/{id}/hold" => (Some(moved(maker, "hold", json!({"reason": "parts"})).await), None),
        "PUT /jobs/{id}/completion" => (Some(job(maker).await), Some(json!({"note": NEEDLE}))),
        "PUT /jobs/{id}/closure" => (Some(moved(maker, "completion", json!({})).await), None),
        "PUT /jobs/{id}/cancellation" => (Some(job(maker).await), Some(json!({"reason": "duplicate", "note": NEEDLE}))),
        "POST /jobs/{id}/reopening" => (Some(moved(maker, "completion", json!({})).await), Some(json!({"reason": NEEDLE}))),
        _ => return field::prepare(maker, route).await,
    })
}

async fn import_route(maker: &Client, route: &str) -> Option<Prepared> {
    let uploaded = || maker.create("/api/v1/imports?filename=sample.csv", json!(CSV));
    Some(match route {
        "POST /imports" => (None, Some(json!(CSV))),
        "GET /imports/{id}" | "GET /imports/{id}/refusals" | "GET /imports/{id}/refusals.csv" | "DELETE /imports/{id}/run" => {
            (Some(uploaded().await), None)
        }
        "POST /imports/{id}/preview" => (Some(uploaded().await), Some(json!({"mapping": mapping()}))),
        "POST /imports/{id}/run" => (Some(uploaded().await), Some(json!({"mapping": mapping(), "dry_run": true}))),
        _ => return None,
    })
}

/// A small file, with the needle in it.
const CSV: &str = "Ref,Title\r\nA-1,Needle-7f3a one\r\nA-2,Needle-7f3a two\r\n";

fn mapping() -> Value {
    json!({"name": "sample", "encoding": "utf-8", "separator": ",", "zone": "Europe/London", "source": "sample",
        "fields": {"reference": {"column": "Ref"}, "title": {"column": "Title"}, "type": {"value": "Sample"}}})
}

pub(crate) fn site_body() -> Value {
    json!({"name": format!("{NEEDLE} site"), "time_zone": "Europe/London",
        "address": {"lines": ["1 High Street"], "locality": "Bolton", "region": null, "postcode": "BL1 1AA", "country": "GB"}})
}

fn view_body() -> Value {
    json!({"list": "jobs", "name": format!("{NEEDLE} view"), "query": "status=open"})
}

pub(crate) fn job_body(draft: bool) -> Value {
    json!({"type": "Repair", "title": format!("{NEEDLE} job"), "priority": "p2", "draft": draft})
}

async fn customer(maker: &Client) -> Value {
    maker.create("/api/v1/customers", json!({"name": format!("{NEEDLE} customer")})).await
}

async fn site(maker: &Client) -> Value {
    maker.create("/api/v1/sites", site_body()).await
}

async fn job(maker: &Client) -> Value {
    maker.create("/api/v1/jobs", job_body(false)).await
}

/// The alert that the world has.
async fn alert(maker: &Client) -> Value {
    maker.get("/api/v1/alerts").await.json()["items"][0].clone()
}

/// A job on which one act was done.
async fn moved(maker: &Client, act: &str, body: Value) -> Value {
    let job = job(maker).await;
    let (id, tag) = (job["id"].as_str().unwrap(), format!("\"{}\"", job["version"]));
    let reply = maker.send(Method::PUT, &format!("/api/v1/jobs/{id}/{act}"), &[("if-match", &tag)], Some(body)).await;
    assert!(reply.status.is_success(), "{act}: {}", String::from_utf8_lossy(&reply.bytes));
    reply.json()
}

/// Sends a sample as somebody.
pub(crate) async fn send(client: &Client, sample: &Sample) -> crate::world::Reply {
    let tag = sample.version.map(|version| format!("\"{version}\""));
    let headers: Vec<(&str, &str)> = tag.as_deref().map(|tag| ("if-match", tag)).into_iter().collect();
    client.send(sample.method.clone(), &sample.path, &headers, sample.body.clone()).await
}

/// Every operation of the document: method and path.
pub(crate) fn operations() -> Vec<(String, String, Value)> {
    let document: Value = serde_json::to_value(gate::openapi(muster::api())).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if ["get", "put", "post", "patch", "delete"].contains(&method.as_str()) {
                found.push((method.clone(), path.clone(), operation.clone()));
            }
        }
    }
    found
}
