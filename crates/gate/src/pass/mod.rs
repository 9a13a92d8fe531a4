//! The one layer around every route. It does in a single pass what would otherwise be a dozen layers, because each layer costs
//! every request: judge the address, the host and the origin; give the request its id; bound time and number; catch a panic;
//! set headers; count; write one line to the log.

mod admission;
mod answer;
pub mod forwarded;
mod guard;
mod headers;
mod origin;
mod request_id;
mod squeeze;
mod survive;

use crate::refusal::Refusal;
use crate::{Hosts, Peer, Proxies, metering};
use access::{RequestFacts, Watch};
use axum::extract::{MatchedPath, Request};
use axum::response::{IntoResponse, Response};
use kernel::Rng;
use std::convert::Infallible;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tower::{Layer, Service, ServiceExt as _};

/// What one request, and all together, may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of a body, unless the route takes files.
    pub body: usize,
    /// Bytes of a file sent to a route that takes them.
    pub upload: u64,
    /// From the head of the request to the head of the answer.
    pub time: Duration,
    /// The same for routes that take or make files.
    pub file_time: Duration,
    /// Requests being worked on at one moment.
    pub at_once: usize,
    /// How often it is looked whether an answer that streams may go on; with the time the look takes, below 30 seconds.
    pub look_again: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 1024 * 1024,
            upload: 256 * 1024 * 1024,
            time: Duration::from_secs(30),
            file_time: Duration::from_secs(1_800),
            at_once: 512,
            look_again: Duration::from_secs(20),
        }
    }
}

/// What the layer goes by; one for the whole application.
pub(crate) struct Rules {
    hosts: Hosts,
    proxies: Proxies,
    limits: Limits,
    rng: Arc<dyn Rng>,
    measured: bool,
    places: Semaphore,
}

impl Rules {
    pub(crate) fn new(hosts: Hosts, proxies: Proxies, limits: Limits, rng: Arc<dyn Rng>, measured: bool) -> Arc<Self> {
        Arc::new(Self { hosts, proxies, limits, rng, measured, places: Semaphore::new(limits.at_once) })
    }

    /// Whose request it is, as far as it can be trusted.
    fn client(&self, request: &Request, peer: Peer) -> Result<Option<IpAddr>, Refusal> {
        match peer.address {
            // A proxy that speaks the PROXY protocol has said it at the connection's start.
            Some(address) if !self.proxies.protocol => {
                let client = forwarded::client(address, request.headers(), |address| self.proxies.believe(address));
                client.map(Some).map_err(|forwarded::Unreadable| Refusal::BadForwarded)
            }
            address => Ok(address),
        }
    }
}

#[derive(Clone)]
pub(crate) struct PassLayer(Arc<Rules>);

impl PassLayer {
    pub(crate) fn new(rules: Arc<Rules>) -> Self {
        Self(rules)
    }
}

impl<S> Layer<S> for PassLayer {
    type Service = Pass<S>;

    fn layer(&self, inner: S) -> Pass<S> {
        Pass { inner, rules: Arc::clone(&self.0) }
    }
}

#[derive(Clone)]
pub(crate) struct Pass<S> {
    inner: S,
    rules: Arc<Rules>,
}

impl<S> Service<Request> for Pass<S>
where
    S: Service<Request, Error = Infallible> + Clone + Send + 'static,
    S::Response: IntoResponse,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (inner, rules) = (self.inner.clone(), Arc::clone(&self.rules));
        Box::pin(async move { Ok(pass(inner, &rules, request).await) })
    }
}

