//! Somebody of the demo at work, through the very API that browsers use, so that timelines and log hold what they would hold.

use crate::failure::Failure;
use axum::Router;
use axum::body::Body;
use http::{Method, Request, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// One person at work.
pub(super) struct Person {
    app: Router,
    cookie: String,
}

/// What is sent: nothing, or bytes of a kind.
type Sent = Option<(&'static str, Vec<u8>)>;

impl Person {
    pub(super) async fn sign_in(app: &Router, organisation: &str, email: &str, password: &str) -> Result<Self, Failure> {
        let body = json!({"organisation": organisation, "email": email, "password": password});
        let mut person = Self { app: app.clone(), cookie: String::new() };
        let response = person.send(Method::POST, "/session", None, written(Some(&body))).await?;
        let cookie = response.headers().get(header::SET_COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        cookie.split(';').next().unwrap_or_default().clone_into(&mut person.cookie);
        Ok(person)
    }

    pub(super) async fn get(&self, path: &str) -> Result<Value, Failure> {
        self.told(Method::GET, path, None, None).await
    }

    pub(super) async fn post(&self, path: &str, body: Value) -> Result<Value, Failure> {
        self.told(Method::POST, path, None, written(Some(&body))).await
    }

    /// Sends a file as it is.
    pub(super) async fn hand_in(&self, method: Method, path: &str, kind: &'static str, bytes: Vec<u8>) -> Result<Value, Failure> {
        self.told(method, path, None, Some((kind, bytes))).await
    }

    /// Changes what stands at `path` as `row` shows it; answers it as it is then.
    pub(super) async fn change(&self, method: Method, path: &str, row: &Value, body: Option<Value>) -> Result<Value, Failure> {
        self.told(method, path, row["version"].as_i64(), written(body.as_ref())).await
    }

    /// An act on a row of such a list as it is now; answers the row as it is then.
    pub(super) async fn act(&self, list: &str, row: &Value, act: &str, body: Option<Value>) -> Result<Value, Failure> {
        self.change(Method::PUT, &format!("/{list}/{}/{act}", id(row)), row, body).await
    }

    async fn told(&self, method: Method, path: &str, version: Option<i64>, sent: Sent) -> Result<Value, Failure> {
        let response = self.send(method.clone(), path, version, sent).await?;
        let status = response.status();
        let bytes = response.into_body().collect().await.map_err(|error| Failure::failed(error.to_string()))?.to_bytes();
        if !status.is_success() {
            return Err(Failure::failed(format!("{method} {path}: {status} {}", String::from_utf8_lossy(&bytes))));
        }
        if bytes.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&bytes).map_err(|error| Failure::failed(error.to_string()))
    }

    async fn send(&self, method: Method, path: &str, version: Option<i64>, sent: Sent) -> Result<axum::response::Response, Failure> {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}")).header(header::HOST, "localhost");
        request = request.header(header::ORIGIN, "https://localhost").header(header::COOKIE, &self.cookie);
        if let Some(version) = version {
            request = request.header(header::IF_MATCH, format!("\"{version}\""));
        }
        let (kind, bytes) = sent.unwrap_or(("application/json", Vec::new()));
        let request = request.header(header::CONTENT_TYPE, kind).body(Body::from(bytes));
        match self.app.clone().oneshot(request.map_err(|error| Failure::failed(error.to_string()))?).await {
            Ok(response) => Ok(response),
            Err(never) => match never {},
        }
    }
}

fn written(body: Option<&Value>) -> Sent {
    body.map(|body| ("application/json", body.to_string().into_bytes()))
}

/// A row's id, as paths name it.
pub(super) fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap_or_default()
}

/// The rows of a list.
pub(super) fn items(list: &Value) -> &[Value] {
    list["items"].as_array().map(Vec::as_slice).unwrap_or_default()
}
