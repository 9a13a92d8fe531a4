//! Life in the demo: its people sign in and work, through the very API that browsers use, so that timelines and log hold what they
//! would hold.

use crate::failure::Failure;
use axum::Router;
use axum::body::Body;
use http::{Method, Request, header};
use http_body_util::BodyExt as _;
use kernel::Timestamp;
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// One person at work.
pub(super) struct Person {
    app: Router,
    cookie: String,
}

impl Person {
    pub(super) async fn sign_in(app: &Router, organisation: &str, email: &str, password: &str) -> Result<Self, Failure> {
        let body = json!({"organisation": organisation, "email": email, "password": password});
        let mut person = Self { app: app.clone(), cookie: String::new() };
        let response = person.send(Method::POST, "/session", &[], Some(&body)).await?;
        let cookie = response.headers().get(header::SET_COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        cookie.split(';').next().unwrap_or_default().clone_into(&mut person.cookie);
        Ok(person)
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<axum::response::Response, Failure> {
        let mut request = Request::builder().method(method.clone()).uri(format!("/api/v1{path}")).header(header::HOST, "localhost");
        request = request.header(header::ORIGIN, "https://localhost").header(header::COOKIE, &self.cookie);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let request =
            request.header(header::CONTENT_TYPE, "application/json").body(body).map_err(|error| Failure::failed(error.to_string()))?;
        let response = match self.app.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        if response.status().is_success() { Ok(response) } else { Err(Failure::failed(format!("{method} {path}: {}", response.status()))) }
    }

    async fn told(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Result<Value, Failure> {
        let response = self.send(method, path, headers, body).await?;
        let bytes = response.into_body().collect().await.map_err(|error| Failure::failed(error.to_string()))?.to_bytes();
        if bytes.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&bytes).map_err(|error| Failure::failed(error.to_string()))
    }

    pub(super) async fn post(&self, path: &str, body: Value) -> Result<Value, Failure> {
        self.told(Method::POST, path, &[], Some(&body)).await
    }

    /// An act on a job as it is now; answers the job as it is then.
    async fn act(&self, method: Method, job: &Value, act: &str, body: Option<Value>) -> Result<Value, Failure> {
        let version = format!("\"{}\"", job["version"]);
        let path = format!("/jobs/{}{act}", job["id"].as_str().unwrap_or_default());
        self.told(method, &path, &[("if-match", &version)], body.as_ref()).await
    }
}

/// Customers and sites of a troupe, and jobs of their own.
pub(super) struct Scenery {
    pub(super) customers: &'static [(&'static str, &'static str)],
    pub(super) site: (&'static str, &'static str, &'static str),
    pub(super) jobs: &'static [(&'static str, &'static str, &'static str)],
}

/// Hours from now until the jobs are to be done, in their order: one is late, one is due soon.
const TARGETS: [Option<i64>; 8] = [Some(-20), Some(30), None, Some(-3), Some(-26), Some(52), Some(8), Some(2)];

/// Plays a few days of work.
pub(super) async fn play(dispatcher: &Person, member: &Person, scenery: &Scenery, zone: &str, now: Timestamp) -> Result<(), Failure> {
    let mut customers = Vec::new();
    for (name, reference) in scenery.customers {
        customers.push(dispatcher.post("/customers", json!({"name": name, "reference": reference})).await?);
    }
    let (name, line, locality) = scenery.site;
    let customer = customers.first().map(|customer| customer["id"].clone());
    let address = json!({"lines": [line], "locality": locality, "region": null, "postcode": null, "country": "US"});
    let site = json!({"customer_id": customer, "name": name, "address": address, "time_zone": zone, "access_notes": "Ring at the gate; the caretaker has the key."});
    let site = dispatcher.post("/sites", site).await?;
    let mut jobs = Vec::new();
    for ((kind, title, priority), hours) in scenery.jobs.iter().zip(TARGETS) {
        let target = hours.map(|hours| now.plus_millis(hours * 3_600_000));
        let job = json!({"type": kind, "title": title, "priority": priority, "customer_id": customer, "site_id": site["id"], "target_at": target});
        jobs.push(dispatcher.post("/jobs", job).await?);
    }
    for (at, job) in jobs.iter().enumerate() {
        let notes = format!("/jobs/{}/notes", job["id"].as_str().unwrap_or_default());
        member.post(&notes, json!({"text": "On the list for this week's round."})).await?;
        match at % 4 {
            0 => {
                let done = dispatcher.act(Method::PUT, job, "/completion", Some(json!({"note": "Done on the first visit."}))).await?;
                dispatcher.act(Method::PUT, &done, "/closure", None).await?;
            }
            1 => {
                drop(
                    dispatcher.act(Method::PUT, job, "/hold", Some(json!({"reason": "parts", "note": "The fitting is on order."}))).await?,
                );
            }
            2 => drop(dispatcher.act(Method::PUT, job, "/completion", Some(json!({"note": "Photographs are with the customer."}))).await?),
            _ => drop(dispatcher.act(Method::PATCH, job, "", Some(json!({"priority": "p1"}))).await?),
        }
    }
    attend_to_imported(dispatcher, member).await
}

/// Some of the imported jobs that are open get attention too.
async fn attend_to_imported(dispatcher: &Person, member: &Person) -> Result<(), Failure> {
    let open = dispatcher.told(Method::GET, "/jobs?status=open&limit=12&sort=-created_at", &[], None).await?;
    for (at, row) in open["items"].as_array().into_iter().flatten().enumerate() {
        let id = row["id"].as_str().unwrap_or_default();
        let job = dispatcher.told(Method::GET, &format!("/jobs/{id}"), &[], None).await?;
        match at % 3 {
            0 => drop(
                dispatcher
                    .act(Method::PUT, &job, "/hold", Some(json!({"reason": "access", "note": "Nobody answered; a card was left."})))
                    .await?,
            ),
            1 => {
                drop(member.post(&format!("/jobs/{id}/notes"), json!({"text": "Passed by: needs two people and the small lorry."})).await?);
            }
            _ => drop(dispatcher.act(Method::PUT, &job, "/completion", Some(json!({"note": "Cleared in passing."}))).await?),
        }
    }
    Ok(())
}