#[expect(clippy::disallowed_methods, reason = "a measurement: nothing is decided by it")]
async fn pass<S>(inner: S, rules: &Rules, request: Request) -> Response
where
    S: Service<Request, Error = Infallible> + Clone + Send + 'static,
    S::Response: IntoResponse,
    S::Future: Send + 'static,
{
    let started = Instant::now();
    let peer = request.extensions().get::<Peer>().copied().unwrap_or_default();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let setting = headers::Setting::of(&request, peer.encrypted);
    let id = request_id::new(&*rules.rng);
    let admitted = admission::judge(rules, &request, peer).and_then(|()| rules.client(&request, peer));
    let mut response = match admitted {
        Ok(client) => run(inner, rules, request, client, route.as_ref(), &id).await,
        Err(refusal) => refusal.into_response(),
    };
    answer::finish(&mut response, &id, setting);
    let took = started.elapsed();
    let (route, status) = (route.as_ref().map_or("none", MatchedPath::as_str), response.status().as_u16());
    if rules.measured {
        metering::count(&method, route, status, took);
    }
    tracing::info!(target: "muster::request", id = id.as_str(), method = %method, route, status, ms = took.as_secs_f64() * 1e3, "request");
    response
}

async fn run<S>(
    inner: S,
    rules: &Rules,
    mut request: Request,
    client: Option<IpAddr>,
    route: Option<&MatchedPath>,
    id: &request_id::RequestId,
) -> Response
where
    S: Service<Request, Error = Infallible> + Clone + Send + 'static,
    S::Response: IntoResponse,
    S::Future: Send + 'static,
{
    let Ok(_place) = rules.places.try_acquire() else { return Refusal::Busy.into_response() };
    let facts = RequestFacts { request_id: id.as_str().to_owned(), address: client, ..RequestFacts::default() };
    let (watch, look_again) = (Arc::clone(&facts.watch), rules.limits.look_again);
    request.extensions_mut().insert(facts);
    let inner = inner.map_response(move |response: S::Response| {
        let known: Option<&Watch> = watch.get();
        guard::over(response.into_response(), known, look_again)
    });
    let limit = if takes_time(&request, route) { rules.limits.file_time } else { rules.limits.time };
    let worked = survive::panics(squeeze::call(inner, request));
    match tokio::time::timeout(limit, worked).await {
        Ok(Some(response)) => response,
        Ok(None) => Refusal::Panicked.into_response(),
        Err(_) => Refusal::Late.into_response(),
    }
}

/// Routes that take or make files may work longer.
fn takes_time(request: &Request, route: Option<&MatchedPath>) -> bool {
    let route = route.map_or("", MatchedPath::as_str);
    admission::takes_files(request.method(), route)
        || route.ends_with("/export")
        || std::path::Path::new(route).extension().is_some_and(|kind| kind == "csv" || kind == "ndjson")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::routing::any;

    /// What was found for the route of `path`, asked with `method`.
    async fn is_given_time(method: http::Method, route: &'static str, path: &str) -> bool {
        let told = move |request: Request| async move {
            let matched = request.extensions().get::<MatchedPath>().cloned();
            takes_time(&request, matched.as_ref()).to_string()
        };
        let request = Request::builder().method(method).uri(path).body(axum::body::Body::empty()).unwrap();
        let response = Router::new().route(route, any(told)).oneshot(request).await.unwrap();
        axum::body::to_bytes(response.into_body(), 10).await.unwrap() == "true"
    }

    #[tokio::test]
    async fn files_have_more_time_and_nothing_else() {
        use http::Method;
        for route in ["/api/v1/members/export", "/api/v1/members.csv", "/api/v1/events.ndjson"] {
            assert!(is_given_time(Method::GET, route, route).await, "{route}");
        }
        assert!(is_given_time(Method::POST, "/api/v1/imports", "/api/v1/imports").await);
        assert!(!is_given_time(Method::GET, "/api/v1/imports", "/api/v1/imports").await);
        assert!(!is_given_time(Method::GET, "/api/v1/members", "/api/v1/members").await);
        assert!(!is_given_time(Method::GET, "/api/v1/members/{id}", "/api/v1/members/a.csv").await, "the route decides, not the address");
        let request = Request::new(axum::body::Body::empty());
        assert!(!takes_time(&request, None));
    }
}
