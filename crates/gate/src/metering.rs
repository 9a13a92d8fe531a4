//! Counts and latencies by route template, for Prometheus, on a listener of their own. No organisation, no id, no address.

use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::time::Duration;

const SECONDS: &str = "muster_http_request_seconds";
const REQUESTS: &str = "muster_http_requests_total";
const BUCKETS: &[f64] = &[0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// The process's metrics.
#[derive(Clone)]
pub struct Metering(PrometheusHandle);

impl std::fmt::Debug for Metering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Metering")
    }
}

impl Metering {
    /// Starts counting. Once in a process; the reason is told when it cannot be.
    pub fn start() -> Result<Self, String> {
        let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Full(SECONDS.into()), BUCKETS).map_err(|e| e.to_string())?;
        let handle = builder.install_recorder().map_err(|error| error.to_string())?;
        metrics::describe_counter!(REQUESTS, "Requests by method, route template and status");
        metrics::describe_histogram!(SECONDS, metrics::Unit::Seconds, "Time to the head of the answer, by method and route template");
        Ok(Self(handle))
    }

    /// What the metrics' own listener serves.
    pub fn app(self) -> Router {
        let show = move || {
            let handle = self.0.clone();
            async move {
                handle.run_upkeep();
                handle.render()
            }
        };
        Router::new().route("/metrics", get(show))
    }
}

/// Counts one answer.
pub(crate) fn count(method: &http::Method, route: &str, status: u16, took: Duration) {
    // A method nobody knows could be any text: labels come from a closed set.
    let method = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].into_iter().find(|known| *known == method.as_str());
    let (method, route) = (method.unwrap_or("other"), route.to_owned());
    metrics::counter!(REQUESTS, "method" => method, "route" => route.clone(), "status" => status.to_string()).increment(1);
    metrics::histogram!(SECONDS, "method" => method, "route" => route).record(took.as_secs_f64());
}
